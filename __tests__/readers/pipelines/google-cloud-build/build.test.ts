import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const PACKAGE = JSON.stringify({ scripts: { test: 'jest', lint: 'eslint .' } })

function outline(build: string, more: Readonly<Record<string, string>> = {}): string[] {
  return outlineOf(readSystem('google-cloud-build', { 'package.json': PACKAGE, ...more, 'cloudbuild.yaml': build }))
}

/** The lines of the steps. */
function steps(build: string, more: Readonly<Record<string, string>> = {}): string[] {
  return outline(build, more).filter((line) => line.startsWith('    '))
}

/** The words of every command of the first step. */
function commands(build: string, more: Readonly<Record<string, string>> = {}): string[] {
  const { pipelines } = readSystem('google-cloud-build', { 'package.json': PACKAGE, ...more, 'cloudbuild.yaml': build })
  const [step] = pipelines[0]?.jobs[0]?.steps ?? []
  return (step?.commands ?? []).map(({ argv }) => argv.map(({ text }) => text).join(' '))
}

describe('a build', () => {
  test('is one job whose steps are commands of their builders', () => {
    const lines = outline(`steps:
  - name: gcr.io/cloud-builders/npm
    args: [ci]
  - name: gcr.io/cloud-builders/npm
    id: test
    args: [run, test]
    timeout: 300s
  - name: gcr.io/cloud-builders/docker
    args: ['build', '-t', 'gcr.io/$PROJECT_ID/shop:$SHORT_SHA', '.']
  - name: gcr.io/cloud-builders/gke-deploy
    args: [run, '--filename=k8s', '--cluster=\${_CLUSTER}']
timeout: 1200s
images: ['gcr.io/$PROJECT_ID/shop']
artifacts:
  objects: {location: 'gs://shop', paths: ['*.log']}
options:
  machineType: E2_HIGHCPU_8
availableSecrets:
  secretManager:
    - {versionName: projects/p/secrets/npm/versions/1, env: TOKEN}
`)
    expect(lines).toEqual([
      'workflow cloudbuild.yaml on change-request, push, tag, schedule, manual',
      '  build:1 starts 0? 1? 2? 3? 4? images gcr.io/cloud-builders/npm gcr.io/cloud-builders/docker ' +
        'gcr.io/cloud-builders/gke-deploy 20 minutes secrets projects/p/secrets/npm/versions/1',
      '    -:2 install=npm:2',
      '    test:4 unit-test=jest:4',
      '    -:8 build=docker:8',
      '    -:10 deploy=gke-deploy:10 verify-deployment=gke-deploy:10',
      '    images:13 uses google-cloud-build:images publish=docker:13',
      '    artifacts.objects:15 uses google-cloud-build:artifacts.objects',
    ])
  })

  test('runs steps in the order that they wait for', () => {
    const lines = outline(`steps:
  - {name: gcr.io/cloud-builders/npm, id: install, args: [ci]}
  - {name: gcr.io/cloud-builders/npm, id: test, args: [test], waitFor: [install]}
  - {name: gcr.io/cloud-builders/docker, args: [build, .], waitFor: ['-']}
  - {name: gcr.io/cloud-builders/gcloud, id: deploy, args: [app, deploy], allowFailure: true}
images: [shop]
`)
    expect(lines.filter((line) => /^ {2}\S/.test(line)).map((line) => line.replace(/ starts.*?4\?/, ''))).toEqual([
      '  install:2 images gcr.io/cloud-builders/npm',
      '  test:3 needs install images gcr.io/cloud-builders/npm',
      '  step 3:4 images gcr.io/cloud-builders/docker',
      '  deploy:5 needs install test step 3 allowed to fail images gcr.io/cloud-builders/gcloud',
      '  artifacts:6 needs install test step 3 deploy',
    ])
  })

  test.each([
    ['bash -c goes on after a failure', 'entrypoint: bash, args: [\'-c\', "npm test\\nnpm run lint"]', 'lost(jest)'],
    ['bash -ec does not', 'entrypoint: bash, args: [\'-ec\', "npm test\\nnpm run lint"]', undefined],
    ['bash -e -c does not', "entrypoint: bash, args: ['-e', '-c', \"npm test\\nnpm run lint\"]", undefined],
    ['a script goes on', 'script: "npm test\\nnpm run lint"', 'lost(jest)'],
    ['a script with -e does not', 'script: "#!/bin/bash -e\\nnpm test\\nnpm run lint"', undefined],
  ])('%s', (_, how, lost) => {
    const [line] = steps(`steps: [{name: node, ${how}}]\n`)
    expect(line).toContain('unit-test=jest')
    expect(line?.match(/lost\(\w+\)/)?.[0]).toBe(lost)
  })

  test('commands of a script keep their lines', () => {
    expect(
      steps(`steps:
  - name: node
    entrypoint: bash
    args:
      - -c
      - |
        npm ci
        npm test
  - name: node
    script: |
      npm ci
      npm run lint
`),
    ).toEqual(['    -:2 install=npm:7 unit-test=jest:8 lost(npm)', '    -:9 install=npm:11 lint=eslint:12 lost(npm)'])
  })

  test.each([
    ['an image that runs its arguments', 'node:22', '[npm, test]', ['jest']],
    ['a known program', 'gcr.io/cloud-builders/kubectl', '[apply, -f, k8s/]', ['kubectl apply -f k8s/']],
    ['the program named twice', 'hashicorp/terraform:1.9', '[terraform, plan]', ['terraform plan']],
    ['a community builder', 'gcr.io/$PROJECT_ID/helm', '[upgrade, shop, .]', ['helm upgrade shop .']],
    ['quoted words', 'gcr.io/cloud-builders/gcloud', "[run, deploy, 'a b', \"it's\"]", ["gcloud run deploy a b it's"]],
  ])('%s', (_, image, args, expected) => {
    expect(commands(`steps: [{name: '${image}', args: ${args}}]\n`)).toEqual(expected)
  })

  test.each([
    [
      'VERIFIED',
      [
        '    -:1 unit-test=jest:1',
        '    options.requestedVerifyOption:2 uses google-cloud-build:options.requestedverifyoption attest=slsa-provenance:2',
      ],
    ],
    ['NOT_VERIFIED', ['    -:1 unit-test=jest:1']],
  ])('provenance that is %s', (option, expected) => {
    const build = `steps: [{name: 'node:22', entrypoint: npx, args: [jest]}]\noptions: {requestedVerifyOption: ${option}}\n`
    expect(steps(build)).toEqual(expected)
  })

  test('an image that nobody knows is open', () => {
    expect(steps('steps: [{name: gcr.io/acme/tool, args: [--all]}]\n')).toEqual(['    -:1 ?image gcr.io/acme/tool'])
  })

  test.each([
    ['of the build', 'args: [apply, -f, $COMMIT_SHA]', 'kubectl apply -f ${{ COMMIT_SHA }}'],
    ['of the file, which a trigger may set', 'args: [apply, -n, "${_ENV}"]', 'kubectl apply -n ${{ _ENV }}'],
    ['of the file, where they name a path', 'args: [apply, -f, $_DIR]', 'kubectl apply -f k8s'],
    ['with an operation', "args: [apply, -n, '${_ENV,,}']", 'kubectl apply -n ${{ _ENV,, }}'],
    ['of the shell', "entrypoint: bash, args: [-c, 'kubectl apply -n $$NAME']", 'kubectl apply -n $NAME'],
    ['that are none', "args: [apply, -n, '$name']", 'kubectl apply -n $name'],
  ])('variables %s', (_, how, expected) => {
    const build = `substitutions: {_ENV: dev, _DIR: k8s}\nsteps: [{name: gcr.io/cloud-builders/kubectl, ${how}}]\n`
    expect(commands(build, { 'k8s/app.yaml': 'kind: Service\n' })).toEqual([expected])
  })

  test.each([
    ['dir', 'dir: app, args: [test]', 'jest'],
    ['an absolute dir', 'dir: /workspace/app, args: [test]', 'jest'],
  ])('%s is the folder that commands run in', (_, how, expected) => {
    const files = { 'package.json': '{}', 'app/package.json': PACKAGE }
    expect(commands(`steps: [{name: gcr.io/cloud-builders/npm, ${how}}]\n`, files)).toEqual([expected])
  })

  test('the environment of the build and of the step', () => {
    const { pipelines } = readSystem('google-cloud-build', {
      'cloudbuild.yaml': `options: {env: ['A=1']}
steps: [{name: bash, env: ['B=2', 'C=$_C'], script: './go $A $B $C'}]
`,
    })
    const step = pipelines[0]?.jobs[0]?.steps[0]
    expect([...(step?.env.keys() ?? [])]).toEqual(['A', 'B', 'C'])
    expect(step?.commands[0]?.argv.map(({ text }) => text)).toEqual(['./go', '1', '2', '$C'])
  })

  test.each([
    ['a folder that is built by itself', { 'app/cloudbuild.yaml': '', 'app/Makefile': 'all:\n' }, undefined],
    ['any other folder', { 'ci/cloudbuild.yaml': '' }, ''],
  ])('the folder of a build in %s', (_, files, folder) => {
    const texts = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        text || 'steps: [{name: node, entrypoint: node, args: [x]}]\n',
      ]),
    )
    const { pipelines } = readSystem('google-cloud-build', texts)
    expect(pipelines[0]?.jobs[0]?.steps[0]?.commands[0]?.directory).toBe(folder)
  })
})

describe('files', () => {
  const BUILD = 'steps: [{name: gcr.io/cloud-builders/npm, args: [test]}]\n'

  test.each(['cloudbuild.yaml', 'ci/cloudbuild-prod.yml', 'prod.cloudbuild.yaml', '.cloudbuild/deploy.yaml'])(
    '%s is one',
    (path) => {
      expect(readSystem('google-cloud-build', { [path]: BUILD }).pipelines).toHaveLength(1)
    },
  )

  test('JSON is one as well', () => {
    const files = {
      'cloudbuild.json': JSON.stringify({ steps: [{ name: 'gcr.io/cloud-builders/npm', args: ['ci'] }] }),
    }
    expect(outlineOf(readSystem('google-cloud-build', files)).at(-1)).toBe('    -:1 install=npm:1')
  })

  test.each([
    ['another file', 'cloudbuild.yaml', 'name: shop\n'],
    ['an example', 'examples/cloudbuild.yaml', BUILD],
    ['a Kubernetes object', 'cloudbuild/app.yaml', 'apiVersion: v1\nkind: Service\n'],
  ])('%s is none', (_, path, text) => {
    expect(readSystem('google-cloud-build', { [path]: text })).toEqual({ pipelines: [], defects: [] })
  })

  test('what Cloud Build would not take is a defect', () => {
    const at = (line: number) => [expect.objectContaining({ at: expect.objectContaining({ line }) })]
    expect(readSystem('google-cloud-build', { 'cloudbuild.yaml': `${BUILD}images: [\n` }).defects).toHaveLength(1)
    expect(
      readSystem('google-cloud-build', { 'cloudbuild.yaml': 'steps:\n  - name: a\n  - args: [b]\n' }).defects,
    ).toEqual(at(3))
  })
})

describe('triggers that Terraform defines', () => {
  const start = (body: string): string => {
    const main = `resource "google_cloudbuild_trigger" "shop" {\n  filename = "ci/build.yaml"\n${body}\n}\n`
    const files = { 'infra/main.tf': main, 'ci/build.yaml': 'steps: [{name: node, args: [npm, ci]}]\n' }
    const [head = '', job = ''] = outlineOf(readSystem('google-cloud-build', files))
    return `${head.replace('workflow ci/build.yaml on ', '')} [${/starts (\S+)/.exec(job)?.[1]}]`
  }

  test.each([
    ['github {\n push {\n branch = "^main$"\n }\n }', 'push(main) [0]'],
    ['github {\n pull_request {\n branch = ".*"\n }\n }', 'change-request(*) [0]'],
    ['trigger_template {\n tag_name = "v.*"\n }', 'tag(v*) [0]'],
    [
      'approval_config {\n approval_required = true\n }\n github {\n push {\n branch = "main"\n }\n }',
      'push(main) [0!]',
    ],
    ['pubsub_config {\n topic = "t"\n }', 'other [0]'],
  ])('%s', (body, expected) => {
    expect(start(body)).toBe(expected)
  })

  test('one that is switched off starts nothing', () => {
    const main = 'resource "google_cloudbuild_trigger" "x" {\n  filename = "build.yaml"\n  disabled = true\n}\n'
    expect(
      readSystem('google-cloud-build', { 'main.tf': main, 'build.yaml': 'steps: [{name: a}]\n' }).pipelines,
    ).toEqual([])
  })
})
