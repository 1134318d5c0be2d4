import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { repository, temporaryFolder } from '../helpers/git-repository.js'
import { NODE } from '../helpers/node.js'

const isBuilt = existsSync('dist/cli.js')

/** What a user gets: the package's files and nothing that npm would install beside them. */
function installed(): string {
  const folder = join(temporaryFolder(), 'pillarlint')
  mkdirSync(folder)
  for (const part of ['dist', 'docs', 'package.json']) cpSync(part, join(folder, part), { recursive: true })
  return join(folder, 'dist', 'cli.js')
}

;(isBuilt ? describe : describe.skip)('the built command line, without node_modules', () => {
  const program = isBuilt ? installed() : ''
  const run = (cwd: string, argv: readonly string[], env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync(NODE, [program, ...argv], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    })
    return { status, stdout, stderr }
  }

  test.each([
    ['--version', 0, /^\d+\.\d+\.\d+\n$/],
    ['--help', 0, /Exit status/],
    ['list', 0, /^ci-pipeline-present +error +\S/m],
    ['list practices', 0, /^DL\.CI\.2 /m],
    ['explain ci-pipeline-present', 0, /## Fails/],
    ['explain DL.CI.2', 0, /Decided by/],
    ['config .', 0, /the defaults hold/],
  ])('%s', (line, status, printed) => {
    const outcome = run(temporaryFolder(), line.split(' '))
    expect(outcome).toMatchObject({ status, stderr: '' })
    expect(outcome.stdout).toMatch(printed)
  })

  test.each([
    [{ 'README.md': '# Nothing\n' }, ['--fail-on', 'never'], 0],
    [{ 'main.py': 'print()\n'.repeat(9), 'test.py': 'x = 1\n', 'setup.py': '' }, ['--fail-on', 'optional'], 1],
    [{ 'pillarlint.yml': 'x: 1\n' }, [], 2],
  ])('%j ends with its status', (files, argv, status) => {
    const outcome = run(repository(files as unknown as Record<string, string>), argv)
    expect(outcome.status).toBe(status)
    expect(outcome.stdout + outcome.stderr).not.toMatch(/ at .*\(|node:internal/)
  })

  test('runs through a link, as npm installs it', () => {
    const folder = temporaryFolder()
    symlinkSync(program, join(folder, 'pillarlint'))
    const { status, stdout } = spawnSync(NODE, [join(folder, 'pillarlint'), '--version'], {
      encoding: 'utf8',
    })
    expect([status, stdout.length > 0]).toEqual([0, true])
  })

  test('a reader that has seen enough is no error', () => {
    const line = `"${NODE}" "${program}" list practices -f json | head -n 1`
    const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' })
    expect([stdout, stderr]).toEqual(['{\n', ''])
  })

  test('the token of the environment is in no output', () => {
    const cwd = repository({ 'main.py': '' })
    const secret = 'ghp_0123456789abcdefghij0123456789abcdef'
    const outcome = run(cwd, ['--verbose', '--offline', '--repo', 'acme/shop', '-f', 'json'], { GITHUB_TOKEN: secret })
    expect(outcome.stdout + outcome.stderr).not.toContain(secret)
  })
})
