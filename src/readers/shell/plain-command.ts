import type { ShellScript } from './ast.js'
import type { Argument, ShellCommand } from './command.js'
import { pathFrom } from './paths.js'
import { MAX_PIPED } from './streams.js'

/** The script object of a language that is not parsed into a tree. */
export function plainScript(text: string): ShellScript {
  const notes = { statusReads: [], lastRead: new Map(), changedInLoop: new Set<string>(), lastWait: -1 }
  return { text, body: { statements: [] }, notes }
}

const MAX_COMMANDS = 2_000

type Draft = { -readonly [K in keyof ShellCommand]: ShellCommand[K] }

/** Collects the commands of a script that is read line by line: the folder is tracked, failures are not judged. */
export class PlainCommands {
  readonly commands: Draft[] = []
  directory: string | undefined
  readonly #script: ShellScript
  readonly #pushed: (string | undefined)[] = []

  constructor(script: ShellScript, directory: string | undefined) {
    this.#script = script
    this.directory = directory
  }

  get truncated(): boolean {
    return this.commands.length >= MAX_COMMANDS
  }

  add(words: readonly Argument[], conditional: boolean, start: number, end: number, reads?: Draft): void {
    if (words.length === 0 || this.truncated) return
    if (reads !== undefined) this.#pipe(reads, words)
    this.commands.push({
      words,
      env: new Map(),
      directory: this.directory,
      conditional,
      onFailure: [],
      substituted: false,
      script: this.#script,
      start,
      end,
      ...(reads !== undefined && { reads }),
    })
    this.#track(words)
  }

  /** Tells what stands on the left of a pipe that this stands on its right. */
  #pipe(reads: Draft, words: readonly Argument[]): void {
    const right = words.map(({ text }) => text)
    for (
      let left: Draft | undefined = reads, seen = 0;
      left !== undefined && seen < MAX_PIPED;
      left = left.reads, seen++
    ) {
      left.streams = { ...left.streams, pipedInto: [...(left.streams?.pipedInto ?? []), right] }
    }
  }

  #track([name, ...rest]: readonly Argument[]): void {
    const target = rest.find(({ text }) => !/^(?:\/d|-(?:Lite|P)\w*)$/i.test(text))
    switch (name?.text.toLowerCase()) {
      case 'pushd':
      case 'push-location':
        this.#pushed.push(this.directory)
        this.#enter(target)
        break
      case 'cd':
      case 'chdir':
      case 'sl':
      case 'set-location':
        this.#enter(target)
        break
      case 'popd':
      case 'pop-location':
        this.directory = this.#pushed.pop()
        break
    }
  }

  #enter(target: Argument | undefined): void {
    this.directory = target?.literal === true ? pathFrom(this.directory, target.text.replaceAll('\\', '/')) : undefined
  }
}
