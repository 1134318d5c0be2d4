import type { FileIndex } from '../../models/index.js'

/** Folders and file names of things made to be tried, read or copied: nobody here runs them for users. */
const SAMPLES: ReadonlySet<string> = new Set([
  '_archived',
  'archive',
  'archived',
  'contrib',
  'demo',
  'demos',
  'deprecated',
  'doc',
  'docs',
  'documentation',
  'lab',
  'labs',
  'quick-start',
  'quickstart',
  'sample',
  'samples',
  'scenarios',
  'templates-example',
  'testfiles',
  'tutorial',
  'tutorials',
  'workshop',
])

/** Folders and file names of development and tests. */
const DEVELOPMENT: ReadonlySet<string> = new Set([
  '.devcontainer',
  'bench',
  'benchmark',
  'benchmarks',
  'ci',
  'dev',
  'develop',
  'development',
  'devcontainer',
  'e2e',
  'hack',
  'integration',
  'kind',
  'local',
  'local-dev',
  'localdev',
  'minikube',
  'mock',
  'mocks',
  'playground',
  'sandbox',
  'test',
  'testdata',
  'testing',
  'tests',
])

/** Words that mean the same as a part of a folder's name: `e2e-tests`, `sample-apps`. */
const CLEAR: ReadonlySet<string> = new Set([
  'benchmark',
  'benchmarks',
  'demo',
  'demos',
  'e2e',
  'quickstart',
  'sample',
  'samples',
  'testdata',
  'testing',
  'tests',
  'tutorial',
  'tutorials',
])

/** Folders alone: a file of this name is what CloudFormation calls its own. */
const TEMPLATES: ReadonlySet<string> = new Set(['template'])

const FOR_TRYING: ReadonlySet<string> = new Set([...SAMPLES, ...DEVELOPMENT])

/** Whether the path says that it is for development, tests, demonstrations or documents. */
export function isForTrying(path: string): boolean {
  const names = namesOf(path)
  return isNamed(names, FOR_TRYING) || names.folders.some((folder) => TEMPLATES.has(folder))
}

/** Whether a file is written here and meant to be run: not vendored or made, and for no sample or test. */
export function isForUse(path: string, files: FileIndex): boolean {
  const known = forUse.get(files) ?? new Map<string, boolean>()
  forUse.set(files, known)
  const before = known.get(path)
  if (before !== undefined) return before
  const verdict = !files.isExcluded(path) && !isForTrying(path)
  known.set(path, verdict)
  return verdict
}

/** Nearly every check of infrastructure asks about the file of every resource. */
const forUse = new WeakMap<FileIndex, Map<string, boolean>>()

/** Whether the path says that it is for demonstrations or documents, given by others, or put away. */
export function isSample(path: string): boolean {
  return isNamed(namesOf(path), SAMPLES)
}

interface Names {
  readonly folders: readonly string[]
  readonly file: string
}

/** Names in a path, in small letters; a folder that starts with a dot has its name without it, too. */
function namesOf(path: string): Names {
  const folders = path.toLowerCase().split('/')
  const file = folders.pop() ?? ''
  for (const folder of [...folders]) if (folder.startsWith('.')) folders.push(folder.slice(1))
  return { folders, file }
}

function isNamed({ folders, file }: Names, names: ReadonlySet<string>): boolean {
  return (
    folders.some((folder) => names.has(folder) || wordsOf(folder).some((word) => CLEAR.has(word) && names.has(word))) ||
    wordsOf(file).some((word) => names.has(word))
  )
}

function wordsOf(name: string): string[] {
  return name.split(/[.\-_]/)
}

/** `relative` seen from `folder`, both with `/`; `.` is the root. Undefined if it leads out of the repository. */
export function joinPaths(folder: string, relative: string): string | undefined {
  const names: string[] = []
  for (const name of [...folder.split('/'), ...relative.split('/')]) {
    if (name === '' || name === '.') continue
    if (name !== '..') names.push(name)
    else if (names.pop() === undefined) return undefined
  }
  return names.length === 0 ? '.' : names.join('/')
}
