import { expect, test } from '@jest/globals'
import { readSystem } from '../outline.js'
import { processorTime } from '../../../helpers/processor-time.js'

function read(text: string) {
  return readSystem('circleci', { '.circleci/config.yml': text })
}

test.each([
  ['', 'this config is empty'],
  ['- a', 'a config must be a mapping'],
  ['a: [', ''],
])('%j is no config', (text, message) => {
  const { pipelines, defects } = read(text)
  expect(pipelines).toEqual([])
  expect(defects).toHaveLength(1)
  expect(defects[0]?.message).toContain(message)
})

test.each([
  'version: 2.1\nworkflows: []',
  'version: 2.1\nworkflows: {a: [], b: {jobs: {}}, c: {jobs: [[], {}, {x: []}, 1]}}',
  'version: 2.1\njobs: {a: 1, b: {steps: {}}}\nworkflows: {a: {jobs: [a, b, a: {requires: {x: []}, matrix: 1, filters: [], context: {}}]}}',
  'version: 2.1\norbs: {a: [], b: {jobs: 1}, c: 2}\nworkflows: {a: {jobs: [a/x, b/x, c/y]}}',
  'version: 2.1\nworkflows: {a: {when: [], unless: {and: 1, or: {}, matches: []}, triggers: {x: 1}, jobs: [__proto__, constructor]}}',
])('odd shapes are read as far as they go: %s', (text) => {
  expect(() => read(text)).not.toThrow()
})

test('commands that call themselves, executors and jobs that require themselves end', () => {
  const { pipelines } = read(`version: 2.1
commands:
  a: {parameters: {x: {type: string}}, steps: [b: {x: "<< parameters.x >><< parameters.x >>"}, b: {x: "<< parameters.x >>"}]}
  b: {parameters: {x: {type: string}}, steps: [a: {x: "<< parameters.x >><< parameters.x >>"}]}
executors: {e: {executor: e}}
jobs:
  j: {executor: e, steps: [a: {x: long}]}
workflows: {w: {jobs: [j: {requires: [k]}, j: {name: k, requires: [j, k]}]}}
`)
  const jobs = pipelines[0]?.jobs ?? []
  expect(jobs.map(({ starts }) => starts?.length)).toEqual([2, 2])
  expect(jobs[0]?.steps.some(({ opaque }) => opaque[0]?.reason === 'too-deep')).toBe(true)
  expect(jobs.reduce((sum, { steps }) => sum + steps.length, 0)).toBeLessThan(40_000)
})

test('many jobs, matrices and branches are bounded', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index)
  const list = `[${numbers.join(', ')}]`
  const entries = Array.from({ length: 4_000 }, (_, index) => `      - j: {filters: {branches: {only: b${index}}}}`)
  const start = processorTime()
  const { pipelines, defects } = read(`version: 2.1
jobs: {j: {parameters: {a: {type: integer}, b: {type: integer}}, docker: [{image: a}], steps: [run: make]}}
workflows:
  matrix: {jobs: [j: {matrix: {parameters: {a: ${list}, b: ${list}, c: ${list}}}}]}
  many:
    jobs:
${entries.join('\n')}
`)
  expect(pipelines[0]?.unresolved[0]?.what).toBe('matrix of j')
  expect(pipelines).toHaveLength(1)
  expect(defects[0]?.message).toBe('a pipeline of 3000 jobs is not judged, 1000 are the most: split it')
  expect(processorTime() - start).toBeLessThan(20_000)
})
