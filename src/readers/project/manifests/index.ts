import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { FileIndex, Manifest } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { folderOf, inFolder, nameOf } from '../../paths.js'
import type { Ecosystem, ManifestFacts } from './facts.js'
import { BUNDLER, COMPOSER, GO, GRADLE } from './line-manifests.js'
import { NPM } from './npm.js'
import { CARGO, PYTHON } from './toml-manifests.js'
import { MAVEN, NUGET } from './xml-manifests.js'

const ECOSYSTEMS: readonly Ecosystem[] = [NPM, PYTHON, GO, CARGO, MAVEN, GRADLE, BUNDLER, NUGET, COMPOSER]

/** The names of all manifests fit one of these. */
const NAMES: readonly RegExp[] = [
  /\.(?:json|mod|toml|txt|xml|cfg|gradle|gradle\.kts)$/,
  /(?:^|\/)(?:Gemfile|gems\.rb|Pipfile|setup\.py)$/,
  /proj$/,
]

/** Manifests beyond this number are not opened, and recorded as unread. */
const MAX_MANIFESTS = 1000

interface Opened {
  readonly ecosystem: Ecosystem
  readonly path: string
  readonly folder: string
  readonly facts: ManifestFacts
}

/** The package manifests that count, in order of path, each with the lock file that covers it. */
export function readManifests(context: ReaderContext, index: FileIndex): Manifest[] {
  const found = pathsFitting(index.paths, NAMES).flatMap((path) => {
    const ecosystem = ECOSYSTEMS.find((each) => each.isManifest(nameOf(path)))
    return ecosystem === undefined || index.isExcluded(path) ? [] : [{ ecosystem, path }]
  })
  const reason = `${MAX_MANIFESTS} package manifests before it were read, which is the limit`
  for (const { path } of found.slice(MAX_MANIFESTS)) context.unread({ file: path, reason })
  const opened = found.slice(0, MAX_MANIFESTS).flatMap(({ ecosystem, path }) => open(ecosystem, path, context, index))
  const roots = new Map(
    opened
      .filter(({ facts }) => facts.isMember !== undefined)
      .map((each) => [keyOf(each.ecosystem, each.folder), each]),
  )
  return opened.map((manifest) => describe(manifest, rootOf(manifest, roots), index))
}

const keyOf = (ecosystem: Ecosystem, folder: string): string => `${ecosystem.name}:${folder}`

function open(ecosystem: Ecosystem, path: string, context: ReaderContext, index: FileIndex): Opened[] {
  const text = context.files.text(path)
  const folder = folderOf(path)
  const facts = text === undefined ? undefined : ecosystem.read({ path, folder, text, context, index })
  return facts === undefined ? [] : [{ ecosystem, path, folder, facts }]
}

/** The nearest workspace above the manifest that names its folder as a member. */
function rootOf({ ecosystem, folder }: Opened, roots: ReadonlyMap<string, Opened>): Opened | undefined {
  for (let above = folder; above !== '';) {
    above = folderOf(above)
    const root = roots.get(keyOf(ecosystem, above))
    const member = above === '' ? folder : folder.slice(above.length + 1)
    if (root?.facts.isMember?.(member)) return root
  }
  return undefined
}

function describe({ ecosystem, path, folder, facts }: Opened, root: Opened | undefined, index: FileIndex): Manifest {
  const lockFile =
    lockIn(folder, ecosystem, index) ??
    facts.lockFile ??
    (root && (lockIn(root.folder, ecosystem, index) ?? root.facts.lockFile)) ??
    sharedLock(ecosystem, folder, index)
  return {
    ecosystem: ecosystem.name,
    file: path,
    ...(lockFile !== undefined && { lockFile }),
    ...(facts.exact !== undefined && { exact: facts.exact }),
    hasDependencies: facts.hasDependencies,
    publishable: facts.publishable,
    workspaceMember: root !== undefined,
    at: facts.at ?? fileLocation(path),
  }
}

function lockIn(folder: string, { lockFiles }: Ecosystem, index: FileIndex): string | undefined {
  return lockFiles.map((name) => inFolder(folder, name)).find((path) => index.has(path))
}

/** Lock files that stand apart from every manifest: of a Go workspace, and of Rush, which keeps one for all packages. */
function sharedLock({ name }: Ecosystem, folder: string, index: FileIndex): string | undefined {
  if (name === 'npm' && index.has('rush.json')) {
    return ['pnpm-lock.yaml', 'npm-shrinkwrap.json', 'yarn.lock']
      .map((lock) => `common/config/rush/${lock}`)
      .find((path) => index.has(path))
  }
  if (name !== 'go') return undefined
  for (let above = folder; ; above = folderOf(above)) {
    const path = inFolder(above, 'go.work.sum')
    if (index.has(path)) return path
    if (above === '') return undefined
  }
}
