import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const START = 'on change-request, push, tag, schedule, manual'

function outline(files: Readonly<Record<string, string>>): string[] {
  const lines = outlineOf(readSystem('argo-workflows', files))
  return lines.map((line) => line.replace(/:\d+ starts [^ ]+( \d\??)*/, '').replace(/^( {4}[^:]+):\d+/, '$1'))
}

function workflow(spec: string, kind = 'Workflow', name = 'ci'): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n${spec}`
}

const TEMPLATES = `    - name: test
      container: {image: 'golang:1.24', command: [go], args: [test, ./...]}
    - name: build
      activeDeadlineSeconds: 600
      retryStrategy: {limit: 2}
      container:
        image: gcr.io/kaniko-project/executor
        args: ['--destination=shop:{{inputs.parameters.tag}}']
    - name: deploy
      script:
        image: bitnami/kubectl
        command: [bash]
        source: |
          kubectl apply -f k8s/
          kubectl rollout status deploy/shop
    - name: wait
      suspend: {}
`

describe('a workflow', () => {
  test('of steps runs one group after the other', () => {
    const text = workflow(`  entrypoint: main
  onExit: tell
  templates:
    - name: main
      steps:
        - - {name: unit, template: test}
          - {name: image, template: build, arguments: {parameters: [{name: tag, value: v1}]}}
        - - {name: ok, template: wait}
        - - {name: ship, template: deploy, when: "{{workflow.parameters.env}} == prod"}
    - name: tell
      container: {image: curlimages/curl, command: [sh, -c, 'echo {{workflow.status}}']}
${TEMPLATES}`)
    expect(outline({ 'ci.yaml': text })).toEqual([
      `workflow ci ${START}`,
      '  unit images golang:1.24',
      '    - unit-test=go:17',
      '  image images gcr.io/kaniko-project/executor 10 minutes 2 retries',
      '    - build=kaniko:22 publish=kaniko:22',
      '  ok needs unit image approval gate',
      '  ship needs ok images bitnami/kubectl',
      '    - deploy=kubectl:29 verify-deployment=kubectl:30 lost(kubectl)',
      '  tell needs unit image ok ship after always images curlimages/curl',
      '    -',
    ])
  })

  test('of a graph waits for what its tasks depend on', () => {
    const text = workflow(`  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: ship, template: deploy, depends: "unit && image.Succeeded"}
          - {name: unit, template: test}
          - {name: image, template: build, dependencies: [unit]}
          - {name: back, template: deploy, depends: ship.Failed}
${TEMPLATES}`)
    expect(outline({ 'ci.yaml': text }).filter((line) => /^ {2}\S/.test(line))).toEqual([
      '  unit images golang:1.24',
      '  image needs unit images gcr.io/kaniko-project/executor 10 minutes 2 retries',
      '  ship needs unit image images bitnami/kubectl',
      '  back needs ship after failure images bitnami/kubectl',
    ])
  })

  test('hands values on, and takes templates of other objects', () => {
    const library = workflow(`  templates:\n${TEMPLATES}`, 'WorkflowTemplate', 'library')
    const text = workflow(`  entrypoint: main
  arguments: {parameters: [{name: version, value: '7'}]}
  templates:
    - name: main
      steps:
        - - name: image
            templateRef: {name: library, template: build}
            arguments: {parameters: [{name: tag, value: "v{{workflow.parameters.version}}"}]}
        - - {name: gone, templateRef: {name: nowhere, template: x}}
`)
    const { pipelines } = readSystem('argo-workflows', { 'a.yaml': library, 'b.yaml': text })
    expect(pipelines.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['reusable library', 'workflow ci'])
    expect(pipelines[0]?.jobs.map(({ id }) => id)).toEqual(['test', 'build', 'deploy', 'wait'])
    const [caller, called] = pipelines[1]?.jobs ?? []
    expect([caller?.id, caller?.calls?.target.path, called?.id, called?.calledBy]).toEqual([
      'image',
      'a.yaml',
      'image/build',
      'image',
    ])
    expect(called?.steps[0]?.commands[0]?.argv.map(({ text: word }) => word)).toEqual([
      'executor',
      '--destination=shop:v7',
    ])
    expect(called?.steps[0]?.commands[0]?.because).toMatchObject([
      { file: 'b.yaml', line: 11, text: 'template build of library' },
      { file: 'a.yaml' },
    ])
    expect(pipelines[1]?.unresolved.map(({ what }) => what)).toEqual(['workflow template nowhere'])
  })

  test('of a whole template runs that', () => {
    const whole = workflow(`  entrypoint: test\n  templates:\n${TEMPLATES}`, 'WorkflowTemplate', 'all')
    const text = workflow('  workflowTemplateRef: {name: all}\n')
    expect(outline({ 'a.yaml': whole, 'b.yaml': text }).slice(-2)).toEqual([
      '  test images golang:1.24',
      '    - unit-test=go:8',
    ])
  })

  test('by the clock', () => {
    const text = workflow(
      `  schedules: ['0 3 * * *']\n  workflowSpec:\n    entrypoint: t\n    templates: [{name: t, container: {image: golangci/golangci-lint, args: [run]}}]\n`,
      'CronWorkflow',
    )
    expect(outline({ 'ci.yaml': text })).toEqual([
      'workflow ci on schedule',
      '  t images golangci/golangci-lint',
      '    - lint=golangci-lint:8',
    ])
  })

  test('that calls itself ends somewhere, with what is left open', () => {
    const text = workflow(`  entrypoint: a
  templates:
    - {name: a, steps: [[{name: one, template: a}, {name: two, template: a}, {name: three, template: b}]]}
    - {name: b, resource: {action: apply, manifest: 'kind: Job'}}
`)
    const [ci] = readSystem('argo-workflows', { 'ci.yaml': text }).pipelines
    expect(ci?.unresolved[0]).toMatchObject({ what: 'template a', reason: 'too-deep' })
    expect(ci?.jobs.length).toBeLessThanOrEqual(5_000)
    expect(ci?.jobs[0]?.steps[0]?.opaque[0]?.what).toContain('it changes an object of the cluster')
  })

  test.each([
    ['an example', 'examples/ci.yaml'],
    ['a workflow of GitHub', '.github/workflows/ci.yaml'],
  ])('%s is none', (_, path) => {
    expect(outline({ [path]: workflow(`  entrypoint: test\n  templates:\n${TEMPLATES}`) })).toEqual([])
  })

  test.each([
    ['-c goes on', "command: [sh, -c], args: ['go test ./...\\ngo vet ./...']", true],
    ['-ec does not', 'command: [sh, -ec, "go test ./...\\ngo vet ./..."]', false],
  ])('a shell with %s after a failure', (_, how, lost) => {
    const text = workflow(
      `  entrypoint: t\n  templates: [{name: t, container: {image: golang, ${how.replaceAll("'", '"')}}}]\n`,
    )
    expect(outline({ 'ci.yaml': text }).at(-1)?.includes('lost(go)')).toBe(lost)
  })
})
