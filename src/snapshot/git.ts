import { execFileSync } from 'node:child_process'
import { devNull } from 'node:os'
import { repositoryAbove } from './repository-above.js'

/**
 * What `git` printed, or why it could not be asked, as a sentence part; then `stdout` is what it printed until it failed,
 * which may end in the middle of a line.
 */
export type GitResult =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly reason: string; readonly stdout: Buffer }

/**
 * A scanned repository's own configuration can name programs: they must never run. Hooks, the file system monitor and
 * signature checks are switched off, the rest by the flags of each command (`--no-ext-diff`, `--no-textconv`).
 * With nothing left to run, the folder's owner no longer matters, which is what safe.directory guards
 * (git docs: git-config, safe.directory); containers often check out as another user.
 */
const SAFE_CONFIG = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', devNull],
  ['core.attributesFile', devNull],
  ['core.quotePath', 'true'],
  ['log.showSignature', 'false'],
  ['safe.directory', '*'],
  ['safe.bareRepository', 'explicit'],
  // What is printed hangs on nobody's liking.
  ['diff.interHunkContext', '0'],
  ['diff.orderFile', devNull],
  ['i18n.logOutputEncoding', 'UTF-8'],
  ['log.showRoot', 'true'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`])

/** Variables by which a surrounding git process (a hook) would redirect ours to another repository or index. */
const REDIRECTS = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
])

/**
 * Runs `git` in `root` and waits for it: no shell, no network, no prompt, no program that the repository names.
 * Never throws. `input` goes to standard input; output over `maxBytes` is an error.
 */
export function git(
  root: string,
  args: readonly string[],
  {
    input,
    maxBytes = 256 * 1024 * 1024,
    timeout = 60_000,
  }: { input?: string; maxBytes?: number; timeout?: number } = {},
): GitResult {
  const above = repositoryAbove(root)
  if (above === 'none') return OUTSIDE
  try {
    const stdout = execFileSync('git', ['--no-pager', ...SAFE_CONFIG, ...args], {
      cwd: root,
      env: environment(above.workTree),
      input: input ?? '',
      maxBuffer: maxBytes,
      timeout,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
    return { ok: true, stdout }
  } catch (error) {
    const { stdout } = error as { stdout?: unknown }
    return { ok: false, reason: reasonOf(error), stdout: Buffer.isBuffer(stdout) ? stdout : Buffer.alloc(0) }
  }
}

/** What git says where there is no repository, at a hundredth of the price of asking it. */
const OUTSIDE: GitResult = {
  ok: false,
  reason: 'git says: fatal: not a git repository (or any of the parent directories): .git',
  stdout: Buffer.alloc(0),
}

/** @param workTree where the work tree is, whatever core.worktree says: it could lead anywhere */
function environment(workTree: string | undefined): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !REDIRECTS.has(name.toUpperCase()))
  return {
    ...Object.fromEntries(inherited),
    ...(workTree !== undefined && { GIT_WORK_TREE: workTree }),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A partial clone would fetch missing objects through whatever transport its configuration names.
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    // An id means the commit of that content and parents, whatever refs/replace and grafts put in its place.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
  }
}

function reasonOf(error: unknown): string {
  const { code, stderr, signal } = error as { code?: string; stderr?: Buffer; signal?: string }
  if (code === 'ENOENT') return 'git is not installed'
  if (code === 'ENOBUFS') return 'git printed more than the limit'
  if (code === 'ETIMEDOUT') return 'git took too long'
  const said = stderr?.toString('utf8').trim().split('\n')[0]
  if (said) return `git says: ${said.slice(0, 300)}`
  return signal ? `git ended by ${signal}` : 'git failed'
}

/** The fields of `-z` output. */
export function fields(stdout: Buffer): string[] {
  const text = stdout.toString('utf8')
  return text === '' ? [] : text.replace(/\0$/, '').split('\0')
}
