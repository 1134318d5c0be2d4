import type { LexiconWord } from './types.js'

/**
 * Splits the value of an input that holds a tool's arguments into words, the way actions do: at blanks, with quotes
 * and `${{ … }}` kept whole. It is not a shell: nothing is expanded.
 */
export function splitWords(value: string): LexiconWord[] {
  const words: LexiconWord[] = []
  let text = ''
  let literal = true
  let started = false
  let quote = ''
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at)
    if (value.startsWith('${{', at)) {
      const close = value.indexOf('}}', at)
      const end = close < 0 ? value.length : close + 2
      text += value.slice(at, end)
      at = end - 1
      literal = false
      started = true
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char
      started = true
    } else if (quote !== '' && char === quote) {
      quote = ''
    } else if (quote === '' && /\s/.test(char)) {
      if (started) words.push({ text, literal })
      text = ''
      literal = true
      started = false
    } else {
      text += char
      if (char === '$' && quote !== "'") literal = false
      started = true
    }
  }
  if (started) words.push({ text, literal })
  return words
}
