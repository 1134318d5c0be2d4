import type { Unknown } from '../core/known.js'
import type { SuggestedChange } from '../core/suggested-change.js'
import { createReview, knownSuggestions, readDiffLines, type DiffLines, type GitHub } from '../github/index.js'
import { renderReview, renderSuggestion, suggestionMarker } from '../reporters/markdown/suggestion.js'

/** Comments of one review: requests with more have been reported to time out. */
const MOST_COMMENTS = 20

export interface ReviewRequest {
  readonly github: GitHub
  readonly pull: { readonly number: number; readonly headSha: string }
  readonly id: string
  /** The linted folder relative to the repository, with a slash at its end; empty if it is the repository. */
  readonly folder: string
  readonly changes: readonly SuggestedChange[]
}

/**
 * Suggests the changes whose lines the pull request shows, in one review, those left out that were suggested before.
 * @returns why there is no review; undefined if there is one, or if there is nothing to suggest
 */
export async function suggestChanges(request: ReviewRequest): Promise<Unknown | undefined> {
  const { github, pull, id, folder, changes } = request
  if (changes.length === 0) return undefined
  const diff = await readDiffLines(github, pull.number)
  if (!diff.known) return diff
  const shown = apart(changes.filter((change) => isShown(change, folder, diff.value)))
  if (shown.length === 0) return undefined
  const before = await knownSuggestions(github, pull.number)
  if (!before.known) return before
  const markers = markersOf(id, changes)
  const isNew = (change: SuggestedChange): boolean => !before.value.has(markers.get(change) ?? '')
  const fresh = shown.filter(isNew).slice(0, MOST_COMMENTS)
  if (fresh.length === 0) return undefined
  const comments = fresh.map((change) => ({
    path: folder + change.file,
    from: change.from,
    to: change.to,
    body: renderSuggestion(markers.get(change) ?? '', change),
  }))
  const review = await createReview(github, pull.number, pull.headSha, renderReview(fresh.length), comments)
  return review.known ? undefined : review
}

/** Findings that are alike but for their place have one fingerprint, and are counted. */
function markersOf(id: string, changes: readonly SuggestedChange[]): ReadonlyMap<SuggestedChange, string> {
  const counts = new Map<string, number>()
  return new Map(
    changes.map((change) => {
      const { fingerprint } = change.finding
      const count = counts.get(fingerprint) ?? 0
      counts.set(fingerprint, count + 1)
      return [change, suggestionMarker(id, change, count)]
    }),
  )
}

/**
 * Whether all of the lines stand in one part of the diff, and are the same there: what was linted may be the merge with a base
 * that has moved on.
 */
function isShown({ file, from, before }: SuggestedChange, folder: string, diff: DiffLines): boolean {
  return (diff.get(folder + file) ?? []).some((hunk) =>
    before.every((line, index) => hunk.lines[from - hunk.from + index] === line),
  )
}

/** One suggestion a line: of those that meet the first counts. */
function apart(changes: readonly SuggestedChange[]): SuggestedChange[] {
  const kept: SuggestedChange[] = []
  for (const change of changes) {
    const meets = kept.some(({ file, from, to }) => file === change.file && from <= change.to && change.from <= to)
    if (!meets) kept.push(change)
  }
  return kept
}
