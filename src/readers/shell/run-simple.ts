import type { List, Node, ShellScript, ShellWord, SimpleCommand } from './ast.js'
import { changeState } from './builtins.js'
import type { Argument } from './command.js'
import { assignedValue, expandWord, type Surroundings } from './expand.js'
import { ignoredBy, type Fate } from './fate.js'
import { unguarded } from './guards.js'
import { isReadAfter } from './handlers.js'
import { parseShell } from './parser.js'
import type { DefinedFunction } from './scope.js'
import { fateHere, type Context, type Draft, type End, type Place, type Shell } from './state.js'

/** Calls of functions, traps, `eval` and sourced files within each other. */
const MAX_DEPTH = 8

/** A file that `source` reads. */
export interface SourcedFile {
  readonly script: ShellScript
  /** The folder it lies in. */
  readonly folder: string
}

/** What the run of a simple command needs of the evaluator. */
export interface Host {
  readonly drafts: readonly Draft[]
  /** Names of the functions that are being run. */
  readonly functions: Set<string>
  scriptFolder: string | undefined
  /** Finds the file that `source` names, seen from `directory`; undefined if the tree does not hold it. */
  readonly source: (file: Argument, directory: string | undefined) => SourcedFile | undefined
  emit(draft: Draft): void
  list(list: List, context: Context, shell: Shell): End
  node(node: Node, context: Context, shell: Shell): End
  substitution(list: List, fate: Fate, context: Context, shell: Shell): void
  surroundings(context: Context, shell: Shell): Surroundings
}

/** Runs a simple command: what its words substitute first, then a function of that name, else the command itself. */
export function runSimple(
  host: Host,
  node: SimpleCommand,
  context: Context,
  shell: Shell,
  reads: Draft | undefined,
): End {
  runSubstitutions(host, node, context, shell)
  const around = host.surroundings(context, shell)
  const words = node.words.flatMap((word) => expandWord(word, around))
  const [name] = words
  if (name === undefined) {
    assign(node.assignments, context, shell, around)
    return undefined
  }
  const called = name.literal ? shell.scope.function(name.text) : undefined
  if (called !== undefined) return callFunction(host, called, words, context, shell)
  if (name.literal && runInPlace(host, words, node, context, shell)) return undefined
  host.emit(draftOf(node, words, context, shell, reads))
  assign(node.words.slice(1), context, shell, around)
  return changeState(words, context, shell)
}

function draftOf(
  node: SimpleCommand,
  words: readonly Argument[],
  context: Context,
  shell: Shell,
  reads: Draft | undefined,
): Draft {
  const { place = { script: context.script, start: node.start, end: node.end } } = context
  const { handlers, ...fate } = fateOf(words[0], context, shell)
  const guards = [...context.guards.tests, ...shell.survived]
  return {
    words,
    env: new Map(node.assignments.map(({ text, equals }) => [text.slice(0, equals), valueText(text, equals)])),
    directory: shell.directory,
    conditional: context.conditional || shell.mayHaveEnded || shell.mayHaveReturned,
    ...(guards.length > 0 && { guards }),
    onFailure: handlers,
    substituted: context.substituted,
    ...place,
    fate: { ...fate, handlers: handlers.length > 0 ? handlers : (shell.onError ?? handlers) },
    ...(reads !== undefined && { reads }),
    ...(context.streams !== undefined && { streams: context.streams }),
    ...(context.place === undefined && { node }),
  }
}

/** A status that `exit` or `return` gives is that of the shell or the function, not one that a later command replaces. */
function fateOf(name: Argument | undefined, context: Context, shell: Shell): Fate {
  if (name?.text === 'exit') return context.exit
  return name?.text === 'return' ? context.returns : fateHere(context, shell)
}

function valueText(text: string, equals: number): string {
  return text.slice(text.indexOf('=', equals) + 1)
}

/**
 * The last substitution of a lone assignment gives its status on, and what it prints is used where the variable is read;
 * what a test compares is looked at as well. Any other status is lost.
 */
function runSubstitutions(host: Host, node: SimpleCommand, context: Context, shell: Shell): void {
  const words = [...node.assignments, ...node.words]
  const lists = words.flatMap((word) => word.substitutions)
  const targets = node.redirects.flatMap(({ target }) => target?.substitutions ?? [])
  const name = node.words[0]?.text
  const compared = name !== undefined && ['[', '[[', 'test', '(('].includes(name)
  const lost = compared ? READ : ignoredBy(`$(…) in ${name?.slice(0, 40) ?? 'an assignment'}`)
  for (const [index, each] of lists.entries()) {
    const passedOn = name === undefined && index === lists.length - 1
    host.substitution(each, passedOn ? assignedFate(node, context, shell) : lost, context, shell)
  }
  for (const each of targets) host.substitution(each, lost, context, shell)
}

const READ: Fate = { read: true, handlers: [] }

function assignedFate({ assignments, end }: SimpleCommand, context: Context, shell: Shell): Fate {
  const fate = fateHere(context, shell)
  const { notes } = context.script
  const used = assignments.some(({ text, equals }) => isReadAfter(text.slice(0, equals), notes, end))
  return fate.ignored !== undefined && used ? READ : fate
}

function assign(words: readonly ShellWord[], context: Context, shell: Shell, around: Surroundings): void {
  for (const word of words) {
    if (word.equals < 0) continue
    const appended = word.text[word.equals] === '+'
    const value = context.settled && !appended ? assignedValue(word, around) : undefined
    shell.scope.assign(word.text.slice(0, word.equals), value)
  }
}

function callFunction(
  host: Host,
  { definition, script }: DefinedFunction,
  words: readonly Argument[],
  context: Context,
  shell: Shell,
): End {
  if (context.depth >= MAX_DEPTH || host.functions.has(definition.name)) return undefined
  const { positional } = shell.scope
  const { mayHaveReturned } = shell
  shell.scope.positional = words.slice(1)
  host.functions.add(definition.name)
  // A call is a simple command: `set -e` looks at its status even where it overlooked the part of the body that failed.
  const fate = fateHere(context, shell)
  const inner = { ...context, script, fate, returns: fate, depth: context.depth + 1, repeated: true }
  const ended = host.node(definition.body, inner, shell)
  host.functions.delete(definition.name)
  shell.scope.positional = positional
  shell.mayHaveReturned = mayHaveReturned
  return ended === 'exit' ? 'exit' : undefined
}

type PlacedContext = Context & { readonly place: Place }

function placed(node: SimpleCommand, context: Context): PlacedContext {
  return { ...context, place: context.place ?? { script: context.script, start: node.start, end: node.end } }
}

/** Runs what `source`, `eval` and `trap … ERR` name; false if it cannot be told, and for every other command. */
function runInPlace(
  host: Host,
  words: readonly Argument[],
  node: SimpleCommand,
  context: Context,
  shell: Shell,
): boolean {
  if (context.depth >= MAX_DEPTH) return false
  switch (words[0]?.text) {
    case 'source':
    case '.':
      return runSourced(host, words, context, shell)
    case 'eval':
      return runEval(host, words, placed(node, context), shell)
    case 'trap':
      setTrap(host, words, placed(node, context), shell)
      return true
    default:
      return false
  }
}

function runSourced(host: Host, words: readonly Argument[], context: Context, shell: Shell): boolean {
  const [, file, ...rest] = words
  const found = file === undefined ? undefined : host.source(file, shell.directory)
  if (found === undefined) return false
  const { scriptFolder } = host
  const { positional } = shell.scope
  if (rest.length > 0) shell.scope.positional = rest
  host.scriptFolder = found.folder
  const fate = fateHere(context, shell)
  const inner = { ...context, script: found.script, fate, depth: context.depth + 1, repeated: true }
  host.list(found.script.body, inner, shell)
  host.scriptFolder = scriptFolder
  shell.scope.positional = positional
  return true
}

function runEval(host: Host, words: readonly Argument[], context: PlacedContext, shell: Shell): boolean {
  const given = words.slice(1)
  if (given.length === 0 || given.some(({ literal }) => !literal)) return false
  runText(host, given.map((word) => word.text).join(' '), context, shell)
  return true
}

/** `trap handler signals`: what runs on ERR is listed here, as it may run from here on; on EXIT, at the end. */
function setTrap(host: Host, words: readonly Argument[], context: PlacedContext, shell: Shell): void {
  const [, handler, ...signals] = words
  if (handler === undefined || signals.length === 0) return
  const names = signals.map(({ text }) => text.toUpperCase())
  const { place } = context
  if (names.includes('EXIT') || names.includes('0')) {
    shell.onExit = handler.text === '-' || !handler.literal ? undefined : { text: handler.text, place }
  }
  if (!names.includes('ERR')) return
  shell.onError = undefined
  if (handler.text === '-' || handler.text === '' || !handler.literal) return
  const from = host.drafts.length
  runText(
    host,
    handler.text,
    { ...context, conditional: true, guards: unguarded(context.guards), settled: false },
    shell,
  )
  shell.onError = host.drafts.slice(from)
}

/** Runs commands whose text stands in a word: they count as written where the word is. */
export function runText(host: Host, text: string, context: Context, shell: Shell): void {
  const script = parseShell(text)
  const fate = fateHere(context, shell)
  host.list(script.body, { ...context, script, fate, depth: context.depth + 1, repeated: true }, shell)
}
