import type { ToolFinding, ToolSummary } from '../core/other-tools.js'
import { plural } from './select.js'

/** What came of one run, as a sentence part. Holds text of the report: to be escaped. */
export function toolSentence({ tool, version, report, known, completed, findings, leftOut }: ToolSummary): string {
  const placed = findings.filter(({ practices }) => practices.length > 0).length
  const parts = [
    plural(findings.length, 'finding'),
    ...(placed < findings.length ? [`${findings.length - placed} of them under no practice`] : []),
    ...(leftOut.told > 0 ? [`${leftOut.told} more that Pillarlint says itself`] : []),
    ...(leftOut.settled > 0 ? [`${leftOut.settled} settled in the tool`] : []),
    ...(leftOut.excluded > 0 ? [`${leftOut.excluded} in excluded files`] : []),
    ...(leftOut.beyond > 0 ? [`${leftOut.beyond} beyond what is read`] : []),
    ...(known ? [] : ['a tool whose rules are not known']),
    ...(completed ? [] : ['it did not finish its work']),
  ]
  return `${tool}${version === undefined ? '' : ` ${version}`} (${report}): ${parts.join(', ')}`
}

/** What was found and by which rule. */
export function findingSentence({ rule, message }: ToolFinding): string {
  return rule === '' ? message : `${rule}: ${message}`
}

/** How many findings of one run a text for people lists. */
export const MOST_LISTED = 50
