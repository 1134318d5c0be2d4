import type { Delivery, Job, Pipeline, Step, Tier, Trigger } from '../models/index.js'
import { ancestorsOf, deployJobs, runsBefore } from './pipelines.js'

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

/** Whether the release waits for the success of another workflow: the one that starts it, or any that checks the commit. */
export function followsOtherWorkflow(release: Release): boolean {
  const { pipeline, job } = release
  const conditions = [job, ...ancestorsOf(pipeline, job)].map(({ condition }) => condition?.value ?? '')
  const isStarted = pipeline.triggers.some(({ kind }) => kind === 'upstream')
  return (
    (isStarted && conditions.some((text) => /workflow_run\.conclusion\s*==\s*'success'/.test(text))) ||
    runsBefore(release).some(({ uses }) => WAITS_FOR_CHECKS.has(uses?.repository ?? ''))
  )
}
