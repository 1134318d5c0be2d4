import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Dependency, FileIndex, Infrastructure, Trait } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { packageKinds } from '../package-table.js'
import { folderOf } from '../../paths.js'
import { DATA_JOBS, TRAIT_FILES } from './files.js'
import { TRAIT_PACKAGES } from './packages.js'
import { isOwnOfProducts, ownPathsOfProducts } from '../own-paths.js'

/** What a description is of stands at its beginning. */
const MAX_HEAD = 4_000

const kindsOf = packageKinds(TRAIT_PACKAGES)

/**
 * What calls for tests of a certain kind: packages that more than development needs, files of known form, and resources
 * that run data jobs. Samples, documentation and test folders do not count.
 */
export function readTraits(
  { files }: Pick<ReaderContext, 'files'>,
  dependencies: readonly Dependency[],
  index: FileIndex,
  { resources }: Pick<Infrastructure, 'resources'>,
): Trait[] {
  const counts = (path: string): boolean => isOwnOfProducts(index, path)
  const packages = dependencies
    .filter(({ development, at }) => !development && counts(at.file))
    .flatMap(({ ecosystem, name, at }) => kindsOf(ecosystem, name).map((kind): Trait => ({ kind, what: name, at })))
  const jobs = resources
    .filter(({ type, file }) => DATA_JOBS.has(type) && counts(file))
    .map(({ type, name, at }): Trait => ({ kind: 'data-pipeline', what: `${type} ${name}`, at }))
  return [...packages, ...jobs, ...fromFiles(ownPathsOfProducts(index), files)]
}

function fromFiles(paths: readonly string[], files: ReaderContext['files']): Trait[] {
  const seen = new Set<string>()
  const patterns = TRAIT_FILES.map(({ path }) => path)
  return pathsFitting(paths, patterns, onLowerCase).flatMap((path): Trait[] => {
    const found = TRAIT_FILES.find((each) => each.path.test(path.toLowerCase()))
    const key = `${found?.kind ?? ''} ${folderOf(path)}`
    if (found === undefined || seen.has(key)) return []
    if (found.text !== undefined && !found.text.test(files.text(path)?.slice(0, MAX_HEAD) ?? '')) return []
    seen.add(key)
    return [{ kind: found.kind, what: path, at: fileLocation(path) }]
  })
}
