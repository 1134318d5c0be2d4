import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readTree, readWorkflowText } from './support.js'
import { processorTime } from '../../../helpers/processor-time.js'

const KEYS = [
  ...[
    'on',
    'jobs',
    'name',
    'permissions',
    'env',
    'defaults',
    'run',
    'concurrency',
    'group',
    'strategy',
    'matrix',
    'include',
  ],
  ...[
    'exclude',
    'steps',
    'uses',
    'with',
    'parallel',
    'wait',
    'needs',
    'environment',
    'runs-on',
    'push',
    'branches',
    'runs',
    'using',
  ],
  ...[
    'secrets',
    'if',
    'shell',
    'working-directory',
    '<<',
    '__proto__',
    'a',
    'b',
    'inputs',
    'workflow_call',
    'default',
    'type',
  ],
]
const TEXTS = [
  'push',
  'a',
  'b',
  'composite',
  './x',
  './.github/workflows/ci.yml',
  'o/r@v1',
  '${{ matrix.a }}',
  '${{',
  'true',
  '',
  'x\ny',
  'inherit',
]

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(...TEXTS, null, true, 1),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
}))

/** JSON is YAML; a Map keeps keys that an object would treat specially. */
function yaml(data: unknown): string {
  if (data instanceof Map)
    return `{${[...data].map(([key, each]) => `${JSON.stringify(key)}: ${yaml(each)}`).join(', ')}}`
  return Array.isArray(data) ? `[${data.map(yaml).join(', ')}]` : JSON.stringify(data)
}

test('no shape makes it throw', () => {
  fc.assert(
    fc.property(value, value, value, value, (on, jobs, job, action) => {
      readTree({
        '.github/workflows/ci.yml': `{"on": ${yaml(on)}, "jobs": ${yaml(jobs)}}`,
        '.github/workflows/b.yml': `{"on": push, "jobs": {"a": ${yaml(job)}, "b": {"strategy": ${yaml(job)}, "steps": ${yaml(jobs)}}}}`,
        'x/action.yml': `{"runs": {"using": composite, "steps": ${yaml(action)}}, "inputs": ${yaml(on)}}`,
        '.github/workflows/actions.lock': yaml(action),
      })
    }),
    { numRuns: 500 },
  )
})

describe('large input takes bounded time and space', () => {
  const list = (length: number, each: (index: number) => string) =>
    Array.from({ length }, (_, index) => each(index)).join(', ')

  test.each([
    ['lists of a matrix', `{${list(5000, (n) => `k${n}: [1]`)}}`],
    ['values of a matrix', `{a: [${list(5000, String)}], b: [${list(5000, String)}]}`],
    ['includes', `{a: [${list(200, String)}], include: [${list(5000, (n) => `{a: ${n}, b: 1}`)}]}`],
    ['excludes', `{a: [${list(1000, String)}], exclude: [${list(5000, () => '{a: x}')}]}`],
  ])('%s', (_, matrix) => {
    const start = processorTime()
    const { ci } = readWorkflowText(`on: push\njobs: {a: {strategy: {matrix: ${matrix}}, steps: [{run: x}]}}`)
    expect(ci.jobs[0]?.checkNamesComplete).toBe(false)
    expect(processorTime() - start).toBeLessThan(20_000)
  })

  test('matrices that call matrices', () => {
    const matrix = `{matrix: {a: [${list(200, String)}]}}`
    const tree = Object.fromEntries(
      [1, 2, 3].map((n) => [
        `.github/workflows/w${n}.yml`,
        `on: workflow_call\njobs: {a: {strategy: ${matrix}, ${n === 3 ? 'steps: [{run: x}]' : `uses: ./.github/workflows/w${n + 1}.yml`}}}`,
      ]),
    )
    const { ci } = readWorkflowText(
      `on: push\njobs: {a: {strategy: ${matrix}, uses: ./.github/workflows/w1.yml}}`,
      tree,
    )
    expect(ci.jobs.at(-1)).toMatchObject({ id: 'a/a/a/a', checkNames: [], checkNamesComplete: false })
  })

  test('needs of many jobs that call', () => {
    const called = `on: workflow_call\njobs: {${list(1000, (n) => `c${n}: {steps: [{run: x}]}`)}}`
    const jobs = `a: {uses: ./.github/workflows/w.yml}, ${list(2000, (n) => `j${n}: {needs: a, steps: [{run: x}]}`)}`
    const { ci } = readWorkflowText(`on: push\njobs: {${jobs}}`, { '.github/workflows/w.yml': called })
    expect(ci.jobs.reduce((sum, { needs }) => sum + needs.length, 0)).toBeLessThan(300_000)
  })
})
