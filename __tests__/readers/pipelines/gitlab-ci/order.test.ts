import { describe, expect, test } from '@jest/globals'
import { ancestorsOf } from '../../../../src/check-api/index.js'
import { jobIn, readCi } from './support.js'

interface Case {
  readonly name: string
  readonly ci: string
  /** Job → everything that ends before it. */
  readonly before: Readonly<Record<string, readonly string[]>>
}

const CASES: readonly Case[] = [
  {
    name: 'stages without being named',
    ci: `
c: { stage: deploy, script: x }
a: { stage: build, script: x }
b: { script: x }
`,
    before: { a: [], b: ['a'], c: ['a', 'b'] },
  },
  {
    name: 'stages by name, the first and the last always there',
    ci: `
stages: [one, two]
last: { stage: .post, script: x }
first: { stage: .pre, script: x }
a: { stage: one, script: x }
b: { stage: two, script: x }
`,
    before: { first: [], a: ['first'], b: ['first', 'a'], last: ['first', 'a', 'b'] },
  },
  {
    name: 'needs in the place of stages',
    ci: `
stages: [build, test, deploy]
a: { stage: build, script: x }
b: { stage: test, script: x, needs: [] }
c: { stage: test, script: x }
d: { stage: deploy, script: x, needs: [b] }
e: { stage: deploy, script: x, needs: [{ job: a, artifacts: false }, { job: gone, optional: true }] }
f: { stage: deploy, script: x }
`,
    before: { a: [], b: [], c: ['a'], d: ['b'], e: ['a'], f: ['a', 'b', 'c'] },
  },
  {
    name: 'stages in which every job names its needs still come first',
    ci: `
stages: [build, test, deploy]
a: { stage: build, script: x }
b: { stage: test, script: x, needs: [] }
c: { stage: deploy, script: x }
`,
    before: { b: [], c: ['a', 'b'] },
  },
  {
    name: 'needs of other pipelines are no order here',
    ci: `
a: { stage: build, script: x }
b: { script: x, needs: [{ project: acme/other, job: a, ref: main, artifacts: true }, { pipeline: $UPSTREAM, job: a }] }
`,
    before: { b: [] },
  },
  {
    name: 'needs of a matrix, of rules',
    ci: `
a: { stage: build, script: x, parallel: { matrix: [{ OS: [linux, mac] }] } }
b: { script: x, needs: [{ job: a, parallel: { matrix: [{ OS: linux }] } }] }
c: { script: x, needs: [], rules: [{ if: $CI_COMMIT_TAG, needs: [a] }] }
`,
    before: { b: ['a'], c: ['a'] },
  },
  {
    name: 'nobody waits for a job that somebody may start',
    ci: `
stages: [one, two, three]
a: { stage: one, script: x }
b: { stage: two, script: x, when: manual }
c: { stage: three, script: x }
d: { stage: three, script: x, needs: [b] }
`,
    before: { b: ['a'], c: ['a'], d: ['a', 'b'] },
  },
  {
    name: 'everybody waits for one that somebody must start',
    ci: `
stages: [one, two, three]
a: { stage: one, script: x, when: manual, allow_failure: false }
b: { stage: two, script: x, rules: [{ if: $CI_COMMIT_TAG, when: manual }] }
c: { stage: three, script: x, rules: [{ if: $CI_COMMIT_TAG }] }
`,
    before: { c: ['a', 'b'] },
  },
  {
    name: 'jobs of other runs are not before it',
    ci: `
stages: [one, two]
a: { stage: one, script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }
b: { stage: one, script: x, rules: [{ if: $CI_COMMIT_TAG }] }
c: { stage: two, script: x, rules: [{ if: $CI_COMMIT_TAG }] }
`,
    before: { c: ['b'] },
  },
  {
    name: 'a stage that nobody declared',
    ci: 'stages: [one]\na: { stage: one, script: x }\nb: { stage: two, script: x }\nc: { stage: two, script: x, needs: [a] }',
    before: { b: [], c: ['a'] },
  },
]

describe('what ends before a job starts', () => {
  test.each(CASES)('$name', ({ ci: text, before }) => {
    const { ci } = readCi(text)
    const found = Object.keys(before).map((id) => [
      id,
      ancestorsOf(ci, jobIn(ci, id))
        .map((job) => job.id)
        .sort(),
    ])
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(before).map(([id, ids]) => [id, [...ids].sort()])),
    )
  })

  test('stages are not spelled out for every pair of jobs', () => {
    const jobs = ['a', 'b', 'c', 'd', 'e'].flatMap((stage) =>
      Array.from({ length: 10 }, (_, index) => `${stage}${index}: { stage: ${stage}, script: x }`),
    )
    const { ci } = readCi(['stages: [a, b, c, d, e]', ...jobs].join('\n'))
    expect(jobIn(ci, 'e0').needs).toHaveLength(10)
    expect(ancestorsOf(ci, jobIn(ci, 'e0'))).toHaveLength(40)
  })
})
