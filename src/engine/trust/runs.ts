import type { Location } from '../../core/location.js'
import type { ActionRef, Command, Job, Pipeline, Pipelines, Step } from '../../models/index.js'

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

function runsLinter(step: Step): boolean {
  return linterRef(step) !== undefined || linterCommand(step) !== undefined
}

/** The action by which a step runs this linter, also inside a composite action. Forks and mirrors keep the name. */
export function linterRef({ uses, inner }: Step): ActionRef | undefined {
  if (uses?.repository?.split('/').at(-1) === 'pillarlint') return uses
  return inner.map(linterRef).find((each) => each !== undefined)
}

/** The command by which a step runs it. */
export function linterCommand({ commands, inner }: Step): Command | undefined {
  const own = commands.find(({ argv }) => argv[0]?.text === 'pillarlint')
  return own ?? inner.map(linterCommand).find((each) => each !== undefined)
}
