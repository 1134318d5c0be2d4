import type { Fix, Result, Suppression } from 'sarif'
import type { Location } from '../../core/location.js'
import type { Finding } from '../../core/report.js'
import { LEVELS } from './rules.js'
import { MAX_MESSAGE, prose, sentence, uriOf } from './text.js'
import { clip, visible } from '../visible.js'

/** Links of the way to a finding, and characters of each: they keep one result readable. */
const MAX_LINKS = 20
const MAX_LINK_TEXT = 300

/** What every result of a run shares. */
export interface Setting {
  /** The index of each rule. */
  readonly indices: ReadonlyMap<string, number>
  /** The file to show a finding at that has no place. */
  readonly anchor: string
  /** The linted folder relative to the repository, with a slash at its end; empty if it is the repository. */
  readonly folder: string
  /** Numbers equal fingerprints. */
  readonly count: (fingerprint: string) => number
}

/** A finding as SARIF. */
export function resultOf(finding: Finding, { indices, anchor, folder, count }: Setting): Result {
  const { check, severity, at, because, fingerprint, delta, service } = finding
  const place = (file: string) => ({ uri: uriOf(`${folder}${file.replace(/^\/+/, '')}`) })
  const links = because.slice(0, MAX_LINKS).map(({ file, line, text }, index) => ({
    id: index + 1,
    message: { text: prose(text === '' ? file : text, MAX_LINK_TEXT) },
    physicalLocation: { artifactLocation: place(file), region: { startLine: Math.max(1, line) } },
  }))
  const suppressions = suppressionsOf(finding)
  return {
    ruleId: check,
    ruleIndex: indices.get(check) ?? 0,
    level: LEVELS[severity],
    message: { text: clip(`${sentence(finding.message)} ${sentence(finding.remedy)}`, MAX_MESSAGE) },
    locations: [{ physicalLocation: { artifactLocation: place(at?.file ?? anchor), region: regionOf(at) } }],
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:${count(fingerprint)}` },
    ...(links.length > 0 && { relatedLocations: links }),
    ...(suppressions.length > 0 && { suppressions }),
    ...fixesOf(finding, place),
    ...(service !== undefined && { properties: { service: visible(service) } }),
    ...(delta !== null && { baselineState: delta === 'introduced' ? ('new' as const) : ('unchanged' as const) }),
  }
}

function regionOf(at: Location | undefined) {
  if (at === undefined) return { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
  const { line, column, endLine, endColumn } = at
  return { startLine: line, startColumn: column, endLine, endColumn }
}

function suppressionsOf({ standing, standingReason }: Finding): Suppression[] {
  if (standing === 'open') return []
  const kind = standing === 'suppressed' ? 'inSource' : 'external'
  return [{ kind, status: 'accepted', ...(standingReason !== undefined && { justification: visible(standingReason) }) }]
}

/** The text that would replace the lines of the place. A region without columns is of whole lines (SARIF 2.1.0, 3.30.2). */
function fixesOf({ at, suggestion, remedy }: Finding, place: (file: string) => { uri: string }): { fixes?: Fix[] } {
  if (at === undefined || suggestion === undefined) return {}
  const replacements = [
    { deletedRegion: { startLine: at.line, endLine: at.endLine }, insertedContent: { text: suggestion } },
  ]
  const artifactChanges = [{ artifactLocation: place(at.file), replacements }]
  return { fixes: [{ description: { text: clip(sentence(remedy), MAX_MESSAGE) }, artifactChanges }] }
}
