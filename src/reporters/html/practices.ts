import type { Evidence, PracticeVerdict, Report } from '../../core/report.js'
import { CATEGORIES, FRAMEWORKS, type Framework } from '../../core/verdict.js'
import { FRAMEWORK_LABELS, VERDICT_LABELS, VERDICT_ORDER } from '../labels.js'
import type { Links } from '../links.js'
import { byVerdict, countVerdicts, plural } from '../select.js'
import { anchor, html, idOf, words, type Html } from './escape.js'
import { practiceFilters } from './filters.js'
import { findingId } from './finding.js'
import { table, verdictBadge } from './parts.js'
import { chainOf, placeOf } from './place.js'

/** Places of evidence that are listed; more are counted. */
const EVIDENCE = 5

/** Every practice of every framework with its verdict, the reason and what shows it. */
export function practicesBody({ practices }: Report, links: Links | undefined): Html {
  if (practices.length === 0) return html``
  const own = (framework: Framework) => practices.filter((practice) => practice.framework === framework)
  return html`${practiceFilters(practices)}
    <div id="practice-list">${FRAMEWORKS.map((framework) => frameworkOf(framework, own(framework), links))}</div>
    <p class="none" hidden>No practice is like that. <button type="button" class="reset">Clear the filters</button></p>`
}

function frameworkOf(framework: Framework, practices: readonly PracticeVerdict[], links: Links | undefined): Html {
  if (practices.length === 0) return html``
  const counts = countVerdicts(practices)
  const summary = VERDICT_ORDER.filter((verdict) => counts.has(verdict))
    .map((verdict) => `${counts.get(verdict) ?? 0} ${VERDICT_LABELS[verdict]}`)
    .join(', ')
  return html`<section class="group">
    <h3>${FRAMEWORK_LABELS[framework]} <span class="count">${practices.length}</span></h3>
    <p class="quiet">${summary}</p>
    <ul class="practices">
      ${sorted(practices).map((practice) => practiceOf(practice, links))}
    </ul>
  </section> `
}

/** What asks for work first, and of that what is foundational. */
function sorted(practices: readonly PracticeVerdict[]): PracticeVerdict[] {
  const rank = ({ category }: PracticeVerdict) => (category === null ? CATEGORIES.length : CATEGORIES.indexOf(category))
  return byVerdict([...practices].sort((a, b) => rank(a) - rank(b)))
}

function practiceOf(practice: PracticeVerdict, links: Links | undefined): Html {
  const { id, framework, title, url, verdict, category, reason, permissions } = practice
  return html`<li
    class="practice"
    id="${practiceId(framework, id)}"
    data-verdict="${verdict}"
    data-category="${category ?? ''}"
  >
    <p>
      ${verdictBadge(verdict)}
      <strong>${anchor(id, url)}</strong>
      ${title}${category !== null && html` <span class="quiet">(${category})</span>`}
    </p>
    <p class="quiet">${reason}${permissions.length > 0 && ` — needs ${permissions.join(', ')}`}</p>
    ${findingsOf(practice)}${evidenceOf(practice.evidence, links)}
  </li> `
}

/** Leads to the first of the findings; the script also hides the others that are not of the practice. */
function findingsOf({ id, findings }: PracticeVerdict): Html {
  const [fingerprint] = findings
  if (fingerprint === undefined) return html``
  return html`<p>
    <a href="#${findingId({ fingerprint })}" data-practice="${id}"
      >${plural(findings.length, 'finding')} against ${id}</a
    >
  </p>`
}

function evidenceOf(evidence: readonly Evidence[], links: Links | undefined): Html {
  if (evidence.length === 0) return html``
  const more = evidence.length - EVIDENCE
  return html`<details>
    <summary>${plural(evidence.length, 'piece')} of evidence</summary>
    <ul>
      ${evidence
        .slice(0, EVIDENCE)
        .map(
          ({ text, at, because }) =>
            html`<li>
              ${words(text)}${at !== undefined && html` (${placeOf(at, links)})`}${because.length > 1 && chainOf(because, links)}
            </li>`,
        )}
    </ul>
    ${more > 0 && html`<p>and ${more} more</p>`}
  </details>`
}

/** Practices by their ids, each linked to what the report says of it where it says something. */
export function practiceLinks({ practices }: Report): (id: string, titled?: boolean) => Html {
  const known = new Map(practices.map((practice) => [practice.id, practice]))
  return (id, titled = false) => {
    const found = known.get(id)
    if (found === undefined) return html`${id}`
    return html`<a href="#${practiceId(found.framework, id)}">${id}</a>${titled && ` ${found.title}`}`
  }
}

function practiceId(framework: Framework, id: string): string {
  return idOf(`practice-${framework}`, id)
}

const BAR = 600
const HEIGHT = 18

/** How many practices have which verdict, for each importance and framework: bars, and a table with the numbers. */
export function scoreBody({ practices }: Report): Html {
  const rows = [
    ...CATEGORIES.map((category) => ({
      name: `AWS DevOps Guidance, ${category}`,
      own: practices.filter((each) => each.category === category),
    })),
    ...FRAMEWORKS.map((framework) => ({
      name: FRAMEWORK_LABELS[framework],
      own: practices.filter((each) => each.framework === framework && each.category === null),
    })),
  ].filter(({ own }) => own.length > 0)
  if (rows.length === 0) return html``
  const header = ['Practices', ...VERDICT_ORDER.map((verdict) => VERDICT_LABELS[verdict])]
  return table(
    'How many practices have which verdict',
    [...header, 'drawn'],
    rows.map(({ name, own }) => {
      const counts = countVerdicts(own)
      return [name, ...VERDICT_ORDER.map((verdict) => counts.get(verdict) ?? 0), barOf(own)]
    }),
    VERDICT_ORDER.map((_, i) => i + 1),
  )
}

/** The verdicts as one bar; the table's other cells have the numbers. */
function barOf(practices: readonly PracticeVerdict[]): Html {
  const counts = countVerdicts(practices)
  let x = 0
  const parts = VERDICT_ORDER.map((verdict) => {
    const width = Math.round(((counts.get(verdict) ?? 0) / practices.length) * BAR)
    const part =
      width === 0 ? html`` : html`<rect class="bar-${verdict}" x="${x}" y="0" width="${width}" height="${HEIGHT}" />`
    x += width
    return part
  })
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 ${BAR} ${HEIGHT}" preserveAspectRatio="none">
    ${parts}
  </svg>`
}
