import type { Message } from '../../core/message.js'
import { encodePath } from '../links.js'
import { clip, visible } from '../visible.js'

/** Keeps one message readable. */
export const MAX_MESSAGE = 2000

/** Brackets and backslashes of a message start links unless they are escaped (SARIF 2.1.0, 3.11.6). */
export function prose(text: string, length = MAX_MESSAGE): string {
  return escaped(clip(visible(text), length)) || '-'
}

function escaped(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&')
}

/** A message as one sentence: values in quotation marks. Our own words may name what they speak of: they are escaped too. */
export function sentence(message: Message): string {
  const text = message.map((part) => (typeof part === 'string' ? escaped(part) : `"${prose(part.value)}"`)).join('')
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

/** A URI reference relative to the root of the repository. */
export function uriOf(file: string): string {
  const path = encodePath(file.replace(/^\/+/, ''))
  return path === '' ? '.' : path
}
