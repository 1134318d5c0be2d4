import { oncePer } from '../../core/once.js'
import type { Command, Intent, Job, Step } from '../../models/index.js'
import type { StepInJob } from '../pipelines/pipelines.js'

/** How tests run: `together` by what is written, `by-default` for a runner that does so by itself, or `one-by-one`. */
export interface TestConcurrency {
  readonly runs: 'together' | 'by-default' | 'one-by-one'
  /** As written, or the runner. */
  readonly what: string
}

/** A word of a command, and the word behind it where the option may stand apart from its value. */
interface Sign {
  readonly tools?: readonly string[]
  readonly word: RegExp
  readonly next?: RegExp
}

const MORE = /^(?:auto|logical|max|[2-9]|[1-9]\d|\d{1,3}%|\d(?:\.\d)?C|\$.*)$/

/** What lets tests run at the same time. Source: the command line reference of each runner. */
const TOGETHER: readonly Sign[] = [
  { word: /^--shard(?:=.+|-id.*|-index.*|-count.*)?$/ },
  {
    tools: ['pytest'],
    word: /^(?:-n(?:auto|logical|[2-9])|--numprocesses=(?:auto|logical|[2-9]).*|--splits(?:=.*)?|--workers=.*)$/,
  },
  { tools: ['pytest'], word: /^(?:-n|--numprocesses)$/, next: MORE },
  { tools: ['jest', 'vitest', 'react-scripts'], word: /^--maxWorkers=(?:[2-9]|\d\d|\d+%)/ },
  { tools: ['jest', 'vitest', 'react-scripts', 'playwright'], word: /^(?:--maxWorkers|-w|--workers|-j)$/, next: MORE },
  { tools: ['playwright'], word: /^(?:--workers=(?:[2-9]|\d\d|\d+%)|--fully-parallel)/ },
  { tools: ['mocha'], word: /^(?:-p|--parallel)$/ },
  { tools: ['cypress', 'phpunit', 'pest', 'artisan', 'swift', 'rspec', 'rails'], word: /^--parallel$/ },
  { tools: ['testcafe'], word: /^(?:-c|--concurrency)(?:=.*)?$/ },
  {
    tools: ['maven'],
    word: /^(?:-T.+|--threads=.*|-Dsurefire\.forkCount=[2-9].*|-DforkCount=(?:[2-9]|\dC).*|-Dparallel=.+)$/,
  },
  { tools: ['maven'], word: /^(?:-T|--threads)$/, next: MORE },
  { tools: ['gradle'], word: /^(?:--parallel|-Dorg\.gradle\.parallel=true|--max-workers=[2-9])/ },
  { tools: ['ctest'], word: /^(?:-j.*|--parallel.*)$/ },
  { tools: ['ginkgo'], word: /^-?-(?:p|procs=[2-9].*|nodes=[2-9].*)$/ },
  { tools: ['tox'], word: /^(?:-p|--parallel|run-parallel|p)$/ },
  { tools: ['xcodebuild'], word: /^-parallel-testing-(?:enabled|worker-count)$/ },
  {
    word: /^(?:parallel_rspec|parallel_test|parallel_cucumber|parallel:\w+|turbo_tests|paratest|knapsack(?:_pro)?(?::.*)?|flatware)$/,
  },
]

/** What makes a runner that would do so by itself run one test file after another. */
const ONE_BY_ONE: readonly Sign[] = [
  { tools: ['jest', 'react-scripts'], word: /^(?:--runInBand|--run-in-band|-i|--maxWorkers=1)$/ },
  { tools: ['jest', 'react-scripts'], word: /^(?:--maxWorkers|-w)$/, next: /^1$/ },
  {
    tools: ['vitest'],
    word: /^(?:--no-file-parallelism|--fileParallelism=false|--maxWorkers=1|--(?:poolOptions\.)?(?:threads|forks)\.single(?:Thread|Fork)(?:=true)?)$/,
  },
  { tools: ['vitest'], word: /^--maxWorkers$/, next: /^1$/ },
  { tools: ['go'], word: /^-p=1$/ },
  { tools: ['go'], word: /^-p$/, next: /^1$/ },
  { tools: ['cargo', 'cargo-nextest'], word: /^--test-threads=1$/ },
  { tools: ['cargo', 'cargo-nextest'], word: /^--test-threads$/, next: /^1$/ },
  { tools: ['node'], word: /^--test-concurrency=1$/ },
]

/** Runners that run test files, or packages, at the same time unless they are told otherwise. */
const BY_DEFAULT: ReadonlySet<string> = new Set(
  'jest vitest ava node playwright go cargo cargo-nextest bazel pants buck2 dotnet react-scripts tap'.split(' '),
)

/** Variables and expressions that give each of several equal jobs its part of the tests. */
const PART =
  /CI_NODE_(?:INDEX|TOTAL)|CIRCLE_NODE_(?:INDEX|TOTAL)|BUILDKITE_PARALLEL_JOB|SYSTEM_JOBPOSITIONINPHASE|CI_TOTAL_JOBS|\bmatrix\.[\w-]*(?:shard|group|split|part|chunk|slice|index|node)/i

/** How the command of an intent runs tests; undefined if nothing says so. */
export function concurrencyOf({ job, step }: StepInJob, { tool, command }: Intent): TestConcurrency | undefined {
  const part = partIn((command?.argv ?? []).map(({ text }) => text)) ?? partOfStep(step) ?? partOfJob(job)
  if (part !== null) return { runs: 'together', what: part }
  if (splitsTests(job)) return { runs: 'together', what: 'circleci tests' }
  if (command === undefined) return undefined
  const serial = signIn(ONE_BY_ONE, tool, command)
  if (serial !== undefined) return { runs: 'one-by-one', what: serial }
  const parallel = signIn(TOGETHER, tool, command)
  if (parallel !== undefined) return { runs: 'together', what: parallel }
  return BY_DEFAULT.has(tool) ? { runs: 'by-default', what: tool } : undefined
}

/** A job or step is looked through once, not for each of its commands. Null: nothing there. */
const partOfStep = oncePer(({ run, env, with: inputs }: Step) => {
  const values = [...env.values(), ...inputs.values()].map(({ value }) => value)
  return partIn([...(run === undefined ? [] : [run.value]), ...values])
})
const partOfJob = oncePer(({ env }: Job) => partIn(Array.from(env.values(), ({ value }) => value)))

function partIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = PART.exec(text)
    if (found !== null) return found[0]
  }
  return null
}

function signIn(signs: readonly Sign[], tool: string, { argv }: Command): string | undefined {
  const words = argv.map(({ text }) => text)
  for (const { tools, word, next } of signs) {
    if (tools?.includes(tool) === false) continue
    const at = words.findIndex(
      (each, index) => word.test(each) && (next === undefined || next.test(words[index + 1] ?? '')),
    )
    if (at >= 0) return next === undefined ? words[at] : `${words[at] ?? ''} ${words[at + 1] ?? ''}`
  }
  return undefined
}

/** Whether the job takes its part of the tests by CircleCI's command line. */
const splitsTests = oncePer(({ steps }: Job) =>
  steps.some(({ run }) => run !== undefined && /\bcircleci tests (?:split|run)\b/.test(run.value)),
)
