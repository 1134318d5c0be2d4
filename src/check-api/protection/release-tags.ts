import type { TagRuleset } from '../../models/index.js'
import { isMeant } from '../../models/ref-pattern.js'

/** What a tag has in place of a wildcard: the numbers of a version. */
const VERSION = '1.2.3'

/** Signs of regular expressions and of variables, by which other systems name tags. */
const NO_GLOB = /[\^$(){}|]|^\//

/**
 * A tag as the pattern of a trigger means it: `v1.2.3` for `v*`. Undefined for patterns that are no globs. Sources:
 * GitHub docs, Filter pattern cheat sheet; quantifiers (`[0-9]+`) become one character.
 */
export function sampleTag(pattern: string): string | undefined {
  if (NO_GLOB.test(pattern)) return undefined
  if (/^\*+$/.test(pattern)) return `v${VERSION}`
  let stars = 0
  return pattern
    .replace(/\\(.)/g, '$1')
    .replace(/\[[^\]]{0,50}\]/g, '1')
    .replace(/[?+]/g, '')
    .replace(/\*+/g, () => (stars++ === 0 ? VERSION : '1'))
}

/** The pattern in the form of rulesets (fnmatch with full names); undefined if it has no such form. */
export function refPattern(pattern: string): string | undefined {
  if (NO_GLOB.test(pattern) || /[?\\!]/.test(pattern)) return undefined
  if (/^\*+$/.test(pattern)) return '~ALL'
  return `refs/tags/${pattern.replace(/\]\+/g, ']*').replaceAll('+', '')}`
}

/** What anybody who may push can still do to the tag; what may mean it counts. */
export function openTo(tag: string, rulesets: readonly TagRuleset[]): ('move' | 'delete')[] {
  const meant = rulesets.filter((ruleset) => isMeant(ruleset, `refs/tags/${tag}`, undefined) !== false)
  const isOpen = (action: 'update' | 'deletion') => meant.every(({ restricts }) => !restricts[action])
  return [...(isOpen('update') ? (['move'] as const) : []), ...(isOpen('deletion') ? (['delete'] as const) : [])]
}
