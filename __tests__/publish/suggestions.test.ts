import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { SuggestedChange } from '../../src/core/suggested-change.js'
import { suggestChanges } from '../../src/publish/suggestions.js'
import { actionsToken, connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

const FILE = '.github/workflows/ci.yml'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.pullFiles = [
    {
      filename: FILE,
      status: 'modified',
      patch: '@@ -1,3 +1,4 @@\n a: 1\n+b: 2\n c: 3\n d: 4\n@@ -20,2 +21,2 @@\n-x\n+y: 5\n z: 6',
    },
    { filename: 'logo.png', status: 'added' },
  ]
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

function change(
  from: number,
  before: readonly string[],
  text: string | undefined,
  more: Partial<SuggestedChange> = {},
): SuggestedChange {
  return {
    finding: {
      check: 'some-check',
      title: 'Something is wrong',
      message: ['It is ', { value: '`@here`' }],
      fingerprint: `f${from}`,
    },
    file: FILE,
    from,
    to: from + before.length - 1,
    before,
    text,
    ...more,
  }
}

const suggest = (changes: readonly SuggestedChange[], folder = '') =>
  suggestChanges({
    github: connect(fake),
    pull: { number: 7, headSha: 'a'.repeat(40) },
    id: 'default',
    folder,
    changes,
  })

/** Where comments were asked for. */
const placed = (): unknown[] =>
  fake.state.reviews.flatMap(({ comments }) =>
    (comments as { path: string; line: number }[]).map(({ path, line }) => `${path}:${line}`),
  )

describe('is suggested', () => {
  test('what stands in the diff, in one review that decides nothing', async () => {
    expect(
      await suggest([change(2, ['b: 2', 'c: 3'], 'b: 20\nc: 30'), change(21, ['y: 5'], undefined)]),
    ).toBeUndefined()
    expect(fake.state.reviews).toHaveLength(1)
    const [review] = fake.state.reviews
    expect(review).toMatchObject({ event: 'COMMENT', commit_id: 'a'.repeat(40) })
    expect(review?.['comments']).toEqual([
      {
        path: FILE,
        line: 3,
        side: 'RIGHT',
        start_line: 2,
        start_side: 'RIGHT',
        body: '<!-- pillarlint-suggestion:default:f2 -->\n**Something is wrong** (`some-check`): It is `` `@here` ``\n\n```suggestion\nb: 20\nc: 30\n```',
      },
      {
        path: FILE,
        line: 21,
        side: 'RIGHT',
        body: '<!-- pillarlint-suggestion:default:f21 -->\n**Something is wrong** (`some-check`): It is `` `@here` ``\n\n```suggestion\n```',
      },
    ])
  })

  test('within a fence that the text cannot close', async () => {
    await suggest([change(2, ['b: 2'], 'b: |\n  ````\n  ```suggestion')])
    expect(fake.state.reviewComments[0]?.body).toMatch(/\n`````suggestion\nb: \|\n {2}````\n {2}```suggestion\n`````$/)
  })

  test('in the folder that was linted', async () => {
    await suggest([change(2, ['b: 2'], 'b: 20', { file: 'workflows/ci.yml' })], '.github/')
    expect(placed()).toEqual([`${FILE}:2`])
  })

  test('no more than twenty at a time, and the others the next time', async () => {
    const lines = Array.from({ length: 25 }, (_, index) => `k${index}: 1`)
    fake.state.pullFiles = [
      { filename: FILE, status: 'added', patch: `@@ -0,0 +1,25 @@\n${lines.map((line) => `+${line}`).join('\n')}` },
    ]
    const changes = lines.map((line, index) => change(index + 1, [line], 'x'))
    await suggest(changes)
    expect(placed()).toHaveLength(20)
    await suggest(changes)
    expect(placed()).toHaveLength(25)
    await suggest(changes)
    expect(fake.state.reviews).toHaveLength(2)
  })

  test('findings that are alike but for their place, each once', async () => {
    const alike = [change(2, ['b: 2'], 'x'), change(3, ['c: 3'], 'x')].map((each) => ({
      ...each,
      finding: { ...each.finding, fingerprint: 'same' },
    }))
    await suggest(alike)
    await suggest(alike)
    expect(placed()).toEqual([`${FILE}:2`, `${FILE}:3`])
  })

  test('although somebody else wrote the same before', async () => {
    fake.state.reviewComments = [{ login: 'eve', body: '<!-- pillarlint-suggestion:default:f2 -->\nno' }]
    await suggest([change(2, ['b: 2'], 'b: 20')])
    expect(placed()).toEqual([`${FILE}:2`])
  })
})

describe('is not suggested', () => {
  test.each([
    ['a line outside of the diff', change(10, ['k: 1'], 'x')],
    ['lines of which some are outside', change(4, ['d: 4', 'e: 5'], 'x')],
    ['a line that is another one in the pull request', change(2, ['b: 3'], 'x')],
    ['a file without a diff', change(1, ['x'], 'y', { file: 'logo.png' })],
    ['a file that is not changed', change(1, ['x'], 'y', { file: 'other.yml' })],
  ])('%s', async (_, each) => {
    expect(await suggest([each])).toBeUndefined()
    expect(fake.state.reviews).toEqual([])
  })

  test('a second change of one line', async () => {
    await suggest([change(2, ['b: 2', 'c: 3'], 'x'), change(3, ['c: 3'], 'y')])
    expect(placed()).toEqual([`${FILE}:3`])
  })

  test('anything twice', async () => {
    await suggest([change(2, ['b: 2'], 'b: 20')])
    await suggest([change(2, ['b: 2'], 'b: 20')])
    expect(fake.state.reviews).toHaveLength(1)
  })
})

describe('becomes a sentence', () => {
  test('a token that may not write', async () => {
    fake.state.tokens = new Map([['job-token', actionsToken({ 'pull-requests': 'read', contents: 'read' })]])
    expect(await suggest([change(2, ['b: 2'], 'b: 20')])).toMatchObject({ permission: 'pull-requests: write' })
    expect(fake.state.reviews).toEqual([])
  })

  test('a host that does not answer', async () => {
    fake.fault('pulls/list-files', FAULTS.serverError)
    expect(await suggest([change(2, ['b: 2'], 'b: 20')])).toMatchObject({ known: false })
  })
})
