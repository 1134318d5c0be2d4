import type { Report } from '../../core/report.js'
import { plural } from '../select.js'
import { gateState, levelText, serviceRows, servicesSentence } from '../services.js'
import { code, html, type Html } from './escape.js'
import { table } from './parts.js'
import { practiceLinks } from './practices.js'

/** In words, so that no sign has to be learnt. */
const GATES = {
  passed: 'passed',
  failed: 'failed',
  inherited: 'fails only by what holds for the whole repository',
  off: 'off',
  unsure: 'no result that can be trusted',
} as const

/** How each service of a monorepo stands. Empty where there are none. */
export function servicesBody(report: Report): Html {
  const { services = [] } = report
  if (services.length === 0) return html``
  const { rows, calm } = serviceRows(report)
  const linkTo = practiceLinks(report)
  return html`<p>${servicesSentence(services, rows.length)}</p>
    ${
      rows.length > 0 &&
      table(
        'Services with something of their own to mend',
        ['Service', 'Gate', 'Owners', 'Level', 'Foundational practices not fully met', 'Others'],
        rows.map(({ service, broken, others }) => [
          code(service.name),
          GATES[gateState(service)],
          service.owners.map((owner) => html`${code(owner)} `),
          levelText(service),
          broken.map((id, i) => html`${i > 0 && ', '}${linkTo(id)}`),
          others === 0 ? '' : plural(others, 'practice'),
        ]),
      )
    }
    ${calm.length > 0 && html`<p>Nothing of their own to mend: ${calm.map(({ name }, i) => html`${i > 0 && ', '}${code(name)}`)}</p>`}`
}
