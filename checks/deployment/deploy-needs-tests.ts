import {
  ancestorsOf,
  defineCheck,
  DEPLOY_KINDS,
  descendantsOf,
  earlierRuns,
  guardOf,
  hiddenBefore,
  outermostCaller,
  releasesOf,
  runsBefore,
  TEST_KINDS,
  testsWhatIsMerged,
  unreadable,
  systemWords,
  z,
  type Activity,
  type CheckOutcome,
  type Job,
  type Known,
  type PipelineLink,
  type Protection,
  type Release,
  type Step,
} from '../../src/check-api/index.js'

type Message = 'unordered' | 'elsewhere' | 'outdated' | 'trusting'

export default defineCheck({
  id: 'deploy-needs-tests',
  title: 'Deployment does not wait for the tests',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.3',
    'DL.CD.7',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'OPS06-BP02',
    'REL08-BP02',
    'hc.integration.cicd',
    'hc.full.git-driven-cicd',
    'hc.automate.testing',
    'ba.test-before-deploy',
    'ba.step.4-tests-and-gates',
  ],
  needs: ['delivery', 'project'],
  wants: ['protection'],
  options: z.strictObject({}),
  messages: {
    unordered: {
      text: 'Job {job} {does} without waiting for {tests}, which runs the tests in the same workflow.',
      remedy: 'Let the job wait for {tests}: {waiting}.',
    },
    elsewhere: {
      text: 'Job {job} {does} what no required test has passed; the tests run in {workflow}.',
      remedy: 'Run the tests in a job that this one needs, or require them on the branch before a merge.',
    },
    outdated: {
      text: 'Job {job} {does} a merge that nobody tested: {check} is required on {branch}, but not on its latest state.',
      remedy: 'Run the tests in a job that this one needs, use a merge queue, or require changes to be up to date.',
    },
    trusting: {
      text: 'Job {job} {does} without tests of its own: it trusts that {check} was required before the merge into {branch}.',
      remedy: 'Run the tests in a job that this one needs, so that what it {does} was tested as it is.',
    },
  },

  *run({ delivery, project, protection }) {
    const releases = releasesOf(delivery)
    if (releases.length === 0) return yield { kind: 'not-applicable', reason: 'no pipeline deploys or publishes' }
    const { tests, links } = delivery
    const exist = tests.length > 0 || project.languages.some(({ testFiles }) => testFiles.length > 0)
    for (const release of releases) {
      if (tests.length > 0 || hiddenBefore(release) !== undefined) yield* judge(release, tests, links, protection)
      else if (exist)
        yield { kind: 'implied', by: 'test-run-in-ci', reason: 'no pipeline runs the tests', at: release.job.at }
    }
  },
})

function* judge(
  release: Release,
  tests: readonly Activity[],
  links: readonly PipelineLink[],
  protection: Known<Protection>,
): Generator<CheckOutcome<Message>> {
  const { pipeline, job, does } = release
  const { id, at } = outermostCaller(pipeline, job)
  const data = { job: id, does }
  const before = [...runsBefore(release), release.step]
  if (before.some(hasTests)) return yield { kind: 'evidence', text: 'the tests run before job {job} {does}', data, at }
  const earlier = earlierRuns(release, links)
  const tested = earlier.steps.find(({ step }) => hasTests(step))
  if (tested !== undefined) {
    const text = 'job {job} {does} once {workflow} has run the tests'
    return yield { kind: 'evidence', text, data: { ...data, workflow: tested.pipeline.file }, at }
  }
  if (earlier.hidden) {
    return yield { kind: 'evidence', text: 'job {job} {does} once another workflow has succeeded', data, at }
  }
  const after = jobsAfter(release).flatMap(({ steps }) => steps)
  if (after.some(hasTests)) return
  const hidden = hiddenBefore(release) ?? earlier.steps.flatMap(({ step }) => step.opaque)[0]?.what
  if (hidden !== undefined) {
    const reason = '{what} runs before job {job} {does} and may be the tests'
    return yield { kind: 'unknown', origin: 'files', reason, data: { ...data, what: hidden }, at }
  }
  const [later] = after.flatMap(({ opaque }) => opaque)
  if (later !== undefined) {
    const reason = '{what} runs after job {job} {does} and may test it before it goes any further'
    return yield { kind: 'unknown', origin: 'files', reason, data: { ...data, what: later.what }, at }
  }
  const beside = tests.filter(
    (test) =>
      test.pipeline === pipeline &&
      test.job !== job &&
      test.triggers.some((trigger) => release.triggers.includes(trigger)),
  )
  // A report that the system keeps says less than a command.
  const unordered = beside.find(({ intent }) => intent.command !== undefined) ?? beside[0]
  if (unordered !== undefined) {
    const { waiting } = systemWords(pipeline.system)
    return yield { kind: 'problem', message: 'unordered', data: { ...data, tests: unordered.job.id, waiting }, at }
  }
  yield* elsewhere(release, tests, protection)
}

/**
 * The later jobs of the same run, if what goes out here may only be handed to them: it is no release before they have
 * tested it. What the deployment behind a publication waits for is among them.
 */
function jobsAfter({ pipeline, job, does, tier }: Release): Job[] {
  const goesFurther = does === 'publishes' || (tier !== 'production' && tier !== 'unknown')
  const later = goesFurther ? descendantsOf(pipeline, job) : []
  const deploying = later.filter(
    ({ steps }) =>
      does === 'publishes' && steps.some(({ intents }) => intents.some(({ kind }) => DEPLOY_KINDS.has(kind))),
  )
  return [...later, ...deploying.flatMap((each) => ancestorsOf(pipeline, each)).filter((each) => each !== job)]
}

function hasTests({ intents }: Step): boolean {
  return intents.some(({ kind }) => TEST_KINDS.has(kind))
}

/** The tests run in other workflows: only the protection of the branch can make the release wait for them. */
function* elsewhere(
  { pipeline, job, does }: Release,
  tests: readonly Activity[],
  protection: Known<Protection>,
): Generator<CheckOutcome<Message>> {
  const { id, at } = outermostCaller(pipeline, job)
  const data = { job: id, does }
  const workflow = tests[0]?.pipeline.file ?? ''
  const closed = (fact: Parameters<typeof unreadable>[0]): CheckOutcome<Message> => {
    const reason = 'the tests run in {workflow}, and what a merge requires cannot be read: {why}'
    return { ...unreadable(fact), reason, data: { workflow, why: fact.reason }, at }
  }
  if (!protection.known) return yield closed(protection)
  const { requiredChecks, requiredWorkflows, branch } = protection.value
  if (!requiredChecks.known) return yield closed(requiredChecks)
  const check = tests
    .map((test) => guardOf(test, requiredChecks.value, requiredWorkflows))
    .find((name) => name !== undefined)
  if (check === undefined) {
    return yield { kind: 'problem', message: 'elsewhere', data: { ...data, workflow }, at }
  }
  const merged = testsWhatIsMerged(protection.value)
  if (!merged.known) return yield closed(merged)
  const more = { ...data, check, branch }
  if (!merged.value) return yield { kind: 'problem', message: 'outdated', data: more, at, severity: 'warning' }
  yield {
    kind: 'evidence',
    text: '{check} is required before the merge into {branch} that job {job} {does}',
    data: more,
    at,
  }
  yield { kind: 'problem', message: 'trusting', data: more, at, severity: 'notice' }
}
