import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import type { FileIndex, OwnershipEntry } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import type { YamlNode } from '../../yaml/node.js'
import { ownPathsOutsideTests } from '../own-paths.js'
import { FORMATS, type Format } from './formats.js'

/** Files beyond this number are not opened; those nearest to the root come first. */
const MAX_FILES = 200

/** Folders with files to copy, whose values are filled in later. */
const TO_COPY = /(?:^|\/)(?:skeletons?|boilerplates?|cookiecutter[^/]*|\{\{[^/]*)\//i

/** What files of catalogues and charts say of owners, in order of depth. */
export function readOwnership(context: ReaderContext, index: FileIndex): OwnershipEntry[] {
  const patterns = FORMATS.map(({ path }) => path)
  return pathsFitting(ownPathsOutsideTests(index), patterns, onLowerCase)
    .flatMap((path) => {
      const format = FORMATS.find((each) => each.path.test(path.toLowerCase()))
      return format === undefined || TO_COPY.test(path) ? [] : [{ path, format }]
    })
    .sort((a, b) => a.path.split('/').length - b.path.split('/').length)
    .slice(0, MAX_FILES)
    .flatMap(({ path, format }) => (yamlOf(context, path)?.documents ?? []).flatMap((each) => entryOf(each, format)))
}

function entryOf(document: YamlNode, { catalogue, read }: Format): OwnershipEntry[] {
  const described = read(document)
  if (described === undefined) return []
  const { kind, what, owner, describesInterface = false } = described
  const text = owner?.kind === 'scalar' ? owner.text.trim() : ''
  const at = owner?.at ?? document.at
  return [{ kind, what: what.trim(), catalogue, describesInterface, at, ...(text !== '' && { owner: text }) }]
}
