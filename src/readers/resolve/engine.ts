import { classifyCommand, type CommandMeaning } from '../../lexicon/index.js'
import type { Because, Location } from '../../core/location.js'
import type { Command, Intent, Settings, ShellTest, Streams, Unresolved } from '../../models/index.js'
import {
  evaluateBatch,
  evaluatePowerShell,
  evaluateShell,
  parseShell,
  within,
  type Argument,
  type Evaluation,
  type ShellCommand,
  type ShellScript,
  type SourcedFile,
} from '../shell/index.js'
import { folderOf } from '../paths.js'
import { serviceFolder } from './compose-run.js'
import { followerOf, followNamedTask } from './followers.js'
import { withLiterals } from './known-env.js'
import { printedCommand, programOf, withoutToolScript, wordsFor } from './program.js'
import type { Gap, Invocation, Reach, Reached } from './reach.js'
import { followPath, treeProgram } from './script-files.js'
import { chained, excerpt, fileSource, linkTo, locationIn, type Source } from './source.js'
import { treePath, type Tree } from './tree.js'
import { unwrap } from './unwrap.js'
import { isUtility } from './utilities.js'
import { userMeaning } from './user-lexicon.js'

/** Files, targets and scripts through which one command is followed: docs/architecture.md, what resolving means. */
const MAX_DEPTH = 5
/** The same, with shell text in arguments counted. */
const MAX_ACTIVE = 12
/** Wrappers around one command. */
const MAX_WRAPPERS = 12
/** Texts that one script of a pipeline is followed through. */
const MAX_SCRIPTS = 1_000
/** Commands that one script of a pipeline is followed to. */
const MAX_COMMANDS = 2_000

/** What most commands have in front of them: one for all. */
const NO_ENV: ReadonlyMap<string, string> = new Map()

/** What holds for everything that a script runs. */
export interface Frame {
  /** The chain down to the script, without the script's own lines. */
  readonly because: readonly Because[]
  readonly depth: number
  /** Keys of the scripts around this one. */
  readonly active: readonly string[]
  readonly where: Invocation['where']
  readonly conditional: boolean
  /** Tests of the scripts around this one that hold whenever it runs. */
  readonly guards?: readonly ShellTest[]
  /** Environment variables whose values are known. */
  readonly env: ReadonlyMap<string, string>
  readonly ignoredFailure?: string
  readonly onFailure?: readonly Command[]
  readonly streams?: Streams
  /** See {@link Reached.meaning}. */
  readonly meaning?: CommandMeaning
}

/** A command between its script and what it resolves to. */
interface Subject {
  readonly command: ShellCommand
  readonly source: Source
  readonly at: Location
  readonly because: readonly Because[]
  readonly frame: Frame
  readonly onFailure: readonly Command[] | undefined
  /** What taking wrappers off has told so far. */
  words: readonly Argument[]
  directory: string | undefined
  where: Invocation['where']
  ignoredFailure: string | undefined
  /** The container's image, while the command in it is not known to be a program's own name. */
  image: { readonly name: string; readonly words: readonly Argument[]; readonly detached: boolean } | undefined
  readonly streams: Streams | undefined
  readonly env: Map<string, string>
}

/** Follows one script of a pipeline and collects what it comes to. */
export class Resolution {
  readonly commands: Command[] = []
  readonly intents: Intent[] = []
  readonly opaque: Unresolved[] = []
  readonly #tree: Tree
  readonly #settings: Settings
  readonly #unresolved = new Set<string>()
  #scripts = 0

  constructor(tree: Tree, settings: Settings) {
    this.#tree = tree
    this.#settings = settings
  }

  /** Runs a text and everything that its commands lead to. */
  run(reached: Reached, frame: Frame): void {
    const sources = new Map<ShellScript, Source>()
    const { commands, truncated } = this.#evaluate(reached, frame, sources)
    const results = new Map<ShellCommand, readonly Command[]>()
    const awaiting: { handlers: readonly ShellCommand[]; into: Command[] }[] = []
    for (const command of commands) {
      if (this.commands.length >= MAX_COMMANDS) break
      const into: Command[] = []
      if (command.onFailure.length > 0) awaiting.push({ handlers: command.onFailure, into })
      const from = this.commands.length
      this.#command(this.#subject(command, sources.get(command.script) ?? reached.source, frame, into))
      results.set(command, this.commands.slice(from))
    }
    for (const { handlers, into } of awaiting) {
      for (const handler of handlers) into.push(...(results.get(handler) ?? []))
    }
    if (truncated || this.commands.length >= MAX_COMMANDS) {
      const at = locationIn(reached.source, 0, 0)
      this.#leaveOpen({ what: 'more commands than are followed', reason: 'too-deep' }, at, frame.because)
    }
  }

  #evaluate(reached: Reached, frame: Frame, sources: Map<ShellScript, Source>): Evaluation {
    const { directory } = reached
    if (reached.dialect === 'powershell') {
      return evaluatePowerShell(reached.text, directory, { ...reached, read: (path) => this.#tree.text(path) })
    }
    if (reached.dialect === 'batch') return evaluateBatch(reached.text, directory)
    const script = reached.parsed ?? parseShell(reached.text, reached.known)
    return evaluateShell(script, {
      ...reached,
      variables: frame.env,
      source: (file, folder) => this.#sourced(file, folder, sources),
    })
  }

  #sourced(file: Argument, directory: string | undefined, sources: Map<ShellScript, Source>): SourcedFile | undefined {
    const path = treePath(file, directory)
    const text = path === undefined ? undefined : this.#tree.text(path)
    const script = path === undefined || text === undefined ? undefined : this.#tree.shell(path)
    if (path === undefined || text === undefined || script === undefined) return undefined
    sources.set(script, fileSource(path, text))
    return { script, folder: folderOf(path) }
  }

  #subject(command: ShellCommand, source: Source, frame: Frame, into: readonly Command[]): Subject {
    const at = locationIn(source, command.start, command.end)
    const written = excerpt(command.script.text.slice(command.start, command.end))
    return {
      command,
      source,
      at,
      because: chained(frame.because, linkTo(at, written)),
      frame,
      onFailure: command.onFailure.length > 0 ? into : frame.onFailure,
      words: command.words,
      directory: command.directory,
      where: frame.where,
      ignoredFailure: command.ignoredFailure ?? frame.ignoredFailure,
      image: undefined,
      streams: within(frame.streams, command.streams),
      env: new Map(command.env),
    }
  }

  #command(subject: Subject): void {
    for (let taken = 0; taken < MAX_WRAPPERS; taken += 1) {
      const meaning = userMeaning(this.#settings.lexicon, subject.words, subject.directory) ?? subject.frame.meaning
      if (meaning !== undefined) return this.#emit(subject, meaning)
      subject.words = withoutToolScript(subject.words)
      const program = programOf(subject.words[0])
      if (program !== undefined && this.#followTask(subject, program)) return
      const inner = program === undefined ? undefined : unwrap(program, subject.words, subject.directory)
      if (inner === undefined) {
        const instead = this.#follow(subject, program)
        if (instead === undefined) return
        subject.words = instead
        continue
      }
      for (const [name, value] of inner.env) subject.env.set(name, value)
      subject.ignoredFailure ??= inner.ignoredFailure
      if (inner.image !== undefined) {
        subject.image = { name: inner.image, words: subject.words, detached: inner.detached === true }
      }
      if (inner.folder !== undefined) subject.directory = treePath(inner.folder, subject.directory)
      if (inner.where !== undefined) {
        subject.where = subject.where === 'host' ? 'host' : inner.where
        subject.directory = inner.mounted ?? serviceFolder(subject.words, subject.directory, this.#tree)
      }
      if (inner.text === undefined) subject.words = inner.words
      else subject.words = [{ text: 'sh', literal: true }, { text: '-c', literal: true }, inner.text]
    }
    this.#emit(subject, undefined)
  }

  #followTask(subject: Subject, program: string): boolean {
    const invocation = invocationOf(subject, program)
    const reach = followNamedTask(invocation, this.#tree)
    if (reach !== undefined) this.#runReach(subject, reach, invocation)
    return reach !== undefined
  }

  /** Follows the command into the tree, else asks the lexicon. Returns the words that run instead, if that is all. */
  #follow(subject: Subject, program: string | undefined): readonly Argument[] | undefined {
    if (subject.words.length === 0) return undefined
    if (program === undefined) {
      const printed = printedCommand(subject.words[0])
      if (printed === undefined) this.#emitUnknown(subject, 'dynamic')
      return printed
    }
    const invocation = invocationOf(subject, program)
    const reach = followPath(invocation, this.#tree) ?? followerOf(program)?.(invocation, this.#tree)
    if (reach === undefined) {
      this.#classify(subject, invocation)
      return undefined
    }
    if (reach.instead !== undefined) return reach.instead
    this.#runReach(subject, reach, invocation)
    return undefined
  }

  #runReach(subject: Subject, reach: Reach, invocation: Invocation): void {
    if (reach.meaning !== undefined) return this.#push(subject, reach.meaning)
    const before = { opaque: this.opaque.length, intents: this.intents.length }
    if (reach.itself === true) this.#classify(subject, invocation)
    for (const script of reach.scripts) this.#runScript(script, subject)
    for (const each of reach.gaps) this.#leaveOpen(each, subject.at, subject.because)
    const followed = reach.scripts.length > 0 && this.opaque.length === before.opaque
    if (followed || reach.itself === true) return
    if (reach.scripts.length === 0 && reach.gaps.length === 0) return this.#push(subject, { intents: [] })
    // What the name of a script says counts where its text does not tell all.
    const meaning = classifyCommand(wordsFor(invocation), invocation.where === 'host')
    const found = new Set(this.intents.slice(before.intents).map(({ kind }) => kind))
    const more = (meaning?.intents ?? []).filter(({ kind }) => !found.has(kind))
    const silent = reach.scripts.length === 0
    if (silent || more.length > 0) this.#push(subject, { intents: more })
  }

  #runScript(script: Reached, subject: Subject): void {
    const { frame } = subject
    if (frame.active.includes(script.key)) return
    this.#scripts += 1
    if (this.#scripts > MAX_SCRIPTS) {
      return this.#leaveOpen(
        { what: 'more scripts than are followed', reason: 'too-deep' },
        subject.at,
        subject.because,
      )
    }
    if (frame.depth >= MAX_DEPTH || frame.active.length >= MAX_ACTIVE) {
      return this.#leaveOpen({ what: script.key, reason: 'too-deep' }, subject.at, subject.because)
    }
    const ignoredFailure = subject.ignoredFailure ?? script.ignoredFailure
    this.run(script, {
      because: [...subject.because, ...(script.via ?? [])],
      // Text in quotes is still the same place.
      depth: script.key.startsWith('text:') ? frame.depth : frame.depth + 1,
      active: [...frame.active, script.key],
      where: subject.where,
      env: subject.where === 'tree' ? withLiterals(frame.env, subject.env) : new Map(),
      conditional: frame.conditional || subject.command.conditional || script.conditional === true,
      guards: guardsOf(subject),
      ...(ignoredFailure !== undefined && { ignoredFailure }),
      ...(subject.onFailure !== undefined && { onFailure: subject.onFailure }),
      ...(subject.streams !== undefined && { streams: subject.streams }),
      ...(script.meaning !== undefined && { meaning: script.meaning }),
    })
  }

  #classify(subject: Subject, invocation: Invocation): void {
    const meaning = classifyCommand(wordsFor(invocation), invocation.where === 'host')
    const program = treeProgram(invocation, this.#tree)
    if (meaning?.intents.length === 0 && meaning.opaque !== undefined && program !== undefined) {
      this.#push(subject, { intents: [] })
      return this.#leaveOpen({ what: `program ${program}`, reason: 'unknown-command' }, subject.at, subject.because)
    }
    if (meaning !== undefined || isUtility(invocation.program)) return this.#emit(subject, meaning)
    this.#emitUnknown(subject, 'unknown-command')
  }

  /** A lone unknown word in a substitution is a value that the host puts in (`$(imageTag)`) more often than a program. */
  #emitUnknown(subject: Subject, reason: Gap['reason']): void {
    const { image } = subject
    if (image !== undefined && subject.where === 'container') {
      // What stands behind an image may be arguments of the program that the image starts.
      subject.words = image.words
      this.#push(subject, { intents: [] })
      if (!image.detached) this.#leaveOpen({ what: `image ${image.name}`, reason }, subject.at, subject.because)
      return
    }
    const [first] = subject.words
    this.#push(subject, { intents: [] })
    if (subject.command.substituted && subject.words.length === 1) return
    const name = (first?.literal === false ? programOf(first) : undefined) ?? first?.text.slice(0, 80) ?? ''
    const path = /^[^@].*[/\\]/.test(name) && reason === 'unknown-command'
    const what = path ? `script ${name}` : `command ${name}`
    const absent = subject.where === 'host' ? 'remote' : 'missing'
    this.#leaveOpen({ what, reason: path ? absent : reason }, subject.at, subject.because)
  }

  #emit(subject: Subject, meaning: CommandMeaning | undefined): void {
    this.#push(subject, meaning ?? { intents: [] })
    if (meaning?.opaque === undefined) return
    const what = `${excerpt(subject.words.map(({ text }) => text).join(' '))} (${meaning.opaque})`
    this.#leaveOpen({ what, reason: 'unknown-command' }, subject.at, subject.because)
  }

  #push(subject: Subject, { intents }: Pick<CommandMeaning, 'intents'>): void {
    const { at, because, ignoredFailure, onFailure, streams } = subject
    const guards = guardsOf(subject)
    const command: Command = {
      argv: subject.words.map(({ text, literal }) => ({ text, literal })),
      env: subject.env.size === 0 ? NO_ENV : subject.env,
      conditional: subject.command.conditional || subject.frame.conditional,
      ...(guards.length > 0 && { guards }),
      directory: subject.directory,
      at,
      because,
      ...(ignoredFailure !== undefined && { ignoredFailure }),
      ...(onFailure !== undefined && { onFailure }),
      ...(subject.command.substituted && { captured: true }),
      ...(streams !== undefined && { streams }),
      ...(subject.where === 'host' && { remote: true }),
    }
    this.commands.push(command)
    for (const { kind, tool, covers } of intents) this.intents.push({ kind, tool, covers, command, at, because })
  }

  #leaveOpen({ what, reason }: Gap, at: Location, because: readonly Because[]): void {
    const key = `${what}\0${at.file}\0${at.line}`
    if (this.#unresolved.has(key)) return
    this.#unresolved.add(key)
    this.opaque.push({ what, reason, at, because })
  }
}

/** The tests of its own script and of those around it. */
function guardsOf({ command, frame }: Subject): readonly ShellTest[] {
  if (command.guards === undefined) return frame.guards ?? []
  return frame.guards === undefined ? command.guards : [...frame.guards, ...command.guards]
}

function invocationOf(subject: Subject, program: string): Invocation {
  const { words, directory, where, command, source } = subject
  return { words, program, directory, where, command, source, env: withLiterals(subject.frame.env, subject.env) }
}
