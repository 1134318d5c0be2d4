import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Dependency, FileIndex, ObservabilitySign } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { packageKinds } from '../package-table.js'
import { OBSERVABILITY_FILES } from './files.js'
import { OBSERVABILITY_PACKAGES } from './packages.js'
import { isOwnOfProducts, ownPathsOfProducts } from '../own-paths.js'

/** Files that are opened for what their paths leave open, and characters of each that are looked at. */
const MAX_OPENED = 600
const MAX_CHARACTERS = 400_000

const kindsOf = packageKinds(OBSERVABILITY_PACKAGES)

/** Packages and files that show how services are observed. Samples, documentation and test folders do not count. */
export function readObservability(
  { files }: Pick<ReaderContext, 'files'>,
  dependencies: readonly Dependency[],
  index: FileIndex,
): ObservabilitySign[] {
  const counts = (path: string): boolean => isOwnOfProducts(index, path)
  const packages = dependencies
    .filter(({ development, at }) => !development && counts(at.file))
    .flatMap(({ ecosystem, name, at }) => {
      // Names of Python packages are compared without regard to `-`, `_` and `.` (PyPA: Name normalization).
      const plain = ecosystem === 'python' ? name.replace(/[_.]+/g, '-') : name
      return kindsOf(ecosystem, plain).map((kind): ObservabilitySign => ({ kind, what: name, ecosystem, at }))
    })
  return [...packages, ...fromFiles(ownPathsOfProducts(index), files)]
}

function fromFiles(paths: readonly string[], files: ReaderContext['files']): ObservabilitySign[] {
  let left = MAX_OPENED
  const patterns = OBSERVABILITY_FILES.map(({ path }) => path)
  return pathsFitting(paths, patterns, onLowerCase).flatMap((path): ObservabilitySign[] => {
    const lower = path.toLowerCase()
    const found = OBSERVABILITY_FILES.filter((each) => each.path.test(lower))
    if (found.length === 0) return []
    const opens = found.some(({ texts }) => texts !== undefined)
    const text = opens && left > 0 ? (files.text(path)?.slice(0, MAX_CHARACTERS) ?? '') : ''
    if (opens) left -= 1
    return found
      .filter(({ texts = [] }) => texts.every((each) => each.test(text)))
      .map(({ kind }) => ({ kind, what: path, at: fileLocation(path) }))
  })
}
