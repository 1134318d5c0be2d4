import type { Located, Location } from '../../core/location.js'
import type { Command, Intent } from '../../models/index.js'
import { valuesOf } from '../common/options.js'
import type { StepInJob } from '../pipelines/pipelines.js'

/** Something that runs failing tests again. */
export interface TestRetry {
  /** As written, or what runs the script again. */
  readonly what: string
  /** `blanket`: whatever failed, and a later success is all that is seen. `seen`: only some failures, or tests that failed first are named. */
  readonly kind: 'blanket' | 'seen'
  /** Where it stands, if that is not where the tests are started. */
  readonly at?: Location
}

/** Options of test runners: a number above 0 has to follow, where one does. Source: the reference of each. */
const OPTIONS: readonly {
  readonly name: string
  readonly tools?: readonly string[]
  readonly kind: TestRetry['kind']
}[] = [
  { name: '--reruns', kind: 'blanket' },
  { name: '--retries', tools: ['playwright', 'cargo-nextest', 'nextest', 'cargo'], kind: 'seen' },
  { name: '--retries', kind: 'blanket' },
  { name: '--retry', tools: ['vitest', 'pest', 'bun'], kind: 'blanket' },
  { name: '-Dsurefire.rerunFailingTestsCount', kind: 'blanket' },
  { name: '-Dfailsafe.rerunFailingTestsCount', kind: 'blanket' },
  { name: '--rerun-fails', tools: ['gotestsum'], kind: 'blanket' },
  { name: '-retry-tests-on-failure', kind: 'blanket' },
  { name: '--retry-failed-tests', kind: 'blanket' },
  { name: '--flaky_test_attempts', kind: 'seen' },
]

/** Options that let only some failures be run again, or count tests that needed it as failed. */
const LIMITING =
  /^(?:--only-rerun|--rerun-except|--fail-on-flake|--fail-on-flaky-tests|-Dsurefire\.failOnFlakeCount)(?:=|$)/

/** The actions that run a script again. */
const ACTIONS = /^(?:nick-fields\/retry|nick-invision\/retry|wandalen\/wretry\.action)$/

/** How a step runs a test again by what its action, its words or what its words stand behind say; not by keys of its system. */
export function retryOf({ step }: StepInJob, intent: Intent): TestRetry | undefined {
  const { uses, with: inputs } = step
  if (ACTIONS.test(uses?.repository ?? '')) {
    const attempts = inputs.get('max_attempts') ?? inputs.get('attempt_limit')
    if (attempts?.value === '1') return undefined
    const kind = inputs.get('retry_on')?.value === 'timeout' ? 'seen' : 'blanket'
    return { what: uses?.text ?? '', kind, ...(uses !== undefined && { at: uses.at }) }
  }
  const { command, tool } = intent
  if (command === undefined) return undefined
  return optionOf(command, tool) ?? wrapperOf(step.run, command)
}

function optionOf({ argv }: Command, tool: string): TestRetry | undefined {
  const words = argv.map(({ text }) => text)
  const found = OPTIONS.find(
    ({ name, tools }) =>
      (tools?.includes(tool) ?? true) && words.some((word) => word === name || word.startsWith(`${name}=`)),
  )
  if (found === undefined || valuesOf(argv, found.name).some(({ text }) => text === '0')) return undefined
  return { what: found.name, kind: words.some((word) => LIMITING.test(word)) ? 'seen' : found.kind }
}

/** A program in front of the command, on its line, that runs it again until it succeeds. */
function wrapperOf(run: Located<string> | undefined, { argv }: Command): TestRetry | undefined {
  const program = argv[0]?.text ?? ''
  const line = run?.value
    .split('\n')
    .find((each) => /(?:^|[\s;&])(?:travis_retry|retry)\s/.test(each) && each.includes(program))
  if (line === undefined || program === '') return undefined
  return { what: line.includes('travis_retry') ? 'travis_retry' : 'retry', kind: 'blanket' }
}
