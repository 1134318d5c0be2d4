import { describe, expect, test } from '@jest/globals'
import { azurePipelines } from '../../../../src/readers/pipelines/azure-pipelines/index.js'
import { jobLines, purposesOf, readWith } from '../adapter-support.js'
import { FILE, firstJob, ON_GITHUB, read } from './support.js'

/** Ids and needs of the jobs. */
function order(text: string): string[] {
  return jobLines(read(text)).map((line) => line.slice(0, line.indexOf(']') + 1))
}

describe('stages, jobs and steps', () => {
  test.each<[string, string[]]>([
    ['steps: [{script: make}]', ['job 1 []']],
    ['jobs: [{job: a}, {job: b}, {job: c, dependsOn: [a, B]}, {job: }]', ['a []', 'b []', 'c [a, b]', 'job 4 []']],
    ['phases: [{phase: a, queue: Hosted, steps: [{script: make}]}]', ['a []']],
    [
      'stages: [{stage: s, jobs: [{job: a}, {job: b, dependsOn: a}]}, {stage: t, jobs: [{job: a}]}]',
      ['s.a []', 's.b [s.a]', 't.a [s.a, s.b]'],
    ],
    [
      'stages: [{stage: s, jobs: [{job: a}]}, {stage: t, dependsOn: [], jobs: [{job: a}]}, {stage: u, dependsOn: [s, t], jobs: [{job: a}]}]',
      ['s.a []', 't.a []', 'u.a [s.a, t.a]'],
    ],
    [
      'stages: [{stage: s, jobs: [{job: a}]}, {stage: t, jobs: []}, {stage: u, jobs: [{job: a}]}]',
      ['s.a []', 'u.a [s.a]'],
    ],
    ['stages: [{stage: , jobs: [{job: a}]}, {stage: , jobs: [{job: a}]}]', ['stage 1.a []', 'stage 2.a [stage 1.a]']],
  ])('%s', (text, expected) => {
    expect(order(text)).toEqual(expected)
  })

  test('what a job says', () => {
    const job = firstJob(`
variables: [{group: shared}]
resources: {containers: [{container: linux, image: acme/build:1}]}
stages:
  - stage: s
    lockBehavior: sequential
    variables: {level: stage}
    pool: {name: Own, vmImage: ubuntu-22.04, demands: [docker]}
    jobs:
      - job: a
        displayName: Build $(level)
        timeoutInMinutes: 20
        continueOnError: true
        container: linux
        services: {db: postgres:16}
        variables: [{group: keys}, {name: level, value: job}, {name: path, value: $(level)/x}]
        strategy: {matrix: {one: {v: 1}, two: {v: 2}}, maxParallel: 2}
        steps: [{script: make}]
`)
    expect(job).toMatchObject({
      id: 's.a',
      name: 'Build job',
      stage: 's',
      timeoutMinutes: { value: '20' },
      allowFailure: { value: true },
      images: [{ value: 'acme/build:1' }, { value: 'postgres:16' }],
      runner: ['Own', 'ubuntu-22.04', 'docker'],
      secrets: [{ value: 'shared' }, { value: 'keys' }],
      matrix: { expressions: false, maxParallel: 2 },
    })
    expect([...job.env].map(([name, { value }]) => [name, value])).toEqual([
      ['level', 'job'],
      ['path', 'job/x'],
    ])
  })

  test.each<[string, object]>([
    ['environment: prod.web', { name: 'prod', tier: 'production', resolved: true, records: true }],
    ['environment: {name: staging, resourceType: VirtualMachine}', { name: 'staging', tier: 'staging' }],
    ['environment: $(target)', { name: 'qa', tier: 'test' }],
    ['environment: $(unheardOf)', { name: '${{ unheardOf }}', resolved: false, tier: 'unknown' }],
  ])('a deployment job with %s', (environment, expected) => {
    const job = firstJob(`
variables: {target: qa}
jobs:
  - deployment: a
    ${environment}
    strategy: {runOnce: {deploy: {steps: [{script: make}]}}}
`)
    expect(job.environment).toMatchObject(expected)
    expect(job.strategy).toMatchObject({ value: 'once' })
  })

  test('the hooks of a strategy are steps in their order; that for failures runs after one', () => {
    const job = firstJob(`
lockBehavior: sequential
jobs:
  - deployment: a
    environment: prod
    strategy:
      canary:
        increments: [10]
        on: {failure: {steps: [{script: helm rollback web}]}, success: {steps: [{script: e}]}}
        preDeploy: {steps: [{script: a}]}
        deploy: {steps: [{script: b}]}
        routeTraffic: {steps: [{script: c}]}
        postRouteTraffic: {steps: [{script: d}]}
`)
    expect(job.steps.map(({ run, after }) => [run?.value, after])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', undefined],
      ['d', undefined],
      ['e', undefined],
      ['helm rollback web', 'failure'],
    ])
    expect(job).toMatchObject({ strategy: { value: 'canary' }, concurrency: { group: { value: 'prod' } } })
  })

  test('a job that asks a person', () => {
    const job = firstJob(
      'jobs: [{job: a, pool: server, steps: [{task: ManualValidation@1, inputs: {notifyUsers: "ann@acme.org,\\n[acme]\\\\ops"}}]}]',
    )
    expect(job).toMatchObject({ approval: { kind: 'gate', approvers: ['ann@acme.org', '[acme]\\ops'] } })
    expect(job.steps.flatMap(purposesOf)).toEqual(['approve:azure-pipelines'])
  })

  test('a stage that a person starts', () => {
    const { jobs } = read('stages: [{stage: a, trigger: manual, jobs: [{job: b}]}]')
    expect(jobs[0]?.starts?.every(({ manual }) => manual)).toBe(true)
  })
})

describe('steps', () => {
  test('what a step says', () => {
    const [step] = firstJob(`
steps:
  - script: make
    name: build
    displayName: Build it
    continueOnError: true
    timeoutInMinutes: 5
    retryCountOnTaskFailure: 2
    workingDirectory: app
    env: {TOKEN: $(token), MODE: fast}
`).steps
    expect(step).toMatchObject({
      id: 'build',
      name: { value: 'Build it' },
      allowFailure: { value: true },
      timeoutMinutes: { value: '5' },
      retries: { value: 2 },
      workingDirectory: { value: 'app' },
    })
    expect([...(step?.env ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['TOKEN', '${{ token }}'],
      ['MODE', 'fast'],
    ])
  })

  test.each<[string, (string | undefined)[]]>([
    ['{script: "npx eslint .\\nnpx jest"}', ['the script goes on after a failure', undefined]],
    ['{bash: "set -e\\nnpx eslint .\\nnpx jest"}', [undefined, undefined]],
    ['{bash: "npx jest | tee log"}', ['tee', undefined]],
    [
      '{task: Bash@3, inputs: {targetType: inline, script: "npx eslint .\\nnpx jest"}}',
      ['the script goes on after a failure', undefined],
    ],
    [
      '{task: AzureCLI@2, inputs: {scriptType: bash, scriptLocation: inlineScript, inlineScript: "npx eslint .\\nnpx jest"}}',
      ['the script goes on after a failure', undefined],
    ],
  ])('%s runs in a shell without options', (step, expected) => {
    const [read] = firstJob(`steps: [${step}]`).steps
    const judged = read?.intents.map(({ command }) => command?.ignoredFailure)
    expect(judged?.map((each) => (each?.includes('tee') === true ? 'tee' : each))).toEqual(
      expected.slice(0, judged?.length),
    )
  })

  test.each<[string, string[]]>([
    ['{task: Npm@1, inputs: {command: ci}}', ['install:npm']],
    ['{task: DotNetCoreCLI@2, inputs: {command: test}}', ['unit-test:dotnet']],
    ['{task: acme.own.Thing@3}', ['? task acme.own.Thing@3']],
    [
      '{task: ms-devlabs.custom-terraform-tasks.custom-terraform-release-task.TerraformTaskV4@4, inputs: {command: apply}}',
      ['iac-apply:terraform'],
    ],
    ['{checkout: self}', ['checkout:git']],
    ['{publish: out, artifact: web}', []],
    ['{task: Bash@3, inputs: {filePath: ci/test.sh}}', ['unit-test:jest']],
    [
      '{task: Bash@3, inputs: {filePath: $(Build.SourcesDirectory)/ci/test.sh, workingDirectory: ci}}',
      ['unit-test:jest'],
    ],
    ['{task: ShellScript@2, inputs: {scriptPath: ci/test.sh}}', ['unit-test:jest']],
    ['{task: PowerShell@2, inputs: {filePath: ci/test.ps1}}', ['unit-test:pester']],
    ['{task: AzureCLI@2, inputs: {scriptType: bash, scriptPath: ci/test.sh}}', ['unit-test:jest']],
    ['{task: PythonScript@0, inputs: {scriptSource: inline, script: import a}}', ['? script in python']],
    ['{pwsh: Invoke-Pester}', ['unit-test:pester']],
    ['{script: ./test.sh, workingDirectory: $(System.DefaultWorkingDirectory)/ci}', ['unit-test:jest']],
    ['{script: $(Build.SourcesDirectory)/ci/test.sh, workingDirectory: other}', ['unit-test:jest']],
    ['{bash: $BUILD_SOURCESDIRECTORY/ci/test.sh}', ['unit-test:jest']],
    ['{script: $(Pipeline.Workspace)/s/ci/test.sh}', ['unit-test:jest']],
    ['{script: $(runner)}', ['unit-test:jest']],
  ])('%s', (step, expected) => {
    const more = { 'ci/test.sh': 'npx jest', 'ci/test.ps1': 'Invoke-Pester' }
    const { steps } = firstJob(`variables: {runner: npx jest}\nsteps: [${step}]`, more)
    expect(steps.flatMap(purposesOf)).toEqual(expected)
  })

  test('macros: known values, commands of the shell, and what is not known', () => {
    const [step] = firstJob(`
variables:
  - {group: g}
  - {name: tag, value: $(Build.BuildId)-x}
steps: [{bash: "echo $(tag) $(date) $(secret) $(Build.Reason)"}]
`).steps
    expect(step?.run?.value).toBe('echo ${{ Build.BuildId }}-x $(date) ${{ secret }} ${{ Build.Reason }}')
  })

  test.each<[string, string, string | undefined]>([
    ['{vmImage: windows-latest}', '{script: dir}', 'cmd'],
    ['{vmImage: ubuntu-latest}', '{script: ls}', undefined],
    ['{vmImage: $(image)}', '{script: dir}', 'cmd'],
    ['{vmImage: $(mixed)}', '{script: ls}', undefined],
    ['{vmImage: windows-latest}', '{bash: ls}', undefined],
    ['{vmImage: ubuntu-latest}', '{powershell: ls}', 'powershell'],
  ])('on %s %s runs in %s', (pool, step, shell) => {
    const { steps } = firstJob(`
jobs:
  - job: a
    pool: ${pool}
    strategy: {matrix: {a: {image: windows-2019, mixed: windows-2019}, b: {image: windows-2022, mixed: ubuntu-22.04}}}
    steps: [${step}]
`)
    expect(steps[0]?.shell).toBe(shell)
  })

  test.each<[string, string | undefined]>([
    ['steps: [{script: ls}]', ''],
    ['steps: [{checkout: none}, {script: ls}]', undefined],
    ['steps: [{checkout: self, path: other}, {script: ls}]', ''],
    ['steps: [{checkout: self}, {checkout: lib}, {script: ls}]', undefined],
    ['steps: [{checkout: self}, {checkout: lib}, {script: ls, workingDirectory: own/app}]', 'app'],
    ['steps: [{checkout: self}, {checkout: lib}, {script: ls, workingDirectory: acme-lib}]', undefined],
    ['steps: [{checkout: lib}, {script: ls}]', undefined],
    ['jobs: [{deployment: a, environment: e, strategy: {runOnce: {deploy: {steps: [{script: ls}]}}}}]', undefined],
    [
      'jobs: [{deployment: a, environment: e, strategy: {runOnce: {deploy: {steps: [{checkout: self}, {script: ls}]}}}}]',
      '',
    ],
  ])('%s: the folder of the tree', (text, directory) => {
    const { steps } = firstJob(`resources: {repositories: [{repository: lib, name: acme/acme-lib}]}\n${text}`)
    expect(steps.at(-1)?.commands[0]?.directory).toBe(directory)
  })
})

describe('files', () => {
  const STEPS = 'steps: [{script: make}]'

  test.each<[string, string, string | undefined]>([
    ['azure-pipelines.yml', STEPS, 'workflow'],
    ['app/azure-pipelines-release.yaml', STEPS, 'workflow'],
    ['.azure-pipelines/ci.yml', `${STEPS}\npool: x`, 'workflow'],
    ['.azuredevops/pipelines/ci.yml', 'extends: {template: x.yml@lib}', 'workflow'],
    ['eng/ci/official.yml', `trigger: none\nsteps: [{task: Npm@1}]`, 'workflow'],
    ['templates/build.yml', `parameters: [{name: a, type: string}]\n${STEPS}`, 'reusable'],
    ['azure-pipelines-template.yml', STEPS, 'reusable'],
    ['ci/steps.yml', `parameters: {a: b}\n${STEPS}`, 'reusable'],
    ['ci/tasks.yml', 'steps: [{task: Npm@1}]', 'reusable'],
    ['cloudbuild.yaml', 'steps: [{name: ubuntu, script: make}]', undefined],
    ['node_modules/x/azure-pipelines.yml', STEPS, undefined],
    ['.github/workflows/ci.yml', `on: push\n${STEPS}`, undefined],
    ['drone.yml', 'kind: pipeline\nsteps: [{script: a}]\ntrigger: {branch: main}', undefined],
    ['config.yml', 'stages: [a]\ntrigger: x', undefined],
  ])('%s with %s', (file, text, kind) => {
    const { pipelines } = readWith(azurePipelines, {
      ...ON_GITHUB,
      [file]: text.replaceAll('[{script: make}]', '\n- script: make'),
    })
    expect(pipelines.map((pipeline) => pipeline.kind)).toEqual(kind === undefined ? [] : [kind])
  })

  test('a template that a pipeline uses is only a part of it', () => {
    const { pipelines } = readWith(azurePipelines, {
      [FILE]: 'steps: [{template: azure-pipelines/a.yml}]',
      'azure-pipelines/a.yml': 'steps:\n- template: b.yml\n',
      'azure-pipelines/b.yml': 'steps:\n- script: make\n',
    })
    expect(pipelines.map(({ file }) => file)).toEqual([FILE])
  })

  test.each([
    ['', 'a pipeline must be a mapping'],
    ['- a', 'a pipeline must be a mapping'],
    ['trigger: none', 'a pipeline needs stages, jobs, steps or a template that it extends'],
    ['steps: make', 'steps must be a list'],
    ['steps: [make]', 'a step must be a mapping'],
    ['steps: [{make: all}]', 'a step needs a script, a task or a template'],
    ['jobs: [a]', 'a job must be a mapping'],
    ['stages: [[a]]', 'a stage must be a mapping'],
    ['a: "', ''],
  ])('%s is a defect', (text, message) => {
    const { defects } = readWith(azurePipelines, { [FILE]: text })
    expect(defects).not.toEqual([])
    expect(defects.map((each) => each.message).join()).toContain(message)
  })

  test('a broken file that only looks like a pipeline is none', () => {
    const { defects, pipelines } = readWith(azurePipelines, {
      'ci/x.yml': 'trigger:\n- {{ branch }}\nsteps:\n- task: Npm@1\n',
    })
    expect({ defects, pipelines }).toEqual({ defects: [], pipelines: [] })
  })

  test('a step under a condition that makes a pipeline invalid is left out', () => {
    const { steps } = firstJob("steps: [{'${{ if eq(variables.x, 1) }}': [{'do not do this': error}]}, {script: make}]")
    expect(steps).toHaveLength(1)
  })
})

test.each([
  ['steps: [{"${{ each a in parameters.b }}": [{script: x}]}]'],
  ['steps: [{"${{ each a in }}": 1}]'],
  ['steps: [{"${{ if": [{script: x}]}, {script: y}]'],
  ['steps: [{"${{ else }}": [{script: x}]}]'],
  ['steps: [{script: "${{ ((((( }}"}]'],
  ['steps: [{script: "${{ parameters[parameters[parameters]] }}"}]'],
  ['variables: {a: $(b), b: $(a)}\nsteps: [{script: $(a)}]'],
  ['variables: {a: "$[variables[\'b\']]", b: "$[variables[\'a\']]"}\njobs: [{job: x, condition: eq(variables.a, 1)}]'],
  ['stages: [{stage: a, dependsOn: b, jobs: [{job: x}]}, {stage: b, dependsOn: a, jobs: [{job: x}]}]'],
  ['jobs: [{job: a, dependsOn: a}, {job: a, dependsOn: [a, a]}]'],
  [
    'jobs: [{deployment: a, strategy: {runOnce: x}}, {job: b, strategy: {matrix: "$[ x ]"}}, {job: c, strategy: {parallel: 5}}]',
  ],
  ['trigger: {branches: {include: [{a: b}]}}\nsteps: [{script: x}]'],
  ['schedules: {a: b}\npr: {a: [b]}\nresources: {pipelines: x, repositories: [x]}\nsteps: [{script: x}]'],
  ['variables: [x, [y], {name: a}, {value: b}, {template: c}]\nsteps: [{script: x}]'],
  [
    'parameters: {__proto__: 1, constructor: 2}\ntrigger: none\nsteps: [{script: "${{ parameters.constructor }} ${{ variables.__proto__ }}"}]',
  ],
  ['extends: x'],
  ['extends: {template: azure-pipelines.yml}'],
  ['steps: [{task: [x]}, {task: "@"}, {script: {a: b}}, {checkout: [self]}]'],
])('%s never throws', (text) => {
  expect(() => readWith(azurePipelines, { [FILE]: text })).not.toThrow()
})
