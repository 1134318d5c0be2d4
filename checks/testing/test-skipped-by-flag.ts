import {
  defineCheck,
  earlierRuns,
  noPipeline,
  reachedByItself,
  releasesOf,
  runsBefore,
  searchGap,
  stepsOf,
  TEST_KINDS,
  z,
  type CheckOutcome,
  type Command,
  type PipelineLink,
  type Release,
  type Step,
  type StepInJob,
} from '../../src/check-api/index.js'

/** A build tool whose lifecycle runs the tests unless it is told not to. */
interface Lifecycle {
  readonly language: string
  /** Tasks that run the tests on their way, without the path of a project. */
  readonly goals: ReadonlySet<string>
  /** The option, as written, by which the words skip the tests. */
  skips(words: readonly string[]): string | undefined
}

/** Maven phases from `test` on (Maven docs: Introduction to the Build Lifecycle). */
const MAVEN_PHASES = 'test prepare-package package pre-integration-test integration-test verify install deploy'
const MAVEN_SKIPS = /^-D(?:skipTests|maven\.test\.skip(?:\.exec)?)(?:=true)?$/

const LIFECYCLES: ReadonlyMap<string, Lifecycle> = new Map([
  [
    'maven',
    {
      language: 'java',
      goals: new Set(MAVEN_PHASES.split(' ')),
      skips: (words) => joined(words, ['-D', '--define'], '').find((word) => MAVEN_SKIPS.test(word)),
    },
  ],
  [
    'gradle',
    {
      language: 'java',
      goals: new Set(['build', 'buildNeeded', 'buildDependents']),
      skips: (words) =>
        joined(words, ['-x', '--exclude-task'], ' ').find((word) =>
          /^(?:-x|--exclude-task)[ =]?:?(?:[\w-]+:)*(?:test|check)$/.test(word),
        ),
    },
  ],
])

export default defineCheck({
  id: 'test-skipped-by-flag',
  title: 'Build tool is told to skip the tests',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CI.3', 'QA.FT.1', 'OPS05-BP02', 'ba.test-before-deploy', 'ba.trap.test-coverage'],
  needs: ['pipelines', 'delivery', 'project'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    nowhere: {
      text: '{tool} is told by {flag} to skip the tests, and no pipeline runs them.',
      remedy: 'Leave {flag} out, or run the tests in a job that this one needs.',
    },
    beforeRelease: {
      text: 'Job {job} {does} what {tool} built with {flag}, and no test ran before in the same run.',
      remedy: 'Leave {flag} out, or run the tests of the same commit in a job that this one needs.',
    },
  },

  *run({ pipelines, delivery, project, reportedChecks }) {
    const tested = new Set(project.languages.flatMap((each) => (each.testFiles.length > 0 ? [each.language] : [])))
    const builds = stepsOf(pipelines, { inlined: true }).flatMap((where) =>
      buildsOf(where.step).map((build) => ({ where, ...build })),
    )
    if (builds.length === 0) {
      const reason = 'no pipeline builds with a tool whose lifecycle runs the tests'
      return yield noPipeline(pipelines, reason) ?? { kind: 'not-applicable', reason }
    }
    const releases = releasesOf(delivery)
    const reached = reachedByItself(pipelines, { schedule: false })
    for (const { where, command, tool, flag, language } of builds) {
      const { at, because } = command
      if (!tested.has(language)) {
        yield { kind: 'implied', by: 'test-suite-present', reason: 'there are no tests that the build could skip' }
      } else if (flag === undefined) {
        yield { kind: 'evidence', text: '{tool} runs the tests as a part of the build', data: { tool }, at, because }
      } else {
        const release = releases.find((each) => each.step === where.step || runsBefore(each).includes(where.step))
        const hidden = searchGap(reached, pipelines, reportedChecks, 'run the tests')
        const elsewhere = reached.steps.some(({ step }) => runsTests(step, language))
        const missing = judge(where, release, { language, elsewhere, links: delivery.links })
        if (missing === undefined)
          yield { kind: 'evidence', text: 'the tests that {flag} skips run elsewhere', data: { flag }, at, because }
        else if (hidden !== undefined && !elsewhere) yield hidden
        else yield { ...missing, data: { ...missing.data, tool, flag }, at, because }
      }
    }
  },
})

type Missing = Extract<CheckOutcome<'nowhere' | 'beforeRelease'>, { kind: 'problem' }>

/** What is wrong with a build that skips the tests, if anything: they may run in another job or another pipeline. */
function judge(
  { job, step }: StepInJob,
  release: Release | undefined,
  { language, elsewhere, links }: { language: string; elsewhere: boolean; links: readonly PipelineLink[] },
): Missing | undefined {
  const before = release === undefined ? job.steps : [...runsBefore(release), release.step]
  if ([...before, step].some((each) => runsTests(each, language))) return undefined
  if (!elsewhere) return { kind: 'problem', message: 'nowhere' }
  if (release === undefined) return undefined
  const earlier = earlierRuns(release, links)
  if (earlier.hidden || earlier.steps.some((each) => runsTests(each.step, language))) return undefined
  const data = { job: release.job.id, does: release.does }
  return { kind: 'problem', message: 'beforeRelease', severity: 'notice', data }
}

function runsTests({ intents }: Step, language: string): boolean {
  return intents.some(
    ({ kind, covers, tool, command }) =>
      TEST_KINDS.has(kind) &&
      (covers.length === 0 || covers.includes(language)) &&
      LIFECYCLES.get(tool)?.skips(wordsOf(command)) === undefined,
  )
}

function wordsOf(command: Command | undefined): string[] {
  return command?.argv.slice(1).map(({ text }) => text) ?? []
}

interface Build {
  readonly command: Command
  readonly tool: string
  readonly language: string
  readonly flag: string | undefined
}

/** The commands of a step by which a lifecycle that runs tests is run. */
function buildsOf({ intents }: Step): Build[] {
  const tools = new Map(
    intents.flatMap(({ command, tool }) =>
      command !== undefined && LIFECYCLES.has(tool) ? [[command, tool] as const] : [],
    ),
  )
  return [...tools].flatMap(([command, tool]): Build[] => {
    const lifecycle = LIFECYCLES.get(tool)
    const words = wordsOf(command)
    const goals = words.filter((word) => !word.startsWith('-'))
    if (lifecycle === undefined || !goals.some((goal) => lifecycle.goals.has(goal.split(':').at(-1) ?? ''))) return []
    return [{ command, tool, language: lifecycle.language, flag: lifecycle.skips(words) }]
  })
}

/** The words, with options of these names and the word behind them made one. */
function joined(words: readonly string[], options: readonly string[], glue: string): string[] {
  return words.map((word, index) => {
    if (!options.includes(word)) return word
    return `${glue === '' ? '-D' : word}${glue}${words[index + 1] ?? ''}`
  })
}
