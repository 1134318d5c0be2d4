import type { Word } from './command.js'

/** A variable of infrastructure code that somebody gives a value, as both are written. */
export interface HandedVariable {
  readonly name: string
  readonly value: string
}

const IN_ENVIRONMENT = 'TF_VAR_'

/** The variables in the words of a command: `-var name=value`, `-var=name=value` (Terraform docs: Input variables). */
export function variablesInWords(argv: readonly Word[]): HandedVariable[] {
  return argv.flatMap(({ text }, index) => {
    if (/^--?var$/.test(text)) return pair(argv[index + 1]?.text ?? '')
    return /^--?var=/.test(text) ? pair(text.slice(text.indexOf('=') + 1)) : []
  })
}

/** The variable that one of the environment gives a value: `TF_VAR_name`. Undefined if it gives none. */
export function variableInEnvironment(name: string, value: string): HandedVariable | undefined {
  return name.startsWith(IN_ENVIRONMENT) ? { name: name.slice(IN_ENVIRONMENT.length), value } : undefined
}

function pair(text: string): HandedVariable[] {
  const equals = text.indexOf('=')
  return equals > 0 ? [{ name: text.slice(0, equals), value: text.slice(equals + 1) }] : []
}
