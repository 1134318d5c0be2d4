import type { Report } from '../../core/report.js'
import type { Links } from '../links.js'
import { code, html, words, type Html } from './escape.js'
import { list } from './parts.js'
import { placeOf } from './place.js'

/** What the change does to the linter that judges it: to its own step and configuration, with the owners to ask. */
export function trustOf({ trust = [], configChanges }: Report, links: Links | undefined): Html {
  return html`${
    trust.length > 0 &&
    html`<h3>Changes to how changes are judged (${trust.length})</h3>
      <p>They count for no practice and fail nothing. Have the owners look at them:</p>
      ${list(
        trust.map(({ message, at, owners }) => {
          const who = owners.length === 0 ? 'CODEOWNERS names nobody for it' : html`owned by ${owners.map(code)}`
          return html`${at !== undefined && html`${placeOf(at, links)}: `}${words(message)}${at !== undefined && html` (${who})`}`
        }),
      )}`
  }
  ${
    configChanges.length > 0 &&
    html`<h3>Changes to the configuration of this linter</h3>
      <p>The configuration of the base branch judged this change. Once merged, these apply:</p>
      ${list(configChanges)}`
  }`
}
