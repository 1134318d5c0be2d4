import type { Overrides } from '../config/load.js'
import { UserError } from '../core/errors.js'
import { HISTORY_DAYS, historyDaysIn } from '../core/history-source.js'
import { patternsIn, staysInside } from '../core/sarif-inputs.js'
import type { Invocation } from './parse.js'

/** What the flags say of the gate; their values were checked against the choices of each option. */
export function overridesIn({ values }: Invocation): Overrides {
  const [failOn, scope, unknown] = [values.get('fail-on'), values.get('scope'), values.get('unknown')]
  const [history, historyDays] = [values.get('history'), daysIn(values.get('history-days'))]
  return {
    ...(failOn !== undefined && { failOn }),
    ...(scope !== undefined && { scope }),
    ...(unknown !== undefined && { unknown }),
    ...(history !== undefined && { history }),
    ...(historyDays !== undefined && { historyDays }),
    ...reportsIn(values.get('sarif-inputs')),
  } as Overrides
}

function reportsIn(value: string | undefined): Pick<Overrides, 'sarifInputs'> {
  if (value === undefined) return {}
  const sarifInputs = patternsIn(value)
  const outside = sarifInputs.find((pattern) => !staysInside(pattern))
  if (outside === undefined) return { sarifInputs }
  throw new UserError(`--sarif-inputs takes paths inside the path that is linted, not "${outside}"`)
}

function daysIn(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const count = historyDaysIn(value)
  if (count !== undefined) return count
  const { least, most } = HISTORY_DAYS
  throw new UserError(`--history-days takes a number from ${least} to ${most}, not "${value}"`)
}

/** The ISO date of the run. */
export function today(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
