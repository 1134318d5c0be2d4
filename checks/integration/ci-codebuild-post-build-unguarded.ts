import {
  DEPLOY_KINDS,
  defineCheck,
  isAfterFailedBuild,
  jobsOf,
  PUBLISH_KINDS,
  TEST_KINDS,
  z,
  type CheckOutcome,
  type Intent,
  type IntentKind,
  type JobInPipeline,
} from '../../src/check-api/index.js'

const BRINGS_OUT: ReadonlySet<IntentKind> = new Set<IntentKind>([...PUBLISH_KINDS, ...DEPLOY_KINDS, 'migrate-database'])
const MAY_FAIL: ReadonlySet<IntentKind> = new Set<IntentKind>([
  ...TEST_KINDS,
  'build',
  'lint',
  'type-check',
  'package',
  'iac-plan',
])

export default defineCheck({
  id: 'ci-codebuild-post-build-unguarded',
  title: 'CodeBuild pushes or deploys in post_build even when build failed',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: ['aws-codebuild', 'aws-codepipeline'],
  fixable: 'suggestion',
  practices: [
    'DL.CI.3',
    'DL.CD.3',
    'ops05-bp10.boundaries.exception-handling',
    'OPS05-BP02',
    'REL08-BP02',
    'ba.test-before-deploy',
  ],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    unguarded: {
      text: 'A failed build phase does not keep post_build from running: {tool} then brings out what {failing} did not pass.',
      remedy:
        'Set on-failure: ABORT on the build phase, or begin post_build with test "$CODEBUILD_BUILD_SUCCEEDING" = 1.',
    },
  },

  *run({ pipelines }) {
    const seen = new Set<string>()
    for (const where of jobsOf(pipelines)) {
      if (!where.pipeline.system.startsWith('aws-code')) continue
      for (const outcome of judge(where)) {
        // A buildspec is the same in every project and pipeline that runs it.
        const key = JSON.stringify('at' in outcome ? outcome.at : '')
        if (seen.has(key)) continue
        seen.add(key)
        yield outcome
      }
    }
    if (seen.size > 0) return
    yield { kind: 'not-applicable', reason: 'no buildspec publishes or deploys after a build phase that may fail' }
  },
})

function* judge(where: JobInPipeline): Generator<CheckOutcome<'unguarded'>> {
  const { steps } = where.job
  const built = steps.filter(({ name }) => name?.value === 'build').flatMap(({ intents }) => intents)
  for (const step of steps.filter(({ name }) => name?.value === 'post_build')) {
    const found = step.intents.find((intent) => BRINGS_OUT.has(intent.kind))
    const failing = found && mayFail(built, found)
    if (found === undefined || failing === undefined) continue
    const { tool, at, because, command } = found
    const data = { tool, failing: failing.tool }
    if (!isAfterFailedBuild({ ...where, step })) {
      yield {
        kind: 'evidence',
        text: '{tool} in post_build does not run after a failed build',
        data: { tool },
        at,
        because,
      }
    } else if (command?.conditional === true) {
      const reason = 'whether {tool} in post_build runs after a failed build hangs on a condition in the script'
      yield { kind: 'unknown', origin: 'files', reason, data: { tool }, at, because }
    } else yield { kind: 'problem', message: 'unguarded', data, at, because }
  }
}

/**
 * What may fail in the build phase and leave something that can still be brought out. The first command that fails ends its
 * phase, so an image that is built after it is not there to be pushed, and the push ends post_build.
 */
function mayFail(built: readonly Intent[], { kind, tool }: Intent): Intent | undefined {
  const image = kind === 'publish' ? built.findLastIndex((each) => each.kind === 'build' && each.tool === tool) : -1
  return built.slice(image + 1).find((each) => MAY_FAIL.has(each.kind))
}
