import { classifyDownload, WORKFLOW_SCRIPTS } from '../../lexicon/index.js'
import type { Argument } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { readOptions } from './options.js'
import { NOWHERE, gap, type Dialect, type Follower, type Invocation, type Reach, type Reached } from './reach.js'
import { excerpt, fileSource, sourceAt, sourceWithin } from './source.js'
import { setsEnvironment, treePath, type Tree } from './tree.js'

const DOWNLOADERS: ReadonlySet<string> = new Set([
  'curl',
  'wget',
  'iwr',
  'irm',
  'invoke-webrequest',
  'invoke-restmethod',
  'aria2c',
])
const SHELL_VALUES: ReadonlySet<string> = new Set(['-o', '+o', '-O', '+O', '--rcfile', '--init-file'])
const POWERSHELL_VALUES: ReadonlySet<string> = new Set([
  '-executionpolicy',
  '-ep',
  '-ex',
  '-version',
  '-workingdirectory',
  '-configurationname',
])
const SHEBANG_SHELL = /^#!\s*(?:(?:\S*\/)?env\s+(?:-S\s+)?)?(?:\S*\/)?(?:ba|da|z|k|a)?sh\b([^\n]*)/
const SHEBANG = /^#!\s*(?:(?:\S*\/)?env\s+(?:-S\s+)?)?(?:\S*\/)?([\w.+-]+)/

/** `bash -c text`, `sh script.sh`, `bash <<EOF`, `curl … | sh`. */
export const followShell: Follower = (invocation, tree) => {
  const words = unclustered(invocation.words)
  const options = readOptions(words, SHELL_VALUES, 1)
  const flags = shellFlags(words, options.operands[0]?.index ?? words.length)
  const rest = words.slice(options.operands[0]?.index ?? options.rest)
  const [first, ...positional] = rest
  if (
    words.slice(1, options.operands[0]?.index).some(({ text }) => /^-[abd-z]*c[a-z]*$/.test(text) && text !== '-c++')
  ) {
    return first === undefined ? undefined : textReach(first, positional.slice(1), flags, invocation)
  }
  const fromInput = words.slice(1, options.operands[0]?.index).some(({ text }) => /^-[a-rt-z]*s[a-z]*$/.test(text))
  if (first === undefined || fromInput || first.text === '-' || first.text === '/dev/stdin')
    return inputReach(flags, invocation, tree)
  if (first.text.startsWith('<(')) return substitutionGap(first)
  return fileReach(first, positional, invocation, tree, flags)
}

/** `bash -euo pipefail` is `bash -eu -o pipefail`: the last of the letters takes the word. */
function unclustered(words: readonly Argument[]): readonly Argument[] {
  const operand = words.findIndex(({ text }, index) => index > 0 && !/^[-+]/.test(text))
  const at = words.slice(0, operand < 0 ? undefined : operand).findIndex(({ text }) => /^-[a-z]+o$/.test(text))
  const cluster = words[at]
  if (cluster === undefined || words[at + 1] === undefined) return words
  const text = cluster.text.slice(0, -1)
  return [...words.slice(0, at), { ...cluster, text }, { text: '-o', literal: true }, ...words.slice(at + 1)]
}

interface Flags {
  readonly failFast: boolean
  readonly pipefail: boolean
}

function shellFlags(words: readonly Argument[], end: number): Flags {
  const texts = words.slice(1, end).map(({ text }) => text)
  return { failFast: texts.some((text) => /^-[a-z]*e/.test(text)), pipefail: texts.includes('pipefail') }
}

/** Text in an argument of the command. */
export function textReach(
  word: Argument,
  positional: readonly Argument[],
  flags: Flags,
  invocation: Invocation,
): Reach {
  const { source, command } = invocation
  if (!word.literal && /^(?:\$\(|`|\$\{?\w+\}?$)/.test(word.text)) return substitutionGap(word)
  const place = word.offset === undefined ? sourceAt(source, command.start) : sourceWithin(source, word.offset)
  return one({
    text: word.text,
    source: place,
    key: `text:${word.text}`,
    ...flags,
    directory: folderIn(invocation),
    positional,
  })
}

function substitutionGap({ text }: Argument): Reach {
  return /\b(?:curl|wget)\b/.test(text) ? downloadReach(text) : gap(`command ${excerpt(text)}`, 'dynamic')
}

/** A script that a command downloads: known if the maker of a tool hands it out, else not in the tree. */
function downloadReach(command: string): Reach {
  const meaning = classifyDownload(command)
  return meaning === undefined ? gap(`script downloaded by ${excerpt(command)}`, 'remote') : { ...NOWHERE, meaning }
}

/** A script that the shell reads from its input: a heredoc, a file, what a download prints. */
function inputReach(flags: Flags, invocation: Invocation, tree: Tree): Reach | undefined {
  const { command, source } = invocation
  for (const { operator, target, heredoc } of command.node?.redirects ?? []) {
    if (heredoc !== undefined) {
      const text = command.script.text.slice(heredoc.start, heredoc.end)
      const place = sourceWithin(source, heredoc.start)
      return one({ text, source: place, key: `text:${text}`, ...flags, directory: folderIn(invocation) })
    }
    if (operator === '<' && target !== undefined) return fileReach(target, [], invocation, tree, flags)
    if (operator === '<<<' && target !== undefined) return textReach(target, [], flags, invocation)
  }
  const { reads } = command
  if (reads === undefined) return undefined
  const [program, ...given] = reads.words
  if (DOWNLOADERS.has(program?.text.toLowerCase() ?? '')) {
    return downloadReach(reads.words.map(({ text }) => text).join(' '))
  }
  const file = given.at(-1)
  if (program?.text === 'cat' && file !== undefined) return fileReach(file, [], invocation, tree, flags)
  return gap(`script printed by ${excerpt(reads.words.map(({ text }) => text).join(' '))}`, 'dynamic')
}

/** What `invoke-expression` runs. */
export const followInvokeExpression: Follower = (invocation, tree) =>
  inputReach({ failFast: false, pipefail: false }, invocation, tree) ??
  gap(excerpt(invocation.words.map(({ text }) => text).join(' ')), 'dynamic')

/** `ssh host <<EOF`: commands on another host. */
export const followHeredoc: Follower = (invocation) => {
  const heredoc = invocation.command.node?.redirects.find((each) => each.heredoc !== undefined)?.heredoc
  if (heredoc === undefined) return undefined
  const text = invocation.command.script.text.slice(heredoc.start, heredoc.end)
  const source = sourceWithin(invocation.source, heredoc.start)
  return one({ text, source, key: `text:${text}`, failFast: false, pipefail: false, directory: undefined })
}

/** `pwsh -File x.ps1`, `powershell -Command "…"`. */
export const followPowerShell: Follower = (invocation, tree) => {
  const lower = invocation.words.map((word) => ({ ...word, text: word.text.toLowerCase() }))
  const at = lower.findIndex(({ text }, index) => index > 0 && /^-(?:c|command|f|file|encodedcommand|ec)$/.test(text))
  const option = lower[at]?.text
  if (option?.startsWith('-e') === true) return gap('an encoded PowerShell command', 'dynamic')
  const operand = readOptions(lower, POWERSHELL_VALUES).operands[0]?.index
  const index = at > 0 ? at + 1 : operand
  const word = index === undefined ? undefined : invocation.words[index]
  if (index === undefined || word === undefined)
    return inputReach({ failFast: false, pipefail: false }, invocation, tree)
  if (option?.startsWith('-f') === true || (at < 0 && /\.ps1$/i.test(word.text))) {
    return fileReach(word, invocation.words.slice(index + 1), invocation, tree)
  }
  return restReach(invocation, index, 'powershell')
}

/** `cmd /c text`. */
export const followBatch: Follower = (invocation) => {
  const at = invocation.words.findIndex(({ text }) => /^\/[ck]$/i.test(text))
  if (at < 0 || at + 1 >= invocation.words.length) return undefined
  return restReach(invocation, at + 1, 'batch')
}

/** The words from `start` on as a script of their own. */
function restReach(invocation: Invocation, start: number, dialect: 'powershell' | 'batch'): Reach {
  const text = invocation.words
    .slice(start)
    .map((each) => each.text)
    .join(' ')
  const source = sourceAt(invocation.source, invocation.command.start)
  return one({
    text,
    source,
    key: `text:${text}`,
    dialect,
    failFast: false,
    pipefail: false,
    directory: folderIn(invocation),
  })
}

/** `source file` and `. file` that the shell's own run could not find. */
export const followSource: Follower = ({ words }) => {
  const file = words[1]
  if (file === undefined || setsEnvironment(file.text)) return { scripts: [], gaps: [], itself: false }
  if (file.text.startsWith('<(')) {
    // Completions and environment that a tool prints for the shell: definitions, not work.
    return { scripts: [], gaps: [] }
  }
  return gap(`sourced file ${file.text}`, file.literal ? 'missing' : 'dynamic')
}

/** A command that is a path of the tree: `./scripts/test.sh`, `"$ROOT/deploy.sh"`. */
export const followPath: Follower = (invocation, tree) => {
  const [word, ...positional] = invocation.words
  if (
    word === undefined ||
    (word.path === undefined && !/[/\\]/.test(word.text) && !/\.(?:cmd|bat|ps1)$/i.test(word.text))
  ) {
    return undefined
  }
  const path = treePath(word, invocation.directory)
  return path !== undefined && tree.has(path) ? fileReach(word, positional, invocation, tree) : undefined
}

/** Runs a file of the tree by its kind; a program in another language cannot be followed. */
export function fileReach(
  word: Argument,
  positional: readonly Argument[],
  invocation: Invocation,
  tree: Tree,
  flags?: Flags,
): Reach {
  if (invocation.where === 'host') return gap(`script ${word.text} on another host`, 'remote')
  const path = treePath(word, invocation.directory)
  if (path === undefined && word.text.includes(WORKFLOW_SCRIPTS)) return NOWHERE
  if (path === undefined) {
    const outside = word.literal && /^[/~]/.test(word.text)
    return gap(`script ${word.text}`, word.literal && !outside ? 'missing' : 'dynamic')
  }
  const text = tree.text(path)
  if (text === undefined) return gap(`script ${path}`, 'missing')
  const dialect = dialectOf(path, text, flags !== undefined)
  if (dialect === undefined) return gap(`program ${path}`, 'unknown-command')
  return one(fileScript(path, text, dialect, positional, invocation, tree, flags))
}

function fileScript(
  path: string,
  text: string,
  dialect: Dialect,
  positional: readonly Argument[],
  invocation: Invocation,
  tree: Tree,
  flags: Flags | undefined,
): Reached {
  const shebang = flags === undefined ? (SHEBANG_SHELL.exec(text)?.[1] ?? '') : ''
  const parsed = dialect === 'posix' ? tree.shell(path) : undefined
  return {
    text,
    source: fileSource(path, text),
    key: `${path} ${positional.map((each) => each.text).join(' ')}`,
    dialect,
    failFast: flags?.failFast ?? /\s-\w*e/.test(shebang),
    pipefail: flags?.pipefail ?? shebang.includes('pipefail'),
    directory: folderIn(invocation),
    positional,
    scriptFolder: folderOf(path),
    ...(parsed !== undefined && { parsed }),
  }
}

/** In what a file is written, by its first line, else its name. */
function dialectOf(path: string, text: string, byShell: boolean): Dialect | undefined {
  if (/\.ps1$/i.test(path)) return 'powershell'
  if (/\.(?:bat|cmd)$/i.test(path)) return 'batch'
  if (byShell || SHEBANG_SHELL.test(text)) return 'posix'
  if (SHEBANG.test(text)) return /^(?:pwsh|powershell)$/.test(SHEBANG.exec(text)?.[1] ?? '') ? 'powershell' : undefined
  return /\.(?:sh|bash|bats|zsh|ksh)$/.test(path) ? 'posix' : undefined
}

function folderIn({ directory, where }: Invocation): string | undefined {
  return where === 'host' ? undefined : directory
}

function one(script: Reached): Reach {
  return { scripts: [script], gaps: [] }
}

/** Programs that run a file of another language: their first operand is the file. */
const INTERPRETERS: ReadonlySet<string> = new Set(
  `python python2 python3 py pypy pypy3 node nodejs ts-node tsx ts-node-esm babel-node esno jiti vite-node zx bun deno ruby jruby perl php lua Rscript
  julia groovy kotlinc scala elixir swift dart tclsh`.split(/\s+/),
)

/** `python scripts/x.py`: a program of the tree, which only the lexicon could know. */
export function treeProgram({ program, words, directory }: Invocation, tree: Tree): string | undefined {
  if (!INTERPRETERS.has(program) && !/^python3\.\d+$/.test(program)) return undefined
  const { operands, values } = readOptions(words, new Set(['-W', '-X', '-r', '--require', '--import', '--loader']), 2)
  if (values.has('-m') || values.has('-c') || values.has('-e')) return undefined
  const [first, second] = operands.map(({ word }) => word)
  const file = first?.text === 'run' ? second : first
  const path = file === undefined ? undefined : treePath(file, directory)
  return path !== undefined && tree.has(path) ? path : undefined
}
