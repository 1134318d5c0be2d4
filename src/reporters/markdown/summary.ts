import type { GateVerdict, Report } from '../../core/report.js'
import { blockingFindings, isCompared, openFindings, plural } from '../select.js'
import { otherToolsSection } from './other-tools.js'
import { checksSection, configurationSection, coverageSection, leftoverSection } from './coverage.js'
import { deliverySection } from './delivery.js'
import { code, escapeText } from './escape.js'
import {
  allSection,
  blockingSections,
  countSeverities,
  fixedSection,
  newSection,
  otherSection,
  settledSection,
} from './findings.js'
import { changedPracticesSections } from './changes.js'
import { historySection } from './history.js'
import { layOut, type Section } from './layout.js'
import type { Links } from './place.js'
import { maturitySection, nextSection } from './maturity.js'
import { trustSection } from './trust.js'
import { patchSection } from './patches.js'
import { unknownSection } from './unknowns.js'
import { foundationalSections, named, practiceSections, scoreSection } from './practices.js'
import { servicesSection } from './services.js'

export type { Links } from './place.js'

export interface SummaryOptions {
  /** The longest text that the place takes, in UTF-16 units: 65,536 for a comment (GitHub REST API). */
  readonly limit: number
  /** Makes places links. */
  readonly links?: Links
  /** Draws the delivery: for a job summary, which has room for it. */
  readonly withDelivery?: boolean
  /** An HTML comment by which the publisher finds its own comment again; stands on the first line. */
  readonly marker?: string
}

const HEADINGS: Readonly<Record<GateVerdict, string>> = {
  pass: '## ✅ Pillarlint: passed',
  fail: '## ❌ Pillarlint: failed',
  error: '## ⚠️ Pillarlint: no result that can be trusted',
}

/**
 * The report as Markdown for a pull-request comment or a job summary: what blocks the merge, what the change brings, the
 * foundational practices and the next steps, then everything else folded away. Never longer than `limit`: later
 * sections give way first, and what is left out is counted.
 */
export function renderSummary(report: Report, { limit, links, marker, withDelivery = false }: SummaryOptions): string {
  const head = [
    ...(marker === undefined ? [] : [marker.replace(/[\r\n]+/g, ' ')]),
    HEADINGS[report.gate.verdict],
    '',
    verdictSentence(report),
  ]
  const sections: Section[] = [
    ...blockingSections(report, links),
    trustSection(report, links),
    configurationSection(report),
    newSection(report, links),
    fixedSection(report, links),
    ...changedPracticesSections(report),
    ...foundationalSections(report, links),
    nextSection(report, links),
    servicesSection(report),
    allSection(report, links),
    otherSection(report, links),
    patchSection(report),
    unknownSection(report),
    settledSection(report, links),
    leftoverSection(report, links),
    ...(withDelivery ? [deliverySection(report)] : []),
    historySection(report),
    maturitySection(report, links),
    otherToolsSection(report, links),
    checksSection(report),
    coverageSection(report, links),
    scoreSection(report),
    ...practiceSections(report, links),
    footer(report, links),
  ]
  return layOut(head, sections, limit)
}

/** One or two sentences that say what the verdict means for the reader. */
function verdictSentence(report: Report): string {
  const { gate, subject } = report
  if (gate.verdict === 'error') return 'Something went wrong in the linter itself, so its silence proves nothing.'
  const open = openFindings(report)
  const blocking = blockingFindings(report)
  if (gate.verdict === 'fail') {
    const where = subject.pullRequest === null ? '' : ' in this pull request'
    const cause =
      blocking.length === 0 ? 'The gate failed' : `**${plural(blocking.length, 'finding')}** must be fixed${where}`
    const { practices } = gate
    if (practices.length === 0) return `${cause}.`
    return `${cause}: ${plural(practices.length, 'practice')} ${practices.length === 1 ? 'is' : 'are'} not met (${named(practices)}).`
  }
  const off = gate.failOn === 'never' ? ' The gate is off.' : ''
  if (!isCompared(report)) {
    return open.length === 0
      ? `Nothing to report.${off}`
      : `${countSeverities(open)}, none of which fails the gate.${off}`
  }
  const introduced = open.filter(({ delta }) => delta === 'introduced')
  const brings =
    introduced.length === 0
      ? 'brings no new finding'
      : `brings ${countSeverities(introduced)} that ${introduced.length === 1 ? 'does' : 'do'} not block it`
  const fixes = report.fixed.length === 0 ? '' : ` and fixes ${plural(report.fixed.length, 'finding')}`
  return `This pull request ${brings}${fixes}.${off}`
}

/** Names the commit: what is judged on disk is, in a run for a change, the merge of that commit. */
function footer({ tool, subject }: Report, links: Links | undefined): Section {
  const commit = subject.revision ?? links?.sha
  const judged = commit === undefined ? 'the work tree' : `commit ${code(commit.slice(0, 12))}`
  const base = subject.baseRevision === null ? '' : `, compared with ${code(subject.baseRevision.slice(0, 12))}`
  const line = `<sub>${tool.name} ${code(tool.version)} judged ${judged}${base}, as ${escapeText(subject.kind)}</sub>`
  return { open: ['', line], items: [''], close: [] }
}
