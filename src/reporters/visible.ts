/** Control, format, separator and unpaired surrogate characters: none of them is seen, some change what is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/**
 * The text on one line, with every character shown that would otherwise be unseen or act: control characters as their
 * pictures (`␊`, `␛`), bidirectional overrides and the like by number (`<U+202E>`). Tabs become spaces.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (char) => {
    const code = char.codePointAt(0) ?? 0
    if (char === '\t') return ' '
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    if (code === 0x7f) return '␡'
    if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD'
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** The text cut to `length` UTF-16 units, with an ellipsis in the place of the rest. Never cuts a character in two. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, Math.max(0, length - 1))
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/**
 * The runner takes `##[command]` anywhere in a line of a log for a command (actions/runner, ActionCommand). The bracket
 * is replaced by one that looks alike, so that the text keeps its width.
 */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '##⟦')
}
