import { describe, expect, test } from '@jest/globals'
import { azurePipelines } from '../../../../src/readers/pipelines/azure-pipelines/index.js'
import { intentsOf, jobLines, readWith } from '../adapter-support.js'
import { FILE, firstJob, ON_GITHUB, read } from './support.js'

const NO_TRIGGER = 'pr: none\ntrigger: [main]'

/** The scripts of the first job. */
function scripts(text: string, more: Readonly<Record<string, string>> = {}): (string | undefined)[] {
  return firstJob(text, more).steps.map(({ run }) => run?.value)
}

describe('templates of the tree', () => {
  test('steps, jobs, stages and variables come from where they are written', () => {
    const pipeline = read(
      `
variables: [{template: ci/vars.yml}]
stages:
  - template: ci/stages.yml
    parameters: {name: build, image: windows-latest}
  - stage: last
    jobs: [{template: ci/jobs.yml@self}]
`,
      {
        'ci/vars.yml': 'variables: {tool: jest}',
        'ci/stages.yml': `
parameters: [{name: name, type: string}, {name: image, default: ubuntu-latest}]
stages:
  - stage: \${{ parameters.name }}
    jobs:
      - job: one
        pool:
          vmImage: \${{ parameters.image }}
        steps: [{template: steps.yml}]
`,
        'ci/jobs.yml': 'jobs: [{job: two, steps: [{template: /ci/steps.yml}]}]',
        'ci/steps.yml': 'steps: [{script: npx $(tool)}]',
      },
    )
    expect(jobLines(pipeline).map((line) => line.split('] ')[0])).toEqual(['build.one [', 'last.two [build.one'])
    expect(pipeline.jobs.map(({ runner }) => runner)).toEqual([['windows-latest'], []])
    const [step] = pipeline.jobs[1]?.steps ?? []
    expect(step?.at.file).toBe('ci/steps.yml')
    expect(step?.intents[0]).toMatchObject({ kind: 'unit-test', tool: 'jest' })
    expect(step?.intents[0]?.because.map(({ file, line }) => `${file}:${line}`)).toEqual([
      `${FILE}:7`,
      'ci/jobs.yml:1',
      'ci/steps.yml:1',
    ])
  })

  test.each<[string, string, (string | undefined)[]]>([
    ['a text', 'steps: [{script: "run ${{ parameters.a }}"}]', ['run x']],
    ['a default', 'steps: [{script: "run ${{ parameters.b }}"}]', ['run y']],
    ['steps', 'steps: [{script: a}, "${{ parameters.steps }}"]', ['a', 'given']],
    ['a function', 'steps: [{script: "${{ format(\'{0}-{1}\', parameters.a, upper(parameters.b)) }}"}]', ['x-Y']],
    ['join and split', "steps: [{script: \"${{ join('+', split('a,b', ',')) }}\"}]", ['a+b']],
    [
      'each',
      'steps: [{"${{ each item in parameters.list }}": [{script: "${{ item.name }} ${{ item.age }}"}]}]',
      ['ann 1', 'bob 2'],
    ],
    [
      'each of a mapping',
      'steps: [{"${{ each pair in parameters.map }}": [{script: "${{ pair.key }}=${{ pair.value }}"}]}]',
      ['k=v', 'l=w'],
    ],
    ['a filtered list', 'steps: [{script: "${{ join(\' \', parameters.list.*.name) }}"}]', ['ann bob']],
    ['if', 'steps: [{"${{ if eq(parameters.a, \'x\') }}": [{script: yes}]}, {"${{ else }}": [{script: no}]}]', ['yes']],
    [
      'elseif',
      'steps: [{"${{ if eq(parameters.a, \'n\') }}": [{script: n}]}, {"${{ elseif parameters.flag }}": [{script: f}]}, {"${{ else }}": [{script: no}]}]',
      ['f'],
    ],
    [
      'if in a mapping',
      'steps: [{script: a, "${{ if parameters.flag }}": {displayName: named}, "${{ else }}": {displayName: other}}]',
      ['a'],
    ],
    ['insert', 'steps: [{"${{ insert }}": "${{ parameters.step }}"}]', ['inserted']],
    [
      'copied steps',
      'steps: [{"${{ each step in parameters.steps }}": [{"${{ each pair in step }}": {"${{ pair.key }}": "${{ pair.value }}"}}]}]',
      ['given'],
    ],
  ])('parameters: %s', (_, template, expected) => {
    const more = {
      't.yml': `
parameters:
  - {name: a, type: string}
  - {name: b, default: y}
  - {name: flag, type: boolean, default: true}
  - {name: steps, type: stepList, default: []}
  - {name: step, type: step, default: {script: inserted}}
  - {name: list, type: object, default: [{name: ann, age: 1}, {name: bob, age: 2}]}
  - {name: map, type: object, default: {k: v, l: w}}
${template}
`,
    }
    const text = 'steps: [{template: t.yml, parameters: {a: x, steps: [{script: given}]}}]'
    expect(scripts(text, more)).toEqual(expected)
  })

  test('parameters as of old: a mapping of names to defaults', () => {
    const more = {
      't.yml': "parameters: {a: one, b: two}\nsteps: [{script: '${{ parameters.a }} ${{ parameters.b }}'}]",
    }
    expect(scripts('steps: [{template: t.yml, parameters: {b: 2}}]', more)).toEqual(['one 2'])
  })

  test('a step that is handed over keeps its place', () => {
    const { steps } = firstJob('steps:\n- template: t.yml\n  parameters:\n    steps:\n    - script: npx jest\n', {
      't.yml': 'parameters: {steps: []}\nsteps: ["${{ parameters.steps }}"]',
    })
    expect(steps[0]?.intents[0]?.at).toMatchObject({ file: FILE, line: 5, column: 15 })
  })

  test('a text with a parameter in it keeps its places', () => {
    const { steps } = firstJob('steps: [{template: t.yml, parameters: {a: xxxxxxxxxx}}]', {
      't.yml': "parameters: {a: ''}\nsteps:\n- script: |\n    echo ${{ parameters.a }} && true\n    npx jest\n",
    })
    expect(steps[0]?.intents[0]?.at).toMatchObject({ file: 't.yml', line: 5, column: 5 })
  })

  test('a template that is extended names the repositories that it extends itself', () => {
    const pipeline = read('trigger: [main]\nextends: { template: t.yml }', {
      't.yml':
        'resources: { repositories: [{ repository: Base, type: git, name: acme/base, ref: refs/tags/release }] }\nextends: { template: main.yml@Base }',
    })
    expect(pipeline.includes?.map(({ text, ref }) => [text, ref])).toEqual([
      ['acme/base@refs/tags/release', 'refs/tags/release'],
    ])
  })

  test('what a pipeline extends is in its place', () => {
    const pipeline = read('trigger: [main]\nextends: {template: t.yml, parameters: {n: a}}', {
      't.yml':
        'parameters: {n: ""}\npool: {vmImage: windows-2022}\njobs: [{job: "${{ parameters.n }}", steps: [{script: make}]}]',
    })
    expect(pipeline.jobs).toMatchObject([{ id: 'a', runner: ['windows-2022'] }])
  })

  test('variables of compile time', () => {
    const text = `
variables:
  - {name: env, value: dev}
  - \${{ if eq(variables.env, 'dev') }}:
    - {name: suffix, value: -d}
  - \${{ else }}:
    - {name: suffix, value: -p}
steps: [{script: "run \${{ variables.env }}\${{ variables.suffix }} $(suffix)"}]
`
    expect(scripts(text)).toEqual(['run dev-d -d'])
  })
})

describe('what is not decided', () => {
  const PARAMETERS = `
parameters:
  - {name: deploy, type: boolean, default: false}
  - {name: check, type: boolean, default: true}
  - {name: env, default: dev, values: [dev, prod]}`

  test('a parameter has its default in runs that start by themselves; a person may choose another', () => {
    const pipeline = read(`${NO_TRIGGER}${PARAMETERS}
jobs:
  - job: a
    steps: [{script: "go \${{ parameters.env }}"}]
  - \${{ if parameters.deploy }}:
    - job: b
  - \${{ if parameters.check }}:
    - job: c
  - job: d
    condition: eq('\${{ parameters.env }}', 'prod')
`)
    expect(jobLines(pipeline)).toEqual([
      'a [] trigger0 manual1',
      'b [] manual1?',
      'c [] trigger0 manual1?',
      'd [] manual1?',
    ])
    expect(pipeline.jobs[0]?.steps[0]?.run?.value).toBe('go dev')
  })

  test('a name that a person chooses has several values', () => {
    const { environment } = firstJob(`trigger: none\npr: none${PARAMETERS}
jobs:
  - deployment: a
    environment: \${{ parameters.env }}
    strategy: {runOnce: {deploy: {steps: [{script: make}]}}}
`)
    expect(environment).toMatchObject({ resolved: false, values: ['dev', 'prod'], tier: 'unknown' })
  })

  test('a name that the branch decides has several values', () => {
    const { environment } = firstJob(`pr: none
variables:
  \${{ if eq(variables['Build.SourceBranch'], 'refs/heads/main') }}:
    env: production
  \${{ else }}:
    env: staging
jobs:
  - deployment: a
    environment: $(env)
    strategy: {runOnce: {deploy: {steps: [{script: make}]}}}
`)
    expect(environment).toMatchObject({ resolved: false, values: ['production', 'staging'], tier: 'unknown' })
  })

  test('a step that only some runs have', () => {
    const { steps } = firstJob(`${NO_TRIGGER}
steps:
  - \${{ if eq(variables['Build.Reason'], 'Manual') }}:
    - script: by hand
  - \${{ if eq(variables['unheardOf'], 'x') }}:
    - script: perhaps
  - \${{ else }}:
    - script: else
`)
    expect(
      steps.map(({ run, starts }) => [
        run?.value,
        starts?.map(({ trigger, certain }) => `${trigger.event} ${certain}`),
      ]),
    ).toEqual([
      ['by hand', ['manual true']],
      ['perhaps', ['trigger false', 'manual false']],
      ['else', ['trigger false', 'manual false']],
    ])
  })

  test('a value that hangs on the run stays an expression', () => {
    const { steps } = firstJob(
      "steps: [{script: 'tag ${{ variables[''Build.SourceBranchName''] }} ${{ variables.other }}'}]",
    )
    expect(steps[0]?.run?.value).toBe("tag ${{ variables['Build.SourceBranchName'] }} ${{ variables.other }}")
  })
})

describe('what cannot be resolved is recorded', () => {
  test('templates of other repositories', () => {
    const pipeline = read(`
resources:
  repositories:
    - {repository: lib, type: github, name: acme/lib, ref: refs/tags/v1}
    - {repository: fixed, type: git, name: acme/fixed, ref: ${'a'.repeat(40)}}
jobs:
  - template: a.yml@lib
  - template: b.yml@lib
  - template: c.yml@fixed
  - job: own
    steps:
      - template: d.yml@other
      - script: make
`)
    expect(pipeline.unresolved.map(({ what, reason, at }) => [what, reason, at.line])).toEqual([
      ['template a.yml@lib', 'remote', 7],
      ['template b.yml@lib', 'remote', 8],
      ['template c.yml@fixed', 'remote', 9],
    ])
    expect(pipeline.jobs[0]?.steps[0]?.opaque).toMatchObject([{ what: 'template d.yml@other', reason: 'remote' }])
    expect(pipeline.includes?.map(({ text, ref, pinned }) => [text, ref, pinned])).toEqual([
      ['acme/lib@refs/tags/v1', 'refs/tags/v1', false],
      [`acme/fixed@${'a'.repeat(40)}`, 'a'.repeat(40), true],
      ['d.yml@other', undefined, false],
    ])
  })

  test('the jobs that a template elsewhere is given may run', () => {
    const pipeline = read(`
trigger: [main]
pr: none
extends:
  template: v1/official.yml@lib
  parameters: {stages: [{stage: build, jobs: [{job: a, steps: [{script: npx jest}]}]}]}
`)
    expect(pipeline.unresolved).toMatchObject([{ what: 'template v1/official.yml@lib' }])
    expect(jobLines(pipeline)).toEqual(['build.a [] trigger0? manual1?'])
    expect(pipeline.jobs.flatMap(intentsOf)).toEqual(['unit-test:jest'])
  })

  test.each<[string, string]>([
    ['steps: [{template: missing.yml}]', 'template missing.yml'],
    [
      'parameters: [{name: t, type: string}]\ntrigger: none\nsteps: [{template: "${{ parameters.t }}"}]',
      'a template that an expression names',
    ],
    [
      'parameters: [{name: s, type: stepList}]\ntrigger: none\nsteps: ["${{ parameters.s }}"]',
      'steps that an expression gives',
    ],
    ['steps: [{task: "${{ variables.t }}@1"}]', 'a task that an expression names'],
  ])('%s', (text, what) => {
    expect(firstJob(text).steps.flatMap(({ opaque }) => opaque.map((each) => each.what))).toEqual([what])
  })

  test('templates that call one another end', () => {
    const { steps } = firstJob('steps: [{template: a.yml}]', {
      'a.yml': 'steps: [{template: b.yml}, {script: a}]',
      'b.yml': 'steps: [{template: a.yml}]',
    })
    expect(steps.some(({ opaque }) => opaque.some(({ reason }) => reason === 'too-deep'))).toBe(true)
  })

  test('templates that multiply end', () => {
    const more: Record<string, string> = {}
    for (let index = 0; index < 20; index++) {
      const next = `{template: t${index + 1}.yml}`
      more[`t${index}.yml`] = `steps: [${Array(10).fill(next).join(', ')}]`
    }
    const { pipelines } = readWith(azurePipelines, { ...ON_GITHUB, ...more, [FILE]: 'steps: [{template: t0.yml}]' })
    expect(pipelines[0]?.unresolved.map(({ reason }) => reason)).toContain('too-deep')
  })

  test('unknown order', () => {
    const pipeline = read("jobs: [{job: a}, {job: b, dependsOn: '${{ variables.x }}'}]")
    expect(pipeline.unresolved).toMatchObject([{ what: 'what b waits for', reason: 'dynamic' }])
  })
})
