import type { ShellScript } from './ast.js'
import type { Argument, ShellCommand } from './command.js'
import { pathFrom } from './paths.js'

/** The script object of a language that is not parsed into a tree. */
export function plainScript(text: string): ShellScript {
  const notes = { statusReads: [], lastRead: new Map(), changedInLoop: new Set<string>(), lastWait: -1 }
  return { text, body: { statements: [] }, notes }
}

const MAX_COMMANDS = 2_000

/** Collects the commands of a script that is read line by line: the folder is tracked, failures are not judged. */
export class PlainCommands {
  readonly commands: ShellCommand[] = []
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

  add(words: readonly Argument[], conditional: boolean, start: number, end: number, reads?: ShellCommand): void {
    if (words.length === 0 || this.truncated) return
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
