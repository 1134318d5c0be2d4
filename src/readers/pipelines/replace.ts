export interface Replaced {
  readonly text: string
  /** The offset in the original text of the character at `offset` of the new one. */
  original(offset: number): number
}

export interface Replacement {
  readonly start: number
  readonly end: number
  readonly value: string
}

/** Replaces parts of a text, given in order and without overlap, keeping track of where the rest was. */
export function replaceAll(text: string, replacements: readonly Replacement[]): Replaced {
  if (replacements.length === 0) return { text, original: (offset) => offset }
  const pieces: { readonly from: number; readonly original: number; readonly fixed: boolean }[] = []
  const parts: string[] = []
  let length = 0
  const push = (part: string, original: number, fixed: boolean): void => {
    if (part === '') return
    pieces.push({ from: length, original, fixed })
    parts.push(part)
    length += part.length
  }
  let kept = 0
  for (const { start, end, value } of replacements) {
    push(text.slice(kept, start), kept, false)
    push(value, start, true)
    kept = end
  }
  push(text.slice(kept), kept, false)
  return { text: parts.join(''), original: (offset) => originalOffset(pieces, offset) }
}

function originalOffset(
  pieces: readonly { readonly from: number; readonly original: number; readonly fixed: boolean }[],
  offset: number,
): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.from ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  const piece = pieces[low]
  if (piece === undefined) return 0
  return piece.fixed ? piece.original : piece.original + offset - piece.from
}
