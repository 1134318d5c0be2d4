import type { Step } from '../../models/index.js'
import { all, refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { appendItem, insertKey } from '../yaml/insert.js'
import { SHARED } from '../yaml/source.js'
import { jobsAt } from './look.js'

/** Programs that only say something, and so may run whatever happened before. */
const SAYS: ReadonlySet<string> = new Set(['echo', 'printf', 'true', ':', 'exit'])

const FAILED = "${{ contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled') }}"

/** Lets a job that sums up others run whatever happened, and fail if one of them did. */
export const gateJob: Fixer = {
  check: 'ci-gate-job-skippable',
  fixability: 'safe-fix',
  does: 'Gives the job `if: always()` and a last step that fails if one of the jobs that it needs failed or was cancelled; a job that was left out by its own condition still counts as passed',
  leaves: 'Jobs with a condition of their own, and jobs that do more than to print a line',
  propose(input: FixInput): Proposal {
    const { at, messageId } = input.finding
    const source = input.yaml()
    const [where] = jobsAt(input, at)
    if (source?.at(at.route)?.node.kind !== 'mapping' || where === undefined) return refuse(SHARED)
    const { job, pipeline } = where
    if (messageId === 'skipped' && job.condition !== undefined) return refuse('it has a condition of its own')
    const busy = job.steps.find((step) => !onlySays(step))
    if (busy !== undefined) return refuse('a step of it does more than to print a line, and would run after a failure')
    const needed = new Set(job.needs)
    const behind = pipeline.jobs.filter(({ id }) => needed.has(id)).flatMap(({ needs }) => needs)
    if (behind.some((id) => !needed.has(id)))
      return refuse('it does not need every job whose failure would skip one that it needs')
    const step = { name: 'Fail if a needed job failed', if: FAILED, run: 'exit 1' }
    const last = appendItem(source, `${at.route}.steps`, step)
    const condition =
      messageId === 'skipped' ? [insertKey(source, at.route, 'if', 'always()', { after: ['needs'] })] : []
    return all([last, ...condition])
  },
}

function onlySays({ run, uses, commands, opaque, intents }: Step): boolean {
  if (uses !== undefined || run === undefined || opaque.length > 0 || intents.length > 0) return false
  return commands.every(({ argv, streams }) => SAYS.has(argv[0]?.text ?? '') && streams === undefined)
}
