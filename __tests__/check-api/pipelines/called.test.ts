import { expect, test } from '@jest/globals'
import { outermostCaller, ownName } from '../../../src/check-api/pipelines/called.js'
import type { Job, Pipeline } from '../../../src/models/index.js'

const job = (id: string, calledBy?: string): Job => ({ id, ...(calledBy !== undefined && { calledBy }) }) as Job
const outer = job('ship')
const inner = job('ship/all', 'ship')
const innermost = job('ship/all/api', 'ship/all')
const lost = job('gone/api', 'gone')
const circle = [job('a', 'b'), job('b', 'a')]
const pipeline = { jobs: [outer, inner, innermost, lost, ...circle] } as unknown as Pipeline

test.each([
  [outer, 'ship', 'ship'],
  [inner, 'all', 'ship'],
  [innermost, 'api', 'ship'],
  [lost, 'api', 'gone/api'],
])('%#', (each, name, caller) => {
  expect([ownName(each), outermostCaller(pipeline, each).id]).toEqual([name, caller])
})

test('calls in a circle end', () => {
  expect(circle.map((each) => outermostCaller(pipeline, each).id)).toHaveLength(2)
})
