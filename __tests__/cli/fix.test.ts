import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { runCli } from '../helpers/cli.js'
import { link, repository, runGit, write } from '../helpers/git-repository.js'

const WORKFLOW = '.github/workflows/ci.yml'
const CI = 'on: push\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-24.04 # it\n    steps:\n      - run: make\n'
const FIXED = CI.replace('# it\n', '# it\n    timeout-minutes: 120\n')

const run = (...argv: string[]) => runCli(argv, { checks: () => Promise.resolve([...checks]) })
const textIn = (root: string) => readFileSync(join(root, WORKFLOW), 'utf8')

describe('wrong usage', () => {
  test.each([
    ['--dry-run', '--dry-run goes with --fix'],
    ['--fix-checks ci-job-timeout', '--fix-checks goes with --fix'],
    ['--fix --fix-checks ci-job-timeot', 'did you mean ci-job-timeout?'],
    ['--fix --dry-run --format json', 'the difference and json would both go to standard output'],
  ])('%s', async (line, message) => {
    const root = repository({ [WORKFLOW]: CI })
    const { status, stderr } = await run(root, '--offline', ...line.split(' '))
    expect(status).toBe(2)
    expect(stderr).toContain(message)
    expect(textIn(root)).toBe(CI)
  })
})

test('--dry-run prints a diff that git applies, and writes nothing', async () => {
  const root = repository({ [WORKFLOW]: CI })
  const { stdout, stderr } = await run(root, '--offline', '--fix', '--dry-run')
  expect(textIn(root)).toBe(CI)
  expect(stderr).toContain('ci-job-timeout: 1 would be fixed')
  execFileSync('git', ['apply', '-'], { cwd: root, input: stdout })
  expect(textIn(root)).toBe(FIXED)
})

test('--fix writes, says what and where, reports what is left, and changes nothing the second time', async () => {
  const root = repository({ [WORKFLOW]: CI })
  const first = await run(root, '--offline', '--fix', '--fail-on', 'never')
  expect(textIn(root)).toBe(FIXED)
  expect(first.stderr).toContain('ci-job-timeout: 1 fixed')
  expect(first.stderr).toContain(`${WORKFLOW}:4 `)
  expect(first.stdout).not.toContain('has no time limit')
  expect(runGit(root, 'status', '--short')).toContain(WORKFLOW)
  const second = await run(root, '--offline', '--fix', '--fail-on', 'never')
  expect(second.stderr).toContain('0 findings fixed in 0 files')
  expect(textIn(root)).toBe(FIXED)
})

test('without --fix the report says what it may solve, and with it no more', async () => {
  const root = repository({ [WORKFLOW]: CI })
  expect((await run(root, '--offline')).stdout).toMatch(/^--fix may solve \d+ of them/m)
  expect((await run(root, '--offline', '--fix', '--fail-on', 'never')).stdout).not.toContain('--fix')
})

test('only the checks that are named are looked at', async () => {
  const root = repository({ [WORKFLOW]: CI })
  const { stderr } = await run(root, '--offline', '--fix', '--fix-checks', 'pipeline-unpinned-action')
  expect(stderr).toContain('0 findings fixed')
  expect(textIn(root)).toBe(CI)
})

test('a link is not followed, and a finding of another folder not touched', async () => {
  const root = repository({ 'kept/ci.yml': CI, 'README.md': 'x\n' })
  link(root, { [WORKFLOW]: '../../kept/ci.yml' })
  const { stderr } = await run(root, '--offline', '--fix')
  expect(stderr).toContain('its file is a symbolic link')
  expect(readFileSync(join(root, 'kept/ci.yml'), 'utf8')).toBe(CI)
})

test('texts of the repository do not act where a person or a log reads them', async () => {
  const root = repository({})
  write(root, {
    [WORKFLOW]: `# \u001b[31m ##[error]x\n${CI}`.replace(
      '      - run: make\n',
      '      # c\n      - run: |\n           ::error::x\n',
    ),
  })
  const { stdout } = await runCli([root, '--offline', '--fix', '--dry-run'], {
    checks: () => Promise.resolve([...checks]),
    env: { CI: 'true' },
  })
  expect(stdout).toContain('+    timeout-minutes: 120')
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toMatch(/^ +::error/m)
  expect(stdout).not.toContain('##[')
})
