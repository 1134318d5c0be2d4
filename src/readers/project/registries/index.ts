import type { FileIndex, RegistrySetting } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { nameOf } from '../paths.js'
import { npmrcRegistries, packageJsonRegistries, yarnrcRegistries } from './npm.js'

type Reader = (path: string, text: string) => RegistrySetting[]

/** Files by their names, and who reads them. */
const READERS: readonly (readonly [name: RegExp, read: Reader])[] = [
  [/^\.npmrc$/, npmrcRegistries],
  [/^\.yarnrc\.yml$/, yarnrcRegistries],
  [/^package\.json$/, packageJsonRegistries],
]

/** Files beyond this number are not opened. */
const MAX_FILES = 1000

/** The registries that settings of package managers name, in order of path. */
export function readRegistries(context: ReaderContext, index: FileIndex): RegistrySetting[] {
  return index.paths
    .flatMap((path) => {
      const read = READERS.find(([name]) => name.test(nameOf(path)))?.[1]
      return read === undefined || index.isExcluded(path) ? [] : [{ path, read }]
    })
    .slice(0, MAX_FILES)
    .flatMap(({ path, read }) => {
      const text = context.files.text(path)
      return text === undefined ? [] : read(path, text)
    })
}
