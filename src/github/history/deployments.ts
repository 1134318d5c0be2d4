import { known, type Known } from '../../core/known.js'
import { classifyEnvironment } from '../../models/environment-names.js'
import type { HistoryWindow, PastDeployment, PastRun, Recorded } from '../../models/index.js'
import type { Failure } from '../failure.js'
import { at, listAt, textAt } from '../json.js'
import type { Answer, GitHub } from '../types.js'
import { actorAt, nodesOf, partOf, timeAt } from './part.js'

const PERMISSION = 'deployments: read'
const NOTHING_SAID = { environments: new Map() }

/**
 * Reads the deployments that the host recorded. That there are none counts only if the list itself may be read: the
 * query may show nothing to a token that lacks the permission.
 */
export async function readDeployments(
  github: GitHub,
  answer: Answer | Failure,
  window: HistoryWindow,
  runs: Known<Recorded<PastRun>>,
): Promise<Known<Recorded<PastDeployment>>> {
  const part = partOf(answer, 'deployments', PERMISSION)
  if (!part.known) return part
  const listed = nodesOf(at(part.value, 'deployments'), 'deployments', {
    commitOid: 'text',
    createdAt: 'text',
    environment: 'text?',
    statuses: 'object?',
  })
  if (!listed.known) return listed
  const { nodes, more } = listed.value
  if (nodes.length === 0) {
    const list = await github.call('deployments', { per_page: 1 })
    if (!list.ok) return list.why
  }
  const read = nodes.flatMap((node) => deploymentOf(node, runs) ?? [])
  const items = read.filter(({ createdAt }) => createdAt >= window.from && createdAt <= window.until)
  return known({ items, complete: !more || items.length < read.length })
}

function deploymentOf(node: unknown, runs: Known<Recorded<PastRun>>): PastDeployment | undefined {
  const [sha, environment, createdAt] = [
    textAt(node, 'commitOid'),
    textAt(node, 'environment'),
    timeAt(node, 'createdAt'),
  ]
  if (sha === undefined || environment === undefined || createdAt === undefined) return undefined
  const statuses = listAt(node, 'statuses', 'nodes')
    .map((status) => ({ state: textAt(status, 'state') ?? '', at: timeAt(status, 'createdAt') ?? Infinity }))
    .sort((a, b) => a.at - b.at)
  const result = statuses.find(({ state }) => RESULTS.has(state))
  const runId = listAt(node, 'statuses', 'nodes')
    .map((status) => runOf(textAt(status, 'logUrl') ?? ''))
    .find((id) => id !== undefined)
  const { machine } = actorAt(node, 'creator')
  const outside = runId !== undefined || machine ? undefined : isOutside(createdAt, runs)
  return {
    sha,
    environment,
    production: classifyEnvironment(environment, NOTHING_SAID).tier === 'production',
    createdAt,
    ...(result && { result: { state: RESULTS.get(result.state) ?? 'failure', at: result.at } }),
    ...(runId !== undefined && { runId }),
    ...(outside === true && { outsideRuns: true }),
  }
}

const RESULTS: ReadonlyMap<string, 'success' | 'failure'> = new Map([
  ['SUCCESS', 'success'],
  ['FAILURE', 'failure'],
  ['ERROR', 'failure'],
])

/** `https://github.com/acme/shop/actions/runs/17/job/4`, which GitHub Actions writes into the statuses that it makes. */
function runOf(url: string): number | undefined {
  const id = Number(/\/actions\/runs\/(\d{1,15})(?:\/|$)/.exec(url)?.[1])
  return id > 0 ? id : undefined
}

/**
 * Whether a deployment that a person's token made was made outside of runs: none was under way at that time. A run may
 * hold the token of a person, so one that was under way may have made it; then, and where runs are not known, undefined.
 */
function isOutside(createdAt: number, runs: Known<Recorded<PastRun>>): boolean | undefined {
  if (!runs.known) return undefined
  const { items, complete } = runs.value
  const since = items.at(-1)?.createdAt
  if (!complete && (since === undefined || since > createdAt)) return undefined
  const isUnderWay = items.some((run) => run.createdAt <= createdAt && createdAt <= run.endedAt)
  return isUnderWay ? undefined : true
}
