import { pathsFitting } from '../../../core/path-index.js'
import type { Documentation, FileIndex } from '../../../models/index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { nameOf } from '../../paths.js'
import { namedFiles } from '../named-files.js'
import { BUILDERS, SHOWN } from './table.js'
import { ownPathsOutsideTests } from '../own-paths.js'

/** Files with a name that several tools use, beyond this number, are not opened. */
const MAX_OPENED = 60

const DOCUMENT = /\.(?:md|markdown|mdx|rst|adoc|asciidoc)$/i

/** Folders of tools, of texts to fill in, of news and of what was taken from elsewhere. */
const NO_DOCUMENTS =
  /(?:^|\/)(?:\.[^/]+|templates?|prompts?|skills|agents|blog|_?posts|changelogs?|changelog\.d|changes|newsfragments|news|releases?|release[-_]notes|fixtures|locales?|i18n|licen[cs]es|examples?|samples?|assets|public|static)\//i

/** The documents of the tree, and the settings of what makes a site of them. */
export function readDocumentation(files: Files, index: FileIndex): Documentation {
  const judged = ownPathsOutsideTests(index)
  return {
    documents: pathsFitting(judged, [DOCUMENT]).filter((path) => !NO_DOCUMENTS.test(path) && !SHOWN.test(nameOf(path))),
    builders: namedFiles(BUILDERS, judged, files, MAX_OPENED),
  }
}
