import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { existsSync, readFileSync } from 'node:fs'
import type { Log, Result, Run } from 'sarif'
import type { Report } from '../../src/core/report.js'
import { renderSarif } from '../../src/reporters/sarif.js'
import {
  FINDINGS,
  HOSTILE,
  checkResult,
  finding,
  hostileReport,
  place,
  practice,
  pullRequestReport,
  quietReport,
  settingFinding,
} from './reports.js'

const SCHEMA = '../shared/schemas/sarif-2.1.0.schema.json'

/** The faults of a log by the OASIS schema, where that is at hand. */
const faults: (log: unknown) => unknown = existsSync(SCHEMA) ? compile() : () => []

function compile(): (log: unknown) => unknown {
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>
  delete schema['$schema']
  delete schema['id']
  const ajv = new Ajv({ strict: false, allErrors: true })
  ;(formats as unknown as (ajv: Ajv) => void)(ajv)
  const validate = ajv.compile(schema)
  return (log) => (validate(log) ? [] : validate.errors)
}

const parse = (report: Report): Log => JSON.parse(renderSarif(report)) as Log
const runOf = (report: Report): Run => parse(report).runs[0] as Run
const resultsOf = (report: Report): Result[] => runOf(report).results ?? []
const only = (report: Report): Result => resultsOf(report)[0] as Result

describe('the log', () => {
  test.each([
    ['a quiet repository', quietReport()],
    ['a pull request', pullRequestReport()],
    [
      'settled findings',
      quietReport({
        findings: [finding({ standing: 'suppressed', standingReason: 'why' }), finding({ standing: 'baselined' })],
      }),
    ],
    [
      'a crash',
      quietReport({
        gate: { ...quietReport().gate, verdict: 'error' },
        checks: [checkResult({ state: 'crashed', reason: 'boom' })],
      }),
    ],
  ])('of %s follows the schema', (_name, report) => expect(faults(parse(report))).toEqual([]))

  test('says that a run with a crash is not successful', () => {
    const report = quietReport({
      gate: { ...quietReport().gate, verdict: 'error' },
      checks: [checkResult({ id: 'a', state: 'crashed', reason: 'boom' })],
    })
    expect(runOf(report).invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: 'a: boom' } }],
    })
  })

  test('has what GitHub asks for in every rule', () => {
    const rules = runOf(pullRequestReport()).tool.driver.rules ?? []
    expect(rules.map(({ id }) => id)).toEqual(['pipeline-unpinned-action', 'owners-file-present', 'ci-job-timeout'])
    for (const { shortDescription, fullDescription, help } of rules) {
      for (const text of [shortDescription?.text, fullDescription?.text, help?.text]) expect(text).toMatch(/\S/)
    }
    expect(rules[0]).toMatchObject({
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['security', 'DL.CI.2'], precision: 'high', 'problem.severity': 'error' },
    })
  })
})

describe('results', () => {
  test('a finding', () => {
    const because = [{ file: 'a b.mk', line: 3, text: 'make [ci]' }]
    expect(only(quietReport({ findings: [finding({ because, delta: 'introduced' })] }))).toEqual({
      ruleId: 'pipeline-unpinned-action',
      ruleIndex: 0,
      level: 'error',
      message: { text: '"acme/deploy@v2" can be moved by its owner. Pin it to a commit.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: '.github/workflows/ci.yml' },
            region: { startLine: 12, startColumn: 15, endLine: 12, endColumn: 29 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: '0123456789abcdef:1' },
      relatedLocations: [
        {
          id: 1,
          message: { text: 'make \\[ci\\]' },
          physicalLocation: { artifactLocation: { uri: 'a%20b.mk' }, region: { startLine: 3 } },
        },
      ],
      baselineState: 'new',
    })
  })

  test('a finding about a setting stands at a file that exists', () => {
    const uris = (report: Report) =>
      resultsOf(report).map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)
    expect(uris(pullRequestReport())).toEqual(Array.from(FINDINGS, () => '.github/workflows/ci.yml'))
    const evidence = [{ check: 'a', text: [], at: place('Jenkinsfile'), because: [] }]
    expect(uris(quietReport({ findings: [settingFinding()], practices: [practice({ evidence })] }))).toEqual([
      'Jenkinsfile',
    ])
    expect(uris(quietReport({ findings: [settingFinding()] }))).toEqual(['README.md'])
  })

  test('settled findings are suppressed and come last', () => {
    const findings = [
      finding({ standing: 'suppressed', standingReason: 'known', fingerprint: 'a' }),
      finding({ standing: 'excepted', fingerprint: 'b' }),
      finding({ severity: 'notice', fingerprint: 'c' }),
    ]
    expect(resultsOf(quietReport({ findings })).map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [{ kind: 'inSource', status: 'accepted', justification: 'known' }],
      [{ kind: 'external', status: 'accepted' }],
    ])
  })

  test('fingerprints that are equal stay apart', () => {
    const hashes = resultsOf(quietReport({ findings: [finding(), finding()] })).map(
      (each) => each.partialFingerprints?.['primaryLocationLineHash'],
    )
    expect(hashes).toEqual(['0123456789abcdef:1', '0123456789abcdef:2'])
  })

  test('the worst are kept where there are too many', () => {
    const findings = Array.from({ length: 6000 }, (_, i) =>
      finding({ severity: i < 5500 ? 'notice' : 'error', fingerprint: `f${i}` }),
    )
    const results = resultsOf(quietReport({ findings }))
    expect(results).toHaveLength(5000)
    expect(results.filter(({ level }) => level === 'error')).toHaveLength(500)
  })

  test('tags and texts stay within the limits', () => {
    const practices = Array.from({ length: 300 }, (_, i) => `PRACTICE.${i}`)
    const [rule] =
      runOf(quietReport({ findings: [finding({ practices, title: 'x'.repeat(3000) })] })).tool.driver.rules ?? []
    expect(rule?.properties?.['tags']).toHaveLength(10)
    expect(rule?.shortDescription?.text.length).toBeLessThanOrEqual(1024)
    expect(rule?.fullDescription?.text.length).toBeLessThanOrEqual(1024)
  })
})

describe('hostile text', () => {
  test.each(HOSTILE)('%j', (text) => {
    const output = renderSarif(hostileReport(text))
    const log = JSON.parse(output) as Log
    expect(faults(log)).toEqual([])
    expect(output).not.toMatch(/^\s*::|##\[/m)
    for (const { message, locations } of log.runs[0]?.results ?? []) {
      expect(message.text).not.toMatch(/(?<!\\)\]\(/)
      const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ''
      expect(uri).toMatch(/^[\w%./~-]+$/)
      expect(() => decodeURIComponent(uri)).not.toThrow()
    }
  })
})
