import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Report } from '../../../src/core/report.js'
import { renderSummary } from '../../../src/reporters/markdown/summary.js'
import {
  checkResult,
  finding,
  FINDINGS,
  HOSTILE,
  hostileReport,
  place,
  practice,
  pullRequestReport,
  quietReport,
} from '../reports.js'
import { faultsOf } from './reader.js'

const links = { server: 'https://github.com', repository: 'acme/shop', sha: 'c'.repeat(40) }
const marker = '<!-- pillarlint:main -->'
const summary = (report: Report, limit = 65_536): string => renderSummary(report, { limit, links, marker })
const headings = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^(?:### |<summary>)(.*?)(?: \(\d+\)|:.*)?(?:<\/summary>)?$/.exec(line)?.[1] ?? [])

describe('a quiet repository', () => {
  const text = summary(quietReport())

  test('starts with the marker and the verdict', () => {
    expect(text.split('\n').slice(0, 4)).toEqual([marker, '## ✅ Pillarlint: passed', '', 'Nothing to report.'])
  })

  test('has only sections with something in them', () => {
    expect(headings(text)).toEqual([
      'Foundational practices',
      'Next steps',
      '<b>All practices</b> by importance and verdict',
      'AWS DevOps Guidance',
    ])
    expect(text).toContain('None of them is seen to be broken.')
  })

  test('fits a screen', () => expect(text.split('\n').length).toBeLessThan(40))

  test('is sound', () => expect(faultsOf(text, marker)).toEqual([]))
})

describe('a pull request that is blocked', () => {
  const text = summary(pullRequestReport())

  test('says first what blocks it, where, and how to fix it', () => {
    const [, heading, , sentence, , title, , ...first] = text.split('\n')
    expect(heading).toBe('## ❌ Pillarlint: failed')
    expect(sentence).toBe('**1 finding** must be fixed in this pull request: 1 practice is not met (DL.CI.2).')
    expect(title).toBe('### What blocks the merge')
    const url = `https://github.com/acme/shop/blob/${'c'.repeat(40)}/.github/workflows/ci.yml#L12`
    expect(first.slice(0, 4)).toEqual([
      '- 🔴 **Action that its owner can change** · `pipeline-unpinned-action` · DL.CI.2',
      `  - [\`.github/workflows/ci.yml:12\`](${url}): \`acme/deploy@v2\` can be moved by its owner`,
      '  - **Fix:** pin it to a commit',
      '',
    ])
  })

  test('then what it brings and fixes, the practices and the next steps; the rest is folded', () => {
    expect(headings(text)).toEqual([
      'What blocks the merge',
      'Changes to how changes are judged',
      'Changes to the configuration of this linter',
      'New in this pull request, without blocking it',
      'Fixed by this pull request',
      'Practices that this change moves',
      '▫️ 1 practice that this change makes visible, or hides',
      'Foundational practices',
      'Next steps',
      '<b>Findings that stood before</b>',
      '<b>Unknown</b>',
      'Left over',
      '<b>Maturity</b> by phase and criterion',
      'Checks that did not run to their end',
      '<b>Coverage</b>',
      '<b>All practices</b> by importance and verdict',
      'AWS DevOps Guidance',
      'AWS Well&#45;Architected Framework',
    ])
    const visible = text.slice(0, text.indexOf('<details>'))
    expect(visible).not.toContain('No code owners')
  })

  test('names the permission that would settle what is unknown', () => {
    expect(text).toContain('- Grant `administration: read`: it may settle 1 practice (DL.CR.9)')
  })

  test('is sound', () => expect(faultsOf(text, marker)).toEqual([]))
})

describe('other verdicts', () => {
  test('a pull request that passes', () => {
    const gate = { ...pullRequestReport().gate, verdict: 'pass' as const, because: [], practices: [] }
    const text = summary(pullRequestReport({ gate, findings: FINDINGS.slice(1) }))
    expect(text).toContain('This pull request brings 1 notice that does not block it and fixes 1 finding.')
    expect(text).not.toContain('What blocks')
  })

  test('nothing new', () => {
    const gate = { ...pullRequestReport().gate, verdict: 'pass' as const, practices: [] }
    expect(summary(pullRequestReport({ gate, findings: [], fixed: [] }))).toContain(
      'This pull request brings no new finding.',
    )
  })

  test('a repository without a pull request', () => {
    const text = summary(
      quietReport({ findings: [finding({ severity: 'warning' }), finding({ severity: 'error', fingerprint: 'x' })] }),
    )
    expect(text).toContain('1 error and 1 warning, none of which fails the gate.')
    expect(text).toContain('<summary><b>Findings that do not fail the gate</b>: 1 error and 1 warning</summary>')
  })

  test('findings of one check with one remedy stand together, notices are folded', () => {
    const findings = [
      ...Array.from({ length: 7 }, (_, i) => finding({ fingerprint: `a${i}`, at: place('ci.yml', i + 1) })),
      finding({ fingerprint: 'b', remedy: ['remove it'] }),
      finding({ fingerprint: 'c', severity: 'notice' }),
    ]
    const text = renderSummary(quietReport({ findings }), { limit: 65_536 })
    expect(text).toContain('<b>Findings that do not fail the gate</b>: 8 errors')
    expect(text).toContain(
      '  - `ci.yml:1`, `ci.yml:2`, `ci.yml:3`, `ci.yml:4`, `ci.yml:5` and 2 more: `acme/deploy@v2` can be moved by its owner\n  - **Fix:** pin it',
    )
    expect(text.match(/\*\*Fix:\*\*/g)).toHaveLength(3)
    expect(text).toContain('<summary><b>Notices</b>: 1</summary>')
  })

  test('a failed gate without a finding to point at tells its reasons', () => {
    const gate = {
      verdict: 'fail',
      failOn: 'foundational',
      scope: 'repository',
      because: ['DL.CI.2 is unknown'],
      practices: ['DL.CI.2'],
    } as const
    const text = summary(quietReport({ gate }))
    expect(text).toContain('### What fails the gate\n\n- DL.CI.2 is unknown')
  })

  test('a crash is no pass', () => {
    const gate = { ...quietReport().gate, verdict: 'error' as const, because: ['The check a crashed: boom'] }
    const text = summary(quietReport({ gate, checks: [checkResult({ id: 'a', state: 'crashed', reason: 'boom' })] }))
    expect(text).toContain('## ⚠️ Pillarlint: no result that can be trusted')
    expect(text).toContain('### What went wrong\n\n- The check a crashed: boom')
    expect(text).toContain('`a` **crashed**: boom')
  })

  test('a gate that is off says so', () => {
    expect(summary(quietReport({ gate: { ...quietReport().gate, failOn: 'never' } }))).toContain(
      'Nothing to report. The gate is off.',
    )
  })

  test('unknown practices of one reason share a row', () => {
    const practices = ['A.1', 'A.2', 'A.3'].map((id) =>
      practice({ id, verdict: 'unknown', reason: 'only a person knows' }),
    )
    expect(summary(quietReport({ practices }))).toContain('| ❔ | A.1, A.2, A.3 | only a person knows |  |')
  })

  test('settled findings are listed with the reason', () => {
    const text = summary(
      quietReport({ findings: [finding({ standing: 'excepted', standingReason: 'until the move' })] }),
    )
    expect(text).toContain('- excepted: until the move — `acme/deploy@v2` can be moved by its owner')
    expect(text).toContain('Nothing to report.')
  })
})

describe('links', () => {
  test('without them places are plain', () => {
    expect(renderSummary(pullRequestReport(), { limit: 65_536 })).not.toContain('github.com')
  })

  test('lead into the judged folder, to the lines, and to the source of a document', () => {
    const at = { file: 'docs/a b.md', line: 3, column: 1, endLine: 5, endColumn: 2, route: '' }
    const text = renderSummary(quietReport({ findings: [finding({ at })] }), {
      limit: 9999,
      links: { ...links, folder: 'shop/' },
    })
    expect(text).toContain('/shop/docs/a%20b.md?plain=1#L3-L5)')
  })
})

describe('the limit', () => {
  const many = (count: number): Report =>
    pullRequestReport({
      findings: Array.from({ length: count }, (_, i) =>
        finding({
          delta: i % 2 === 0 ? 'introduced' : 'existing',
          fingerprint: `f${i}`,
          message: ['number ', { value: `${i}` }],
        }),
      ),
      practices: Array.from({ length: 644 }, (_, i) =>
        practice({
          id: `P.${i}`,
          verdict: i % 3 === 0 ? 'not-met' : 'unknown',
          findings: [`f${i}`],
          reason: 'because '.repeat(20),
        }),
      ),
    })

  test('a large report is cut per section, with the count of what is left out', () => {
    const text = summary(many(2000))
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text.length).toBeGreaterThan(60_000)
    expect(text).toMatch(/…and \d+ more, left out to keep this short\./)
    expect(faultsOf(text, marker)).toEqual([])
    expect(text.startsWith(`${marker}\n## ❌`)).toBe(true)
  })

  test('without a limit nothing is left out', () => {
    const text = renderSummary(many(300), { limit: Infinity })
    expect(text).not.toContain('left out')
    expect(faultsOf(text)).toEqual([])
  })

  test('any limit is kept, and what remains is sound', () => {
    const report = many(60)
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 20_000 }), (limit) => {
        const text = summary(report, limit)
        expect(text.length).toBeLessThanOrEqual(limit)
        expect(faultsOf(text, marker)).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect(summary(report, 10)).toHaveLength(10)
  })
})

describe('changes of settings', () => {
  const patch = [
    {
      command: 'gh api --method POST repos/{owner}/{repo}/rulesets --input ruleset.json',
      file: 'ruleset.json',
      body: '{\n  "name": "a ``` b"\n}',
    },
  ]
  const text = summary(
    quietReport({
      findings: [
        finding({ check: 'protection-force-push', patch }),
        finding({ check: 'protection-reviews-required', patch, fingerprint: 'a'.repeat(16) }),
        finding({
          check: 'protection-bypass',
          patch: [{ command: 'gh api x' }],
          standing: 'excepted',
          standingReason: 'x',
        }),
      ],
    }),
  )

  test('each once, as a script that can be copied whole, open findings alone', () => {
    const lines = text.split('\n')
    const start = lines.indexOf('<summary>Settings, ready to apply (1)</summary>')
    expect(lines.slice(start + 4, start + 14)).toEqual([
      'For `protection-force-push`, `protection-reviews-required`:',
      '',
      '````sh',
      "cat > ruleset.json <<'JSON'",
      '{',
      '  "name": "a ``` b"',
      '}',
      'JSON',
      'gh api --method POST repos/{owner}/{repo}/rulesets --input ruleset.json',
      '````',
    ])
  })

  test('is sound', () => expect(faultsOf(text, marker)).toEqual([]))
})

describe('hostile text', () => {
  test.each(HOSTILE)('%j', (text) => expect(faultsOf(summary(hostileReport(text)), marker)).toEqual([]))

  test('any text', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'`|\\*_[]()<>#@~$&!:/.-+=\n '),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) =>
        expect(faultsOf(summary(hostileReport(text)), marker)).toEqual([]),
      ),
      { numRuns: 100 },
    )
  })
})
