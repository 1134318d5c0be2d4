import { UserError } from '../core/errors.js'
import type { Report } from '../core/report.js'
import { nearest } from '../core/nearest.js'
import { unifiedDiff } from '../fixes/diff.js'
import { fixFindings, type FixResult } from '../fixes/fix.js'
import { withTexts } from '../fixes/overlay.js'
import { FIXERS } from '../fixes/registry.js'
import type { Fixer } from '../fixes/types.js'
import type { Again } from '../run.js'
import type { Files } from '../snapshot/snapshot.js'
import { writeTexts } from '../snapshot/write-files.js'
import { fixPorts } from './fix-ports.js'
import { fixLines } from './fix-text.js'
import type { Invocation } from './parse.js'
import type { Ports, Sink } from './ports.js'
import { printable, say } from './say.js'

/** A run whose findings are to be solved. */
export interface Run {
  readonly root: string
  readonly report: Report
  readonly files: Files
  readonly again: Again
}

/** What the run comes to after fixing. */
export interface Fixed {
  readonly report: Report
  readonly files: Files
  /** False if a file could not be written, so that the report is not about what is on disk. */
  readonly written: boolean
}

/** Whether the command line asks for fixes. Throws a UserError for switches that mean nothing without them. */
export function wantsFixes({ values }: Invocation): boolean {
  const wanted = values.has('fix') || values.has('fix-suggestions')
  for (const name of ['dry-run', 'fix-checks'] as const)
    if (!wanted && values.has(name)) throw new UserError(`--${name} goes with --fix`)
  return wanted
}

/** Solves what it can, writes the files or prints the difference, and says what was done and what was left. */
export async function fix(run: Run, invocation: Invocation, ports: Ports): Promise<Fixed> {
  const { values } = invocation
  const fixers = fixersFor(invocation)
  const { files, again } = run
  // Compared with a base some checks know more: what is proved must come of one way of looking.
  const report = values.has('base') ? again.report(files) : run.report
  const result = await fixFindings({ files, report, relint: again, fixers, ports: fixPorts(invocation, ports) })
  const dry = values.has('dry-run')
  if (dry) printDiffs(result, files, ports)
  for (const line of fixLines(result, dry, values.has('verbose'))) say(ports.stderr, line)
  if (dry) return { report: run.report, files, written: true }
  const written = writeAll(run.root, result, files, ports.stderr)
  const after = withTexts(files, result.texts)
  return { report: values.has('base') ? again.report(after, true) : result.report, files: after, written }
}

/** Those that are safe, and with --fix-suggestions those that a person should look at; of the checks that are named. */
function fixersFor({ values }: Invocation): Fixer[] {
  const named = values
    .get('fix-checks')
    ?.split(',')
    .map((each) => each.trim())
  const known = new Set(FIXERS.map(({ check }) => check))
  for (const id of named ?? []) {
    if (known.has(id)) continue
    const near = nearest(id, [...known])
    throw new UserError(`nothing fixes "${id}"${near === undefined ? '' : `; did you mean ${near}?`}`)
  }
  return FIXERS.filter(({ check, fixability }) => {
    if (named !== undefined && !named.includes(check)) return false
    return fixability === 'safe-fix' || values.has('fix-suggestions')
  })
}

function writeAll(root: string, { texts }: FixResult, files: Files, stderr: Sink): boolean {
  const changes = [...texts].map(([path, after]) => ({ path, before: files.text(path) ?? '', after }))
  const failed = writeTexts(root, changes)
  for (const { path, reason } of failed) say(stderr, `${path} was not written: ${reason}`)
  return failed.length === 0
}

/** As it is for other programs; where a person reads, or the log of a CI system, only with what such a place does not obey. */
function printDiffs({ texts }: FixResult, files: Files, { stdout, env }: Ports): void {
  const isRead = stdout.isTTY || (env['CI'] ?? '') !== ''
  for (const [path, after] of texts) {
    const diff = unifiedDiff(path, files.text(path) ?? '', after)
    stdout.write(isRead ? diff.split('\n').map(shown).join('\n') : diff)
  }
}

/** Blanks at the start are kept; the runner would take `::` behind them for a command. */
function shown(line: string): string {
  return printable(line).replace(/^([ ]*):(?=:)/, '$1\u2236')
}
