import { oncePer } from '../../core/once.js'
import type { FileIndex } from '../../models/index.js'
import { ofFolder } from '../paths.js'
import { isInTestFolder } from './languages.js'

/** Folders whose content supports the work on the repository and is not what the repository delivers. */
const SIDE_FOLDER =
  /^(?:docs?|documentation|website|\.devcontainer|\.github|hack|samples?|demos?|example|sandbox|playground)$/i

/** Whether the path lies in a folder of documentation, samples or tools. */
export const isAside = ofFolder((folder) => folder.split('/').some((each) => SIDE_FOLDER.test(each)))

/** What is asked of an index of files here. */
type Index = Pick<FileIndex, 'isExcluded'>

/** Whether a path is not left out, and does not lie in a folder of tests. */
export function isOwnOutsideTests(index: Index, path: string): boolean {
  return !index.isExcluded(path) && !isInTestFolder(path)
}

/** Whether a path can be of what the repository delivers: not left out, not in a folder of tests, documents, samples or tools. */
export function isOwnOfProducts(index: Index, path: string): boolean {
  return isOwnOutsideTests(index, path) && !isAside(path)
}

/** The paths that are not left out, sorted. Nearly every reader begins with them, so they are gathered once. */
export const ownPaths = oncePer((index: FileIndex): readonly string[] =>
  among(index.paths, (path) => !index.isExcluded(path)),
)

/** Those of them that do not lie in folders of tests. */
export const ownPathsOutsideTests = oncePer((index: FileIndex): readonly string[] =>
  among(ownPaths(index), (path) => !isInTestFolder(path)),
)

/** Those that do not lie in folders of tests, documents, samples or tools. */
export const ownPathsOfProducts = oncePer((index: FileIndex): readonly string[] =>
  among(ownPathsOutsideTests(index), (path) => !isAside(path)),
)

/** The list itself if nothing is left out, so that it is not sorted by name once more. */
function among(paths: readonly string[], counts: (path: string) => boolean): readonly string[] {
  const own = paths.filter(counts)
  return own.length === paths.length ? paths : own
}
