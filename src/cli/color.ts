import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

/**
 * Whether to colour what goes to standard output: flags first, then NO_COLOR and FORCE_COLOR (no-color.org,
 * force-color.org: set and not empty; `FORCE_COLOR=0` is a no), then whether it is a terminal that can.
 */
export function wantsColor(
  { values }: Pick<Invocation, 'values'>,
  { env, stdout }: Pick<Ports, 'env' | 'stdout'>,
): boolean {
  // The flag given last counts, as everywhere.
  const flags = [...values.keys()].filter((name) => name === 'color' || name === 'no-color')
  if (flags.length > 0) return flags.at(-1) === 'color'
  if (isSet(env['NO_COLOR'])) return false
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false'
  return stdout.isTTY && env['TERM'] !== 'dumb'
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}
