import { someStartWith } from '../core/path-index.js'
import { withoutTrailingSlashes } from '../core/slashes.js'
import { compileGlob, type PathMatcher } from '../core/glob.js'
import type { FileIndex, Settings } from '../models/index.js'
import type { Files } from '../snapshot/snapshot.js'
import { readGeneratedPaths } from './gitattributes.js'
import { ofFolder } from './paths.js'

/** Folders, at any depth, whose content is not the repository's own work, or not meant to be run as it stands. */
const EXCLUDED_FOLDERS: ReadonlySet<string> = new Set([
  // Resources of tests that Kyverno Chainsaw runs in a cluster of its own (Chainsaw docs: Tests).
  '.chainsaw-test',
  '.git',
  '.terraform',
  '__snapshots__',
  'build',
  'dist',
  'examples',
  'fixtures',
  'node_modules',
  'target',
  'testdata',
  'third_party',
  'vendor',
])

/** Files that stand at the root of a repository: beside a workflow folder they show that a repository was copied in. */
const ROOT_FILE =
  /^(?:readme|licen[cs]e|copying|changelog|\.gitignore|package\.json|go\.mod|cargo\.toml|pyproject\.toml|pom\.xml)/i

/**
 * The tracked paths and which of them checks do not judge: vendored, generated, example and fixture paths, folders that
 * hold a repository of their own, what `.gitattributes` calls generated or vendored, and the configuration's `exclude`.
 * What lies in `.github/` at the root always counts, because the host reads it.
 */
export function readFileIndex(files: Files, settings: Settings): FileIndex {
  const bySettings = indexes.get(files) ?? new WeakMap<Settings, FileIndex>()
  const index = bySettings.get(settings) ?? makeFileIndex(files, settings)
  indexes.set(files, bySettings.set(settings, index))
  return index
}

/** Every part that reads asks for it: what it has found out of paths is kept. */
const indexes = new WeakMap<Files, WeakMap<Settings, FileIndex>>()

function makeFileIndex(files: Files, settings: Settings): FileIndex {
  const nested = nestedRepositories(files.paths)
  const excluding = [...settings.exclude.flatMap(coveringGlobs), readGeneratedPaths(files)]
  const excludedFolders = new Map<string, boolean>()

  /** Whether the folder, or one above it, is left out. */
  const isWithin = (folder: string): boolean => {
    const before = excludedFolders.get(folder)
    if (before !== undefined) return before
    const above = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
    const verdict = nested.has(folder) || isExcludedFolder(folder) || (above !== '' && isWithin(above))
    excludedFolders.set(folder, verdict)
    return verdict
  }
  const isInExcluded = ofFolder((folder) => folder !== '' && isWithin(folder))
  const judge = (path: string): boolean =>
    !path.startsWith('.github/') && (isInExcluded(path) || excluding.some((matches) => matches(path)))

  return {
    paths: files.paths,
    has: (path) => files.has(path),
    hasFolder: (folder) => folder === '.' || folder === '' || someStartWith(files.paths, folder.replace(/\/?$/, '/')),
    isExcluded: settings.exclude.length > 0 || files.has('.gitattributes') ? kept(judge) : judge,
  }
}

/** Comparing a path with patterns takes longer than looking up what came of it. */
function kept(judge: (path: string) => boolean): (path: string) => boolean {
  const verdicts = new Map<string, boolean>()
  return (path) => {
    const before = verdicts.get(path)
    if (before !== undefined) return before
    const verdict = judge(path)
    verdicts.set(path, verdict)
    return verdict
  }
}

/** Folders with inputs for a fuzzer, below one that is named after fuzzing (LLVM documentation: libFuzzer, Corpus). */
const FUZZ_INPUTS: ReadonlySet<string> = new Set(['corpora', 'corpus', 'seed_corpus', 'seeds'])
const FUZZ_FOLDER = /^fuzz(?:ing|ers?)?$/

function isExcludedFolder(folder: string): boolean {
  const [grandparent = '', parent = '', name = ''] = ['', '', ...folder.split('/')].slice(-3)
  if (FUZZ_INPUTS.has(name) && (FUZZ_FOLDER.test(parent) || FUZZ_FOLDER.test(grandparent))) return true
  // A name that a template fills in (`{{cookiecutter.name}}`): what lies there is text to make files of.
  return EXCLUDED_FOLDERS.has(name) || name.includes('{{') || (name === 'charts' && grandparent === 'charts')
}

/** A pattern that names a folder covers what lies in it. */
export function coveringGlobs(pattern: string): PathMatcher[] {
  return [compileGlob(pattern), compileGlob(`${withoutTrailingSlashes(pattern)}/**`)]
}

/** Folders below the root with workflows and at least one more file of a repository's root. */
function nestedRepositories(paths: readonly string[]): Set<string> {
  const candidates = new Set<string>()
  for (const path of paths) {
    const at = path.indexOf('/.github/workflows/')
    if (at > 0) candidates.add(path.slice(0, at))
  }
  const confirmed = new Set<string>()
  if (candidates.size === 0) return confirmed
  for (const path of paths) {
    const slash = path.lastIndexOf('/')
    const folder = path.slice(0, Math.max(slash, 0))
    if (candidates.has(folder) && ROOT_FILE.test(path.slice(slash + 1))) confirmed.add(folder)
  }
  return confirmed
}
