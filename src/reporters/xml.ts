import { clip, visible, withoutCommands } from './visible.js'

/** Keeps a text readable. */
const LONGEST = 2000

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Any text as one line for an attribute or the inside of an element of XML 1.0, which has no control characters. */
export function escapeXml(text: string): string {
  return withoutCommands(clip(visible(text), LONGEST))
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
}

/** Several lines for the inside of an element. */
export function escapeXmlLines(lines: readonly string[]): string {
  return lines.map(escapeXml).join('\n')
}
