import {
  defineCheck,
  isLocked,
  rootModules,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type TerraformModule,
} from '../../src/check-api/index.js'

/** Files by which version managers fix the version of Terraform for everybody who works in a folder. */
const VERSION_FILES = ['.terraform-version', '.opentofu-version', '.tfswitchrc']

type Message = 'noTerraform' | 'noProvider' | 'open'

export default defineCheck({
  id: 'tf-version-constraints',
  title: 'Terraform or provider versions are open',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['DL.EAC.1', 'OPS05-BP03', 'hc.semi.pitfall.inconsistent-tooling', 'ba.versioning'],
  judgesExamples: false,
  definitions: ['terraform'],
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    noTerraform: {
      text: 'Module {folder} does not say which Terraform version it needs.',
      remedy: 'Add required_version = "~> 1.13" to its terraform block.',
    },
    noProvider: {
      text: 'Module {folder} uses provider {provider} without a version constraint.',
      remedy: 'Add {provider} with source and version to required_providers.',
    },
    open: {
      text: 'Provider {provider} has no upper version: {version} also allows the next major version.',
      remedy: 'Write ~> instead, so that a breaking version does not arrive by itself.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const roots = rootModules(infrastructure, pipelines).filter(({ isUnit }) => isUnit !== true)
    const published = infrastructure.terraform.filter((each) => !roots.includes(each) && isPublished(each, roots))
    if (roots.length + published.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no Terraform root or published module' }
    for (const root of roots) yield* judge(root, [...ofTerraform(root, files), ...ofProviders(root, isBounded)])
    for (const module of published)
      yield* judge(module, [...ofTerraform(module, files), ...ofProviders(module, () => true)])
  },
})

/** A module at the repository's root that no root module here calls is made for others. */
function isPublished(
  { folder, calledBy, usedProviders }: TerraformModule,
  roots: Infrastructure['terraform'],
): boolean {
  return folder === '.' && usedProviders.length > 0 && !roots.some((root) => calledBy.includes(root.folder))
}

type Problem = CheckOutcome<Message> & { kind: 'problem' }

function* judge(module: TerraformModule, problems: readonly Problem[]): Generator<CheckOutcome<Message>> {
  const { folder, generatedBy, complete, usedProviders, at } = module
  const written = problems.filter(({ message }) => message === 'open')
  if (problems.length > written.length && (generatedBy !== undefined || !complete)) {
    const reason =
      generatedBy === undefined
        ? 'a file of {folder} could not be read whole'
        : '{by} may add the constraints of {folder}'
    yield { kind: 'unknown', origin: 'files', reason, data: { by: generatedBy ?? '', folder }, at }
    yield* written
  } else yield* problems
  if (problems.length > 0) return
  yield {
    kind: 'evidence',
    text: '{folder} fixes the versions of Terraform and {count} providers',
    data: { folder, count: usedProviders.length },
    at,
  }
}

/** A lesser case where a version manager fixes the version for everybody. */
function* ofTerraform({ folder, requiredVersion, at }: TerraformModule, files: FileIndex): Generator<Problem> {
  if (requiredVersion !== undefined) return
  const parts = folder === '.' ? [] : folder.split('/')
  const above = parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)
  const managed = ['', ...above].some((start) => VERSION_FILES.some((name) => files.has(`${start}${name}`)))
  const severity = managed ? 'notice' : 'warning'
  yield { kind: 'problem', message: 'noTerraform', data: { folder }, at, severity }
}

/** A lesser case where the lock file fixes the version until somebody runs init -upgrade. */
function* ofProviders(module: TerraformModule, isEnough: (constraint: string) => boolean): Generator<Problem> {
  const { folder, requiredProviders, usedProviders } = module
  for (const { name: provider, at } of usedProviders) {
    const severity = isLocked(module, provider) ? 'notice' : 'warning'
    const version = requiredProviders.find(({ name }) => name === provider)?.version
    if (version === undefined) {
      yield { kind: 'problem', message: 'noProvider', data: { folder, provider }, at, severity }
    } else if (!isEnough(version.value)) {
      const data = { provider, version: version.value }
      yield { kind: 'problem', message: 'open', data, at: version.at, severity }
    }
  }
}

/** A constraint is a comma-separated list; one part with ~>, =, <, <= or a bare version bounds it. */
function isBounded(constraint: string): boolean {
  return constraint.split(',').some((part) => /^\s*(~>|=|<|\d|v\d)/.test(part))
}
