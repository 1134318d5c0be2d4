import {
  contextsIn,
  defineCheck,
  jobsOf,
  z,
  type ActionRef,
  type IntentKind,
  type Job,
  type JobInPipeline,
  type Location,
  type Severity,
  type Step,
  type TriggerKind,
} from '../../src/check-api/index.js'

/** Started by outsiders, run with the rights and secrets of the base repository. */
const PRIVILEGED: readonly TriggerKind[] = ['change-request-privileged', 'upstream', 'comment']

/** Running any of these runs code of the tree: its scripts, its tests, its dependencies' install hooks. */
const EXECUTES: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'install',
  'build',
  'unit-test',
  'integration-test',
  'acceptance-test',
  'performance-test',
  'contract-test',
  'coverage',
  'package',
  'iac-apply',
  'iac-plan',
])

/** What in an expression or a command means the pull request's own code. */
const HEAD =
  /^(github\.head_ref|github\.event\.pull_request\.(head\.(sha|ref|label)|merge_commit_sha)|github\.event\.workflow_run\.(head_sha|head_branch|head_commit\.id|pull_requests\.\*\.head\.(sha|ref)))$/
const HEAD_REPOSITORY = /^github\.event\.(pull_request\.head\.repo|workflow_run\.head_repository)\.full_name$/
const PULL_REF = /refs\/pull\/.*\/(head|merge)|\bpull\/.*\/(head|merge)\b/

/** Versions of actions/checkout that refuse a fork's code on these triggers unless told otherwise. */
const REFUSING: Readonly<Record<string, readonly [number, number]>> = {
  2: [8, 0],
  3: [7, 0],
  4: [4, 0],
  5: [1, 0],
  6: [1, 0],
}

interface Fetch {
  readonly step: Step
  readonly what: string
  readonly at: Location
  readonly refused: boolean
}

export default defineCheck({
  id: 'pipeline-untrusted-checkout',
  title: 'Privileged run executes code or artifacts of a pull request',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['AG.SAD.3', 'SEC03-BP02', 'SEC11-BP07', 'ba.misuse.no-review'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    executed: {
      text: 'On {event} this fetches {what} with the rights of the base repository, and {tool} then runs it.',
      remedy: 'Build and test on pull_request; hand results to a privileged workflow as data.',
    },
  },

  *run({ pipelines }) {
    const privileged = jobsOf(pipelines).flatMap((where) => {
      const trigger = where.pipeline.triggers.find(({ kind }) => PRIVILEGED.includes(kind))
      return trigger === undefined ? [] : [{ ...where, event: trigger.event }]
    })
    if (privileged.length === 0)
      return yield { kind: 'not-applicable', reason: 'no workflow runs with secrets on behalf of outsiders' }
    for (const { event, ...where } of privileged) {
      const fetch = where.job.steps.map(fetchOf).find((each) => each !== undefined)
      if (fetch === undefined) {
        yield {
          kind: 'evidence',
          text: 'job {job} fetches no code of a pull request',
          data: { job: where.job.id },
          at: where.job.at,
        }
        continue
      }
      const run = executedAfter(where.job, fetch.step)
      if (run === undefined) {
        yield {
          kind: 'evidence',
          text: 'job {job} reads {what} as data only',
          data: { job: where.job.id, what: fetch.what },
          at: fetch.at,
        }
      } else {
        yield {
          kind: 'problem',
          message: 'executed',
          data: { event, what: fetch.what, tool: run },
          at: fetch.at,
          severity: severityOf(where, fetch),
        }
      }
    }
  },
})

function fetchOf(step: Step): Fetch | undefined {
  const { uses, with: inputs } = step
  if (uses?.repository === 'actions/checkout') {
    const ref = inputs.get('ref')
    const repository = inputs.get('repository')
    const heads = [
      ...contextsIn(ref?.value ?? '').filter((path) => HEAD.test(path)),
      ...contextsIn(repository?.value ?? '').filter((path) => HEAD_REPOSITORY.test(path)),
    ]
    const what = heads[0] ?? PULL_REF.exec(ref?.value ?? '')?.[0]
    if (what === undefined) return undefined
    return {
      step,
      what,
      at: ref?.at ?? repository?.at ?? uses.at,
      refused: refuses(uses) && inputs.get('allow-unsafe-pr-checkout')?.value !== 'true',
    }
  }
  const command = step.commands.find(({ argv }) => {
    const words = argv.map(({ text }) => text)
    return (
      (words[0] === 'gh' && words[1] === 'pr' && words[2] === 'checkout') ||
      (words[0] === 'git' && words[1] === 'fetch' && words.some((word) => PULL_REF.test(word)))
    )
  })
  return (
    command && {
      step,
      what: command.argv
        .slice(0, 3)
        .map(({ text }) => text)
        .join(' '),
      at: command.at,
      refused: false,
    }
  )
}

/** Whether this version of actions/checkout refuses the checkout by itself; known only for plain version tags. */
function refuses({ ref = '', comment = '' }: ActionRef): boolean {
  const [major, minor, patch] = (
    /^v?(\d+)(?:\.(\d+)(?:\.(\d+))?)?$/.exec(ref) ??
    /\bv(\d+)(?:\.(\d+)(?:\.(\d+))?)?/.exec(comment) ??
    []
  )
    .slice(1)
    .map(Number)
  if (major === undefined || Number.isNaN(major)) return false
  if (major >= 7) return true
  const first = REFUSING[major]
  // A moving major tag (v4) has received the backport.
  if (first === undefined || minor === undefined || Number.isNaN(minor)) return first !== undefined
  return minor > first[0] || (minor === first[0] && (patch ?? 0) >= first[1])
}

/** The tool that runs the fetched code in a later step, or undefined if nothing is seen to. */
function executedAfter({ steps }: Job, fetch: Step): string | undefined {
  for (const step of steps.slice(steps.indexOf(fetch))) {
    const intent = step.intents.find(({ kind }) => EXECUTES.has(kind))
    if (intent !== undefined) return intent.tool
    if (step.uses?.kind === 'local' && step !== fetch) return step.uses.text
    const script = step.commands.find(({ argv }) => argv[0]?.text.startsWith('./') === true)
    if (script !== undefined) return script.argv[0]?.text
    const followed = step.commands.find(({ because }) => because.length > 1)
    if (followed !== undefined) return followed.argv[0]?.text
  }
  return undefined
}

function severityOf({ pipeline, job }: JobInPipeline, { refused }: Fetch): Severity {
  const rights = job.permissions ?? pipeline.permissions
  const powerless = rights !== undefined && rights.all === undefined && rights.scopes.size === 0
  return refused || powerless ? 'warning' : 'error'
}
