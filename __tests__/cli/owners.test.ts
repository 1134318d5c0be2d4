import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runCli } from '../helpers/cli.js'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

const OWNERS = '# who\n* @acme/all\n/src/ @acme/shop @jane\n/docs/\n*.md jane@example.com\n'
const FILES = {
  '.github/CODEOWNERS': OWNERS,
  'src/a.ts': '1',
  'src/b.ts': '1',
  'docs/x.txt': '1',
  'README.md': '1',
}
const owners = (cwd: string, ...argv: string[]) => runCli(['owners', ...argv], { cwd })
const json = async (cwd: string, ...argv: string[]) =>
  JSON.parse((await owners(cwd, '--format', 'json', ...argv)).stdout) as {
    host: string
    file: string
    revision: string | null
    paths: { path: string; decisions: Record<string, unknown>[] }[]
    approvals: Record<string, unknown>[]
    unowned: string[]
  }

describe('for people', () => {
  const cwd = repository(FILES)

  test('each path with the line that decides, and who is needed in all', async () => {
    expect(await owners(cwd, 'src', 'README.md', 'docs/x.txt')).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        'README.md   jane@example.com  .github/CODEOWNERS:5  *.md',
        'docs/x.txt  nobody            .github/CODEOWNERS:4  /docs/',
        'src/a.ts    @acme/shop @jane  .github/CODEOWNERS:3  /src/',
        'src/b.ts    @acme/shop @jane  .github/CODEOWNERS:3  /src/',
        '',
        'Who must approve',
        '  jane@example.com          1 file   .github/CODEOWNERS:5',
        '  one of @acme/shop, @jane  2 files  .github/CODEOWNERS:3',
        '',
        'GitHub only asks them unless the branch requires a review from code owners.',
        '',
        '1 file without owner.',
        '',
      ].join('\n'),
    })
  })

  test('the lines that were overruled, on demand', async () => {
    const { stdout } = await owners(cwd, 'src/a.ts', '--verbose')
    expect(stdout).toMatch(/^src\/a\.ts +@acme\/shop @jane +\.github\/CODEOWNERS:3 +\/src\/$/m)
    expect(stdout).toMatch(/^ +overruled: @acme\/all +\.github\/CODEOWNERS:2 +\*$/m)
  })

  test('without paths the files of the current folder, whichever it is', async () => {
    expect((await owners(cwd)).stdout).toContain('.github/CODEOWNERS  @acme/all')
    const inside = await owners(join(cwd, 'src'))
    expect(inside.stdout).toContain('src/a.ts')
    expect(inside.stdout).not.toContain('README.md')
    expect((await owners(join(cwd, 'src'), 'a.ts', '../README.md')).stdout).toMatch(/^README\.md.*\nsrc\/a\.ts/)
  })

  test('a file without any line', async () => {
    const bare = repository({ CODEOWNERS: '/src/ @jane\n', 'a.txt': '' })
    expect((await owners(bare, 'a.txt')).stdout).toBe(
      'a.txt  nobody    no line matches\n\nNobody is asked.\n\n1 file without owner.\n',
    )
  })

  test('lines with mistakes are mentioned', async () => {
    const broken = repository({ CODEOWNERS: '* @jane\n!/src/ @joe\n[ab] @x\n', 'a.txt': '' })
    const { status, stderr } = await owners(broken, 'a.txt')
    expect([status, stderr]).toEqual([
      0,
      'pillarlint: CODEOWNERS has mistakes on line 2, 3: the check owners-syntax says which\n',
    ])
  })

  test('a terminal obeys nothing that names or lines say', async () => {
    const hostile = repository({ CODEOWNERS: '* @jane\n', '\u001b[2J::error::\nx': '' })
    const { stdout } = await owners(hostile)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).toContain('␛[2J::error::␊x')
  })
})

describe('what cannot be answered', () => {
  const cwd = repository(FILES)

  test.each([
    [['nowhere.ts'], 'there is no file or folder nowhere.ts in this repository'],
    [['../x'], '../x lies outside the repository'],
    [['/'], '/ lies outside the repository'],
    [['--base', 'nowhere'], 'the revision nowhere is not in this clone'],
    [['-f', 'sarif'], 'owners has no format sarif: terminal or json'],
    [['--repo', 'a/b'], '--repo does not go with owners: it goes with lint, explain, baseline'],
  ])('%j is one line and status 2', async (argv, message) => {
    expect(await owners(cwd, ...argv)).toEqual({ status: 2, stdout: '', stderr: `pillarlint: ${message}\n` })
  })

  test('no file: where the host looks, and status 1', async () => {
    const { status, stdout, stderr } = await owners(repository({ a: '', '.gitlab-ci.yml': '' }))
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      'pillarlint: there is no CODEOWNERS file: GitLab looks for CODEOWNERS, docs/CODEOWNERS, .gitlab/CODEOWNERS\n',
    )
  })

  test('a file that is not read', async () => {
    const root = repository({ 'owners.txt': '* @jane', '.gitea/CODEOWNERS': '.* @jane' })
    expect(await owners(root)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('regular') })
    link(root, { CODEOWNERS: 'owners.txt' })
    write(root, { 'pillarlint.yml': 'repository: { host: github }' })
    expect(await owners(root)).toMatchObject({ status: 2, stderr: expect.stringContaining('symbolic link') })
  })

  test('a configuration that is wrong', async () => {
    const root = repository({ ...FILES, 'pillarlint.yml': 'repository: { host: githup }' })
    const { status, stderr } = await owners(root)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^pillarlint: pillarlint\.yml:1/)
  })

  test('a folder outside git', async () => {
    const folder = temporaryFolder()
    write(folder, FILES)
    expect((await owners(folder, 'src/a.ts')).stdout).toContain('one of @acme/shop, @jane')
    expect((await owners(folder, '--base', 'main')).status).toBe(2)
  })
})

describe('what changed since a revision', () => {
  const branched = () => {
    const cwd = repository(FILES)
    runGit(cwd, 'checkout', '-q', '-b', 'feature')
    return cwd
  }

  test('committed, uncommitted, new, renamed and deleted files, and nothing else', async () => {
    const cwd = branched()
    write(cwd, { 'src/a.ts': '2' })
    commit(cwd)
    runGit(cwd, 'mv', 'README.md', 'src/READ.md')
    write(cwd, { 'new.txt': '' })
    rmSync(join(cwd, 'docs/x.txt'))
    const { paths } = await json(cwd, '--base', 'main')
    expect(paths.map(({ path }) => path)).toEqual(['README.md', 'docs/x.txt', 'new.txt', 'src/READ.md', 'src/a.ts'])
  })

  test('what the base did meanwhile is no change of this branch', async () => {
    const cwd = branched()
    write(cwd, { 'src/a.ts': '2' })
    commit(cwd)
    runGit(cwd, 'checkout', '-q', 'main')
    write(cwd, { 'src/b.ts': '3' })
    commit(cwd)
    runGit(cwd, 'checkout', '-q', 'feature')
    expect((await json(cwd, '--base', 'main')).paths.map(({ path }) => path)).toEqual(['src/a.ts'])
  })

  test('CODEOWNERS of the base counts, not that of the change', async () => {
    const cwd = branched()
    write(cwd, { '.github/CODEOWNERS': '* @mallory\n', 'src/a.ts': '2' })
    commit(cwd)
    const { paths, revision, approvals } = await json(cwd, '--base', 'main', 'src')
    expect(paths).toMatchObject([{ path: 'src/a.ts', decisions: [{ owners: ['@acme/shop', '@jane'], line: 3 }] }])
    expect(revision).toMatch(/^[0-9a-f]{40}$/)
    expect(approvals).toMatchObject([
      { owners: ['@acme/shop', '@jane'], approvals: 1, lines: [3], paths: ['src/a.ts'] },
    ])
  })

  test('a base without the file that the change brings', async () => {
    const cwd = repository({ a: '' })
    runGit(cwd, 'checkout', '-q', '-b', 'feature')
    write(cwd, { CODEOWNERS: '* @jane' })
    commit(cwd)
    const { status, stderr } = await owners(cwd, '--base', 'main')
    expect(status).toBe(1)
    expect(stderr).toContain('no CODEOWNERS file of main')
    expect(stderr).toContain('the one of this change counts once it is merged')
  })

  test('nothing changed', async () => {
    expect((await owners(branched(), '--base', 'main')).stdout).toBe('No file is affected.\n')
  })
})

describe('GitLab', () => {
  const cwd = repository({
    '.gitlab-ci.yml': '',
    CODEOWNERS: '* @all\n[Docs][2] @docs @more\n/docs/\n!/docs/gen/\n^[Nice]\n*.md @nice\n',
    'docs/a.md': '',
    'docs/gen/b.txt': '',
  })

  test('each section needs its own number', async () => {
    const { stdout } = await owners(cwd, 'docs')
    expect(stdout).toMatch(/^docs\/a\.md +@all +CODEOWNERS:1 +\*$/m)
    expect(stdout).toMatch(/^ +@docs @more +CODEOWNERS:3 +\/docs\/ +section Docs$/m)
    expect(stdout).toMatch(/^ +@nice +CODEOWNERS:6 +\*\.md +section Nice, optional$/m)
    expect(stdout).toMatch(/^ +nobody +CODEOWNERS:4 +!\/docs\/gen\/ +section Docs$/m)
    expect(stdout).toContain('  2 of @docs, @more (section Docs)')
    expect(stdout).toContain('  nobody has to: @nice (section Nice) may')
  })

  test('as JSON', async () => {
    const { host, approvals, unowned } = await json(cwd, 'docs')
    expect([host, unowned]).toEqual(['gitlab', []])
    expect(approvals).toMatchObject([
      { section: null, approvals: 1, optional: false, paths: ['docs/a.md', 'docs/gen/b.txt'] },
      { section: 'Docs', approvals: 2, optional: false, paths: ['docs/a.md'] },
      { section: 'Nice', approvals: 1, optional: true },
    ])
  })
})

test('Bitbucket only suggests', async () => {
  const cwd = repository({ '.bitbucket/CODEOWNERS': '* @acme/web:random(1) jane@example.com', a: '' })
  mkdirSync(join(cwd, 'empty'))
  const { stdout } = await owners(cwd, 'a')
  expect(stdout).toContain('Who is asked to review\n  @acme/web:random(1), jane@example.com')
})

test('help says what it does and how it ends', async () => {
  const { stdout } = await runCli(['owners', '--help'])
  for (const part of ['pillarlint owners [paths…]', '--base', '--format', '--verbose', 'Exit status']) {
    expect(stdout).toContain(part)
  }
  expect(stdout).not.toContain('--repo')
})
