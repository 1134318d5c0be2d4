import {
  type CheckOutcome,
  type Command,
  defineCheck,
  type Discard,
  discardOf,
  firstGap,
  inSteps,
  type Intent,
  type IntentKind,
  judgedByResults,
  LINT_KINDS,
  noPipeline,
  type Pipelines,
  statusOf,
  type Step,
  type StepInJob,
  stepsOf,
  stops,
  TEST_KINDS,
  z,
} from '../../src/check-api/index.js'

const OTHER: ReadonlySet<IntentKind> = new Set<IntentKind>(['build', 'iac-plan'])

/** Options by which a tool itself reports success whatever it found; a value may be the next word. */
const FORGIVING: ReadonlyMap<string, readonly string[]> = new Map([
  ['maven', ['-fn', '--fail-never']],
  ['flake8', ['--exit-zero']],
  ['ruff', ['--exit-zero', '-e']],
  ['pylint', ['--exit-zero']],
  ['tflint', ['--force']],
  ['golangci-lint', ['--issues-exit-code=0', '--issues-exit-code 0']],
  ['cfn-lint', ['--non-zero-exit-code=none', '--non-zero-exit-code none']],
  ['swiftlint', ['--lenient']],
  ['hadolint', ['--no-fail']],
])

/** Options that do so for tests only: what the tool builds can still fail (Maven Surefire plugin: testFailureIgnore). */
const FORGIVING_TESTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['maven', ['-Dmaven.test.failure.ignore', '-Dmaven.test.failure.ignore=true', '-DtestFailureIgnore=true']],
])

/** Actions that write what a formatter changed back to the repository. */
const COMMITS: ReadonlySet<string> = new Set([
  'peter-evans/create-pull-request',
  'stefanzweifel/git-auto-commit-action',
  'endbug/add-and-commit',
  'ad-m/github-push-action',
  'autofix-ci/action',
  'pre-commit-ci/lite-action',
])

export default defineCheck({
  id: 'ci-test-cannot-fail',
  title: 'Test or check step that cannot fail the build',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CR.1',
    'DL.CI.3',
    'DL.CD.3',
    'QA.FT.1',
    'QA.NT.1',
    'QA.DT.1',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'REL08-BP02',
    'ba.test-before-deploy',
    'ba.step.4-tests-and-gates',
  ],
  facets: { test: ['DL.CI.3', 'QA.FT.1', 'QA.DT.1'], lint: ['DL.CR.1', 'QA.NT.1'], verify: ['DL.CD.3'] },
  needs: ['pipelines', 'project'],
  options: z.strictObject({}),
  messages: {
    discarded: {
      text: 'The failure of {tool} is discarded by {construct}, so this step is green whatever it finds.',
      remedy: 'Remove {construct}; if the step is known to be flaky, fix or quarantine the single test.',
    },
  },

  *run({ pipelines, project }) {
    const hasTests = project.languages.some(
      ({ language, testFiles }) => language === 'javascript' && testFiles.length > 0,
    )
    const all = stepsOf(pipelines, { inlined: true }).flatMap((where) =>
      where.step.intents.flatMap((intent) => {
        const facet = facetOf(intent.kind)
        if (facet === undefined) return []
        const lost = lostBy(where, intent, facet) ?? vacuous(intent, hasTests)
        return [{ where, intent, facet, lost, otherwise: judgedOtherwise(where, intent, facet) }]
      }),
    )
    const judged = all.filter((each) => !each.otherwise && !isPreparation(each))
    if (judged.length === 0) return yield nothingJudged(pipelines)
    // A second, forgiving run of a tool that also runs strictly hides nothing: experimental versions, reports, a last look.
    const strict = new Set(
      all
        .filter(({ lost, otherwise }) => lost === undefined || otherwise)
        .map(({ intent: { kind, tool } }) => `${kind} ${tool}`),
    )
    for (const { where, intent, facet, lost } of judged) {
      const { kind, tool, at, because } = intent
      if (intent.command !== undefined && statusOf(intent.command)?.state === 'lost') {
        const reason = 'its exit status is lost on the way'
        yield { kind: 'implied', by: 'ci-exit-code-lost', reason, severity: 'warning', at, facet }
      } else if (lost === undefined) {
        yield { kind: 'evidence', text: 'a failure of {tool} fails the job', data: { tool }, at, because, facet }
      } else if (!strict.has(`${kind} ${tool}`) && stops(where)) {
        const data = { tool, construct: lost.text }
        yield { kind: 'problem', message: 'discarded', data, at: lost.at, because, facet }
      }
    }
  },
})

interface Judged {
  readonly where: StepInJob
  readonly facet: string
  readonly lost: Discard | undefined
}

function nothingJudged(pipelines: Pipelines): CheckOutcome<'discarded'> {
  const steps = stepsOf(pipelines, { inlined: true }).map(({ step }) => step)
  return (
    noPipeline(pipelines, 'there is no pipeline that could test') ??
    firstGap(steps, pipelines, 'run tests') ?? { kind: 'not-applicable', reason: 'no pipeline tests, lints or builds' }
  )
}

function facetOf(kind: IntentKind): string | undefined {
  if (TEST_KINDS.has(kind)) return 'test'
  if (LINT_KINDS.has(kind)) return 'lint'
  if (kind === 'verify-deployment') return 'verify'
  return OTHER.has(kind) ? 'other' : undefined
}

/** Whether a build only makes a tool for something else in a forgiving step or job, which cannot be looked into. */
function isPreparation({ where: { job, step }, facet, lost }: Judged): boolean {
  if (facet !== 'other' || lost === undefined) return false
  const within = lost.at === step.allowFailure?.at ? [step] : lost.at === job.allowFailure?.at ? job.steps : []
  return within.some(({ opaque }) => opaque.length > 0)
}

/** Whether something else than the exit status decides: what reads the output, or who merges the corrections. */
function judgedOtherwise({ job, step }: StepInJob, { tool, command }: Intent, facet: string): boolean {
  // CodeQL's build is part of a scan.
  if (tool === 'codeql' || (command && statusOf(command)?.state === 'judged')) return true
  return facet === 'lint' && COMMITTING.behind(job, step).length > 0
}

const COMMITTING = inSteps((step) => (commits(step) ? [step] : []))

function commits({ uses, commands }: Step): boolean {
  return COMMITS.has(uses?.repository ?? '') || commands.some(isCommit)
}

function isCommit({ argv: [program, sub, third] }: Command): boolean {
  if (program?.text === 'git') return sub?.text === 'commit' || sub?.text === 'push'
  return program?.text === 'gh' && sub?.text === 'pr' && third?.text === 'create'
}

/** What keeps a failure from failing the job: the tool itself, or something around it. */
function lostBy(where: StepInJob, intent: Intent, facet: string): Discard | undefined {
  const discard = ownDiscard(intent) ?? discardOf(where, intent)
  if (discard === undefined || (facet !== 'test' && facet !== 'lint')) return discard
  return judgedByResults(where, facet === 'test' ? 'tests' : 'findings') ? undefined : discard
}

/** The option by which the tool reports success, where nothing else takes its status away. */
function ownDiscard({ command, tool, kind }: Intent): Discard | undefined {
  if (command === undefined || command.ignoredFailure !== undefined) return undefined
  const words = command.argv.map(({ text }) => text)
  const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ''}`)
  const ofTests = TEST_KINDS.has(kind) ? FORGIVING_TESTS.get(tool) : undefined
  const option = [...(FORGIVING.get(tool) ?? []), ...(ofTests ?? [])].find(
    (each) => words.includes(each) || pairs.includes(each),
  )
  return option === undefined ? undefined : { text: option, at: command.at }
}

/** A test runner that is told to be content with no tests, where there are none. */
function vacuous({ kind, command }: Intent, hasTests: boolean): Discard | undefined {
  const isContent = command?.argv.some(({ text }) => text === '--passWithNoTests') === true
  if (command === undefined || hasTests || !isContent || !TEST_KINDS.has(kind)) return undefined
  return { text: '--passWithNoTests', at: command.at }
}
