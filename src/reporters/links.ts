/** Where the files can be seen: `https://github.com`, `acme/shop`, and the commit that was judged. */
export interface Links {
  readonly server: string
  readonly repository: string
  readonly sha: string
  /** The judged folder, with a slash at its end, where it is not the whole repository. */
  readonly folder?: string
  /** Where a line stands in that commit, if another one was judged, as the merge that a host tests. */
  readonly lineAt?: (file: string, line: number) => number
  /** Address of the folder with a page for each check, with a slash at its end. */
  readonly checkPages?: string
}

/** Address of the host's view of these lines. Safe in Markdown, and in HTML once escaped as text. */
export function sourceUrl(file: string, line: number, endLine: number, links: Links): string {
  const { sha, folder = '', lineAt = (_: string, each: number) => each } = links
  const [first, last] = [lineAt(file, line), lineAt(file, endLine)]
  // Rendered Markdown has no line numbers: the host shows the source only if it is asked for.
  const plain = /\.(?:md|markdown|rst|adoc)$/i.test(file) ? '?plain=1' : ''
  const lines = last > first ? `#L${first}-L${last}` : `#L${first}`
  return `${repositoryUrl(links)}/blob/${encodePath(sha)}/${encodePath(folder + file)}${plain}${lines}`
}

/** The same for another commit, whose lines are given as they stand there. */
export function linksAt({ lineAt: _, ...links }: Links, sha: string): Links {
  return { ...links, sha }
}

/** Address of the repository on its host, without a slash at its end. */
export function repositoryUrl({ server, repository }: Links): string {
  return `${server.replace(/[^\w:/.-]/g, '')}/${encodePath(repository)}`
}

/** A path with every character encoded that means something in a URL or in Markdown. */
export function encodePath(path: string): string {
  return path
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, percent))
    .join('/')
}

/** A character below U+0100 as it stands in a URL: `%28`. */
export function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
