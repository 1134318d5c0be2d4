import type { Argument } from '../shell/index.js'
import { isGiven, readOptions, valueOf, type Options } from './options.js'

/** A call of package.json scripts by name. */
export interface ScriptCall {
  readonly names: readonly Argument[]
  /** Words that are put behind the script's text. */
  readonly args: readonly Argument[]
  /** The folder option, seen from where the command runs. */
  readonly folder?: Argument
  /** Run in every package that has the script, or in those that the words name. */
  readonly packages?: readonly Argument[]
  /** A missing script is no failure. */
  readonly ifPresent: boolean
  /** What runs if no script has the name: a program of the package's dependencies. */
  readonly otherwise?: readonly Argument[]
  /** The command also does something itself (`npm install-test`). */
  readonly itself?: boolean
}

const VALUED: ReadonlySet<string> = new Set([
  '--prefix',
  '-C',
  '--dir',
  '--cwd',
  '-w',
  '--workspace',
  '-F',
  '--filter',
  '--filter-prod',
  '--scope',
  '--ignore',
  '--registry',
  '--loglevel',
  '--script-shell',
  '--reporter',
  '--workspace-concurrency',
  '--concurrency',
  '--cache-dir',
  '--env-file',
  '--config',
  '--from',
  '--include',
  '--exclude',
  '-j',
  '--jobs',
])
/** `-w` takes a name in npm and stands alone in pnpm. */
const VALUED_BY_PNPM: ReadonlySet<string> = new Set(
  [...VALUED].filter((option) => option !== '-w' && option !== '--cwd'),
)

const NPM_RUN: ReadonlySet<string> = new Set(['run', 'run-script', 'rum', 'urn'])
const NPM_SHORT: ReadonlyMap<string, string> = new Map([
  ['test', 'test'],
  ['tst', 'test'],
  ['t', 'test'],
  ['start', 'start'],
  ['stop', 'stop'],
  ['restart', 'restart'],
])
const INSTALL_TEST: ReadonlySet<string> = new Set([
  'install-test',
  'it',
  'cit',
  'install-ci-test',
  'clean-install-test',
  'sit',
])

/** Sub-commands that can never be a script (documentation of each package manager's command line). */
const YARN_OWN: ReadonlySet<string> = new Set(
  `add audit autoclean bin cache check config constraints create dedupe dlx exec explain generate-lock-entry global help import info init install
  licenses link list login logout node npm outdated owner pack patch patch-commit plugin policies prune publish rebuild remove search self-update set
  stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspaces workspace`.split(/\s+/),
)
const PNPM_OWN: ReadonlySet<string> = new Set(
  `add approve-builds audit bin c cache cat-file cat-index ci config create dedupe deploy dlx doctor env exec fetch find-hash get help i import init
  install install-test it licenses link list ll ln ls login logout outdated pack patch patch-commit patch-remove prune publish rb rebuild remove rm root
  self-update server set setup store un uninstall unlink up update upgrade version view why whoami x`.split(/\s+/),
)
const BUN_OWN: ReadonlySet<string> = new Set(
  `a add audit build ci create exec i info init install link outdated patch pm publish remove rm test unlink update upgrade why x repl`.split(
    /\s+/,
  ),
)

/** What the words ask a package manager to run from package.json; undefined if they ask for something else. */
export function scriptCall(program: string, words: readonly Argument[]): ScriptCall | undefined {
  switch (program) {
    case 'npm':
      return npmCall(words)
    case 'pnpm':
      return pnpmCall(words)
    case 'yarn':
    case 'yarnpkg':
      return yarnCall(words)
    case 'bun':
      return bunCall(words)
    default:
      return undefined
  }
}

function npmCall(words: readonly Argument[]): ScriptCall | undefined {
  const options = readOptions(words, VALUED)
  const [first, second] = options.operands.map(({ word }) => word)
  if (first?.literal !== true) return undefined
  const short = NPM_SHORT.get(first.text)
  const name = NPM_RUN.has(first.text) ? second : short === undefined ? undefined : { text: short, literal: true }
  const common = { args: words.slice(options.rest), ...where(options), ifPresent: isGiven(options, ['--if-present']) }
  if (INSTALL_TEST.has(first.text)) return { names: [{ text: 'test', literal: true }], ...common, itself: true }
  return name === undefined ? undefined : { names: [name], ...common }
}

function where(options: Options): Pick<ScriptCall, 'folder' | 'packages'> {
  const folder = valueOf(options, ['--prefix', '-C', '--dir', '--cwd'])
  const named = ['-w', '--workspace', '-F', '--filter', '--filter-prod', '--scope'].flatMap(
    (name) => options.values.get(name) ?? [],
  )
  const all = isGiven(options, ['-ws', '--workspaces', '-r', '--recursive']) || named.length > 0
  return { ...(folder && { folder }), ...(all && { packages: named }) }
}

/** Words behind the script's name, which pnpm, yarn and bun hand over as they are. */
function behind(words: readonly Argument[], options: Options, operand: number): Argument[] {
  const rest = words.slice((options.operands[operand]?.index ?? words.length) + 1)
  return rest[0]?.text === '--' ? rest.slice(1) : rest
}

function pnpmCall(words: readonly Argument[]): ScriptCall | undefined {
  const leading = readOptions(words, VALUED_BY_PNPM, 1)
  const first = leading.operands[0]?.word
  if (first?.literal !== true) return undefined
  if (['recursive', 'multi', 'm'].includes(first.text)) {
    return pnpmCall([...words.slice(0, 1), { text: '-r', literal: true }, ...words.slice(leading.rest)])
  }
  const runs = first.text === 'run' || first.text === 'run-script'
  const options = runs ? readOptions(words, VALUED_BY_PNPM, 2) : leading
  const word = options.operands[runs ? 1 : 0]?.word
  if (word === undefined || (!runs && PNPM_OWN.has(first.text))) return undefined
  const short = runs ? undefined : NPM_SHORT.get(first.text)
  const name = short === undefined ? word : { text: short, literal: true }
  const args = behind(words, options, runs ? 1 : 0)
  return {
    names: [name],
    args,
    ...where(options),
    ifPresent: isGiven(options, ['--if-present']),
    ...(!runs && short === undefined && { otherwise: [word, ...args] }),
  }
}

function yarnCall(words: readonly Argument[]): ScriptCall | undefined {
  const leading = readOptions(words, VALUED, 1)
  const first = leading.operands[0]?.word
  if (first?.literal !== true) return undefined
  if (first.text === 'workspace' || first.text === 'workspaces') return yarnWorkspaces(words, first.text)
  const runs = first.text === 'run'
  if (!runs && YARN_OWN.has(first.text)) return undefined
  const options = runs ? readOptions(words, VALUED, 2) : leading
  const name = options.operands[runs ? 1 : 0]?.word
  if (name === undefined) return undefined
  const args = behind(words, options, runs ? 1 : 0)
  return { names: [name], args, ...where(leading), ifPresent: false, otherwise: [name, ...args] }
}

/** `yarn workspace name [run] script`, `yarn workspaces run script`, `yarn workspaces foreach [run] script`. */
function yarnWorkspaces(words: readonly Argument[], form: string): ScriptCall | undefined {
  const until = form === 'workspace' ? 3 : 2
  let options = readOptions(words, VALUED, until)
  let position = until - 1
  const second = options.operands[1]?.word
  if (form === 'workspaces' && second?.text === 'foreach') {
    options = readOptions(words, VALUED, 3)
    position = 2
  } else if (form === 'workspaces' && second?.text !== 'run') return undefined
  else if (form === 'workspaces') {
    options = readOptions(words, VALUED, 3)
    position = 2
  }
  if (options.operands[position]?.word.text === 'run') {
    position += 1
    options = readOptions(words, VALUED, position + 1)
  }
  const name = options.operands[position]?.word
  if (name === undefined || (name.literal && YARN_OWN.has(name.text))) return undefined
  const packages = form === 'workspace' && second !== undefined ? [second] : []
  const args = behind(words, options, position)
  return { names: [name], args, packages, ifPresent: form === 'workspaces', otherwise: [name, ...args] }
}

function bunCall(words: readonly Argument[]): ScriptCall | undefined {
  const valued = new Set([...VALUED, '--preload', '-r', '--config', '-c'])
  const leading = readOptions(words, valued, 1)
  const first = leading.operands[0]?.word
  if (first?.literal !== true) return undefined
  const runs = first.text === 'run'
  if (!runs && BUN_OWN.has(first.text)) return undefined
  const options = runs ? readOptions(words, valued, 2) : leading
  const name = options.operands[runs ? 1 : 0]?.word
  if (name === undefined) return undefined
  const args = behind(words, options, runs ? 1 : 0)
  const otherwise = { otherwise: [name, ...args] }
  return { names: [name], args, ...where(options), ifPresent: isGiven(options, ['--if-present']), ...otherwise }
}
