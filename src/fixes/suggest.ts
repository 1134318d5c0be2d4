import type { SuggestedChange } from '../core/suggested-change.js'
import type { Files } from '../snapshot/snapshot.js'
import { applyEdits } from './edits.js'
import { fixFindings, type Applied, type FixRequest } from './fix.js'

/** A suggestion that replaces more lines than this is not one that somebody takes in at a glance. */
const MOST_LINES = 40

/**
 * The fixes of findings in the lines of a change, as lines to replace. Each stands alone: they are found in the files as they
 * are, do not meet, and are proved together.
 */
export async function suggestedChanges(request: FixRequest): Promise<SuggestedChange[]> {
  const wanted = ({ inChange }: { readonly inChange?: boolean | null }): boolean => inChange === true
  const { applied } = await fixFindings({ ...request, wanted, rounds: 1 })
  return applied.flatMap((each) => changeOf(request.files, each) ?? [])
}

function changeOf(files: Files, { finding, fix: { edits } }: Applied): SuggestedChange | undefined {
  const file = edits[0]?.file
  const text = file === undefined ? undefined : files.text(file)
  // Whether lines that end in CRLF are replaced by such is not documented.
  if (file === undefined || text === undefined || text.includes('\r') || edits.some((edit) => edit.file !== file))
    return undefined
  const start = text.lastIndexOf('\n', Math.min(...edits.map(({ from }) => from)) - 1) + 1
  const last = Math.max(...edits.map(({ to, from }) => (to > from ? to - 1 : to)))
  const next = text.indexOf('\n', last)
  const end = next < 0 ? text.length : next + 1
  const before = text.slice(start, end)
  const after = applyEdits(
    before,
    edits.map(({ from, to, text: by }) => ({ from: from - start, to: to - start, text: by })),
  )
  const from = text.slice(0, start).split('\n').length
  const lines = withoutEnd(before).split('\n')
  if (lines.length > MOST_LINES) return undefined
  const { check, title, message, fingerprint } = finding
  return {
    finding: { check, title, message, fingerprint },
    file,
    from,
    to: from + lines.length - 1,
    before: lines,
    text: after === '' ? undefined : withoutEnd(after),
  }
}

function withoutEnd(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text
}
