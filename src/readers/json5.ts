/**
 * JSON5 with its comments replaced by blanks, so that what is left is YAML's flow style with every place kept. Linear;
 * a comment that does not end is left as it is.
 */
export function withoutComments(source: string): string {
  const parts: string[] = []
  let kept = 0
  for (let at = 0; at < source.length;) {
    const char = source[at]
    if (char === '"' || char === "'") at = endOfString(source, at)
    else if (char === '/' && (source[at + 1] === '/' || source[at + 1] === '*')) {
      const end = endOfComment(source, at)
      parts.push(source.slice(kept, at), source.slice(at, end).replace(/[^\n]/g, ' '))
      at = kept = end
    } else at += 1
  }
  return parts.join('') + source.slice(kept)
}

function endOfString(source: string, start: number): number {
  const quote = source[start]
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === quote || source[at] === '\n') return at + 1
  }
  return source.length
}

function endOfComment(source: string, start: number): number {
  const line = source[start + 1] === '/'
  const end = source.indexOf(line ? '\n' : '*/', start + 2)
  if (end < 0) return source.length
  return line ? end : end + 2
}
