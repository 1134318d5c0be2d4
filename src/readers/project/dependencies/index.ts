import { onName, onPath, pathsFitting } from '../../../core/path-index.js'
import type { Dependency, FileIndex } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { nameOf } from '../../paths.js'
import { composerDependencies, npmDependencies } from './json.js'
import { gemDependencies, goDependencies, gradleDependencies, requirementsFile, setupDependencies } from './lines.js'
import type { DependencySource, Named } from './source.js'
import { cargoDependencies, catalogDependencies, pipfileDependencies, pyprojectDependencies } from './toml.js'
import { dotnetSdk, mavenDependencies, nugetDependencies } from './xml.js'

interface Format {
  readonly ecosystem: string
  /** Fits the file's name, or its path if it holds a `/`. */
  readonly names: RegExp
  read(source: DependencySource): Named[]
}

const FORMATS: readonly Format[] = [
  { ecosystem: 'npm', names: /^package\.json$/, read: npmDependencies },
  { ecosystem: 'python', names: /^pyproject\.toml$/, read: pyprojectDependencies },
  {
    ecosystem: 'python',
    names: /requirements.{0,40}\.(?:txt|in)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/,
    read: requirementsFile,
  },
  { ecosystem: 'python', names: /^Pipfile$/, read: pipfileDependencies },
  { ecosystem: 'python', names: /^setup\.(?:py|cfg)$/, read: setupDependencies },
  { ecosystem: 'go', names: /^go\.mod$/, read: goDependencies },
  { ecosystem: 'cargo', names: /^Cargo\.toml$/, read: cargoDependencies },
  { ecosystem: 'maven', names: /^pom\.xml$/, read: mavenDependencies },
  { ecosystem: 'gradle', names: /\.gradle(?:\.kts)?$/, read: gradleDependencies },
  { ecosystem: 'gradle', names: /\.versions\.toml$/, read: catalogDependencies },
  { ecosystem: 'bundler', names: /^(?:Gemfile|gems\.rb)$|\.gemspec$/, read: gemDependencies },
  {
    ecosystem: 'nuget',
    names: /\.(?:cs|fs|vb)proj$|^Directory\.Packages\.props$/,
    read: (source) => [...dotnetSdk(source), ...nugetDependencies(source)],
  },
  { ecosystem: 'composer', names: /^composer\.json$/, read: composerDependencies },
]

const NAMES = FORMATS.map(({ names }) => names)

/** Manifests beyond this number are not opened. */
const MAX_MANIFESTS = 500

/** The packages that manifests and requirement files name, in order of path; names in lower case. */
export function readDependencies({ files }: Pick<ReaderContext, 'files'>, index: FileIndex): Dependency[] {
  return pathsFitting(index.paths, NAMES, (path, patterns) => onName(path, patterns) || onPath(path, patterns))
    .flatMap((path) => {
      const format = FORMATS.find(({ names }) => names.test(nameOf(path)) || names.test(path))
      return format === undefined || index.isExcluded(path) ? [] : [{ path, format }]
    })
    .slice(0, MAX_MANIFESTS)
    .flatMap(({ path, format }) => {
      const text = files.text(path)
      if (text === undefined) return []
      return format
        .read({ path, text })
        .map((named) => ({ ...named, ecosystem: format.ecosystem, name: named.name.toLowerCase() }))
    })
}
