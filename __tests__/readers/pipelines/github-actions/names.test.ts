import { describe, expect, test } from '@jest/globals'
import { readWorkflowText } from './support.js'

function job(text: string) {
  const { ci, defects } = readWorkflowText(
    `on: push\njobs:\n  test:\n    steps: [{run: x}]\n${text.replace(/^/gm, '    ')}\n`,
  )
  expect(defects).toEqual([])
  const [first] = ci.jobs
  if (first === undefined) throw new Error('no job')
  return first
}

const names = (text: string) => {
  const { checkNames, checkNamesComplete } = job(text)
  return checkNamesComplete ? checkNames : [...checkNames, '…']
}

describe('without a matrix', () => {
  test.each([
    ['runs-on: x', ['test']],
    ['name: Unit tests', ['Unit tests']],
    ["name: ${{ 'Unit' }} tests", ['Unit tests']],
    ['name: Tests of ${{ github.ref }}', ['…']],
    ['strategy: {max-parallel: 1}', ['test']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })
})

describe('with a matrix', () => {
  test.each<[string, string, string[]]>([
    [
      'the product, last list fastest',
      'strategy: {matrix: {os: [a, b], node: [18, 20]}}',
      ['test (a, 18)', 'test (a, 20)', 'test (b, 18)', 'test (b, 20)'],
    ],
    ['a name without expressions gets the values too', 'name: Unit\nstrategy: {matrix: {os: [a]}}', ['Unit (a)']],
    ['a name with them does not', 'name: On ${{ matrix.os }}\nstrategy: {matrix: {os: [a, b]}}', ['On a', 'On b']],
    ['equal names are one check', 'name: ${{ matrix.os }}\nstrategy: {matrix: {os: [a], n: [1, 2]}}', ['a']],
    [
      'numbers as GitHub writes them',
      'strategy: {matrix: {python: [3.9, 3.10, "3.10"]}}',
      ['test (3.9)', 'test (3.1)', 'test (3.10)'],
    ],
    [
      'values inside of values',
      'strategy: {matrix: {t: [{os: a, n: 1}, {os: b, e: ""}]}}',
      ['test (a, 1)', 'test (b)'],
    ],
    ['exclude', 'strategy: {matrix: {os: [a, b], n: [1, 2], exclude: [{os: A, n: 1}, {n: 2}]}}', ['test (b, 1)']],
    ['include alone', 'strategy: {matrix: {include: [{os: a, x: true}, {os: b}]}}', ['test (a, true)', 'test (b)']],
    [
      'include adds to what it fits',
      'strategy: {matrix: {os: [a, b], include: [{os: a, n: 6}]}}',
      ['test (a, 6)', 'test (b)'],
    ],
    ['include adds to all', 'strategy: {matrix: {os: [a, b], include: [{n: 6}]}}', ['test (a, 6)', 'test (b, 6)']],
    [
      'include that fits none is a job of its own',
      'strategy: {matrix: {os: [a], include: [{os: c, n: 1}]}}',
      ['test (a)', 'test (c, 1)'],
    ],
    [
      'a later include overwrites an earlier, no own value',
      'strategy: {matrix: {f: [a, p], t: [c, d], include: [{color: green}, {color: pink, t: c}, {f: a, shape: o}, {f: b}, {f: b, t: c}]}}',
      [
        'test (a, c, pink, o)',
        'test (a, d, green, o)',
        'test (p, c, pink)',
        'test (p, d, green)',
        'test (b)',
        'test (b, c)',
      ],
    ],
    ['lists from literal JSON', `strategy: {matrix: {os: "\${{ fromJSON('[1, 2]') }}"}}`, ['test (1)', 'test (2)']],
    ['long names are cut', `strategy: {matrix: {os: [${'x'.repeat(120)}]}}`, [`test (${'x'.repeat(91)}...`]],
    ['a list from another job', 'strategy: {matrix: {os: "${{ fromJSON(needs.a.outputs.b) }}"}}', ['…']],
    ['a whole matrix from another job', 'strategy: {matrix: "${{ fromJSON(needs.a.outputs.b) }}"}', ['…']],
    [
      'one value that is not known',
      'name: On ${{ matrix.os }}\nstrategy: {matrix: {os: [a, "${{ vars.OS }}"]}}',
      ['On a', '…'],
    ],
    [
      'a name that needs more than the matrix',
      'name: ${{ matrix.os }} ${{ github.ref }}\nstrategy: {matrix: {os: [a]}}',
      ['…'],
    ],
    [
      'more combinations than GitHub runs',
      `strategy: {matrix: {a: [${Array.from({ length: 70 }, (_, n) => n)}], b: [${Array.from({ length: 70 }, (_, n) => n)}]}}`,
      ['…'],
    ],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  test('its shape is kept', () => {
    expect(job('strategy: {max-parallel: 1, matrix: {os: [a]}}').matrix).toMatchObject({
      expressions: false,
      maxParallel: 1,
    })
    expect(job('strategy: {matrix: {os: ["${{ vars.OS }}"]}}').matrix).toMatchObject({ expressions: true })
    expect(job('strategy: "${{ fromJSON(vars.S) }}"').matrix).toMatchObject({ expressions: true })
    expect(job('runs-on: x').matrix).toBeUndefined()
  })
})

describe('environments', () => {
  const environment = (text: string) => job(text).environment

  test.each<[string, object | undefined]>([
    ['runs-on: x', undefined],
    ['environment:', undefined],
    ["environment: ${{ '' }}", undefined],
    [
      'environment: production',
      { name: 'production', resolved: true, tier: 'production', ephemeral: false, records: true },
    ],
    [
      'environment: {name: staging, url: "https://x"}',
      { name: 'staging', tier: 'staging', url: 'https://x', records: true },
    ],
    ['environment: {name: production, deployment: false}', { tier: 'production', records: false }],
    ['environment: ${{ inputs.environment }}', { resolved: false, tier: 'unknown', ephemeral: false }],
    ['environment: pr-${{ github.event.number }}', { resolved: false, tier: 'preview', ephemeral: true }],
    [
      'environment: ${{ matrix.env }}\nstrategy: {matrix: {env: [prod-eu, prod-us]}}',
      { name: '${{ matrix.env }}', resolved: false, tier: 'production' },
    ],
    [
      'environment: ${{ matrix.env }}\nstrategy: {matrix: {env: [staging, production]}}',
      { resolved: false, tier: 'unknown' },
    ],
    [
      'environment: ${{ matrix.env }}\nstrategy: {matrix: {env: [production]}}',
      { name: 'production', resolved: true, tier: 'production' },
    ],
    [
      'environment: ${{ matrix.env }}\nstrategy: {matrix: {env: "${{ fromJSON(vars.E) }}"}}',
      { resolved: false, tier: 'unknown' },
    ],
  ])('%s', (text, expected) => {
    if (expected === undefined) expect(environment(text)).toBeUndefined()
    else expect(environment(text)).toMatchObject(expected)
  })
})
