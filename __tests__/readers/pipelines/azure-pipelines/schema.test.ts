import { describe, expect, test } from '@jest/globals'
import { firstJob, read, triggerLines } from './support.js'

// Key by key (Azure Pipelines documentation: YAML schema reference).

const STEPS = 'steps: [{ script: make }]'
const deployment = (strategy: string, more = '') =>
  firstJob(`jobs: [{ deployment: a, environment: shop, ${more} strategy: ${strategy} }]`)

describe('parameters', () => {
  const inputs = (text: string) => {
    const manual = read(text).triggers.find(({ kind }) => kind === 'manual')
    return manual?.inputs === undefined ? undefined : [...manual.inputs]
  }

  test.each([
    [
      'parameters: [{ name: Version, type: string }, { name: dry, type: boolean, default: true }, { name: where, values: [a, b], default: a }]',
      [
        ['version', 'string'],
        ['dry', 'boolean'],
        ['where', 'string'],
      ],
    ],
    ['parameters: []', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(inputs(`${text}\n${STEPS}`)).toEqual(expected)
  })
})

describe('resources', () => {
  const upstream = (resources: string) =>
    triggerLines(read(`trigger: none\npr: none\nresources: ${resources}\n${STEPS}`)).filter(
      (line) => !line.startsWith('manual'),
    )

  test.each([
    ['{ pipelines: [{ pipeline: ci, source: Shop CI, trigger: true }] }', ['upstream:pipeline Shop CI']],
    ['{ pipelines: [{ pipeline: ci, source: Shop CI, trigger: none }] }', []],
    ['{ pipelines: [{ pipeline: ci, source: Shop CI, trigger: { enabled: false } }] }', []],
    [
      '{ pipelines: [{ pipeline: ci, source: Shop CI, trigger: { branches: { include: [main], exclude: [wip] }, stages: [build], tags: [ok] } }] }',
      ['upstream:pipeline main !wip Shop CI'],
    ],
    ['{ repositories: [{ repository: lib, type: git, name: acme/lib, trigger: [main] }] }', ['upstream:repositories']],
    ['{ repositories: [{ repository: lib, type: git, name: acme/lib }] }', []],
    [
      '{ containers: [{ container: app, type: ACR, repository: app, trigger: { enabled: true, tags: [v*] } }] }',
      ['upstream:containers'],
    ],
    ['{ containers: [{ container: app, type: ACR, repository: app, trigger: { enabled: false } }] }', []],
    ['{ packages: [{ package: p, type: npm, name: acme/p, trigger: true }] }', ['upstream:packages']],
    ['{ builds: [{ build: b, type: Jenkins, source: x, trigger: true }] }', ['upstream:builds']],
    ['{ webhooks: [{ webhook: w, connection: c }] }', ['other:webhook']],
  ])('%s', (resources, expected) => {
    expect(upstream(resources)).toEqual(expected)
  })

  test.each([
    ['{ container: node, image: "node:22" }', 'container: node', ['node:22']],
    ['{ container: node, type: ACR, registry: acme, repository: node }', 'container: node', ['acme.azurecr.io/node']],
    ['{ container: node, image: "node:22" }', 'container: "alpine:3"', ['alpine:3']],
    ['{ container: node, image: "node:22" }', 'container: { image: "alpine:3", options: --privileged }', ['alpine:3']],
    ['{ container: db, image: "postgres:17" }', 'services: { db: db, cache: "redis:8" }', ['postgres:17', 'redis:8']],
    ['{ container: node, image: "node:22" }', 'container: BuildContainer', []],
    ['{ container: node, image: "node:22" }', 'variables: { a: b }', ['node:22']],
  ])('containers: %s with %s', (resource, keys, expected) => {
    const steps =
      '[{ script: x, target: node }, { script: y, target: { container: node, commands: restricted } }, { script: z, target: host }]'
    const { images = [] } = firstJob(
      `resources: { containers: [${resource}] }\njobs: [{ job: a, ${keys}, steps: ${keys.startsWith('var') ? steps : '[]'} }]`,
    )
    expect(images.map(({ value }) => value)).toEqual(expected)
  })
})

describe('strategies', () => {
  const steps = (strategy: string) =>
    deployment(strategy).steps.map(({ run, after }) => `${run?.value ?? '?'}${after === undefined ? '' : ` ${after}`}`)
  const hook = (name: string) => `${name}: { steps: [{ script: ${name} }] }`
  const all = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'].map(hook).join(', ')
  const on = 'on: { failure: { steps: [{ script: bad }] }, success: { steps: [{ script: good }] } }'

  test.each([
    ['runOnce', ''],
    ['rolling', 'maxParallel: 20%, '],
    ['canary', 'increments: [10, 20], '],
  ])('%s', (name, more) => {
    expect(steps(`{ ${name}: { ${more}${all}, ${on} } }`)).toEqual([
      'preDeploy',
      'deploy',
      'routeTraffic',
      'postRouteTraffic',
      'good',
      'bad failure',
    ])
    const word = name === 'runOnce' ? 'once' : name
    expect(deployment(`{ ${name}: { ${all} } }`).strategy?.value).toBe(word)
  })

  test('a hook has a pool of its own', () => {
    const job = deployment(
      '{ runOnce: { preDeploy: { pool: { vmImage: windows-2025 }, steps: [{ script: dir }] }, deploy: { steps: [{ script: ls }] } } }',
      'pool: { vmImage: ubuntu-24.04 },',
    )
    expect(job.steps.map(({ shell }) => shell)).toEqual(['cmd', undefined])
  })

  test('a hook without an agent may ask a person', () => {
    const job = deployment(
      '{ runOnce: { preDeploy: { pool: server, steps: [{ task: ManualValidation@1, inputs: { notifyUsers: ops@acme.example } }] }, deploy: { steps: [{ script: ls }] } } }',
    )
    expect(job.approval).toMatchObject({ kind: 'gate', approvers: ['ops@acme.example'] })
  })

  test.each([
    ['matrix: { a: { X: 1 }, b: { X: 2 } }, maxParallel: 2', { expressions: false, maxParallel: 2 }],
    ['matrix: "$[ dependencies.x.outputs.y ]"', { expressions: true }],
    ['parallel: 5', { expressions: false }],
  ])('of a job: %s', (strategy, expected) => {
    expect(firstJob(`jobs: [{ job: a, strategy: { ${strategy} }, steps: [] }]`).matrix).toMatchObject(expected)
  })
})

describe('stages', () => {
  test('one that a person starts is an approval of its jobs', () => {
    const { jobs } = read(
      'stages: [{ stage: a, jobs: [{ job: x }] }, { stage: b, trigger: manual, isSkippable: false, jobs: [{ job: y }] }]',
    )
    expect(jobs.map(({ approval, starts }) => [approval?.kind, starts?.every(({ manual }) => manual)])).toEqual([
      [undefined, false],
      ['job', true],
    ])
  })

  test.each([
    ['lockBehavior: sequential', '', 'prod'],
    ['lockBehavior: runLatest', '', 'prod'],
    ['', 'lockBehavior: sequential,', 'prod'],
    ['', '', undefined],
  ])('%s %s locks %s', (root, stage, group) => {
    const { jobs } = read(
      `${root}\nstages: [{ stage: a, ${stage} jobs: [{ deployment: x, environment: prod, strategy: { runOnce: { deploy: { steps: [] } } } }, { job: y }] }]`,
    )
    expect(jobs.map(({ concurrency }) => concurrency?.group.value)).toEqual([group, undefined])
  })

  test('keys that change nothing that is run', () => {
    const pipeline = read(
      [
        'name: $(Date:yyyyMMdd)$(Rev:.r)',
        'appendCommitMessageToRunName: false',
        'jobs:',
        '  - job: a',
        '    cancelTimeoutInMinutes: 2',
        '    workspace: { clean: all }',
        '    uses: { repositories: [lib], pools: [big] }',
        '    templateContext: { a: b }',
        '    steps:',
        '      - { bash: make, failOnStderr: true, retryCountOnTaskFailure: 2, timeoutInMinutes: 5, name: build }',
        '      - { pwsh: ./x.ps1, errorActionPreference: stop, ignoreLASTEXITCODE: true }',
        '      - { checkout: self, fetchDepth: 1, submodules: recursive, lfs: true, persistCredentials: true, clean: true }',
      ].join('\n'),
    )
    expect(pipeline.unresolved).toEqual([])
    expect(pipeline.jobs[0]?.steps[0]).toMatchObject({
      id: 'build',
      retries: { value: 2 },
      timeoutMinutes: { value: '5' },
    })
    expect(pipeline.jobs[0]?.steps[2]?.with.get('persistCredentials')?.value).toBe('true')
  })
})

describe('pool', () => {
  test.each([
    ['pool: Big', ['Big']],
    ['pool: { name: Big, demands: [java, "Agent.OS -equals Linux"] }', ['Big', 'java', 'Agent.OS -equals Linux']],
    ['pool: { vmImage: ubuntu-24.04 }', ['ubuntu-24.04']],
    ['pool: server', ['server']],
  ])('%s', (pool, expected) => {
    expect(firstJob(`jobs: [{ job: a, ${pool}, steps: [] }]`).runner).toEqual(expected)
  })
})

describe('extends', () => {
  test('of the tree is put in its place, with what it is given', () => {
    const { jobs, unresolved } = read(
      'extends: { template: base.yml, parameters: { stage: production, steps: [{ script: mine }] } }',
      {
        'base.yml':
          'parameters: [{ name: stage, type: string }, { name: steps, type: stepList, default: [] }]\njobs: [{ deployment: x, environment: "${{ parameters.stage }}", strategy: { runOnce: { deploy: { steps: "${{ parameters.steps }}" } } } }]',
      },
    )
    expect(unresolved).toEqual([])
    expect(jobs[0]).toMatchObject({ environment: { tier: 'production' } })
    expect(jobs[0]?.steps.map(({ run }) => run?.value)).toEqual(['mine'])
  })

  test.each([
    ['', false],
    ['ref: refs/heads/main,', false],
    [`ref: ${'a'.repeat(40)},`, true],
  ])('of elsewhere with %s is pinned: %s', (ref, pinned) => {
    const { includes = [], unresolved } = read(
      `resources: { repositories: [{ repository: lib, type: git, ${ref} name: acme/lib }] }\nextends: { template: base.yml@lib }`,
    )
    expect(includes.map((each) => each.pinned)).toEqual([pinned])
    expect(unresolved.map(({ reason }) => reason)).toEqual(['remote'])
  })
})

describe('environment', () => {
  test.each([
    ['environment: shop-prod', 'shop-prod', 'production'],
    ['environment: shop-prod.web', 'shop-prod', 'production'],
    ['environment: { name: staging, resourceName: web, resourceType: Kubernetes }', 'staging', 'staging'],
    ['environment: { name: prod, resourceType: VirtualMachine, tags: "web,eu" }', 'prod', 'production'],
  ])('%s', (keys, name, tier) => {
    const job = firstJob(`jobs: [{ deployment: a, ${keys}, strategy: { runOnce: { deploy: { steps: [] } } } }]`)
    expect(job.environment).toMatchObject({ name, tier, records: true })
  })
})

describe('variables', () => {
  const valueOf = (variables: string, more = '') =>
    firstJob(
      `variables: ${variables}\nparameters: [{ name: where, type: string, default: eu }]\n${more}jobs: [{ job: a, steps: [{ script: "deploy $(a)" }] }]`,
    ).steps[0]?.run?.value

  test.each([
    ['{ a: b }', 'deploy b'],
    ['[{ name: a, value: b }]', 'deploy b'],
    ['[{ name: a, value: b, readonly: true }, { group: keys }]', 'deploy b'],
    ['[{ group: keys }]', 'deploy ${{ a }}'],
    ['{ x: c, a: "$(x)" }', 'deploy c'],
  ])('%s', (variables, script) => {
    expect(valueOf(variables)).toBe(script)
  })

  test('a group of variables is a stored credential by name', () => {
    const { jobs } = read(
      `variables: [{ group: keys }]\nstages: [{ stage: s, variables: [{ group: more }], jobs: [{ job: a, variables: [{ group: own }], ${STEPS} }] }]`,
    )
    expect(jobs[0]?.secrets?.map(({ value }) => value)).toEqual(['keys', 'more', 'own'])
  })
})

describe('steps', () => {
  test.each([
    ['{ download: current, artifact: app }', 'azure-pipelines:download'],
    ['{ download: none }', 'azure-pipelines:download'],
    ['{ downloadBuild: ci, artifact: app }', 'azure-pipelines:downloadbuild'],
    ['{ getPackage: p, path: x }', 'azure-pipelines:getpackage'],
    ['{ publish: out, artifact: app }', 'azure-pipelines:publish'],
    ['{ reviewApp: web }', 'azure-pipelines:reviewapp'],
    ['{ checkout: self }', 'azure-pipelines:checkout'],
    ['{ task: Docker@2, inputs: { command: build } }', 'azure-pipelines:docker'],
    ['{ task: acme.tools.custom.Docker@2, inputs: { command: build } }', 'azure-pipelines:docker'],
  ])('%s', (step, name) => {
    const [first, ...rest] = firstJob(`jobs: [{ job: a, steps: [${step}] }]`).steps
    expect([first?.uses?.repository, rest]).toEqual([name, []])
  })

  test.each([
    ['{ script: make, enabled: false }', []],
    ['{ script: make, condition: false }', []],
    ['{ script: make, continueOnError: true }', [true]],
    ['{ script: make, continueOnError: false }', [undefined]],
  ])('%s', (step, expected) => {
    const { steps } = firstJob(`jobs: [{ job: a, steps: [${step}] }]`)
    expect(steps.map(({ allowFailure }) => allowFailure?.value)).toEqual(expected)
  })
})

describe('root', () => {
  test.each([
    [
      'schedules: [{ cron: "0 3 * * *", displayName: nightly, branches: { include: [main], exclude: [wip] }, always: true, batch: true }]',
      ['schedule:schedules main !wip'],
    ],
    [
      'schedules: [{ cron: "0 3 * * *", branches: { include: [main] } }, { cron: "0 4 * * 0", branches: { include: [rel/*] } }]',
      ['schedule:schedules main', 'schedule:schedules rel/*'],
    ],
    [
      'pr: { autoCancel: false, drafts: false, branches: { include: [main] }, paths: { exclude: [docs] } }',
      ['change-request:pr main !/docs'],
    ],
  ])('%s', (keys, expected) => {
    const kinds = new Set(expected.map((line) => line.split(':')[0]))
    const off = keys.startsWith('pr') ? 'trigger: none' : 'trigger: none\npr: none'
    const lines = triggerLines(read(`${off}\n${keys}\n${STEPS}`))
    expect(lines.filter((line) => kinds.has(line.split(':')[0] ?? ''))).toEqual(expected)
  })

  test('the keys of its only job', () => {
    const job = firstJob(
      `container: "node:22"\nservices: { db: "postgres:17" }\ncontinueOnError: true\ntimeoutInMinutes: 7\nstrategy: { parallel: 2 }\n${STEPS}`,
    )
    expect(job).toMatchObject({
      allowFailure: { value: true },
      timeoutMinutes: { value: '7' },
      matrix: { expressions: false },
    })
    expect(job.images?.map(({ value }) => value)).toEqual(['node:22', 'postgres:17'])
  })
})
