import {
  evaluateShell,
  parseShell,
  type Argument,
  type ShellCommand,
  type Start,
} from '../../../src/readers/shell/index.js'

/** Runs a script as GitHub's default shell does, unless told otherwise. */
export function commandsOf(text: string, start: Partial<Start> = {}): readonly ShellCommand[] {
  return evaluateShell(parseShell(text), { failFast: true, pipefail: false, directory: '', ...start }).commands
}

/** The words of each command; what is not literal in angle brackets. */
export function linesOf(text: string, start: Partial<Start> = {}): string[] {
  return commandsOf(text, start).map(lineOf)
}

export function lineOf({ words }: { readonly words: readonly Argument[] }): string {
  return words.map(({ text, literal }) => (literal ? text : `<${text}>`)).join(' ')
}

/** The construct that discards the failure of the first command whose line starts with `name`. */
export function ignored(text: string, name: string, start: Partial<Start> = {}): string | undefined {
  const command = commandsOf(text, start).find((each) => lineOf(each).startsWith(name))
  if (command === undefined) throw new Error(`the script does not run ${name}`)
  return command.ignoredFailure
}

/** What runs if that command fails. */
export function onFailure(text: string, name: string, start: Partial<Start> = {}): string[] {
  const command = commandsOf(text, start).find((each) => lineOf(each).startsWith(name))
  if (command === undefined) throw new Error(`the script does not run ${name}`)
  return command.onFailure.map(lineOf)
}

/** Arguments of a script, all literal. */
export function literals(...texts: string[]): Argument[] {
  return texts.map((text) => ({ text, literal: true }))
}
