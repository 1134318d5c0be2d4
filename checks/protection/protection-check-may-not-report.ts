import {
  addTo,
  changeGap,
  complement,
  defineCheck,
  producersOf,
  runsInQueue,
  skipGap,
  unreadable,
  z,
  type CheckOutcome,
  type JobInPipeline,
  type Known,
  type Location,
  type ReportGap,
  type RepositoryFacts,
} from '../../src/check-api/index.js'

type Message = ReportGap['kind'] | 'queue'

/** A required check that is not reported sometimes, with what its finding says. */
interface Missing {
  readonly message: Message
  readonly name: string
  readonly file: string
  readonly what: string
  readonly at: Location
}

interface Facts {
  readonly branch: string
  /** Names that merged pull requests had. */
  readonly reported: ReadonlySet<string>
  readonly repository: Known<RepositoryFacts>
}

/** Checks that one finding names. */
const MOST_NAMED = 3

export default defineCheck({
  id: 'protection-check-may-not-report',
  title: 'Required check does not report for every change',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CI.3',
    'QA.FT.4',
    'ops05-bp10.boundaries.pre-checks',
    'OPS05-BP02',
    'hc.define.branch-protection.status-checks',
  ],
  needs: ['protection', 'pipelines'],
  wants: ['reportedChecks', 'repository'],
  options: z.strictObject({}),
  messages: {
    paths: {
      text: 'Required check {name} is not reported for changes that {what} of {file} leaves out: they wait for ever, or are merged past the rules.',
      remedy:
        'Take {what} off the trigger and decide inside the workflow with a condition of the job: a skipped job counts as passed.',
    },
    branches: {
      text: 'Required check {name} is never reported on pull requests to {branch}: {what} of {file} leaves that branch out.',
      remedy: 'Let the trigger take {branch}, or no longer require the check there.',
    },
    types: {
      text: 'Required check {name} is not reported for every state of a pull request: types in {file} lacks {what}.',
      remedy: 'Add {what} to types, or leave types out.',
    },
    pushes: {
      text: 'Required check {name} is not reported on pull requests: {file} starts only after a merge, on pushes to {what}.',
      remedy: 'Let {file} start on pull_request too, or no longer require the check.',
    },
    skipped: {
      text: 'Required check {name} is not reported when the condition of job {what} in {file} skips it: a skipped matrix or call has no jobs with names of their own.',
      remedy:
        'Move the condition to the steps, or require a job instead that waits for it with if: always() and fails unless it passed or was skipped.',
    },
    queue: {
      text: 'Branch {branch} has a merge queue, for which {file} does not start: required check {name} is not reported there, and the queue gives every change back.',
      remedy: 'Add merge_group to the triggers of {file}.',
    },
  },

  *run({ protection, pipelines, reportedChecks, repository }) {
    const { branch, requiredChecks, mergeQueue } = protection
    const nothing = {
      kind: 'not-applicable',
      reason: 'the default branch requires no check that a workflow reports',
    } as const
    if (!protection.protected) return yield nothing
    if (!requiredChecks.known) return yield unreadable(requiredChecks)
    const reported = new Set(reportedChecks.known ? reportedChecks.value.map(({ name }) => name) : [])
    const missing = new Map<string, Missing[]>()
    let judged = 0
    for (const check of requiredChecks.value) {
      const producers = producersOf(check, pipelines)
      if (producers.length === 0) continue
      judged += 1
      const name = check.context
      const outcomes = [
        judgeChanges(name, producers, { branch, reported, repository }),
        mergeQueue ? judgeQueue(name, producers, branch) : undefined,
      ]
      for (const each of outcomes) {
        if (each === undefined) continue
        if ('kind' in each) yield each
        else addTo(missing, `${each.message} ${each.file} ${each.what}`, each)
      }
      if (outcomes.every((each) => each === undefined))
        yield { kind: 'evidence', text: 'required check {name} is reported for every change', data: { name } }
    }
    if (judged === 0) return yield nothing
    for (const group of missing.values()) yield* found(group, branch)
  },
})

function judgeChanges(
  name: string,
  producers: readonly JobInPipeline[],
  { branch, reported, repository }: Facts,
): Missing | CheckOutcome<Message> | undefined {
  const judged = producers.map((each) => ({ ...each, gap: changeGap(each.pipeline, branch) }))
  const complete = judged.filter(({ gap }) => gap === undefined)
  if (complete.length > 0) {
    const gaps = complete.map(({ pipeline, job }) => ({ pipeline, gap: skipGap(pipeline, job, repository) }))
    const [first] = gaps
    return first?.gap === undefined || gaps.some(({ gap }) => gap === undefined)
      ? undefined
      : missed(name, first.pipeline.file, first.gap)
  }
  const files = new Set(judged.map(({ pipeline }) => pipeline.file))
  const [first] = judged
  if (first === undefined) return undefined
  if (judged.some(({ pipeline }) => judged.some((other) => complement(pipeline, other.pipeline)))) return undefined
  if (files.size > 1 || typeof first.gap !== 'object') {
    const reason = 'whether {files} together report {name} for every change cannot be told'
    return { kind: 'unknown', origin: 'files', reason, data: { files: [...files].join(', '), name }, at: first.job.at }
  }
  // Something else reports it as well, if pull requests had it that this workflow cannot have started on.
  const isElsewhere = (first.gap.kind === 'pushes' || first.gap.kind === 'branches') && reported.has(name)
  return isElsewhere ? undefined : missed(name, first.pipeline.file, first.gap)
}

function missed(name: string, file: string, { kind, what, at }: ReportGap): Missing {
  return { message: kind, name, file, what, at }
}

function judgeQueue(name: string, producers: readonly JobInPipeline[], branch: string): Missing | undefined {
  const [first] = producers
  if (first === undefined || producers.some(({ pipeline }) => runsInQueue(pipeline, branch))) return undefined
  const { file, triggers, at } = first.pipeline
  const trigger = triggers.find(({ kind }) => kind === 'change-request') ?? triggers[0]
  return { message: 'queue', name, file, what: '', at: trigger?.at ?? at }
}

function* found(group: readonly Missing[], branch: string): Generator<CheckOutcome<Message>> {
  const [first] = group
  if (first === undefined) return
  const { message, file, what, at } = first
  const more = group.length - MOST_NAMED
  const names = group.slice(0, MOST_NAMED).map((each) => each.name)
  const name = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  yield { kind: 'problem', message, data: { name, file, what, branch }, at }
}
