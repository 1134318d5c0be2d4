import { known, unknown, type Known } from '../../core/known.js'
import type { HistoryWindow, PastIncident, Recorded } from '../../models/index.js'
import { malformed, type Failure } from '../failure.js'
import { at, flagAt, numberAt } from '../json.js'
import type { Answer } from '../types.js'
import { nodesOf, partOf, timeAt } from './part.js'
import { INCIDENT_LABELS } from './queries.js'

/** Reads the issues that bear a label for incidents. Without such a label nobody reports them here. */
export function readIncidents(answer: Answer | Failure, window: HistoryWindow): Known<Recorded<PastIncident>> {
  const part = partOf(answer, 'incidents', 'issues: read')
  if (!part.known) return part
  const asked = INCIDENT_LABELS.map((_, index) => at(part.value, `label${index}`))
  if (asked.includes(undefined)) return malformed('it does not list labels').why
  const labels = asked.filter((label) => typeof label === 'object' && label !== null)
  if (flagAt(part.value, 'hasIssuesEnabled') === false || labels.length === 0) {
    return unknown('the repository has no issues with a label for incidents', {
      remedy: 'Report what goes wrong in production as issues with the label `incident`.',
    })
  }
  const incidents = new Map<number, PastIncident>()
  let complete = true
  for (const label of labels) {
    const listed = nodesOf(at(label, 'issues'), 'issues', { number: 'number', createdAt: 'text', closedAt: 'text?' })
    if (!listed.known) return listed
    const { nodes, more } = listed.value
    for (const issue of nodes) {
      const [number, openedAt, closedAt] = [
        numberAt(issue, 'number'),
        timeAt(issue, 'createdAt'),
        timeAt(issue, 'closedAt'),
      ]
      if (number === undefined || openedAt === undefined) continue
      incidents.set(number, { openedAt, ...(closedAt !== undefined && { closedAt }) })
    }
    if (more && (timeAt(nodes.at(-1), 'createdAt') ?? 0) >= window.from) complete = false
  }
  const items = [...incidents.values()].filter(({ openedAt }) => openedAt >= window.from && openedAt <= window.until)
  return known({ items: items.sort((a, b) => b.openedAt - a.openedAt), complete })
}
