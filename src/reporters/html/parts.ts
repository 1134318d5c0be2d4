import type { Severity } from '../../core/severity.js'
import type { Verdict } from '../../core/verdict.js'
import { VERDICT_LABELS } from '../labels.js'
import { html, type Content, type Html } from './escape.js'

/** A part of the report that the contents list. */
export interface Section {
  readonly id: string
  readonly title: string
  /** Undefined where there is nothing to say: then the part is left out. */
  readonly body: Content
}

/** A sign beside the word of each verdict, so that none is told by colour alone. Screen readers hear the word. */
const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  met: '✓',
  'partly-met': '◐',
  'not-met': '✗',
  unknown: '?',
  'not-applicable': '–',
  attested: '✎',
}

const SEVERITY_SIGNS: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', notice: 'i' }

/** The verdict as a sign and a word. */
export function verdictBadge(verdict: Verdict): Html {
  return badge(`verdict-${verdict}`, VERDICT_SIGNS[verdict], VERDICT_LABELS[verdict])
}

/** The severity as a sign and a word. */
export function severityBadge(severity: Severity): Html {
  return badge(`severity-${severity}`, SEVERITY_SIGNS[severity], severity)
}

/** A word in a frame with a sign before it. */
export function badge(kind: string, sign: string, word: string): Html {
  return html`<span class="badge ${kind}"><span aria-hidden="true">${sign}</span> ${word}</span>`
}

/** A table that scrolls by itself where it is too wide; `numbers` are the indexes of columns of numbers. */
export function table(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly Content[])[],
  numbers: readonly number[] = [],
): Html {
  const style = (index: number): string => (numbers.includes(index) ? 'number' : 'text')
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${header.map((name, i) => html`<th scope="col" class="${style(i)}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell, i) => html`<td class="${style(i + 1)}">${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}

/** A list longer than this opens when it is asked for. */
const MOST_OPEN = 30

/** A list; nothing where there is no item. */
export function list(items: readonly Content[]): Html {
  if (items.length > MOST_OPEN) return folded(`All ${items.length}`, listOf(items))
  return items.length === 0 ? html`` : listOf(items)
}

function listOf(items: readonly Content[]): Html {
  return html`<ul>
    ${items.map((item) => html`<li>${item}</li> `)}
  </ul>`
}

/** A part that opens when it is asked for. */
export function folded(summary: Content, body: Content): Html {
  return html`<details>
    <summary>${summary}</summary>
    ${body}
  </details> `
}
