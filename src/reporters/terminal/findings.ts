import type { Location } from '../../core/location.js'
import type { Finding } from '../../core/report.js'
import { plural } from '../select.js'
import { codeFrame, gutterOf } from './frame.js'
import { scriptOf } from '../patches.js'
import { toneOf, type Palette } from './paint.js'
import { hanging, messageText, safe, wrap } from './text.js'
import { groupBy } from '../../core/group.js'

/** Blanks before the further lines of a message. */
const INDENT = 4

export interface FindingContext {
  readonly palette: Palette
  readonly width: number
  /** Lines of a file, or undefined if it cannot be read. */
  readonly lines: (file: string) => readonly string[] | undefined
  /** Findings for which the gate failed. */
  readonly blocking: ReadonlySet<Finding>
  /** Whether changes of settings are shown. */
  readonly verbose: boolean
}

/** The findings, those about settings first, then file by file from top to bottom. */
export function renderFindings(findings: readonly Finding[], context: FindingContext): string[] {
  return [...groupBy(findings, ({ at }) => at?.file ?? '')]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, own]) => [
      heading(file, own.length, context),
      '',
      ...own.sort(byLine).flatMap((each) => [...renderFinding(each, context), '']),
    ])
}

function heading(file: string, count: number, { palette }: FindingContext): string {
  const name = file === '' ? 'Settings and missing files' : safe(file)
  return `${palette.bold(palette.underline(name))} ${palette.dim(`(${plural(count, 'finding')})`)}`
}

function byLine(a: Finding, b: Finding): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0)
}

function renderFinding(finding: Finding, context: FindingContext): string[] {
  const { severity, check, message, remedy, practices, at, standing } = finding
  const { palette, width, lines } = context
  const tone = toneOf(severity, palette)
  const title = `${standing === 'open' ? severity : `${severity}, ${standing}`}[${safe(check)}]`
  const [first = '', ...more] = wrap(`${title}: ${messageText(message)}`, width - INDENT)
  const source = at === undefined ? undefined : lines(at.file)
  const margin = ' '.repeat(at === undefined ? 1 : gutterOf(at))
  const note = (name: string, text: string): string[] => hanging(`${margin} = ${name}: `, text, width)
  return [
    `${palette.bold(tone(first.slice(0, title.length)))}${palette.bold(first.slice(title.length))}`,
    ...more.map((line) => ' '.repeat(INDENT) + palette.bold(line)),
    ...(at === undefined ? [] : [`${margin}${palette.dim('-->')} ${placeOf(at)}${tagsOf(finding, context)}`]),
    ...(at === undefined || source === undefined ? [] : codeFrame(source, at, { palette, tone, width })),
    ...note('fix', messageText(remedy)),
    ...(context.verbose && finding.patch !== undefined
      ? [`${margin} = apply:`, ...scriptOf(finding.patch).map((line) => `${margin}     ${line}`)]
      : []),
    ...chain(finding, margin, width),
    ...(practices.length > 0 ? note('practices', namedPractices(practices)) : []),
    ...(finding.standingReason === undefined ? [] : note(standing, safe(finding.standingReason))),
  ]
}

/** Practices named beside a finding; the report of each practice names them all. */
const PRACTICES = 4

function namedPractices(practices: readonly string[]): string {
  const more = practices.length - PRACTICES
  return `${practices
    .slice(0, PRACTICES)
    .map((each) => safe(each))
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const placeOf = ({ file, line, column }: Location): string => `${safe(file)}:${line}:${column}`

function tagsOf(finding: Finding, { palette, blocking }: FindingContext): string {
  const tags = [
    ...(finding.delta === 'introduced' ? ['new'] : []),
    ...(blocking.has(finding) ? ['fails the gate'] : []),
  ]
  return tags.length === 0 ? '' : ` ${palette.cyan(`(${tags.join(', ')})`)}`
}

/** The chain from the pipeline line to the thing found, one link a line. */
function chain({ because }: Finding, margin: string, width: number): string[] {
  return because.flatMap(({ file, line, text }, i) =>
    hanging(`${margin} ${i === 0 ? '= because:' : '        ->'} `, `${safe(file)}:${line} ${safe(text)}`, width),
  )
}
