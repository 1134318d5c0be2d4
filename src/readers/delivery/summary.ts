import { withoutCredentials } from '../../core/credentials.js'
import type { DeploymentSummary, PullSummary, Report } from '../../core/report.js'
import type { Known } from '../../core/known.js'
import type { Delivery, DeploymentTarget, Pull, Resource } from '../../models/index.js'
import { readGraph } from './graph/read-graph.js'

/** A folder may hold thousands. */
const MOST_RESOURCES = 50

/** What deploys, as a report shows it: places and names, without the models behind them. */
export function deliverySummary(delivery: Known<Delivery>): Omit<Report['delivery'], 'history'> {
  if (!delivery.known) return { deployments: [], pulls: [], graph: { environments: [], stages: [], flows: [] } }
  const { deployments, pulls } = delivery.value
  return {
    deployments: deployments.map(({ pipeline, job, tool, environment, tier, targets, at }) => ({
      pipeline: pipeline.file,
      job: job.id,
      tool,
      environment: environment?.name ?? null,
      tier,
      targets: targets.map(targetSummary),
      at,
    })),
    pulls: pulls.map(pullSummary),
    graph: readGraph(delivery.value),
  }
}

function targetSummary({
  kind,
  text,
  known,
  exists,
  resources,
}: DeploymentTarget): DeploymentSummary['targets'][number] {
  const shown = resources
    .filter(isDefined)
    .slice(0, MOST_RESOURCES)
    .map(({ type, name, at }) => ({ type, name, at }))
  return { kind, text: withoutCredentials(text), known, exists, resources: shown }
}

/** Variables, modules and what is only looked up are no resources to a reader. */
function isDefined({ technology, type }: Resource): boolean {
  return technology !== 'terraform' || (type.includes('_') && !type.includes('.'))
}

function pullSummary(pull: Pull): PullSummary {
  const { controller, resource, name, tier, sources, automated, corrects, prunes, reverts, waits, verifies } = pull
  return {
    controller,
    kind: resource.type.slice(resource.type.lastIndexOf('/') + 1),
    name,
    tier,
    sources: sources.map(({ kind, url, path, chart, revision, follows }) => ({
      kind,
      // An address may hold a password.
      url: url === undefined ? null : withoutCredentials(url),
      path: path ?? null,
      chart: chart ?? null,
      revision: revision?.value ?? null,
      follows,
    })),
    automated: automated ?? null,
    corrects: corrects ?? null,
    prunes: prunes ?? null,
    reverts: reverts ?? null,
    waits: waits !== undefined,
    verifies: verifies !== undefined,
    at: resource.at,
  }
}
