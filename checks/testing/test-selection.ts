import {
  defineCheck,
  firstGap,
  noPipeline,
  pathsFitting,
  selectionOf,
  stepsRun,
  z,
  type CheckOutcome,
  type FileIndex,
  type Intent,
  type IntentKind,
  type Pipelines,
  type Project,
  type StepInJob,
  type TestSelection,
  type Trigger,
  type TriggerKind,
} from '../../src/check-api/index.js'

const TESTS: ReadonlySet<IntentKind> = new Set<IntentKind>(['unit-test', 'integration-test', 'acceptance-test'])

/** What starts runs by itself in which all tests may be wanted. */
const STARTS: ReadonlySet<TriggerKind> = new Set<TriggerKind>([
  'change-request',
  'change-request-privileged',
  'push',
  'tag',
  'merge-queue',
  'schedule',
  'release',
])

/** Files that say that several packages live in one repository. */
const MONOREPO =
  /^(?:nx\.json|turbo\.json|lerna\.json|rush\.json|pnpm-workspace\.yaml|pants\.toml|go\.work|WORKSPACE(?:\.bazel)?|MODULE\.bazel|settings\.gradle(?:\.kts)?)$/

/** A run of tests that a trigger starts. */
interface TestRun {
  readonly where: StepInJob
  readonly intent: Intent
  readonly trigger: Trigger
  readonly selection: TestSelection | undefined
}

export default defineCheck({
  id: 'test-selection',
  title: 'Whole suite runs for every change although it is slow',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['QA.FT.4', 'hc.deploy.atomic.affected-only', 'ba.usecase.microservice-pipeline'],
  needs: ['pipelines', 'project', 'files'],
  options: z.strictObject({ minPackages: z._default(z.int().check(z.gte(2)), 10) }),
  messages: {
    never: {
      text: '{what} chooses the tests by what changed, and nothing ever runs all of them.',
      remedy: 'Run the whole suite on the default branch or every night: what a choice misses is found nowhere else.',
    },
  },

  *run({ pipelines, project, files }, { minPackages }) {
    const runs = runsOf(pipelines)
    const chosen = runs.find(({ selection }) => selection?.by === 'dependencies') ?? byFolders(runs)
    if (chosen?.selection !== undefined) return yield judge(chosen, chosen.selection, runs, pipelines)
    const packages = packagesIn(project, files)
    if (packages < minPackages) {
      const reason = 'the repository has too few packages for choosing their tests'
      return yield { kind: 'not-applicable', reason }
    }
    const [first] = runs
    if (first === undefined) {
      const reason = 'no pipeline runs tests'
      return yield noPipeline(pipelines, reason) ?? { kind: 'implied', by: 'test-run-in-ci', reason }
    }
    const reason = 'whether the tests of {packages} packages take long enough to choose among them is not known'
    const { at, because } = first.intent
    yield { kind: 'unknown', origin: 'hosting', reason, data: { packages }, at, because }
  },
})

function runsOf(pipelines: Pipelines): TestRun[] {
  return pipelines.all
    .filter(({ kind }) => kind === 'workflow')
    .flatMap((pipeline) =>
      pipeline.triggers
        .filter(({ kind }) => STARTS.has(kind))
        .flatMap((trigger) => stepsRun(pipeline, [trigger]).map((where) => ({ where, trigger }))),
    )
    .flatMap(({ where, trigger }) =>
      where.step.intents
        .filter(({ kind }) => TESTS.has(kind))
        .map((intent) => ({ where, intent, trigger, selection: selectionOf(where, intent) })),
    )
}

/** A run of tests that folders choose, if others of its pipeline hang on other folders: one condition alone tells code from the rest. */
function byFolders(runs: readonly TestRun[]): TestRun | undefined {
  const chosen = runs.filter(({ selection }) => selection?.by === 'folders')
  return chosen.find(({ where }) =>
    chosen.some((other) => other.where.pipeline === where.pipeline && conditionOf(other.where) !== conditionOf(where)),
  )
}

function conditionOf({ job, step }: StepInJob): string {
  return `${job.condition?.value ?? ''} ${step.condition?.value ?? ''}`
}

function judge(
  { intent }: TestRun,
  { by, what }: TestSelection,
  runs: readonly TestRun[],
  pipelines: Pipelines,
): CheckOutcome<'never'> {
  const { at, because } = intent
  const whole = runs.find(({ selection, trigger }) => selection === undefined && trigger.paths === undefined)
  if (whole !== undefined || by === 'folders') {
    const text = '{what} chooses the tests by what changed'
    return { kind: 'evidence', text, data: { what }, at, because }
  }
  const steps = pipelines.all.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps))
  return (
    firstGap(steps, pipelines, 'run all tests') ?? { kind: 'problem', message: 'never', data: { what }, at, because }
  )
}

/** Packages of one ecosystem at most, where something says that they belong together. */
function packagesIn({ manifests }: Project, files: FileIndex): number {
  const together =
    manifests.some(({ workspaceMember }) => workspaceMember) || pathsFitting(files.paths, [MONOREPO]).length > 0
  const counts = new Map<string, number>()
  for (const { ecosystem } of manifests) counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + 1)
  return together ? Math.max(0, ...counts.values()) : 0
}
