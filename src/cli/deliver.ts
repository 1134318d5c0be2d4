import { realpathSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { errorText, UserError } from '../core/errors.js'
import type { Report } from '../core/report.js'
import { writeNamed } from '../publish/write-inside.js'
import { renderReport, type RenderContext } from '../reporters/formats.js'
import type { Links } from '../reporters/links.js'
import { chooseOutputs, STDOUT, type Output } from '../reporters/outputs.js'
import { repositoryRoot } from '../snapshot/repository-root.js'
import { resolveRevision } from '../snapshot/revision.js'
import type { Files } from '../snapshot/snapshot.js'
import { wantsColor } from './color.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { say } from './say.js'
import { verdictLines } from './verdict.js'

/** Characters of a line where nobody tells. */
const WIDTH = 100

/**
 * The reports that are asked for, each with its file: the terminal report where nothing else is printed. Throws a
 * UserError if two would be printed, which nobody could tell apart.
 */
export function outputsOf({ formats, outputs }: Invocation): readonly Output[] {
  const { files, left } = chooseOutputs(formats, outputs, '--output')
  const all = [...files, ...left.map((format) => ({ format, file: STDOUT }))]
  const printed = all.filter(({ file }) => file === STDOUT)
  if (printed.length > 1) {
    const names = printed.map(({ format }) => format).join(' and ')
    throw new UserError(`${names} would both go to standard output: write --output <format>=<file> for all but one`)
  }
  return printed.length > 0 ? all : [...all, { format: 'terminal', file: STDOUT }]
}

/** What the reports are made of. */
export interface Result {
  readonly report: Report
  readonly files: Files
  /** The linted folder. */
  readonly root: string
}

/** Prints or writes each report. Those that cannot be written are named, and the others are written all the same. */
export async function deliver(
  outputs: readonly Output[],
  result: Result,
  invocation: Invocation,
  ports: Ports,
): Promise<{ written: boolean }> {
  let written = true
  for (const { format, file } of outputs) {
    if (file === STDOUT && format === 'terminal' && invocation.values.has('quiet')) {
      for (const line of verdictLines(result.report)) say(ports.stdout, line)
      continue
    }
    const text = withEnd(await renderReport(format, result.report, contextOf(file, result, invocation, ports)))
    if (file === STDOUT) {
      ports.stdout.write(text)
      continue
    }
    const fault = write(repositoryRoot(result.root) ?? result.root, resolve(ports.cwd, file), text)
    if (fault === undefined) continue
    say(ports.stderr, `the ${format} report cannot be written to ${file}: ${fault}`)
    written = false
  }
  return { written }
}

function contextOf(file: string, result: Result, invocation: Invocation, ports: Ports): RenderContext {
  const { files, root } = result
  const isPrinted = file === STDOUT
  const isFixing = invocation.values.has('fix') || invocation.values.has('fix-suggestions')
  const links = linksTo(result, invocation, ports)
  return {
    color: isPrinted && wantsColor(invocation, ports),
    width: (isPrinted ? ports.stdout.columns : undefined) ?? WIDTH,
    source: (path) => files.text(path),
    verbose: invocation.values.has('verbose'),
    ...(!isFixing && { offersFixes: invocation.values.has('offline') ? 'offline' : 'online' }),
    folder: () => folderInRepository(root),
    ...(links && { links }),
  }
}

/**
 * Where the linted files can be seen: in the repository that --repo names, at the commit that was judged or that the work
 * tree is based on. Undefined without --repo, or where there is no commit.
 */
function linksTo({ report, root }: Result, { values }: Invocation, { env }: Ports): Links | undefined {
  const repository = values.get('repo')
  const sha = repository === undefined ? undefined : (report.subject.revision ?? resolveRevision(root, 'HEAD'))
  if (repository === undefined || sha === undefined) return undefined
  return { server: env['GITHUB_SERVER_URL'] || 'https://github.com', repository, sha, folder: folderInRepository(root) }
}

/** The folder relative to the repository that it lies in, with a slash at its end. */
function folderInRepository(root: string): string {
  const repository = repositoryRoot(root)
  if (repository === undefined) return ''
  const way = relative(realpathSync(repository), realpathSync(root)).replaceAll('\\', '/')
  return way === '' ? '' : `${way}/`
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

/** Writes the file with its folders; the reason if that does not go. */
function write(root: string, path: string, text: string): string | undefined {
  try {
    writeNamed(root, path, text)
    return undefined
  } catch (error) {
    return errorText(error)
  }
}
