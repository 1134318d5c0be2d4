import { describe, expect, test } from '@jest/globals'
import type { Deployment } from '../../../src/models/index.js'
import { deliveryOf, deploymentsIn, workflow } from './support.js'

const DISPATCH = '{ inputs: { environment: { type: choice, options: [staging, production] } } }'
const STEP = ['{ uses: actions/checkout@v6 }', '{ run: helm upgrade api ./chart }']

/** Environment, tier and what starts it, in short. */
const told = (deployments: readonly Deployment[]) =>
  deployments.map(({ environment, tier, triggers }) =>
    [environment?.name ?? '-', tier, environment?.chosen === true ? 'chosen' : '', ...triggers.map(({ kind }) => kind)]
      .filter((word) => word !== '')
      .join(' '),
  )
const unmerged = (deployments: readonly Deployment[]) =>
  deployments.map(
    (each) =>
      `${each.environment?.name ?? each.tier}: ${each.unmerged.map(({ of, certain }) => `${of}${certain ? '' : '?'}`).join(', ')}`,
  )

describe('environments that other systems let people choose', () => {
  test.each<[string, string, string, string[]]>([
    [
      'options of a variable of GitLab',
      '.gitlab-ci.yml',
      'variables: { TARGET: { value: staging, options: [staging, production] } }\ndeploy: { environment: $TARGET, script: helm upgrade api ./chart }\n',
      ['staging staging push tag', 'production production chosen manual'],
    ],
    [
      'a job that pushes alone start',
      '.gitlab-ci.yml',
      'variables: { TARGET: { value: staging, options: [staging, production] } }\ndeploy: { environment: $TARGET, script: helm upgrade api ./chart, rules: [{ if: $CI_PIPELINE_SOURCE == "push" }] }\n',
      ['staging staging push tag'],
    ],
    [
      'variables that rules of GitLab set',
      '.gitlab-ci.yml',
      'deploy:\n  environment: $TARGET\n  script: helm upgrade api ./chart\n  rules:\n    - { if: $CI_COMMIT_BRANCH == "main", variables: { TARGET: production } }\n    - { if: $CI_COMMIT_BRANCH == "develop", variables: { TARGET: staging } }\n',
      ['production production push', 'staging staging push'],
    ],
    [
      'values of a parameter of Azure Pipelines',
      'azure-pipelines.yml',
      'trigger: [main]\nparameters: [{ name: target, default: staging, values: [staging, production] }]\njobs:\n  - deployment: d\n    environment: ${{ parameters.target }}\n    strategy: { runOnce: { deploy: { steps: [{ script: helm upgrade api ./chart }] } } }\n',
      ['staging staging push manual', 'production production chosen manual'],
    ],
    [
      'a choice of Jenkins, in the words of the command',
      'Jenkinsfile',
      "pipeline {\n  agent any\n  parameters { choice(name: 'TARGET', choices: ['staging', 'production']) }\n  stages { stage('Ship') { steps { sh \"helm upgrade api ./chart -n ${params.TARGET}\" } } }\n}\n",
      ['- unknown push', '- staging manual', '- production manual'],
    ],
  ])('%s', (_, file, text, expected) => {
    expect(told(deliveryOf({ [file]: text }).deployments)).toEqual(expected)
  })
})

describe('environments that inputs of a workflow name', () => {
  const on = `{ workflow_dispatch: ${DISPATCH} }`
  test.each<[string, string, string[], string[]]>([
    [
      'each option is one',
      on,
      ['environment: ${{ inputs.environment }}'],
      ['staging staging chosen manual', 'production production chosen manual'],
    ],
    [
      'by the older context',
      on,
      ['environment: ${{ github.event.inputs.environment }}'],
      ['staging staging chosen manual', 'production production chosen manual'],
    ],
    [
      'a part of a name',
      on,
      ['environment: { name: "aws-${{ inputs.environment }}" }'],
      ['aws-staging staging chosen manual', 'aws-production production chosen manual'],
    ],
    [
      'one for pushes, which ask for nothing, and others by choice',
      `{ push: { branches: [main] }, workflow_dispatch: ${DISPATCH} }`,
      ["environment: ${{ inputs.environment || 'staging' }}"],
      ['staging staging push manual', 'production production chosen manual'],
    ],
    [
      'a condition leaves an option out',
      on,
      ['environment: ${{ inputs.environment }}', "if: inputs.environment != 'production'"],
      ['staging staging chosen manual'],
    ],
    [
      'free text stays unknown',
      '{ workflow_dispatch: { inputs: { environment: { type: string, default: staging } } } }',
      ['environment: ${{ inputs.environment }}'],
      ['${{ inputs.environment }} unknown manual'],
    ],
    [
      'the environments of the host stay unknown',
      '{ workflow_dispatch: { inputs: { environment: { type: environment } } } }',
      ['environment: ${{ inputs.environment }}'],
      ['${{ inputs.environment }} unknown manual'],
    ],
    ['a literal name is not touched', on, ['environment: staging'], ['staging staging manual']],
    [
      'several choices are combined',
      '{ workflow_dispatch: { inputs: { stage: { type: choice, options: [dev, prod] }, region: { type: choice, options: [eu, us] } } } }',
      ['environment: "${{ inputs.stage }}-${{ inputs.region }}"'],
      [
        'dev-eu development chosen manual',
        'dev-us development chosen manual',
        'prod-eu production chosen manual',
        'prod-us production chosen manual',
      ],
    ],
  ])('%s', (_, trigger, job, expected) => {
    expect(told(deploymentsIn(workflow(STEP, { on: trigger, job })))).toEqual(expected)
  })

  test('through a called workflow', () => {
    const files = {
      '.github/workflows/main.yml': `on: ${on}\njobs:\n  go:\n    uses: ./.github/workflows/deploy.yml\n    with: { target: "\${{ inputs.environment }}" }\n`,
      '.github/workflows/deploy.yml': workflow(STEP, {
        on: '{ workflow_call: { inputs: { target: { type: string } } } }',
        job: ['environment: ${{ inputs.target }}'],
      }),
    }
    expect(told(deliveryOf(files).deployments)).toEqual([
      'staging staging chosen manual',
      'production production chosen manual',
    ])
  })

  test('where the job names none, the tiers that commands name', () => {
    const steps = ['{ run: "helm upgrade api ./chart -n ${{ inputs.environment }}" }']
    expect(told(deploymentsIn(workflow(steps, { on })))).toEqual(['- staging manual', '- production manual'])
    expect(told(deploymentsIn(workflow(STEP, { on })))).toEqual(['- unknown manual'])
  })

  test('each has the runs of unmerged code that get to it', () => {
    const job = ['environment: ${{ inputs.environment }}']
    expect(unmerged(deploymentsIn(workflow(STEP, { on, job })))).toEqual(['staging: started', 'production: started'])
    const guard = ["if: inputs.environment != 'production' || github.ref == 'refs/heads/main'"]
    expect(unmerged(deploymentsIn(workflow(STEP, { on, job: [...job, ...guard] })))).toEqual([
      'staging: started',
      'production: ',
    ])
    const pushed = `{ push: , workflow_dispatch: ${DISPATCH} }`
    const text = workflow(STEP, { on: pushed, job: ["environment: ${{ inputs.environment || 'staging' }}"] })
    expect(unmerged(deploymentsIn(text))).toEqual(['staging: branch, started', 'production: started'])
  })
})
