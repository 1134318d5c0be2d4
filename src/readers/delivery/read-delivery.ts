import { TEST_KINDS } from '../../core/intent-kind.js'
import type {
  Activity,
  Delivery,
  Deployment,
  FileIndex,
  Infrastructure,
  Intent,
  Job,
  Pipeline,
  Pipelines,
  Project,
  Settings,
} from '../../models/index.js'
import { deployingIntents, isCopying, opaqueDeployment } from './deploys.js'
import { isDocumentation } from './documentation.js'
import { destinationsOf } from './environments.js'
import { givenVersions } from './join/given-versions.js'
import { withPackaged } from './join/packaged-templates.js'
import { ComputingModules } from './join/only-computes.js'
import { subjectsOf, targetsOf } from './join/targets.js'
import { Tree } from './join/tree.js'
import { linksOf } from './links.js'
import { locksOf } from './locks.js'
import { publicationsOf } from './publications.js'
import { readPulls, type Pulls } from './pulls/index.js'
import { pushedElsewhere } from './pulls/elsewhere.js'
import { pullsNamed, pullStart } from './pulls/starts.js'
import { PipelineRuns, triggersOf } from './reach.js'
import { runsOfIntent } from './script-tests.js'
import { targetOf, targetOfClass } from './target.js'
import type { Place } from './throwaway.js'
import { UnmergedRuns } from './unmerged.js'

/** What delivery is read from. */
export interface DeliverySources {
  readonly pipelines: Pipelines
  readonly infrastructure: Infrastructure
  readonly files: Pick<FileIndex, 'paths' | 'isExcluded'>
  readonly project: Pick<Project, 'kind'>
  readonly settings: Settings
  /** `owner/name`, or the folder's name. */
  readonly repository: string
}

/**
 * Finds what deploys, where to, and what it deploys; what publishes; and what tests. Reusable workflows are judged where
 * they are called: by themselves they know neither trigger nor order.
 */
export function readDelivery(sources: DeliverySources): Delivery {
  const pulls = readPulls(sources)
  const tree = new Tree(sources.infrastructure, sources.files)
  const computing = new ComputingModules(sources.infrastructure)
  const jobs = sources.pipelines.all
    .filter(({ kind }) => kind === 'workflow')
    .flatMap((pipeline) => {
      const runs = new PipelineRuns(pipeline)
      const unmerged = new UnmergedRuns(pipeline)
      return pipeline.jobs.map((job) => readJob(job, { ...sources, pipeline, runs, unmerged, pulls, tree, computing }))
    })
  return {
    deployments: jobs.flatMap(({ deployments }) => deployments),
    publications: jobs.flatMap(({ publications }) => publications),
    tests: jobs.flatMap(({ tests }) => tests),
    links: linksOf(sources.pipelines.all),
    pulls: pulls.all,
  }
}

interface ReadJob {
  readonly deployments: readonly Deployment[]
  readonly publications: readonly Activity[]
  readonly tests: readonly Activity[]
}

interface PipelineSources extends DeliverySources {
  readonly pipeline: Pipeline
  readonly runs: PipelineRuns
  readonly unmerged: UnmergedRuns
  readonly pulls: Pulls
  readonly tree: Tree
  readonly computing: ComputingModules
}

function readJob(job: Job, sources: PipelineSources): ReadJob {
  const { pipeline, runs: all } = sources
  const places = job.steps
    .filter(
      ({ intents, opaque, commands }) =>
        intents.length + opaque.length > 0 || commands.some(({ remote }) => remote === true),
    )
    .map((step): Place => ({ pipeline, job, step, runs: all.reaching(job, step) }))
    // A step that no condition ever lets run does nothing, and one that runs only on failure sets things right.
    .filter(({ runs }) => runs.length > 0 || pipeline.triggers.length === 0)
  const found = places.flatMap((place) =>
    deployingIntents(place)
      .flatMap((intent) => deploymentsBy(place, intent, sources))
      .filter(({ targets }) => !sources.computing.include(targets)),
  )
  const whole = [...found.filter(({ tool }) => !isCopying(tool)), ...startsOfPulls(job, found, sources)]
  const own = whole.length > 0 ? whole : found
  const deployments = own.length > 0 ? own : pushesElsewhere(job, sources)
  const hidden = deployments.length > 0 ? undefined : opaqueDeployment(job)
  const place = places.find(({ step }) => step === hidden)
  return {
    deployments: place === undefined ? deployments : deploymentsBy(place, undefined, sources),
    publications: places.flatMap(publicationsOf),
    tests: places.flatMap(testsOf),
  }
}

/** The first test that the step runs. */
function testsOf({ pipeline, job, step, runs }: Place): Activity[] {
  const intent = step.intents.find(({ kind }) => TEST_KINDS.has(kind))
  const triggers = triggersOf(runs.filter(({ forChange }) => !forChange))
  return intent === undefined ? [] : [{ pipeline, job, step, intent, triggers, at: intent.at }]
}

/** One deployment for each environment of the job. */
function deploymentsBy(place: Place, intent: Intent | undefined, sources: PipelineSources): Deployment[] {
  const { pipeline, job, step } = place
  const own: Place = { ...place, runs: runsOfIntent(place, intent) }
  const { tree, project, settings } = sources
  const named = intent === undefined ? [] : targetsOf(place, intent.tool, tree)
  const { targets, withCode } = withPackaged(named, intent?.tool ?? '', place, tree)
  const versions = intent === undefined ? [] : givenVersions(place, intent)
  const shared = {
    pipeline,
    job,
    step,
    ...(intent !== undefined && { intent }),
    tool: intent?.tool ?? 'opaque',
    subject: subjectOf(intent, withCode || versions.length > 0),
    docsOnly: isDocumentation(pipeline, job, step, intent, project.kind),
    targets,
    resources: subjectsOf(targets),
    ...(versions.length > 0 && { versions }),
    locks: locksOf(pipeline, job, sources.runs),
    pulls: intent === undefined ? [] : pullsNamed(intent, sources.pulls),
    at: intent?.at ?? step.at,
  }
  // An orb, an action or a shared library is tried out by what it does.
  const tries = project.kind === 'pipeline-library' && job.environment === undefined
  return destinationsOf(own, intent, settings).map(({ environment, runs, takes }) => ({
    ...shared,
    triggers: triggersOf(runs.filter(({ forChange }) => !forChange)),
    unmerged: sources.unmerged.reaching(job, step, intent?.command, takes),
    ...(environment !== undefined && { environment }),
    ...(tries
      ? { tier: 'test' as const, persistent: false }
      : targetOf({ ...place, runs: runs.length > 0 ? runs : place.runs }, intent, environment, settings)),
  }))
}

function subjectOf(intent: Intent | undefined, releases: boolean): Deployment['subject'] {
  return intent?.kind === 'iac-apply' && !releases ? 'infrastructure' : 'application'
}

/** Where a controller deploys what the job pushes to another repository. */
function pushesElsewhere(job: Job, sources: PipelineSources): Deployment[] {
  const { pipeline, runs: all } = sources
  return job.steps.flatMap((step) => {
    const intent = pushedElsewhere({ pipeline, job, step })
    if (intent === undefined) return []
    const place: Place = { pipeline, job, step, runs: all.reaching(job, step) }
    return place.runs.length === 0 && pipeline.triggers.length > 0 ? [] : deploymentsBy(place, intent, sources)
  })
}

/** Where a controller deploys because of the job's commit, one for each environment; a tool of its own says it better. */
function startsOfPulls(job: Job, found: readonly Deployment[], sources: PipelineSources): Deployment[] {
  const { pipeline, pulls, runs: all } = sources
  return job.steps.flatMap((step) => {
    const start = pullStart({ job, step }, pulls)
    if (start === undefined || found.some(({ tool }) => tool === start.intent.tool)) return []
    const place: Place = { pipeline, job, step, runs: all.reaching(job, step) }
    if (place.runs.length === 0 && pipeline.triggers.length > 0) return []
    return deploymentsBy(place, start.intent, sources).flatMap((deployment) => {
      const told = deployment.environment !== undefined || deployment.tier !== 'unknown'
      const tiers = told ? [deployment.tier] : [...new Set(start.pulls.map(({ tier }) => tier))]
      return tiers.map((tier) => ({
        ...deployment,
        ...(told ? {} : targetOfClass({ tier, ephemeral: tier === 'preview' })),
        pulls: start.pulls.filter((pull) => told || pull.tier === tier),
      }))
    })
  })
}
