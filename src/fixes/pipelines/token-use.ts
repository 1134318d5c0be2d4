import type { Located } from '../../core/location.js'
import type { ActionRef, Job, Step } from '../../models/index.js'

/** Rights beyond `contents: read` that actions read with, by what their pages say that they ask for. */
const READS: ReadonlyMap<string, string> = new Map([['dorny/paths-filter', 'pull-requests']])

/** Actions that use the job's token to read at most: by their pages, or because they take no token and need none. */
const READERS: ReadonlySet<string> = new Set([
  ...READS.keys(),
  ...['checkout', 'setup-node', 'setup-python', 'setup-go', 'setup-java', 'setup-dotnet'].map(
    (name) => `actions/${name}`,
  ),
  ...['cache', 'upload-artifact', 'download-artifact'].map((name) => `actions/${name}`),
  ...['setup-buildx-action', 'setup-qemu-action', 'metadata-action', 'build-push-action', 'bake-action'].map(
    (name) => `docker/${name}`,
  ),
  'docker/login-action',
  'aws-actions/amazon-ecr-login',
  'aws-actions/configure-aws-credentials',
  'google-github-actions/auth',
  'google-github-actions/setup-gcloud',
  'azure/login',
  'azure/setup-kubectl',
  'azure/setup-helm',
  'hashicorp/setup-terraform',
  'hashicorp/setup-packer',
  'opentofu/setup-opentofu',
  'terraform-linters/setup-tflint',
  'helm/kind-action',
  'ruby/setup-ruby',
  'pnpm/action-setup',
  'oven-sh/setup-bun',
  'denoland/setup-deno',
  'dtolnay/rust-toolchain',
  'actions-rs/toolchain',
  'swatinem/rust-cache',
  'golangci/golangci-lint-action',
  'codecov/codecov-action',
  'astral-sh/setup-uv',
  'astral-sh/ruff-action',
  'gradle/gradle-build-action',
  'gradle/wrapper-validation-action',
  'shivammathur/setup-php',
  'ramsey/composer-install',
  'extractions/setup-just',
  'arduino/setup-task',
  'taiki-e/install-action',
  'subosito/flutter-action',
  'erlef/setup-beam',
  'pre-commit/action',
  'bufbuild/buf-setup-action',
  'mikefarah/yq',
  'jdx/mise-action',
  'snok/install-poetry',
  'abatilo/actions-poetry',
  'crate-ci/typos',
  'ludeeus/action-shellcheck',
  'hadolint/hadolint-action',
  'cachix/install-nix-action',
  'aws-actions/setup-sam',
  'sigstore/cosign-installer',
])

/** Texts that hand the job's token on (GitHub docs: GITHUB_TOKEN). */
const TOKEN = /\bgithub\s*\.\s*token\b|GITHUB_TOKEN|\bGH_TOKEN\b/i

/** Words of programs and scripts that may write to the repository with the credentials of the checkout. */
const MAY_WRITE = /push|releas|publish|deploy|commit|\btag|version|bump|\bsync|pages|changelog|\bgh\b/i

/** What a job does with its token. */
export type TokenUse =
  | { readonly known: true; /** Scopes that it reads beside `contents`. */ readonly reads: readonly string[] }
  | { readonly known: false; /** As a part of a sentence. */ readonly reason: string }

/** What the jobs do with their token, as far as it is sure to be no more than reading. */
export function tokenUseOf(jobs: readonly Job[]): TokenUse {
  const reads = new Set<string>()
  for (const job of jobs) {
    if (job.calls !== undefined && (!job.calls.resolved || job.calls.target.kind !== 'local'))
      return unsure(`what ${job.calls.target.text} does with the token of job ${job.id} is not seen here`)
    for (const step of job.steps.flatMap((each) => [each, ...each.inner])) {
      const reason = writes(step, job)
      if (reason !== undefined) return unsure(reason)
      const scope = READS.get(step.uses?.repository ?? '')
      if (scope !== undefined) reads.add(scope)
    }
  }
  return { known: true, reads: [...reads] }
}

function unsure(reason: string): TokenUse {
  return { known: false, reason }
}

/** Why the step may do more with the token than read. */
function writes({ uses, run, env, with: inputs, commands, opaque }: Step, job: Job): string | undefined {
  const texts: (Located<string> | undefined)[] = [run, ...env.values(), ...inputs.values(), ...job.env.values()]
  if (
    texts.some((text) => text !== undefined && TOKEN.test(text.value)) ||
    [...env.keys(), ...job.env.keys()].some((key) => TOKEN.test(key))
  )
    return `job ${job.id} hands its token on`
  if (uses !== undefined && !reads(uses, inputs)) return `what ${uses.text} does with the token is not known here`
  if (uses?.kind === 'remote') return undefined
  const command = commands
    .map(({ argv }) => argv.map(({ text }) => text).join(' '))
    .find((text) => MAY_WRITE.test(text))
  if (command !== undefined) return `"${command}" in job ${job.id} may write to the repository`
  const hidden = opaque.find(({ what, reason }) => reason !== 'unknown-command' || MAY_WRITE.test(what))
  return hidden && `${hidden.what} in job ${job.id} cannot be looked into`
}

function reads({ kind, repository = '', path }: ActionRef, inputs: Step['with']): boolean {
  // Of Gradle's own actions one hands in what the build depends on, and another can be told to.
  if (repository === 'gradle/actions')
    return path === 'wrapper-validation' || (path === 'setup-gradle' && !inputs.has('dependency-graph'))
  return kind === 'local' || READERS.has(repository)
}
