import type { Report } from '../../core/report.js'
import { findingSentence, MOST_LISTED, toolSentence } from '../other-tools.js'
import { escapeText } from './escape.js'
import { folded, type Section } from './layout.js'
import { placeOf, type Links } from './place.js'

/** What the reports of other tools say; none of it fails the gate. */
export function otherToolsSection({ otherTools = [] }: Report, links: Links | undefined): Section {
  const items = otherTools.flatMap((tool) => {
    const more = tool.findings.length - MOST_LISTED
    return [
      `- ${escapeText(toolSentence(tool))}`,
      ...tool.findings.slice(0, MOST_LISTED).map((finding) => {
        const place = finding.at === undefined ? '' : `${placeOf(finding.at, links)}: `
        const serves = finding.practices.length === 0 ? '' : ` (${escapeText(finding.practices.join(', '))})`
        return `  - ${place}${escapeText(findingSentence(finding))}${serves}`
      }),
      ...(more > 0 ? [`  - and ${more} more`] : []),
    ]
  })
  return folded(`What other tools report (${otherTools.length})`, items)
}
