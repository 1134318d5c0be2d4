import { describe, expect, test } from '@jest/globals'
import type { Job, JobStart, Pipeline, Trigger } from '../../src/models/index.js'
import { ancestorsOf, descendantsOf } from '../../src/models/job-order.js'

const PUSH = { kind: 'push' } as Trigger
const TAG = { kind: 'tag' } as unknown as Trigger
const onlyOn = (trigger: Trigger): { starts: readonly JobStart[] } => ({
  starts: [{ trigger, certain: true, manual: false }],
})
const job = (id: string, needs: readonly string[] = [], more: Partial<Job> = {}): Job =>
  ({ id, needs, ...more }) as unknown as Job
const pipeline = (...jobs: readonly Job[]): Pipeline => ({ jobs }) as unknown as Pipeline
const ids = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id)

/** What stands before and after each job. */
const orderIn = (all: Pipeline) =>
  Object.fromEntries(all.jobs.map((each) => [each.id, [ids(ancestorsOf(all, each)), ids(descendantsOf(all, each))]]))

describe('the order of jobs', () => {
  test('goes over other jobs, and is told in the order of the file', () => {
    const all = pipeline(
      job('deploy', ['test', 'lint']),
      job('lint', ['build', 'build']),
      job('test', ['build']),
      job('build'),
    )
    expect(orderIn(all)).toEqual({
      deploy: [['lint', 'test', 'build'], []],
      lint: [['build'], ['deploy']],
      test: [['build'], ['deploy']],
      build: [[], ['deploy', 'lint', 'test']],
    })
  })

  test('takes no job for one that stands before itself', () => {
    const all = pipeline(job('self', ['self']), job('a', ['c']), job('b', ['a']), job('c', ['b', 'missing']))
    expect(orderIn(all)).toEqual({
      self: [[], []],
      a: [
        ['b', 'c'],
        ['b', 'c'],
      ],
      b: [
        ['a', 'c'],
        ['a', 'c'],
      ],
      c: [
        ['a', 'b'],
        ['a', 'b'],
      ],
    })
  })

  test('leaves out jobs that are in no run together, and goes on behind them', () => {
    const all = pipeline(
      job('build', [], onlyOn(PUSH)),
      job('sign', ['build'], onlyOn(TAG)),
      job('ship', ['sign'], onlyOn(PUSH)),
      job('tell', ['ship']),
    )
    expect(orderIn(all)).toEqual({
      build: [[], ['ship', 'tell']],
      sign: [[], ['tell']],
      ship: [['build'], ['tell']],
      tell: [['build', 'sign', 'ship'], []],
    })
  })

  test('is that of the last of two jobs with one id', () => {
    const [first, last, later] = [job('build'), job('build', ['setup']), job('later', ['build'])]
    const all = pipeline(job('setup'), first, last, later)
    expect(ancestorsOf(all, later)).toEqual([all.jobs[0], last])
    expect([first, last].map((each) => descendantsOf(all, each))).toEqual([[], [later]])
  })

  test('of a job of another pipeline has nothing after it', () => {
    const all = pipeline(job('build'), job('test', ['build']))
    expect(descendantsOf(all, job('build'))).toEqual([])
    expect(ids(ancestorsOf(all, job('other', ['test'])))).toEqual(['build', 'test'])
  })

  test('is found for every job of a large pipeline', () => {
    const many = Array.from({ length: 5000 }, (_, index) => job(`job-${index}`))
    const gate = job('gate', ids(many))
    const all = pipeline(...many, gate)
    expect(many.filter((each) => descendantsOf(all, each)[0] !== gate)).toEqual([])
    expect(ancestorsOf(all, gate)).toHaveLength(5000)
  })
})
