import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Report } from '../../../src/core/report.js'
import { renderTerminal } from '../../../src/reporters/terminal.js'
import { widthOf, wrap } from '../../../src/reporters/terminal/text.js'
import { checkResult, finding, HOSTILE, hostileReport, practice, pullRequestReport, quietReport } from '../reports.js'

const WORKFLOW = [
  'name: ci',
  'on: push',
  '',
  'jobs:',
  '  build:',
  '    runs-on: x',
  '',
  '',
  '',
  '',
  '    steps:',
  '      - uses:  acme/deploy@v2',
  '',
].join('\n')
// eslint-disable-next-line no-control-regex -- the control sequences that colour may use
const SGR = /\u001b\[(?:1|2|4|22|24|31|32|33|36|39)m/g

const render = (report: Report, part: Partial<Parameters<typeof renderTerminal>[1]> = {}): string =>
  renderTerminal(report, {
    color: false,
    width: 100,
    source: (file) => (file.endsWith('ci.yml') ? WORKFLOW : undefined),
    ...part,
  })

test('a quiet repository', () => {
  expect(render(quietReport())).toBe(
    [
      'Practices       not met  partly met  unknown  met  attested  not applicable',
      '  foundational        0           0        0    1         0               0',
      '',
      'Maturity: level 2 of 5, Semi-automated (3 if all that is unknown turns out well)',
      '',
      'No open findings',
      '9 of 40 files read',
      'Gate: passed (fails on foundational practices, judges the whole repository)',
      '',
    ].join('\n'),
  )
})

describe('findings', () => {
  test('lines that hold a secret are shown in no frame', () => {
    const at = { file: '.github/workflows/ci.yml', line: 12, column: 9, endLine: 12, endColumn: 31, route: 'a' }
    const hidden = finding({ at, concealed: true, standing: 'suppressed' })
    const below = finding({ at: { ...at, line: 13, endLine: 13 } })
    const text = render(pullRequestReport({ findings: [hidden, below] }))
    expect(text).toContain('(not shown)')
    expect(text).not.toContain('uses:  acme/deploy')
  })

  test('what has the form of a credential is starred though no check found it', () => {
    const token = `ghp${'_'}k7QzWm3XbR9vTjL2hNcY5gFdP8sHxB4wG6nK`
    const source = () => WORKFLOW.replace('acme/deploy', token)
    const text = render(pullRequestReport({ findings: [finding({})] }), { source })
    expect(text).toContain('uses:  ****')
    expect(text).not.toContain('QzWm3XbR9')
  })

  test('one in full', () => {
    const because = [
      { file: '.github/workflows/ci.yml', line: 12, text: 'make ci' },
      { file: 'Makefile', line: 3, text: 'npm test' },
    ]
    const report = pullRequestReport({ findings: [finding({ because, delta: 'introduced' })] })
    expect(render(report).split('\n').slice(0, 14)).toEqual([
      '.github/workflows/ci.yml (1 finding)',
      '',
      'error[pipeline-unpinned-action]: "acme/deploy@v2" can be moved by its owner',
      '  --> .github/workflows/ci.yml:12:15 (new, fails the gate)',
      '   |',
      '11 |     steps:',
      '12 |       - uses:  acme/deploy@v2',
      '   |               ^^^^^^^^^^^^^^',
      '   = fix: pin it to a commit',
      '   = because: .github/workflows/ci.yml:12 make ci',
      '           -> Makefile:3 npm test',
      '   = practices: DL.CI.2',
      '',
      'Practices           not met  partly met  unknown  met  attested  not applicable',
    ])
  })

  test('without a place there is no frame', () => {
    const text = render(pullRequestReport())
    expect(
      text.startsWith(
        'Settings and missing files (1 finding)\n\nwarning[owners-file-present]: no CODEOWNERS file was found\n  = fix:',
      ),
    ).toBe(true)
  })

  test('notices and settled findings are shown on request', () => {
    const report = pullRequestReport({
      findings: [...pullRequestReport().findings, finding({ standing: 'excepted', standingReason: 'until the move' })],
    })
    expect(render(report)).not.toMatch(/ci-job-timeout\]|excepted/)
    expect(render(report)).toContain('1 error, 1 warning, 1 notice (--verbose shows notices)\n1 finding settled')
    expect(render(report, { verbose: true })).toContain('notice[ci-job-timeout]')
    expect(render(report, { verbose: true })).toContain('error, excepted[pipeline-unpinned-action]')
    expect(render(report, { verbose: true })).toContain('   = excepted: until the move')
  })

  test('a file that cannot be read has no frame', () => {
    expect(render(pullRequestReport(), { source: () => undefined })).not.toContain(' | ')
  })

  test('each file is read once', () => {
    const asked: string[] = []
    const findings = [finding({ fingerprint: 'a' }), finding({ fingerprint: 'b' })]
    render(quietReport({ findings }), { source: (file) => (asked.push(file), WORKFLOW) })
    expect(asked).toEqual(['.github/workflows/ci.yml'])
  })
})

describe('the end', () => {
  test('the verdict and what to fix for it come last', () => {
    expect(render(pullRequestReport()).trimEnd().split('\n').slice(-6)).toEqual([
      '31 of 400 files read',
      'Gate: failed (fails on foundational practices, judges what the change introduces)',
      'To pass, fix 1 finding:',
      '  - .github/workflows/ci.yml:12: "acme/deploy@v2" can be moved by its owner',
      '    [pipeline-unpinned-action]',
      '    fix: pin it to a commit',
    ])
    const many = Array.from({ length: 12 }, (_, i) => finding({ fingerprint: `f${i}`, delta: 'introduced' }))
    const practices = [practice({ verdict: 'not-met', findings: many.map(({ fingerprint }) => fingerprint) })]
    expect(render(pullRequestReport({ findings: many, practices }))).toMatch(
      / {4}and 9 more like these\n {4}fix: pin it to a commit\n$/,
    )
    const unlike = many.map((each, i) => ({ ...each, check: `check-${i}` }))
    expect(render(pullRequestReport({ findings: unlike, practices }))).toMatch(
      / {2}and 2 more findings, marked “fails the gate” above\n$/,
    )
  })

  test('without a finding to point at the gate tells its reasons', () => {
    const report = pullRequestReport({ findings: [] })
    expect(render(report)).toMatch(/introduces\)\n {2}- DL\.CI\.2 “Trigger builds” is not met:/)
  })

  test('a gate that is off, and a crash', () => {
    expect(render(quietReport({ gate: { ...quietReport().gate, failOn: 'never' } }))).toContain(
      'Gate: passed (the gate is off)',
    )
    const crash = quietReport({
      gate: { ...quietReport().gate, verdict: 'error' },
      checks: [checkResult({ id: 'a', state: 'crashed', reason: 'boom' })],
    })
    expect(render(crash)).toContain('crashed: a: boom')
    expect(render(crash)).toContain('Gate: no result that can be trusted')
  })

  test('practices of one cause stand together', () => {
    const practices = Array.from({ length: 9 }, (_, i) => practice({ id: `P.${i}`, verdict: 'not-met' }))
    expect(render(quietReport({ practices }))).toContain('    also P.1, P.2, P.3, P.4, P.5 and 3 more\n    jest runs')
    expect(render(quietReport({ practices }), { verbose: true })).toContain('P.7, P.8\n    jest runs')
  })

  test('broken practices are listed up to ten, all of them on request', () => {
    const practices = Array.from({ length: 12 }, (_, i) =>
      practice({ id: `P.${i}`, verdict: 'not-met', reason: `cause ${i}` }),
    )
    expect(render(quietReport({ practices }))).toContain('and 2 more practices; --verbose lists them')
    expect(render(quietReport({ practices }), { verbose: true })).toContain('  P.11 ')
  })

  test('what was not seen is counted, and listed on request', () => {
    expect(render(pullRequestReport())).toContain('Also: 1 × skipped check, 1 × setting that cannot be read')
    expect(render(pullRequestReport(), { verbose: true })).toContain('  protection-default-branch: no token was given')
  })
})

describe('colour', () => {
  test('changes nothing but the colour', () => {
    const coloured = render(pullRequestReport(), { color: true, verbose: true })
    expect(coloured).toMatch(SGR)
    expect(coloured.replace(SGR, '')).toBe(render(pullRequestReport(), { verbose: true }))
  })
})

test('lines stay within the width where words allow it', () => {
  const message = ['word '.repeat(80), { value: 'a value' }]
  for (const width of [40, 60, 100]) {
    const lines = render(quietReport({ findings: [finding({ message })] }), { width, source: () => undefined }).split(
      '\n',
    )
    expect(Math.max(...lines.filter((line) => line.includes('word')).map(widthOf))).toBeLessThanOrEqual(width)
  }
})

test('wrap keeps every word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', '日', ':'), minLength: 1, maxLength: 12 })),
      fc.integer({ min: 1, max: 30 }),
      (words, width) => {
        expect(wrap(words.join(' '), width).join(' ')).toBe(words.join(' '))
      },
    ),
  )
})

describe('changes of settings', () => {
  const patch = [{ command: 'gh api --method PUT x --input x.json', file: 'x.json', body: '{\n  "a": 1\n}' }]
  const report = quietReport({ findings: [finding({ patch })] })
  const shown = ["cat > x.json <<'JSON'", '{', '  "a": 1', '}', 'JSON', 'gh api --method PUT x --input x.json']

  test('verbose shows them', () => {
    const lines = render(report, { verbose: true }).split('\n')
    const start = lines.findIndex((line) => line.endsWith('= apply:'))
    const indent = (lines[start + 1] ?? '').search(/\S/)
    expect(lines.slice(start + 1, start + 7).map((line) => line.slice(indent))).toEqual(shown)
  })

  test('otherwise they are left out', () => expect(render(report)).not.toContain('gh api'))
})

describe('hostile text', () => {
  const faults = (text: string, color: boolean): string[] => {
    const output = render(hostileReport(text), { color, verbose: true, source: () => `${text}\n${text}\n${text}x\n` })
    const plain = color ? output.replace(SGR, '') : output
    return [
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      ...(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(plain)
        ? ['an unseen character']
        : []),
      ...(/^\s*::/m.test(plain) || plain.includes('##[') ? ['a workflow command'] : []),
    ]
  }

  test.each(HOSTILE)('%j', (text) => expect([...faults(text, false), ...faults(text, true)]).toEqual([]))

  test('any text', () => {
    const unit = fc.oneof(
      fc.constantFrom(':', '::', '#', '[', ' ', '\n', '\u001b', '\t'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 120 }), fc.boolean(), (text, color) =>
        expect(faults(text, color)).toEqual([]),
      ),
      { numRuns: 400 },
    )
  })
})

describe('practices that the change moves', () => {
  test('are listed with the reason, those that got worse first', () => {
    const text = render(pullRequestReport())
    expect(text).toContain('Practices that this change moves\n  DL.CI.2: met → not met ')
    expect(text).toContain('  DL.CI.3: partly met → met jest runs in a pipeline')
    expect(text).not.toContain('DL.CR.9: met → unknown')
    expect(render(pullRequestReport(), { verbose: true })).toContain('DL.CR.9: not met → unknown')
  })
})

test('changes to how changes are judged are listed with their owners', () => {
  expect(render(pullRequestReport(), { width: 200 })).toContain(
    'Changes to how changes are judged\n  .github/workflows/ci.yml:4 A comment ignores findings of "ci-job-timeout". (owned by @acme/platform)',
  )
})
