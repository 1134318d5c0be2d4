import { describe, expect, test } from '@jest/globals'
import { conditionHolds, evaluate } from '../../src/models/evaluate.js'
import { PartialMap, UNKNOWN, type DataMap } from '../../src/models/expression-data.js'

const contexts: ReadonlyMap<string, DataMap> = new Map<string, DataMap>([
  [
    'github',
    new PartialMap([
      ['event_name', 'push'],
      ['labels', []],
    ]),
  ],
  [
    'needs',
    new Map([
      ['test', new Map([['result', 'failure']])],
      ['build', new Map([['result', 'success']])],
    ]),
  ],
])

describe('conditionHolds', () => {
  test.each<[string, boolean | undefined]>([
    ["github.event_name == 'push'", true],
    ["${{ github.event_name == 'push' }}", true],
    ["github.event_name != 'push'", false],
    ['github.actor', undefined],
    ["github.actor && github.event_name == 'schedule'", false],
    ["github.event_name == 'schedule' && github.actor", false],
    ["github.actor || github.event_name == 'push'", true],
    ["github.actor && github.event_name == 'push'", undefined],
    ["!(github.actor && github.event_name == 'schedule')", true],
    ['always() && !github.actor', undefined],
    ['always()', true],
    ["contains(github.labels.*.name, 'safe')", false],
    ["contains(needs.*.result, 'failure')", true],
    ["contains(needs.*.result, 'skipped')", false],
    ["contains(join(needs.*.result, ','), 'failure')", true],
    ["contains(github.*.result, 'failure')", undefined],
    ['not an expression', undefined],
  ])('%s', (condition, expected) => {
    expect(conditionHolds(condition, contexts)).toBe(expected)
  })

  test('a value that may be one of several is never compared as if it were known', () => {
    expect(conditionHolds("(github.actor && 'a' || 'b') == 'a'", contexts)).toBeUndefined()
    expect(evaluate("github.actor && ''", contexts)).toBe(UNKNOWN)
  })
})
