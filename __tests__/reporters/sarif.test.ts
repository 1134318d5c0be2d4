import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import * as fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Log, Result, Run } from 'sarif'
import type { Report } from '../../src/core/report.js'
import { renderSarif } from '../../src/reporters/sarif.js'
import { SCORED, securitySeverity } from '../../src/reporters/sarif/security.js'
import { checks } from '../../checks/index.js'
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

const parse = (report: Report, context = {}): Log => JSON.parse(renderSarif(report, context)) as Log
const runOf = (report: Report, context = {}): Run => parse(report, context).runs[0] as Run
const resultsOf = (report: Report, context = {}): Result[] => runOf(report, context).results ?? []
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
      properties: {
        tags: ['security', 'DL.CI.2'],
        precision: 'high',
        'problem.severity': 'error',
        'security-severity': '5.0',
      },
    })
  })
})

describe('what tells runs apart', () => {
  test.each([
    [{}, 'pillarlint/'],
    [{ id: 'default' }, 'pillarlint/'],
    [{ id: 'default', folder: () => 'services/my shop/' }, 'pillarlint/services/my%20shop/'],
    [{ id: 'shop', folder: () => 'services/shop/' }, 'pillarlint/shop/'],
  ])('%j', (context, category) => expect(runOf(quietReport(), context).automationDetails?.id).toBe(category))

  test('files are named by their path in the repository', () => {
    const because = [{ file: '/a b.mk', line: 3, text: 'make' }]
    const report = quietReport({ findings: [finding({ because, suggestion: 'x' })] })
    const [result] = resultsOf(report, { folder: () => 'my shop/' })
    expect(JSON.stringify(result).match(/"uri":"[^"]*"/g)).toEqual([
      '"uri":"my%20shop/.github/workflows/ci.yml"',
      '"uri":"my%20shop/a%20b.mk"',
      '"uri":"my%20shop/.github/workflows/ci.yml"',
    ])
  })
})

describe('rules', () => {
  const ruleOf = (part: Parameters<typeof finding>[0], context = {}) =>
    runOf(quietReport({ findings: [finding(part)] }), context).tool.driver.rules?.[0]

  test('have a score only where the check reports a weakness', () => {
    expect(ruleOf({ check: 'ci-job-timeout' })?.properties).toEqual({
      tags: ['DL.CI.2'],
      precision: 'high',
      'problem.severity': 'error',
    })
    expect(ruleOf({ check: 'constructor' })?.properties?.['security-severity']).toBeUndefined()
  })

  test('with a score are checks that serve a security practice, and the score is one of GitHub', () => {
    const known = new Map(checks.map((check) => [check.id, check.practices]))
    for (const id of SCORED) {
      expect([id, known.get(id)?.some((practice) => /^SEC|^waf\.sec|^AG\.SAD/.test(practice))]).toEqual([id, true])
      expect(Number(securitySeverity(id))).toBeGreaterThan(0)
      expect(Number(securitySeverity(id))).toBeLessThanOrEqual(10)
    }
  })

  test('link to the page of the check, where one is known, and to the practices', () => {
    const links = { server: 'x', repository: 'y', sha: 'z', checkPages: 'https://example.com/checks/' }
    const [own, linked] = [ruleOf({}), ruleOf({}, { links })]
    expect(own?.helpUri).toBeUndefined()
    expect(own?.help?.markdown).toContain('`pillarlint explain pipeline-unpinned-action`')
    expect(linked?.helpUri).toBe('https://example.com/checks/pipeline-unpinned-action.md')
    expect(linked?.help?.markdown).toContain('[its page](https://example.com/checks/pipeline-unpinned-action.md)')
    expect(linked?.help?.markdown).toContain(
      '- [`DL.CI.2`](https://docs.aws.amazon.com/wellarchitected/latest/devops-guidance/dl.ci.2.html) Trigger builds',
    )
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

  test('settled findings are left out where they would be shown as open', () => {
    const findings = [finding({ standing: 'excepted', fingerprint: 'b' }), finding({ fingerprint: 'c' })]
    const run = runOf(quietReport({ findings }), { settled: false })
    expect(run.results?.map(({ partialFingerprints }) => partialFingerprints)).toEqual([
      { primaryLocationLineHash: 'c:1' },
    ])
    expect(run.invocations?.[0]?.toolExecutionNotifications).toEqual([])
  })

  test('a fix replaces whole lines', () => {
    const suggestion = '      - uses: acme/deploy@0123 # v2'
    expect(only(quietReport({ findings: [finding({ suggestion })] })).fixes).toEqual([
      {
        description: { text: 'Pin it to a commit.' },
        artifactChanges: [
          {
            artifactLocation: { uri: '.github/workflows/ci.yml' },
            replacements: [{ deletedRegion: { startLine: 12, endLine: 12 }, insertedContent: { text: suggestion } }],
          },
        ],
      },
    ])
    expect(only(quietReport({ findings: [settingFinding({ suggestion })] })).fixes).toBeUndefined()
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
    const [told] = runOf(quietReport({ findings })).invocations?.[0]?.toolExecutionNotifications ?? []
    expect(told?.message.text).toMatch(/^1000 of the milder findings are left out: /)
  })

  test('the file stays within the size that GitHub takes', () => {
    // Text that does not compress.
    let state = 1
    const noise = (length: number) =>
      Array.from({ length }, () => String.fromCharCode(0x4e00 + ((state = (state * 48271) % 2147483647) % 20000))).join(
        '',
      )
    const findings = Array.from({ length: 1500 }, (_, i) =>
      finding({
        message: [{ value: noise(1900) }],
        because: [{ file: noise(200), line: 1, text: noise(200) }],
        fingerprint: `f${i}`,
      }),
    )
    const output = renderSarif(quietReport({ findings }))
    expect(gzipSync(output).length).toBeLessThan(10_000_000)
    const kept = (JSON.parse(output) as Log).runs[0]?.results?.length
    expect(kept).toBeGreaterThan(500)
    expect(kept).toBeLessThan(1500)
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
    for (const { help } of log.runs[0]?.tool.driver.rules ?? []) expect(help?.markdown).not.toMatch(/<[a-z!/]|@octocat/)
    for (const { message, locations } of log.runs[0]?.results ?? []) {
      expect(message.text).not.toMatch(/(?<!\\)\]\(/)
      const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ''
      expect(uri).toMatch(/^[\w%./~-]+$/)
      expect(() => decodeURIComponent(uri)).not.toThrow()
    }
  })

  test('of any kind leaves the log valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const output = renderSarif(hostileReport(text), { folder: () => 'a b/', id: 'x' })
        expect(faults(JSON.parse(output))).toEqual([])
        expect(output).not.toMatch(/^\s*::|##\[/m)
      }),
      { numRuns: 40 },
    )
  })
})
