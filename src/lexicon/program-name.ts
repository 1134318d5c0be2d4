const EXTENSIONS: readonly string[] = ['.exe', '.cmd', '.bat', '.phar']

/** How a command's first word names its program. */
export interface ProgramName {
  /** Without folder, extension and version, lower case; a scoped package keeps its scope (`@biomejs/biome`). */
  readonly name: string
  /**
   * `system`: a bare name or an absolute path. `bin`: a folder of programs in the tree (`vendor/bin/phpunit`).
   * `tree`: any other file of the tree (`./migrate`).
   */
  readonly from: 'system' | 'bin' | 'tree'
}

/**
 * The program that a word names: `/usr/bin/helm`, `node_modules/.bin/jest`, `node_modules/jest/bin/jest.js`,
 * `prettier@3`, `github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.1.0`.
 */
export function programName(text: string): ProgramName {
  const lower = text.toLowerCase().replaceAll('\\', '/')
  const path = lower.startsWith('@') ? lower : (packageOf(lower) ?? lower)
  const unversioned = withoutVersion(path)
  if (unversioned.startsWith('@')) return { name: unversioned, from: 'bin' }
  const base = unversioned.slice(unversioned.lastIndexOf('/') + 1)
  const extension = EXTENSIONS.find((each) => base.endsWith(each) && base !== each)
  return {
    name: extension === undefined ? base : base.slice(0, -extension.length),
    from: placeOf(lower),
  }
}

function placeOf(path: string): ProgramName['from'] {
  const folders = path.split('/').slice(0, -1)
  if (folders.length === 0 || folders[0] === '') return 'system'
  return ['bin', '.bin'].includes(folders.at(-1) ?? '') || path.includes('node_modules/') ? 'bin' : 'tree'
}

/** `jest` of `node_modules/jest/bin/jest.js`; undefined for `node_modules/.bin/jest`, whose file is named like the program. */
function packageOf(path: string): string | undefined {
  const folder = 'node_modules/'
  const at = path.lastIndexOf(folder)
  if (at < 0 || path.startsWith('.bin/', at + folder.length)) return undefined
  const [first, second] = path.slice(at + folder.length).split('/')
  return first?.startsWith('@') === true ? `${first}/${second ?? ''}` : first
}

function withoutVersion(path: string): string {
  const at = path.lastIndexOf('@')
  return at > 0 && !path.endsWith('/', at) ? path.slice(0, at) : path
}
