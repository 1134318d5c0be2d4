import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Report } from '../../src/core/report.js'
import { renderJson } from '../../src/reporters/json.js'
import { FINDINGS, HOSTILE, finding, hostileReport, place, pullRequestReport, quietReport } from './reports.js'

const schema = JSON.parse(readFileSync('docs/schemas/report.schema.json', 'utf8')) as Record<string, unknown>
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
const valid = ajv.compile(schema)

/** The schema with every object closed: no key may appear that the schema does not name. */
const closed = new Ajv2020({ strict: false }).compile(close(schema) as Record<string, unknown>)

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]): [string, unknown] => [key, close(value)])
  return Object.fromEntries('properties' in node ? [...entries, ['additionalProperties', false]] : entries)
}

const PATCH = [{ command: 'gh api --method POST x --input x.json', file: 'x.json', body: '{}' }, { command: 'gh api' }]

const parse = (report: Report) => JSON.parse(renderJson(report)) as Record<string, unknown>

describe('the published form', () => {
  test.each([
    ['a quiet repository', quietReport()],
    ['a pull request', pullRequestReport()],
    [
      'optional keys',
      quietReport({
        findings: [
          finding({ standing: 'suppressed', standingReason: 'why', suggestion: 'x', facet: 'test', patch: PATCH }),
        ],
      }),
    ],
  ])('%s', (_name, report) => {
    const data = parse(report)
    expect(valid(data) ? [] : valid.errors).toEqual([])
    expect(closed(data) ? [] : closed.errors).toEqual([])
  })

  test('a wrong report is not valid', () => {
    expect(valid({ ...parse(quietReport()), schemaVersion: 2 })).toBe(false)
    expect(valid({ ...parse(quietReport()), findings: [{}] })).toBe(false)
  })
})

describe('content', () => {
  test('a finding', () => {
    const because = [{ file: 'Makefile', line: 3, text: 'make ci' }]
    const [first] = parse(quietReport({ findings: [finding({ because })] }))['findings'] as unknown[]
    expect(first).toEqual({
      check: 'pipeline-unpinned-action',
      title: 'Action that its owner can change',
      severity: 'error',
      confidence: 'high',
      message: '"acme/deploy@v2" can be moved by its owner',
      remedy: 'pin it to a commit',
      practices: ['DL.CI.2'],
      at: place('.github/workflows/ci.yml', 12, 15, 29),
      because,
      standing: 'open',
      delta: null,
      inChange: null,
      fingerprint: '0123456789abcdef',
    })
  })

  test('a finding about a setting has no place', () => {
    const findings = parse(quietReport({ findings: FINDINGS }))['findings'] as { at: unknown }[]
    expect(findings.map(({ at }) => at === null)).toEqual([false, false, true])
  })

  test('checks carry their outcome, not what they yielded', () => {
    expect(parse(pullRequestReport())['checks']).toEqual([
      { id: 'ci-pipeline-present', outcome: 'evidence', reason: '3 pipelines were read' },
      {
        id: 'protection-default-branch',
        outcome: 'skipped',
        reason: 'no token was given',
        permission: 'administration: read',
      },
    ])
  })
})

describe('hostile text', () => {
  test.each(HOSTILE)('%j arrives as it is and starts no command', (text) => {
    const output = renderJson(hostileReport(text))
    const data = JSON.parse(output) as { configChanges: string[]; findings: { suggestion?: string }[] }
    expect(valid(data)).toBe(true)
    expect(data.configChanges).toEqual([text])
    expect(data.findings[0]?.suggestion).toBe(text)
    expect(output).not.toMatch(/^\s*::|##\[/m)
  })

  test('any text arrives as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(
          (JSON.parse(renderJson(quietReport({ configChanges: [`##[${text}`] }))) as { configChanges: string[] })
            .configChanges,
        ).toEqual([`##[${text}`])
      }),
    )
  })
})
