import { defineCheck, z, type CheckOutcome, type TerraformModule } from '../../src/check-api/index.js'

/** Providers that come with Terraform itself and have no version. */
const BUILT_IN = new Set(['terraform'])

type Message = 'noTerraform' | 'noProvider' | 'open'

export default defineCheck({
  id: 'tf-version-constraints',
  title: 'Terraform or provider versions are open',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.EAC.1', 'OPS05-BP03', 'hc.semi.pitfall.inconsistent-tooling', 'ba.versioning'],
  needs: ['infrastructure', 'files'],
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

  *run({ infrastructure, files }) {
    const modules = infrastructure.terraform.filter(({ folder }) => !files.isExcluded(`${folder}/main.tf`))
    const judged = modules.filter((each) => each.isRoot || isPublished(each))
    if (judged.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no Terraform root or published module' }
    for (const each of judged) {
      if (each.generatedBy === undefined) yield* judge(each)
      else
        yield {
          kind: 'unknown',
          origin: 'files',
          reason: '{tool} may generate the constraints of {folder}',
          data: { tool: each.generatedBy, folder: each.folder },
          at: each.at,
        }
    }
  },
})

/** A module at the repository's root that nobody here calls is made for others. */
function isPublished({ folder, calledBy, usedProviders }: TerraformModule): boolean {
  return folder === '.' && calledBy.length === 0 && usedProviders.length > 0
}

function* judge({
  folder,
  isRoot,
  requiredVersion,
  requiredProviders,
  usedProviders,
  at,
}: TerraformModule): Generator<CheckOutcome<Message>> {
  const before: CheckOutcome<Message>[] = []
  if (requiredVersion === undefined) before.push({ kind: 'problem', message: 'noTerraform', data: { folder }, at })
  for (const { name: provider, at: use } of usedProviders) {
    if (BUILT_IN.has(provider)) continue
    const version = requiredProviders.find(({ name }) => name === provider)?.version
    if (version === undefined)
      before.push({ kind: 'problem', message: 'noProvider', data: { folder, provider }, at: use })
    // A module for others must leave room; whoever applies it must not.
    else if (isRoot && !hasUpperBound(version.value))
      before.push({ kind: 'problem', message: 'open', data: { provider, version: version.value }, at: version.at })
  }
  if (before.length > 0) return yield* before
  yield {
    kind: 'evidence',
    text: '{folder} fixes the versions of Terraform and {count} providers',
    data: { folder, count: usedProviders.length },
    at,
  }
}

/** A constraint is a comma-separated list; one part with ~>, =, <, <= or a bare version bounds it. */
function hasUpperBound(constraint: string): boolean {
  return constraint.split(',').some((part) => /^\s*(~>|=|<|\d|v\d)/.test(part))
}
