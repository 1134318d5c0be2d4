import { expect, test } from '@jest/globals'
import { standings } from '../../../src/fixes/pipelines/shell-quotes.js'

test.each([
  ['echo "a @ b"', ['quoted']],
  ['echo @', ['other']],
  ["echo '@'", ['other']],
  ['echo \\"@\\"', ['other']],
  ['echo "it\'s @"', ['quoted']],
  ['A=@\nB="@"; C=@; echo', ['assigned', 'quoted', 'assigned']],
  ['A=@/x', ['other']],
  ['export A=@', ['assigned']],
  ['# it\'s\necho "@"', ['quoted']],
  ['# @', ['other']],
  ['echo "$(date @)"', ['other']],
  ['echo "$(date) @"', ['quoted']],
  ['cat <<EOF\n"@"\nEOF', ['other']],
  ["echo $'@'", ['other']],
  ['echo `x "@"`', ['other']],
  ['--set=@', ['other']],
])('%j', (script, expected) => {
  const places = Array.from(script.matchAll(/@/g), ({ index }) => [index, index + 1] as const)
  expect(standings(script, places)).toEqual(expected)
})
