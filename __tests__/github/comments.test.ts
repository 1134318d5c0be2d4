import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { commentMarker, removeComment, writeComment, type CommentKey } from '../../src/github/index.js'
import {
  actionsToken,
  addComment,
  connect,
  FAULTS,
  startFakeGitHub,
  type FakeGitHub,
} from '../helpers/fake-github/index.js'

const BOT = 'github-actions[bot]'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const key = (more: Partial<CommentKey> = {}): CommentKey => ({
  id: 'default',
  sha: 'a'.repeat(40),
  run: { id: 10, attempt: 1 },
  ...more,
})

const bodyOf = (of: CommentKey, text: string): string => `${commentMarker(of)}\n${text}`

const write = (text: string, of = key()) => writeComment(connect(fake), 7, of, bodyOf(of, text))

const texts = (): string[] => fake.state.comments.map(({ login, body }) => `${login}: ${body.split('\n').at(-1) ?? ''}`)

describe('the comment of a pull request', () => {
  test('is created once and then updated', async () => {
    expect(await write('first')).toEqual({
      state: 'created',
      url: 'https://github.example/acme/shop/pull/7#issuecomment-1000',
    })
    expect(await write('second', key({ run: { id: 11, attempt: 1 } }))).toMatchObject({ state: 'updated' })
    expect(texts()).toEqual([`${BOT}: second`])
  })

  test('is not the one that somebody else wrote with the same marker', async () => {
    addComment(fake.state, 'eve', bodyOf(key(), 'forged'))
    await write('ours')
    expect(texts()).toEqual(['eve: ' + 'forged', `${BOT}: ours`])
  })

  test('is not one that only quotes the marker, nor that of another id', async () => {
    addComment(fake.state, BOT, `> ${bodyOf(key(), 'quoted')}`)
    addComment(fake.state, BOT, bodyOf(key({ id: 'default2' }), 'other'))
    expect(await write('ours')).toMatchObject({ state: 'created' })
    expect(texts()).toEqual([`${BOT}: quoted`, `${BOT}: other`, `${BOT}: ours`])
  })

  test('is found behind hundreds of others', async () => {
    for (let i = 0; i < 230; i += 1) addComment(fake.state, 'ada', `remark ${i}`)
    addComment(fake.state, BOT, bodyOf(key(), 'old'))
    expect(await write('new')).toMatchObject({ state: 'updated' })
    expect(fake.state.comments).toHaveLength(231)
  })

  test('is not created if not all comments could be seen', async () => {
    for (let i = 0; i < 950; i += 1) addComment(fake.state, 'ada', `remark ${i}`)
    const github = connect(fake, { budget: 8 })
    expect(await writeComment(github, 7, key(), bodyOf(key(), 'ours'))).toMatchObject({ state: 'failed' })
    expect(fake.state.comments).toHaveLength(950)
  })

  test('is told by whoever the token belongs to', async () => {
    fake.state.tokens.set('app-token', { login: 'acme-lint[bot]', permissions: { issues: 'write' } })
    addComment(fake.state, BOT, bodyOf(key(), 'of the job token'))
    const github = connect(fake, { token: 'app-token' })
    await writeComment(github, 7, key(), bodyOf(key(), 'one'))
    await writeComment(github, 7, key(), bodyOf(key(), 'two'))
    expect(texts()).toEqual([`${BOT}: of the job token`, 'acme-lint[bot]: two'])
  })

  test('of a later run stays', async () => {
    await write('newer', key({ run: { id: 12, attempt: 1 } }))
    expect(await write('older', key({ run: { id: 11, attempt: 3 } }))).toMatchObject({ state: 'newer' })
    expect(await write('older attempt', key({ run: { id: 12, attempt: 0 } }))).toMatchObject({ state: 'newer' })
    expect(await write('next attempt', key({ run: { id: 12, attempt: 2 } }))).toMatchObject({ state: 'updated' })
    expect(texts()).toEqual([`${BOT}: next attempt`])
  })

  test('that two runs create at the same time ends as one: the older', async () => {
    const github = connect(fake)
    const results = await Promise.all(
      [1, 2].map((id) => {
        const of = key({ run: { id, attempt: 1 } })
        return writeComment(github, 7, of, bodyOf(of, `run ${id}`))
      }),
    )
    expect(results.map(({ state }) => state)).toEqual(['created', 'created'])
    expect(fake.state.comments).toHaveLength(1)
  })

  test('that was created although the answer got lost is found', async () => {
    fake.fault('issues/create-comment', FAULTS.lostAnswer, 1)
    expect(await write('ours')).toMatchObject({ state: 'created' })
    expect(texts()).toEqual([`${BOT}: ours`])
  })
})

describe('without the right to comment', () => {
  test.each([
    { who: 'a fork', permissions: { contents: 'read', 'pull-requests': 'read', issues: 'read' } as const },
    { who: 'Dependabot', permissions: { contents: 'read', 'pull-requests': 'read' } as const },
  ])('$who gets a reason that names the permission', async ({ permissions }) => {
    fake.state.tokens.set('job-token', actionsToken(permissions))
    expect(await write('ours')).toEqual({
      state: 'failed',
      why: {
        known: false,
        reason: 'the token lacks `issues: write` or `pull-requests: write`',
        permission: 'issues: write or pull-requests: write',
        remedy: 'Add `issues: write` or `pull-requests: write` to the permissions of the workflow.',
      },
    })
  })

  test('who may not even read comments is told what is needed to write them', async () => {
    fake.state.tokens.set('job-token', actionsToken({ contents: 'read' }))
    expect(await write('ours')).toMatchObject({ state: 'failed', why: { permission: 'pull-requests: write' } })
  })

  test('a body that is too long is refused, not thrown', async () => {
    fake.fault('issues/create-comment', FAULTS.bodyTooLong)
    expect(await write('long')).toMatchObject({ state: 'failed', why: { reason: expect.stringContaining('too long') } })
  })

  test('a server that fails is given up', async () => {
    fake.fault('issues/create-comment', FAULTS.serverError)
    expect(await write('ours')).toMatchObject({ state: 'failed' })
  })
})

describe('a comment that is only written when it is needed', () => {
  const write = (needed: boolean, run = 10) => {
    const of = key({ run: { id: run, attempt: 1 } })
    return writeComment(connect(fake), 7, of, bodyOf(of, `needed ${needed}`), { needed })
  }
  const folded = () => fake.state.comments.map(({ minimized = false }) => minimized)

  test('is not made, then made, folded away and unfolded', async () => {
    expect(await write(false)).toEqual({ state: 'none' })
    expect(fake.state.comments).toEqual([])
    expect(await write(true)).toMatchObject({ state: 'created' })
    expect(await write(false, 11)).toMatchObject({ state: 'hidden' })
    expect([texts(), folded()]).toEqual([[`${BOT}: needed false`], [true]])
    expect(await write(false, 12)).toMatchObject({ state: 'hidden' })
    expect(await write(true, 13)).toMatchObject({ state: 'updated' })
    expect([texts(), folded()]).toEqual([[`${BOT}: needed true`], [false]])
    expect(fake.requests.filter(({ body }) => JSON.stringify(body ?? '').includes('PillarlintFold'))).toHaveLength(2)
  })

  test('is left unfolded where the token may not fold it', async () => {
    await write(true)
    fake.state.tokens.set('job-token', actionsToken({ issues: 'write' }))
    expect(await write(false, 11)).toMatchObject({ state: 'updated' })
    expect(folded()).toEqual([false])
  })
})

describe('a comment that is removed', () => {
  const remove = (of = key()) => removeComment(connect(fake), 7, of)

  test('is gone with its duplicates, and others stay', async () => {
    addComment(fake.state, 'eve', bodyOf(key(), 'forged'))
    for (const text of ['one', 'two']) addComment(fake.state, BOT, bodyOf(key(), text))
    addComment(fake.state, BOT, bodyOf(key({ id: 'api' }), 'other'))
    expect(await remove()).toEqual({ state: 'removed' })
    expect(texts()).toEqual(['eve: forged', `${BOT}: other`])
    expect(await remove()).toEqual({ state: 'none' })
  })

  test('stays if a later run wrote it, and says what is missing to remove it', async () => {
    addComment(fake.state, BOT, bodyOf(key({ run: { id: 99, attempt: 1 } }), 'later'))
    expect(await remove()).toMatchObject({ state: 'newer' })
    fake.state.tokens.set('job-token', actionsToken({ 'pull-requests': 'read' }))
    expect(await remove(key({ run: { id: 100, attempt: 1 } }))).toMatchObject({
      state: 'failed',
      why: { permission: 'issues: write or pull-requests: write' },
    })
  })
})

test('a run for a head that the pull request no longer has writes nothing', async () => {
  fake.state.pullHead = 'b'.repeat(40)
  expect(await write('stale')).toEqual({ state: 'moved' })
  expect(await write('new', key({ sha: 'b'.repeat(40) }))).toMatchObject({ state: 'created' })
})
