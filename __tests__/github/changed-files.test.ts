import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { addedLines } from '../../src/github/changed-files.js'
import { readChangedFiles } from '../../src/github/index.js'
import { connect, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const file = (filename: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  filename,
  status: 'modified',
  additions: 1,
  deletions: 0,
  changes: 1,
  patch: '@@ -1 +1,2 @@\n a\n+b',
  ...more,
})

describe('the files of a pull request', () => {
  test('come with the lines that are new', async () => {
    fake.state.pullFiles = [
      file('a.txt'),
      file('new.txt', { status: 'added', patch: '@@ -0,0 +1,3 @@\n+a\n+b\n+c' }),
      file('moved.txt', {
        status: 'renamed',
        previous_filename: 'old.txt',
        changes: 0,
        additions: 0,
        patch: undefined,
      }),
      file('gone.txt', { status: 'removed', patch: '@@ -1 +0,0 @@\n-a' }),
    ]
    expect(await readChangedFiles(connect(fake), 7)).toEqual({
      known: true,
      value: [
        { path: 'a.txt', status: 'modified', lines: { known: true, value: [{ from: 2, to: 2 }] } },
        { path: 'new.txt', status: 'added', lines: { known: true, value: [{ from: 1, to: 3 }] } },
        { path: 'moved.txt', previousPath: 'old.txt', status: 'renamed', lines: { known: true, value: [] } },
        { path: 'gone.txt', status: 'removed', lines: { known: true, value: [] } },
      ],
    })
  })

  test('whose patch the host left out are changed in unknown lines', async () => {
    fake.state.pullFiles = [
      file('large.json', { changes: 90_000, patch: undefined }),
      file('claims-nothing.yml', { additions: 0, changes: 0, patch: undefined }),
      file('claims-to-be-empty.yml', { status: 'added', additions: 0, changes: 0, patch: undefined }),
    ]
    const files = await readChangedFiles(connect(fake), 7)
    expect(files.known && files.value.map(({ lines }) => lines.known)).toEqual([false, false, false])
  })

  test('are read in small pages, to the end', async () => {
    fake.state.pullFiles = Array.from({ length: 95 }, (_, i) => file(`${i}.txt`))
    const files = await readChangedFiles(connect(fake), 7)
    expect(files.known && files.value).toHaveLength(95)
    expect(fake.requests.map(({ url }) => url)).toEqual([
      '/repos/acme/shop/pulls/7/files?per_page=30',
      ...[2, 3, 4].map((page) => `/repos/acme/shop/pulls/7/files?per_page=30&page=${page}`),
    ])
  })

  test('are unknown if there are more than the run may ask for', async () => {
    fake.state.pullFiles = Array.from({ length: 200 }, (_, i) => file(`${i}.txt`))
    expect(await readChangedFiles(connect(fake, { budget: 10 }), 7)).toMatchObject({ known: false })
  })

  test('are unknown without the permission', async () => {
    fake.state.tokens.set('job-token', { login: 'github-actions[bot]', permissions: {} })
    expect(await readChangedFiles(connect(fake), 7)).toMatchObject({ known: false, permission: 'pull-requests: read' })
  })
})

describe('the lines that a patch adds', () => {
  test.each([
    ['@@ -1,3 +1,3 @@\n a\n-b\n+B\n c', [{ from: 2, to: 2 }]],
    [
      '@@ -1 +1,2 @@ func() {\n+a\n b\n@@ -10,2 +11,4 @@\n x\n+y\n+z\n w',
      [
        { from: 1, to: 1 },
        { from: 12, to: 13 },
      ],
    ],
    ['@@ -3 +3 @@\n-a\n\\ No newline at end of file\n+a\n\\ No newline at end of file', [{ from: 3, to: 3 }]],
    ['@@ -1,2 +0,0 @@\n-a\n-b', []],
    ['@@ -1,1 +1,2 @@\n a\n+@@ -1 +900 @@\n', [{ from: 2, to: 2 }]],
    ['', []],
  ])('%j', (patch, ranges) => {
    expect(addedLines(patch)).toEqual(ranges)
  })
})
