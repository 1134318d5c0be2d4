import { compileGlob } from '../../core/glob.js'
import type { Known } from '../../core/known.js'
import type { RepositoryFacts } from '../../models/hosting.js'
import { numberAt, textAt, textsAt } from '../json.js'
import type { GitHub } from '../types.js'

/** Rulesets looked at one by one, to see whether they mean the branch. */
const LOOKED_AT = 3

/** The rulesets that the host lists for the repository, those of its organisation included. */
export interface Rulesets {
  readonly names: ReadonlyMap<number, string>
  /** Names of rulesets for the branch that are in evaluate mode or disabled. */
  readonly inactive: readonly string[]
}

/** Lists the rulesets; an empty result if they cannot be read, because they only add to what the rules say. */
export async function readRulesets(
  github: GitHub,
  branch: string,
  facts: Promise<Known<RepositoryFacts>>,
): Promise<Rulesets> {
  const list = await github.list('rulesets', { includes_parents: true, per_page: 100 }, { most: 1 })
  if (!list.ok) return { names: new Map(), inactive: [] }
  const names = new Map<number, string>()
  for (const ruleset of list.items) {
    const id = numberAt(ruleset, 'id')
    if (id !== undefined) names.set(id, textAt(ruleset, 'name') ?? String(id))
  }
  const candidates = list.items.filter(
    (ruleset) =>
      (textAt(ruleset, 'target') ?? 'branch') === 'branch' &&
      ['evaluate', 'disabled'].includes(textAt(ruleset, 'enforcement') ?? ''),
  )
  const repository = candidates.length > 0 ? await facts : undefined
  const defaultBranch = repository?.known === true ? repository.value.defaultBranch : undefined
  const inactive = await Promise.all(
    candidates.slice(0, LOOKED_AT).map(async (ruleset) => {
      const id = numberAt(ruleset, 'id')
      if (id === undefined) return []
      const whole = await github.call('ruleset', { ruleset_id: id, includes_parents: true })
      return whole.ok && targets(whole.data, branch, defaultBranch) ? [names.get(id) ?? ''] : []
    }),
  )
  return { names, inactive: inactive.flat() }
}

/** Source: GitHub docs, "Creating rulesets for a repository", using fnmatch syntax. */
function targets(ruleset: unknown, branch: string, defaultBranch: string | undefined): boolean {
  const matches = (pattern: string): boolean => {
    if (pattern === '~ALL') return true
    if (pattern === '~DEFAULT_BRANCH') return branch === defaultBranch
    return compileGlob(pattern)(`refs/heads/${branch}`)
  }
  const include = textsAt(ruleset, 'conditions', 'ref_name', 'include')
  const exclude = textsAt(ruleset, 'conditions', 'ref_name', 'exclude')
  return include.some(matches) && !exclude.some(matches)
}
