import { relative, resolve } from 'node:path'
import type { AnyCheck } from '../check-api/check.js'
import { unknown } from '../core/known.js'
import type { Gate, Report } from '../core/report.js'
import { readEvent } from '../github/event.js'
import type { Event, GitHub } from '../github/index.js'
import type { Hosting } from '../models/index.js'
import { noHosting } from '../models/no-hosting.js'
import { publish, type RenderSummary } from '../publish/publish.js'
import type { Runner } from '../publish/runner.js'
import { LEVEL_LIMIT, remark, withinLimits } from '../reporters/annotations.js'
import { runPillarlint, type HistoryOptions, type RunOptions, type RunResult } from '../run.js'
import { readInputs, type Inputs } from './inputs.js'
import { suggestionsFor } from './suggestions.js'
import type { StandIn } from './missing-base.js'
import { linksTo } from './links.js'
import { writeReports, type RenderReport } from './report-files.js'
import { lineShift, type LineShift } from '../snapshot/line-shift.js'
import { chooseRevisions, type Revisions } from './revisions.js'

/** All that the Action touches, so that tests can hand in their own. */
export interface ActionPorts {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly runner: Runner
  /** The event's payload, parsed; undefined if there is none. */
  readonly payload: unknown
  readonly checks: readonly AnyCheck[]
  readonly version: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly renderSummary: RenderSummary
  readonly renderReport: RenderReport
}

/** Exit status, as of the command line: 0 pass, 1 gate failed, 2 not to be trusted. */
const STATUS: Readonly<Record<Gate['verdict'], number>> = { pass: 0, fail: 1, error: 2 }

/** What is settled before anything is read. */
interface Setting {
  readonly inputs: Inputs
  readonly event: Event
  readonly github: GitHub | undefined
  readonly workspace: string
  readonly root: string
  /** The linted folder relative to the workspace, with a slash at its end; empty if it is the workspace. */
  readonly folder: string
  readonly revisions: Revisions
}

/**
 * One run of the Action, from inputs to exit status. Code of the repository is never run, and in a pull request the
 * base's configuration governs. Throws a UserError for inputs that cannot be.
 */
export async function runAction(ports: ActionPorts): Promise<number> {
  const { publish: file } = readInputs(ports.env)
  if (file !== undefined) return publishOther(file, ports)
  const setting = await settle(ports)
  const { inputs, event, github, folder } = setting
  const [standIn, hosting] = await Promise.all([standInFor(setting), hostingOf(setting, ports)])
  const result = await runPillarlint(optionsFor(setting, standIn, hosting, ports))
  if (!result.ok) return refuse(result, ports.runner)

  const { report, files } = result
  const links = linksTo(setting, ports.env, linesAtHead(setting, report))
  const written = await writeReports({ ...setting, report, files, ...(links && { links }) }, ports)
  const suggestions = await suggestionsFor(setting, result)
  const { commentUrl, checkRunUrl } = await publish({
    report,
    event,
    ...inputs,
    folder,
    ...(links && { links }),
    ...(suggestions && { changes: suggestions }),
    renderSummary: ports.renderSummary,
    ...(github && { github }),
    remarks: standIn?.remarks ?? [],
    runner: ports.runner,
  })
  for (const line of account(report)) ports.runner.info(line)
  if (commentUrl !== undefined) ports.runner.info(`Comment: ${commentUrl}`)
  if (checkRunUrl !== undefined) ports.runner.info(`Check run: ${checkRunUrl}`)
  if (written) return STATUS[report.gate.verdict]
  ports.runner.setOutput('verdict', 'error')
  return STATUS.error
}

/** Where lines stand in the head of the pull request, if the work tree is its test merge. */
function linesAtHead({ event: { pull }, root, revisions }: Setting, { findings }: Report): LineShift | undefined {
  if (pull === undefined || revisions.head !== undefined) return undefined
  const files = new Set(findings.flatMap(({ at }) => (at === undefined ? [] : [at.file])))
  return lineShift(root, 'HEAD', pull.headSha, files)
}

/** Publishes the report of another run, which alone needs this code. */
async function publishOther(file: string, ports: ActionPorts): Promise<number> {
  const { publishReport } = await import('./forks/publish-report.js')
  const inputs = readInputs(ports.env)
  const event = readEvent(ports.env, ports.payload)
  const workspace = ports.env['GITHUB_WORKSPACE'] || ports.cwd
  return publishReport({ ...ports, file, workspace, inputs, event, github: await githubFor(inputs, event, ports) })
}

async function settle(ports: ActionPorts): Promise<Setting> {
  const { env, payload } = ports
  const inputs = readInputs(env)
  const event = aboutWorkTree(readEvent(env, payload))
  const workspace = env['GITHUB_WORKSPACE'] || ports.cwd
  const root = resolve(workspace, inputs.path)
  const way = relative(workspace, root).replaceAll('\\', '/')
  return {
    inputs,
    event,
    github: await githubFor(inputs, event, ports),
    workspace,
    root,
    folder: way === '' ? '' : `${way}/`,
    revisions: chooseRevisions(event, root, inputs.base),
  }
}

/** A run that follows another one is not about its pull request: what is checked out is the default branch. */
function aboutWorkTree({ pull, ...event }: Event): Event {
  return { ...event, ...(pull && event.name !== 'workflow_run' && { pull }) }
}

async function standInFor({ event, revisions, github, root, folder, inputs }: Setting): Promise<StandIn | undefined> {
  const commit = revisions.missingBase
  if (commit === undefined) return undefined
  const { standInForBase } = await import('./missing-base.js')
  return standInForBase({ event, commit, github, root, folder, configPath: inputs.config })
}

/** The code that speaks to GitHub, of which nothing is loaded without a token. */
const loadGitHub = () => import('../github/index.js')

async function githubFor(inputs: Inputs, event: Event, { env, runner }: ActionPorts): Promise<GitHub | undefined> {
  const { token, settingsToken } = inputs
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(event.repository) ?? []
  if (token === undefined || owner === undefined || repo === undefined) return undefined
  const { createGitHub } = await loadGitHub()
  return createGitHub({
    token,
    ...(settingsToken !== undefined && { settingsToken }),
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    graphqlUrl: env['GITHUB_GRAPHQL_URL'] || 'https://api.github.com/graphql',
    owner,
    repo,
    keep: keptForPublishing(inputs, event),
    log: (line) => runner.debug(line),
  })
}

/**
 * Requests that publishing may need: for a comment the login, the comments twice, the writing and a page more; for a
 * check run its making, and a further page of annotations; for suggestions the login, two pages of the changed files, two of
 * the comments that are there, and the review.
 */
function keptForPublishing({ comment, checkRun, suggestions }: Inputs, { pull }: Event): number {
  const inPull = (requests: number, wanted: boolean): number => (wanted && pull !== undefined ? requests : 0)
  return inPull(6, comment !== 'never') + (checkRun ? 2 : 0) + inPull(6, suggestions)
}

function optionsFor(setting: Setting, standIn: StandIn | undefined, hosting: Hosting, ports: ActionPorts): RunOptions {
  const { inputs, event, root, revisions } = setting
  const { failOn, scope, unknown, history, historyDays, sarifInputs, config } = inputs
  const changed = standIn?.changed
  return {
    root,
    ...(revisions.head !== undefined && { head: revisions.head }),
    ...(revisions.base !== undefined && { base: revisions.base }),
    ...(standIn?.before && { before: standIn.before }),
    ...(standIn?.governing && { governing: standIn.governing }),
    ...(standIn?.readGoverning && { readGoverning: standIn.readGoverning }),
    readRemote: remoteReader(setting.github),
    ...(config !== undefined && { configPath: config }),
    overrides: {
      ...(failOn !== undefined && { failOn }),
      ...(scope !== undefined && { scope }),
      ...(unknown !== undefined && { unknown }),
      ...(history !== undefined && { history }),
      ...(historyDays !== undefined && { historyDays }),
      ...(sarifInputs !== undefined && { sarifInputs }),
    },
    hosting,
    history: historyOf(setting, hosting, ports.now),
    ...(event.repository !== '' && { repository: event.repository }),
    ...(event.pull && {
      pull: { number: event.pull.number, headSha: event.pull.headSha, ...(changed && { changed }) },
    }),
    today: new Date(ports.now).toISOString().slice(0, 10),
    version: ports.version,
    checks: ports.checks,
  }
}

/** The way to files of other repositories that the configuration extends. */
function remoteReader(github: GitHub | undefined): NonNullable<RunOptions['readRemote']> {
  if (github !== undefined) return async (reference) => (await loadGitHub()).readRemoteFile(github, reference)
  return () => Promise.resolve(unknown('no token was given', { remedy: 'leave the input `token` at its default' }))
}

/** The host is asked with the token of the job, after it told of the branch and of what that requires. */
function historyOf({ github, event }: Setting, hosting: Hosting, until: number): HistoryOptions {
  const branch = event.defaultBranch
  const named = branch !== undefined && { branch }
  return {
    until,
    prefersHost: true,
    ...named,
    ...(github && {
      fromHost: async ({ days }) =>
        (await loadGitHub()).readDeliveryHistory(github, { days, until, hosting, ...named }),
    }),
  }
}

async function hostingOf({ github, event, inputs }: Setting, { now }: ActionPorts): Promise<Hosting> {
  if (github !== undefined) {
    const { readHosting } = await loadGitHub()
    return readHosting(github, { now, ...(event.defaultBranch !== undefined && { branch: event.defaultBranch }) })
  }
  return inputs.token === undefined
    ? noHosting('no token was given', 'Leave the input `token` at its default.')
    : noHosting('the event names no repository')
}

/** Mistakes in the configuration, each with its place. */
function refuse({ errors }: Extract<RunResult, { ok: false }>, runner: Runner): number {
  const limits = { error: LEVEL_LIMIT, warning: 0, notice: 0 }
  const shown = withinLimits(
    errors.map((error) => remark('error', error)),
    limits,
  )
  for (const each of shown) runner.annotate(each)
  if (shown.length < errors.length) for (const error of errors) runner.info(error)
  runner.setOutput('verdict', 'error')
  return STATUS.error
}

/** How the gate ended, why, and what was looked at. */
function account({ gate, coverage, checks }: Report): string[] {
  const { seen, read } = coverage.files
  const missing = coverage.hosting.map(({ fact, reason }) => `  ${fact}: ${reason}`)
  return [
    `Gate: ${gate.verdict} (fail-on ${gate.failOn}, scope ${gate.scope})`,
    ...gate.because.map((reason) => `  ${reason}`),
    `${seen} files seen, ${read} read; ${checks.length} checks.`,
    ...(missing.length > 0 ? ['Not known of the host:', ...missing] : []),
  ]
}
