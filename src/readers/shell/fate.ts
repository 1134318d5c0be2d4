import type { If, ScriptNotes, SimpleCommand, Statement } from './ast.js'
import { GOES_ON } from '../../models/script.js'
import { isReadAfter, readsStatus } from './handlers.js'
import type { Draft, Shell } from './state.js'

/** What becomes of the exit status of a command. Without `ignored` a failure reaches the script's own status. */
export interface Fate {
  /** The construct that discards it. */
  readonly ignored?: string
  /** True if the script itself looks at it. */
  readonly read?: boolean
  /** What runs if it is a failure; filled in when those commands are reached. */
  readonly handlers: Draft[]
}

export const COUNTS: Fate = { handlers: [] }

export function ignoredBy(construct: string): Fate {
  return { ignored: construct, handlers: [] }
}

/** The lone simple command that a statement consists of, or undefined. */
export function loneCommand(statement: Statement | undefined): SimpleCommand | undefined {
  const [part, ...more] = statement?.parts ?? []
  const [command, ...piped] = part?.pipeline.commands ?? []
  return more.length === 0 && piped.length === 0 && command?.kind === 'simple' ? command : undefined
}

/** The variable into which the statement puts the status of the command before it (`rc=$?`), or undefined. */
export function statusVariable(statement: Statement | undefined): string | undefined {
  const command = loneCommand(statement)
  const words = [...(command?.assignments ?? []), ...(command?.words ?? []).slice(0, 4)]
  const word = words.find(({ text, equals }) => equals >= 0 && /^\+?=\$(?:\?|\{\?\})$/.test(text.slice(equals)))
  return word?.text.slice(0, word.equals)
}

/** Whether the statement passes on or looks at the status of the command before it. */
export function readsStatusBefore(statement: Statement | undefined, notes: ScriptNotes): boolean {
  if (statement === undefined) return false
  const command = loneCommand(statement)
  const name = command?.words[0]?.text
  if ((name === 'exit' || name === 'return') && command?.words.length === 1) return true
  const variable = statusVariable(statement)
  if (variable !== undefined) return isReadAfter(variable, notes, statement.end)
  return readsStatus(notes, statement.start, statement.end)
}

/** Which branch of an `if` behind a command runs when the command failed: `if [ $? -ne 0 ]`. */
export function failureBranch(text: string, node: If, variable: string | undefined): 'then' | 'else' | undefined {
  const first = node.branches[0]?.condition.statements
  if (first?.length !== 1 || first[0] === undefined) return undefined
  const condition = text.slice(first[0].start, Math.min(first[0].end, first[0].start + 200))
  if (!condition.includes('$?') && (variable === undefined || !condition.includes(`$${variable}`))) return undefined
  if (/(?:-ne|!=|-gt|>)\s*["']?0/.test(condition)) return 'then'
  return /(?:-eq|=)\s*["']?0/.test(condition) ? 'else' : undefined
}

/** Why the failure of a statement that is not the last one is lost, if the shell does not stop at it. */
export function lostBefore(next: Statement | undefined, shell: Shell, suspended: boolean): string {
  if (shell.errexit) {
    return suspended ? 'set -e has no effect in a command whose status is tested' : '&& before the last command'
  }
  if (shell.errexitOff) return 'set +e'
  const [name, status] = loneCommand(next)?.words ?? []
  if (name?.text === 'true' || name?.text === ':') return `; ${name.text}`
  if (name?.text === 'exit' && status?.text === '0') return '; exit 0'
  return GOES_ON
}
