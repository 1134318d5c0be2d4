import { relative, resolve } from 'node:path'
import type { AnyCheck } from '../check-api/check.js'
import type { LineRange } from '../core/location.js'
import type { Gate, Report } from '../core/report.js'
import { createGitHub, readChangedFiles, readEvent, readHosting, type Event, type GitHub } from '../github/index.js'
import type { Hosting } from '../models/index.js'
import { noHosting } from '../models/no-hosting.js'
import { publish, type RenderSummary } from '../publish/publish.js'
import type { Runner } from '../publish/runner.js'
import { runPillarlint, type RunOptions, type RunResult } from '../run.js'
import { lazyFiles } from '../snapshot/lazy-files.js'
import { DEFAULT_LIMITS } from '../snapshot/limits.js'
import type { Files } from '../snapshot/snapshot.js'
import { readGoverningFiles } from './governing.js'
import { readInputs, type Inputs, type ReportFormat } from './inputs.js'
import { writeReportFile } from './report-file.js'
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
  readonly renderReport: (format: ReportFormat, report: Report, files: Files) => Promise<string>
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
  const setting = settle(ports)
  const { inputs, event, github, folder, workspace } = setting
  const result = await runPillarlint(await optionsFor(setting, ports))
  if (!result.ok) return refuse(result, ports.runner)

  const { report, files } = result
  if (inputs.output !== undefined) {
    const text = await ports.renderReport(inputs.output.format, report, files)
    ports.runner.setOutput('report', writeReportFile(workspace, inputs.output.file, text))
  }
  const sha = event.pull?.headSha ?? event.sha
  const links = { server: ports.env['GITHUB_SERVER_URL'] || 'https://github.com', repository: event.repository, sha }
  const { commentUrl, checkRunUrl } = await publish({
    report,
    event,
    ...inputs,
    folder,
    ...(sha !== '' && event.repository !== '' && { links }),
    renderSummary: ports.renderSummary,
    ...(github && { github }),
    runner: ports.runner,
  })
  for (const line of account(report)) ports.runner.info(line)
  if (commentUrl !== undefined) ports.runner.info(`Comment: ${commentUrl}`)
  if (checkRunUrl !== undefined) ports.runner.info(`Check run: ${checkRunUrl}`)
  return STATUS[report.gate.verdict]
}

function settle(ports: ActionPorts): Setting {
  const { env, payload } = ports
  const inputs = readInputs(env)
  const event = readEvent(env, payload)
  const workspace = env['GITHUB_WORKSPACE'] || ports.cwd
  const root = resolve(workspace, inputs.path)
  const way = relative(workspace, root).replaceAll('\\', '/')
  return {
    inputs,
    event,
    github: githubFor(inputs, event, ports),
    workspace,
    root,
    folder: way === '' ? '' : `${way}/`,
    revisions: chooseRevisions(event, root, inputs.base),
  }
}

function githubFor({ token, adminToken }: Inputs, event: Event, { env, runner }: ActionPorts): GitHub | undefined {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(event.repository) ?? []
  if (token === undefined || owner === undefined || repo === undefined) return undefined
  return createGitHub({
    token,
    ...(adminToken !== undefined && { adminToken }),
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
    graphqlUrl: env['GITHUB_GRAPHQL_URL'] || 'https://api.github.com/graphql',
    owner,
    repo,
    log: (line) => runner.debug(line),
  })
}

async function optionsFor(setting: Setting, ports: ActionPorts): Promise<RunOptions> {
  const { inputs, event, root, revisions } = setting
  const { failOn, scope, unknown, config } = inputs
  const [hosting, governing, changed] = await Promise.all([
    hostingOf(setting, ports),
    governingOf(setting, ports.runner),
    changesOf(setting),
  ])
  return {
    root,
    ...(revisions.head !== undefined && { head: revisions.head }),
    ...(revisions.base !== undefined && { base: revisions.base }),
    ...(governing !== undefined && { governing }),
    ...(config !== undefined && { configPath: config }),
    overrides: {
      ...(failOn !== undefined && { failOn }),
      ...(scope !== undefined && { scope }),
      ...(unknown !== undefined && { unknown }),
    },
    hosting,
    ...(event.repository !== '' && { repository: event.repository }),
    ...(event.pull &&
      event.name !== 'workflow_run' && { pull: { number: event.pull.number, ...(changed && { changed }) } }),
    today: new Date(ports.now).toISOString().slice(0, 10),
    version: ports.version,
    checks: ports.checks,
  }
}

async function hostingOf({ github, event, inputs }: Setting, { now }: ActionPorts): Promise<Hosting> {
  if (github !== undefined) {
    return readHosting(github, { now, ...(event.defaultBranch !== undefined && { branch: event.defaultBranch }) })
  }
  return inputs.token === undefined
    ? noHosting('no token was given', 'Leave the input `token` at its default.')
    : noHosting('the event names no repository')
}

/**
 * The base's configuration for a pull request whose base is not in the clone. If it cannot be read, none governs: that
 * of the pull request could excuse what the pull request does.
 */
async function governingOf({ event, revisions, github, folder, inputs }: Setting, runner: Runner) {
  const { missingBase } = revisions
  if (event.pull === undefined || missingBase === undefined) return undefined
  const remedy = 'Set fetch-depth: 2 in the step of actions/checkout.'
  runner.info(`The base is not in the clone, so older findings cannot be told from new ones. ${remedy}`)
  const found = github && (await readGoverningFiles(github, missingBase, folder, inputs.config))
  if (found?.known === true) return found.value
  const reason = found?.reason ?? 'no token was given'
  runner.annotate({
    file: undefined,
    line: 1,
    endLine: 1,
    level: 'warning',
    title: 'Pillarlint',
    message: `The configuration of the base could not be read (${reason}), so the defaults hold. ${remedy}`,
    inChange: null,
  })
  return lazyFiles([], () => ({ problem: 'there is no such file' }), DEFAULT_LIMITS)
}

/** What the pull request changes, where git cannot tell; paths relative to the linted folder. */
async function changesOf({ event, revisions, github, folder }: Setting) {
  if (event.pull === undefined || revisions.missingBase === undefined || github === undefined) return undefined
  const files = await readChangedFiles(github, event.pull.number)
  if (!files.known) return undefined
  return new Map<string, readonly LineRange[]>(
    files.value
      .filter(({ path, status }) => status !== 'removed' && path.startsWith(folder))
      .map(({ path, lines }) => [path.slice(folder.length), lines.known ? lines.value : []]),
  )
}

/** Mistakes in inputs or configuration, each beside its place. */
function refuse({ errors }: Extract<RunResult, { ok: false }>, runner: Runner): number {
  for (const message of errors) {
    runner.annotate({
      file: undefined,
      line: 1,
      endLine: 1,
      level: 'error',
      title: 'Pillarlint',
      message,
      inChange: null,
    })
  }
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
