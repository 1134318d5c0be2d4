import type { Because, Location } from '../../core/location.js'
import { sourceUrl, type Links } from '../links.js'
import { anchor, code, html, type Html } from './escape.js'

/** A place as `file:line`, linked to the host's view of it. A missing place is a setting, or a file that is not there. */
export function placeOf(at: Location | undefined, links: Links | undefined): Html {
  return at === undefined ? html`repository` : linked(at.file, at.line, at.endLine, links)
}

/** The chain that leads to the thing found, outermost first. Empty where there is none. */
export function chainOf(because: readonly Because[], links: Links | undefined): Html {
  if (because.length === 0) return html``
  return html`<ol class="chain">
    ${because.map(({ file, line, text }) => html`<li>${linked(file, line, line, links)} ${code(text)}</li>`)}
  </ol>`
}

/** The id of a check, linked to its page where that is known. */
export function checkOf(check: string, links: Links | undefined): Html {
  const pages = links?.checkPages
  return anchor(code(check), pages === undefined ? undefined : `${pages}${encodeURIComponent(check)}.md`)
}

function linked(file: string, line: number, endLine: number, links: Links | undefined): Html {
  const label = code(`${file}:${line}`)
  return anchor(label, links === undefined ? undefined : sourceUrl(file, line, endLine, links))
}
