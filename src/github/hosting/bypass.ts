import { known, unknown, type Known } from '../../core/known.js'
import type { BypassActor } from '../../models/hosting.js'
import { at, flagAt, listAt, numberAt, textAt } from '../json.js'

/** GitHub's own roles by number. Source: Terraform provider for GitHub, `github_repository_ruleset`, `actor_id`. */
const ROLES: ReadonlyMap<number, string> = new Map([
  [2, 'maintain'],
  [4, 'write'],
  [5, 'admin'],
])

const KINDS: ReadonlyMap<string, BypassActor['kind']> = new Map([
  ['Integration', 'app'],
  ['OrganizationAdmin', 'organization-admin'],
  ['RepositoryRole', 'role'],
  ['Team', 'team'],
  ['DeployKey', 'deploy-key'],
  ['User', 'user'],
])

/**
 * Who may pass by a ruleset. GitHub leaves the list out for a token that may not edit the ruleset (REST, "Get a
 * repository ruleset"), so a list that is not there is unknown, never empty.
 *
 * @param ruleset the answer of "Get a repository ruleset"
 * @param source what to call it
 */
export function bypassOfRuleset(ruleset: unknown, source: string): Known<readonly BypassActor[]> {
  const actors = at(ruleset, 'bypass_actors')
  if (!Array.isArray(actors)) {
    return unknown(`who may bypass ${source} is shown only to those who may edit it`, {
      permission: 'administration: write',
      remedy: `Look at its bypass list (Settings → Rules → Rulesets), and vouch for the practice if it is in order; a token that may edit rulesets is not worth the risk.`,
    })
  }
  return known(
    actors.map((actor) => {
      const kind = KINDS.get(textAt(actor, 'actor_type') ?? '') ?? 'other'
      const mode = textAt(actor, 'bypass_mode')
      return {
        kind,
        name: nameOf(kind, numberAt(actor, 'actor_id'), textAt(actor, 'actor_type')),
        mode: mode === 'pull_request' ? 'pull-request' : mode === 'exempt' ? 'exempt' : 'always',
        source,
      }
    }),
  )
}

function nameOf(kind: BypassActor['kind'], id: number | undefined, type: string | undefined): string {
  if (kind === 'deploy-key') return 'deploy keys'
  if (kind === 'organization-admin') return 'organization admins'
  const named = kind === 'role' && id !== undefined ? ROLES.get(id) : undefined
  const what = kind === 'other' ? (type ?? 'actor') : kind
  return `${what} ${named ?? id ?? ''}`.trimEnd()
}

/**
 * Who may pass by classic protection: administrators unless they are included, and those who need no pull request.
 * Source: GitHub REST, "Get branch protection", `enforce_admins` and `bypass_pull_request_allowances`.
 */
export function bypassOfClassic(protection: unknown, source: string): readonly BypassActor[] {
  const allowed = (key: string): readonly unknown[] =>
    listAt(protection, 'required_pull_request_reviews', 'bypass_pull_request_allowances', key)
  const actor = (kind: BypassActor['kind'], name: string): BypassActor => ({ kind, name, mode: 'always', source })
  return [
    ...(flagAt(protection, 'enforce_admins', 'enabled') === true ? [] : [actor('administrators', 'administrators')]),
    ...allowed('users').map((each) => actor('user', `user ${textAt(each, 'login') ?? ''}`.trimEnd())),
    ...allowed('teams').map((each) => actor('team', `team ${textAt(each, 'slug') ?? ''}`.trimEnd())),
    ...allowed('apps').map((each) => actor('app', `app ${textAt(each, 'slug') ?? ''}`.trimEnd())),
  ]
}
