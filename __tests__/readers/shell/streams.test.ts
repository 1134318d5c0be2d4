import { expect, test } from '@jest/globals'
import type { Streams } from '../../../src/models/index.js'
import { commandsOf, lineOf } from './support.js'

/** The streams of the command `t`. */
function streamsOf(text: string): Streams | undefined {
  return commandsOf(text).find((each) => lineOf(each).startsWith('t'))?.streams
}

test.each<[string, string, Streams | undefined]>([
  ['plain', 't', undefined],
  ['an input', 't < file', undefined],
  ['errors shown as output', 't 2>&1', undefined],
  ['the end of a pipe', 'ls | t', undefined],
  ['inside a substitution', 'x=$(t) > log', undefined],
  ['a descriptor of its own', 't 3> log', undefined],
  ['output', 't > log', { stdout: 'log' }],
  ['appended output', 't >> log', { stdout: 'log' }],
  ['errors', 't 2>/dev/null', { stderr: '/dev/null' }],
  ['both', 't >/dev/null 2>&1', { stdout: '/dev/null', stderr: '/dev/null' }],
  ['both at once', 't &> log', { stdout: 'log', stderr: 'log' }],
  ['both at once, the old way', 't >& log', { stdout: 'log', stderr: 'log' }],
  ['errors as output before output is sent away', 't 2>&1 >/dev/null', { stdout: '/dev/null' }],
  ['output as errors', 't 2>log >&2', { stdout: 'log', stderr: 'log' }],
  ['of a group', '{ t; } > log', { stdout: 'log' }],
  ['of a condition', 'if true; then t; fi > log', { stdout: 'log' }],
  ['of a function', 'f() { t; }; f > log', { stdout: 'log' }],
  ['the nearest counts', '{ t > own; } > log', { stdout: 'own' }],
  ['a pipe', 't -v 2>&1 | tee -a "a log" | cat', { pipedInto: [['tee', '-a', 'a log'], ['cat']] }],
  ['a pipe in a pipe', '{ t | a; } | b', { pipedInto: [['a'], ['b']] }],
  ['a pipe into a group', 't | { a; b; }', { pipedInto: [['…']] }],
  ['background', 't > log &', { stdout: 'log', background: true }],
])('%s: %s', (_, text, expected) => {
  expect(streamsOf(text)).toEqual(expected)
})
