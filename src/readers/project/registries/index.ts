import { onName, pathsFitting } from '../../../core/path-index.js'
import type { FileIndex, RegistrySetting } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { nameOf } from '../../paths.js'
import { npmrcRegistries, packageJsonRegistries, yarnrcRegistries } from './npm.js'
import { composerRegistries, gemRegistries, gradleRegistries, mavenRegistries, nugetRegistries } from './others.js'
import { pipConfRegistries, pyprojectRegistries, requirementsRegistries } from './python.js'

type Reader = (path: string, text: string) => RegistrySetting[]

/** Files by their names, and who reads them. */
const READERS: readonly (readonly [name: RegExp, read: Reader])[] = [
  [/^\.npmrc$/, npmrcRegistries],
  [/^\.yarnrc\.yml$/, yarnrcRegistries],
  [/^package\.json$/, packageJsonRegistries],
  [/requirements.{0,40}\.(?:txt|in)$/, requirementsRegistries],
  [/^pip\.(?:conf|ini)$/, pipConfRegistries],
  [/^pyproject\.toml$/, pyprojectRegistries],
  [/^nuget\.config$/i, nugetRegistries],
  [/^(?:pom|settings)\.xml$/, mavenRegistries],
  [/\.gradle(?:\.kts)?$/, gradleRegistries],
  [/^(?:Gemfile|gems\.rb)$/, gemRegistries],
  [/^composer\.json$/, composerRegistries],
]

/** Files beyond this number are not opened. */
const MAX_FILES = 1000

/** The registries that settings of package managers name, in order of path. */
export function readRegistries(context: ReaderContext, index: FileIndex): RegistrySetting[] {
  const names = READERS.map(([name]) => name)
  return pathsFitting(index.paths, names, onName)
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
