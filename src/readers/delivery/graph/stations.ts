import type { StageRole } from '../../../core/delivery-graph.js'
import { ancestorsOf } from '../../../models/job-order.js'
import type { Delivery, Deployment, Job, Pipeline, PipelineLink, Step } from '../../../models/index.js'
import { rolesOf } from './roles.js'
import { groupBy } from '../../../core/group.js'

/** A job on the way to an environment or a registry. */
export interface Station {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly roles: readonly StageRole[]
  readonly deployments: readonly Deployment[]
}

/** Stations in order of file and job, and for each those of its pipeline that end before it starts. */
export interface Stations {
  readonly all: readonly Station[]
  readonly before: ReadonlyMap<Station, ReadonlySet<Station>>
}

/** What is done for good, by job. */
interface Done {
  readonly deployments: ReadonlyMap<Job, readonly Deployment[]>
  /** Steps that set up what a test needs. */
  readonly trying: ReadonlySet<Step>
  readonly publishing: ReadonlySet<Job>
  /** Jobs whose step starts another pipeline that delivers. */
  readonly starting: ReadonlySet<Job>
}

/**
 * The stations of every pipeline that deploys or publishes, and of those that start one. Documentation, and what a test
 * sets up for itself, is left out.
 */
export function stationsOf(delivery: Delivery): Stations {
  const all = delivery.deployments.filter(({ docsOnly }) => !docsOnly)
  const deployments = all.filter(({ tier, persistent }) => persistent || tier !== 'test')
  const delivering = new Set([...deployments, ...delivery.publications].map(({ pipeline }) => pipeline))
  const links = startersOf(delivering, delivery.links)
  const done: Done = {
    deployments: groupBy(deployments, ({ job }) => job),
    trying: new Set(all.filter(({ tier, persistent }) => !persistent && tier === 'test').map(({ step }) => step)),
    publishing: new Set(delivery.publications.map(({ job }) => job)),
    starting: new Set(links.flatMap(({ by }) => by?.job ?? [])),
  }
  const parts = [...delivering].map((pipeline) => stationsIn(pipeline, done))
  return {
    all: parts.flatMap(({ all }) => all),
    before: new Map(parts.flatMap(({ before }) => [...before])),
  }
}

/** The links that lead to the pipelines; the pipelines that they come from are added. */
function startersOf(delivering: Set<Pipeline>, links: readonly PipelineLink[]): PipelineLink[] {
  const found = new Set<PipelineLink>()
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const link of links) {
      if (!delivering.has(link.to) || link.from === link.to) continue
      found.add(link)
      delivering.add(link.from)
    }
  }
  return [...found]
}

/** The jobs that deliver, with what is done before and after them; all jobs where only the end of the pipeline counts. */
function stationsIn(pipeline: Pipeline, done: Done): Stations {
  const ancestors = new Map(pipeline.jobs.map((job) => [job, ancestorsOf(pipeline, job)]))
  const delivers = (job: Job): boolean =>
    done.deployments.has(job) || done.publishing.has(job) || done.starting.has(job)
  const centres = pipeline.jobs.filter(delivers)
  const before = new Set(centres.flatMap((job) => ancestors.get(job) ?? []))
  const isOnTheWay = (job: Job): boolean =>
    centres.length === 0 || delivers(job) || before.has(job) || (ancestors.get(job) ?? []).some(delivers)
  const stations = new Map(
    pipeline.jobs
      .filter(isOnTheWay)
      .map((job): [Job, Station] => [job, stationOf(pipeline, job, ancestors.get(job) ?? [], done)])
      .filter(([job, { roles }]) => roles.length > 0 || done.starting.has(job)),
  )
  const beforeOf = (job: Job): Set<Station> =>
    new Set((ancestors.get(job) ?? []).flatMap((each) => stations.get(each) ?? []))
  return {
    all: [...stations.values()],
    before: new Map(Array.from(stations, ([job, station]) => [station, beforeOf(job)])),
  }
}

function stationOf(pipeline: Pipeline, job: Job, ancestors: readonly Job[], done: Done): Station {
  const deployments = done.deployments.get(job) ?? []
  const roles = rolesOf(job, {
    deploying: new Set(deployments.map(({ step }) => step)),
    trying: done.trying,
    publishes: done.publishing.has(job),
    afterDeployment: ancestors.some((each) => done.deployments.has(each)),
  })
  return { pipeline, job, roles, deployments }
}
