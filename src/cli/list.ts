import { practices } from '../catalog/index.js'
import type { AnyCheck } from '../check-api/check.js'
import { UserError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

const SUBJECTS = ['checks', 'practices']

/** `pillarlint list [checks|practices]`: one line each, or JSON. */
export async function list({ operands, formats }: Invocation, { stdout, checks }: Ports): Promise<number> {
  const [subject = 'checks', extra] = operands
  if (extra !== undefined) throw new UserError(`list takes one subject, and "${extra}" is a second one`)
  if (!SUBJECTS.includes(subject)) {
    const near = nearest(subject, SUBJECTS)
    const hint = near === undefined ? ': list checks or practices' : `; did you mean ${near}?`
    throw new UserError(`there is no list "${subject}"${hint}`)
  }
  const format = formats.at(-1) ?? 'terminal'
  if (format !== 'terminal' && format !== 'json')
    throw new UserError(`a list has no format ${format}: terminal or json`)
  const rows = subject === 'checks' ? (await checks()).map(checkRow) : practices().map(practiceRow)
  stdout.write(format === 'json' ? `${JSON.stringify({ [subject]: rows }, null, 2)}\n` : table(rows.map(columns)))
  return 0
}

function checkRow({ id, severity, confidence, title, kind, since, practices: ids }: AnyCheck) {
  return { id, severity, confidence, title, kind, since, practices: ids }
}

function practiceRow({ id, framework, category, title, url, checks: ids }: ReturnType<typeof practices>[number]) {
  return { id, framework, category, title, url, checks: ids }
}

function columns(row: ReturnType<typeof checkRow> | ReturnType<typeof practiceRow>): string[] {
  return 'severity' in row ? [row.id, row.severity, row.title] : [row.id, row.category ?? '-', row.title]
}

/** Columns as wide as their widest cell; the last one ends the line. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)))
  return rows
    .map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))))
    .map((cells) => `${cells.join('  ')}\n`)
    .join('')
}
