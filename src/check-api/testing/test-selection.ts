import type { Intent } from '../../models/index.js'
import { ancestorsOf, type StepInJob } from '../pipelines/pipelines.js'

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
  const before = [
    ...job.steps.slice(0, job.steps.indexOf(step) + 1),
    ...ancestorsOf(pipeline, job).flatMap(({ steps }) => steps),
  ]
  const chooser = before
    .map(({ run }) => CHOOSING.exec(run?.value.slice(0, 10_000) ?? '')?.[0])
    .find((each) => each !== undefined)
  if (chooser !== undefined) return { by: 'dependencies', what: chooser }
  const conditions = [job.condition?.value ?? '', step.condition?.value ?? ''].join(' ')
  const teller = before.find(({ uses }) => TELLING.test(uses?.repository ?? ''))
  if (teller?.uses === undefined || !/outputs|changes|changed/.test(conditions)) return undefined
  return { by: 'folders', what: teller.uses.repository ?? teller.uses.text }
}
