import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { MAX_DEPTH } from '../../src/readers/hcl/cursor.js'
import { MAX_INSTRUCTIONS } from '../../src/readers/infrastructure/dockerfile/index.js'
import { MAX_COMMANDS, MAX_JOB_STEPS, MAX_JOBS, MAX_PAIRS, MAX_STEPS } from '../../src/readers/pipelines/limits.js'
import { DEFAULT_LIMITS } from '../../src/snapshot/limits.js'

const page = readFileSync(new URL('../../docs/hostile-input.md', import.meta.url), 'utf8')

/** What the table says is the most, by what it is the most of. */
const told = new Map(
  Array.from(page.matchAll(/^\| ([^|]+?) +\| ([^|]*\d[^|]*?) +\|/gm), ([, what = '', most = '']) => [what, most]),
)
const numbers = (what: string): number[] =>
  Array.from(told.get(what)?.matchAll(/\d[\d,]*/g) ?? [], ([number]) => Number(number.replaceAll(',', '')))

test.each<[string, readonly number[]]>([
  ['one file', [DEFAULT_LIMITS.maxFileBytes]],
  ['automation files of a revision together', [DEFAULT_LIMITS.maxTotalBytes / 1024 / 1024]],
  ['nesting of YAML, JSON and HCL', [MAX_DEPTH]],
  ['jobs of a pipeline', [MAX_JOBS]],
  ['pairs of a job and one that comes before it', [MAX_PAIRS]],
  ['steps of a job, of a pipeline', [MAX_JOB_STEPS, MAX_STEPS]],
  ['commands of a pipeline, in scripts that it calls too', [MAX_COMMANDS]],
  ['instructions of a Dockerfile', [MAX_INSTRUCTIONS]],
])('the page tells the limit of %s', (what, limits) => {
  expect([what, numbers(what)]).toEqual([what, limits])
})
