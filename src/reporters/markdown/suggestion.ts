import type { SuggestedChange } from '../../core/suggested-change.js'
import { code, escapeText, markdown } from './escape.js'

/**
 * The hidden first line by which a suggestion is found again.
 * @param id tells several runs on one repository apart
 * @param count how many findings with the same fingerprint came before this one
 */
export function suggestionMarker(id: string, { finding: { fingerprint } }: SuggestedChange, count: number): string {
  return `<!-- pillarlint-suggestion:${id}:${fingerprint}${count === 0 ? '' : `.${count}`} -->`
}

/** A review comment that begins with its marker, and whose suggestion can be applied with a click (GitHub docs: Commenting on a pull request). */
export function renderSuggestion(marker: string, { finding, text }: SuggestedChange): string {
  const { check, title, message } = finding
  const lines = text === undefined ? [] : [text]
  const fence = '`'.repeat(Math.max(3, ...Array.from(text?.matchAll(/`+/g) ?? [], ([run]) => run.length + 1)))
  return [
    marker,
    `**${escapeText(title)}** (${code(check)}): ${markdown(message)}`,
    '',
    `${fence}suggestion`,
    ...lines,
    fence,
  ].join('\n')
}

/** What stands above the suggestions of a review. */
export function renderReview(count: number): string {
  const what = count === 1 ? 'One finding' : `${count} findings`
  return `${what} in lines of this pull request can be solved by applying what is suggested. Each suggestion was tried: with it the finding is gone, and no check reports anything new.`
}
