import { known, unknown, type Known } from '../../core/known.js'
import type { TagProtection, TagRuleset } from '../../models/hosting.js'
import { flagAt, listAt, textAt } from '../json.js'
import type { GitHub } from '../types.js'
import { onlyForAdministrators, type Administration } from './administration.js'
import { conditionOf, unseen, type Rulesets } from './rulesets.js'

/**
 * Reads what protects tags: rulesets, since GitHub has no other tag protection any more (GitHub changelog, "Sunset of
 * tag protection rules"), and immutable releases. Unknown unless every active ruleset for tags could be read.
 */
export async function readTagProtection(
  github: GitHub,
  rulesets: Promise<Rulesets>,
  administration: Promise<Administration>,
): Promise<Known<TagProtection>> {
  const [{ all, gap, source }, immutableReleases] = await Promise.all([
    rulesets,
    administration.then((each) => readImmutable(github, each)),
  ])
  if (gap !== undefined) return gap
  const found: TagRuleset[] = []
  for (const ruleset of all) {
    if (ruleset.target !== 'tag' || ruleset.enforcement !== 'active') continue
    if (ruleset.whole?.ok !== true) return unseen(ruleset)
    const condition = conditionOf(ruleset.whole.data)
    if (condition === undefined) return unknown(`the host does not say which tags ruleset ${ruleset.name} means`)
    const types = new Set(listAt(ruleset.whole.data, 'rules').map((rule) => textAt(rule, 'type')))
    const restricts = {
      creation: types.has('creation'),
      // A rule against force pushes lets a tag move to a later commit.
      update: types.has('update'),
      deletion: types.has('deletion'),
    }
    found.push({ name: ruleset.name, ...condition, restricts })
  }
  return known({ rulesets: found, immutableReleases, sources: [source] })
}

/**
 * Administrators get the setting itself; 404 means that it is off (REST, "Check if immutable releases are enabled").
 * Everyone else sees at the newest release whether it was on then; that it was off then says nothing of today.
 */
async function readImmutable(github: GitHub, { refused }: Administration): Promise<Known<boolean>> {
  if (refused === undefined) {
    const answer = await github.call('immutableReleases', {}, { admin: true })
    if (answer.ok) return known(flagAt(answer.data, 'enabled') ?? false)
    return answer.status === 404 ? known(false) : answer.why
  }
  const newest = await github.call('latestRelease')
  if (newest.ok && flagAt(newest.data, 'immutable') === true) return known(true)
  return onlyForAdministrators(refused, 'whether releases are immutable')
}
