import { withoutCredentials } from '../../core/credentials.js'
import type { PullSummary, Report } from '../../core/report.js'
import type { Known } from '../../core/known.js'
import type { Delivery, Pull } from '../../models/index.js'
import { readGraph } from './graph/read-graph.js'

/** What deploys, as a report shows it: places and names, without the models behind them. */
export function deliverySummary(delivery: Known<Delivery>): Report['delivery'] {
  if (!delivery.known) return { deployments: [], pulls: [], graph: { environments: [], stages: [], flows: [] } }
  const { deployments, pulls } = delivery.value
  return {
    deployments: deployments.map(({ pipeline, job, tool, environment, tier, at }) => ({
      pipeline: pipeline.file,
      job: job.id,
      tool,
      environment: environment?.name ?? null,
      tier,
      at,
    })),
    pulls: pulls.map(pullSummary),
    graph: readGraph(delivery.value),
  }
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
