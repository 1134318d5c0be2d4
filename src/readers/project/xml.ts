/** An element of an XML file: its path from the root (`project/dependencies/dependency`), and its text. */
export interface XmlElement {
  readonly path: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The text up to the first child or the end, trimmed. */
  readonly text: string
  readonly line: number
  readonly column: number
}

/** Deeper files are read up to that place; manifests of real projects stay under ten levels. */
const MAX_DEPTH = 50

/** Elements of one file beyond this number are left out. */
const MAX_ELEMENTS = 100_000

/**
 * The elements of an XML file in source order. Linear, and forgiving: entities are not resolved, tags that do not
 * match are closed as written, comments, processing instructions and CDATA are skipped.
 */
export function readXml(source: string): XmlElement[] {
  const elements: XmlElement[] = []
  const open: string[] = []
  let line = 1
  let lineStart = 0
  let newline = source.indexOf('\n')
  for (let at = source.indexOf('<'); at >= 0 && elements.length < MAX_ELEMENTS;) {
    const skipped = endOfSkipped(source, at)
    const end = skipped ?? source.indexOf('>', at)
    if (end < 0) break
    for (; newline >= 0 && newline < at; newline = source.indexOf('\n', lineStart)) {
      line += 1
      lineStart = newline + 1
    }
    const tag = source.slice(at + 1, end)
    if (skipped === undefined && tag.startsWith('/')) {
      const index = open.lastIndexOf(tag.slice(1).trim())
      if (index >= 0) open.length = index
    } else if (skipped === undefined) {
      const name = /^[\w.:-]+/.exec(tag)?.[0] ?? ''
      if (open.length >= MAX_DEPTH) break
      if (name !== '') {
        const text = source.slice(end + 1, nextTag(source, end)).trim()
        const path = [...open, name].join('/')
        elements.push({ path, name, attributes: attributesOf(tag), text, line, column: at - lineStart + 1 })
      }
      if (name !== '' && !tag.endsWith('/')) open.push(name)
    }
    at = source.indexOf('<', end + 1)
  }
  return elements
}

const SKIPPED: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
]

/** Where a comment and the like ends; the end of the source if it never does; undefined for an element. */
function endOfSkipped(source: string, at: number): number | undefined {
  const kind = SKIPPED.find(([start]) => source.startsWith(start, at))
  if (kind === undefined) return undefined
  const end = source.indexOf(kind[1], at + kind[0].length)
  return end < 0 ? source.length : end + kind[1].length - 1
}

function nextTag(source: string, from: number): number {
  const next = source.indexOf('<', from)
  return next < 0 ? source.length : next
}

function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const match of tag.matchAll(/\s([\w.:-]{1,200})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(match[1] ?? '', match[2] ?? match[3] ?? '')
  }
  return attributes
}
