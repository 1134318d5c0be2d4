import { expect, test } from '@jest/globals'
import { afterOf } from '../../../../src/readers/pipelines/github-actions/after.js'

test.each([
  ["github.ref == 'refs/heads/main'", undefined],
  ['success()', undefined],
  ['${{ success() && inputs.deploy }}', undefined],
  ['!failure()', undefined],
  ['always()', 'always'],
  ['!cancelled()', 'always'],
  ['success() || failure()', 'always'],
  ["always() && needs.build.result == 'success'", 'always'],
  ['failure()', 'failure'],
  ["failure() && github.event_name == 'push'", 'failure'],
  ["steps.deploy.outcome == 'failure'", 'failure'],
])('%s', (condition, after) => {
  expect(afterOf(condition)).toBe(after)
})

test('without a condition success is awaited', () => {
  expect(afterOf(undefined)).toBeUndefined()
})
