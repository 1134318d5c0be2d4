import {
  DEPLOY_KINDS,
  defineCheck,
  firstGap,
  noPipeline,
  stepsOf,
  TEST_KINDS,
  z,
  type Intent,
  type IntentKind,
} from '../../src/check-api/index.js'

const OTHERS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  ...DEPLOY_KINDS,
  'build',
  'migrate-database',
  'rollback',
  'verify-deployment',
])

/** Programs that ask whether something answers: what it says does not matter. */
const PROBES: ReadonlySet<string> = new Set(['curl', 'wget', 'nc', 'grpcurl', 'pg_isready', 'mysqladmin', 'redis-cli'])

export default defineCheck({
  id: 'ci-output-discarded',
  title: 'Output of an automated action is thrown away',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CI.4', 'ops05-bp10.workflows.telemetry', 'OPS08-BP02', 'ba.debt.untested-legacy-scripts'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    discarded: {
      text: 'What {tool} says about {what} goes to /dev/null, so nobody can see why it failed.',
      remedy: 'Let the output go to the log, or into a file that is uploaded.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline whose output could be lost')
    if (none !== undefined) return yield none
    const seen = new Set<string>()
    const steps = stepsOf(pipelines, { inlined: true }).map(({ step }) => step)
    for (const { intents } of steps) {
      for (const intent of intents.filter(isJudged)) {
        const { tool, at, because } = intent
        const place = `${at.file}:${at.line}:${at.column}`
        if (seen.has(place)) continue
        seen.add(place)
        const what = lostOf(intent)
        if (what !== undefined) yield { kind: 'problem', message: 'discarded', data: { tool, what }, at, because }
        else yield { kind: 'evidence', text: 'the output of {tool} can be read', data: { tool }, at, because }
      }
    }
    if (seen.size > 0) return
    yield (
      firstGap(steps, pipelines, 'throw output away') ?? {
        kind: 'not-applicable',
        reason: 'no command of a pipeline tests, builds or deploys',
      }
    )
  },
})

function isJudged({ kind, command }: Intent): boolean {
  return (TEST_KINDS.has(kind) || OTHERS.has(kind)) && command !== undefined && !PROBES.has(command.argv[0]?.text ?? '')
}

/** Tests say on their output what failed; of others that may be a product, and errors tell. */
function lostOf({ kind, command }: Intent): string | undefined {
  const { stdout, stderr } = command?.streams ?? {}
  if (stderr === '/dev/null') return stdout === '/dev/null' ? 'its work' : 'errors'
  return stdout === '/dev/null' && TEST_KINDS.has(kind) ? 'the tests' : undefined
}
