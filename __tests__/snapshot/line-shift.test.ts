import { describe, expect, test } from '@jest/globals'
import { lineShift } from '../../src/snapshot/line-shift.js'
import { commit, repository, runGit, write } from '../helpers/git-repository.js'

/** The lines of `before`, as the function says they stand in `after`; the truth is where the same text stands. */
function shifts(before: readonly string[], after: readonly string[]): (number | undefined)[] {
  const file = (lines: readonly string[]) => ({ 'dir/a b.yml': lines.map((line) => `${line}\n`).join('') })
  const root = repository({ ...file(before), 'other.yml': 'x\n' })
  const from = runGit(root, 'rev-parse', 'HEAD')
  write(root, file(after))
  commit(root)
  const shift = lineShift(root, from, 'HEAD', new Set(['dir/a b.yml', 'other.yml']))
  return before.map((_, index) => shift?.('dir/a b.yml', index + 1))
}

const LINES = ['a', 'b', 'c', 'd', 'e']

describe('lines of one commit in another', () => {
  test.each([
    { what: 'lines above are gone', after: ['c', 'd', 'e'], at: [1, 1, 1, 2, 3] },
    { what: 'lines above are new', after: ['x', 'y', ...LINES], at: [3, 4, 5, 6, 7] },
    { what: 'a line between is gone', after: ['a', 'b', 'd', 'e'], at: [1, 2, 2, 3, 4] },
    { what: 'a line is written anew', after: ['a', 'X', 'c', 'd', 'e'], at: [1, 2, 3, 4, 5] },
    { what: 'one becomes three', after: ['a', 'X', 'Y', 'Z', 'c', 'd', 'e'], at: [1, 2, 5, 6, 7] },
    { what: 'the end is gone', after: ['a', 'b'], at: [1, 2, 2, 2, 2] },
  ])('$what', ({ after, at }) => expect(shifts(LINES, after)).toEqual(at))

  test('nothing to say of the same commit, of an unknown one, of other files', () => {
    const root = repository({ 'a.yml': 'a\n' })
    const first = runGit(root, 'rev-parse', 'HEAD')
    write(root, { 'a.yml': 'b\na\n' })
    commit(root)
    expect(lineShift(root, 'HEAD', 'HEAD', new Set(['a.yml']))).toBeUndefined()
    expect(lineShift(root, 'HEAD', 'f'.repeat(40), new Set(['a.yml']))).toBeUndefined()
    expect(lineShift(root, first, 'HEAD', new Set(['b.yml']))).toBeUndefined()
  })
})
