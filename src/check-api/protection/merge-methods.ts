import type { MergeSettings, Protection } from '../../models/index.js'

/** A way to merge a pull request, as rules name it. Source: GitHub REST, rule `pull_request`, `allowed_merge_methods`. */
export type MergeMethod = 'merge' | 'squash' | 'rebase'

const METHODS: readonly MergeMethod[] = ['squash', 'rebase', 'merge']

/** What contradicts itself: ways to merge that the rules admit, and ways that the repository allows; none is in both. */
export interface MergeConflict {
  readonly admitted: readonly MergeMethod[]
  readonly allowed: readonly MergeMethod[]
}

/**
 * Whether no pull request can be merged, because the rules of the branch leave no way that the repository allows: a linear
 * history refuses merge commits, and rules for pull requests may name the ways (GitHub docs, "Available rules for
 * rulesets"). A merge queue merges in its own way: undefined there, and where nothing contradicts.
 */
export function mergeConflict(
  { linearHistory, rules, mergeQueue }: Protection,
  { mergeCommits, squash, rebase }: MergeSettings,
): MergeConflict | undefined {
  if (mergeQueue) return undefined
  const named = (rules?.known === true ? rules.value : [])
    .filter(({ type }) => type === 'pull_request')
    .map(({ parameters }) => parameters['allowed_merge_methods'])
    .filter((methods): methods is unknown[] => Array.isArray(methods) && methods.length > 0)
  const isLinear = linearHistory?.known === true && linearHistory.value
  const admitted = METHODS.filter(
    (method) => !(isLinear && method === 'merge') && named.every((methods) => methods.includes(method)),
  )
  const has = { merge: mergeCommits, squash, rebase }
  const allowed = METHODS.filter((method) => has[method])
  return admitted.some((method) => has[method]) ? undefined : { admitted, allowed }
}
