const BLANK = /[ \t]/
const BREAK = /[\r\n]/

/** What is still open at the place where js-yaml found a line to be indented too little. */
export type Open = 'single' | 'double' | 'flow'

/**
 * Joins the lines of a bracketed list, bracketed mapping or quoted text that continues at a column where js-yaml 5
 * rejects it although the parsers of the CI systems accept it (`on: [` … `]` with the bracket in column 1). Line breaks
 * and comments become blanks, so that every offset stays. Returns undefined if what is open is never closed.
 * @param fault offset of the first character of the rejected line
 */
export function joinLines(text: string, fault: number, open: Open): string | undefined {
  const end = open === 'flow' ? endOfFlow(text, fault) : endOfQuoted(text, fault, open === 'double' ? '"' : "'")
  if (end === undefined) return undefined
  const start = open === 'flow' ? startOfGap(text, fault) : lineBreakBefore(text, fault)
  const region = text.slice(start, end)
  return text.slice(0, start) + (open === 'flow' ? withoutComments(region) : blanked(region)) + text.slice(end)
}

function blanked(text: string): string {
  return text.replace(/[\r\n]/g, ' ')
}

function lineBreakBefore(text: string, offset: number): number {
  let start = offset
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start--
  return start
}

/** Where the blanks, line breaks and comments start that end at `offset`. */
function startOfGap(text: string, offset: number): number {
  let end = offset
  for (;;) {
    end = lineBreakBefore(text, end)
    const line = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1
    const comment = commentIn(text, line, end)
    if (comment === undefined) return end
    end = comment
    if (end <= 0) return 0
  }
}

/** Offset of the comment in the line from `start` to `end`. A quote opens only where a token may start. */
function commentIn(text: string, start: number, end: number): number | undefined {
  let quote = ''
  for (let offset = start; offset < end; offset++) {
    const char = text.charAt(offset)
    const before = offset === start ? ' ' : text.charAt(offset - 1)
    if (quote !== '') {
      if (char === '\\' && quote === '"') offset++
      else if (char === quote) quote = ''
    } else if ((char === '"' || char === "'") && /[\s[{,:]/.test(before)) quote = char
    else if (char === '#' && /\s/.test(before)) return offset
  }
  return undefined
}

function withoutComments(region: string): string {
  const parts: string[] = []
  let kept = 0
  for (let offset = 0; offset < region.length; offset++) {
    const char = region.charAt(offset)
    if (char === '"' || char === "'") offset = (endOfQuoted(region, offset + 1, char) ?? region.length) - 1
    else if (char === '#' && (offset === 0 || /\s/.test(region.charAt(offset - 1)))) {
      const end = endOfLine(region, offset)
      parts.push(region.slice(kept, offset), ' '.repeat(end - offset))
      kept = offset = end
    }
  }
  return blanked(parts.join('') + region.slice(kept))
}

function endOfLine(text: string, offset: number): number {
  let end = offset
  while (end < text.length && !BREAK.test(text.charAt(end))) end++
  return end
}

/** The offset after the quote that closes the text in which `offset` lies. */
function endOfQuoted(text: string, from: number, quote: string): number | undefined {
  for (let offset = from; offset < text.length; offset++) {
    const char = text.charAt(offset)
    if (char === '\\' && quote === '"') offset++
    else if (char === quote) {
      if (quote === "'" && text.charAt(offset + 1) === quote) offset++
      else return offset + 1
    }
  }
  return undefined
}

/** The offset after the bracket that closes the outermost collection: what follows it cannot stand between brackets. */
function endOfFlow(text: string, from: number): number | undefined {
  let tokenStart = true
  for (let offset = from; offset < text.length; offset++) {
    const char = text.charAt(offset)
    if (tokenStart && (char === '"' || char === "'")) {
      offset = (endOfQuoted(text, offset + 1, char) ?? text.length) - 1
      tokenStart = false
    } else if (char === '#' && /\s/.test(text.charAt(offset - 1))) offset = endOfLine(text, offset) - 1
    else if (char === ']' || char === '}') {
      const next = nextToken(text, offset + 1)
      if (!/[,\]}:]/.test(text.charAt(next)) || next >= text.length) return offset + 1
    } else tokenStart = /[\s[{,:]/.test(char)
  }
  return undefined
}

function nextToken(text: string, from: number): number {
  let offset = from
  while (offset < text.length) {
    const char = text.charAt(offset)
    if (char === '#' && /\s/.test(text.charAt(offset - 1))) offset = endOfLine(text, offset)
    else if (BLANK.test(char) || BREAK.test(char)) offset++
    else break
  }
  return offset
}
