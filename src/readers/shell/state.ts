import type { ShellTest, Streams } from '../../models/index.js'
import type { ShellScript } from './ast.js'
import type { ShellCommand } from './command.js'
import type { Fate } from './fate.js'
import type { Guards } from './guards.js'
import { Scope } from './scope.js'

/** A command before it is known what its failure leads to. */
export type Draft = { -readonly [K in keyof ShellCommand]: ShellCommand[K] } & { readonly fate: Fate }

interface Folders {
  readonly folder: string | undefined
  readonly below: Folders | undefined
}

/** What one shell process has set. */
export interface Shell {
  readonly scope: Scope
  directory: string | undefined
  /** For `cd -`. */
  previous: string | undefined
  /** For `popd`. */
  pushed: Folders | undefined
  errexit: boolean
  /** True after `set +e`. */
  errexitOff: boolean
  pipefail: boolean
  /** What `trap … ERR` runs. */
  onError: Draft[] | undefined
  /** The handler of `trap … EXIT` and where it was set. */
  onExit: { readonly text: string; readonly place: Place } | undefined
  /** True once a condition may have ended the script, or the function or loop, without a failure. */
  mayHaveEnded: boolean
  mayHaveReturned: boolean
  /** Tests without which the script would have ended by now. */
  survived: readonly ShellTest[]
}

/** How a list ended before its last statement, if it did. */
export type End = 'exit' | 'return' | undefined

/** Where commands count as written whose text stands inside a word. */
export interface Place {
  readonly script: ShellScript
  readonly start: number
  readonly end: number
}

/** How a node is run. */
export interface Context {
  readonly script: ShellScript
  /** What becomes of the node's status … */
  readonly fate: Fate
  /** … of the shell's, if it exits … */
  readonly exit: Fate
  /** … and of the function's, if it returns. */
  readonly returns: Fate
  /** True where `set -e` has no effect: left of `&&` and `||`, in conditions, behind `!`. */
  readonly suspended: boolean
  readonly conditional: boolean
  /** Tests that hold here, and whether the node hangs on anything else. */
  readonly guards: Guards
  /** False where an assignment may not happen, or not only once. */
  readonly settled: boolean
  readonly substituted: boolean
  /** Functions, traps and sourced files around the node. */
  readonly depth: number
  /** True for text that may run more often than it is written. */
  readonly repeated: boolean
  /** True inside `case` and loops, which choose among arguments more often than they decide whether a script goes on. */
  readonly choosing: boolean
  readonly place?: Place
  /** Where output goes, by what stands around the node. */
  readonly streams?: Streams | undefined
}

/** The fate of a command that fails here: with `set -e` in force the shell ends. */
export function fateHere(context: Context, shell: Shell): Fate {
  return shell.errexit && !context.suspended ? context.exit : context.fate
}

/** The state that a subshell starts with. */
export function fork(shell: Shell): Shell {
  return { ...shell, scope: new Scope(shell.scope), onExit: undefined }
}
