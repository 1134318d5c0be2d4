import type { Report, ServiceReport } from '../../core/report.js'
import { plural } from '../select.js'
import { gateState, levelText, serviceRows, servicesSentence, type ServiceRow } from '../services.js'
import type { OverviewStyle } from './overview.js'
import { hanging, safe, widthOf } from './text.js'

/** Services that are listed without `verbose`. */
const LISTED = 8

/** Columns of the longest name that is shown whole. */
const LONGEST_NAME = 28

/** A line for each service with something of its own to mend; with `verbose` for all, and why each is one. */
export function renderServices(report: Report, { palette, width, verbose }: OverviewStyle): string[] {
  const { services = [] } = report
  if (services.length === 0) return []
  const { rows, calm } = serviceRows(report)
  const shown = verbose ? rows : rows.slice(0, LISTED)
  const names = [...shown.map(({ service }) => service), ...(verbose ? calm : [])].map(({ name }) =>
    widthOf(safe(name)),
  )
  const column = Math.min(LONGEST_NAME, Math.max(0, ...names))
  const more = rows.length - shown.length
  return [
    palette.bold(`Services: ${servicesSentence(services, rows.length)}`),
    ...shown.flatMap((row) => {
      const lines = hanging(`  ${padded(row.service, column)}  ${stateOf(row.service)}  `, workOf(row), width)
      return gateState(row.service) === 'failed' ? lines.map(palette.red) : lines
    }),
    ...(more > 0 ? [palette.dim(`  and ${plural(more, 'more service')}; --verbose lists them`)] : []),
    ...(verbose ? calm.map((each) => `  ${padded(each, column)}  ${stateOf(each)}  nothing of its own`) : []),
    ...(verbose ? services.flatMap((each) => whyOf(each, width)) : []),
    '',
  ]
}

function padded({ name }: ServiceReport, column: number): string {
  const text = safe(name)
  return `${text}${' '.repeat(Math.max(0, column - widthOf(text)))}`
}

const GATE_WORDS = {
  passed: 'passed',
  failed: 'failed',
  inherited: 'as all',
  off: 'gate off',
  unsure: 'unsure',
} as const

function stateOf(service: ServiceReport): string {
  return `${GATE_WORDS[gateState(service)].padEnd('gate off'.length)}  level ${levelText(service).padEnd('1 to 2'.length)}`
}

function workOf({ service: { owners }, broken, others }: ServiceRow): string {
  const parts = [
    ...(broken.length > 0 ? [broken.map((id) => safe(id)).join(', ')] : []),
    ...(others > 0
      ? [`${broken.length > 0 ? 'and ' : ''}${plural(others, broken.length > 0 ? 'more practice' : 'practice')}`]
      : []),
  ]
  const who = owners.length > 0 ? ` (${safe(owners.join(' '))})` : ''
  return `${parts.join(' ') || 'fails by what holds for the whole repository'}${who}`
}

function whyOf({ name, derivedFrom, paths }: ServiceReport, width: number): string[] {
  const text = derivedFrom === null ? paths.join(', ') : `${paths.join(', ')}, because of ${derivedFrom}`
  return hanging('  ', `${safe(name)} is ${safe(text)}`, width, 4)
}
