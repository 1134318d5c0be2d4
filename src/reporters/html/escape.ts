import type { Message } from '../../core/message.js'
import { clip, visible, withoutCommands } from '../visible.js'

/** Longer texts of a repository are cut: the report is for reading. */
const LONGEST_TEXT = 2000

/** Text that is HTML already. Only {@link html} and {@link verbatim} make it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What may stand between elements: HTML as it is, everything else as text; false and undefined as nothing. */
export type Content = Html | string | number | false | undefined | readonly Content[]

/**
 * A template whose own words are HTML and whose values are {@link Content}: text in it is escaped, between elements and
 * in quoted attributes alike. The only way by which text gets into the report.
 */
export function html(words: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts: string[] = []
  words.forEach((word, index) => {
    parts.push(word)
    append(parts, values[index])
  })
  return new Html(parts.join(''))
}

function append(parts: string[], content: Content): void {
  if (content === false || content === undefined) return
  if (content instanceof Html) parts.push(content.text)
  else if (typeof content === 'object') for (const each of content) append(parts, each)
  else parts.push(escapeHtml(String(content)))
}

/** Our own style or script, which no text of a repository is part of. */
export function verbatim(text: string): Html {
  return new Html(text)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as text, on one line, with every character shown that would be unseen or act on what stands beside it. */
export function escapeHtml(text: string): string {
  return clip(withoutCommands(visible(text)), LONGEST_TEXT).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '')
}

/** A value of the repository. */
export function code(value: string): Html {
  return value === '' ? html`<code>(empty)</code>` : html`<code>${value}</code>`
}

/** A message: our words as text, values from the repository as code. */
export function words(message: Message): Html {
  return html`${message.map((part) => (typeof part === 'string' ? part : code(part.value)))}`
}

/** Lines of code, kept as lines. */
export function lines(text: readonly string[]): Html {
  // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
  return html`<pre tabindex="0"><code>${text.map((line) => html`${line} `)}</code></pre>`
}

/** A link to an address of the web; only the label where the address is not one. */
export function anchor(label: Content, url: string | undefined): Html {
  return url !== undefined && isWeb(url) ? html`<a href="${url}">${label}</a>` : html`${label}`
}

function isWeb(url: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url)
}

/** An id for an element, of letters, digits, hyphens and underscores. */
export function idOf(prefix: string, name: string): string {
  return `${prefix}-${name.replace(/[^\w-]/g, (char) => `_${char.charCodeAt(0).toString(16)}`)}`
}
