import type { ShellTest, Streams } from '../../models/index.js'
import type { ShellScript, SimpleCommand } from './ast.js'

/** One word of a command that runs, variables replaced where their value is known. */
export interface Argument {
  readonly text: string
  readonly literal: boolean
  /** The repository path that the word stands for, where only the shell's own position makes it a path (`$ROOT/x`). */
  readonly path?: string
  /** For a lone `${name:-text}`: the text. */
  readonly fallback?: string
  /** Where the word stands in the script's text, if its text stands there unchanged: for scripts within scripts. */
  readonly offset?: number
}

/** One simple command that a script runs. */
export interface ShellCommand {
  readonly words: readonly Argument[]
  readonly env: ReadonlyMap<string, string>
  /** The folder it runs in, or undefined if that cannot be told. */
  readonly directory: string | undefined
  readonly conditional: boolean
  /** Tests of variables that hold whenever it runs. */
  readonly guards?: readonly ShellTest[]
  /** The construct that discards its failure, for a person. */
  readonly ignoredFailure?: string
  /** What runs if it fails, when that is more than talking. */
  readonly onFailure: readonly ShellCommand[]
  /** The command whose output it reads through a pipe. */
  readonly reads?: ShellCommand
  /** Where its output and its status go, if not to the log and the script. */
  readonly streams?: Streams
  /** Inside `$(…)` or backticks: it makes a value. */
  readonly substituted: boolean
  /** Where it is written. */
  readonly script: ShellScript
  readonly start: number
  readonly end: number
  /** As written, for redirections and heredocs. */
  readonly node?: SimpleCommand
}
