import type { Finding, PracticeVerdict, Report } from '../../core/report.js'
import { compareTexts } from '../../core/compare.js'
import { SEVERITIES } from '../../core/severity.js'
import { isCompared } from '../select.js'
import { html, type Content, type Html } from './escape.js'
import { VERDICT_LABELS, VERDICT_ORDER } from '../labels.js'

/*
 * Controls that the script reads: `data-by` says how a control's value is compared, `name` with which `data-` attribute
 * of an item or of the group around it. Without the script they are hidden, and everything is shown.
 */

type By = 'text' | 'part' | 'word' | 'is'

/** The controls of the findings. */
export function findingFilters(report: Report): Html {
  const { findings, practices } = report
  return form('finding-list', 'findings', [
    field('search', 'finding-q', 'Search', 'q', 'text', 'words in any order'),
    select('finding-practice', 'Practice', 'practices', 'word', practiceChoices(findings, practices)),
    select('finding-check', 'Check', 'check', 'is', checkChoices(findings)),
    field('text', 'finding-path', 'Path contains', 'path', 'part', '.github/workflows/'),
    select('finding-standing', 'Standing', 'standing', 'is', standingChoices(findings), 'open'),
    isCompared(report) &&
      select('finding-delta', 'Against the base', 'delta', 'is', [
        ['introduced', 'introduced'],
        ['existing', 'stood before'],
      ]),
    severities(findings),
  ])
}

/** The controls of the practices. */
export function practiceFilters(practices: readonly PracticeVerdict[]): Html {
  const seen = new Set(practices.map(({ verdict }) => verdict))
  return form('practice-list', 'practices', [
    field('search', 'practice-q', 'Search', 'q', 'text', 'id, title or reason'),
    select(
      'practice-verdict',
      'Verdict',
      'verdict',
      'is',
      VERDICT_ORDER.filter((verdict) => seen.has(verdict)).map((verdict) => [verdict, VERDICT_LABELS[verdict]]),
    ),
    select('practice-category', 'Importance', 'category', 'is', [
      ['foundational', 'foundational'],
      ['recommended', 'recommended'],
      ['optional', 'optional'],
    ]),
  ])
}

function form(list: string, noun: string, controls: readonly Content[]): Html {
  return html`<form class="filters" data-list="${list}" data-noun="${noun}" aria-label="Filter the ${noun}" hidden>
    ${controls}
    <button type="reset">Clear the filters</button>
    <p role="status" aria-live="polite"></p>
  </form>`
}

function field(type: string, id: string, label: string, name: string, by: By, hint: string): Html {
  return html`<div>
    <label for="${id}">${label}</label
    ><input type="${type}" id="${id}" name="${name}" data-by="${by}" placeholder="${hint}" autocomplete="off" />
  </div> `
}

type Choice = readonly [value: string, label: string]

function select(id: string, label: string, name: string, by: By, choices: readonly Choice[], chosen = ''): Html {
  if (choices.length === 0) return html``
  return html`<div>
    <label for="${id}">${label}</label
    ><select id="${id}" name="${name}" data-by="${by}">
      <option value="">all</option>
      ${choices.map(([value, words]) => html`<option value="${value}" ${value === chosen && html` selected`}>${words}</option>`)}
    </select>
  </div> `
}

function severities(findings: readonly Finding[]): Html {
  const seen = [...SEVERITIES].filter((severity) => findings.some((each) => each.severity === severity))
  if (seen.length < 2) return html``
  return html`<fieldset>
    <legend>Severity</legend>
    ${seen.map(
      (severity) =>
        html`<label
          ><input type="checkbox" name="severity" value="${severity}" data-by="any" checked /> ${severity}
          <span class="quiet">(${findings.filter((each) => each.severity === severity).length})</span></label
        >`,
    )}
  </fieldset> `
}

function practiceChoices(findings: readonly Finding[], practices: readonly PracticeVerdict[]): Choice[] {
  const titles = new Map(practices.map(({ id, title }) => [id, title]))
  return counted(findings.flatMap((each) => each.practices)).map(([id, count]) => {
    const title = titles.get(id)
    return [id, `${id}${title === undefined ? '' : ` ${title}`} (${count})`]
  })
}

function checkChoices(findings: readonly Finding[]): Choice[] {
  return counted(findings.map(({ check }) => check)).map(([id, count]) => [id, `${id} (${count})`])
}

function standingChoices(findings: readonly Finding[]): Choice[] {
  const counts = counted(findings.map(({ standing }) => standing))
  const isOpen = ([name]: Choice | readonly [string, number]): boolean => name === 'open'
  const all = counts.some(isOpen) ? counts : [['open', 0] as const, ...counts]
  return all.length < 2 ? [] : all.map(([name, count]) => [name, `${name} (${count})`])
}

function counted(values: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => compareTexts(a, b))
}
