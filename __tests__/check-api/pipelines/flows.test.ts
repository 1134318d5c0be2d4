import { describe, expect, test } from '@jest/globals'
import { expressionsIn, flowsInto, flowsOf } from '../../../src/check-api/pipelines/flows.js'

describe('what flows out of an expression', () => {
  test.each<[string, string[]]>([
    ['github.head_ref', ['github.head_ref']],
    ['GitHub.Event.Issue.Title', ['github.event.issue.title']],
    ["github['event']['issue'].title", ['github.event.issue.title']],
    ['github.event.commits[0].message', ['github.event.commits.*.message']],
    ["join(github.event.commits.*.message, ' ')", ['github.event.commits.*.message']],
    ["format('pr-{0}', github.head_ref)", ['github.head_ref']],
    ['fromJSON(github.event.comment.body).ref', ['github.event.comment.body.ref']],
    [
      "github.event_name == 'pull_request' && github.head_ref || github.ref_name",
      ['github.head_ref', 'github.ref_name'],
    ],
    ["case(github.head_ref == 'x', github.ref, env.B)", ['github.ref', 'env.b']],
    ['secrets[matrix.name]', ['secrets.*']],
    ["(github.head_ref || 'main')", ['github.head_ref']],
    ["'github.head_ref'", []],
    ['!github.head_ref', []],
    ["contains(github.event.issue.body, '/deploy')", []],
    ['github.head_ref == github.base_ref', []],
    ['github.event.number > 3', []],
    ['true', []],
    ["hashFiles('**/go.sum')", []],
    ['github.head_ref ||', []],
    ['github head_ref', []],
    ['', []],
  ])('%s', (expression, expected) => {
    expect(flowsOf(expression).map(({ path }) => path)).toEqual(expected)
  })

  test('toJSON writes the whole object', () => {
    expect(flowsOf('toJSON(github.event)')).toEqual([{ path: 'github.event', whole: true }])
  })

  test('deep nesting ends', () => {
    expect(flowsOf(`${'('.repeat(9000)}github.head_ref${')'.repeat(9000)}`)).toEqual([])
    expect(flowsOf(`${'!'.repeat(20000)}github.head_ref`)).toEqual([])
  })
})

test('the expressions of a text, with their offsets', () => {
  const text = "echo ${{ github.ref }} '${{ format('}}{0}', github.head_ref) }}' ${{ open"
  expect(expressionsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    '${{ github.ref }}',
    "${{ format('}}{0}', github.head_ref) }}",
  ])
  expect(flowsInto(text).map(({ path }) => path)).toEqual(['github.ref', 'github.head_ref'])
})
