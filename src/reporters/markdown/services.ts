import type { Report } from '../../core/report.js'
import { gateState, levelText, serviceRows, servicesSentence, type ServiceRow } from '../services.js'
import { plural } from '../select.js'
import { code, htmlText } from './escape.js'
import { folded, row, type Section } from './layout.js'
import { named } from './practices.js'

/** Calm services that are named; more are counted. */
const CALM = 12

/** `↑`: it fails only by what holds for the whole repository. */
const GATES = { passed: '✅', failed: '❌', inherited: '↑', off: '➖', unsure: '⚠️' } as const

/** Services × foundational practices, folded: a row for each service with something of its own to mend, one line for the rest. */
export function servicesSection(report: Report): Section {
  const { services = [] } = report
  const { rows, calm } = serviceRows(report)
  const table = [
    row(['', 'Service', 'Owners', 'Level', 'Foundational practices not fully met', 'Others']),
    row(['---', '---', '---', '---', '---', '---:']),
  ]
  const rest = calm
    .slice(0, CALM)
    .map(({ name }) => code(name))
    .join(', ')
  const more = calm.length > CALM ? ` and ${calm.length - CALM} more` : ''
  return {
    ...folded(
      htmlText(`Services: ${servicesSentence(services, rows.length)}`),
      rows.map(serviceRow),
      rows.length > 0 ? table : [],
    ),
    ...(rows.length === 0 && { items: calm.length > 0 ? [`Nothing of their own to mend: ${rest}${more}`] : [] }),
    ...(rows.length > 0 &&
      calm.length > 0 && { close: ['', `Nothing of their own to mend: ${rest}${more}`, '', '</details>'] }),
  }
}

function serviceRow({ service, broken, others }: ServiceRow): string {
  return row([
    GATES[gateState(service)],
    code(service.name),
    service.owners.map(code).join(' '),
    levelText(service),
    named(broken),
    others === 0 ? '' : plural(others, 'practice'),
  ])
}
