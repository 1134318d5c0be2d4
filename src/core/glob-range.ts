/** Tells whether a character, by its UTF-16 code, is one of a range. */
export type RangeMatcher = (code: number) => boolean

/**
 * The range that starts at the `[` at `start`, as fnmatch reads it (POSIX.1-2017, Shell Command Language, 2.13.1): single
 * characters, `a-z`, turned round by a leading `!` or `^`; a backslash takes the next character literally.
 * @returns the index of its `]` too; undefined if there is none: the bracket then stands for itself
 */
export function readRange(segment: string, start: number): { matches: RangeMatcher; end: number } | undefined {
  const turned = segment[start + 1] === '!' || segment[start + 1] === '^'
  const spans: [from: number, to: number][] = []
  let at = start + (turned ? 2 : 1)
  for (const first = at; at < segment.length && (segment[at] !== ']' || at === first); at += 1) {
    if (segment[at] === '\\') at += 1
    const from = segment.charCodeAt(at)
    const isSpan = segment[at + 1] === '-' && at + 2 < segment.length && segment[at + 2] !== ']'
    if (isSpan) at += 2
    spans.push([from, segment.charCodeAt(at)])
  }
  if (at >= segment.length) return undefined
  return { matches: (code) => spans.some(([from, to]) => from <= code && code <= to) !== turned, end: at }
}
