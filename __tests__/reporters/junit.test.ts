import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import type { Report } from '../../src/core/report.js'
import { renderJunit } from '../../src/reporters/junit.js'
import { parseXml, type Element } from '../helpers/xml.js'
import { checkResult, finding, FINDINGS, HOSTILE, hostileReport, pullRequestReport, quietReport } from './reports.js'

/**
 * What the schema of Jenkins' xunit plugin (junit-10.xsd) allows, as far as we write it: required attributes, further ones,
 * and the elements inside.
 */
const SCHEMA: Readonly<Record<string, readonly [required: string, optional: string, inside: string]>> = {
  testsuites: ['', 'name time tests failures errors', 'testsuite'],
  testsuite: [
    'name tests failures errors',
    'group time skipped timestamp hostname id package file log url',
    'testsuite properties testcase system-out system-err',
  ],
  testcase: ['name', 'time classname group', 'skipped error failure system-out system-err'],
  failure: ['', 'type message', ''],
  error: ['', 'type message', ''],
  skipped: ['', 'type message', ''],
  'system-out': ['', '', ''],
}

function faults({ name, attributes, children, text }: Element): string[] {
  const spec = SCHEMA[name]
  if (spec === undefined) return [`there is no element ${name}`]
  const [required, optional, inside] = spec.map((words) => words.split(' '))
  const given = Object.keys(attributes)
  return [
    ...(required ?? []).filter((each) => each !== '' && !given.includes(each)).map((each) => `${name} lacks ${each}`),
    ...given
      .filter((each) => ![...(required ?? []), ...(optional ?? [])].includes(each))
      .map((each) => `${name} ${each}`),
    ...children.flatMap((child) => [
      ...(inside?.includes(child.name) ? [] : [`${child.name} in ${name}`]),
      ...faults(child),
    ]),
    ...(/^testsuites?$|^testcase$/.test(name) && text.trim() !== '' ? [`${name} holds text`] : []),
  ]
}

const parse = (report: Report, context = {}) => parseXml(renderJunit(report, context))
const casesOf = (report: Report) =>
  parse(report).children.flatMap(({ children }) =>
    children.map(({ attributes, children: [inside] }) => [
      attributes['name'],
      inside?.name ?? 'passed',
      inside?.attributes['message'] ?? inside?.text,
    ]),
  )

describe('the document', () => {
  test('has a suite for each subject and counts what is in it', () => {
    const checks = [
      checkResult({ id: 'ci-pipeline-present' }),
      checkResult({ id: 'ci-job-timeout', state: 'problem' }),
      checkResult({ id: 'owners-file-present', state: 'problem' }),
      checkResult({ id: 'ci-crash', state: 'crashed', reason: 'boom' }),
      checkResult({ id: 'ci-none', state: 'not-applicable', reason: 'nothing to check' }),
    ]
    const { attributes, children } = parse(quietReport({ checks, findings: FINDINGS }))
    expect(attributes).toEqual({ name: 'pillarlint', tests: '5', failures: '1', errors: '1', time: '0' })
    expect(children.map(({ attributes: own }) => own)).toEqual([
      { name: 'pillarlint.ci', tests: '4', failures: '0', errors: '1', skipped: '1', time: '0' },
      { name: 'pillarlint.owners', tests: '1', failures: '1', errors: '0', skipped: '0', time: '0' },
    ])
  })

  test.each([
    ['a quiet repository', quietReport()],
    ['a pull request', pullRequestReport()],
    ['nothing', quietReport({ checks: [] })],
  ])('of %s follows the schema', (_, report) => expect(faults(parse(report))).toEqual([]))

  test('of a run with an id tells it apart', () => {
    expect(parse(quietReport(), { id: 'shop' }).children[0]?.attributes['name']).toBe('pillarlint.shop.ci')
    expect(parse(quietReport(), { id: 'default' }).children[0]?.attributes['name']).toBe('pillarlint.ci')
  })
})

describe('a case', () => {
  const check = checkResult({ id: 'pipeline-unpinned-action', state: 'problem', reason: '1 problem' })
  const of = (...findings: ReturnType<typeof finding>[]) => casesOf(quietReport({ checks: [check], findings }))[0]

  test('passes where all is well, and where only notices or settled findings are left', () => {
    expect(casesOf(quietReport())).toEqual([['ci-pipeline-present', 'passed', undefined]])
    expect(of(finding({ severity: 'notice' }))).toEqual([
      check.id,
      'system-out',
      '- notice at .github/workflows/ci.yml:12:15: "acme/deploy@v2" can be moved by its owner. pin it to a commit.',
    ])
    expect(of(finding({ standing: 'baselined' }))?.slice(1)).toEqual([
      'system-out',
      '- 1 finding suppressed, excepted or in the baseline',
    ])
  })

  test('fails once, whatever the number of findings, with the worst first', () => {
    const report = quietReport({ checks: [check], findings: [finding({ severity: 'warning' }), finding()] })
    const inside = parse(report, { folder: () => 'shop/' }).children[0]?.children[0]?.children
    expect(inside).toHaveLength(1)
    expect(inside?.[0]?.attributes['message']).toBe('"acme/deploy@v2" can be moved by its owner (and 1 more)')
    expect(inside?.[0]?.text.split('\n').map((line) => line.slice(0, 46))).toEqual(
      ['- error at shop/.github/workflows/ci.yml:12:15', '- warning at shop/.github/workflows/ci.yml:12:1'].map(
        (line) => line.slice(0, 46),
      ),
    )
  })

  test('lists fifty findings and counts the rest', () => {
    const report = quietReport({ checks: [check], findings: Array.from({ length: 60 }, () => finding()) })
    const text = parse(report).children[0]?.children[0]?.children[0]?.text ?? ''
    expect(text.split('\n')).toHaveLength(51)
    expect(text).toMatch(/\n- 10 more$/)
  })

  test.each([
    ['crashed', 'error'],
    ['skipped', 'skipped'],
    ['unknown', 'skipped'],
    ['implied', 'skipped'],
    ['not-applicable', 'skipped'],
    ['evidence', 'passed'],
  ] as const)('that ended as %s is %s', (state, expected) => {
    const [[, outcome, message] = []] = casesOf(quietReport({ checks: [checkResult({ state, reason: 'why & how' })] }))
    expect(outcome).toBe(expected)
    expect(message).toBe(expected === 'passed' ? undefined : 'why & how')
  })
})

describe('hostile text', () => {
  const sound = (text: string) => {
    const base = hostileReport(text)
    const ids = [...new Set(base.findings.map(({ check }) => check))]
    const report = { ...base, checks: [...base.checks, ...ids.map((id) => checkResult({ id, state: 'problem' }))] }
    const output = renderJunit(report, { folder: () => '' })
    expect(faults(parseXml(output))).toEqual([])
    expect(output).not.toMatch(/^\s*::|##\[/m)
    return parseXml(output)
  }

  test.each(HOSTILE)('%j', (text) => void sound(text))

  test('adds no element and no attribute', () => {
    const shape = ({ name, attributes, children }: Element): unknown => [
      name,
      Object.keys(attributes),
      children.map(shape),
    ]
    const expected = shape(sound('x'))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(shape(sound(text))).toEqual(expected)))
  })
})
