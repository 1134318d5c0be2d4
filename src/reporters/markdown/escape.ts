import type { Message } from '../../core/message.js'
import { percent } from '../links.js'
import { clip, visible, withoutCommands } from '../visible.js'

/** Values longer than this are cut: a comment is for reading. */
const LONGEST_VALUE = 200

/** Sentences longer than this are cut. */
const LONGEST_TEXT = 600

/**
 * Repository text as a code span: nothing inside it is read as Markdown, HTML, mention, reference or link, in a table
 * cell or anywhere else. A value with a pipe becomes a `<code>` element with numeric references instead, because a table
 * splits its row at pipes before it looks for code spans, and reads a backslash before one as an escape (GFM, Tables).
 */
export function code(value: string): string {
  const text = clip(withoutCommands(visible(value)), LONGEST_VALUE)
  if (text === '') return '`(empty)`'
  if (text.includes('|')) return `<code>${entities(text)}</code>`
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  const pad = runs.length > 0 || (text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** Words that become a mention, a reference or a link wherever they stand. */
const RISKY = /@[\w/]|#\d|GH-\d|:\/\/|www\.|(?<![0-9a-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/i

/**
 * Words of ours, or sentences that may quote the repository: read as plain text on one line. Words that would become a
 * mention, a reference or a link are shown as code.
 */
export function escapeText(words: string): string {
  const text = clip(visible(words.replace(/\s+/g, ' ')).trim(), LONGEST_TEXT)
  const escaped = text
    .split(' ')
    .map((word) => (RISKY.test(word) ? code(word) : word.replace(/[\\`*_{}[\]<>#|~$&!^]/g, '\\$&')))
    .join(' ')
  return escaped.replace(/^(?:[-+=]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

/** A message: our words as text, values from the repository as code. */
export function markdown(message: Message): string {
  return message.map((part) => (typeof part === 'string' ? spaced(part, escapeText(part)) : code(part.value))).join('')
}

/** Keeps the blanks at the ends of a part, which join it to its neighbours. */
function spaced(part: string, escaped: string): string {
  if (escaped === '') return part === '' ? '' : ' '
  return `${/^\s/.test(part) ? ' ' : ''}${escaped}${/\s$/.test(part) ? ' ' : ''}`
}

/** Text for the inside of an HTML element on a line of its own, where Markdown is not read. */
export function htmlText(text: string): string {
  return entities(clip(visible(text), LONGEST_VALUE))
}

/** A link around Markdown that is already safe; `url` must be encoded. */
export function link(label: string, url: string): string {
  return `[${label}](${url})`
}

/** A published address as the target of a link: what could end the link early is encoded. */
export function encodeUrl(url: string): string {
  return visible(url).replace(/[\s()<>\\|`[\]]/g, percent)
}

function entities(text: string): string {
  return text.replace(/[^\p{L}\p{N} ,]/gu, (char) => `&#${char.codePointAt(0) ?? 0};`)
}
