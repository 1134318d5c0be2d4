import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checks as all } from '../../checks/index.js'
import { runCli } from '../helpers/cli.js'
import { repository, write } from '../helpers/git-repository.js'
import { REPORTS } from '../readers/sarif/reports.js'

const WORKFLOW = `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: someone/checkout@v4
      - run: npm test
`
const FILES = { '.github/workflows/ci.yml': WORKFLOW, '.gitignore': 'reports/\n', 'package.json': '{}' }
const checks = () => Promise.resolve([...all])

interface Told {
  gate: { verdict: string }
  practices: { id: string; verdict: string; reason: string; evidence: { check: string }[] }[]
  otherTools?: { tool: string; findings: { at: { line: number } | null }[]; leftOut: { told: number } }[]
  leftovers: { message: string; at: { file: string; line: number } | null }[]
}

async function lintWith(reports: Record<string, string>, argv: string[], files: Record<string, string> = FILES) {
  const cwd = repository(files)
  write(cwd, reports)
  const outcome = await runCli(['--format', 'json', ...argv], { cwd, checks })
  return { cwd, status: outcome.status, report: JSON.parse(outcome.stdout) as Told }
}

describe('--sarif-inputs', () => {
  test('without it nothing is read', async () => {
    const { report } = await lintWith({ 'reports/zizmor.sarif': REPORTS.zizmor }, [])
    expect(report).not.toHaveProperty('otherTools')
  })

  test('an ignored report is read: a run is evidence', async () => {
    const verdictOf = ({ practices }: Told) => practices.find(({ id }) => id === 'DL.LD.4')
    const whole = JSON.parse(REPORTS.gitleaks) as { runs: object[] }
    const clean = JSON.stringify({ ...whole, runs: whole.runs.map((run) => ({ ...run, results: [] })) })
    const { report } = await lintWith({ 'reports/gitleaks.sarif': clean }, ['--sarif-inputs', 'reports/*.sarif'])
    expect(report.otherTools).toMatchObject([{ tool: 'gitleaks', findings: [] }])
    expect(verdictOf(report)?.evidence.map(({ check }) => check)).toContain('sarif:gitleaks')
    expect(report.leftovers).toEqual([])
  })

  test('what Pillarlint says itself is not said again, and the gate does not hear of the rest', async () => {
    const same = REPORTS.zizmor.replace('"startLine":7', '"startLine":8').replace('"endLine":7', '"endLine":8')
    const { report } = await lintWith({ 'a.sarif': same }, ['--sarif-inputs', 'a.sarif'])
    expect(report.otherTools).toMatchObject([{ tool: 'zizmor', findings: [], leftOut: { told: 1 } }])

    const plain = await lintWith({}, [])
    const more = await lintWith({ 'b.sarif': REPORTS.zizmor }, ['--sarif-inputs', 'b.sarif'])
    expect(more.report.otherTools).toMatchObject([{ findings: [{ at: { line: 7 } }] }])
    expect([more.status, more.report.gate]).toEqual([plain.status, plain.report.gate])
  })

  test('a report that is missing or broken is said, with its place', async () => {
    const { report, status } = await lintWith({ 'b.sarif': '{\n"runs": ]\n}' }, ['--sarif-inputs', 'a.sarif,b.sarif'])
    expect(status).not.toBe(2)
    expect(report.leftovers).toMatchObject([
      { message: 'sarif-inputs names a.sarif, and no such file is there: have the step that writes it run before.' },
      { message: expect.stringContaining('it is not JSON'), at: { file: 'b.sarif', line: 2 } },
    ])
  })

  test('a link out of the folder is not followed', async () => {
    const cwd = repository(FILES)
    symlinkSync('/etc/passwd', join(cwd, 'a.sarif'))
    const outcome = await runCli(['--format', 'json', '--sarif-inputs', 'a.sarif'], { cwd, checks })
    expect((JSON.parse(outcome.stdout) as Told).leftovers).toMatchObject([
      { message: expect.stringContaining('symbolic link') },
    ])
  })

  test('the configuration names reports, and they are shown escaped in every form', async () => {
    const nasty = REPORTS.semgrep.replace('eval is used', '<img src=x> [a](http://b) ::error::x @acme/team')
    const cwd = repository({ ...FILES, 'pillarlint.yml': "sarif-inputs: ['out/*.sarif']\n", 'app/run.py': '\n' })
    write(cwd, { 'out/semgrep.sarif': nasty })
    const run = async (...argv: string[]) => (await runCli(argv, { cwd, checks })).stdout
    const terminal = await run('--verbose')
    expect(terminal).toContain('Semgrep 1.100.0 (out/semgrep.sarif): 1 finding')
    expect(terminal).toContain('app/run.py:5')
    expect(terminal).not.toMatch(/^\s*::error/m)
    const markdown = await run('--format', 'markdown')
    expect(markdown).toContain('What other tools report (1)')
    expect(markdown).not.toMatch(/[^\\]<img/)
    expect(markdown).not.toMatch(/[^`]\[a\]\(http/)
    expect(await run('--format', 'sarif')).not.toContain('Semgrep')
  })

  test.each(["['/tmp/a.sarif']", "['../a.sarif']"])('the configuration cannot name %s', async (value) => {
    const cwd = repository({ ...FILES, 'pillarlint.yml': `sarif-inputs: ${value}\n` })
    const outcome = await runCli([], { cwd, checks })
    expect([outcome.status, outcome.stderr]).toEqual([2, expect.stringContaining('must stay in the linted folder')])
  })
})
