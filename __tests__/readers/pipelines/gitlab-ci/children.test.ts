import { describe, expect, test } from '@jest/globals'
import { ancestorsOf } from '../../../../src/check-api/index.js'
import { jobIn, readCi, startsOf } from './support.js'

const CHILD = `
stages: [one, two]
first: { stage: one, script: a }
second: { stage: two, script: b }
`

describe('child pipelines', () => {
  test('stand behind the job that starts them', () => {
    const { ci } = readCi(
      `
stages: [build, run, after]
build: { stage: build, script: x }
run: { stage: run, trigger: { include: child.yml, strategy: depend }, variables: { MODE: fast } }
after: { stage: after, script: x }
`,
      { 'child.yml': CHILD },
    )
    expect(ci.jobs.map(({ id, name, needs }) => [id, name, needs])).toEqual([
      ['build', 'build', []],
      ['run', 'run', ['build']],
      ['after', 'after', ['run', 'run/first', 'run/second']],
      ['run/first', 'first', ['run']],
      ['run/second', 'second', ['run/first']],
    ])
    expect(jobIn(ci, 'run')).toMatchObject({
      steps: [],
      calls: { resolved: true, target: { kind: 'local', text: 'include child.yml' }, secrets: 'none' },
    })
    expect(ancestorsOf(ci, jobIn(ci, 'run/second')).map(({ id }) => id)).toEqual(['build', 'run', 'run/first'])
  })

  test('nobody waits for one that is only started', () => {
    const { ci } = readCi(
      'stages: [a, b]\nrun: { stage: a, trigger: { include: [{ local: child.yml }] } }\nafter: { stage: b, script: x }',
      { 'child.yml': CHILD },
    )
    expect(jobIn(ci, 'after').needs).toEqual(['run'])
  })

  test('have rules of their own, and a source of their own', () => {
    const { ci } = readCi(
      `
run:
  trigger: { include: child.yml }
  rules: [{ if: $CI_COMMIT_TAG, when: manual }, { if: $CI_MERGE_REQUEST_IID }, { if: $CI_COMMIT_BRANCH == "main" }]
`,
      {
        'child.yml': `
a: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "parent_pipeline" }] }
b: { script: x, rules: [{ if: $CI_PIPELINE_SOURCE == "push" }] }
c: { script: x, rules: [{ if: $CI_COMMIT_TAG }] }
d: { script: x }
`,
      },
    )
    expect(Object.fromEntries(ci.jobs.map((job) => [job.id, startsOf(job)]))).toEqual({
      run: ['merge_request_event', 'push[main]', 'tag by hand'],
      'run/a': ['merge_request_event', 'push[main]', 'tag by hand'],
      'run/c': ['tag by hand'],
      'run/d': ['push[main]', 'tag by hand'],
    })
  })

  test('take the variables of the job that starts them', () => {
    const { resolver } = readCi('run: { trigger: { include: child.yml }, variables: { MODE: fast } }', {
      'child.yml': 'variables: { MODE: slow, OWN: x }\na: { script: x }',
    })
    expect(Object.fromEntries(resolver.scripts[0]?.env ?? [])).toEqual({ CI_JOB_NAME: 'a', MODE: 'fast', OWN: 'x' })
  })

  test('may start others, not without end', () => {
    const { ci } = readCi('run: { trigger: { include: a.yml } }', {
      'a.yml': 'more: { trigger: { include: b.yml } }',
      'b.yml': 'most: { trigger: { include: a.yml } }\nlast: { script: x }',
    })
    expect(ci.jobs.map(({ id }) => id)).toEqual(['run', 'run/more', 'run/more/most', 'run/more/last'])
    expect(ci.unresolved).toMatchObject([{ reason: 'too-deep', what: 'include a.yml', at: { file: 'b.yml' } }])
  })

  test.each<[name: string, trigger: string, what: string, reason: string]>([
    ['another project', 'acme/deploy', 'the pipeline of acme/deploy', 'remote'],
    ['another project, in words', '{ project: acme/deploy, branch: main }', 'the pipeline of acme/deploy', 'remote'],
    [
      'a file of another project',
      '{ include: [{ project: acme/ci, file: a.yml }] }',
      'include a.yml of project acme/ci',
      'remote',
    ],
    [
      'a file that a job writes',
      '{ include: [{ artifact: made.yml, job: make }] }',
      'the pipeline in the artifact made.yml',
      'dynamic',
    ],
    ['a file that is not there', '{ include: gone.yml }', 'include gone.yml, which is not in the tree', 'missing'],
  ])('%s is left open', (_, trigger, what, reason) => {
    const { ci } = readCi(`run: { trigger: ${trigger} }`)
    expect(ci.unresolved).toMatchObject([{ what, reason, at: { line: 1 } }])
    expect(jobIn(ci, 'run')).toMatchObject({ steps: [], calls: { resolved: false } })
  })

  test('a template as a child', () => {
    const { ci } = readCi('scan: { trigger: { include: [{ template: Jobs/Secret-Detection.gitlab-ci.yml }] } }')
    expect(ci.jobs.map(({ id }) => id)).toEqual(['scan', 'scan/secret_detection'])
  })
})
