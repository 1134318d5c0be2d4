import { describe, expect, test } from '@jest/globals'
import { processorTime } from '../../../helpers/processor-time.js'
import { read } from './support.js'

/** Milliseconds of processor time for what takes a tenth of a second, and took minutes before. */
const PATIENCE = 20_000

describe('stages that wait for each other', () => {
  test.each([
    ['one after the other', (index: number) => `- stage: s${index}\n`],
    ['each for the two before', (index: number) => `- {stage: s${index}, dependsOn: [s${index - 1}, s${index - 2}]}\n`],
  ])('two thousand, %s, take little time', (_, stage) => {
    const source = `stages:\n${Array.from({ length: 2_000 }, (__, index) => stage(index)).join('')}`
    const began = processorTime()
    read(`${source}- {stage: last, jobs: [{job: a}]}\n`)
    expect(processorTime() - began).toBeLessThan(PATIENCE)
  })

  test('stages without jobs hand on what they wait for once', () => {
    const empty = Array.from(
      { length: 17 },
      (_, index) => `- {stage: s${index + 1}, dependsOn: [s${index}, s${index}]}\n`,
    )
    const source = `stages:\n- {stage: s0, jobs: [{job: a}]}\n${empty.join('')}- {stage: z, jobs: [{job: b}]}\n`
    expect(read(source).jobs.map(({ id, needs }) => [id, needs])).toEqual([
      ['s0.a', []],
      ['z.b', ['s0.a']],
    ])
  })
})

test.each([
  ['', false],
  ['condition: "eq(variables.x, 1)", ', true],
])('a stage runs surely if all is reached that it waits for, by way of others too: %s', (condition, isUnsure) => {
  const stages = `- {stage: a, ${condition}jobs: [{job: a}]}\n- {stage: b, condition: always(), jobs: [{job: b}]}\n`
  const job = read(`stages:\n${stages}- {stage: c, jobs: [{job: c}]}\n`).jobs.at(-1)
  expect(job?.starts?.some(({ certain }) => !certain)).toBe(isUnsure)
})
