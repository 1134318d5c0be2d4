import type { Because, Location } from '../core/location.js'
import { plain } from '../core/message.js'
import type { Finding, Report, VerdictChange } from '../core/report.js'
import type { TrustNotice } from '../core/trust.js'
import { bySeverity } from '../core/severity.js'
import { VERDICT_LABELS } from './labels.js'
import { visible } from './visible.js'

/**
 * One remark on a file, as GitHub shows it beside the line. Title and message are plain text in which nothing is unseen,
 * and not escaped for any sink.
 */
export interface Annotation {
  /** Relative to the linted folder; undefined where the problem is a setting or a missing file. */
  readonly file: string | undefined
  readonly line: number
  readonly endLine: number
  /** Only on annotations of one line, which are the only ones that GitHub takes columns for. */
  readonly column?: number
  /** The last column, included. */
  readonly endColumn?: number
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  /** True if the file is part of the pull request; null outside pull requests. */
  readonly inChange: boolean | null
}

/** GitHub cuts a workflow command's message here without saying so. */
const MESSAGE_LIMIT = 4096

/** Practices that one remark names. */
const LISTED = 10

/** Check runs take titles of this many characters. */
const TITLE_LIMIT = 255

/** Annotations of one level that GitHub keeps of one step; the rest is dropped without a word. */
export const LEVEL_LIMIT = 10

/** What the change does to how it is judged; then the open findings as annotations: what the change introduces or touches first, then the worst first. */
export function toAnnotations(report: Report): Annotation[] {
  const findings = report.findings
    .filter(({ standing }) => standing === 'open')
    .sort((a, b) => nearness(a) - nearness(b) || bySeverity(a.severity, b.severity) || byPlace(a.at, b.at))
    .map(annotationOf)
  return [...(report.trust ?? []).map(trustAnnotation), ...findings]
}

function trustAnnotation({ message, at, owners }: TrustNotice): Annotation {
  const who = owners.length === 0 ? [] : [visible(`Owned by ${owners.join(', ')}.`)]
  return {
    ...remark('notice', cut([visible(plain(message)), ...who].join('\n'), MESSAGE_LIMIT)),
    title: 'This changes how changes are judged',
    ...(at !== undefined && { file: at.file, line: at.line, endLine: Math.max(at.line, at.endLine), inChange: true }),
  }
}

function annotationOf(finding: Finding): Annotation {
  const { at, severity, title, check, inChange } = finding
  return {
    file: at?.file,
    line: at?.line ?? 1,
    endLine: Math.max(at?.endLine ?? 1, at?.line ?? 1),
    ...(at !== undefined && columnsOf(at)),
    level: severity,
    title: cut(visible(`${title} (${check})`), TITLE_LIMIT),
    message: cut(messageOf(finding), MESSAGE_LIMIT),
    inChange,
  }
}

/** Locations end after their last character, annotations at it. The place of a whole file has no columns. */
function columnsOf({ line, endLine, column, endColumn }: Location): { column?: number; endColumn?: number } {
  if (line !== endLine || endColumn <= column) return {}
  return { column, endColumn: endColumn - 1 }
}

function messageOf({ message, remedy, because }: Finding): string {
  const lines = [plain(message), plain(remedy), ...(because.length > 0 ? ['', 'Because:'] : []), ...because.map(linkOf)]
  return lines.map(visible).join('\n')
}

function linkOf({ file, line, text }: Because): string {
  return `${file}:${line} ${text}`
}

function nearness({ delta, inChange }: Finding): number {
  if (delta === 'introduced') return 0
  return inChange === true ? 1 : 2
}

function byPlace(a: Location | undefined, b: Location | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** Shortened to `limit` UTF-16 units, an ellipsis included, and never in the middle of a character. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * The annotations that one step can show: `limits` of each level, in order. Where there are more, the last one of the
 * level says how many.
 */
export function withinLimits(
  annotations: readonly Annotation[],
  limits: Readonly<Record<Annotation['level'], number>>,
): Annotation[] {
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const all = annotations.filter((each) => each.level === level)
    const limit = Math.max(0, limits[level])
    if (all.length <= limit || limit === 0) return all.slice(0, limit)
    return [...all.slice(0, limit - 1), moreOf(level, all.length - limit + 1)]
  })
}

/** What we say about the run itself, at no place. */
export function remark(level: Annotation['level'], text: string): Annotation {
  const message = text.split('\n').map(visible).join('\n')
  return { file: undefined, line: 1, endLine: 1, level, title: 'Pillarlint', message, inChange: null }
}

/** What the change does to the practices, in one remark; none if nothing got better or worse. */
export function changesRemark({ changes = [] }: Pick<Report, 'changes'>): Annotation[] {
  const [worse, better] = (['worse', 'better'] as const).map((direction) =>
    changes.filter((change) => change.direction === direction),
  ) as [VerdictChange[], VerdictChange[]]
  const all = [...worse, ...better]
  if (all.length === 0) return []
  const listed = all
    .slice(0, LISTED)
    .map(({ id, from, to }) => `${id}: ${VERDICT_LABELS[from]} → ${VERDICT_LABELS[to]}`)
  const more = all.length > LISTED ? [`and ${all.length - LISTED} more`] : []
  const message = `This change moves practices. ${[...listed, ...more].join('; ')}.`
  return [remark(worse.length > 0 ? 'warning' : 'notice', message)]
}

function moreOf(level: Annotation['level'], count: number): Annotation {
  return remark(level, `${count} more of this level: the summary of the run lists them.`)
}

/**
 * The annotations as workflow commands, one a line, within GitHub's limits; an empty text if there are none.
 * Escaping: GitHub docs, "Workflow commands", and the runner's own unescaping.
 */
export function renderAnnotations(report: Report): string {
  const limits = { error: LEVEL_LIMIT, warning: LEVEL_LIMIT, notice: LEVEL_LIMIT }
  return withinLimits([...changesRemark(report), ...toAnnotations(report)], limits)
    .map((annotation) => `${commandOf(annotation)}\n`)
    .join('')
}

function commandOf({ file, line, endLine, column, endColumn, level, title, message }: Annotation): string {
  const place = file === undefined ? {} : { file, line, endLine, col: column, endColumn }
  const properties = Object.entries({ ...place, title })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${level} ${properties.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
