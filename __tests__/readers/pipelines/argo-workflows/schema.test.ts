import { describe, expect, test } from '@jest/globals'
import type { Pipeline } from '../../../../src/models/index.js'
import { readSystem } from '../outline.js'

// Key by key (Argo Workflows documentation: Field reference).

const TEMPLATES = `    - {name: test, container: {image: 'golang:1.24', command: [go, test, ./...]}}
    - {name: tell, container: {image: curlimages/curl, command: [sh, -c, 'curl -d x https://chat.example']}}
`

function read(spec: string, { kind = 'Workflow', outer = '' } = {}): Pipeline {
  const inner = `  entrypoint: test\n${spec}  templates:\n${TEMPLATES}`
  const body = kind === 'CronWorkflow' ? `${outer}  workflowSpec:\n${inner.replace(/^/gm, '  ')}` : inner
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ci}\nspec:\n${body}\n`
  const { pipelines, defects } = readSystem('argo-workflows', { 'ci.yaml': text })
  expect(defects).toEqual([])
  const [pipeline] = pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

describe('handlers', () => {
  test.each([
    ['  onExit: tell\n', 'always', ['test']],
    ['  hooks: {exit: {template: tell}}\n', 'always', ['test']],
    [`  hooks: {bad: {template: tell, expression: 'workflow.status == "Failed"'}}\n`, 'failure', ['test']],
    [`  hooks: {exit: {template: tell, expression: 'workflow.status != "Succeeded"'}}\n`, 'failure', ['test']],
    [`  hooks: {running: {template: tell, expression: 'workflow.status == "Running"'}}\n`, undefined, []],
  ])('%j', (spec, after, needs) => {
    const { jobs } = read(spec)
    expect(jobs.map(({ id }) => id)).toEqual(['test', 'tell'])
    expect([jobs[1]?.after, jobs[1]?.needs]).toEqual([after, needs])
  })
})

describe('locks', () => {
  test.each([
    ['  synchronization: {mutex: {name: ship}}\n', 'ship'],
    ['  synchronization: {mutexes: [{name: ship}, {name: b}]}\n', 'ship'],
    ["  synchronization: {mutex: {name: 'ship-{{workflow.parameters.env}}'}}\n", 'ship-${{workflow.parameters.env}}'],
    ['  synchronization: {semaphore: {configMapKeyRef: {name: c, key: n}}}\n', undefined],
    ['', undefined],
  ])('%j', (spec, group) => {
    expect(read(spec).concurrency?.group.value).toBe(group)
  })

  test('of a template', () => {
    const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: ci}
spec:
  entrypoint: ship
  templates: [{name: ship, synchronization: {mutexes: [{name: prod}]}, container: {image: helm, command: [helm, upgrade, a, b]}, sidecars: [{name: db, image: 'postgres:17'}]}]
`
    const job = readSystem('argo-workflows', { 'ci.yaml': text }).pipelines[0]?.jobs[0]
    expect(job?.concurrency?.group.value).toBe('prod')
    expect(job?.images?.map(({ value, service = false }) => [value, service])).toEqual([
      ['helm', false],
      ['postgres:17', true],
    ])
  })
})

describe('schedules', () => {
  test.each([
    ['  schedule: "0 3 * * *"\n', ['schedule'], undefined, undefined],
    ['  schedules: ["0 3 * * *", "0 4 * * *"]\n', ['schedule', 'schedule'], undefined, undefined],
    ['  schedule: "0 3 * * *"\n  concurrencyPolicy: Allow\n', ['schedule'], undefined, undefined],
    ['  schedule: "0 3 * * *"\n  concurrencyPolicy: Forbid\n', ['schedule'], 'concurrencyPolicy', undefined],
    ['  schedule: "0 3 * * *"\n  concurrencyPolicy: Replace\n', ['schedule'], 'concurrencyPolicy', true],
  ])('%j', (outer, kinds, group, cancels) => {
    const { triggers, concurrency } = read('', { kind: 'CronWorkflow', outer })
    expect(triggers.map(({ kind }) => kind)).toEqual(kinds)
    expect([concurrency?.group.value, concurrency?.cancelInProgress?.value]).toEqual([group, cancels])
  })

  test('a suspended one is only submitted', () => {
    const { triggers, jobs } = read('', { kind: 'CronWorkflow', outer: '  schedule: "0 3 * * *"\n  suspend: true\n' })
    expect(triggers.every(({ event }) => event === 'submit')).toBe(true)
    expect(jobs[0]?.starts?.some(({ certain }) => certain)).toBe(false)
  })
})
