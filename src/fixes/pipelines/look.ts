import type { Location } from '../../core/location.js'
import type { Command, Job, Pipeline, Step } from '../../models/index.js'
import type { FixInput } from '../types.js'

/** Every pipeline that the files describe. */
export function pipelinesOf({ models }: FixInput): readonly Pipeline[] {
  const { pipelines } = models()
  return pipelines.known ? pipelines.value.all : []
}

/** A job with its pipeline. */
export interface Where {
  readonly pipeline: Pipeline
  readonly job: Job
}

/** The jobs that stand at the place: a workflow that is called stands in the pipelines of its callers too. */
export function jobsAt(input: FixInput, { file, line, column }: Location): Where[] {
  return pipelinesOf(input).flatMap((pipeline) =>
    pipeline.jobs
      .filter(({ at }) => at.file === file && at.line === line && at.column === column)
      .map((job) => ({ pipeline, job })),
  )
}

/** A step with its job. */
export interface StepWhere extends Where {
  readonly step: Step
}

/** The steps whose route in their file begins the given one. */
export function stepsAt(input: FixInput, file: string, route: string): StepWhere[] {
  const isIn = ({ at }: Step): boolean => at.file === file && (route === at.route || route.startsWith(`${at.route}.`))
  return pipelinesOf(input).flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) =>
      job.steps
        .flatMap((step) => [step, ...step.inner])
        .filter(isIn)
        .map((step) => ({ pipeline, job, step })),
    ),
  )
}

/** The command that stands at the place. */
export function commandAtPlace(steps: readonly Step[], { file, line, column }: Location): Command | undefined {
  return steps
    .flatMap(({ commands }) => commands)
    .find(({ at }) => at.file === file && at.line === line && at.column === column)
}

/** Labels of runners that GitHub provides, but for Windows (GitHub docs: GitHub-hosted runners reference). */
const UNIX = /^(?:ubuntu|macos)-[\w.-]+$/

/** Whether the script of a step runs in bash or sh: said so, or the default of a runner that is known. */
export function runsInUnixShell({ shell }: Step, { runner }: Job): boolean {
  if (shell !== undefined) return /^(?:bash|sh)$/.test(shell)
  return runner.length > 0 && runner.every((label) => UNIX.test(label))
}
