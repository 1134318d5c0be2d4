import type { SettingsChange } from '../../core/outcome.js'
import type { Delivery, EnvironmentSettings, Trigger } from '../../models/index.js'
import { encoded, jsonText, settingsChange, type Json } from './changes.js'
import { refPattern } from './release-tags.js'

type Body = Readonly<Record<string, Json>>

/** What may deploy to an environment, as its settings name it. */
export interface DeployRef {
  readonly name: string
  readonly type: 'branch' | 'tag'
}

/**
 * The branches and tags from which jobs deploy to the environment: those that their triggers name, and the default branch
 * for runs that name none. Undefined where a trigger names them in a way that environments do not know.
 */
export function refsDeploying(
  environment: string,
  { deployments }: Delivery,
  defaultBranch: string,
): DeployRef[] | undefined {
  const triggers = deployments
    .filter((each) => each.environment?.name.toLowerCase() === environment.toLowerCase())
    .flatMap((each) => each.triggers)
  const refs = triggers.map((trigger) => refsOf(trigger, defaultBranch))
  if (refs.includes(undefined)) return undefined
  const all = [{ name: defaultBranch, type: 'branch' as const }, ...refs.flatMap((each) => each ?? [])]
  return [...new Map(all.map((each) => [`${each.type} ${each.name}`, each])).values()]
}

function refsOf({ kind, branches, branchesIgnored, tags }: Trigger, defaultBranch: string): DeployRef[] | undefined {
  if (kind === 'tag' || kind === 'release') {
    const patterns = (tags ?? []).map(({ value }) =>
      refPattern(value)
        ?.replace(/^refs\/tags\//, '')
        .replace('~ALL', '*'),
    )
    if (patterns.includes(undefined)) return undefined
    const names = patterns.length === 0 ? ['*'] : patterns
    return names.flatMap((name) => (name === undefined ? [] : [{ name, type: 'tag' as const }]))
  }
  if (kind !== 'push') return [{ name: defaultBranch, type: 'branch' }]
  if (branchesIgnored !== undefined) return undefined
  const names = (branches ?? []).map(({ value }) => value)
  if (names.some((name) => /[!+?[\]\\]|\$\{\{/.test(name))) return undefined
  return names.map((name) => ({ name, type: 'branch' as const }))
}

/**
 * The changes by which an environment accepts only these branches and tags. Undefined if what it has could not be kept:
 * the request replaces all rules (GitHub REST, "Create or update an environment").
 */
export function limitRefs(
  settings: EnvironmentSettings,
  refs: readonly DeployRef[],
): readonly SettingsChange[] | undefined {
  const kept = keptRules(settings)
  if (kept === undefined) return undefined
  const path = `environments/${encoded(settings.name)}`
  const policy = { protected_branches: false, custom_branch_policies: true }
  return [
    settingsChange('PUT', path, { ...kept, deployment_branch_policy: policy }, 'environment.json'),
    ...refs.map(({ name, type }, index) =>
      settingsChange('POST', `${path}/deployment-branch-policies`, { name, type }, `deploys-from-${index + 1}.json`),
    ),
  ]
}

/** The change by which who starts a deployment may not approve it; undefined if the reviewers are not known. */
export function preventSelfReview(settings: EnvironmentSettings): readonly SettingsChange[] | undefined {
  const kept = keptRules(settings)
  if (kept === undefined) return undefined
  const body = { ...kept, ...keptPolicy(settings), prevent_self_review: true }
  return [settingsChange('PUT', `environments/${encoded(settings.name)}`, body, 'environment.json')]
}

/**
 * The change by which whoever runs it becomes the reviewer of an environment that has none; GitHub wants reviewers by
 * number, which only their account tells.
 */
export function addReviewer(settings: EnvironmentSettings): readonly SettingsChange[] {
  const policy = keptPolicy(settings)['deployment_branch_policy']
  const branches = policy === undefined ? '' : `, "deployment_branch_policy": ${jsonText(policy).replace(/\s+/g, ' ')}`
  const body = `{"prevent_self_review": true, "reviewers": [{"type": "User", "id": .id}]${branches}}`
  const put = `gh api --method PUT repos/{owner}/{repo}/environments/${encoded(settings.name)} --input -`
  return [{ command: `gh api user --jq '${body}' | ${put}` }]
}

/** The rules of an environment as a request has them. Those that it lacks are left out: not every plan knows them. */
function keptRules(settings: EnvironmentSettings): Body | undefined {
  const { waitMinutes, reviewers, reviewedBy, selfReviewPrevented } = settings
  if (reviewers > 0 && reviewedBy?.length !== reviewers) return undefined
  return {
    ...(waitMinutes > 0 && { wait_timer: waitMinutes }),
    ...(reviewers > 0 && {
      prevent_self_review: selfReviewPrevented ?? false,
      reviewers: (reviewedBy ?? []).map(({ type, id }) => ({ type, id })),
    }),
  }
}

function keptPolicy({ branchPolicy }: EnvironmentSettings): Body {
  if (branchPolicy === undefined) return {}
  const isCustom = branchPolicy === 'custom'
  return { deployment_branch_policy: { protected_branches: !isCustom, custom_branch_policies: isCustom } }
}
