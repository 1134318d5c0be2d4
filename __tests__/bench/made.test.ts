import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { cases } from '../../bench/cases/index.js'
import { made } from '../../bench/cases/folders.js'
import { filesOf } from '../../bench/contestants/peers.js'
import { joined, realRepositories, workflows, workflowsOf } from '../../bench/made/corpus.js'
import { largeTree } from '../../bench/made/large-tree.js'
import { treeOf } from '../../bench/made/sources.js'
import { runGit, temporaryFolder, write } from '../helpers/git-repository.js'

const text = (content: string | Uint8Array | undefined): string => Buffer.from(content ?? '').toString('utf8')

/** Two repositories on disk. */
function repositories(): ReadonlyMap<string, string> {
  const root = temporaryFolder()
  write(root, {
    'a/.github/workflows/ci.yml': 'name: CI\non: push\n',
    'a/main.tf': '# a\n',
    'b/.github/workflows/ci.yml': 'on: pull_request\n',
    'b/.github/workflows/notes.txt': 'no workflow\n',
  })
  return new Map(['a', 'b'].map((name): [string, string] => [name, join(root, name)]))
}

describe('repositories that are made', () => {
  test('joined ones have their workflows at the root, where GitHub takes them', () => {
    expect([...joined(repositories()).keys()]).toEqual([
      '.github/workflows/a--ci.yml',
      'a/main.tf',
      '.github/workflows/b--ci.yml',
      'b/.github/workflows/notes.txt',
    ])
    expect([...workflowsOf(repositories()).keys()]).toEqual([
      '.github/workflows/a--ci.yml',
      '.github/workflows/b--ci.yml',
    ])
  })

  test('workflows repeat the shapes of real ones, and no two are the same', () => {
    const tree = workflows(5, repositories())
    expect(tree.size).toBe(5)
    expect(new Set(tree.values()).size).toBe(5)
    expect(text(tree.get('.github/workflows/workflow-2.yml'))).toBe('# Workflow 2\nname: CI 2\non: push\n')
    expect(text(tree.get('.github/workflows/workflow-3.yml'))).toBe('# Workflow 3\non: pull_request\n')
  })

  test('without real repositories the example gives the shapes', () => {
    const tree = workflows(4, new Map())
    expect(text(tree.get('.github/workflows/workflow-3.yml'))).toContain('jobs:')
  })

  test.each([
    { what: 'workflows', make: () => workflows(30) },
    { what: 'infrastructure', make: () => treeOf({ terraform: 40, kubernetes: 40 }) },
    { what: 'a large tree', make: () => largeTree(300, 30) },
  ])('$what are the same every time', ({ make }) => {
    expect([...make()]).toEqual([...make()])
  })

  test('a large tree has as many files as asked for, of which few matter', () => {
    const paths = [...largeTree(500, 60).keys()]
    expect(paths).toHaveLength(500)
    expect(paths.filter((path) => !path.startsWith('packages/'))).toHaveLength(60)
  })

  test('a committed one leaves git nothing to tell', () => {
    const folder = made('large', () => largeTree(80, 60), true).make(temporaryFolder())
    expect(runGit(folder.root, 'status', '--porcelain')).toBe('')
    expect(runGit(folder.root, 'ls-files').split('\n').sort()).toEqual(folder.paths)
  })
})

describe('files that a peer is given', () => {
  test('are those that it looks at', () => {
    const tree = new Map(
      Object.entries({ 'main.tf': 'a', 'x/.github/workflows/a.yml': 'b', '.github/workflows/a.yml': 'c' }),
    )
    const folder = made('tree', () => tree).make(temporaryFolder())
    expect(filesOf(folder, ['.github/workflows/*.{yml,yaml}'])).toEqual(['.github/workflows/a.yml'])
    expect(filesOf(folder, ['**'])).toHaveLength(3)
    expect(folder.bytes).toBe(3)
  })
})

describe('the cases', () => {
  const every = cases(temporaryFolder())

  test('have names of their own, entries with names of their own, and targets about entries', () => {
    expect(new Set(every.map(({ name }) => name)).size).toBe(every.length)
    for (const { runs, targets, unit } of every) {
      const names = runs.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(names).toContain(unit)
      for (const target of targets) expect(names).toEqual(expect.arrayContaining([target.of]))
      for (const target of targets) if (target.measure !== 'memory') expect(names).toContain(target.against)
    }
  })

  test('those about real repositories are there where these are', () => {
    const isReal = realRepositories().size > 0
    expect(every.some(({ name }) => name.includes('real repositories joined'))).toBe(isReal)
  })

  test('every one limits the memory of Pillarlint', () => {
    for (const { targets } of every) expect(targets.some(({ measure }) => measure === 'memory')).toBe(true)
  })
})
