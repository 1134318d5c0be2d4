import { known, type Known } from '../../core/known.js'
import type { EnvironmentSettings } from '../../models/hosting.js'
import { at, flagAt, listAt, numberAt, textAt } from '../json.js'
import type { GitHub } from '../types.js'

/** Environments asked one by one for rules of apps, because nothing else protects them. */
const LOOKED_AT = 2

/** Reads the deployment environments with what protects them. */
export async function readEnvironments(github: GitHub): Promise<Known<readonly EnvironmentSettings[]>> {
  const list = await github.list('environments', { per_page: 100 }, { key: 'environments', most: 3 })
  if (!list.ok) return list.why
  if (!list.complete && list.why !== undefined) return list.why.why
  const environments = list.items.flatMap(settingsOf)
  const bare = environments.filter(({ reviewers, waitMinutes }) => reviewers === 0 && waitMinutes === 0)
  const customRules = new Map(
    await Promise.all(
      bare.slice(0, LOOKED_AT).map(async ({ name }) => [name, await customRulesOf(github, name)] as const),
    ),
  )
  return known(
    environments.map((environment) => {
      const count = customRules.get(environment.name)
      return count === undefined ? environment : { ...environment, customRules: count }
    }),
  )
}

function settingsOf(environment: unknown): EnvironmentSettings[] {
  const name = textAt(environment, 'name')
  if (name === undefined) return []
  const rules = listAt(environment, 'protection_rules')
  const rule = (type: string): unknown => rules.find((each) => textAt(each, 'type') === type)
  const review = rule('required_reviewers')
  const preventsSelfReview = flagAt(review, 'prevent_self_review')
  return [
    {
      name,
      reviewers: listAt(review, 'reviewers').length,
      waitMinutes: numberAt(rule('wait_timer'), 'wait_timer') ?? 0,
      ...(preventsSelfReview !== undefined && { selfReviewPrevented: preventsSelfReview }),
      ...branchPolicyOf(at(environment, 'deployment_branch_policy')),
    },
  ]
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
