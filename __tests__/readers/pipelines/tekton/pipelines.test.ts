import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const PACKAGE = JSON.stringify({ scripts: { test: 'jest', lint: 'eslint .' } })

const TEST_TASK = `apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: npm-test
spec:
  params:
    - {name: script, default: test}
    - {name: image, default: node:22}
  workspaces: [{name: source}]
  steps:
    - name: install
      image: $(params.image)
      workingDir: $(workspaces.source.path)
      script: npm ci
    - name: run
      image: $(params.image)
      workingDir: $(workspaces.source.path)
      command: [npm]
      args: [run, $(params.script)]
      env:
        - {name: TOKEN, valueFrom: {secretKeyRef: {name: npm, key: token}}}
`

function outline(files: Readonly<Record<string, string>>): string[] {
  const lines = outlineOf(readSystem('tekton', { 'package.json': PACKAGE, ...files }))
  return lines.map((line) => line.replace(/:\d+ starts [^ ]+( \d\??)*/, '').replace(/^( {4}[^:]+):\d+/, '$1'))
}

/** A pipeline whose tasks and finally are given. */
function pipeline(tasks: string, last = ''): string {
  return `apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: shop
spec:
  params: [{name: image}, {name: env, default: staging}]
  tasks:
${tasks}${last === '' ? '' : `  finally:\n${last}`}`
}

const START = 'on change-request, push, tag, schedule, manual'

describe('a task', () => {
  test('is a pipeline that others call', () => {
    expect(outline({ 'tekton/task.yaml': TEST_TASK })).toEqual([
      'reusable npm-test on call',
      '  npm-test images ${{ params.image }} ${{ params.image }} secrets npm',
      '    install install=npm:14',
      '    run unit-test=jest:18',
    ])
  })

  test.each([
    ['a script stops at a failure', 'script: "npm test\\nnpm run lint"', undefined],
    ['one with a first line of its own does not', 'script: "#!/bin/bash\\nnpm test\\nnpm run lint"', 'lost(jest)'],
    ['unless that says so', 'script: "#!/usr/bin/env bash\\nset -e\\nnpm test\\nnpm run lint"', undefined],
    ['a command of a shell does not', 'command: [sh, -c, "npm test\\nnpm run lint"]', 'lost(jest)'],
    ['an argument of a shell does not', 'command: [sh], args: [-c, "npm test\\nnpm run lint"]', 'lost(jest)'],
  ])('%s', (_, how, lost) => {
    const task = `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: t}
spec:
  steps:
    - {name: s, image: node, workingDir: $(workspaces.source.path), ${how}}
`
    const line = outline({ 'task.yaml': task }).at(-1)
    expect(line).toContain('unit-test=jest')
    expect(line?.match(/lost\(\w+\)/)?.[0]).toBe(lost)
  })

  test('a step may fail, has a limit, and takes from the template of steps', () => {
    const task = `apiVersion: tekton.dev/v1beta1
kind: Task
metadata: {name: t}
spec:
  stepTemplate: {image: hadolint/hadolint, workingDir: $(workspaces.source.path)/app}
  steps:
    - name: lint
      onError: continue
      timeout: 1m30s
      args: [Dockerfile]
`
    const { pipelines } = readSystem('tekton', { 'task.yaml': task })
    const step = pipelines[0]?.jobs[0]?.steps[0]
    expect(step).toMatchObject({ allowFailure: { value: true }, timeoutMinutes: { value: '1.5' } })
    expect(step?.commands[0]).toMatchObject({ directory: 'app' })
    expect(step?.intents.map(({ tool }) => tool)).toEqual(['hadolint'])
  })

  test('a step action of the tree is followed, another is known by its name', () => {
    const task = `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: t}
spec:
  steps:
    - name: clone
      ref: {resolver: http, params: [{name: url, value: 'https://example.com/step/git-clone.yaml'}]}
    - name: test
      ref: {name: jest}
    - name: other
      ref: {name: gone}
---
apiVersion: tekton.dev/v1beta1
kind: StepAction
metadata: {name: jest}
spec: {image: node, script: npx jest}
`
    expect(outline({ 'task.yaml': task }).slice(2)).toEqual([
      '    clone uses tekton:git-clone checkout=git:6',
      '    test unit-test=jest:9',
      '    other uses tekton:gone ?task gone',
    ])
  })
})

describe('a pipeline', () => {
  test('runs tasks in order, and its last ones whatever happened', () => {
    const text = pipeline(
      `    - name: clone
      taskRef: {resolver: hub, params: [{name: name, value: git-clone}, {name: version, value: '0.9'}]}
    - name: test
      runAfter: [clone]
      retries: 2
      timeout: 10m
      taskRef: {name: npm-test}
      params: [{name: script, value: lint}]
    - name: build
      taskRef: {name: kaniko}
      params: [{name: IMAGE, value: $(tasks.clone.results.url)}]
    - name: deploy
      runAfter: [test, build]
      when: [{input: $(params.env), operator: in, values: [prod]}]
      taskRef: {name: helm-upgrade-from-source}
      params: [{name: release_namespace, value: prod}]
`,
      `    - name: tell
      taskRef: {name: send-to-channel-slack}
    - name: back
      when: [{input: $(tasks.status), operator: in, values: [Failed]}]
      taskSpec: {steps: [{name: undo, image: alpine/helm, args: [rollback, shop]}]}
`,
    )
    expect(outline({ 'tekton/pipeline.yaml': text, 'tekton/task.yaml': TEST_TASK }).slice(0, -4)).toEqual([
      `workflow shop ${START}`,
      '  clone',
      '    - uses tekton:git-clone checkout=git:9',
      '  test needs clone 10 minutes 2 retries',
      '  test/npm-test needs clone called by test images ${{ params.image }} ${{ params.image }} 10 minutes 2 retries secrets npm',
      '    install install=npm:14',
      '    run lint=eslint:14',
      '  build needs clone',
      '    - uses tekton:kaniko build=docker:17 publish=docker:17',
      '  deploy needs test build',
      '    - uses tekton:helm-upgrade-from-source deploy=helm:22',
      '  tell needs clone test test/npm-test build deploy after always',
      '    - uses tekton:send-to-channel-slack notify=notification:26',
      '  back needs clone test test/npm-test build deploy after failure images alpine/helm',
      '    undo rollback=helm:29',
    ])
  })

  test('what a run may skip is not certain, and what comes from elsewhere is included', () => {
    const text = pipeline(`    - name: clone
      taskRef:
        resolver: git
        params:
          - {name: url, value: 'https://example.com/catalog'}
          - {name: revision, value: 0123456789012345678901234567890123456789}
          - {name: pathInRepo, value: task/git-clone/0.9/git-clone.yaml}
    - name: scan
      when: [{cel: "'$(params.env)' == 'prod'"}]
      taskRef: {bundle: 'registry.example/tasks/trivy-scanner:0.2', name: trivy-scanner}
`)
    const [shop] = readSystem('tekton', { 'p.yaml': text }).pipelines
    expect(shop?.includes?.map(({ ref, pinned }) => [ref, pinned])).toEqual([
      ['0123456789012345678901234567890123456789', true],
      ['0.2', false],
    ])
    expect(shop?.jobs.map(({ starts }) => starts?.every(({ certain }) => certain))).toEqual([false, false])
    expect(shop?.jobs[1]?.condition?.value).toBe("'$(params.env)' == 'prod'")
  })

  test('an approval is a gate, another custom task is open', () => {
    const text = pipeline(`    - name: wait
      taskRef: {apiVersion: openshift-pipelines.org/v1alpha1, kind: ApprovalTask, name: ok}
    - name: custom
      runAfter: [wait]
      taskRef: {apiVersion: cel.tekton.dev/v1alpha1, kind: CEL, name: x}
`)
    expect(outline({ 'p.yaml': text }).slice(1)).toEqual([
      '  wait approval gate',
      '  custom needs wait',
      '    - ?CEL x',
    ])
  })

  test.each([
    ['beside it', { 'a/task.yaml': TEST_TASK, 'b/task.yaml': TEST_TASK }, 'a/pipeline.yaml', true],
    ['elsewhere, twice', { 'a/task.yaml': TEST_TASK, 'b/task.yaml': TEST_TASK }, 'c/pipeline.yaml', false],
    ['elsewhere, once', { 'a/task.yaml': TEST_TASK }, 'c/pipeline.yaml', true],
  ])('finds a task %s', (_, tasks, path, found) => {
    const text = pipeline('    - name: test\n      taskRef: {name: npm-test}\n')
    const { pipelines } = readSystem('tekton', { ...tasks, [path]: text })
    expect(pipelines.find(({ name }) => name === 'shop')?.jobs).toHaveLength(found ? 2 : 1)
  })

  test('a template of runs brings a pipeline with it', () => {
    const text = `apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: {name: t}
spec:
  params: [{name: revision}]
  resourcetemplates:
    - apiVersion: tekton.dev/v1
      kind: PipelineRun
      metadata: {generateName: shop-}
      spec:
        pipelineRef: {name: shop}
        params: [{name: image, value: 'shop:$(tt.params.revision)'}]
`
    const task =
      '    - name: build\n      taskRef: {name: kaniko}\n      params: [{name: IMAGE, value: $(params.image)}]\n'
    const { pipelines } = readSystem('tekton', { 'run.yaml': text, 'p.yaml': pipeline(task) })
    expect(pipelines.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['reusable shop', 'workflow shop-'])
    const build = pipelines[1]?.jobs[1]
    expect([build?.calledBy, build?.steps[0]?.with.get('IMAGE')?.value]).toEqual([
      'pipeline shop',
      'shop:${{ tt.params.revision }}',
    ])
  })

  test.each([
    ['another group', 'tekton/x.yaml', 'apiVersion: v1\nkind: Task\n'],
    ['an example', 'examples/task.yaml', TEST_TASK],
    ['a file with a mistake', '.tekton/x.yaml', `${TEST_TASK}x: [\n`],
  ])('%s gives none', (_, path, text) => {
    expect(readSystem('tekton', { [path]: text }).pipelines).toEqual([])
  })
})

describe('a run that annotations start', () => {
  const run = (annotations: string, more = ''): string => `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: ci
  annotations:
${annotations}spec:
${more}  pipelineSpec:
    tasks:
      - name: clone
        taskRef: {name: git-clone}
`
  const start = (annotations: string): string => {
    const [ci] = readSystem('tekton', { '.tekton/ci.yaml': run(annotations) }).pipelines
    const starts = ci?.jobs[0]?.starts ?? []
    return starts
      .map(({ trigger, certain }) => {
        const names = [...(trigger.branches ?? []), ...(trigger.tags ?? [])].map(({ value }) => value).join(' ')
        return `${trigger.kind}(${names})${certain ? '' : '?'}`
      })
      .join(' ')
  }
  const A = '    pipelinesascode.tekton.dev/'

  test.each([
    [`${A}on-event: "[pull_request]"\n${A}on-target-branch: "[main, release-*]"\n`, 'change-request(main release-*)'],
    [`${A}on-event: "[pull_request, push]"\n${A}on-target-branch: "main"\n`, 'change-request(main) push(main)'],
    [`${A}on-event: "[push]"\n${A}on-target-branch: "[refs/tags/v*]"\n`, 'tag(v*)'],
    [`${A}on-event: "[push]"\n${A}on-target-branch: "[refs/heads/main]"\n`, 'push(main)'],
    [`${A}on-comment: "^/test"\n`, 'comment()'],
    [`${A}on-cel-expression: event == "push" && target_branch == "main"\n`, 'push(main)'],
    [`${A}on-cel-expression: event == "pull_request" && "src/***".pathChanged()\n`, 'change-request()?'],
    ['    note: none\n', 'change-request()? push()? tag()? schedule()? manual()?'],
  ])('%j', (annotations, expected) => {
    expect(start(annotations)).toBe(expected)
  })

  test('brings tasks with it, cancels older runs, and limits the time', () => {
    const annotations = `${A}on-event: "[push]"\n${A}task: "[git-clone:0.9, .tekton/task.yaml]"\n${A}cancel-in-progress: "true"\n`
    const [ci] = readSystem('tekton', {
      '.tekton/ci.yaml': run(annotations, '  timeouts: {pipeline: 1h30m}\n'),
    }).pipelines
    expect(ci?.includes).toMatchObject([{ text: 'git-clone:0.9', ref: '0.9', pinned: true }])
    expect(ci?.concurrency?.cancelInProgress?.value).toBe(true)
    expect(ci?.jobs[0]?.timeoutMinutes?.value).toBe('90')
  })

  test('a pipeline of elsewhere is open', () => {
    const text = `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: {name: ci}
spec:
  pipelineRef: {resolver: bundles, params: [{name: bundle, value: 'quay.io/acme/p@sha256:${'a'.repeat(64)}'}, {name: name, value: build}]}
`
    const [ci] = readSystem('tekton', { '.tekton/ci.yaml': text }).pipelines
    expect(ci?.includes).toMatchObject([{ pinned: true }])
    expect(ci?.unresolved.map(({ what }) => what)).toEqual([
      `pipeline build of quay.io/acme/p@sha256:${'a'.repeat(64)}`,
    ])
  })
})
