import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Finding, Report } from '../../src/core/report.js'
import { changesRemark, renderAnnotations, toAnnotations, withinLimits } from '../../src/reporters/annotations.js'
import { visible } from '../../src/reporters/visible.js'
import { change, finding as anyFinding, HOSTILE, quietReport as anyReport } from './reports.js'

/** An error that the pull request introduces. */
const finding = (part: Partial<Finding> = {}): Finding => anyFinding({ delta: 'introduced', inChange: true, ...part })

const report = (findings: readonly Finding[] = []): Report => {
  const verdict = findings.length > 0 ? 'fail' : 'pass'
  return anyReport({ findings, gate: { ...anyReport().gate, verdict } })
}

/** A problem of the repository as a whole. */
function placeless(): Finding {
  const { at, ...rest } = finding()
  expect(at).toBeDefined()
  return rest
}

const at = (file: string, line = 1) => ({ file, line, column: 1, endLine: line, endColumn: 1, route: '' })

describe('the remark on practices that the change moves', () => {
  test('names what got worse first, and warns of it', () => {
    const changes = [change({ id: 'A', from: 'met', to: 'not-met', direction: 'worse' }), change({ id: 'B' })]
    expect(changesRemark({ changes })).toMatchObject([
      {
        file: undefined,
        level: 'warning',
        message: 'This change moves practices. A: met → not met; B: not met → met.',
      },
    ])
    expect(changesRemark({ changes: changes.slice(1) })).toMatchObject([{ level: 'notice' }])
  })

  test('counts what it has no room for, and leaves out what nobody can judge', () => {
    const many = Array.from({ length: 12 }, (_, i) => change({ id: `P${i}` }))
    expect(changesRemark({ changes: many })[0]?.message).toMatch(/P9: not met → met; and 2 more\.$/)
    expect(changesRemark({ changes: [change({ to: 'unknown', direction: 'open' })] })).toEqual([])
    expect(changesRemark({})).toEqual([])
  })
})

describe('annotations', () => {
  test('of a finding', () => {
    const because = [{ file: 'Makefile', line: 12, text: 'npm test || true' }]
    expect(toAnnotations(report([finding({ because })]))).toEqual([
      {
        file: '.github/workflows/ci.yml',
        line: 12,
        endLine: 12,
        column: 15,
        endColumn: 28,
        level: 'error',
        title: 'Action that its owner can change (pipeline-unpinned-action)',
        message:
          '"acme/deploy@v2" can be moved by its owner\npin it to a commit\n\nBecause:\nMakefile:12 npm test || true',
        inChange: true,
      },
    ])
  })

  test('have columns on a single line only', () => {
    const lines = { ...at('a'), line: 3, endLine: 5, column: 4, endColumn: 9 }
    const [several, whole] = toAnnotations(report([finding({ at: lines }), finding({ at: at('b') })]))
    expect(several).toMatchObject({ line: 3, endLine: 5 })
    expect(several).not.toHaveProperty('column')
    expect(whole).not.toHaveProperty('column')
  })

  test('without a place belong to no file', () => {
    expect(toAnnotations(report([placeless()]))).toMatchObject([{ file: undefined, line: 1, endLine: 1 }])
  })

  test.each(['suppressed', 'excepted', 'baselined'] as const)('are not made of what is %s', (standing) => {
    expect(toAnnotations(report([finding({ standing })]))).toEqual([])
  })

  test('come in order of what matters to the change', () => {
    const findings = [
      finding({ delta: 'existing', inChange: false, severity: 'error', at: at('1') }),
      finding({ delta: 'existing', inChange: true, severity: 'notice', at: at('2') }),
      finding({ delta: 'introduced', inChange: false, severity: 'warning', at: at('4') }),
      finding({ delta: 'introduced', inChange: true, severity: 'warning', at: at('3', 9) }),
      finding({ delta: 'introduced', inChange: true, severity: 'warning', at: at('3', 2) }),
      finding({ delta: 'introduced', inChange: true, severity: 'error', at: at('5') }),
    ]
    const order = toAnnotations(report(findings)).map(({ file, line }) => `${file}:${line}`)
    expect(order).toEqual(['5:1', '3:2', '3:9', '4:1', '2:1', '1:1'])
  })

  test('keep to the lengths that GitHub takes', () => {
    const long = finding({ title: 'T'.repeat(400), message: [{ value: `${'x'.repeat(4093)}😀😀😀` }] })
    const [annotation] = toAnnotations(report([long]))
    expect(annotation?.title).toHaveLength(255)
    expect(annotation?.message.length).toBeLessThanOrEqual(4096)
    expect(() => encodeURIComponent(annotation?.message ?? '')).not.toThrow()
  })
})

describe('limits', () => {
  const many = toAnnotations(
    report([
      ...Array.from({ length: 12 }, (_, i) => finding({ at: at('e', i + 1) })),
      ...Array.from({ length: 10 }, (_, i) => finding({ severity: 'warning', at: at('w', i + 1) })),
    ]),
  )

  test('leave the last place for the number of the others', () => {
    const shown = withinLimits(many, { error: 10, warning: 10, notice: 10 })
    expect(shown).toHaveLength(20)
    expect(shown[9]?.message).toBe('3 more of this level: the summary of the run lists them.')
    expect(shown.filter(({ level }) => level === 'warning').map(({ line }) => line)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
  })

  test('may be zero', () => {
    expect(withinLimits(many, { error: 0, warning: 0, notice: -1 })).toEqual([])
  })
})

/** Reads a line as the runner does: GitHub docs, "Workflow commands"; actions/runner, ActionCommand. */
function obey(line: string): { command: string; properties: Map<string, string>; data: string } {
  const unescape = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%')
  const end = line.indexOf('::', 2)
  const [command = '', ...rest] = line.slice(2, end).split(' ')
  const pairs = rest.join(' ').split(',')
  const properties = pairs.map((pair): [string, string] => {
    const equals = pair.indexOf('=')
    return [pair.slice(0, equals), unescape(pair.slice(equals + 1))]
  })
  return { command, properties: new Map(properties), data: unescape(line.slice(end + 2)) }
}

describe('commands', () => {
  test('escape what the runner would read', () => {
    const hostile = finding({
      at: at('a,line=1::error file=b%0A.yml'),
      title: 'a: b, 100%',
      message: [{ value: '%\r\n::error::forged' }],
      remedy: ['##[error]forged'],
    })
    const text = renderAnnotations(report([hostile]))
    expect(text.trimEnd().split('\n')).toHaveLength(1)
    expect(text).toBe(
      '::error file=a%2Cline=1%3A%3Aerror file=b%250A.yml,line=1,endLine=1,title=a%3A b%2C 100%25 (pipeline-unpinned-action)' +
        '::"%25␍␊::error::forged"%0A##[error]forged\n',
    )
  })

  test('give back to the runner what was put in, whatever it is, and nothing unseen', () => {
    const hostile = fc.oneof(fc.constantFrom(...HOSTILE.map((text) => text.slice(0, 200))), fc.string())
    fc.assert(
      fc.property(hostile, hostile, (file, value) => {
        const [line = '', end, ...rest] = renderAnnotations(
          report([finding({ at: at(file), title: value, message: [{ value }], remedy: [] })]),
        ).split('\n')
        expect([end, rest]).toEqual(['', []])
        const { command, properties, data } = obey(line)
        expect(command).toBe('error')
        expect([...properties.keys()]).toEqual(['file', 'line', 'endLine', 'title'])
        expect(properties.get('file')).toBe(file)
        expect(properties.get('title')).toBe(`${visible(value)} (pipeline-unpinned-action)`)
        expect(data).toBe(`"${visible(value)}"\n`)
      }),
    )
  })

  test('are none without findings', () => {
    expect(renderAnnotations(report())).toBe('')
  })
})
