import { describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/core/report.js'
import { renderSummary } from '../../../src/reporters/markdown/summary.js'
import { checkResult, finding, place, practice, pullRequestReport, quietReport } from '../reports.js'
import { faultsOf } from './reader.js'

const links = { server: 'https://github.com', repository: 'acme/shop', sha: 'c'.repeat(40) }
/** What is seen without opening anything. */
const openPartOf = (text: string): string => text.replace(/<details>[^]*?<\/details>/g, '')
const summary = (report: Report): string => renderSummary(report, { limit: 65_536, links })

describe('what a reader sees first', () => {
  const foundational = (id: string, part: Parameters<typeof practice>[0] = {}) =>
    practice({ id, verdict: 'not-met', reason: `cause of ${id}`, ...part })

  test('foundational practices of one cause share a row, what fails the gate comes first', () => {
    const own = finding({ message: [{ value: 'a|b' }, ' is wrong.'], at: place('ci.yml', 3), fingerprint: 'f' })
    const reason = '"a|b" is wrong (ci.yml:3)'
    const practices = [
      foundational('A.1'),
      foundational('B.1', { reason, findings: ['f'] }),
      foundational('C.1', { reason }),
    ]
    const gate = { ...pullRequestReport().gate, practices: ['B.1'] }
    const rows = summary(pullRequestReport({ gate, practices, findings: [own] }))
      .split('\n')
      .filter((line) => line.startsWith('| ❌ |'))
    expect(rows[0]).toMatch(
      /B\.1.*<br>.*C\.1.*\| <code>a&#124;b<\/code> is wrong\. \[`ci\.yml:3`\]\(https:[^ ]*#L3\) \|$/,
    )
    expect(rows[1]).toMatch(/A\.1.*\| cause of A\.1 \|$/)
  })

  test('few rows are open, the others folded', () => {
    const practices = Array.from({ length: 12 }, (_, i) => foundational(`A.${i}`))
    const text = summary(quietReport({ practices }))
    const visible = openPartOf(text)
    expect(visible).toContain('❌ 12 not met')
    expect(visible.match(/^\| ❌ \|/gm)).toHaveLength(6)
    expect(text).toContain('<summary>The other foundational practices that are not fully met</summary>')
    expect(faultsOf(text)).toEqual([])
  })

  test('three steps to the next level, each with its place, what it takes or why it is not known', () => {
    const step = {
      check: 'pipeline-unpinned-action',
      title: 'Action moves',
      state: 'fail',
      effort: 'small',
      phase: 'a',
    } as const
    const next = [step, ...['b', 'c', 'd'].map((check) => ({ ...step, check, state: 'unknown' as const }))]
    const { maturity } = pullRequestReport()
    const checks = [
      checkResult({ id: 'b', state: 'unknown', reason: 'no token was given', permission: 'contents: read' }),
    ]
    const text = summary(pullRequestReport({ maturity: { ...maturity, next }, checks, changes: [] }))
    const visible = openPartOf(text)
    expect(visible).toContain('Level 3 takes 4 steps; the first 3:')
    expect(visible).toMatch(
      /- \*\*Fix:\*\* Action moves in \[`\.github\/workflows\/ci\.yml:12`\].* — a line or a setting \(`pipeline/,
    )
    expect(visible).toContain('- **Find out** whether: Action moves — no token was given; needs contents: read (`b`)')
    expect(visible).not.toContain('(`d`)')
    expect(text).toContain('Every step to level 3:')
  })

  test('what was fixed is linked where it stood, and folded where it is much', () => {
    const { fixed } = pullRequestReport()
    expect(summary(pullRequestReport())).toContain(`/blob/${'b'.repeat(40)}/.github/workflows/ci.yml#L9`)
    const many = summary(pullRequestReport({ fixed: [...fixed, ...fixed, ...fixed, ...fixed] }))
    expect(many).toContain('<summary>✅ <b>Fixed by this pull request</b>: 4 findings</summary>')
  })

  test('findings against a practice stand beside it, three places at most', () => {
    const findings = Array.from({ length: 5 }, (_, i) =>
      finding({ fingerprint: `f${i}`, at: place('ci.yml', i + 1), delta: 'existing' }),
    )
    const practices = [foundational('A.1', { findings: findings.map(({ fingerprint }) => fingerprint) })]
    const text = renderSummary(quietReport({ findings, practices }), { limit: 65_536 })
    expect(text).toContain('| Against: `ci.yml:1`, `ci.yml:2`, `ci.yml:3` and 2 more |')
  })

  test('what is unknown says how much of it a permission would settle, and why else', () => {
    const practices = [
      ...['A.1', 'A.2'].map((id) => practice({ id, verdict: 'unknown', reason: 'a person knows' })),
      practice({ id: 'A.3', verdict: 'unknown', reason: 'hidden', permissions: ['actions: read'] }),
    ]
    const text = summary(quietReport({ practices }))
    expect(text).toContain(
      '<b>Unknown</b>: 3 practices cannot be decided; 1 permission would let Pillarlint decide up to 1 of them',
    )
    expect(text).toContain('- Grant `actions: read`: it may settle 1 practice (A.3)')
    expect(text).toContain('| 2 | a person knows |\n| 1 | hidden |')
  })

  test('phases are drawn, and told as a table', () => {
    const text = summary(pullRequestReport())
    expect(text).toContain('  x-axis ["Build your team culture", "Automate your workflows"]\n')
    expect(text).toContain('  bar [2, 2]\n```\n\n| Phase | Level |')
  })
})

test('practices that the change moves: one row a cause, what is only hidden is folded', () => {
  const change = (id: string, to: 'not-met' | 'unknown', because: string) => ({
    ...{ id, to, because, title: 'T', category: null, url: 'https://docs.aws.amazon.com/x', from: 'met' as const },
    direction: to === 'unknown' ? ('open' as const) : ('worse' as const),
  })
  const changes = [change('A.1', 'not-met', 'a|b'), change('A.2', 'not-met', 'a|b'), change('A.3', 'unknown', 'hidden')]
  const text = summary(pullRequestReport({ changes }))
  const visible = openPartOf(text)
  expect(visible).toMatch(
    /### Practices that this change moves \(2\)[^]*\| 🔻 \| .*A\.1.*<br>.*A\.2.* \| met → not met \| a\\\|b \|/,
  )
  expect(visible).not.toContain('A.3')
  expect(text).toContain('<summary>▫️ 1 practice that this change makes visible, or hides</summary>')
  expect(faultsOf(text)).toEqual([])
})

test('of many findings to fix the first are open, and all of them are folded below', () => {
  const findings = Array.from({ length: 9 }, (_, i) =>
    finding({
      delta: 'introduced',
      fingerprint: `f${i}`,
      message: ['number ', { value: `${i}` }],
      at: place('ci.yml', i + 1),
    }),
  )
  const practices = [practice({ verdict: 'not-met', findings: findings.map(({ fingerprint }) => fingerprint) })]
  const text = summary(pullRequestReport({ findings, practices, fixed: [] }))
  const visible = openPartOf(text)
  expect(visible).toContain('  - …and 4 more findings\n  - **Fix:** pin it to a commit')
  expect(visible).not.toContain('number `5`')
  expect(text).toContain('<summary><b>All 9 findings to fix</b></summary>')
  expect(text).toContain('number `8`')
  const few = summary(pullRequestReport({ findings: findings.slice(0, 5), practices }))
  expect(few).not.toContain('findings to fix</b>')
})

test('practices that got better are folded where they are many', () => {
  const changes = Array.from({ length: 5 }, (_, i) => ({
    ...{ id: `B.${i}`, title: 'T', category: null, url: 'https://docs.aws.amazon.com/x', because: `now ${i}` },
    ...{ from: 'not-met' as const, to: 'met' as const, direction: 'better' as const },
  }))
  expect(summary(pullRequestReport({ changes }))).toContain('<summary>🔺 5 practices that got better</summary>')
  expect(summary(pullRequestReport({ changes: changes.slice(1) }))).toContain(
    '### Practices that this change moves (4)',
  )
})

test('settings and checks that have one reason in common stand in one line', () => {
  const base = quietReport()
  const hosting = ['branch protection', 'environments'].map((fact) => ({ fact, reason: 'no token was given' }))
  const checks = ['a', 'b'].map((id) => checkResult({ id, state: 'skipped', reason: 'no token was given' }))
  const text = summary({ ...base, checks, coverage: { ...base.coverage, hosting } })
  expect(text).toContain('- branch protection, environments: no token was given\n')
  expect(text).toContain('- `a`, `b` were skipped: no token was given\n')
})
