import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { defineCheck, fileLocation, z, type AnyCheck } from '../../src/check-api/index.js'
import { FORMATS } from '../../src/reporters/formats.js'
import type { Report } from '../../src/core/report.js'
import { runCli } from '../helpers/cli.js'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

/** Fails the foundational practice DL.CI.2 for every file whose name ends in `.bad`; crashes on one called `crash`. */
const CHECK: AnyCheck = defineCheck({
  id: 'ci-pipeline-present',
  title: 'A file is bad',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.2'],
  needs: ['files'],
  options: z.strictObject({}),
  messages: { bad: { text: '{file} is bad.', remedy: 'Remove it.' } },
  *run({ files }) {
    if (files.has('crash')) throw new Error('a defect')
    for (const file of files.paths.filter((path) => path.endsWith('.bad'))) {
      yield { kind: 'problem', message: 'bad', data: { file }, at: fileLocation(file) }
    }
  },
})
const checks = () => Promise.resolve([CHECK])

describe('the exit status is the same in every format', () => {
  test.each([
    ['a repository without problems', { 'a.good': '' }, 0],
    ['a failed gate', { 'a.bad': 'text\n' }, 1],
    ['a crashed check', { crash: '' }, 2],
  ])('%s', async (_, files, status) => {
    const cwd = repository(files as unknown as Record<string, string>)
    for (const format of FORMATS) {
      const outcome = await runCli(['--format', format], { cwd, checks })
      expect([format, outcome.status, outcome.stderr]).toEqual([format, status, ''])
    }
    expect((await runCli(['-q'], { cwd, checks })).status).toBe(status)
  })

  test.each([
    ['never fails', ['--fail-on', 'never'], 0],
    ['fails on more', ['--fail-on', 'optional'], 1],
    ['compares with a base that has the same problem', ['--base', 'HEAD'], 0],
    ['compares, and counts everything', ['--base', 'HEAD', '--scope', 'repository'], 1],
  ])('%s', async (_, argv, status) => {
    expect((await runCli(argv, { cwd: repository({ 'a.bad': '' }), checks })).status).toBe(status)
  })

  test('fails on what a change introduces', async () => {
    const cwd = repository({ 'a.bad': '' })
    runGit(cwd, 'checkout', '-q', '-b', 'topic')
    write(cwd, { 'b.bad': '' })
    commit(cwd)
    expect((await runCli(['--base', 'main'], { cwd, checks })).status).toBe(1)
  })
})

describe('reports', () => {
  const cwd = repository({ 'a.bad': 'text\n', 'deep/b.bad': '' })

  test('go to standard output and to files at once', async () => {
    const folder = temporaryFolder()
    const [json, sarif] = [join(folder, 'new/folder/report.json'), join(folder, 'report.sarif')]
    const argv = ['-f', 'json', '-o', json, '-f', 'terminal', '--format=sarif', `--output=${sarif}`]
    const { stdout } = await runCli(argv, { cwd, checks })
    expect(stdout).toContain('a.bad')
    const report = JSON.parse(readFileSync(json, 'utf8')) as Report
    expect(report.findings.map(({ at }) => at?.file)).toEqual(['a.bad', 'deep/b.bad'])
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  test('are written relative to the current folder, whatever is linted', async () => {
    const folder = temporaryFolder()
    await runCli([join(cwd, 'deep'), '-f', 'json', '-o', 'r.json'], { cwd: folder, checks })
    const report = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as Report
    expect(report.findings.map(({ at }) => at?.file)).toEqual(['b.bad'])
    expect(existsSync(join(cwd, 'deep/r.json'))).toBe(false)
  })

  test('follow no link that the repository holds, and stay out of .git', async () => {
    const [folder, elsewhere] = [repository({ 'a.bad': '' }), temporaryFolder()]
    write(elsewhere, { precious: 'kept' })
    link(folder, { 'r.json': join(elsewhere, 'precious'), out: elsewhere })
    const argv = [
      '-o',
      'r.json',
      '-o',
      'out/x.json',
      '-o',
      join(folder, 'out/y.sarif'),
      '-o',
      'markdown=.git/hooks/pre-push',
    ]
    const { status, stderr } = await runCli(argv, { cwd: folder, checks })
    expect(status).toBe(2)
    expect(stderr.match(/cannot be written/g)).toHaveLength(4)
    expect([readdirSync(elsewhere), readFileSync(join(elsewhere, 'precious'), 'utf8')]).toEqual([['precious'], 'kept'])
    expect(existsSync(join(folder, '.git/hooks/pre-push'))).toBe(false)
  })

  test('are all written, the terminal one printed, even if one cannot be', async () => {
    const folder = repository({ 'a.bad': '', 'file.txt': '' })
    const argv = ['-o', 'file.txt/r.json', '-o', 'out/r.sarif', '-o', 'markdown=out/summary']
    const { status, stdout, stderr } = await runCli(argv, { cwd: folder, checks })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^pillarlint: the json report cannot be written to file\.txt\/r\.json: .*\n$/)
    expect(stdout).toContain('a.bad')
    expect(JSON.parse(readFileSync(join(folder, 'out/r.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
    expect(readFileSync(join(folder, 'out/summary'), 'utf8')).toContain('a.bad')
  })

  test('name the repository and the version', async () => {
    const { stdout } = await runCli(['-f', 'json', '--repo', 'acme/shop', '--offline'], { cwd, checks })
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(JSON.parse(stdout)).toMatchObject({ subject: { repository: 'acme/shop' }, tool: { version } })
  })

  test('are coloured on demand only, and never in a file', async () => {
    const file = join(temporaryFolder(), 'report.txt')
    const escape = '\u001b['
    expect((await runCli([], { cwd, checks })).stdout).not.toContain(escape)
    expect((await runCli(['--color'], { cwd, checks })).stdout).toContain(escape)
    await runCli(['--color', '-f', 'terminal', '-o', file], { cwd, checks })
    expect(readFileSync(file, 'utf8')).not.toContain(escape)
  })

  test('are reduced to the verdict by --quiet', async () => {
    const { stdout } = await runCli(['--quiet'], { cwd, checks })
    expect(stdout).toMatch(
      /^pillarlint: the gate fails \(fail-on foundational, scope repository\)\npillarlint: DL\.CI\.2 .*\n$/,
    )
  })

  test('come with an account of what was read under --verbose', async () => {
    const { stderr } = await runCli(['--verbose', '-q'], { cwd, checks })
    expect(stderr).toMatch(/^pillarlint: the repository is taken for: unknown$/m)
    expect(stderr).toMatch(/^pillarlint: 2 files, \d+ read, 0 not readable$/m)
    expect(stderr).toMatch(/^pillarlint: branch protection is unknown: no repository was named$/m)
  })
})

describe('mistakes are one line and status 2', () => {
  const cwd = repository({ 'pillarlint.yml': 'chekcs: {}\n', 'file.txt': '' })

  test.each([
    [[], 'pillarlint.yml:1:1: there is no key "chekcs"; did you mean "checks"?'],
    [['nowhere'], 'there is no folder nowhere'],
    [['file.txt'], 'file.txt is a file: name the folder of a repository'],
    [['--base', 'gone'], /^the revision gone is not in this clone/],
    [['--config', 'gone.yml'], 'gone.yml:1:1: there is no such configuration file in the repository'],
    [
      ['-f', 'json', '-f', 'sarif'],
      'json and sarif would both go to standard output: write --output <format>=<file> for all but one',
    ],
    [
      ['-o', 'report'],
      /^--output report does not say its format by its end: write --output <format>=report, with one of/,
    ],
  ])('%j', async (argv, message) => {
    const { status, stdout, stderr } = await runCli(argv, { cwd, checks })
    expect([status, stdout]).toEqual([2, ''])
    const [line, ...rest] = stderr.replace(/^pillarlint: /, '').split('\n')
    expect(rest).toEqual([''])
    if (typeof message === 'string') expect(line).toBe(message)
    else expect(line).toMatch(message)
  })

  test('a report that cannot be written', async () => {
    const folder = repository({ 'file.txt': '' })
    const { status, stderr } = await runCli(['-f', 'json', '-o', 'file.txt/report.json'], { cwd: folder, checks })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^pillarlint: the json report cannot be written to file\.txt\/report\.json: /)
  })
})

describe('places in the HTML and Markdown reports', () => {
  test('are links to the commit where --repo names the repository', async () => {
    const root = repository({ 'api/a.bad': '' })
    const head = runGit(root, 'rev-parse', 'HEAD').trim()
    const url = `https://github.com/acme/shop/blob/${head}/api/a.bad#L1`
    for (const format of ['html', 'markdown']) {
      const argv = ['api', '--format', format, '--offline']
      expect((await runCli([...argv, '--repo', 'acme/shop'], { cwd: root, checks })).stdout).toContain(url)
      expect((await runCli(argv, { cwd: root, checks })).stdout).not.toContain('/blob/')
    }
  })

  test('are names where there is no commit', async () => {
    const cwd = temporaryFolder()
    write(cwd, { 'a.bad': '' })
    const argv = ['--format', 'html', '--offline', '--repo', 'acme/shop']
    expect((await runCli(argv, { cwd, checks })).stdout).toContain('<code>a.bad:1</code>')
    expect((await runCli(argv, { cwd, checks })).stdout).not.toContain('/blob/')
  })
})
