import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Log } from 'sarif'
import type { Report, ServiceReport } from '../../src/core/report.js'
import { renderGitlab } from '../../src/reporters/gitlab.js'
import { renderJson } from '../../src/reporters/json.js'
import { renderJsonLines } from '../../src/reporters/jsonl.js'
import { renderJunit } from '../../src/reporters/junit.js'
import { renderSummary } from '../../src/reporters/markdown/summary.js'
import { renderSarif } from '../../src/reporters/sarif.js'
import { renderTerminal } from '../../src/reporters/terminal.js'
import { HOSTILE, finding, place, practice, quietReport } from './reports.js'

const service = (name: string, part: Partial<ServiceReport> = {}): ServiceReport => ({
  name,
  paths: [`apps/${name}`],
  owners: [],
  files: 3,
  derivedFrom: null,
  gate: { verdict: 'pass', failOn: 'foundational', unknown: 'ignore', because: [], practices: [] },
  settingsAt: null,
  practices: [],
  broken: [],
  maturity: { level: 2, atMost: 3, name: 'Semi-automated' },
  ...part,
})
const failing = {
  verdict: 'fail',
  failOn: 'foundational',
  unknown: 'ignore',
  because: [],
  practices: ['DL.CI.2'],
} as const
const withServices = (...services: ServiceReport[]): Report => quietReport({ services })

const terminal = (report: Report, verbose = false) =>
  renderTerminal(report, { color: false, width: 100, source: () => undefined, verbose })
const markdown = (report: Report) => renderSummary(report, { limit: 65_536 })

describe('services in a terminal', () => {
  test('a row for those with something of their own, a count for the rest', () => {
    const broken = service('api', { gate: failing, broken: ['DL.CI.2', 'X.1'], owners: ['@acme/api'] })
    const text = terminal(withServices(service('web'), broken, service('jobs', { gate: failing })))
    expect(text).toContain('Services: 3 services; 1 has something of its own to mend\n')
    expect(text).toContain('  api  failed    level 2 to 3  DL.CI.2 and 1 more practice (@acme/api)\n')
    expect(text).not.toContain('jobs')
  })

  test('all of them with --verbose, and why each is one', () => {
    const all = withServices(
      service('web', { derivedFrom: 'apps/web/package.json' }),
      service('jobs', { gate: failing }),
    )
    expect(terminal(all)).toContain('Services: 2 services, derived from the tree; none has anything of its own to mend')
    expect(terminal(all, true)).toContain('  jobs  as all    level 2 to 3  nothing of its own')
    expect(terminal(all, true)).toContain('web is apps/web, because of apps/web/package.json')
  })

  test('many are short', () => {
    const many = Array.from({ length: 30 }, (_, index) => service(`s${index}`, { gate: failing, broken: ['DL.CI.2'] }))
    const lines = terminal(withServices(...many)).split('\n')
    expect(lines.filter((line) => line.includes('level 2 to 3'))).toHaveLength(8)
    expect(lines).toContain('  and 22 more services; --verbose lists them')
  })

  test('nothing without services', () => expect(terminal(quietReport())).not.toContain('Services'))
})

describe('services in Markdown', () => {
  test('a folded table, and the rest in one line', () => {
    const text = markdown(
      withServices(service('web'), service('api', { gate: failing, broken: ['DL.CI.2'], owners: ['@acme/api'] })),
    )
    expect(text).toContain('<summary>Services')
    expect(text).toContain('| ❌ | `api` | `@acme/api` | 2 to 3 | DL.CI.2 |  |')
    expect(text).toContain('Nothing of their own to mend: `web`')
  })

  test('only calm ones', () => {
    const text = markdown(withServices(...Array.from({ length: 15 }, (_, index) => service(`s${index}`))))
    expect(text).toContain('`s11` and 3 more')
  })

  test('no name or owner of a repository gets out of its cell', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE), (name, owner) => {
        const text = markdown(withServices(service(name, { broken: ['DL.CI.2'], owners: [owner], gate: failing })))
        const rows = text.split('\n').filter((line) => line.startsWith('| ❌'))
        expect(rows).toHaveLength(1)
        expect(terminal(withServices(service(name, { broken: ['DL.CI.2'], owners: [owner] })))).not.toContain('\u001b')
      }),
    )
  })
})

test('the published form', () => {
  const schema = JSON.parse(readFileSync('docs/schemas/report.schema.json', 'utf8')) as Record<string, unknown>
  const valid = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema)
  const report = quietReport({
    services: [
      service('web', { settingsAt: place('pillarlint.yml', 3), practices: [practice({ verdict: 'unknown' })] }),
    ],
    findings: [finding({ service: 'web' })],
    gate: { ...quietReport().gate, byServices: { names: ['web'], fingerprints: ['a'] } },
  })
  const data = JSON.parse(renderJson(report)) as Record<string, unknown>
  expect(valid(data) ? [] : valid.errors).toEqual([])
  expect(data).toMatchObject({
    gate: { services: ['web'] },
    findings: [{ service: 'web' }],
    services: [{ practices: [{ id: 'DL.CI.2', verdict: 'unknown' }], settingsAt: { file: 'pillarlint.yml', line: 3 } }],
  })
})

describe('the service of a finding', () => {
  const report = quietReport({
    findings: [finding({ service: 'web\u202e', at: place('apps/web/a.yml', 3) }), finding({ at: place('b.yml', 1) })],
  })

  test('stands in SARIF, in JSON and in JSON lines as a property', () => {
    const { runs } = JSON.parse(renderSarif(report)) as Log
    expect(runs[0]?.results?.map(({ properties }) => properties)).toEqual([{ service: 'web<U+202E>' }, undefined])
    const [first = '', second = ''] = renderJsonLines(report).split('\n')
    expect([JSON.parse(first), JSON.parse(second)]).toMatchObject([{ service: 'web\u202e' }, { type: 'finding' }])
    expect(JSON.parse(second)).not.toHaveProperty('service')
  })

  test('stands in GitLab and JUnit among the words', () => {
    const [first, second] = JSON.parse(renderGitlab(report)) as { description: string }[]
    expect(first?.description).toMatch(/^web<U\+202E>: /)
    expect(second?.description).not.toContain('web')
    const lines = renderJunit({
      ...report,
      checks: report.findings
        .slice(0, 1)
        .map(({ check }) => ({ id: check, state: 'problem', reason: '', outcomes: [] })),
    })
    expect(lines).toMatch(/at apps\/web\/a\.yml:3:\d+ \(service web&lt;U\+202E&gt;\): /)
    expect(lines.match(/\(service /g)).toHaveLength(1)
  })
})
