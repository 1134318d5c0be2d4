import { describe, expect, test } from '@jest/globals'
import { jobIn, readCi, startsOf, triggerText } from './support.js'

interface Case {
  readonly name: string
  readonly ci: string
  /** Job → the runs that get to it. */
  readonly starts: Readonly<Record<string, readonly string[]>>
  readonly files?: Readonly<Record<string, string>>
}

const CASES: readonly Case[] = [
  {
    name: 'without rules: branches and tags, no merge requests',
    ci: 'a: { script: x }',
    starts: { a: ['push', 'tag'] },
  },
  {
    name: 'the default branch alone',
    ci: 'a: { script: x, rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }] }',
    starts: { a: ['push[$CI_DEFAULT_BRANCH]'] },
  },
  {
    name: 'branches by name, the first of them the default one',
    ci: `
main: { script: x, rules: [{ if: $CI_COMMIT_BRANCH == "master" }] }
stage: { script: x, rules: [{ if: $CI_COMMIT_BRANCH == "staging" }, { if: $CI_COMMIT_BRANCH == "qa" }] }
`,
    starts: { main: ['push[master]'], stage: ['push[staging qa]'] },
  },
  {
    name: 'names that make no difference are no triggers of their own',
    ci: `
a: { script: x, rules: [{ if: $CI_COMMIT_BRANCH == "main" }, { if: $CI_COMMIT_BRANCH == "develop" }] }
b: { script: x, rules: [{ if: $CI_COMMIT_BRANCH }] }
`,
    starts: { a: ['push[main develop]'], b: ['push[main develop]', 'push[!main]'] },
  },
  {
    name: 'branches by pattern',
    ci: `
a: { script: x, rules: [{ if: '$CI_COMMIT_BRANCH =~ /^release-\\d+/' }] }
b: { script: x, only: [/^hotfix-/] }
`,
    starts: { a: ['push[/^release-\\d+/]'], b: ['push[/^hotfix-/]', 'tag[/^hotfix-/]'] },
  },
  {
    name: 'tags by pattern',
    ci: `
a: { script: x, rules: [{ if: '$CI_COMMIT_TAG =~ /^v\\d+\\.\\d+\\.\\d+$/' }] }
b: { script: x, rules: [{ if: '$CI_COMMIT_TAG =~ /-rc\\d$/' }] }
`,
    starts: { a: ['tag'], b: ['tag[/-rc\\d$/]'] },
  },
  {
    name: 'merge requests, schedules and runs by hand',
    ci: `
a: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }
b: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "schedule" }] }
c: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "web" }, { if: $CI_PIPELINE_SOURCE == "api" }] }
`,
    starts: { a: ['merge_request_event'], b: ['schedule'], c: ['web', 'api'] },
  },
  {
    name: 'the first rule that fits counts',
    ci: `
a:
  script: x
  rules:
    - { if: $CI_PIPELINE_SOURCE == "schedule", when: never }
    - { if: $CI_COMMIT_TAG, when: manual }
    - when: on_success
`,
    starts: { a: ['merge_request_event', 'push', 'tag by hand'] },
  },
  {
    name: 'what is not known may be',
    ci: `
a: { script: x, rules: [{ if: $RUN_A, when: never }, { if: $CI_COMMIT_TAG }] }
b: { script: x, rules: [{ if: $CI_COMMIT_TAG, changes: [src/**/*] }, { if: $CI_COMMIT_BRANCH, changes: [src/**/*] }] }
c: { script: x, rules: [{ if: $CI_COMMIT_TAG && $PUBLISH == "yes", when: manual }, { if: $CI_COMMIT_TAG }] }
`,
    starts: { a: ['tag?'], b: ['push?', 'tag'], c: ['tag'] },
  },
  {
    name: 'variables of the file',
    ci: `
variables: { DEPLOY: 'no', TRUNK: develop }
a: { script: x, rules: [{ if: $DEPLOY == "yes" }] }
b: { script: x, rules: [{ if: $CI_COMMIT_BRANCH == $TRUNK }] }
c: { script: x, variables: { DEPLOY: 'yes' }, rules: [{ if: $DEPLOY == "yes" && $CI_COMMIT_TAG }] }
d: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "web" && $DEPLOY == "yes" }] }
`,
    starts: { a: ['web?'], b: ['web?', 'push[develop]'], c: ['web?', 'tag'], d: ['web?'] },
  },
  {
    name: 'files that exist',
    ci: `
a: { script: x, rules: [{ exists: [Dockerfile] }] }
b: { script: x, rules: [{ exists: ['**/*.go'] }] }
c: { script: x, rules: [{ exists: { paths: ['app/**/*.py'] } }] }
d: { script: x, rules: [{ exists: [$FILE] }] }
`,
    files: { Dockerfile: '', 'app/a/b.py': '' },
    starts: {
      a: ['merge_request_event', 'push', 'tag'],
      c: ['merge_request_event', 'push', 'tag'],
      d: ['merge_request_event?', 'push?', 'tag?'],
    },
  },
  {
    name: 'rules of the workflow',
    ci: `
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
      when: never
    - if: $CI_COMMIT_BRANCH
a: { script: x }
b: { script: x, rules: [{ if: $CI_COMMIT_TAG }, { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }] }
c: { script: x, only: [branches] }
`,
    starts: {
      a: ['merge_request_event', 'push[$CI_DEFAULT_BRANCH]', 'push[!$CI_DEFAULT_BRANCH]?'],
      b: ['push[$CI_DEFAULT_BRANCH]'],
      c: ['push[$CI_DEFAULT_BRANCH]', 'push[!$CI_DEFAULT_BRANCH]?'],
    },
  },
  {
    name: 'only and except',
    ci: `
a: { script: x, only: [main, tags] }
b: { script: x, only: [branches], except: [main] }
c: { script: x, only: [merge_requests, schedules] }
d: { script: x, only: { refs: [main], changes: [docs/**/*] } }
e: { script: x, only: { variables: [$RELEASE == "yes"] } }
f: { script: x, except: [/^docs-/] }
g: { script: x, only: [main@acme/shop] }
h: { script: x, only: [main], when: manual }
`,
    starts: {
      a: ['schedule', 'push[main]', 'tag', 'tag[/^docs-/]'],
      b: ['schedule?', 'push[/^docs-/]', 'push[!main]'],
      c: ['merge_request_event', 'schedule'],
      d: ['schedule', 'push[main]?'],
      e: [
        'merge_request_event?',
        'schedule?',
        'push[main]?',
        'push[/^docs-/]?',
        'push[!main]?',
        'tag?',
        'tag[/^docs-/]?',
      ],
      f: ['schedule', 'push[main]', 'push[!main]', 'tag'],
      g: ['schedule?', 'push[main]?'],
      h: ['schedule by hand', 'push[main] by hand'],
    },
  },
  {
    name: 'merge requests by their branches, and merge trains',
    ci: `
a: { script: x, rules: [{ if: $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main" }] }
b: { script: x, rules: [{ if: $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "release" }] }
c: { script: x, rules: [{ if: '$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME =~ /^renovate/' }] }
d: { script: x, rules: [{ if: $CI_MERGE_REQUEST_EVENT_TYPE == "merge_train" }] }
`,
    starts: {
      a: ['merge_request_event', 'merge_train'],
      b: ['merge_request_event?'],
      c: ['merge_request_event?'],
      d: ['merge_request_event?', 'merge_train'],
    },
  },
  {
    name: 'jobs that never run are left out',
    ci: 'a: { script: x, rules: [{ when: never }] }\nb: { script: x, when: never }\nc: { script: x }',
    starts: { c: ['push', 'tag'] },
  },
  {
    name: 'a base that is not there may bring rules',
    ci: 'include: { project: acme/ci, file: base.yml }\na: { extends: .base, script: x }\nb: { extends: .base, script: x, rules: [{ if: $CI_COMMIT_TAG }] }',
    starts: { a: ['merge_request_event?', 'push?', 'tag?'], b: ['tag'] },
  },
]

describe('which runs get to which jobs', () => {
  test.each(CASES)('$name', ({ ci, starts, files }) => {
    const { ci: pipeline, defects } = readCi(ci, files)
    expect(defects).toEqual([])
    expect(Object.fromEntries(pipeline.jobs.map((job) => [job.id, startsOf(job)]))).toEqual(starts)
    const all = new Set(pipeline.jobs.flatMap((job) => (job.starts ?? []).map(({ trigger }) => trigger)))
    expect(new Set(pipeline.triggers)).toEqual(all)
  })

  test('a trigger stands where a rule asks for it', () => {
    const { ci } = readCi('a:\n  script: x\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n')
    expect(ci.triggers.map(triggerText)).toEqual(['schedule'])
    expect(ci.triggers[0]).toMatchObject({ kind: 'schedule', at: { file: '.gitlab-ci.yml', line: 4 } })
  })

  test('a pipeline that others start is reusable', () => {
    const { ci } = readCi('a: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "pipeline" }] }')
    expect(ci).toMatchObject({ kind: 'reusable', triggers: [{ kind: 'call', event: 'pipeline' }] })
  })
})

describe('when a job runs, and what its failure means', () => {
  const { ci } = readCi(`
a: { script: x, when: on_failure }
b: { script: x, when: always }
c: { script: x, when: manual }
d: { script: x, rules: [{ if: $CI_COMMIT_TAG, when: manual }] }
e: { script: x, rules: [{ if: $CI_COMMIT_TAG, when: on_failure }] }
f: { script: x, rules: [{ if: $CI_COMMIT_TAG, when: always }, { if: $CI_COMMIT_BRANCH }] }
g: { script: x, allow_failure: true }
h: { script: x, allow_failure: { exit_codes: 3 } }
i: { script: x, rules: [{ if: $CI_COMMIT_TAG, allow_failure: true }, { if: $CI_COMMIT_BRANCH, allow_failure: true }] }
j: { script: x, rules: [{ if: $CI_COMMIT_TAG, allow_failure: true }, { if: $CI_COMMIT_BRANCH }] }
k: { script: x, when: delayed, start_in: 5 minutes }
`)

  test.each([
    ['a', { after: 'failure' }],
    ['b', { after: 'always' }],
    ['c', { approval: { kind: 'job', at: { line: 4 } } }],
    ['d', { approval: { kind: 'job' } }],
    ['e', { after: 'failure' }],
    ['g', { allowFailure: { value: true, at: { line: 8 } } }],
    ['i', { allowFailure: { value: true } }],
  ])('%s: %j', (id, expected) => {
    expect(jobIn(ci, id)).toMatchObject(expected)
  })

  test.each(['f', 'h', 'j', 'k'])('%s: nothing special', (id) => {
    const { after, approval, allowFailure } = jobIn(ci, id)
    expect({ after, approval, allowFailure }).toEqual({})
  })
})
