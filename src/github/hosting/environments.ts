import { known, type Known } from '../../core/known.js'
import { classifyEnvironment } from '../../models/environment-names.js'
import type { EnvironmentSettings } from '../../models/hosting.js'
import { at, flagAt, listAt, numberAt, textAt } from '../json.js'
import type { GitHub } from '../types.js'

/** Calls for what the list of environments does not tell, for those first whose names say production. */
const LOOKED_AT = 3

/** Reads the deployment environments with what protects them. */
export async function readEnvironments(github: GitHub): Promise<Known<readonly EnvironmentSettings[]>> {
  const list = await github.list('environments', { per_page: 100 }, { key: 'environments', most: 3 })
  if (!list.ok) return list.why
  if (!list.complete && list.why !== undefined) return list.why.why
  const environments = list.items.flatMap(settingsOf)
  const bare = environments.filter(({ reviewers, waitMinutes }) => reviewers === 0 && waitMinutes === 0)
  const custom = environments.filter(({ branchPolicy }) => branchPolicy === 'custom')
  const [rules, patterns] = await Promise.all([
    forSome(bare, LOOKED_AT - Math.min(custom.length, 1), (name) => customRulesOf(github, name)),
    forSome(custom, LOOKED_AT - Math.min(bare.length, 2), (name) => patternsOf(github, name)),
  ])
  return known(
    environments.map((environment) => {
      const customRules = rules.get(environment.name)
      const named = patterns.get(environment.name)
      return {
        ...environment,
        ...(customRules !== undefined && { customRules }),
        ...(named !== undefined && { patterns: named }),
      }
    }),
  )
}

/** The answer for the `most` environments that are most worth a call, by name. */
async function forSome<T>(
  environments: readonly EnvironmentSettings[],
  most: number,
  ask: (name: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  const names = environments.map(({ name }) => name)
  const production = names.filter((name) => classifyEnvironment(name, NOTHING_SAID).tier === 'production')
  const first = [...new Set([...production, ...names])].slice(0, most)
  return new Map(await Promise.all(first.map(async (name) => [name, await ask(name)] as const)))
}

const NOTHING_SAID = { environments: new Map() }

function settingsOf(environment: unknown): EnvironmentSettings[] {
  const name = textAt(environment, 'name')
  if (name === undefined) return []
  const rules = listAt(environment, 'protection_rules')
  const rule = (type: string): unknown => rules.find((each) => textAt(each, 'type') === type)
  const review = rule('required_reviewers')
  const reviewers = listAt(review, 'reviewers')
  const reviewedBy = reviewers.flatMap(reviewerOf)
  const preventsSelfReview = flagAt(review, 'prevent_self_review')
  return [
    {
      name,
      reviewers: reviewers.length,
      ...(reviewedBy.length > 0 && { reviewedBy }),
      waitMinutes: numberAt(rule('wait_timer'), 'wait_timer') ?? 0,
      ...(preventsSelfReview !== undefined && { selfReviewPrevented: preventsSelfReview }),
      ...branchPolicyOf(at(environment, 'deployment_branch_policy')),
    },
  ]
}

function reviewerOf(reviewer: unknown): NonNullable<EnvironmentSettings['reviewedBy']>[number][] {
  const type = textAt(reviewer, 'type')
  const id = numberAt(reviewer, 'reviewer', 'id')
  return (type === 'User' || type === 'Team') && id !== undefined ? [{ type, id }] : []
}

/** Null means that any branch may deploy. */
function branchPolicyOf(policy: unknown): { branchPolicy?: 'protected' | 'custom' } {
  if (flagAt(policy, 'protected_branches') === true) return { branchPolicy: 'protected' }
  return flagAt(policy, 'custom_branch_policies') === true ? { branchPolicy: 'custom' } : {}
}

/** Rules of apps that must pass first; undefined if they could not be read. */
async function customRulesOf(github: GitHub, name: string): Promise<number | undefined> {
  const answer = await github.call('environmentRules', { environment_name: name })
  if (!answer.ok) return undefined
  return listAt(answer.data, 'custom_deployment_protection_rules').filter((rule) => flagAt(rule, 'enabled')).length
}

/** The branches and tags that a custom policy names; undefined if they could not all be read. */
async function patternsOf(github: GitHub, name: string): Promise<EnvironmentSettings['patterns'] | undefined> {
  const parameters = { environment_name: name, per_page: 100 }
  const list = await github.list('environmentPatterns', parameters, { key: 'branch_policies', most: 1 })
  if (!list.ok || !list.complete) return undefined
  return list.items.flatMap((policy) => {
    const pattern = textAt(policy, 'name')
    if (pattern === undefined) return []
    return [{ name: pattern, type: textAt(policy, 'type') === 'tag' ? ('tag' as const) : ('branch' as const) }]
  })
}
