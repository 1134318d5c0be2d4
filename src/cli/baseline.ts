import { readFileSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { baselineText, parseBaseline, type Baseline } from '../core/baseline-file.js'
import { errorText, UserError } from '../core/errors.js'
import type { Report } from '../core/report.js'
import { writeInside } from '../publish/write-inside.js'
import { runPillarlint, type RunResult } from '../run.js'
import { nextBaseline, type NextBaseline } from './baseline-next.js'
import { folderOf } from './folder.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { runOptions } from './run-options.js'
import { printable, say } from './say.js'

/** Where the baseline is written if nobody says. */
export const BASELINE_FILE = '.pillarlint/baseline.json'

/**
 * `pillarlint baseline [path]`: accepts every open finding if there is no baseline yet; later it removes what no longer
 * occurs, and accepts new findings only with --grow.
 */
export async function baseline(invocation: Invocation, ports: Ports): Promise<number> {
  const root = folderOf(invocation, ports)
  const run = await judged(root, invocation, ports)
  if (run === undefined) return 2
  const { baselineFile } = run
  const file = targetOf(invocation, ports, root, baselineFile)
  const old = readOld(root, file)
  const first = nextBaseline(run.report, old, invocation.values.has('grow'))
  // A configuration that names a file that is not there would be wrong.
  const isNeeded = first.baseline.size > 0 || baselineFile === file
  const isWritten = old === undefined ? isNeeded : changes(old, first.baseline)
  if (isWritten) save(root, file, first, run.report)
  const next = old === undefined && isWritten ? await withItself(root, file, first, invocation, ports) : first
  const lines = [outcome(file, old, next, isWritten), ...remarks(next, run.report), ...mention(file, baselineFile)]
  for (const line of lines) ports.stdout.write(`${printable(line)}\n`)
  return 0
}

type Judged = Extract<RunResult, { ok: true }>

/** The run whose findings are accepted; undefined if it cannot be trusted, which is then said. */
async function judged(root: string, invocation: Invocation, ports: Ports): Promise<Judged | undefined> {
  const result = await runPillarlint({ ...(await runOptions(invocation, ports, root)), writesBaseline: true })
  if (!result.ok) {
    for (const error of result.errors) say(ports.stderr, error)
    return undefined
  }
  const { gate } = result.report
  if (gate.verdict !== 'error') return result
  for (const reason of gate.because) say(ports.stderr, reason)
  say(ports.stderr, 'the result cannot be trusted, so no baseline is written')
  return undefined
}

/** A new file is one more that checks look at, for its owners for example: it accepts what they say of it, too. */
async function withItself(
  root: string,
  file: string,
  first: NextBaseline,
  invocation: Invocation,
  ports: Ports,
): Promise<NextBaseline> {
  const run = await judged(root, invocation, ports)
  if (run === undefined) return first
  const next = nextBaseline(run.report, undefined, true)
  if (changes(first.baseline, next.baseline)) save(root, file, next, run.report)
  return next
}

/** The path of the file in the linted folder: outside of it, no configuration could name it. */
function targetOf({ values }: Invocation, { cwd }: Ports, root: string, configured: string | undefined): string {
  const output = values.get('output')
  if (output === undefined) return configured ?? BASELINE_FILE
  const file = relative(root, resolve(cwd, output))
  if (file === '' || file === '..' || file.startsWith(`..${sep}`) || isAbsolute(file))
    throw new UserError(`--output ${output} lies outside of ${root}: the configuration there could not name it`)
  return file.replaceAll('\\', '/')
}

function readOld(root: string, file: string): Baseline | undefined {
  let text: string
  try {
    text = readFileSync(join(root, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new UserError(`${file} cannot be read: ${errorText(error)}`)
  }
  const read = parseBaseline(text)
  if (typeof read === 'string') throw new UserError(`${file} ${read}`)
  return read
}

function changes(old: Baseline, next: Baseline): boolean {
  return baselineText(old, '') !== baselineText(next, '')
}

function save(root: string, file: string, { baseline: entries }: NextBaseline, { tool }: Report): void {
  const text = baselineText(entries, `pillarlint ${tool.version}`)
  try {
    writeInside(root, file, text)
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${errorText(error)}`)
  }
}

function outcome(file: string, old: Baseline | undefined, { accepted }: NextBaseline, isWritten: boolean): string {
  if (isWritten) return `${old === undefined ? 'Made' : 'Updated'} ${file}: ${findings(accepted)} accepted.`
  return old === undefined
    ? `There is no open finding to accept, so ${file} is not made.`
    : `${file} stays as it is: ${findings(accepted)} accepted.`
}

/** What the user may wonder about. */
function remarks({ added, removed, open, unseen }: NextBaseline, { coverage }: Report): string[] {
  const settings = coverage.hosting.length > 0 ? ' Settings were not all readable: --repo owner/name reads them.' : ''
  return [
    ...(removed > 0 ? [`${findings(removed)} no longer there, and removed from it.`] : []),
    ...(added > 0 ? [`${findings(added)} new in it.`] : []),
    ...(open > 0 ? [`${findings(open)} open and not in it: --grow accepts what you do not mend.`] : []),
    ...(unseen > 0
      ? [`${findings(unseen)} kept in it unseen, because this run could not decide them.${settings}`]
      : []),
  ]
}

function mention(file: string, configured: string | undefined): string[] {
  if (configured === file) return []
  const other = configured === undefined ? '' : ` in the place of ${configured}`
  return [`It counts when pillarlint.yml has the line "baseline: ${file}"${other}.`]
}

function findings(count: number): string {
  return count === 1 ? '1 finding is' : `${count} findings are`
}
