import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'
import { checks } from '../checks/index.js'
import { payloadAt } from './action/payload.js'
import { runAction } from './action/run.js'
import { versionOf } from './cli/version.js'
import { errorText, UserError } from './core/errors.js'
import { connectRunner, type Runner } from './publish/runner.js'
import { remark } from './reporters/annotations.js'
import { renderReport } from './reporters/formats.js'
import { renderSummary } from './reporters/markdown/summary.js'

function fail(runner: Runner, error: unknown): number {
  const defect = error instanceof UserError ? '' : 'This is a defect of Pillarlint, please report it: '
  const message = defect + errorText(error)
  runner.annotate(remark('error', message))
  if (error instanceof Error && defect !== '') runner.debug(error.stack ?? '')
  runner.setOutput('verdict', 'error')
  return 2
}

const runner = await connectRunner(process.env)
process.exitCode = await runAction({
  env: process.env,
  cwd: process.cwd(),
  runner,
  payload: payloadAt(process.env['GITHUB_EVENT_PATH']),
  checks,
  version: versionOf(fileURLToPath(new URL('..', import.meta.url))),
  now: Date.now(),
  renderSummary,
  renderReport,
}).catch((error: unknown) => fail(runner, error))
