import type { Report, ServiceReport } from '../core/report.js'
import { plural } from './select.js'

/** One service as a table shows it. */
export interface ServiceRow {
  readonly service: ServiceReport
  /** Foundational practices that are not or not fully met because of the service itself. */
  readonly broken: readonly string[]
  /** How many other practices are. */
  readonly others: number
}

/** The services of a report in the order in which a reader wants them. */
export interface ServiceRows {
  /** With something of their own to mend: those that fail the gate by settings of their own first, then those with most. */
  readonly rows: readonly ServiceRow[]
  /** The others. */
  readonly calm: readonly ServiceReport[]
}

/** Sorts services by what there is to do. */
export function serviceRows({ services = [], practices, gate }: Report): ServiceRows {
  const foundational = new Set(practices.filter(({ category }) => category === 'foundational').map(({ id }) => id))
  const failing = new Set(gate.byServices?.names)
  const all = services.map((service): ServiceRow => {
    const broken = service.broken.filter((id) => foundational.has(id))
    return { service, broken, others: service.broken.length - broken.length }
  })
  const isCalm = ({ service }: ServiceRow) => service.broken.length === 0 && !failing.has(service.name)
  return {
    rows: all
      .filter((row) => !isCalm(row))
      .sort(
        (a, b) =>
          Number(failing.has(b.service.name)) - Number(failing.has(a.service.name)) ||
          b.broken.length - a.broken.length ||
          b.others - a.others,
      ),
    calm: all.filter(isCalm).map(({ service }) => service),
  }
}

/** `4 services, derived from the tree; 2 have something of their own to mend`, as a sentence without a full stop. */
export function servicesSentence(services: readonly ServiceReport[], rows: number): string {
  const derived = services.some(({ derivedFrom }) => derivedFrom !== null)
  const count = `${plural(services.length, 'service')}${derived ? ', derived from the tree' : ''}`
  if (rows === 0) return `${count}; none has anything of its own to mend`
  return `${count}; ${rows} ${rows === 1 ? 'has' : 'have'} something of ${rows === 1 ? 'its' : 'their'} own to mend`
}

/** Level of maturity: `2`, or `2 to 3` with what it could be; `-` where there is none. */
export function levelText({ maturity: { level, atMost } }: ServiceReport): string {
  if (level === null) return '-'
  return atMost !== null && atMost > level ? `${level} to ${atMost}` : String(level)
}

/**
 * How the gate of a service stands: `failed` if something of its own fails it, `inherited` if only what holds for the whole
 * repository does.
 */
export function gateState({ gate, broken }: ServiceReport): 'passed' | 'failed' | 'inherited' | 'off' | 'unsure' {
  if (gate.failOn === 'never') return 'off'
  if (gate.verdict === 'pass') return 'passed'
  if (gate.verdict === 'error') return 'unsure'
  return gate.practices.some((id) => broken.includes(id)) ? 'failed' : 'inherited'
}
