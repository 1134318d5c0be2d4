import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { changedFiles } from '../../src/snapshot/changes.js'
import { commit, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

const LINES = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`)

/** LINES with some of them (counted from 1) replaced; an empty text removes the line. */
function edited(changes: Readonly<Record<number, string>>): string {
  return LINES.map((line, index) => changes[index + 1] ?? line).join('')
}

function changes(root: string, base: string, head?: string) {
  const changed = changedFiles(root, base, head)
  if (!changed.known) throw new Error(changed.reason)
  return Object.fromEntries(changed.value.lines)
}

describe('changedFiles between commits', () => {
  test.each<[string, Record<number, string>, { from: number; to: number }[]]>([
    ['a changed line', { 3: 'changed\n' }, [{ from: 3, to: 3 }]],
    ['added lines', { 3: 'line 3\nnew\nnew\n' }, [{ from: 4, to: 5 }]],
    [
      'two hunks',
      { 2: 'x\n', 19: 'y\nz\n' },
      [
        { from: 2, to: 2 },
        { from: 19, to: 20 },
      ],
    ],
    ['a removed line: the lines around the gap', { 5: '' }, [{ from: 4, to: 5 }]],
    ['the first line removed', { 1: '' }, [{ from: 1, to: 1 }]],
    ['lines that look like headers', { 4: '++ b/other\n', 5: '@@ -1 +1 @@\n', 6: '-- a/x\n' }, [{ from: 4, to: 6 }]],
    ['a last line without a line feed', { 20: 'line 20' }, [{ from: 20, to: 20 }]],
  ])('%s', (_, change, expected) => {
    const root = repository({ 'a.yml': edited({}) })
    write(root, { 'a.yml': edited(change) })
    commit(root)
    expect(changes(root, 'HEAD~1', 'HEAD')).toEqual({ 'a.yml': expected })
  })

  test('new, deleted, renamed, binary and unchanged files', () => {
    const root = repository({
      'kept.yml': 'k',
      'gone.yml': 'g\n',
      'old.yml': edited({}),
      'logo.png': 'a\0b',
      mode: 'm',
    })
    rmSync(join(root, 'gone.yml'))
    renameSync(join(root, 'old.yml'), join(root, 'new.yml'))
    write(root, { 'logo.png': 'b\0c', 'added.yml': 'one\ntwo\n' })
    chmodSync(join(root, 'mode'), 0o755)
    commit(root)
    expect(changes(root, 'HEAD~1', 'HEAD')).toEqual({
      'added.yml': [{ from: 1, to: 2 }],
      'logo.png': [],
      'new.yml': [],
    })
  })

  test('a renamed file has the lines that differ', () => {
    const root = repository({ 'old.yml': edited({}) })
    rmSync(join(root, 'old.yml'))
    write(root, { 'new.yml': edited({ 7: 'seven\n' }) })
    commit(root)
    expect(changes(root, 'HEAD~1', 'HEAD')).toEqual({ 'new.yml': [{ from: 7, to: 7 }] })
  })

  test.each(['a\nb.yml', 'a\tb.yml', `"it's".yml`, 'größe-日本.yml', '-x y.yml', 'back\\slash', '__proto__', 'b/b/a'])(
    'the name %j',
    (name) => {
      const root = repository({ [`./${name}`]: 'one\n' })
      write(root, { [`./${name}`]: 'one\ntwo\n' })
      commit(root)
      expect(Object.entries(changes(root, 'HEAD~1', 'HEAD'))).toEqual([[name, [{ from: 2, to: 2 }]]])
    },
  )

  test('paths of a folder inside the repository are relative to it, others are left out', () => {
    const root = repository({ 'top.yml': 't\n', 'apps/ci.yml': 'c\n' })
    write(root, { 'top.yml': 'u\n', 'apps/ci.yml': 'd\n' })
    commit(root)
    expect(changes(join(root, 'apps'), 'HEAD~1', 'HEAD')).toEqual({ 'ci.yml': [{ from: 1, to: 1 }] })
  })

  test('settings of the repository do not change how the output reads', () => {
    const root = repository({ 'a.yml': edited({}) })
    write(root, { 'a.yml': edited({ 3: 'x\n' }) })
    commit(root)
    for (const [key, value] of [
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['color.diff', 'always'],
      ['diff.renames', 'false'],
      ['diff.context', '9'],
      ['diff.interHunkContext', '20'],
      ['diff.external', 'false'],
    ]) {
      runGit(root, 'config', key ?? '', value ?? '')
    }
    expect(changes(root, 'HEAD~1', 'HEAD')).toEqual({ 'a.yml': [{ from: 3, to: 3 }] })
  })

  test('a revision that is not there, an option and a folder without git are unknown', () => {
    const root = repository()
    expect(changedFiles(root, 'nowhere')).toMatchObject({ known: false })
    expect(changedFiles(root, 'HEAD', '--no-index')).toMatchObject({ known: false })
    expect(changedFiles(temporaryFolder(), 'HEAD')).toMatchObject({ known: false })
  })
})

describe('changedFiles on disk', () => {
  test('has what is not committed, and files that git does not track yet', () => {
    const root = repository({ 'a.yml': 'one\n', 'b.yml': 'b\n', 'c.yml': 'c\n', '.gitignore': 'out\n' })
    write(root, { 'a.yml': 'one\ntwo\n', 'new.yml': 'n\n', out: 'ignored' })
    rmSync(join(root, 'c.yml'))
    expect(changes(root, 'HEAD')).toEqual({ 'a.yml': [{ from: 2, to: 2 }], 'new.yml': [] })
  })

  test('runs none of the programs that the configuration and the attributes name', () => {
    const root = repository({ 'a.yml': 'one\n', '.gitattributes': '*.yml filter=trap diff=trap\n' })
    write(root, { 'trap.sh': `#!/bin/sh\ntouch "${root}/ran"\ncat\n`, 'a.yml': 'one\ntwo\n' })
    const trap = join(root, 'trap.sh')
    chmodSync(trap, 0o755)
    for (const key of ['filter.trap.clean', 'diff.trap.command', 'diff.trap.textconv', 'diff.external']) {
      runGit(root, 'config', key, trap)
    }
    runGit(root, 'config', 'filter.trap.required', 'true')
    expect(changes(root, 'HEAD')['a.yml']).toEqual([{ from: 2, to: 2 }])
    expect(existsSync(join(root, 'ran'))).toBe(false)
  })

  test('a filter whose name cannot be overridden makes it unknown', () => {
    const root = repository({ 'a.yml': 'one\n' })
    runGit(root, 'config', 'filter.x=y.clean', 'cat')
    expect(changedFiles(root, 'HEAD')).toMatchObject({ known: false })
  })
})
