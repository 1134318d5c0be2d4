import { compileGlob } from '../../core/glob.js'
import type { Trigger } from '../../models/index.js'

/** What patterns can hold beside the signs of a glob: quantifiers, sets, regular expressions of other systems, expressions. */
const BEYOND_GLOB = /[?+[\]^$(|\\]|^\//

/**
 * Whether the trigger's filters take the branch; undefined where a pattern cannot be told. Of several patterns the last
 * that fits counts, and `!` takes back (GitHub docs: Workflow syntax, `on.<push|pull_request>.<branches>`).
 */
export function takesBranch(
  { branches, branchesIgnored = [] }: Pick<Trigger, 'branches' | 'branchesIgnored'>,
  branch: string,
): boolean | undefined {
  if (branches === undefined || branches.length === 0) {
    const ignored = branchesIgnored.map(({ value }) => fits(value, branch))
    return ignored.includes(true) ? false : ignored.includes(undefined) ? undefined : true
  }
  let taken: boolean | undefined = false
  for (const { value } of branches) {
    const takes = !value.startsWith('!')
    const isMeant = fits(takes ? value : value.slice(1), branch)
    if (isMeant === true) taken = takes
    else if (isMeant === undefined && taken !== takes) taken = undefined
  }
  return taken
}

function fits(pattern: string, branch: string): boolean | undefined {
  if (pattern === branch) return true
  return BEYOND_GLOB.test(pattern) ? undefined : compileGlob(pattern)(branch)
}
