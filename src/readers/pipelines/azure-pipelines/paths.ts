/** Variables that stand for the folder of the checked-out repository (Azure Pipelines docs: Use predefined variables). */
const SOURCES = new Set(['build.sourcesdirectory', 'build.repository.localpath', 'system.defaultworkingdirectory'])

/** Variables that stand for the folder around it. */
const WORKSPACE = new Set(['pipeline.workspace', 'agent.builddirectory'])

/** Which folder of the workspace of a job holds the repository. */
export interface Checkout {
  /** False where nothing of the repository is checked out. */
  readonly own: boolean
  /**
   * Whether several repositories are checked out, each into a folder of its name below the sources folder; that of the
   * own one is not known from its files.
   */
  readonly several: boolean
  /** Names of the folders of the others. */
  readonly others: ReadonlySet<string>
}

/**
 * The folder of the tree that a path of the workspace is, `''` for the root; undefined if it is not known to be part of
 * the tree.
 */
export function folderOf(written: string | undefined, checkout: Checkout): string | undefined {
  const path = (written ?? '').trim().replaceAll('\\', '/')
  const macro = /^\$\(([\w.]+)\)(?:\/|$)/.exec(path)
  const rest = macro === null ? path : path.slice(macro[0].length)
  const name = macro?.[1]?.toLowerCase() ?? ''
  if (!checkout.own || (macro === null && /^[/~$]|^[A-Za-z]:|^\$\{\{/.test(path))) return undefined
  if (WORKSPACE.has(name)) {
    const sources = /^s(?:\/|$)/.exec(rest)
    return sources === null ? undefined : inSources(rest.slice(sources[0].length), checkout)
  }
  if (macro !== null && !SOURCES.has(name)) return undefined
  return inSources(rest, checkout)
}

function inSources(path: string, { several, others }: Checkout): string | undefined {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  if (parts.some((part) => part.includes('$') || part.includes('*'))) return undefined
  if (!several) return parts.join('/')
  const [folder, ...below] = parts
  return folder === undefined || others.has(folder.toLowerCase()) ? undefined : below.join('/')
}

/** The way from a folder of the tree up to its root. */
export function wayToRoot(directory: string): string {
  return directory === '' ? '.' : Array(directory.split('/').length).fill('..').join('/')
}
