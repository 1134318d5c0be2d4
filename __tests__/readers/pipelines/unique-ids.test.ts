import { expect, test } from '@jest/globals'
import type { Pipeline } from '../../../src/models/index.js'
import { newJob, newPipeline } from '../../../src/readers/pipelines/parts.js'
import { withUniqueIds } from '../../../src/readers/pipelines/unique-ids.js'

const at = { file: 'a.yml', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }
const pipelineOf = (...ids: readonly string[]): Pipeline =>
  newPipeline({ system: 'tekton', file: 'a.yml', at, jobs: ids.map((id) => newJob({ id, at })) })

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'a', 'b', 'a'],
    ['a', 'a (2)', 'b', 'a (3)'],
  ],
  [
    ['a', 'a (2)', 'a', 'a (2)'],
    ['a', 'a (2)', 'a (3)', 'a (2) (4)'],
  ],
])('%j become %j', (ids, expected) => {
  expect(withUniqueIds(pipelineOf(...ids)).jobs.map(({ id }) => id)).toEqual(expected)
})

test('many of one name take linear time', () => {
  const { jobs } = withUniqueIds(pipelineOf(...Array.from({ length: 20_000 }, () => 'a')))
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(20_000)
})
