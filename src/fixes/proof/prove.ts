import { exactOf } from '../../core/fingerprint.js'
import type { LineRange } from '../../core/location.js'
import type { Report } from '../../core/report.js'
import type { Files } from '../../snapshot/snapshot.js'
import type { Fix, Fixer, PlacedProblem } from '../types.js'
import { objection, type Objection } from './findings.js'
import { keepsTheRest } from './structure.js'

export interface Attempt {
  readonly fixes: readonly { readonly finding: PlacedProblem; readonly fixer: Fixer; readonly fix: Fix }[]
  readonly before: Files
  readonly after: Files
  /** The report on the files before. */
  readonly was: Report
  lint(files: Files): Report
}

export type Proved = { readonly ok: true; readonly report: Report } | ({ readonly ok: false } & Objection)

/** Whether the files with the fixes read as before but for what the fixes touch, and whether the checks agree. */
export function prove({ fixes, before, after, was, lint }: Attempt): Proved {
  const edits = fixes.flatMap(({ fix }) => fix.edits)
  const files = [...new Set(edits.map(({ file }) => file))]
  for (const file of files) {
    const change = {
      file,
      before: before.text(file) ?? '',
      after: after.text(file) ?? '',
      edits: edits.filter((edit) => edit.file === file),
      touches: fixes.flatMap(({ fix }) => fix.touches.get(file) ?? []),
    }
    if (!keepsTheRest(change)) return { ok: false, reason: `more of ${file} would change than is meant` }
  }
  const report = lint(after)
  const lines = new Map(files.map((file) => [file, linesOf(before.text(file) ?? '', edits, file)] as const))
  const against = objection(was.checks, report.checks, {
    solved: new Set(fixes.map(({ finding }) => exactOf(finding))),
    lines,
    leadsTo: new Set(fixes.flatMap(({ fixer }) => fixer.leadsTo ?? [])),
    touches: new Map(files.map((file) => [file, fixes.flatMap(({ fix }) => fix.touches.get(file) ?? [])] as const)),
  })
  return against === undefined ? { ok: true, report } : { ok: false, ...against }
}

/** Lines that the edits replace, or behind which they add some. */
function linesOf(
  text: string,
  edits: readonly { file: string; from: number; to: number }[],
  file: string,
): LineRange[] {
  return edits
    .filter((edit) => edit.file === file)
    .map(({ from, to }) => ({ from: lineOf(text, from), to: lineOf(text, to) }))
}

function lineOf(text: string, offset: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) line++
  return line
}
