import type { Gate } from '../core/report.js'
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
  const outputs = outputsOf(invocation)
  const root = folderOf(invocation, ports)
  const result = await runPillarlint(await runOptions(invocation, ports, root))
  if (!result.ok) {
    for (const error of result.errors) say(ports.stderr, error)
    return 2
  }
  const { report, files } = result
  if (invocation.values.has('verbose')) for (const line of account(report)) say(ports.stderr, line)
  const { written } = await deliver(outputs, { report, files, root }, invocation, ports)
  return written ? STATUS[report.gate.verdict] : 2
}
