import type { Report } from '../../core/report.js'
import { findingSentence, MOST_LISTED, toolSentence } from '../other-tools.js'
import type { OverviewStyle } from './overview.js'
import { hanging, safe } from './text.js'

/** What the reports of other tools say: a line for each, with `verbose` their findings as well. */
export function renderOtherTools({ otherTools = [] }: Report, { palette, width, verbose }: OverviewStyle): string[] {
  if (otherTools.length === 0) return []
  const lines = otherTools.flatMap((tool) => {
    const more = tool.findings.length - MOST_LISTED
    const listed = tool.findings.slice(0, MOST_LISTED).flatMap((finding) => {
      const place = finding.at === undefined ? '' : `${safe(finding.at.file)}:${finding.at.line} `
      return hanging('    ', `${place}${safe(findingSentence(finding))}`, width, 6)
    })
    return [
      ...hanging('  ', safe(toolSentence(tool)), width, 4),
      ...(verbose ? [...listed, ...(more > 0 ? [`    and ${more} more`] : [])] : []),
    ]
  })
  return [palette.bold('Other tools'), ...lines, '']
}
