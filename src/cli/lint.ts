import { UserError } from '../core/errors.js'
import type { Gate } from '../core/report.js'
import { STDOUT } from '../reporters/outputs.js'
import { runPillarlint } from '../run.js'
import { deliver, outputsOf } from './deliver.js'
import { folderOf } from './folder.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { runOptions } from './run-options.js'
import { say } from './say.js'
import { account } from './verdict.js'

/** Exit status of a run, the same whatever the format: 0 pass, 1 gate failed, 2 not to be trusted. */
const STATUS: Readonly<Record<Gate['verdict'], number>> = { pass: 0, fail: 1, error: 2 }

/** `pillarlint [path]`: lints, writes every report that is asked for, and says how the gate ended. */
export async function lintCommand(invocation: Invocation, ports: Ports): Promise<number> {
  const fix = await fixingOf(invocation)
  const outputs = outputsOf(invocation)
  const root = folderOf(invocation, ports)
  const result = await runPillarlint(await runOptions(invocation, ports, root))
  if (!result.ok) {
    for (const error of result.errors) say(ports.stderr, error)
    return 2
  }
  const fixed = await fix?.({ ...result, root }, invocation, ports)
  const { report, files } = fixed ?? result
  if (invocation.values.has('verbose')) for (const line of account(report)) say(ports.stderr, line)
  // The difference is what is printed then.
  const wanted = invocation.values.has('dry-run') ? outputs.filter(({ file }) => file !== STDOUT) : outputs
  const { written } = await deliver(wanted, { report, files, root }, invocation, ports)
  return written && fixed?.written !== false ? STATUS[report.gate.verdict] : 2
}

/** What solves findings, loaded only where that is asked for. */
async function fixingOf(invocation: Invocation) {
  const { values, formats } = invocation
  const names = ['fix', 'fix-suggestions', 'dry-run', 'fix-checks'] as const
  if (!names.some((name) => values.has(name))) return undefined
  const { fix, wantsFixes } = await import('./fix.js')
  if (!wantsFixes(invocation)) return undefined
  const [printed] = values.has('dry-run') ? outputsOf(invocation).filter(({ file }) => file === STDOUT) : []
  if (printed !== undefined && formats.length > 0)
    throw new UserError(
      `the difference and ${printed.format} would both go to standard output: write --output <format>=<file>`,
    )
  return fix
}
