import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { decide } from '../../src/assessment/decide.js'
import type { Outcome } from '../../src/core/outcome.js'

const KINDS = ['error', 'implied', 'evidence', 'warning', 'files', 'host', 'notice'] as const
type Kind = (typeof KINDS)[number]

interface Row {
  readonly cells: readonly string[]
  readonly verdict: string
  readonly rule: number
}

/** The rows of the table in docs/verdicts.md. */
const rows: Row[] = (readFileSync('docs/verdicts.md', 'utf8').split('<!-- truth table')[1] ?? '')
  .split('\n')
  .filter((line) => /^\| (?:yes|-) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map((cells) => ({ cells: cells.slice(1, 8), verdict: cells[8] ?? '', rule: Number(cells[9]) }))

const common = { check: 'a', because: [] } as const
const problem = (severity: 'error' | 'warning' | 'notice'): Outcome => ({
  ...common,
  kind: 'problem',
  severity,
  confidence: 'high',
  messageId: 'm',
  message: ['wrong'],
  remedy: ['right it'],
  fingerprint: severity,
})
const OUTCOMES: Readonly<Record<Kind, Outcome>> = {
  error: problem('error'),
  warning: problem('warning'),
  notice: problem('notice'),
  implied: { ...common, kind: 'implied', by: 'b', severity: 'error', reason: ['the cause'] },
  evidence: { ...common, kind: 'evidence', message: ['seen'] },
  files: { ...common, kind: 'unknown', origin: 'files', reason: ['opaque'] },
  host: { ...common, kind: 'unknown', origin: 'hosting', reason: ['hidden'] },
}

function verdictOn(kinds: readonly Kind[], absence: 'not-met' | 'unknown' | 'not-applicable') {
  return decide({
    practice: {
      id: 'P',
      framework: 'aws-devops-guidance',
      title: 'P',
      category: null,
      url: 'https://example.com/',
      observe: ['files'],
      needs: 'all',
      absence,
      checks: ['a'],
    },
    results: [{ id: 'a', state: 'evidence', reason: '', outcomes: kinds.map((kind) => OUTCOMES[kind]) }],
    missing: [],
    levels: new Map([['a', 'error']]),
    findings: new Map(),
    problemsOf: () => [],
  })
}

/** Every set of kinds of outcomes. */
const sets = Array.from({ length: 2 ** KINDS.length }, (_, bits) => KINDS.filter((_kind, index) => bits & (1 << index)))

const fits = ({ cells }: Row, kinds: readonly Kind[]) =>
  KINDS.every((kind, index) => cells[index] === '' || (cells[index] === 'yes') === kinds.includes(kind))

describe('the truth table of docs/verdicts.md', () => {
  test('has a row for every set of outcomes, and each row is of use', () => {
    const used = sets.map((kinds) => rows.findIndex((row) => fits(row, kinds)))
    expect(new Set(used)).toEqual(new Set(rows.keys()))
  })

  test.each(sets.map((kinds) => [kinds.join(', ') || 'nothing', kinds] as const))('%s', (_name, kinds) => {
    const row = rows.find((each) => fits(each, kinds))
    for (const absence of ['not-met', 'unknown', 'not-applicable'] as const) {
      const { verdict, rule, reason } = verdictOn(kinds, absence)
      const expected = row?.verdict.startsWith('what') ? absence : /`([a-z-]+)`/.exec(row?.verdict ?? '')?.[1]
      expect({ verdict, rule }).toEqual({ verdict: expected, rule: row?.rule })
      expect(reason.includes('as far as visible')).toBe(row?.verdict.includes('as far as visible'))
    }
  })
})
