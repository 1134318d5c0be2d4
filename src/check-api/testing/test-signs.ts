import { TEST_KINDS } from '../../core/intent-kind.js'
import type { Intent, TestPurpose, Tests, TestSign } from '../../models/index.js'
import { valuesOf } from '../common/options.js'
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
    const intent = testsOf(steps, sign.language).find((each) => mayReach(each, sign))
    return intent === undefined ? [] : [{ sign, intent }]
  })
}

/** Where the task `test` of Gradle looks (Gradle docs, "The Java Plugin": project layout); other source sets have tasks of their own. */
const OF_TASK_TEST = /(?:^|\/)src\/test\/(?:java|kotlin|groovy|scala)\//

/**
 * Whether a test command may run what the sign shows. The task `test` of Gradle runs one source set; told single classes, it
 * runs those, and a package that tests use shows nothing of them.
 */
export function mayReach({ tool, command }: Intent, { at }: TestSign): boolean {
  if (tool !== 'gradle' || command === undefined) return true
  const told = valuesOf(command.argv, '--tests').map(({ text }) => text)
  const tasks = command.argv.slice(1).filter(({ text }) => !text.startsWith('-') && !told.includes(text))
  const isTestAlone = tasks.length > 0 && tasks.every(({ text }) => /^(?:[\w:-]{0,200}:)?(?:clean|test)$/.test(text))
  if (!isTestAlone) return true
  const name = at.file.slice(at.file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  const isTold = told.length === 0 || told.some((text) => names(text, name))
  return /(?:^|\/)src\//.test(at.file) ? OF_TASK_TEST.test(at.file) && isTold : isTold
}

/** Whether a filter names the class, or classes by a pattern (Gradle docs, "Testing in Java & JVM projects": test filtering). */
function names(filter: string, name: string): boolean {
  return filter.includes('*') || filter.includes('$') || filter.split('.').includes(name)
}
