import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { errorText, UserError } from '../core/errors.js'
import type { Gate, Report } from '../core/report.js'
import { runPillarlint } from '../run.js'
import type { Files } from '../snapshot/snapshot.js'
import { wantsColor } from './color.js'
import { folderOf } from './folder.js'
import { render } from './formats.js'
import type { Invocation, OutputRequest } from './parse.js'
import type { Ports } from './ports.js'
import { runOptions } from './run-options.js'
import { say } from './say.js'
import { account, verdictLines } from './verdict.js'

/** Exit status of a run, the same whatever the format: 0 pass, 1 gate failed, 2 not to be trusted. */
const STATUS: Readonly<Record<Gate['verdict'], number>> = { pass: 0, fail: 1, error: 2 }

/** Characters of a line where nobody tells. */
const WIDTH = 100

/** `pillarlint [path]`: lints, writes every report that is asked for, and says how the gate ended. */
export async function lintCommand(invocation: Invocation, ports: Ports): Promise<number> {
  const outputs = outputsOf(invocation)
  const result = await runPillarlint(await runOptions(invocation, ports, folderOf(invocation, ports)))
  if (!result.ok) {
    for (const error of result.errors) say(ports.stderr, error)
    return 2
  }
  const { report, files } = result
  if (invocation.values.has('verbose')) for (const line of account(report)) say(ports.stderr, line)
  for (const output of outputs) await deliver(output, report, files, invocation, ports)
  return STATUS[report.gate.verdict]
}

/** Without --format the terminal report; two reports on standard output could not be told apart. */
function outputsOf({ outputs }: Invocation): readonly OutputRequest[] {
  if (outputs.length === 0) return [{ format: 'terminal' }]
  const printed = outputs.filter(({ file }) => file === undefined || file === '-')
  if (printed.length > 1) {
    const names = printed.map(({ format }) => format).join(' and ')
    throw new UserError(`${names} would both go to standard output: give all but one an --output`)
  }
  return outputs
}

async function deliver(
  { format, file }: OutputRequest,
  report: Report,
  files: Files,
  invocation: Invocation,
  ports: Ports,
): Promise<void> {
  const isPrinted = file === undefined || file === '-'
  if (isPrinted && format === 'terminal' && invocation.values.has('quiet')) {
    for (const line of verdictLines(report)) say(ports.stdout, line)
    return
  }
  const text = await render(format, report, {
    color: isPrinted && wantsColor(invocation, ports),
    width: (isPrinted ? ports.stdout.columns : undefined) ?? WIDTH,
    source: (path) => files.text(path),
    verbose: invocation.values.has('verbose'),
  })
  if (isPrinted) ports.stdout.write(withEnd(text))
  else writeReport(resolve(ports.cwd, file), withEnd(text))
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function writeReport(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  } catch (error) {
    throw new UserError(`the report cannot be written: ${errorText(error)}`)
  }
}
