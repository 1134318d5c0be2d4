import type { CheckAnnotation, Event, GitHub } from '../github/index.js'
import type { Report } from '../core/report.js'
import type { SuggestedChange } from '../core/suggested-change.js'
import {
  changesRemark,
  LEVEL_LIMIT,
  remark,
  toAnnotations,
  withinLimits,
  type Annotation,
} from '../reporters/annotations.js'
import type { Links, SummaryOptions } from '../reporters/markdown/summary.js'
import { publishComment, type CommentMode } from './comment.js'
import type { Runner } from './runner.js'
import { shortfallOf, withoutToken, type Shortfall } from './shortfall.js'

/** Makes the text of comment, check run and job summary. */
export type RenderSummary = (report: Report, options: SummaryOptions) => string

export interface PublishRequest {
  readonly report: Report
  readonly event: Event
  /** Tells several runs on one repository apart. */
  readonly id: string
  /** What to write, as the inputs say. */
  readonly comment: CommentMode
  readonly checkRun: boolean
  readonly annotations: boolean
  /** The linted folder relative to the repository, with a slash at its end; empty if it is the repository. */
  readonly folder: string
  readonly links?: Links
  readonly renderSummary: RenderSummary
  /** Undefined without a token. */
  readonly github?: GitHub
  /** What to suggest in a review; undefined where nobody asks for one. */
  readonly changes?: readonly SuggestedChange[]
  /** What was noticed on the way, to be shown among the annotations. */
  readonly remarks: readonly Annotation[]
  readonly runner: Runner
}

/** What became of it. */
export interface Published {
  readonly commentUrl?: string
  readonly checkRunUrl?: string
}

/**
 * Publishes a report: check run, comment, annotations, job summary, outputs. What the token may not do becomes a
 * sentence in the log and is never a reason to fail.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const { report, runner } = request
  const annotations = toAnnotations(report).map((each) => inRepository(atHead(each, request.links), request.folder))
  const shortfalls: Shortfall[] = []
  const checkRunUrl = await publishCheckRun(request, annotations, shortfalls)
  const commentUrl = await publishComment(request, shortfalls)
  await publishSuggestions(request, shortfalls)

  const moved = request.annotations ? changesRemark(report) : []
  const remarks = [...request.remarks, ...moved, ...shortfalls.map(({ level, text }) => remark(level, text))]
  // Annotations of a check run stand beside the same lines; here they would only show twice.
  const shown = request.annotations && checkRunUrl === undefined ? annotations : []
  const room = (level: Annotation['level']): number =>
    LEVEL_LIMIT - remarks.filter((each) => each.level === level).length
  const limits = { error: room('error'), warning: room('warning'), notice: room('notice') }
  for (const each of [...remarks, ...withinLimits(shown, limits)]) runner.annotate(each)

  await publishSummary(request)
  setOutputs(report, runner, commentUrl)
  return { ...(commentUrl !== undefined && { commentUrl }), ...(checkRunUrl !== undefined && { checkRunUrl }) }
}

/** The host shows the head of a pull request, where a line may stand elsewhere than in the merge that was judged. */
function atHead(annotation: Annotation, links: Links | undefined): Annotation {
  const { file, line, endLine } = annotation
  if (file === undefined || links?.lineAt === undefined) return annotation
  const [first, last] = [links.lineAt(file, line), links.lineAt(file, endLine)]
  return { ...annotation, line: first, endLine: Math.max(first, last) }
}

function inRepository(annotation: Annotation, folder: string): Annotation {
  return annotation.file === undefined ? annotation : { ...annotation, file: folder + annotation.file }
}

async function publishCheckRun(
  { report, event, id, checkRun, github, links, renderSummary }: PublishRequest,
  annotations: readonly Annotation[],
  shortfalls: Shortfall[],
): Promise<string | undefined> {
  if (!checkRun) return undefined
  if (github === undefined) return void shortfalls.push(withoutToken('There is no check run'))
  const { CHECK_SUMMARY_LIMIT, createCheckRun } = await import('../github/index.js')
  const places = annotations.flatMap(checkAnnotationOf)
  const result = await createCheckRun(github, {
    key: `${id} ${event.run.id}/${event.run.attempt}`,
    name: id === 'default' ? 'Pillarlint' : `Pillarlint (${id})`,
    headSha: event.pull?.headSha ?? event.sha,
    conclusion: report.gate.verdict === 'pass' ? 'success' : 'failure',
    title: titleOf(report),
    summary: renderSummary(report, { limit: CHECK_SUMMARY_LIMIT, ...(links && { links }) }),
    annotations: places,
  })
  if (result.state === 'created') {
    const { url, annotated, why } = result
    const what = `The check run has ${annotated} of ${places.length} annotations`
    if (why !== undefined) shortfalls.push(shortfallOf(what, why, event))
    return url
  }
  return void shortfalls.push(shortfallOf('There is no check run', result.why, event))
}

/** A check run needs a place for each annotation; findings without one stand in its summary. */
function checkAnnotationOf(annotation: Annotation): CheckAnnotation[] {
  const { file, line, endLine, column, endColumn, level, title, message } = annotation
  if (file === undefined) return []
  const columns = column === undefined || endColumn === undefined ? {} : { start_column: column, end_column: endColumn }
  const annotation_level = level === 'error' ? 'failure' : level
  return [{ path: file, start_line: line, end_line: endLine, ...columns, annotation_level, title, message }]
}

function titleOf({ gate }: Report): string {
  const heading = { pass: 'The gate passes', fail: 'The gate fails', error: 'The result cannot be trusted' }
  return heading[gate.verdict]
}

async function publishSuggestions(request: PublishRequest, shortfalls: Shortfall[]): Promise<void> {
  const { github, event, id, folder, changes = [] } = request
  if (event.pull === undefined || changes.length === 0) return
  if (github === undefined) return void shortfalls.push(withoutToken('There are no suggestions'))
  const { suggestChanges } = await import('./suggestions.js')
  const why = await suggestChanges({ github, pull: event.pull, id, folder, changes })
  if (why !== undefined) shortfalls.push(shortfallOf('There are no suggestions', why, event))
}

/** The limit of the job summary is in bytes, that of the renderer in characters: a longer one is made shorter. */
async function publishSummary({ report, links, renderSummary, runner }: PublishRequest): Promise<void> {
  const room = runner.summaryRoom - 1
  const render = (limit: number): string =>
    renderSummary(report, { limit, withDelivery: true, ...(links && { links }) })
  const whole = render(room)
  const bytes = Buffer.byteLength(whole)
  const text = bytes <= room ? whole : render(Math.floor((whole.length * room) / bytes / 1.1))
  if (Buffer.byteLength(text) > room || !(await runner.summarise(text))) {
    runner.info('The job summary could not be written.')
  }
}

function setOutputs({ gate, findings, practices, maturity }: Report, runner: Runner, commentUrl = ''): void {
  const count = (level: string): number =>
    findings.filter(({ standing, severity }) => standing === 'open' && severity === level).length
  runner.setOutput('verdict', gate.verdict)
  runner.setOutput('errors', count('error'))
  runner.setOutput('warnings', count('warning'))
  runner.setOutput('notices', count('notice'))
  const foundational = practices.filter((each) => each.category === 'foundational' && each.verdict === 'not-met')
  runner.setOutput('foundational-not-met', foundational.length)
  runner.setOutput('maturity-level', maturity.level ?? '')
  runner.setOutput('comment-url', commentUrl)
}
