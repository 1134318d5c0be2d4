/** Written by a generator, a bundler or a minifier, by the naming conventions of those tools. */
const GENERATED =
  /\.min\.\w+$|\.bundle\.js$|\.pb\.\w+$|\.pb\.gw\.go$|_pb2(?:_grpc)?\.pyi?$|_pb\.\w+$|[._](?:generated|gen)\.\w+$|\.(?:g|freezed)\.dart$|\.g\.cs$|\.[Dd]esigner\.cs$|^zz_generated|^bindata\.go$|\.d\.[cm]?ts$|[.-][0-9a-f]{8,}\.[cm]?js$/
const GENERATED_FOLDER = /(?:^|\/)(?:__generated__|generated)\//

/** Folders with the work of others, or with what a build or a test run writes. */
export const FOREIGN_FOLDERS: ReadonlySet<string> = new Set([
  '.terraform',
  '.yarn',
  '__generated__',
  '__snapshots__',
  'bower_components',
  'dist',
  'generated',
  'node_modules',
  'third_party',
  'vendor',
])

/** Files in which tools write down what they resolved, beside everything that ends in `.lock`. */
const LOCK_FILES: ReadonlySet<string> = new Set([
  '.terraform.lock.hcl',
  'bun.lockb',
  'cartfile.resolved',
  'go.sum',
  'go.work.sum',
  'gradle.lockfile',
  'module.bazel.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'package.resolved',
  'packages.lock.json',
  'pnpm-lock.yaml',
  'conda-lock.yml',
])

/** Whether the file's name, or the folder it lies in, is one that generators use. */
export function isGeneratedPath(path: string): boolean {
  return GENERATED.test(path.slice(path.lastIndexOf('/') + 1)) || GENERATED_FOLDER.test(path)
}

/**
 * Whether people write the file, as far as its path tells: no lock file, no stored result of tests, nothing generated,
 * built or vendored. For counting the lines that a reviewer reads.
 */
export function isAuthoredPath(path: string): boolean {
  const folders = path.split('/')
  const name = (folders.pop() ?? '').toLowerCase()
  if (LOCK_FILES.has(name) || name.endsWith('.lock') || name.endsWith('.snap')) return false
  return !folders.some((folder) => FOREIGN_FOLDERS.has(folder)) && !isGeneratedPath(path)
}
