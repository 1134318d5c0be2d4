import { oncePer } from '../../core/once.js'
import type { FileIndex } from '../../models/index.js'
import { isAside } from './deployables.js'
import { isInTestFolder } from './languages.js'

/** The paths that are not left out, sorted. Nearly every reader begins with them, so they are gathered once. */
export const ownPaths = oncePer((index: FileIndex): readonly string[] =>
  index.paths.filter((path) => !index.isExcluded(path)),
)

/** Those of them that do not lie in folders of tests. */
export const ownPathsOutsideTests = oncePer((index: FileIndex): readonly string[] =>
  ownPaths(index).filter((path) => !isInTestFolder(path)),
)

/** Those that do not lie in folders of tests, documents, samples or tools. */
export const ownPathsOfProducts = oncePer((index: FileIndex): readonly string[] =>
  ownPathsOutsideTests(index).filter((path) => !isAside(path)),
)
