import type { ShellScript } from './ast.js'
import type { Argument, ShellCommand } from './command.js'
import { Evaluator } from './evaluator.js'
import { COUNTS } from './fate.js'
import { NO_GUARDS } from './guards.js'
import { runText, type SourcedFile } from './run-simple.js'
import { Scope } from './scope.js'
import type { Context, Draft, Shell } from './state.js'

/** How a script is started. */
export interface Start {
  /** Whether `set -e` is in force from the start. */
  readonly failFast: boolean
  readonly pipefail: boolean
  /** Relative to the root, or undefined if it cannot be told. */
  readonly directory: string | undefined
  /** Environment variables whose values are known. */
  readonly variables?: ReadonlyMap<string, string>
  /** The folder of the file that holds the script, for `$(dirname "$0")`. */
  readonly scriptFolder?: string
  /** The script's arguments; undefined if they are not known. */
  readonly positional?: readonly Argument[]
  /** Finds the file that `source` names; without, no file is found. */
  readonly source?: (file: Argument, directory: string | undefined) => SourcedFile | undefined
}

/** What a script runs. */
export interface Evaluation {
  /** Every simple command in the order of execution, those that run conditionally included. */
  readonly commands: readonly ShellCommand[]
  /** True if there were too many. */
  readonly truncated: boolean
}

/** Commands that end a script or say nothing about what is done on failure. */
const ENDINGS: ReadonlySet<string> = new Set(['exit', 'return', 'true', 'false', ':', 'continue', 'break'])

/**
 * The simple commands that a parsed script runs: functions followed where they are called, both sides of every
 * condition, the folder tracked through `cd`, and for each command what becomes of its failure.
 * Source for the rules of `set -e` and `pipefail`: Bash manual, The Set Builtin and Pipelines.
 */
export function evaluateShell(script: ShellScript, start: Start): Evaluation {
  const evaluator = new Evaluator(start.source ?? (() => undefined), start.scriptFolder)
  const shell = firstShell(start)
  const context: Context = {
    script,
    fate: COUNTS,
    exit: COUNTS,
    returns: COUNTS,
    suspended: false,
    conditional: false,
    guards: NO_GUARDS,
    settled: true,
    substituted: false,
    depth: 0,
    repeated: false,
    choosing: false,
  }
  evaluator.list(script.body, context, shell)
  if (shell.onExit !== undefined) {
    shell.mayHaveEnded = false
    shell.survived = []
    runText(evaluator, shell.onExit.text, { ...context, place: shell.onExit.place }, shell)
  }
  const certain = script.defect === undefined
  return {
    commands: evaluator.drafts.map((draft) => settle(draft, certain)),
    truncated: evaluator.truncated || script.cut === true,
  }
}

function firstShell(start: Start): Shell {
  const scope = new Scope()
  scope.positional = start.positional
  for (const [name, text] of start.variables ?? []) scope.assign(name, { text })
  return {
    scope,
    directory: start.directory,
    previous: undefined,
    pushed: undefined,
    errexit: start.failFast,
    errexitOff: false,
    pipefail: start.pipefail,
    onError: undefined,
    onExit: undefined,
    mayHaveEnded: false,
    mayHaveReturned: false,
    survived: [],
  }
}

/** Commands that do not fail, or whose failure is their answer: nothing is lost with it. */
const UNFAILING: ReadonlySet<string> = new Set([
  ...ENDINGS,
  'echo',
  'printf',
  'set',
  'shift',
  'shopt',
  '[',
  '[[',
  '((',
  'test',
])

/** Writes what is known of the failure into the draft, which thereby is the command. */
function settle(draft: Draft, certain: boolean): ShellCommand {
  const { fate } = draft
  // In text that is not shell syntax the structure around a command cannot be trusted.
  const fails = !UNFAILING.has(draft.words[0]?.text ?? '')
  if (fate.ignored !== undefined && certain && fails) draft.ignoredFailure = fate.ignored
  draft.onFailure = fate.handlers.filter(({ words }) => !ENDINGS.has(words[0]?.text ?? ''))
  return draft
}
