import type { Because, Location } from '../../core/location.js'
import { code, encodePath, link } from './escape.js'

/** Where the files can be seen: `https://github.com`, `acme/shop`, and the commit that was judged. */
export interface Links {
  readonly server: string
  readonly repository: string
  readonly sha: string
  /** The judged folder, with a slash at its end, where it is not the whole repository. */
  readonly folder?: string
  /** Address of the folder with a page for each check, with a slash at its end. */
  readonly checkPages?: string
}

/** A place as `file:line`, linked to the host's view of it. A missing place is a setting of the repository. */
export function placeOf(at: Location | undefined, links: Links | undefined): string {
  if (at === undefined) return 'repository'
  return linked(at.file, at.line, at.endLine, links)
}

/** The chain that leads to the thing found, outermost first. */
export function chainOf(because: readonly Because[], links: Links | undefined): string {
  return because.map(({ file, line, text }) => `${linked(file, line, line, links)} ${code(text)}`).join(' → ')
}

function linked(file: string, line: number, endLine: number, links: Links | undefined): string {
  const label = code(`${file}:${line}`)
  if (links === undefined) return label
  const { server, repository, sha, folder = '' } = links
  // Rendered Markdown has no line numbers: the host shows the source only if it is asked for.
  const plain = /\.(?:md|markdown|rst|adoc)$/i.test(file) ? '?plain=1' : ''
  const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`
  const url = `${server.replace(/[^\w:/.-]/g, '')}/${encodePath(repository)}/blob/${encodePath(sha)}/${encodePath(folder + file)}`
  return link(label, `${url}${plain}${lines}`)
}
