import {
  type Activity,
  type CheckOutcome,
  defineCheck,
  type Job,
  type Location,
  oncePer,
  PACKAGE_REGISTRIES,
  type PackageRegistry,
  permissionOf,
  type Project,
  publishesImage,
  secretsIn,
  storedToken,
  valuesOf,
  z,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'token' | 'personal'>

export default defineCheck({
  id: 'supply-publish-credentials',
  title: 'Package is published with a long-lived token',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.SCM.3',
    'SEC02-BP02',
    'SEC11-BP05',
    'hc.define.artifact-repos',
    'hc.define.centralize-packages.ci-only-writes',
  ],
  needs: ['delivery', 'project'],
  options: z.strictObject({}),
  messages: {
    token: {
      text: 'Job {job} publishes to {registry} with {token}, a token that works until somebody revokes it, from anywhere.',
      remedy: 'Make this pipeline a trusted publisher of the package and delete the token: {how}.',
    },
    personal: {
      text: 'Job {job} pushes images to ghcr.io with {token} instead of the run’s own token.',
      remedy: 'Sign in with GITHUB_TOKEN and permissions: {packages: write}; it ends with the job.',
    },
  },

  *run({ delivery, project }): Generator<Outcome> {
    const seen = new Set<string>()
    let judged = false
    for (const publication of delivery.publications) {
      for (const outcome of [ofRegistry(publication, project), ofImages(publication)]) {
        if (outcome === undefined) continue
        judged = true
        const key = `${outcome.kind} ${outcome.at?.file}:${outcome.at?.line}:${outcome.at?.column}`
        if (!seen.has(key)) yield outcome
        seen.add(key)
      }
    }
    if (!judged)
      yield { kind: 'not-applicable', reason: 'nothing is published to a registry that could trust this CI system' }
  },
})

type Placed = Outcome & { readonly at?: Location }

/** How the publication signs in to a public registry of packages that can trust the system. */
function ofRegistry(publication: Activity, project: Project): Placed | undefined {
  const { pipeline, job, intent, at } = publication
  const registry = PACKAGE_REGISTRIES.find(({ tools, perhaps }) => tools.has(intent.tool) || perhaps?.has(intent.tool))
  if (registry === undefined) return undefined
  const { name, trusts, how } = registry
  if (!trusts.has(pipeline.system) || goesElsewhere(publication, registry, project)) return undefined
  const token = storedToken(pipeline, job, registry.token) ?? inputToken(publication)
  if (token !== undefined) {
    const data = { job: job.id, registry: name, token: token.name, how }
    return { kind: 'problem', message: 'token', data, at: token.at }
  }
  const data = { job: job.id, registry: name }
  if (identifies(publication))
    return { kind: 'evidence', text: '{registry} trusts job {job}, which publishes without a token', data, at }
  if (registry.perhaps?.has(intent.tool) || usesRunToken(publication)) return undefined
  const reason = 'with what job {job} signs in to {registry} is not to be seen here'
  return { kind: 'unknown', origin: 'files', reason, data, at }
}

/** Whether the run can show who it is. CircleCI gives every job an identity token (CircleCI docs: Using OpenID Connect tokens). */
function identifies({ pipeline, job }: Activity): boolean {
  if (pipeline.system === 'github-actions') return permissionOf('id-token', pipeline, job) === 'write'
  return job.identityToken !== undefined
}

/** A secret handed to the publishing action as its token, whatever the secret is called. */
function inputToken({ step: { uses, with: inputs } }: Activity): { name: string; at: Location } | undefined {
  if (uses === undefined) return undefined
  for (const [key, { value, at }] of inputs) {
    const secret = secretsIn(value).find((each) => each !== 'GITHUB_TOKEN')
    const isToken = /token|password|api-?key/i.test(key) && !/git-?hub|gh[-_]/i.test(key)
    if (secret !== undefined && isToken) return { name: secret, at }
  }
  return undefined
}

/** Packages of the host itself: npm.pkg.github.com and its like, with the token of the run. */
function usesRunToken({ pipeline, job, step }: Activity): boolean {
  return [pipeline.env, job.env, step.env, step.with].some((values) =>
    [...values.values()].some(({ value }) => secretsIn(value).includes('GITHUB_TOKEN') || /CI_JOB_TOKEN/.test(value)),
  )
}

/** Another address: as an option, an input, a variable, or in the settings of the package manager. */
function goesElsewhere(
  { pipeline, job, intent, step }: Activity,
  registry: PackageRegistry,
  project: Project,
): boolean {
  const options = valuesOf(intent.command?.argv ?? [], ...registry.options).map(({ text }) => text)
  const inputs = [step.with, ...job.steps.map((each) => each.with), step.env, job.env, pipeline.env]
    .flatMap((values) => [...values])
    .flatMap(([key, { value }]) =>
      /registry[-_]?url|repository[-_]?url|npm_config_registry|^registry$/i.test(key) ? [value] : [],
    )
  const settings = project.registries
    .filter(({ ecosystem }) => ecosystem === registry.ecosystem)
    // npm publishes to where it installs from, if nothing else is said.
    .filter(({ ecosystem, role }) => role === 'publish' || (role === 'default' && ecosystem === 'npm'))
    .map(({ url }) => url.value)
  const named = [...options, ...inputs, ...settings].filter(
    (text) => !/^(?:pypi|testpypi|crates-io|nuget\.org)?$/i.test(text),
  )
  const addressed = registry.name === 'NuGet.org' && intent.command !== undefined && options.length === 0
  return addressed || named.some((text) => !registry.host.test(text))
}

/** How a job that pushes images signs in to GitHub's registry, which takes the token of the run. */
function ofImages(publication: Activity): Placed | undefined {
  const { pipeline, job } = publication
  // A called workflow has names of its own for what its caller hands it, which may be the token of the run.
  if (pipeline.system !== 'github-actions' || job.calledBy !== undefined || !publishesImage(publication))
    return undefined
  const password = loginOf(job)?.with.get('password')
  if (password === undefined) return undefined
  const data = { job: job.id }
  const [secret] = secretsIn(password.value)
  if (secret === undefined || secret === 'GITHUB_TOKEN')
    return { kind: 'evidence', text: 'job {job} pushes to ghcr.io with the token of the run', data, at: password.at }
  return { kind: 'problem', message: 'personal', data: { ...data, token: secret }, at: password.at, severity: 'notice' }
}

/** All images that the job pushes ask. */
const loginOf = oncePer(({ steps }: Job) =>
  steps.find(
    ({ uses, with: inputs }) =>
      uses?.repository === 'docker/login-action' && inputs.get('registry')?.value.trim() === 'ghcr.io',
  ),
)
