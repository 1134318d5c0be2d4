/** A stretch of text, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

// The names are the contexts that CircleCI allows in `<< … >>` (CircleCI docs: Pipeline values and parameters). A plain
// `<<` is a heredoc, so nothing else may count.
const CIRCLE_EXPRESSION = /<<[ \t]{0,4}(?:parameters|pipeline|matrix|inputs)\.[\w.-]{1,200}[ \t]{0,4}>>/g

/**
 * Finds the template expressions that the CI host replaces before any shell sees the text: `${{ … }}` of GitHub and
 * Azure, `$[[ … ]]` of GitLab, `<< parameters.x >>` of CircleCI, and the spans that the caller knows. Returns the end of
 * each expression by its start.
 */
export function templateSpans(text: string, known: readonly Span[] = []): ReadonlyMap<number, number> {
  const spans = new Map<number, number>()
  for (const match of text.matchAll(CIRCLE_EXPRESSION)) spans.set(match.index, match.index + match[0].length)
  addBracketed(text, '$[[', ']]', spans)
  addGithubExpressions(text, spans)
  for (const { start, end } of known) if (end > start) spans.set(start, end)
  return spans
}

function addBracketed(text: string, open: string, close: string, spans: Map<number, number>): void {
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    const end = text.indexOf(close, at + open.length)
    if (end < 0) return
    spans.set(at, end + close.length)
    at = end + close.length
  }
}

/**
 * A `}}` inside an expression's quotes does not end it. Once a quote turned out to be open to the end of the text,
 * quotes are no longer looked at, so that no text is scanned twice to its end.
 */
function addGithubExpressions(text: string, spans: Map<number, number>): void {
  let quotes = true
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at)) {
    let end = quotes ? expressionEnd(text, at + 3) : -1
    if (end < 0) {
      quotes = false
      end = text.indexOf('}}', at + 3)
    }
    if (end < 0) return
    spans.set(at, end + 2)
    at = end + 2
  }
}

function expressionEnd(text: string, from: number): number {
  const quoteOrEnd = /'|\}\}/g
  quoteOrEnd.lastIndex = from
  for (let match = quoteOrEnd.exec(text); match !== null; match = quoteOrEnd.exec(text)) {
    if (match[0] === '}}') return match.index
    const unquote = text.indexOf("'", match.index + 1)
    if (unquote < 0) return -1
    quoteOrEnd.lastIndex = unquote + 1
  }
  return -1
}
