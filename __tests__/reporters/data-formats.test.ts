import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import type { Report } from '../../src/core/report.js'
import { renderBadge } from '../../src/reporters/badge.js'
import { renderGitlab } from '../../src/reporters/gitlab.js'
import { renderJsonLines } from '../../src/reporters/jsonl.js'
import { finding, HOSTILE, hostileReport, pullRequestReport, quietReport, settingFinding } from './reports.js'

const schema = (name: string) => JSON.parse(readFileSync(`docs/schemas/${name}`, 'utf8')) as Record<string, unknown>

describe('JSON lines', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false })
  ajv.addSchema(schema('report.schema.json'), 'report.schema.json')
  const valid = ajv.compile(schema('report-line.schema.json'))
  const parse = (report: Report) =>
    renderJsonLines(report)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  const faults = (report: Report) => parse(report).flatMap((line) => (valid(line) ? [] : (valid.errors ?? [])))

  test('are the findings, the practices and a summary', () => {
    const report = pullRequestReport()
    const lines = parse(report)
    expect(lines.map(({ type }) => type)).toEqual([
      ...report.findings.map(() => 'finding'),
      ...report.practices.map(() => 'practice'),
      'summary',
    ])
    expect(lines.at(-1)).toMatchObject({
      gate: { verdict: 'fail' },
      findings: { open: { error: 1, warning: 1, notice: 1 }, settled: 0, fixed: 1 },
      practices: { met: 1, 'not-met': 1, unknown: 1, attested: 1 },
      checks: 2,
      files: { seen: 400, read: 31, unread: 1 },
    })
  })

  test.each([
    ['a quiet repository', quietReport()],
    ['a pull request', pullRequestReport()],
  ])('of %s follow the schema', (_, report) => expect(faults(report)).toEqual([]))

  test('are not valid with another type or without one', () => {
    const [line] = parse(quietReport())
    expect(valid({ ...line, type: 'finding' })).toBe(false)
    expect(valid({ ...line, type: undefined })).toBe(false)
  })

  test.each(HOSTILE)('hold %j on one line', (text) => {
    const report = hostileReport(text)
    expect(faults(report)).toEqual([])
    expect(parse(report)).toHaveLength(report.findings.length + report.practices.length + 1)
    expect(renderJsonLines(report)).not.toMatch(/^\s*::|##\[/m)
  })
})

describe('Code Quality of GitLab', () => {
  /** GitLab docs: Code Quality, report format. */
  const valid = new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^[^/]' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    },
  })
  type Issue = Record<'description' | 'check_name' | 'fingerprint' | 'severity', string> & {
    location: { path: string; lines: { begin: number } }
  }
  const parse = (report: Report, context = {}) => JSON.parse(renderGitlab(report, context)) as Issue[]

  test('has the open findings, the worst first, those that block the merge as blockers', () => {
    expect(parse(pullRequestReport()).map((issue) => [issue.severity, issue.check_name, issue.location.path])).toEqual([
      ['blocker', 'pipeline-unpinned-action', '.github/workflows/ci.yml'],
      ['major', 'owners-file-present', '.github/workflows/ci.yml'],
      ['minor', 'ci-job-timeout', '.github/workflows/ci.yml'],
    ])
    expect(parse(quietReport({ findings: [finding({ standing: 'excepted' })] }))).toEqual([])
  })

  test('an issue', () => {
    expect(parse(quietReport({ findings: [finding()] }), { folder: () => 'services/shop/' })).toEqual([
      {
        description: '"acme/deploy@v2" can be moved by its owner. pin it to a commit',
        check_name: 'pipeline-unpinned-action',
        fingerprint: 'services/shop/0123456789abcdef',
        severity: 'critical',
        location: { path: 'services/shop/.github/workflows/ci.yml', lines: { begin: 12, end: 12 } },
      },
    ])
  })

  test('fingerprints that are equal stay apart, and a finding without a place has one', () => {
    const issues = parse(quietReport({ findings: [finding(), finding(), settingFinding({ fingerprint: 'x' })] }))
    expect(issues.map(({ fingerprint }) => fingerprint).sort()).toEqual(['0123456789abcdef', '0123456789abcdef-2', 'x'])
    expect(parse(quietReport({ findings: [settingFinding()] }))[0]?.location).toEqual({
      path: 'README.md',
      lines: { begin: 1, end: 1 },
    })
  })

  test('is valid whatever stands in the repository', () => {
    const sound = (text: string) => {
      const output = renderGitlab(hostileReport(text))
      const issues = JSON.parse(output) as Issue[]
      expect(valid(issues) ? [] : valid.errors).toEqual([])
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length)
      expect(output).not.toMatch(/^\s*::|##\[/m)
      for (const { description } of issues) expect(description).not.toMatch(/\p{Cc}/u)
    }
    for (const text of HOSTILE) sound(text)
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('/')),
        sound,
      ),
    )
  })
})

describe('a badge', () => {
  const face = (part: Partial<Report['maturity']>, verdict: 'pass' | 'fail' | 'error') => {
    const { gate, maturity } = quietReport()
    const report = quietReport({ gate: { ...gate, verdict }, maturity: { ...maturity, ...part } })
    return JSON.parse(renderBadge(report)) as unknown
  }

  test.each([
    [1, 'pass', 'level 1', 'orange'],
    [5, 'pass', 'level 5', 'brightgreen'],
    [null, 'pass', 'passing', 'brightgreen'],
    [3, 'fail', 'level 3, failing', 'red'],
    [null, 'fail', 'failing', 'red'],
  ] as const)('of level %s with gate %s says %s', (level, verdict, message, color) =>
    expect(face({ level }, verdict)).toEqual({ schemaVersion: 1, label: 'pillarlint', message, color }),
  )

  test('of a run that cannot be trusted says no level', () =>
    expect(face({ level: 3 }, 'error')).toEqual({
      schemaVersion: 1,
      label: 'pillarlint',
      message: 'no result',
      color: 'lightgrey',
      isError: true,
    }))

  test('quotes nothing', () => {
    for (const text of HOSTILE) expect(renderBadge(hostileReport(text))).toBe(renderBadge(hostileReport('x')))
  })
})
