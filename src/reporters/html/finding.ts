import type { Finding } from '../../core/report.js'
import { html, idOf, lines, words, type Html } from './escape.js'
import type { Links } from '../links.js'
import { scriptOf } from '../patches.js'
import { chainOf, placeOf } from './place.js'
import { badge, folded } from './parts.js'

/** The id by which a finding can be linked to: `#finding-0123456789abcdef`. */
export function findingId({ fingerprint }: Pick<Finding, 'fingerprint'>): string {
  return idOf('finding', fingerprint)
}

export interface FindingContext {
  readonly links: Links | undefined
  /** Findings for which the gate failed. */
  readonly blocking: ReadonlySet<Finding>
  /** Whether findings were compared with those of a base revision. */
  readonly compared: boolean
  /** Makes the id of a practice a link to what the report says of it. */
  readonly linkTo: (practice: string) => Html
  /** Ids that are taken: no two elements may have the same. */
  readonly ids: Set<string>
}

/** One place where a finding stands, with what is wrong there; the group it is in says what to do. */
export function findingItem(finding: Finding, context: FindingContext): Html {
  const { at, message, standing, delta, standingReason } = finding
  const id = freeId(findingId(finding), context.ids)
  return html`<li
    class="finding"
    id="${id}"
    data-standing="${standing}"
    data-delta="${delta ?? ''}"
    data-path="${at?.file ?? ''}"
  >
    <p>
      ${placeOf(at, context.links)} ${badges(finding, context)}<a
        class="self"
        href="#${id}"
        aria-label="Link to this finding"
        ><span aria-hidden="true">#</span></a
      >
    </p>
    <p>${words(message)}</p>
    ${standing !== 'open' && html`<p class="quiet">${standing}${standingReason === undefined ? '' : `: ${standingReason}`}</p>`}
    ${detailsOf(finding, context.links)}
  </li> `
}

function badges(finding: Finding, { blocking, compared }: FindingContext): Html {
  return html`${blocking.has(finding) && badge('blocks', '✗', 'fails the gate')}
  ${compared && finding.delta === 'introduced' && badge('new', '+', 'new')}
  ${finding.newer === true && badge('newer', '↑', 'newer than the configuration’s epoch')}`
}

/** How the place is reached, the replacement and the change of settings, where there are any. */
function detailsOf({ because, suggestion, patch, concealed }: Finding, links: Links | undefined): Html {
  return html`${because.length > 1 && folded('How it is reached', chainOf(because, links))}
  ${suggestion !== undefined && concealed !== true && folded('These lines instead', lines(suggestion.split('\n')))}
  ${patch !== undefined && folded('Settings, ready to apply: read them before you run them', lines(scriptOf(patch)))}`
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`
  taken.add(id)
  return id
}
