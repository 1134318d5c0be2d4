import { plain } from '../core/message.js'
import type { FixResult } from '../fixes/fix.js'
import type { PlacedProblem } from '../fixes/types.js'

/** Places that are named one by one for each check and reason; the others are counted. */
const NAMED = 5

/**
 * What was fixed, by check, and what was left, by check and reason, as lines. Not escaped for any sink.
 * @param dry nothing was written
 * @param verbose every place is named
 */
export function fixLines({ applied, left, texts }: FixResult, dry: boolean, verbose: boolean): string[] {
  const most = verbose ? Infinity : NAMED
  const would = dry ? 'would be ' : ''
  const groups = groupsOf(applied, ({ finding }) => finding.check)
  const open = groupsOf(left, ({ finding, reason }) => `${finding.check}: left, because ${reason}`)
  const total = `${count(applied.length, 'finding')} ${would}fixed in ${count(texts.size, 'file')}, ${left.length} left`
  return [
    ...[...groups].flatMap(([check, group]) => [
      `${check}: ${group.length} ${would}fixed`,
      ...placesOf(
        group.map(({ finding }) => finding),
        most,
      ),
    ]),
    ...[...open].flatMap(([heading, group]) => [
      heading,
      ...placesOf(
        group.map(({ finding }) => finding),
        most,
      ),
    ]),
    total,
  ]
}

function placesOf(findings: readonly PlacedProblem[], most: number): string[] {
  const places = findings.slice(0, most).map(({ at, message }) => `  ${at.file}:${at.line} ${plain(message)}`)
  return findings.length > most ? [...places, `  and ${findings.length - most} more`] : places
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
