import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { intentsOf } from '../adapter-support.js'
import { readSystem } from '../outline.js'

// Key by key (Tekton documentation: Tasks, Pipelines, TaskRuns, PipelineRuns).

function all(text: string, more: Readonly<Record<string, string>> = {}): readonly Pipeline[] {
  const { pipelines, defects } = readSystem('tekton', { ...more, 'ci.yaml': text })
  expect(defects).toEqual([])
  return pipelines
}

const WORK = 'steps: [{name: run, image: "node:22", script: "npx jest"}]'

function tasks(list: string, last = '[]'): readonly Job[] {
  const text = `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: p}\nspec:\n  tasks: ${list}\n  finally: ${last}\n`
  return all(text)[0]?.jobs ?? []
}

const task = (keys: string): Job | undefined => tasks(`[{name: a, taskSpec: {${WORK}}, ${keys}}]`)[0]

describe('tasks of a pipeline', () => {
  test.each([
    ['timeout: 1h30m', { timeoutMinutes: { value: '90' } }],
    ['retries: 2', { retries: { value: 2 } }],
    ['onError: continue', { allowFailure: { value: true } }],
    ['matrix: {params: [{name: os, value: [a, b]}]}', { matrix: { expressions: true } }],
    ['when: [{input: $(params.x), operator: in, values: [a]}]', { condition: { value: '$(params.x) in [a]' } }],
    [`when: [{cel: "'$(params.x)' == 'a'"}]`, { condition: { value: "'$(params.x)' == 'a'" } }],
    ['displayName: Unit tests', { id: 'a' }],
  ])('%s', (keys, expected) => {
    expect(task(keys)).toMatchObject(expected)
  })

  test('wait for those that they name, or take results from', () => {
    const jobs = tasks(
      `[{name: a, taskSpec: {${WORK}}}, {name: b, runAfter: [a], taskSpec: {${WORK}}}, {name: c, params: [{name: x, value: $(tasks.a.results.y)}], taskSpec: {${WORK}}}]`,
      `[{name: z, taskSpec: {${WORK}}}, {name: bad, when: [{input: $(tasks.status), operator: in, values: [Failed]}], taskSpec: {${WORK}}}]`,
    )
    expect(jobs.map(({ id, needs, after }) => [id, needs, after])).toEqual([
      ['a', [], undefined],
      ['b', ['a'], undefined],
      ['c', ['a'], undefined],
      ['z', ['a', 'b', 'c'], 'always'],
      ['bad', ['a', 'b', 'c'], 'failure'],
    ])
  })
})

describe('steps of a task', () => {
  const step = (keys: string) =>
    tasks(
      `[{name: a, taskSpec: {steps: [{name: run, image: "node:22", ${keys}}], sidecars: [{name: db, image: "postgres:17"}]}}]`,
    )[0]

  test.each([
    ['script: "npx jest"', ['unit-test:jest']],
    ['command: [npx, jest]', ['unit-test:jest']],
    ['command: [npx], args: [jest, --ci]', ['unit-test:jest']],
    ['script: "#!/usr/bin/env bash\\nset -e\\nnpx jest"', ['unit-test:jest']],
  ])('%s', (keys, purposes) => {
    const job = step(keys)
    expect(job === undefined ? [] : intentsOf(job)).toEqual(purposes)
  })

  test('may fail, and have a limit', () => {
    expect(step('script: x, onError: continue, timeout: 90s')?.steps[0]).toMatchObject({
      allowFailure: { value: true },
      timeoutMinutes: { value: '1.5' },
    })
    expect(step('script: x, onError: stopAndFail')?.steps[0]?.allowFailure).toBeUndefined()
  })

  test('a sidecar is a service', () => {
    expect(step('script: x')?.images?.map(({ value, service = false }) => [value, service])).toEqual([
      ['node:22', false],
      ['postgres:17', true],
    ])
  })
})

describe('the run of one task', () => {
  const run = (spec: string) =>
    `apiVersion: tekton.dev/v1\nkind: TaskRun\nmetadata: {generateName: unit-}\nspec: ${spec}\n`

  test.each([
    [`{taskSpec: {${WORK}}}`, ['unit-test:jest']],
    ['{taskRef: {name: unit}}', ['unit-test:jest']],
    ['{taskRef: {name: gone}}', ['?']],
  ])('%s', (spec, purposes) => {
    const unit = `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: unit}\nspec: {${WORK}}\n`
    const found = all(run(spec), { 'unit.yaml': unit }).find(({ file }) => file === 'ci.yaml')
    expect(found?.kind).toBe('workflow')
    expect(found?.jobs.flatMap(intentsOf).map((each) => (each.startsWith('?') ? '?' : each))).toEqual(purposes)
    expect(found?.jobs.every(({ starts = [] }) => starts.length > 0 && starts.every(({ certain }) => !certain))).toBe(
      true,
    )
  })

  test('made by a trigger', () => {
    const template = `apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: {name: t}
spec:
  resourcetemplates: [{apiVersion: tekton.dev/v1, kind: TaskRun, metadata: {generateName: unit-}, spec: {taskSpec: {${WORK}}}}]
`
    expect(all(template).map(({ name, jobs }) => [name, jobs.flatMap(intentsOf)])).toEqual([
      ['unit-', ['unit-test:jest']],
    ])
  })
})

describe('Pipelines as Code', () => {
  const run = `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: {name: ci, annotations: {pipelinesascode.tekton.dev/on-event: "[push]"}}
spec: {pipelineSpec: {tasks: [{name: a, taskSpec: {${WORK}}}]}}
`
  const repository = (limit: string) =>
    `apiVersion: pipelinesascode.tekton.dev/v1alpha1\nkind: Repository\nmetadata: {name: shop}\nspec: {url: "https://x.example/shop"${limit}}\n`

  test.each([
    ['', undefined],
    [', concurrency_limit: 2', undefined],
    [', concurrency_limit: 1', 'concurrency_limit'],
  ])('a repository%s', (limit, group) => {
    const [pipeline] = all(run, { 'repository.yaml': repository(limit) })
    expect(pipeline?.concurrency?.group.value).toBe(group)
  })
})

describe('tasks of bundles', () => {
  const bundled = (bundle: string) =>
    tasks(
      `[{name: a, taskRef: {resolver: bundles, params: [{name: name, value: init}, {name: bundle, value: "${bundle}"}, {name: kind, value: task}]}}]`,
    )[0]?.steps[0]

  test.each([
    [`quay.io/konflux-ci/tekton-catalog/task-init:0.2@sha256:${'a'.repeat(64)}`, 'konflux:init', 0],
    ['quay.io/konflux-ci/tekton-catalog/task-init:0.2', 'konflux:init', 0],
    ['quay.io/acme/tasks/init:1', 'tekton:init', 1],
  ])('%s', (bundle, repository, gaps) => {
    const step = bundled(bundle)
    expect([step?.uses?.repository, step?.opaque.length]).toEqual([repository, gaps])
  })
})
