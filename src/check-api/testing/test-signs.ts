import { TEST_KINDS } from '../../core/intent-kind.js'
import type { Intent, TestPurpose, Tests, TestSign } from '../../models/index.js'
import type { StepInJob } from '../pipelines/pipelines.js'

/** A sign of tests for a purpose, and the command of a pipeline that runs the tests of its language. */
export interface RunningSign {
  readonly sign: TestSign
  readonly intent: Intent
}

/** The intents among the steps that run tests of the language, whatever their kind; those made for it come first. */
export function testsOf(steps: readonly StepInJob[], language: string): Intent[] {
  const all = steps
    .flatMap(({ step }) => step.intents)
    .filter(
      ({ kind, covers }) =>
        (TEST_KINDS.has(kind) || kind === 'coverage') && (covers.length === 0 || covers.includes(language)),
    )
  return [...all.filter(({ covers }) => covers.length > 0), ...all.filter(({ covers }) => covers.length === 0)]
}

/** The signs of tests for a purpose whose language's test command is among the steps. */
export function signsThatRun(
  steps: readonly StepInJob[],
  { signs }: Pick<Tests, 'signs'>,
  purpose: TestPurpose,
): RunningSign[] {
  return signs.flatMap((sign) => {
    if (sign.purpose !== purpose || sign.language === undefined) return []
    const [intent] = testsOf(steps, sign.language)
    return intent === undefined ? [] : [{ sign, intent }]
  })
}
