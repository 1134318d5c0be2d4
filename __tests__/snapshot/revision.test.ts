import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Files } from '../../src/snapshot/snapshot.js'
import { mergeBase, resolveRevision, revisionFiles } from '../../src/snapshot/revision.js'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

function filesOf(root: string, revision: string, limits?: Parameters<typeof revisionFiles>[2]): Files {
  const files = revisionFiles(root, revision, limits)
  if (!files.known) throw new Error(files.reason)
  return files.value
}

describe('resolveRevision', () => {
  const root = repository({ a: '1' })
  const first = runGit(root, 'rev-parse', 'HEAD')
  runGit(root, 'tag', '-a', 'v1', '-m', 'one')
  write(root, { a: '2' })
  const second = commit(root)

  test.each([
    ['HEAD', second],
    ['main', second],
    ['HEAD~1', first],
    ['v1', first],
    [first, first],
    [first.slice(0, 10), first],
    ['refs/heads/main', second],
  ])('%s', (revision, expected) => expect(resolveRevision(root, revision)).toBe(expected))

  test.each([
    ['nothing', ''],
    ['an option', '--all'],
    ['an option that takes a file', '--output=/tmp/x'],
    ['a search', ':/Change'],
    ['a file', 'HEAD:a'],
    ['a range', 'v1..main'],
    ['two revisions', 'HEAD main'],
    ['a line feed', 'HEAD\nmain'],
    ['an unknown branch', 'nowhere'],
    ['an unknown commit', 'f'.repeat(40)],
  ])('refuses %s', (_, revision) => expect(resolveRevision(root, revision)).toBeUndefined())

  test('a branch is meant where a tag has its name, as somebody may have pushed it', () => {
    const own = repository({ a: '1' })
    const older = runGit(own, 'rev-parse', 'HEAD')
    const newer = commit(own, 'second')
    runGit(own, 'update-ref', 'refs/remotes/origin/main', newer)
    for (const name of ['main', 'origin/main', 'only-tag']) runGit(own, 'update-ref', `refs/tags/${name}`, older)
    expect(runGit(own, 'rev-parse', 'origin/main')).toBe(older)
    expect(
      ['main', 'origin/main', 'origin/main~1', 'main^', 'only-tag'].map((name) => resolveRevision(own, name)),
    ).toEqual([newer, newer, older, older, older])
  })

  test('a commit is what its id says, whatever was put in its place', () => {
    const own = repository({ 'pillarlint.yml': 'fail-on: optional' })
    const base = runGit(own, 'rev-parse', 'HEAD')
    write(own, { 'pillarlint.yml': 'fail-on: never' })
    const head = commit(own)
    runGit(own, 'replace', base, head)
    write(own, { '.git/info/grafts': `${head}\n` })
    expect(runGit(own, 'show', `${base}:pillarlint.yml`)).toBe('fail-on: never')
    expect(filesOf(own, base).text('pillarlint.yml')).toBe('fail-on: optional')
    expect(mergeBase(own, base, head)).toBe(base)
  })

  test('there is no commit outside of git, and none before the first', () => {
    const folder = temporaryFolder()
    expect(resolveRevision(folder, 'HEAD')).toBeUndefined()
    runGit(folder, 'init', '-q', '-b', 'main')
    expect(resolveRevision(folder, 'HEAD')).toBeUndefined()
  })
})

describe('mergeBase', () => {
  test('is where two branches parted', () => {
    const root = repository({ a: '1' })
    const start = runGit(root, 'rev-parse', 'HEAD')
    runGit(root, 'checkout', '-q', '-b', 'topic')
    write(root, { b: '1' })
    commit(root, 'topic')
    runGit(root, 'checkout', '-q', 'main')
    write(root, { c: '1' })
    commit(root, 'main')
    expect(mergeBase(root, 'main', 'topic')).toBe(start)
    expect(mergeBase(root, 'topic', 'topic')).toBe(runGit(root, 'rev-parse', 'topic'))
  })

  test('is undefined for unrelated branches and unknown revisions', () => {
    const root = repository({ a: '1' })
    runGit(root, 'checkout', '-q', '--orphan', 'other')
    commit(root, 'other')
    expect(mergeBase(root, 'main', 'other')).toBeUndefined()
    expect(mergeBase(root, 'main', 'nowhere')).toBeUndefined()
    expect(mergeBase(root, '--help', 'main')).toBeUndefined()
  })
})

describe('revisionFiles', () => {
  test('has the files of the commit, whatever is on disk', () => {
    const root = repository({ 'a.yml': 'old', 'b.py': 'print()', 'gone.yml': 'g' })
    write(root, { 'a.yml': 'new', 'c.yml': 'c' })
    rmSync(join(root, 'gone.yml'))
    const files = filesOf(root, 'HEAD')
    expect(files.paths).toEqual(['a.yml', 'b.py', 'gone.yml'])
    expect(files.paths.map((path) => files.text(path))).toEqual(['old', 'print()', 'g'])
    expect(files.text('c.yml')).toBeUndefined()
    expect(files.readCount).toBe(3)
  })

  test('contents arrive whole: empty, without a last line feed, with lines like those of git itself', () => {
    const contents = { 'a.yml': '', 'b.yml': 'b', 'c.yml': `${'0'.repeat(40)} blob 3\nabc\n`, 'd.yml': 'größe\r\n' }
    const files = filesOf(repository(contents), 'HEAD')
    expect(Object.fromEntries(files.paths.map((path) => [path, files.text(path)]))).toEqual(contents)
  })

  test('files that nobody foresaw are read too, beyond what is fetched at once', () => {
    const contents = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`${i}.${i % 9 ? 'py' : 'rs'}`, `file ${i}`]),
    )
    const files = filesOf(repository(contents), 'HEAD')
    expect(Object.fromEntries(files.paths.map((path) => [path, files.text(path)]))).toEqual(contents)
  })

  test('the same content at two paths is read at both', () => {
    const files = filesOf(repository({ 'a.yml': 'same', 'b.yml': 'same' }), 'HEAD')
    expect(['a.yml', 'b.yml'].map((path) => files.text(path))).toEqual(['same', 'same'])
  })

  test.each(['a\nb.yml', `"it's".yml`, 'größe-日本.yml', '-x.yml', 'a\tb.yml', '__proto__', '[a]*.py'])(
    'reads %j',
    (name) => {
      const files = filesOf(repository({ [`./${name}`]: 'text' }), 'HEAD')
      expect(files.paths).toEqual([name])
      expect(files.text(name)).toBe('text')
    },
  )

  test('paths of a folder inside the repository are relative to the folder', () => {
    const root = repository({ 'top.yml': 't', 'apps/shop/ci.yml': 'c' })
    const files = filesOf(join(root, 'apps/shop'), 'HEAD')
    expect(files.paths).toEqual(['ci.yml'])
    expect(files.text('ci.yml')).toBe('c')
  })

  test('symbolic links lead to other files of the commit only', () => {
    const root = repository({ 'docs/real.yml': 'real' })
    link(root, {
      'link.yml': 'docs/real.yml',
      'docs/up.yml': '../link.yml',
      'out.yml': '../../etc/passwd',
      'absolute.yml': '/etc/hostname',
      'git.yml': '.git/config',
      'loop.yml': 'loop.yml',
      'folder.yml': 'docs',
    })
    commit(root)
    const files = filesOf(root, 'HEAD')
    expect(['link.yml', 'docs/up.yml'].map((path) => files.text(path))).toEqual(['real', 'real'])
    for (const path of ['out.yml', 'absolute.yml', 'git.yml', 'loop.yml', 'folder.yml']) {
      expect(files.text(path)).toBeUndefined()
    }
    expect(new Set(files.unread.map(({ reason }) => reason))).toEqual(
      new Set(['it is a symbolic link to something that is not a file of this repository']),
    )
    expect(files.unread).toHaveLength(5)
  })

  test('a submodule is a path without content', () => {
    const inner = repository({ a: 'a' })
    const root = repository()
    runGit(root, 'submodule', 'add', '-q', inner, 'module.yml')
    commit(root)
    const files = filesOf(root, 'HEAD')
    expect(files.text('module.yml')).toBeUndefined()
    expect(files.unread).toEqual([{ file: 'module.yml', reason: 'it is a folder: a submodule' }])
  })

  test('the limits of a work tree hold', () => {
    const big = 'x'.repeat(100)
    const root = repository({
      'a.yml': `${big}x`,
      'b.yml': 'a\0b',
      'c.yml': big,
      'd.yml': big,
      'e.py': big,
      'f.yml': 'f',
    })
    const files = filesOf(root, 'HEAD', { maxFileBytes: 100, maxTotalBytes: 150 })
    expect(files.paths.map((path) => files.text(path)?.length)).toEqual([undefined, undefined, 100, undefined, 100, 1])
    expect(files.unread).toEqual([
      { file: 'a.yml', reason: 'it has 101 bytes, more than the 100 that are read' },
      { file: 'b.yml', reason: 'it is binary' },
      {
        file: 'd.yml',
        reason: 'automation files have more than the 150 bytes that are read, and it is among the largest',
      },
    ])
  })

  test('a revision that is not there, and a folder that is no repository, are unknown', () => {
    expect(revisionFiles(repository(), 'nowhere')).toMatchObject({ known: false })
    expect(revisionFiles(temporaryFolder(), 'HEAD')).toMatchObject({ known: false })
  })

  test('the parent of a shallow clone is unknown', () => {
    const origin = repository({ 'a.yml': '1' })
    write(origin, { 'a.yml': '2' })
    commit(origin)
    const root = temporaryFolder()
    runGit(root, 'clone', '-q', '--depth=1', `file://${origin}`, 'clone')
    expect(revisionFiles(join(root, 'clone'), 'HEAD~1')).toMatchObject({
      known: false,
      reason: 'the revision HEAD~1 is not in this clone',
    })
  })

  test('a partial clone is not filled up over the network: what it lacks is unknown', () => {
    const origin = repository({ 'a.yml': '1', 'b.yml': 'b' })
    runGit(origin, 'config', 'uploadpack.allowFilter', 'true')
    write(origin, { 'a.yml': '2' })
    commit(origin)
    const parent = temporaryFolder()
    runGit(parent, 'clone', '-q', '--filter=blob:none', `file://${origin}`, 'clone')
    const root = join(parent, 'clone')
    expect(revisionFiles(root, 'HEAD')).toMatchObject({ known: true })
    expect(revisionFiles(root, 'HEAD~1')).toMatchObject({ known: false })
    rmSync(origin, { recursive: true })
    expect(filesOf(root, 'HEAD').text('a.yml')).toBe('2')
  })

  test('a repository that lacks an object is unknown, not a crash', () => {
    const root = repository({ 'a.yml': 'text' })
    const id = runGit(root, 'rev-parse', 'HEAD:a.yml')
    rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)))
    expect(revisionFiles(root, 'HEAD')).toMatchObject({ known: false })
  })
})
