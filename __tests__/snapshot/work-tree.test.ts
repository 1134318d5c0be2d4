import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { workTreeFiles } from '../../src/snapshot/work-tree.js'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

const SMALL = { maxFileBytes: 100, maxTotalBytes: 250 }

/** The reason that is recorded for `path` after asking for it; undefined if it was read. */
async function reasonFor(root: string, path: string, limits = SMALL): Promise<string | undefined> {
  const files = await workTreeFiles(root, limits)
  files.text(path)
  return files.unread.find(({ file }) => file === path)?.reason
}

describe('in a git repository', () => {
  test('lists tracked and new files, sorted, without ignored and deleted ones', async () => {
    const root = repository({ '.gitignore': 'out/\n', 'b.yml': 'b', 'a.yml': 'a', 'gone.yml': 'x' })
    write(root, { 'out/built.yml': 'x', 'new.yml': 'n' })
    rmSync(join(root, 'gone.yml'))
    const files = await workTreeFiles(root)
    expect(files.paths).toEqual(['.gitignore', 'a.yml', 'b.yml', 'new.yml'])
    expect(files.has('gone.yml')).toBe(false)
    expect(files.text('gone.yml')).toBeUndefined()
    expect(files.unread).toEqual([])
  })

  test('a file that is deleted from the index but not from the disk is a new file', async () => {
    const root = repository({ 'a.yml': 'a' })
    runGit(root, 'rm', '-q', '--cached', 'a.yml')
    expect((await workTreeFiles(root)).paths).toEqual(['a.yml'])
  })

  test('lists a file in conflict once', async () => {
    const root = repository({ 'a.yml': 'a\n' })
    runGit(root, 'checkout', '-q', '-b', 'other')
    write(root, { 'a.yml': 'other\n' })
    commit(root)
    runGit(root, 'checkout', '-q', 'main')
    write(root, { 'a.yml': 'main\n' })
    commit(root)
    expect(() => runGit(root, 'merge', '-q', 'other')).toThrow()
    expect((await workTreeFiles(root)).paths).toEqual(['a.yml'])
  })

  test('reads what a sparse checkout leaves out from the objects, within the limits', async () => {
    const root = repository({ 'kept/a.yml': 'a', 'skipped/b.yml': 'b', 'skipped/large.yml': 'x'.repeat(200) })
    runGit(root, 'sparse-checkout', 'set', 'kept')
    const files = await workTreeFiles(root, SMALL)
    expect(files.paths).toEqual(['kept/a.yml', 'skipped/b.yml', 'skipped/large.yml'])
    expect(files.paths.map((path) => files.text(path))).toEqual(['a', 'b', undefined])
    expect(files.unread).toEqual([
      { file: 'skipped/large.yml', reason: 'it has 200 bytes, more than the 100 that are read' },
    ])
  })

  test('reads texts once, and the byte order mark is gone', async () => {
    const root = repository({ 'a.yml': '\uFEFFname: a\r\n' })
    const files = await workTreeFiles(root)
    expect(files.text('a.yml')).toBe('name: a\r\n')
    write(root, { 'a.yml': 'changed' })
    expect(files.text('a.yml')).toBe('name: a\r\n')
    expect(files.readCount).toBe(1)
  })

  test('paths of a folder inside the repository are relative to the folder', async () => {
    const root = repository({ 'top.yml': 't', 'apps/shop/ci.yml': 'c', 'apps/shop/.gitignore': 'x\n' })
    const files = await workTreeFiles(join(root, 'apps/shop'))
    expect(files.paths).toEqual(['.gitignore', 'ci.yml'])
    expect(files.text('ci.yml')).toBe('c')
    expect(files.text('../../top.yml')).toBeUndefined()
  })

  test('an ignored folder inside a repository is read like any folder', async () => {
    const root = repository({ '.gitignore': 'scratch/\n' })
    write(root, { 'scratch/ci.yml': 'c' })
    expect((await workTreeFiles(join(root, 'scratch'))).paths).toEqual(['ci.yml'])
  })

  test('an empty repository has no files', async () => {
    const root = temporaryFolder()
    runGit(root, 'init', '-q', '-b', 'main')
    expect((await workTreeFiles(root)).paths).toEqual([])
  })

  test('a bare repository is not taken for a work tree', async () => {
    const root = temporaryFolder()
    runGit(root, 'init', '-q', '--bare', '-b', 'main', 'store.git')
    const files = await workTreeFiles(join(root, 'store.git'))
    expect(files.paths).toContain('HEAD')
  })

  test.each([
    ['a line feed', 'a\nb.yml'],
    ['quotes', `"it's".yml`],
    ['letters beyond ASCII', 'größe-日本.yml'],
    ['a leading dash', '--output=x.yml'],
    ['blanks', ' a b .yml'],
    ['a backslash', 'a\\b.yml'],
    ['glob characters', '[a]*{b}.yml'],
    ['a prototype name', '__proto__'],
  ])('reads a file whose name has %s', async (_, name) => {
    const root = repository({ [`./${name}`]: 'text' })
    const files = await workTreeFiles(root)
    expect(files.paths).toEqual([name])
    expect(files.text(name)).toBe('text')
  })

  test('prototype names are not files', async () => {
    const files = await workTreeFiles(repository({ a: 'a' }))
    expect(files.has('constructor')).toBe(false)
    expect(files.text('constructor')).toBeUndefined()
  })

  test('a repository inside, tracked or not, is one path without content', async () => {
    const inner = repository({ 'secret.yml': 's' })
    const root = repository({ 'a.yml': 'a' })
    runGit(root, 'submodule', 'add', '-q', inner, 'module')
    runGit(root, 'clone', '-q', inner, 'clone')
    const files = await workTreeFiles(root)
    expect(files.paths).toEqual(['.gitmodules', 'a.yml', 'clone', 'module'])
    expect(files.text('module')).toBeUndefined()
    expect(files.text('clone')).toBeUndefined()
    expect(files.unread.map(({ reason }) => reason)).toEqual([
      'it is a folder: a submodule or a repository inside this one',
      'it is a folder: a submodule or a repository inside this one',
    ])
  })

  test('variables of a surrounding git hook do not redirect it', async () => {
    const [root, other] = [repository({ 'a.yml': 'a' }), repository({ 'b.yml': 'b' })]
    process.env['GIT_DIR'] = join(other, '.git')
    process.env['GIT_INDEX_FILE'] = join(other, '.git/index')
    try {
      expect((await workTreeFiles(root)).paths).toEqual(['a.yml'])
    } finally {
      delete process.env['GIT_DIR']
      delete process.env['GIT_INDEX_FILE']
    }
  })

  test('the program that the repository names as file system monitor is not run', async () => {
    const root = repository({ 'a.yml': 'a' })
    write(root, { 'monitor.sh': `#!/bin/sh\ntouch "${root}/ran"\n` })
    chmodSync(join(root, 'monitor.sh'), 0o755)
    runGit(root, 'config', 'core.fsmonitor', join(root, 'monitor.sh'))
    await workTreeFiles(root)
    expect(existsSync(join(root, 'ran'))).toBe(false)
  })
})

describe('symbolic links', () => {
  test('to another file of the repository are read', async () => {
    const root = repository({ 'docs/real.yml': 'real' })
    link(root, { 'link.yml': 'docs/real.yml', 'docs/up.yml': '../docs/real.yml', again: 'link.yml' })
    const files = await workTreeFiles(root)
    expect(['link.yml', 'docs/up.yml', 'again'].map((path) => files.text(path))).toEqual(['real', 'real', 'real'])
  })

  test.each([
    ['out of the root', '../outside/secret.yml'],
    ['to an absolute path', '/etc/hostname'],
    ['into .git, where a checkout keeps its token', '.git/config'],
    ['to an ignored file', 'ignored.env'],
    ['to a folder', 'folder'],
  ])('%s are not read', async (_, target) => {
    const parent = temporaryFolder()
    write(parent, { 'outside/secret.yml': 'secret', 'repo/.gitignore': '*.env\n', 'repo/ignored.env': 'KEY=1' })
    write(parent, { 'repo/folder/a.yml': 'a' })
    const root = join(parent, 'repo')
    runGit(root, 'init', '-q', '-b', 'main')
    link(root, { 'link.yml': target })
    commit(root)
    expect(await reasonFor(root, 'link.yml')).toMatch(/symbolic link/)
  })

  test('to nothing or to themselves are recorded', async () => {
    const root = repository()
    link(root, { dangling: 'nowhere', loop: 'loop' })
    commit(root)
    expect(await reasonFor(root, 'dangling')).toBe('it is gone, or a symbolic link to nothing')
    expect(await reasonFor(root, 'loop')).toMatch(/symbolic link/)
  })

  test('in place of a tracked folder do not lead out', async () => {
    const outside = temporaryFolder()
    write(outside, { 'ci.yml': 'secret' })
    const root = repository({ 'ci/ci.yml': 'own' })
    rmSync(join(root, 'ci'), { recursive: true })
    link(root, { ci: outside })
    const files = await workTreeFiles(root)
    expect(files.paths.map((path) => files.text(path))).not.toContain('secret')
  })
})

describe('what is not read', () => {
  test.each([
    ['too large', 'x'.repeat(101), 'it has 101 bytes, more than the 100 that are read'],
    ['binary', 'a\0b', 'it is binary'],
    ['in another encoding', Uint8Array.from([0x67, 0x72, 0xfc, 0x6e]), 'it is not UTF-8 text'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x61, 0x00]), 'it is binary'],
  ])('a file that is %s is recorded', async (_, content, reason) => {
    expect(await reasonFor(repository({ 'a.yml': content }), 'a.yml')).toBe(reason)
  })

  test('a file at the limit is read', async () => {
    expect(await reasonFor(repository({ 'a.yml': 'x'.repeat(100) }), 'a.yml')).toBeUndefined()
  })

  test('the total is limited, and small files come first', async () => {
    const big = 'x'.repeat(100)
    const files = await workTreeFiles(repository({ 'a.yml': big, 'b.yml': big, 'c.yml': big, 'd.yml': 'small' }), SMALL)
    expect(files.paths.map((path) => files.text(path)?.length)).toEqual([100, 100, undefined, 5])
    const reason = 'automation files have more than the 250 bytes that are read, and it is among the largest'
    expect(files.unread).toEqual([{ file: 'c.yml', reason }])
  })

  test('a file that vanished or became a pipe is recorded', async () => {
    const root = repository({ 'a.yml': 'a', 'b.yml': 'b' })
    const files = await workTreeFiles(root)
    rmSync(join(root, 'a.yml'))
    rmSync(join(root, 'b.yml'))
    execFileSync('mkfifo', [join(root, 'b.yml')])
    expect([files.text('a.yml'), files.text('b.yml')]).toEqual([undefined, undefined])
    expect(files.unread).toEqual([
      { file: 'a.yml', reason: 'it is gone, or a symbolic link to nothing' },
      { file: 'b.yml', reason: 'it is not a regular file' },
    ])
  })

  const isRoot = process.getuid?.() === 0
  ;(isRoot ? test.skip : test)('a file that may not be read is recorded', async () => {
    const root = repository({ 'a.yml': 'a' })
    chmodSync(join(root, 'a.yml'), 0)
    expect(await reasonFor(root, 'a.yml')).toBe('reading it is not permitted')
  })
})

describe('outside of git', () => {
  test('every file but those of .git and node_modules', async () => {
    const root = temporaryFolder()
    write(root, {
      'a.yml': 'a',
      '.github/workflows/ci.yml': 'c',
      'node_modules/x/ci.yml': 'n',
      'x/node_modules/y': 'n',
    })
    link(root, { out: '/etc' })
    const files = await workTreeFiles(root)
    expect(files.paths).toEqual(['.github/workflows/ci.yml', 'a.yml', 'out'])
    expect(files.text('.github/workflows/ci.yml')).toBe('c')
    expect(files.text('out')).toBeUndefined()
  })

  test('a repository that is broken is read as a folder', async () => {
    const root = repository({ 'a.yml': 'a' })
    write(root, { '.git/HEAD': 'rubbish', '.git/index': 'rubbish' })
    const files = await workTreeFiles(root)
    expect(files.paths).toEqual(['a.yml'])
    expect(files.text('a.yml')).toBe('a')
  })

  test('a folder that does not exist has no files', async () => {
    expect((await workTreeFiles(join(temporaryFolder(), 'nowhere'))).paths).toEqual([])
  })
})
