import type { Location } from '../../core/location.js'
import type { Job, Pipeline, Pipelines, Step } from '../../models/index.js'

/** A step that runs this linter. */
export interface LinterRun {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  readonly at: Location
}

/** Every step that runs this linter, as an action or by its command; once where several jobs call one workflow. */
export function linterRuns({ all }: Pipelines): LinterRun[] {
  return all.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) => job.steps.filter(runsLinter).map((step) => ({ pipeline, job, step, at: step.at }))),
  )
}

function runsLinter({ uses, commands, inner }: Step): boolean {
  return (
    isLinter(uses?.repository) || commands.some(({ argv }) => argv[0]?.text === 'pillarlint') || inner.some(runsLinter)
  )
}

/** Also forks and mirrors, which keep the name. */
function isLinter(repository: string | undefined): boolean {
  return repository?.split('/').at(-1) === 'pillarlint'
}
