import { expect, test } from '@jest/globals'
import { nearest } from '../../src/core/nearest.js'

const KEYS = ['fail-on', 'scope', 'unknown', 'checks', 'gate-practices', 'repository', 'critical-paths']

test.each([
  ['failon', 'fail-on'],
  ['fail_on', 'fail-on'],
  ['socpe', 'scope'],
  ['Scope', 'scope'],
  ['check', 'checks'],
  ['gate-practises', 'gate-practices'],
  ['practices', 'gate-practices'],
])('%s is %s', (word, expected) => expect(nearest(word, KEYS)).toBe(expected))

test.each(['zebra', '', 'x', 'q'.repeat(1000), 'colour-scheme'])('%.20s is nothing', (word) =>
  expect(nearest(word, KEYS)).toBeUndefined(),
)

test('a part that several contain is none of them', () => {
  expect(nearest('deploy', ['deploy-verified', 'deploy-automated'])).toBeUndefined()
})

test('of two equally near the first counts', () => expect(nearest('cat', ['bat', 'hat'])).toBe('bat'))
