import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UserError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Format } from '../reporters/formats.js'
import { COMMANDS, optionSpec, OPTIONS, type Command, type OptionName } from './options.js'

/** The command line, understood. */
export interface Invocation {
  readonly command: Command
  readonly operands: readonly string[]
  /** Every --format, in order. */
  readonly formats: readonly Format[]
  /** Every --output, in order. */
  readonly outputs: readonly string[]
  /** The last value of each option; a switch has an empty one. */
  readonly values: ReadonlyMap<OptionName, string>
}

/** Reads the arguments. Throws a UserError that names the option and the nearest known one. */
export function parseArguments(argv: readonly string[]): Invocation {
  const operands: string[] = []
  const formats: Format[] = []
  const outputs: string[] = []
  const values = new Map<OptionName, string>()
  for (const token of tokensOf(argv)) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const name = knownName(token.name, token.rawName)
    const value = checkedValue(name, token)
    values.delete(name) // so that the order is that of the last mention
    values.set(name, value)
    if (name === 'format') formats.push(value as Format)
    if (name === 'output') outputs.push(value)
  }
  const command = commandIn(operands)
  for (const name of values.keys()) refuseForeign(name, command)
  return { command, operands, formats, outputs, values }
}

function tokensOf(argv: readonly string[]) {
  const options: NonNullable<ParseArgsConfig['options']> = {}
  for (const name of Object.keys(OPTIONS)) {
    const { short, value } = optionSpec(name) ?? {}
    options[name] = { type: value === undefined ? 'boolean' : 'string', ...(short !== undefined && { short }) }
  }
  // Not strict: its messages do not say what was meant, so every token is looked at here.
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

function knownName(name: string, raw: string): OptionName {
  if (optionSpec(name) !== undefined) return name as OptionName
  const near = raw.startsWith('--') ? nearest(name, Object.keys(OPTIONS)) : undefined
  throw new UserError(`there is no option ${raw}${near === undefined ? '' : `; did you mean --${near}?`}`)
}

function checkedValue(
  name: OptionName,
  { value, inlineValue, rawName }: { value?: string | undefined; inlineValue?: boolean | undefined; rawName: string },
): string {
  const spec = optionSpec(name)
  if (spec?.value === undefined) {
    if (value !== undefined) throw new UserError(`${rawName} takes no value`)
    return ''
  }
  if (value === undefined || value === '' || (inlineValue !== true && value.startsWith('-') && value !== '-')) {
    throw new UserError(`${rawName} needs a value: ${rawName} <${spec.choices?.join('|') ?? spec.value}>`)
  }
  if (spec.choices !== undefined && !spec.choices.includes(value)) {
    const near = nearest(value, spec.choices)
    const hint = near === undefined ? `; it is one of ${spec.choices.join(', ')}` : `; did you mean ${near}?`
    throw new UserError(`"${value}" is no value of ${rawName}${hint}`)
  }
  return value
}

/** Takes the command off the operands; without one the operand is a folder to lint. */
function commandIn(operands: string[]): Command {
  const command = COMMANDS.find((each) => each === operands[0])
  if (command !== undefined) operands.shift()
  return command ?? 'lint'
}

function refuseForeign(name: OptionName, command: Command): void {
  const { commands } = optionSpec(name) ?? {}
  if (commands !== undefined && !commands.includes(command)) {
    throw new UserError(`--${name} does not go with ${command}: it goes with ${commands.join(', ')}`)
  }
}
