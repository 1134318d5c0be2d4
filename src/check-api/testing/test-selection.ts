import { oncePer } from '../../core/once.js'
import type { Intent, Job, Pipeline, Step } from '../../models/index.js'
import { ancestorsOf, type StepInJob } from '../pipelines/pipelines.js'
import { placeOfStep } from '../../models/step-order.js'

/** Characters of a command that are looked at. */
const MAX_LENGTH = 500

/** How runners choose the tests of what a change touches. Source: the command line reference of each. */
const BY_COMMAND: readonly RegExp[] = [
  /\bnx\s(?:[^\n]{0,100}\s)?affected(?::\w+)?\b/,
  /\bturbo\b[^\n]{0,300}\s(?:--affected\b|--filter[= ]\S{0,100}\[)/,
  /\b(?:pnpm|yarn|lerna)\b[^\n]{0,300}\s(?:--since\b|(?:--filter|-F)[= ]\S{0,100}\[)/,
  /\b(?:jest|react-scripts|vitest)\b[^\n]{0,300}\s(?:--changedSince\b|--onlyChanged\b|-o\b|--changed\b|--findRelatedTests\b)/,
  /\bpants\b[^\n]{0,300}--changed-since\b/,
  /\bpytest\b[^\n]{0,300}\s--(?:testmon|picked)\b/,
  /\brush\b[^\n]{0,300}\s--impacted-by\b/,
  /\bmoon ci\b/,
]

/** Programs that work out which tests to run, for commands behind them. */
const CHOOSING = /\b(?:bazel-diff|target-determinator|launchable subset|dotnet[- ]affected)\b/

/** Ready-made code that tells which folders changed. */
const TELLING =
  /^(?:dorny\/paths-filter|tj-actions\/changed-files|circleci:circleci\/path-filtering\S*|buildkite:(?:buildkite-plugins\/)?monorepo-diff|buildkite:chronotc\/monorepo-diff)$/

/** How a step chooses the tests that it runs: by what depends on what changed, or by the folders that did. */
export interface TestSelection {
  readonly by: 'dependencies' | 'folders'
  /** The words that say so. */
  readonly what: string
}

/** How the tests of an intent are chosen by what changed; undefined if all of them run. */
export function selectionOf(where: StepInJob, { command }: Intent): TestSelection | undefined {
  const { job, step, pipeline } = where
  const texts =
    command === undefined
      ? []
      : [command.argv.map(({ text }) => text).join(' '), ...command.because.map(({ text }) => text)]
  for (const text of texts) {
    const found = BY_COMMAND.map((pattern) => pattern.exec(text.slice(0, MAX_LENGTH))?.[0]).find(
      (each) => each !== undefined,
    )
    if (found !== undefined) return { by: 'dependencies', what: found }
  }
  const { choosers, tellers } = choicesIn(pipeline)(job)
  const isBefore = ({ step: each }: Choice): boolean =>
    !job.steps.includes(each) || placeOfStep(job, each) <= placeOfStep(job, step)
  const chooser = choosers.find(isBefore)
  if (chooser !== undefined) return { by: 'dependencies', what: chooser.what }
  const conditions = [job.condition?.value ?? '', step.condition?.value ?? ''].join(' ')
  const teller = tellers.find(isBefore)
  if (teller === undefined || !/outputs|changes|changed/.test(conditions)) return undefined
  return { by: 'folders', what: teller.what }
}

/** A step that works out what to test, and the words that say so. */
interface Choice {
  readonly step: Step
  readonly what: string
}

interface Choices {
  readonly choosers: readonly Choice[]
  readonly tellers: readonly Choice[]
}

/** The steps of a job and of those before it are looked through once, not for each command. */
const choicesIn = oncePer((pipeline: Pipeline) => oncePer((job: Job) => choicesBefore(pipeline, job)))

/** All of a job, also what comes behind the step in question, and of the jobs before it. */
function choicesBefore(pipeline: Pipeline, job: Job): Choices {
  const steps = [job, ...ancestorsOf(pipeline, job)].flatMap((each) => each.steps)
  const choosers = steps.flatMap((step): Choice[] => {
    const what = CHOOSING.exec(step.run?.value.slice(0, 10_000) ?? '')?.[0]
    return what === undefined ? [] : [{ step, what }]
  })
  const tellers = steps.flatMap((step): Choice[] => {
    const { uses } = step
    return uses !== undefined && TELLING.test(uses.repository ?? '')
      ? [{ step, what: uses.repository ?? uses.text }]
      : []
  })
  return { choosers, tellers }
}
