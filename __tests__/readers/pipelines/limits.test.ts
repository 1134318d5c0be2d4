import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline, Step } from '../../../src/models/index.js'
import {
  excessOf,
  MAX_COMMANDS,
  MAX_JOB_STEPS,
  MAX_JOBS,
  MAX_PAIRS,
  MAX_STEPS,
} from '../../../src/readers/pipelines/limits.js'

const AT = { file: 'ci.yml', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }
const step = (commands = 0): Step => ({ commands: Array.from({ length: commands }) }) as unknown as Step
const job = (index: number, steps: readonly Step[] = [], needs: readonly string[] = []): Job =>
  ({ id: `j${index}`, needs, steps, at: { ...AT, line: index + 2 } }) as unknown as Job
const pipeline = (jobs: readonly Job[]): Pipeline => ({ jobs, at: AT }) as unknown as Pipeline
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Jobs that all wait for the one before. */
const chain = (count: number) => pipeline(times(count, (index) => job(index, [], index === 0 ? [] : [`j${index - 1}`])))

describe('a pipeline is judged up to', () => {
  test.each<[string, Pipeline]>([
    ['so many jobs', pipeline(times(MAX_JOBS, (index) => job(index)))],
    [
      'so many steps of one job',
      pipeline([
        job(
          0,
          times(MAX_JOB_STEPS, () => step()),
        ),
      ]),
    ],
    [
      'so many steps',
      pipeline(
        times(MAX_STEPS / 100, (index) =>
          job(
            index,
            times(100, () => step()),
          ),
        ),
      ),
    ],
    ['so many commands', pipeline([job(0, [step(MAX_COMMANDS)])])],
    ['a chain of so many jobs', chain(707)],
    ['three stages of 180 jobs', pipeline(times(540, (index) => job(index, [], index < 180 ? [] : stage(index))))],
    ['nothing at all', pipeline([])],
  ])('%s', (_, read) => {
    expect(excessOf(read)).toBeUndefined()
  })
})

describe('a pipeline is refused, with what it has too much of, for', () => {
  test.each<[string, Pipeline, number, string]>([
    ['jobs', pipeline(times(MAX_JOBS + 1, (index) => job(index))), 1, `1001 jobs is not judged, ${MAX_JOBS} are`],
    [
      'steps of one job',
      pipeline([
        job(0),
        job(
          1,
          times(MAX_JOB_STEPS + 1, () => step()),
        ),
      ]),
      3,
      '1501 steps in one job',
    ],
    [
      'steps',
      pipeline(
        times(101, (index) =>
          job(
            index,
            times(100, () => step()),
          ),
        ),
      ),
      1,
      '10100 steps is not',
    ],
    ['commands', pipeline([job(0, [step(MAX_COMMANDS), step(1)])]), 1, '50001 commands is not'],
    ['chains of jobs', chain(709), 1, `wait for more than ${MAX_PAIRS} others`],
    ['circles of jobs', pipeline(times(600, (index) => job(index, [], [`j${(index + 1) % 600}`]))), 1, 'split it'],
  ])('%s', (_, read, line, message) => {
    expect(excessOf(read)).toMatchObject({ at: { line }, message: expect.stringContaining(message) })
  })
})

/** The jobs of the stage before. */
function stage(index: number): string[] {
  const first = Math.floor(index / 180 - 1) * 180
  return times(180, (offset) => `j${first + offset}`)
}
