import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { practices } from '../../src/catalog/index.js'
import { OPTIONS } from '../../src/cli/options.js'
import { z } from '../../src/check-api/index.js'
import { runCli } from '../helpers/cli.js'
import { commit, repository, temporaryFolder, write } from '../helpers/git-repository.js'
import { plainCheck } from '../helpers/plain-check.js'

const CHECKS = [
  {
    ...plainCheck('action-unpinned'),
    practices: ['DL.CI.2'],
    messages: { m: { text: 'It moves.', remedy: 'Pin it.' } },
  },
  plainCheck('job-timeout', z.strictObject({ minutes: z._default(z.number(), 60) })),
]
const checks = () => Promise.resolve(CHECKS)

describe('usage', () => {
  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('--help names every option and command', async () => {
    const { status, stdout } = await runCli(['--help'])
    expect(status).toBe(0)
    for (const name of Object.keys(OPTIONS)) expect(stdout).toContain(`--${name}`)
    for (const command of ['list', 'explain', 'config']) expect(stdout).toContain(`pillarlint ${command}`)
    expect(stdout).toContain('Exit status')
  })

  test('help of a command has its own options only', async () => {
    const { stdout } = await runCli(['list', '--help'])
    expect(stdout).toContain('--format')
    expect(stdout).not.toContain('--base')
  })

  test.each([
    [['--ofline'], 'pillarlint: there is no option --ofline; did you mean --offline?\n'],
    [['list', 'check'], 'pillarlint: there is no list "check"; did you mean checks?\n'],
    [['list', 'checks', 'practices'], 'pillarlint: list takes one subject, and "practices" is a second one\n'],
    [['list', '-f', 'sarif'], 'pillarlint: a list has no format sarif: terminal or json\n'],
    [['explain'], 'pillarlint: explain needs the id of one check or practice\n'],
    [['explain', 'a', 'b', 'c'], 'pillarlint: explain needs the id of one check or practice\n'],
    [
      ['explain', 'action-unpined'],
      'pillarlint: there is no check or practice "action-unpined"; did you mean action-unpinned?\n',
    ],
    [['explain', 'DL.CI.22'], 'pillarlint: there is no check or practice "DL.CI.22"; did you mean DL.CI.2?\n'],
    [['explain', '???'], 'pillarlint: there is no check or practice "???"; pillarlint list prints all ids\n'],
    [['config', 'nowhere'], 'pillarlint: there is no folder nowhere\n'],
    [['config', 'package.json'], 'pillarlint: package.json is a file: name the folder of a repository\n'],
    [['config', 'src', 'docs'], 'pillarlint: config takes one folder, and "docs" is a second one\n'],
    [['config', '--base', 'nowhere'], /^pillarlint: the revision nowhere is not in this clone\n$/],
  ])('%j is one line and status 2', async (argv, message) => {
    const { status, stdout, stderr } = await runCli(argv, { checks })
    expect([status, stdout]).toEqual([2, ''])
    if (typeof message === 'string') expect(stderr).toBe(message)
    else expect(stderr).toMatch(message)
  })

  test('a terminal obeys nothing that is quoted', async () => {
    const { stderr } = await runCli(['explain', '\u001b[2J\n::error::x\u202e##['], { checks })
    expect(stderr).toContain('"␛[2J␊::error::x<U+202E>##⟦"')
  })

  test('a defect of ours is one line too, with its stack on demand', async () => {
    const broken = { checks: () => Promise.reject(new Error('oh\nno')) }
    expect(await runCli(['list'], broken)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'pillarlint: this is a defect of pillarlint, please report it: oh␊no\n',
    })
  })
})

describe('list', () => {
  test('checks', async () => {
    expect((await runCli(['list'], { checks })).stdout).toBe(
      'action-unpinned  error  What action-unpinned finds\njob-timeout      error  What job-timeout finds\n',
    )
  })

  test('checks as JSON', async () => {
    const { stdout } = await runCli(['list', 'checks', '--format', 'json'], { checks })
    expect(JSON.parse(stdout)).toMatchObject({
      checks: [{ id: 'action-unpinned', practices: ['DL.CI.2'] }, { id: 'job-timeout' }],
    })
  })

  test('practices: every one of the catalog on a line of its own', async () => {
    const { stdout } = await runCli(['list', 'practices'])
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(practices().length)
    expect(stdout).toMatch(/^DL\.CI\.2 +foundational +\S/m)
  })
})

describe('explain', () => {
  test('a check without a page: what it says of itself', async () => {
    const { status, stdout } = await runCli(['explain', 'action-unpinned'], { checks, packageRoot: temporaryFolder() })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^action-unpinned: What action-unpinned finds\n/)
    for (const part of ['error at most', 'DL.CI.2', 'It moves. Pin it.']) expect(stdout).toContain(part)
  })

  test('a check with a page: the page without its generated header', async () => {
    const packageRoot = temporaryFolder()
    write(packageRoot, {
      'docs/checks/job-timeout.md':
        '# job-timeout\n\n<!-- generated: header -->\nheader\n<!-- /generated -->\n\nA job may hang.\n\n## Fails\n',
    })
    const { stdout } = await runCli(['explain', 'job-timeout'], { checks, packageRoot })
    expect(stdout).toContain('Decides no practice\n\nA job may hang.\n\n## Fails\n')
    expect(stdout).not.toContain('header')
  })

  test('a practice: where it comes from and what decides it', async () => {
    const { status, stdout } = await runCli(['explain', 'DL.CI.2'], { checks, cwd: temporaryFolder() })
    expect(status).toBe(0)
    for (const part of ['DL.CI.2: ', 'aws-devops-guidance', 'foundational', 'https://', 'Decided by']) {
      expect(stdout).toContain(part)
    }
  })

  test('practices of every framework can be explained', async () => {
    const cwd = temporaryFolder()
    for (const { id, title } of practices().filter((_practice, index) => index % 25 === 0)) {
      const { status, stdout } = await runCli(['explain', id], { checks, cwd })
      expect([status, stdout.startsWith(`${id}: ${title}\n`)]).toEqual([0, true])
    }
  })
})

describe('config', () => {
  test('prints what holds', async () => {
    const cwd = repository({ 'pillarlint.yml': 'fail-on: optional\nchecks: { job-timeout: { minutes: 5 } }\n' })
    const { status, stdout } = await runCli(['config'], { cwd, checks })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^pillarlint\.yml is valid\.\n/)
    expect(stdout).toMatch(/^failOn +optional$/m)
    expect(stdout).toMatch(/^checks +\{"job-timeout":\{"enabled":true,"options":\{"minutes":5\}\}\}$/m)
  })

  test('says that there is none', async () => {
    const { stdout } = await runCli(['config', '.', '--fail-on', 'never'], { cwd: temporaryFolder(), checks })
    expect(stdout).toMatch(/^There is no configuration file: the defaults hold\.\n/)
    expect(stdout).toMatch(/^failOn +never$/m)
  })

  test('lists every mistake on a line of its own', async () => {
    const cwd = repository({ 'pillarlint.yml': 'failon: never\nchecks: { zebra: off }\n' })
    const { status, stdout, stderr } = await runCli(['config'], { cwd, checks })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.split('\n')).toEqual([
      'pillarlint: pillarlint.yml:1:1: there is no key "failon"; did you mean "fail-on"?',
      'pillarlint: pillarlint.yml:2:11: there is no check "zebra"; `pillarlint list checks` prints all ids',
      '',
    ])
  })

  test('reads the configuration of a revision, and of another file', async () => {
    const cwd = repository({ 'pillarlint.yml': 'fail-on: optional\n', 'ci/strict.yml': 'fail-on: recommended\n' })
    const first = commit(cwd)
    write(cwd, { 'pillarlint.yml': 'fail-on: never\n' })
    const holds = async (...argv: string[]) =>
      (JSON.parse((await runCli(['config', '-f', 'json', ...argv], { cwd, checks })).stdout) as { failOn: string })
        .failOn
    expect(await holds()).toBe('never')
    expect(await holds('--base', first)).toBe('optional')
    expect(await holds('--config', 'ci/strict.yml')).toBe('recommended')
    expect(await holds('--config', join('.', 'ci', 'strict.yml'))).toBe('recommended')
  })
})
