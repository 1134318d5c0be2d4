/** A strict reader of the Markdown that the reporters write: it says what a host would make of it that nobody wrote. */

const TAGS = /^<(?:\/?(?:details|summary|sub|code|b)|br)>/
const LINKS =
  /^(?:https:\/\/github\.com\/acme\/shop\/blob\/|https:\/\/docs\.aws\.amazon\.com\/|https:\/\/developer\.hashicorp\.com\/|https:\/\/app\.nexonoma\.de\/)[^\s()<>]*$/
const ACTS = /@[\w/]|#\d|GH-\d|:\/\/|www\.|(?<![0-9a-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/i

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

/** What is wrong with `markdown`: structure that does not close, and text that would act. Empty if nothing is. */
export function faultsOf(markdown: string, marker = ''): string[] {
  const faults: string[] = []
  let folded = false
  let columns = 0
  for (const line of proseOf(markdown, faults)) {
    if (line === marker && marker !== '') continue
    if (line === '<details>') {
      if (folded) faults.push('nested <details>')
      folded = true
    } else if (line === '</details>') {
      if (!folded) faults.push('</details> without <details>')
      folded = false
    } else {
      faults.push(...faultsOfLine(line).map((fault) => `${fault} in ${JSON.stringify(line.slice(0, 200))}`))
    }
    const cells = line.startsWith('|') ? pipesOf(line) : 0
    if (cells > 0 && columns > 0 && cells !== columns) faults.push(`a row of ${cells} pipes in a table of ${columns}`)
    columns = cells
  }
  if (folded) faults.push('<details> is not closed')
  return faults
}

/** The lines outside of code blocks; adds what is wrong inside of them. */
function proseOf(markdown: string, faults: string[]): string[] {
  const prose: string[] = []
  let fence: string | undefined
  for (const line of markdown.split('\n')) {
    const opened = fence === undefined ? /^(`{3,})(?:sh|mermaid)$/.exec(line)?.[1] : undefined
    if (fence === undefined && opened === undefined) {
      prose.push(line)
      continue
    }
    if (UNSEEN.test(line)) faults.push('an unseen character in code')
    if (line.includes('##[')) faults.push('a workflow command in code')
    fence = line === fence ? undefined : (fence ?? opened)
  }
  if (fence !== undefined) faults.push('code is not closed')
  return prose
}

/** GFM splits a row at pipes that no backslash escapes, before it looks for anything else. */
function pipesOf(line: string): number {
  let count = 0
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '\\') i += 1
    else if (line[i] === '|') count += 1
  }
  return count
}

function faultsOfLine(line: string): string[] {
  const faults: string[] = []
  if (UNSEEN.test(line)) faults.push('an unseen character')
  if (line.includes('##[')) faults.push('a workflow command')
  const start = /^(?:#{2,3} |(?: {2})?- )?/.exec(line)?.[0].length ?? 0
  const block = /^(?:[-+*](?:\s|$)|>|#{1,6}(?:\s|$)|[=-]+\s*$|~~~|\d{1,9}[.)](?:\s|$)| {4}|\t)/
  if (!line.startsWith('|') && block.test(line.slice(start))) faults.push('a block opens')

  let plain = ''
  let shown = ''
  let i = start
  while (i < line.length) {
    const { length, fault, text } = tokenAt(line.slice(i))
    const escaped = line[i] === '\\' ? line[i + 1] : undefined
    if (fault !== undefined) faults.push(fault)
    plain += text ?? ''
    shown += escaped ?? text ?? ' '
    i += length
  }
  const acting = ACTS.exec(shown)?.[0]
  if (acting !== undefined) faults.push(`text that acts: ${acting}`)
  if (/(?<!\*)\*(?!\*)|[_~$]/.test(plain)) faults.push('emphasis')
  return faults
}

/** The construct at the start of `rest`, and the text of it that is read as text. */
function tokenAt(rest: string): { length: number; fault?: string; text?: string } {
  const harmless = /^\\./.exec(rest)?.[0] ?? TAGS.exec(rest)?.[0] ?? /^&#\d+;/.exec(rest)?.[0]
  if (harmless !== undefined) return { length: harmless.length }
  const run = /^`+/.exec(rest)?.[0]
  if (run !== undefined) {
    const end = new RegExp(`(?<!\`)\`{${run.length}}(?!\`)`).exec(rest.slice(run.length))
    if (end === null) return { length: run.length, fault: 'a code span is not closed' }
    return { length: run.length + end.index + run.length }
  }
  const target = /^\]\(([^)]*)\)/.exec(rest)
  if (target !== null) {
    const url = target[1] ?? ''
    return { length: target[0].length, ...(!LINKS.test(url) && { fault: `a link to ${url}` }) }
  }
  const [char = ''] = rest
  return { length: 1, text: char, ...(/[<>\]]/.test(char) && { fault: `a bare ${char}` }) }
}
