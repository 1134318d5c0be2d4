import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createCheckRun, type CheckAnnotation, type CheckRun } from '../../src/github/index.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
})

const check = (annotations: number): CheckRun => ({
  name: 'Pillarlint',
  key: '1/1',
  headSha: 'a'.repeat(40),
  conclusion: 'failure',
  title: 'Two practices are not met',
  summary: 'text',
  annotations: Array.from({ length: annotations }, (_, i): CheckAnnotation => ({
    path: 'ci.yml',
    start_line: i + 1,
    end_line: i + 1,
    annotation_level: 'warning',
    title: 't',
    message: 'm',
  })),
})

describe('a check run', () => {
  test.each([
    { given: 0, annotated: 0, requests: 1 },
    { given: 50, annotated: 50, requests: 1 },
    { given: 51, annotated: 51, requests: 2 },
    { given: 150, annotated: 150, requests: 3 },
    { given: 500, annotated: 200, requests: 4 },
  ])('of $given annotations carries $annotated in $requests requests', async ({ given, annotated, requests }) => {
    expect(await createCheckRun(connect(fake), check(given))).toMatchObject({ state: 'created', annotated })
    expect(fake.state.createdCheckRuns[0]?.annotations).toHaveLength(annotated)
    expect(fake.requests).toHaveLength(requests)
    expect(fake.violations).toEqual([])
  })

  test('says how many annotations it took when a later batch fails', async () => {
    fake.fault('checks/update', FAULTS.bodyTooLong)
    expect(await createCheckRun(connect(fake), check(120))).toMatchObject({ state: 'created', annotated: 50 })
  })

  test('needs a permission, and says which', async () => {
    fake.state.tokens.set('job-token', { login: 'github-actions[bot]', permissions: { checks: 'read' } })
    expect(await createCheckRun(connect(fake), check(1))).toMatchObject({
      state: 'failed',
      why: { permission: 'checks: write' },
    })
  })

  test('the fake refuses what GitHub refuses', async () => {
    const wrong = { ...check(1), annotations: [{ path: 'a', start_line: 1, annotation_level: 'error', message: 'm' }] }
    const result = await createCheckRun(connect(fake), wrong as unknown as CheckRun)
    expect(result).toMatchObject({ state: 'failed', why: { reason: expect.stringContaining('HTTP 422') } })
    expect(fake.violations).not.toEqual([])
  })
})
