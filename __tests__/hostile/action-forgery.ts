import { ACTING_CHARACTER } from '../attacks/hostile-names.js'
import type { ActionEnd } from '../helpers/bundled-action.js'
import { commandsIn, outputsIn } from '../helpers/runner-files.js'
import { faultsOf } from '../reporters/markdown/reader.js'

/** All that a run of the Action has told: log, files of the runner, what it has sent to GitHub. */
export interface Told {
  readonly end: ActionEnd
  readonly comments: readonly string[]
  readonly checkRuns: readonly {
    readonly request: Readonly<Record<string, unknown>>
    readonly annotations: readonly Readonly<Record<string, unknown>>[]
  }[]
  /** Paths of the tree. */
  readonly paths: ReadonlySet<string>
}

/** Outputs that action.yml promises. */
const OUTPUTS = new Set([
  'verdict',
  'errors',
  'warnings',
  'notices',
  'foundational-not-met',
  'maturity-level',
  'comment-url',
  'report',
  'reports',
])

/** GitHub shows no comment, and takes no summary of a check run, that is longer (REST API: 65,535 characters). */
const LONGEST = 65_535

/** Bytes of a job summary (GitHub docs: Workflow commands, step isolation and limits). */
const LARGEST_SUMMARY = 1024 * 1024

/** What of it the repository has written in a language of who reads it. Empty if all of it is ours. */
export function forgedIn({ end, comments, checkRuns, paths }: Told): string[] {
  const summaries = checkRuns.flatMap(
    ({ request }) => (request['output'] as { summary?: string } | undefined)?.summary ?? [],
  )
  const markdown: [string, string][] = [
    ['summary', end.summary],
    ...comments.map((body): [string, string] => ['comment', withoutMarker(body)]),
    ...summaries.map((body): [string, string] => ['check run', body]),
  ]
  return [
    ...inLog(end.stdout, paths),
    ...commandsIn(end.stderr).map(({ name }) => `stderr: a command ${name}`),
    ...inOutputs(end.outputFile),
    ...markdown.flatMap(([place, text]) => faultsOf(text).map((fault) => `${place}: ${fault}`)),
    ...[...comments, ...summaries].filter(({ length }) => length > LONGEST).map(() => 'a text that is too long'),
    ...(Buffer.byteLength(end.summary) > LARGEST_SUMMARY ? ['a job summary that is too large'] : []),
    ...checkRuns.flatMap(({ annotations }) => annotations.flatMap((each) => inAnnotation(each, paths))),
  ]
}

/** The first line of a comment says whose it is. */
function withoutMarker(body: string): string {
  return body.replace(/^<!-- pillarlint:default sha=[0-9a-f]{40} run=\d+\/\d+ -->\n/, '')
}

function inLog(stdout: string, paths: ReadonlySet<string>): string[] {
  return commandsIn(stdout).flatMap(({ name, properties, message }) => {
    const file = properties.get('file')
    if (!['error', 'warning', 'notice', 'debug'].includes(name)) return [`stdout: a command ${name}`]
    if (name !== 'debug' && !properties.has('title')) return [`stdout: an annotation without a title: ${message}`]
    if (file !== undefined && !paths.has(file)) return [`stdout: an annotation of ${JSON.stringify(file)}`]
    return acts(message) ? [`stdout: a character that acts in ${JSON.stringify(message)}`] : []
  })
}

function inOutputs(file: string): string[] {
  const names = outputsIn(file).map(([name]) => name)
  const delimiters = file.match(/^[\w-]+<<(?!ghadelimiter_[0-9a-f]{8}-[0-9a-f-]{27}$).*/gm) ?? []
  return [
    ...names.filter((name) => !OUTPUTS.has(name)).map((name) => `outputs: ${name}`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `outputs: ${name} twice`),
    ...delimiters.map((line) => `outputs: ${line} can be known beforehand`),
  ]
}

function inAnnotation(
  { path, message, title }: Readonly<Record<string, unknown>>,
  paths: ReadonlySet<string>,
): string[] {
  const text = [message, title].filter((each) => typeof each === 'string').join('\n')
  return [
    ...(paths.has(String(path)) ? [] : [`check run: an annotation of ${JSON.stringify(path)}`]),
    ...(acts(text) ? [`check run: a character that acts in ${JSON.stringify(text)}`] : []),
  ]
}

function acts(text: string): boolean {
  return ACTING_CHARACTER.test(text.replaceAll('\n', ''))
}
