import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { outlineOf, readSystem } from '../outline.js'
import { purposesOf } from '../adapter-support.js'

// Key by key (CircleCI documentation: Configuration reference).

const EXECUTOR = 'docker: [{image: "cimg/base:2025.01"}]'
const JOBS = `
jobs:
  build: {${EXECUTOR}, steps: [run: make]}
  test: {${EXECUTOR}, steps: [checkout, run: npx jest]}
  ship: {${EXECUTOR}, steps: [checkout, run: kubectl apply -f k8s]}
`

function read(workflow: string, more = ''): Pipeline {
  const text = `version: 2.1\n${more}${more.includes('\njobs:') ? '' : JOBS}workflows:\n  ci: ${workflow}\n`
  const { pipelines, defects } = readSystem('circleci', { '.circleci/config.yml': text })
  expect(defects).toEqual([])
  const [pipeline] = pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

const job = (keys: string, more = ''): Job | undefined =>
  read('{jobs: [own]}', `${more}\njobs:\n  own: {${keys}}\n`).jobs[0]

const lines = (workflow: string, more = ''): string[] => outlineOf({ pipelines: [read(workflow, more)] }).slice(1)

describe('types of jobs', () => {
  const typed = (keys: string, workflow: string): Job[] => [
    ...read(workflow, `\n${JOBS.trim()}\n  own: {${keys}}\n`).jobs,
  ]

  test('approval, in the workflow or as a job of its own', () => {
    for (const [keys, hold] of [
      [`${EXECUTOR}, steps: [run: make]`, 'hold: {type: approval, requires: [build]}'],
      ['type: approval', 'own: {name: hold, requires: [build]}'],
    ] as const) {
      const jobs = typed(keys, `{jobs: [build, ${hold}, ship: {requires: [hold]}]}`)
      expect(jobs.map(({ approval }) => approval?.kind)).toEqual([undefined, 'gate', undefined])
      expect(jobs.map(({ starts }) => starts?.some(({ manual }) => manual))).toEqual([false, false, true])
    }
  })

  test('a job that does nothing has no steps, whatever is written', () => {
    const [, own, ship] = typed(
      'type: no-op, steps: [run: npx jest]',
      '{jobs: [build, own: {requires: [build]}, ship: {requires: [own]}]}',
    )
    expect([own?.steps, own?.needs, ship?.needs]).toEqual([[], ['build'], ['own']])
  })

  test('what stands between a lock and its end', () => {
    const text =
      '\njobs:\n  on: {type: lock, key: prod}\n  off: {type: unlock, key: prod}\n' +
      `  ship: {${EXECUTOR}, steps: [run: ./ship]}\n`
    const { jobs } = read(
      '{jobs: [on, ship: {requires: [on]}, off: {requires: [ship]}, ship: {name: x, requires: [off]}]}',
      text,
    )
    expect(jobs.map(({ id, concurrency }) => [id, concurrency?.group.value])).toEqual([
      ['on', 'prod'],
      ['ship', 'prod'],
      ['off', undefined],
      ['x', undefined],
    ])
  })

  test.each([
    ['type: release, plan_name: shop', []],
    ['type: release, plan_name: shop, validation: {enabled: false}', []],
    ['type: release, plan_name: shop, validation: {enabled: true}', ['verify-deployment:circleci-release']],
    [
      'type: release, plan_name: shop, validation: {enabled: true, auto_rollback_on_failure: true}',
      ['verify-deployment:circleci-release', 'rollback:circleci-release'],
    ],
  ])('%s', (keys, purposes) => {
    expect(job(keys)?.steps.flatMap(purposesOf)).toEqual(purposes)
  })
})

describe('a job of an orb in the place of another', () => {
  const inline = 'orbs:\n  own: {jobs: {unit: {docker: [{image: a}], steps: [run: npx vitest]}}}\n'

  test.each([
    [inline, 'own/unit', ['unit-test:vitest']],
    [inline, 'own/other', ['checkout:git', 'unit-test:jest']],
    ['', 'own/unit', ['checkout:git', 'unit-test:jest']],
    ['orbs: {own: acme/tests@1.2.3}\n', 'own/unit', ['? orb acme/tests@1.2.3/unit, which is not known']],
  ])('%s %s', (orbs, name, purposes) => {
    const [only] = read(`{jobs: [test: {override-with: ${name}}]}`, orbs).jobs
    const found = only?.steps.flatMap(purposesOf).map((each) => (each.startsWith('?') ? '?' : each))
    expect([only?.id, found]).toEqual(['test', purposes.map((each) => (each.startsWith('?') ? '?' : each))])
  })
})

describe('order', () => {
  test.each([
    ['[build]', undefined],
    ['[build: success]', undefined],
    ['[build: failed]', 'failure'],
    ['[build: [failed, canceled]]', 'failure'],
    ['[build: [success, failed]]', 'always'],
    ['[build: terminal]', 'always'],
    ['[build: [success, canceled]]', undefined],
    ['[build: not_run]', 'failure'],
    ['build', undefined],
  ])('requires: %s', (requires, after) => {
    const last = read(`{jobs: [build, ship: {requires: ${requires}}]}`).jobs[1]
    expect([last?.needs, last?.after]).toEqual([['build'], after])
  })

  test.each([
    ['shop/deploy', 'shop/deploy'],
    ['<< pipeline.project.slug >>/deploy', '${{ pipeline.project.slug }}/deploy'],
    ['<< pipeline.parameters.lock >>', 'prod'],
  ])('serial-group: %s', (written, group) => {
    const { jobs } = read(
      `{jobs: [ship: {serial-group: "${written}"}]}`,
      'parameters: {lock: {type: string, default: prod}}\n',
    )
    expect(jobs[0]?.concurrency?.group.value).toBe(group)
  })

  test('the lock of a group is that of each of its jobs', () => {
    const more = 'job-groups:\n  release: {jobs: [build, ship: {requires: [build]}]}\n'
    const { jobs } = read('{jobs: [test, release: {requires: [test], serial-group: prod}]}', more)
    expect(jobs.map(({ id, concurrency }) => [id, concurrency?.group.value])).toEqual([
      ['test', undefined],
      ['release/build', 'prod'],
      ['release/ship', 'prod'],
    ])
  })

  test('a workflow that is run again', () => {
    const { jobs } = read('{max_auto_reruns: 2, jobs: [build, test]}')
    expect(jobs.map(({ retries }) => retries?.value)).toEqual([2, 2])
  })

  test('steps before and after those of the job', () => {
    expect(lines('{jobs: [test: {pre-steps: [run: npm ci], post-steps: [run: npx eslint .]}]}').slice(1)).toEqual([
      expect.stringContaining('install=npm'),
      expect.stringContaining('checkout'),
      expect.stringContaining('unit-test=jest'),
      expect.stringContaining('lint=eslint'),
    ])
  })
})

describe('matrix', () => {
  const more = `\njobs:\n  own:\n    parameters: {os: {type: string}, v: {type: string, default: "1"}}\n    ${EXECUTOR}\n    steps: [run: "make << parameters.os >> << parameters.v >>"]\n`

  test.each([
    ['{parameters: {os: [a, b]}}', ['own-a', 'own-b']],
    ['{parameters: {os: [a, b], v: ["1", "2"]}, exclude: [{os: a, v: "2"}]}', ['own-a-1', 'own-b-1', 'own-b-2']],
    ['{alias: all, parameters: {os: [a]}}', ['own-a']],
  ])('%s', (matrix, ids) => {
    const { jobs } = read(`{jobs: [own: {matrix: ${matrix}}]}`, more)
    expect(jobs.map(({ id }) => id)).toEqual(ids)
    expect(jobs[0]?.steps[0]?.run?.value).toBe('make a 1')
  })

  test('a name from the matrix, and a requirement of one', () => {
    const { jobs } = read(
      '{jobs: [own: {name: b-<< matrix.os >>, matrix: {parameters: {os: [a, b]}}}, own: {os: x, name: last, requires: [b-a]}]}',
      more,
    )
    expect(jobs.map(({ id, needs }) => [id, needs])).toEqual([
      ['b-a', []],
      ['b-b', []],
      ['last', ['b-a']],
    ])
  })
})

describe('steps', () => {
  const first = (step: string) => job(`${EXECUTOR}, steps: [${step}]`)?.steps[0]

  test.each([
    ['run: {command: npx jest, when: on_success}', undefined],
    ['run: {command: npx jest, when: always}', 'always'],
    ['run: {command: npx jest, when: on_fail}', 'failure'],
    ['store_test_results: {path: out}', 'always'],
    ['store_artifacts: {path: out}', 'always'],
    ['save_cache: {key: a, paths: [b], when: on_fail}', 'failure'],
  ])('%s', (step, after) => {
    expect(first(step)?.after).toBe(after)
  })

  test('in the background nobody waits for its end', () => {
    const step = first('run: {command: npx jest, background: true}')
    expect(step?.commands[0]?.streams).toEqual({ background: true })
    expect(step?.intents[0]?.command).toBe(step?.commands[0])
    expect(first('run: {command: npx jest, background: false}')?.commands[0]?.streams).toBeUndefined()
  })

  test('is run again', () => {
    expect(first('run: {command: npx jest, max_auto_reruns: 3, auto_rerun_delay: 10s}')?.retries?.value).toBe(3)
  })

  test.each([
    'checkout',
    'setup_remote_docker',
    'add_ssh_keys',
    'checkout: {method: blobless}',
    'install_signing_bundle: {x: y}',
  ])('%s is known', (step) => {
    expect(first(step)?.opaque).toEqual([])
  })

  test.each([
    ['environment: {A: b}', 'b'],
    ['environment: [{A: b}]', 'b'],
    ['environment: ["A=b"]', 'b'],
  ])('%s', (keys, value) => {
    expect(job(`${EXECUTOR}, ${keys}, steps: []`)?.env.get('A')?.value).toBe(value)
  })
})

describe('parameters of the pipeline', () => {
  const more =
    'parameters: {Deploy: {type: boolean, default: false}, where: {type: enum, enum: [eu, us], default: eu}}\n'

  test('are chosen by who starts it where they decide something', () => {
    const { triggers, jobs } = read('{when: << pipeline.parameters.Deploy >>, jobs: [ship]}', more)
    expect(triggers.map(({ kind }) => kind)).toEqual(['manual'])
    expect([...(triggers[0]?.inputs ?? [])]).toEqual([
      ['deploy', 'boolean'],
      ['where', 'enum'],
    ])
    expect(jobs[0]?.starts).toMatchObject([{ certain: false }])
  })

  test.each([
    ['when: pipeline.git.branch == "main"', ['push']],
    ['when: {equal: [main, << pipeline.git.branch >>]}', ['push']],
    ['unless: {equal: [main, << pipeline.git.branch >>]}', ['change-request']],
    ['when: {and: [{matches: {pattern: "^main$", value: << pipeline.git.branch >>}}, true]}', ['push']],
    ['when: {not: {or: [{equal: [main, << pipeline.git.branch >>]}, false]}}', ['change-request']],
    ['when: pipeline.git.branch != "main" and not pipeline.parameters.Deploy', ['change-request']],
    ['when: false', []],
  ])('%s', (rule, kinds) => {
    const { triggers } = read(`{${rule}, jobs: [test]}`, more)
    expect(triggers.map(({ kind }) => kind)).toEqual(kinds)
  })
})
