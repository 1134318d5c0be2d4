import type { Delivery, Job, Pipeline, PipelineLink, Step, Tier, Trigger } from '../../models/index.js'
import { ancestorsOf, deployJobs, runsBefore, type StepInJob } from '../pipelines/pipelines.js'

/** A job that brings a version out: it deploys an application, or publishes and deploys nothing. */
export interface Release {
  readonly pipeline: Pipeline
  readonly job: Job
  /** The step by which it does. */
  readonly step: Step
  readonly triggers: readonly Trigger[]
  readonly does: 'deploys' | 'publishes'
  readonly tier?: Tier
  /** True if only its environment and names show that the step deploys. */
  readonly guessed: boolean
}

/** The jobs that deploy an application to an environment that stays, then those that publish. */
export function releasesOf(delivery: Delivery): Release[] {
  const deploying = deployJobs(delivery).filter(({ subject }) => subject === 'application')
  const jobs = new Set(deploying.map(({ job }) => job))
  const publishing = delivery.publications.filter(({ job }) => !jobs.has(job) && jobs.add(job))
  return [
    ...deploying.map((each) => ({ ...each, does: 'deploys' as const, guessed: each.intent === undefined })),
    ...publishing.map((each) => ({ ...each, does: 'publishes' as const, guessed: false })),
  ]
}

/** Words of what gets a job ready or tells about it, and tests nothing. */
const NO_TEST =
  /(?:^|[^A-Za-z])(?:set-?up|log-?in|auth|configure|credentials|checkout|cache|install|notify|slack)(?:$|[^A-Za-z])/i

/** What may test before the release and cannot be looked into, its own step included unless that is only taken for one. */
export function hiddenBefore(release: Release): string | undefined {
  const steps = release.guessed ? runsBefore(release) : [...runsBefore(release), release.step]
  const call = ancestorsOf(release.pipeline, release.job).find(({ calls }) => calls?.resolved === false)
  const hidden = steps.flatMap(({ opaque }) => opaque).find(({ what }) => !NO_TEST.test(what))
  return hidden?.what ?? call?.calls?.target.text
}

/** Actions that wait until the checks of the commit have passed, whatever workflow runs them. */
const WAITS_FOR_CHECKS: ReadonlySet<string> = new Set([
  'lewagon/wait-on-check-action',
  'fountainhead/action-wait-for-check',
  'jitterbit/await-check-suites',
  'poseidon/wait-for-status-checks',
  'wechuli/allcheckspassed',
  'int128/wait-for-workflows-action',
])

/** What runs before the run that releases: the steps of the workflows that start it, and of those that start them. */
export interface Earlier {
  /** Steps that have ended well by then; only of workflows of this repository. */
  readonly steps: readonly StepInJob[]
  /** Whether it waits for the success of something whose steps are not known. */
  readonly hidden: boolean
}

/**
 * What has succeeded in other workflows before the release runs: those whose success it asks for or that start it on their
 * way, and whatever checks an action waits for.
 */
export function earlierRuns(release: Release, links: readonly PipelineLink[]): Earlier {
  const { pipeline, job } = release
  const steps: StepInJob[] = []
  const seen = new Set<Pipeline>([pipeline])
  const waiting = linksTo(pipeline, links).filter((link) => link.by !== undefined || asksForSuccess(pipeline, job))
  for (const { from, by } of waiting) {
    if (seen.has(from)) continue
    seen.add(from)
    const before =
      by === undefined
        ? stepsOfAll(from)
        : runsBefore({ pipeline: from, ...by }).map((step) => ({ pipeline: from, job: by.job, step }))
    steps.push(...before)
    waiting.push(...linksTo(from, links))
  }
  const startedByOther = pipeline.triggers.some(({ kind }) => kind === 'upstream') && asksForSuccess(pipeline, job)
  const waits = runsBefore(release).some(({ uses }) => WAITS_FOR_CHECKS.has(uses?.repository ?? ''))
  return { steps, hidden: waits || (startedByOther && steps.length === 0) }
}

function linksTo(pipeline: Pipeline, links: readonly PipelineLink[]): PipelineLink[] {
  return links.filter(({ to }) => to === pipeline)
}

/** Whether the job, or one before it, runs only after the other workflow has succeeded. */
function asksForSuccess(pipeline: Pipeline, job: Job): boolean {
  const conditions = [job, ...ancestorsOf(pipeline, job)].map(({ condition }) => condition?.value ?? '')
  return conditions.some((text) => /workflow_run\.conclusion\s*==\s*'success'/.test(text))
}

function stepsOfAll(pipeline: Pipeline): StepInJob[] {
  return pipeline.jobs.flatMap((job) => job.steps.map((step) => ({ pipeline, job, step })))
}
