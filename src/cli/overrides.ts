import type { Overrides } from '../config/load.js'
import type { Invocation } from './parse.js'

/** What the flags say of the gate; their values were checked against the choices of each option. */
export function overridesIn({ values }: Invocation): Overrides {
  const [failOn, scope, unknown] = [values.get('fail-on'), values.get('scope'), values.get('unknown')]
  return {
    ...(failOn !== undefined && { failOn }),
    ...(scope !== undefined && { scope }),
    ...(unknown !== undefined && { unknown }),
  } as Overrides
}

/** The ISO date of the run. */
export function today(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
