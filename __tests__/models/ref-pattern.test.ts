import { describe, expect, test } from '@jest/globals'
import { isMeant, matchesRef } from '../../src/models/ref-pattern.js'
import { processorTime } from '../helpers/processor-time.js'

describe('a pattern for refs', () => {
  test.each<[pattern: string, ref: string, matches: boolean | undefined]>([
    ['refs/heads/main', 'refs/heads/main', true],
    ['refs/heads/main', 'refs/heads/main2', false],
    ['refs/heads/main', 'refs/heads/mai', false],
    ['refs/heads/*', 'refs/heads/main', true],
    ['refs/heads/*', 'refs/heads/feature/a', false],
    ['refs/heads/qa/*', 'refs/heads/qa/foo', true],
    ['refs/heads/qa/*', 'refs/heads/qa/foo/bar', false],
    ['refs/heads/qa/**/*', 'refs/heads/qa/foo', true],
    ['refs/heads/qa/**/*', 'refs/heads/qa/foo/bar/foobar/hello-world', true],
    ['refs/heads/qa/**/*', 'refs/heads/qa', false],
    ['refs/heads/qa**/**/*', 'refs/heads/qa-1/a/b', true],
    ['refs/heads/qa**/**/*', 'refs/heads/other/a', false],
    ['refs/heads/release/**', 'refs/heads/release/1', true],
    ['refs/heads/release/**', 'refs/heads/release/1/2', undefined],
    ['refs/heads/release/**', 'refs/heads/main', false],
    ['**/main', 'refs/heads/main', true],
    ['**/*', 'refs/heads/main', true],
    ['*', 'refs/heads/main', false],
    ['refs/**/v1', 'refs/tags/v1', true],
    ['refs/**/v1', 'refs/tags/xv1', false],
    ['refs/tags/v?', 'refs/tags/v1', true],
    ['refs/tags/v?', 'refs/tags/v12', false],
    ['refs/tags?v1', 'refs/tags/v1', false],
    ['refs/tags/v[0-9]*', 'refs/tags/v1.2.3', true],
    ['refs/tags/v[0-9]*', 'refs/tags/vnext', false],
    ['refs/tags/[vr][0-9]', 'refs/tags/r7', true],
    ['refs/tags/[a-]1', 'refs/tags/-1', true],
    ['refs/tags[+-9]v1', 'refs/tags/v1', false],
    ['refs/tags/v{1,2}', 'refs/tags/v1', false],
    ['refs/tags/v{1,2}', 'refs/tags/v{1,2}', true],
    ['refs/tags/[!v]*', 'refs/tags/x', undefined],
    ['refs/tags/[^v]*', 'refs/tags/x', undefined],
    ['refs/tags/[v', 'refs/tags/[v', undefined],
    ['refs/tags/\\*', 'refs/tags/*', undefined],
    ['', 'refs/heads/main', false],
  ])('%s on %s: %s', (pattern, ref, matches) => {
    expect(matchesRef(pattern, ref)).toBe(matches)
  })

  test('takes little time on a hostile pattern', () => {
    const started = processorTime()
    expect(matchesRef(`${'*a'.repeat(400)}b`, 'a'.repeat(1000))).toBe(false)
    expect(matchesRef(`${'**/*/'.repeat(200)}b`, 'a/'.repeat(500))).toBe(false)
    expect(processorTime() - started).toBeLessThan(2000)
  })
})

describe('a condition', () => {
  test.each<
    [include: string[], exclude: string[], ref: string, defaultBranch: string | undefined, meant: boolean | undefined]
  >([
    [[], [], 'refs/heads/main', 'main', false],
    [['~ALL'], [], 'refs/heads/main', undefined, true],
    [['~ALL'], ['refs/heads/main'], 'refs/heads/main', 'main', false],
    [['~ALL'], ['~DEFAULT_BRANCH'], 'refs/heads/main', 'main', false],
    [['~ALL'], ['~DEFAULT_BRANCH'], 'refs/heads/release/1', 'main', true],
    [['~ALL'], ['~DEFAULT_BRANCH'], 'refs/heads/main', undefined, undefined],
    [['~DEFAULT_BRANCH'], [], 'refs/heads/main', 'main', true],
    [['~DEFAULT_BRANCH'], [], 'refs/heads/main', 'trunk', false],
    [['~DEFAULT_BRANCH'], [], 'refs/heads/main', undefined, undefined],
    [['~DEFAULT_BRANCH', 'refs/heads/main'], [], 'refs/heads/main', undefined, true],
    [['refs/heads/[!x]*'], [], 'refs/heads/main', 'main', undefined],
    [['refs/heads/[!x]*'], ['refs/heads/m*'], 'refs/heads/main', 'main', false],
    [['refs/heads/main'], ['refs/heads/\\*'], 'refs/heads/main', 'main', undefined],
    [['refs/tags/v*'], [], 'refs/tags/v1', 'main', true],
    [['refs/tags/v*'], ['refs/tags/*-rc*'], 'refs/tags/v1-rc1', 'main', false],
  ])('%j without %j on %s of %s: %s', (include, exclude, ref, defaultBranch, meant) => {
    expect(isMeant({ include, exclude }, ref, defaultBranch)).toBe(meant)
  })
})
