import { describe, expect, test } from '@jest/globals'
import { noHosting } from '../../src/models/no-hosting.js'
import { readModels } from '../../src/readers/read-models.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { createSnapshot } from '../../src/snapshot/create.js'
import { revisionFiles } from '../../src/snapshot/revision.js'
import type { Files, Snapshot } from '../../src/snapshot/snapshot.js'
import { workTreeFiles } from '../../src/snapshot/work-tree.js'
import { link, repository, temporaryFolder, write } from '../helpers/git-repository.js'

const LIMITS = { maxFileBytes: 1000, maxTotalBytes: 2000 }
const TOO_LARGE = 'automation files have more than the 2000 bytes that are read, and it is among the largest'

const data = (size: number): string => `#${'x'.repeat(size - 2)}\n`

/** More data than is read, in the order in which readers meet it before anything else. */
const DATA = { 'a/v1.yaml': data(700), 'a/v2.yaml': data(600), 'a/v3.yaml': data(600) }

const MANIFEST = '{ "name": "shop", "private": true, "dependencies": { "a": "1.0.0" } }\n'

const TREE = {
  ...DATA,
  '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
  'web/Dockerfile': 'FROM node:22\nCMD ["node", "main.js"]\n',
  'web/main.js': 'start()\n',
  'web/package.json': MANIFEST,
  'web/pyproject.toml': '[project]\nname = "shop"\n',
  'z/small.yaml': data(20),
}

const READ = Object.keys(TREE).filter((path) => path !== 'a/v1.yaml')

/** The paths whose texts are there when they are asked for in this order, sorted; and what is recorded as unread. */
function readIn(files: Files, order: readonly string[]): { read: string[]; unread: Files['unread'] } {
  const read = order.filter((path) => files.text(path) !== undefined).sort()
  return { read, unread: files.unread }
}

function revision(root: string): Files {
  const files = revisionFiles(root, 'HEAD', LIMITS)
  if (!files.known) throw new Error(files.reason)
  return files.value
}

function folder(): string {
  const root = temporaryFolder()
  write(root, TREE)
  return root
}

const WAYS: readonly [name: string, files: () => Promise<Files>][] = [
  ['a work tree', () => workTreeFiles(repository(TREE), LIMITS)],
  ['a commit', async () => Promise.resolve(revision(repository(TREE)))],
  ['a folder outside of git', () => workTreeFiles(folder(), LIMITS)],
]

describe.each(WAYS)('what %s holds beyond the limit', (_, open) => {
  test.each([
    ['from the first', (paths: readonly string[]) => [...paths]],
    ['from the last', (paths: readonly string[]) => [...paths].reverse()],
    ['data first', (paths: readonly string[]) => [...Object.keys(DATA), ...paths]],
  ])('is the largest of what may be data, asked for %s', async (_order, order) => {
    const files = await open()
    const { read, unread } = readIn(files, order(files.paths))
    expect([...new Set(read)]).toEqual([...READ].sort())
    expect(unread).toEqual([{ file: 'a/v1.yaml', reason: TOO_LARGE }])
  })
})

describe('the plan', () => {
  test('files of one size go by path', async () => {
    const files = await workTreeFiles(
      repository({ 'a/1.yml': data(900), 'a/2.yml': data(900), 'a/3.yml': data(900) }),
      LIMITS,
    )
    expect(readIn(files, [...files.paths].reverse()).read).toEqual(['a/1.yml', 'a/2.yml'])
  })

  test('a file over its own limit takes nothing from others', async () => {
    const files = await workTreeFiles(
      repository({ Makefile: data(1001), 'a/1.yml': data(1000), 'a/2.yml': data(1000) }),
      LIMITS,
    )
    expect(readIn(files, files.paths).read).toEqual(['a/1.yml', 'a/2.yml'])
  })

  test.each([
    ['from the first', (paths: readonly string[]) => [...paths]],
    ['from the last', (paths: readonly string[]) => [...paths].reverse()],
  ])('sources do not take from automation files, nor these from sources, asked for %s', async (_, order) => {
    const large = Object.fromEntries(Array.from({ length: 9 }, (_each, at) => [`${at}.py`, data(1000 - at)]))
    const files = await workTreeFiles(repository({ ...large, Makefile: data(1000), 'd/e.yml': data(1000) }), LIMITS)
    expect(readIn(files, order(files.paths))).toEqual({
      read: [...Object.keys(large).slice(1), 'Makefile', 'd/e.yml'].sort(),
      unread: [
        { file: '0.py', reason: 'files have more than the 8000 bytes that may be read, and it is among the largest' },
      ],
    })
  })

  test('links count what they lead to, as they are read', async () => {
    const root = repository({ 'a/1.yml': data(900) })
    link(root, { 'a/2.yml': '1.yml', 'a/3.yml': '1.yml', 'a/4.yml': '1.yml' })
    const files = await workTreeFiles(root, LIMITS)
    expect(readIn(files, files.paths).read).toEqual(['a/1.yml', 'a/2.yml', 'a/3.yml'])
  })
})

describe('the models of a repository with more data than is read', () => {
  const root = repository(TREE)

  async function snapshot(): Promise<Snapshot> {
    const made = await createSnapshot({ root, hosting: noHosting('none'), limits: LIMITS })
    if (!made.known) throw new Error(made.reason)
    return made.value
  }

  test.each([
    ['the infrastructure', ['infrastructure', 'pipelines', 'project']],
    ['the project', ['project', 'pipelines', 'infrastructure']],
    ['the pipelines', ['pipelines', 'project', 'infrastructure']],
  ] as const)('are the same when %s is read first', async (_, order) => {
    const { models, unread } = readModels(await snapshot(), NO_SETTINGS)
    for (const name of order) expect(models[name].known).toBe(true)
    const project = models.project.known ? models.project.value : undefined
    expect(project?.manifests.map(({ file }) => file)).toEqual(['web/package.json', 'web/pyproject.toml'])
    expect(project?.kind).toBe('application')
    expect(unread.every(({ file }) => file === 'a/v1.yaml')).toBe(true)
  })
})
