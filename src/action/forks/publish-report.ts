import { withoutTrailingSlashes } from '../../core/slashes.js'
import { posix } from 'node:path'
import { UserError } from '../../core/errors.js'
import type { Report } from '../../core/report.js'
import {
  pullsOfRun,
  readFollowedRun,
  type Event,
  type FollowedRun,
  type GitHub,
  type OpenPull,
} from '../../github/index.js'
import { publish, type RenderSummary } from '../../publish/publish.js'
import type { Runner } from '../../publish/runner.js'
import { remark } from '../../reporters/annotations.js'
import type { AnyCheck } from '../../check-api/check.js'
import type { Inputs } from '../inputs.js'
import { linksTo } from '../links.js'
import { readClaims, type Claims } from './claims.js'
import { readHostileJson } from './hostile-file.js'
import { rebuild } from './rebuild.js'

/** What publishing somebody else's report takes. */
export interface PublishReportRequest {
  readonly file: string
  readonly workspace: string
  readonly inputs: Pick<Inputs, 'id' | 'comment' | 'checkRun' | 'failOn' | 'scope' | 'path'>
  readonly event: Event
  readonly payload: unknown
  readonly github: GitHub | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly runner: Runner
  readonly checks: readonly AnyCheck[]
  readonly version: string
  readonly renderSummary: RenderSummary
}

/** Stands above everything that is published. No value of the report is in it. */
const NOTE =
  '> [!NOTE]\n> As reported by the unprivileged run of the pull request, whose code could have written anything here. ' +
  'A hint for review: no branch may require it.'

const STATUS: Readonly<Record<Report['gate']['verdict'], number>> = { pass: 0, fail: 1, error: 2 }

/**
 * Publishes the report of a run that could not write: in a run that follows it, with a token that can. Which pull request it is
 * for comes from the event and the API, never from the report. Returns the exit status; 0 without publishing anything if the
 * pull request has been closed or has moved on. Throws a {@link UserError} for a report that is none, or that is for
 * something else.
 */
export async function publishReport(request: PublishReportRequest): Promise<number> {
  const { event, runner, inputs, github } = request
  const run = followedRun(request)
  if (github === undefined) throw new UserError('publish needs a token: leave the input `token` at its default')
  const found = await pullsOfRun(github, run)
  if (typeof found === 'string') throw new UserError(`the pull requests of the run cannot be read: ${found}`)
  const current = found.filter(({ headSha }) => headSha === run.headSha)
  if (current.length === 0) return standAside(found.length > 0, runner)
  const claims = readClaims(readHostileJson(request.workspace, request.file))
  const pull = pullFor(claims, current, run, request.version)
  const report = rebuild(claims, {
    ...request,
    ...trustedFrom(inputs),
    repository: event.repository,
    pullRequest: pull.number,
    revision: pull.headSha,
  })
  const about: Event = { ...event, pull: { ...pull, draft: false } }
  const folder = folderOf(inputs.path)
  const links = linksTo({ event: about, folder }, request.env)
  const { commentUrl, checkRunUrl } = await publish({
    report,
    event: about,
    id: inputs.id,
    comment: inputs.comment,
    checkRun: inputs.checkRun,
    // They would stand beside lines of the default branch, which this run is about.
    annotations: false,
    folder,
    ...(links && { links }),
    renderSummary: withNote(request.renderSummary),
    github,
    remarks: [],
    runner,
  })
  runner.info(`Published for pull request ${pull.number} at ${pull.headSha}: ${report.gate.verdict}.`)
  if (commentUrl !== undefined) runner.info(`Comment: ${commentUrl}`)
  if (checkRunUrl !== undefined) runner.info(`Check run: ${checkRunUrl}`)
  return STATUS[report.gate.verdict]
}

function followedRun({ event, payload }: PublishReportRequest): FollowedRun {
  if (event.name !== 'workflow_run')
    throw new UserError(
      `publish works in a run that another one starts (on: workflow_run), not on ${event.name || 'this machine'}`,
    )
  const run = readFollowedRun(payload)
  if (run === undefined)
    throw new UserError('the event does not say where the head of the run is: its fork may be gone')
  if (run.event !== 'pull_request')
    throw new UserError(`the run was started by ${run.event.slice(0, 40)}, not by a pull request`)
  return run
}

/** Nothing is wrong: another run will report, or nobody needs a report any more. */
function standAside(hasMoved: boolean, runner: Runner): number {
  const why = hasMoved
    ? 'the pull request has a newer commit than the run, and a later run reports on that'
    : 'no open pull request has the head of the run: it was closed or merged'
  runner.annotate(remark('notice', `Nothing is published: ${why}.`))
  runner.setOutput('verdict', '')
  return 0
}

/** The pull request that the report may be for; the report only chooses among several of one head. */
function pullFor(
  { version, revision, headRevision, pullRequest }: Claims,
  pulls: readonly OpenPull[],
  { headSha }: FollowedRun,
  own: string,
): OpenPull {
  if (version !== own)
    throw new UserError(
      'the report was written by another version: pin Pillarlint to the same commit in both workflows',
    )
  const [only] = pulls
  const pull = pullRequest === null && pulls.length === 1 ? only : pulls.find(({ number }) => number === pullRequest)
  if (pull === undefined)
    throw new UserError(`the report is for another pull request than ${pulls.map(({ number }) => number).join(' or ')}`)
  if (headRevision === headSha && (revision === null || revision === headSha || revision === pull.mergeSha)) return pull
  throw new UserError(`the report is not about ${headSha}, the head of the run that left it`)
}

function trustedFrom({ failOn = 'foundational', scope }: PublishReportRequest['inputs']) {
  return { failOn, ...(scope !== undefined && { scope }) }
}

function folderOf(path: string): string {
  const folder = withoutTrailingSlashes(posix.normalize(path.replaceAll('\\', '/')))
  return folder === '.' || folder === '' || folder.startsWith('/') || folder.startsWith('..') ? '' : `${folder}/`
}

/** The note below the line by which a comment is found again, or at the beginning. */
function withNote(render: RenderSummary): RenderSummary {
  return (report, options) => {
    const text = render(report, { ...options, limit: options.limit - NOTE.length - 4 })
    const { marker } = options
    if (marker === undefined || !text.startsWith(marker)) return `${NOTE}\n\n${text}`
    return `${marker}\n${NOTE}\n\n${text.slice(marker.length).trimStart()}`
  }
}
