import type { Because, Location } from '../../core/location.js'
import { sourceUrl, type Links } from '../links.js'
import { code, encodeUrl, link } from './escape.js'

export type { Links } from '../links.js'

/** A place as `file:line`, linked to the host's view of it. A missing place is a setting of the repository. */
export function placeOf(at: Location | undefined, links: Links | undefined): string {
  if (at === undefined) return 'repository'
  return linked(at.file, at.line, at.endLine, links)
}

/** The id of a check, linked to its page where that is known. */
export function checkOf(check: string, links: Links | undefined): string {
  const pages = links?.checkPages
  return pages === undefined ? code(check) : link(code(check), encodeUrl(`${pages}${check}.md`))
}

/** The chain that leads to the thing found, outermost first. */
export function chainOf(because: readonly Because[], links: Links | undefined): string {
  return because.map(({ file, line, text }) => `${linked(file, line, line, links)} ${code(text)}`).join(' → ')
}

function linked(file: string, line: number, endLine: number, links: Links | undefined): string {
  const label = code(`${file}:${line}`)
  if (links === undefined) return label
  return link(label, sourceUrl(file, line, endLine, links))
}
