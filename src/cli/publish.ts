import type { PublishReportRequest } from '../action/forks/publish-report.js'
import { payloadAt } from '../action/payload.js'
import { UserError } from '../core/errors.js'
import { createGitHub, readEvent, type GitHub } from '../github/index.js'
import { publishReport } from '../action/forks/publish-report.js'
import { neutralise } from '../publish/log.js'
import type { Runner } from '../publish/runner.js'
import { renderSummary } from '../reporters/markdown/summary.js'
import { apiOf, tokenIn } from './hosting.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { versionOf } from './version.js'

/** Job summaries are the Action's: the command line writes none. */
const ANY_ROOM = 1024 * 1024

/**
 * `pillarlint publish <report.json>`: publishes the report of a run of a pull request that may not write, in a run of GitHub
 * Actions that follows it (`on: workflow_run`).
 */
export async function publishCommand({ operands, values }: Invocation, ports: Ports): Promise<number> {
  const [file, extra] = operands
  if (file === undefined || extra !== undefined)
    throw new UserError('publish needs one file: the JSON report of the run before')
  const { env, cwd } = ports
  const event = readEvent(env, payloadAt(env['GITHUB_EVENT_PATH']))
  return publishReport({
    file,
    workspace: cwd,
    inputs: {
      id: idOf(values.get('id')),
      comment: 'always',
      checkRun: values.has('check-run'),
      failOn: values.get('fail-on') as PublishReportRequest['inputs']['failOn'],
      scope: values.get('scope') as PublishReportRequest['inputs']['scope'],
      path: '.',
    },
    event,
    payload: payloadAt(env['GITHUB_EVENT_PATH']),
    github: hostOf(event.repository, values, ports),
    env,
    runner: runnerOver(ports),
    checks: await ports.checks(),
    version: versionOf(ports.packageRoot),
    renderSummary,
  })
}

/** It becomes part of a marker that is matched as text. */
function idOf(id = 'default'): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id))
    throw new UserError('--id takes up to 64 letters, digits, dots, underscores and hyphens')
  return id
}

function hostOf(repository: string, values: Invocation['values'], ports: Ports): GitHub | undefined {
  const token = tokenIn(ports.env, values.get('token-env'))
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? []
  if (token === undefined || owner === undefined || repo === undefined) return undefined
  return createGitHub({ token, ...apiOf(ports.env), owner, repo, ...(ports.fetch && { fetch: ports.fetch }) })
}

/** The log of the step, whatever it quotes without effect; outputs and job summaries are the Action's. */
function runnerOver({ stdout, stderr }: Ports): Runner {
  return {
    info: (text) => stdout.write(`${neutralise(text)}\n`),
    debug: () => undefined,
    annotate: ({ level, message }) => stderr.write(`${neutralise(`${level}: ${message}`)}\n`),
    setOutput: () => undefined,
    summarise: () => Promise.resolve(true),
    summaryRoom: ANY_ROOM,
  }
}
