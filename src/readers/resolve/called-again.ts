import type { Because } from '../../core/location.js'
import { oncePer } from '../../core/once.js'
import type { Command, Intent, Unresolved } from '../../models/index.js'
import type { Script, Understood } from './types.js'

/** Scripts that are kept. Beyond it those of the actions that nobody calls any more go, with all others. */
const MOST_KEPT = 5_000

interface Kept {
  readonly understood: Understood
  /** The way that led to the script when it was read. */
  readonly way: readonly Because[]
}

/**
 * Reads a script with {@link Script.same} once, however many pipelines lead to it: what it does stays the same, and the
 * way there is put in front of the chains of what it holds.
 */
export function readingOnce(read: (script: Script) => Understood): (script: Script) => Understood {
  const kept = new Map<string, Kept | undefined>()
  return (script) => {
    if (script.same === undefined) return read(script)
    const way = wayTo(script)
    const before = kept.get(script.same)
    if (before !== undefined) return onAnotherWay(before, way)
    const understood = read(script)
    if (kept.size >= MOST_KEPT) kept.clear()
    if (startsWith(understood, way)) kept.set(script.same, { understood, way })
    return understood
  }
}

/** The chain up to the script: its last link is a line of the script itself. */
function wayTo({ because, file }: Script): readonly Because[] {
  return because.at(-1)?.file === file ? because.slice(0, -1) : because
}

/** Whether every chain goes on from where the way ends. */
function startsWith({ commands, intents, opaque }: Understood, way: readonly Because[]): boolean {
  return [commands, intents, opaque].every((all) =>
    all.every(({ because }) => way.every((link, index) => because[index] === link)),
  )
}

function onAnotherWay({ understood, way }: Kept, other: readonly Because[]): Understood {
  const chainOf = oncePer((because: readonly Because[]) => [...other, ...because.slice(way.length)])
  const commands = new CommandsElsewhere(chainOf)
  return {
    commands: understood.commands.map((command) => commands.of(command)),
    intents: understood.intents.map((intent): Intent => ({
      ...intent,
      because: chainOf(intent.because),
      ...(intent.command !== undefined && { command: commands.of(intent.command) }),
    })),
    opaque: understood.opaque.map((each): Unresolved => ({ ...each, because: chainOf(each.because) })),
  }
}

/** Commands with other chains, which name one another as before: what runs if one fails is among them. */
class CommandsElsewhere {
  readonly #chainOf: (because: readonly Because[]) => readonly Because[]
  readonly #commands = new Map<Command, Command>()
  readonly #handlers = new Map<readonly Command[], Command[]>()

  constructor(chainOf: (because: readonly Because[]) => readonly Because[]) {
    this.#chainOf = chainOf
  }

  of(command: Command): Command {
    const { onFailure, because } = command
    const handlers = onFailure && this.#handlersOf(onFailure)
    // What handles the failure of a command may fail itself and lead back to it.
    const known = this.#commands.get(command)
    if (known !== undefined) return known
    const moved: Command = {
      ...command,
      because: this.#chainOf(because),
      ...(handlers !== undefined && { onFailure: handlers }),
    }
    this.#commands.set(command, moved)
    return moved
  }

  #handlersOf(handlers: readonly Command[]): readonly Command[] {
    const known = this.#handlers.get(handlers)
    if (known !== undefined) return known
    const moved: Command[] = []
    this.#handlers.set(handlers, moved)
    for (const each of handlers) moved.push(this.of(each))
    return moved
  }
}
