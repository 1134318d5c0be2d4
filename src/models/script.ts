import type { Located, Location } from '../core/location.js'

/** Why a failure is lost where nothing at all is done about it ({@link Command.ignoredFailure}). */
export const GOES_ON = 'the script goes on after a failure'

/** A shell or PowerShell script of the tree, read by itself: as if somebody started it without options. */
export interface ScriptFile {
  readonly file: string
  readonly language: 'shell' | 'powershell'
  readonly lines: number
  /** Whether it defines functions. */
  readonly hasFunctions: boolean
  /** Whether another script of the tree takes it in, or it is made for that: what it does then hangs on who does so. */
  readonly sourced: boolean
  /** Whether it asks somebody while it runs. */
  readonly asks: boolean
  /** Whether it says what happens after an error; of a shell's commands {@link ScriptWork.goesOn} says so one by one. */
  readonly handlesErrors: boolean
  /** What it does, in order: without commands that only look, talk, wait or clean up. */
  readonly work: readonly ScriptWork[]
  /** Removals of whole folders whose path begins with a variable that may not be set; the value is its name. */
  readonly unsetRemovals: readonly Located<string>[]
}

/** A command of a script that does something. */
export interface ScriptWork {
  /** The program, and what it is told to do: `npm install`. */
  readonly name: string
  /** Whether the script goes on if it fails. */
  readonly goesOn: boolean
  /** Whether it runs only if a condition in the script holds. */
  readonly conditional: boolean
  readonly at: Location
}
