import type { Edit, Fix, Proposal, Refused } from './types.js'

/** Why there is no fix. */
export function refuse(refused: string): Refused {
  return { refused }
}

export function isRefused(proposal: Proposal): proposal is Refused {
  return 'refused' in proposal
}

/** A fix of one file. */
export function fixOf(file: string, routes: readonly string[], edits: readonly Omit<Edit, 'file'>[]): Fix {
  return { edits: edits.map((edit) => ({ file, ...edit })), touches: new Map([[file, routes]]) }
}

/** Fixes that only make sense together, as one. */
export function together(fixes: readonly Fix[]): Fix {
  const touches = new Map<string, readonly string[]>()
  for (const fix of fixes)
    for (const [file, routes] of fix.touches) touches.set(file, [...(touches.get(file) ?? []), ...routes])
  return { edits: fixes.flatMap(({ edits }) => edits), touches }
}

/** Several proposals as one fix; the first refusal, if there is one. */
export function all(proposals: readonly Proposal[]): Proposal {
  const fixes: Fix[] = []
  for (const proposal of proposals) {
    if (isRefused(proposal)) return proposal
    fixes.push(proposal)
  }
  return together(fixes)
}

/** Whether two edits meet: they share a character, or one begins where the other ends, so that their order would count. */
export function collide(one: Edit, other: Edit): boolean {
  return one.file === other.file && one.from <= other.to && other.from <= one.to
}

/** The text with all edits made. They must not collide, and must lie inside of it. */
export function applyEdits(text: string, edits: readonly Omit<Edit, 'file'>[]): string {
  const parts: string[] = []
  let from = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    if (edit.from < from || edit.to < edit.from || edit.to > text.length)
      throw new Error('edits collide or lie outside')
    parts.push(text.slice(from, edit.from), edit.text)
    from = edit.to
  }
  return parts.join('') + text.slice(from)
}

/** The line break of the line that holds `offset`, or of the line before it at the end of the text. */
export function lineBreakAt(text: string, offset: number): '\n' | '\r\n' {
  const next = text.indexOf('\n', offset)
  const at = next >= 0 ? next : text.lastIndexOf('\n')
  return at > 0 && text.charAt(at - 1) === '\r' ? '\r\n' : '\n'
}
