import { withoutCredentials } from '../core/credentials.js'
import type { Report } from '../core/report.js'
import { blockingFindings, byWorst, plural } from './select.js'
import { renderChanges, renderTrust } from './terminal/changes.js'
import { renderFindings } from './terminal/findings.js'
import { countFixable, type FixOffer } from './terminal/fixable.js'
import { renderHistory } from './terminal/history.js'
import {
  renderBroken,
  renderGate,
  renderMaturity,
  renderProgress,
  renderScore,
  renderUnseen,
} from './terminal/overview.js'
import { renderOtherTools } from './terminal/other-tools.js'
import { renderServices } from './terminal/services.js'
import { paletteOf } from './terminal/paint.js'

export interface TerminalOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Text of a judged file, for excerpts; undefined if it cannot be read. */
  readonly source: (file: string) => string | undefined
  /** Also shows notices, settled findings, and what was not seen. */
  readonly verbose?: boolean
  /** Says how many findings `--fix` may solve: where it is there to be used, and has not been. */
  readonly offersFixes?: FixOffer
}

/** The narrowest width that still reads well. */
const NARROWEST = 40

/**
 * The report for a terminal: findings with excerpts, file by file, then practices, maturity and, last, the verdict.
 * Nothing from the repository reaches the terminal as a control sequence or the log of a runner as a command.
 */
export function renderTerminal(
  report: Report,
  { color, width, source, verbose = false, offersFixes }: TerminalOptions,
): string {
  const style = { palette: paletteOf(color), width: Math.max(NARROWEST, width), verbose }
  const texts = new Map<string, readonly string[] | undefined>()
  const concealed = concealedIn(report)
  const lines = (file: string): readonly string[] | undefined => {
    if (!texts.has(file)) {
      const hidden = concealed.get(file)
      const show = (text: string, index: number) =>
        hidden?.has(index + 1) === true ? '(not shown)' : withoutCredentials(text)
      texts.set(file, source(file)?.split('\n').map(show))
    }
    return texts.get(file)
  }
  const open = report.findings.filter(({ standing }) => standing === 'open').sort(byWorst)
  const shown = verbose ? [...report.findings].sort(byWorst) : open.filter(({ severity }) => severity !== 'notice')
  const blocking = new Set(blockingFindings(report))
  const output = [
    ...renderFindings(shown, { ...style, lines, blocking }),
    ...renderScore(report, style),
    ...renderBroken(report, style),
    ...renderServices(report, style),
    ...renderMaturity(report, style),
    ...renderHistory(report, style),
    ...renderOtherTools(report, style),
    ...(verbose ? renderProgress(report, style) : []),
    ...renderUnseen(report, style),
    ...renderChanges(report, style),
    ...renderTrust(report, style),
    ...countLines(report, verbose),
    ...(offersFixes === undefined ? [] : fixLines(report, offersFixes)),
    ...renderGate(report, style),
  ]
  return `${output.map(inert).join('\n')}\n`
}

/** File → numbers of the lines that hold a secret, whichever finding would show them. */
function concealedIn({ findings }: Report): Map<string, Set<number>> {
  const hidden = new Map<string, Set<number>>()
  for (const { concealed, at } of findings) {
    if (concealed !== true || at === undefined) continue
    const lines = hidden.get(at.file) ?? new Set()
    hidden.set(at.file, lines)
    for (let line = at.line; line <= at.endLine; line++) lines.add(line)
  }
  return hidden
}

/** A line that a runner of GitHub Actions takes for text: `::` at its start would be a command (actions/runner, ActionCommand). */
function inert(line: string): string {
  // eslint-disable-next-line no-control-regex -- colours may stand before the text
  return line.replace(/^((?:\s|\u001b\[\d+m)*)::/, '$1∷')
}

/** What can be solved without a person, if anything. */
function fixLines({ findings }: Report, offer: FixOffer): string[] {
  const count = countFixable(findings, offer)
  return count === 0 ? [] : [`--fix may solve ${count} of them (--fix --dry-run shows how)`]
}

function countLines({ findings, fixed }: Report, verbose: boolean): string[] {
  const open = findings.filter(({ standing }) => standing === 'open')
  const count = (severity: string): number => open.filter((finding) => finding.severity === severity).length
  const hidden = verbose || count('notice') === 0 ? '' : ' (--verbose shows notices)'
  const settled = findings.length - open.length
  return [
    open.length === 0
      ? 'No open findings'
      : `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}, ${plural(count('notice'), 'notice')}${hidden}`,
    ...(settled > 0 ? [`${plural(settled, 'finding')} settled by comments, exceptions or the baseline`] : []),
    ...(fixed.length > 0 ? [`${plural(fixed.length, 'finding')} fixed by this change`] : []),
  ]
}
