import type { OwnersHost } from '../models/index.js'
import type { Approval, Decision, OwnersLine, PathOwners } from './owners-facts.js'
import { printable } from './say.js'

/** What `pillarlint owners` found. */
export interface OwnersReport {
  readonly host: OwnersHost
  /** The CODEOWNERS file. */
  readonly file: string
  readonly paths: readonly PathOwners[]
  readonly approvals: readonly Approval[]
  readonly unowned: readonly string[]
}

/** A cell that is wider does not widen its column. */
const MAX_WIDTH = 60

/** The report for people: each path with the line that decides, then who is needed in all. */
export function ownersText({ host, file, paths, approvals, unowned }: OwnersReport, verbose: boolean): string {
  if (paths.length === 0) return 'No file is affected.\n'
  const rows = paths.flatMap((each) => rowsOf(each, file, verbose))
  const groups = approvals.map((each) => [needed(each, host), counted(each.paths.length), places(each.lines, file)])
  const parts = [
    columns(rows),
    approvals.length === 0 ? 'Nobody is asked.\n' : `${HEADS[host]}\n${columns(groups.map((row) => ['', ...row]))}`,
    ...(approvals.length > 0 ? [`${NOTES[host]}\n`] : []),
    ...(unowned.length === 0 ? [] : [`${counted(unowned.length)} without owner.\n`]),
  ]
  return parts.join('\n')
}

const HEADS: Readonly<Record<OwnersHost, string>> = {
  github: 'Who must approve',
  gitlab: 'Who must approve',
  bitbucket: 'Who is asked to review',
  gitea: 'Who is asked to review',
}

/** What a CODEOWNERS file alone does not decide. */
const NOTES: Readonly<Record<OwnersHost, string>> = {
  github: 'GitHub only asks them unless the branch requires a review from code owners.',
  gitlab: 'GitLab only asks them unless the branch requires the approval of code owners.',
  bitbucket: 'Bitbucket suggests them as reviewers and requires nobody’s approval for being an owner.',
  gitea: 'They are asked to review.',
}

function rowsOf({ path, decisions }: PathOwners, file: string, verbose: boolean): string[][] {
  if (decisions.length === 0) return [[path, 'nobody', '', 'no line matches']]
  const rows = decisions.flatMap((each) => [
    decisionRow(each, file),
    ...(verbose ? each.overruled.map((line) => [`overruled: ${peopleIn(line)}`, ...placeOf(line, file)]) : []),
  ])
  return rows.map((row, index) => [index === 0 ? path : '', ...row])
}

function decisionRow(decision: Decision, file: string): string[] {
  const section =
    decision.section === null ? [] : [`section ${decision.section}${decision.optional ? ', optional' : ''}`]
  return [peopleIn(decision), ...placeOf(decision, file), ...section]
}

function peopleIn({ owners }: OwnersLine): string {
  return owners.length === 0 ? 'nobody' : owners.join(' ')
}

function placeOf({ line, pattern }: OwnersLine, file: string): string[] {
  return [`${file}:${String(line)}`, pattern]
}

function needed({ owners, approvals, section, optional }: Approval, host: OwnersHost): string {
  const people = owners.join(', ')
  const within = section === null ? '' : ` (section ${section})`
  if (optional) return `nobody has to: ${people}${within} may`
  if (HEADS[host] !== HEADS.github || (owners.length === 1 && approvals === 1)) return `${people}${within}`
  return `${approvals === 1 ? 'one' : String(approvals)} of ${people}${within}`
}

function counted(count: number): string {
  return count === 1 ? '1 file' : `${String(count)} files`
}

/** The first few lines: a line for each folder of a large repository would say nothing. */
function places(lines: readonly number[], file: string): string {
  const shown = lines.slice(0, 5).join(', ')
  return `${file}:${shown}${lines.length > 5 ? ' …' : ''}`
}

function columns(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(printable))
  const widths: number[] = []
  for (const row of cells)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, Math.min(cell.length, MAX_WIDTH))))
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
