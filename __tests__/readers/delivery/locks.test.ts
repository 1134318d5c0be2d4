import { expect, test } from '@jest/globals'
import { deliveryOf, deploymentsIn, workflow } from './support.js'

const steps = ['{ run: helm upgrade api ./chart }']
const main = '{ push: { branches: [main] } }'

test.each<[string, string, string, { shared: boolean; cancels: boolean | undefined }]>([
  ['a name', main, 'deploy', { shared: true, cancels: false }],
  ['a name that waits', main, '{ group: deploy, cancel-in-progress: false }', { shared: true, cancels: false }],
  ['a name that cancels', main, '{ group: deploy, cancel-in-progress: true }', { shared: true, cancels: true }],
  ['the branch', main, '"deploy-${{ github.ref }}"', { shared: true, cancels: false }],
  [
    'the branch, on tags',
    '{ push: { tags: ["v*"] } }',
    '"deploy-${{ github.ref }}"',
    { shared: false, cancels: false },
  ],
  ['the run', main, '"deploy-${{ github.run_id }}"', { shared: false, cancels: false }],
  ['the change, else the run', main, '"${{ github.head_ref || github.run_id }}"', { shared: false, cancels: false }],
  [
    'the change, else the branch',
    main,
    '"${{ github.event.pull_request.number || github.ref }}"',
    { shared: true, cancels: false },
  ],
  ['the commit', main, '"${{ github.workflow }}-${{ github.sha }}"', { shared: false, cancels: false }],
  ['an input', 'workflow_dispatch', '"deploy-${{ inputs.stage }}"', { shared: true, cancels: false }],
  [
    'the branch, on one of the triggers',
    '{ push: { branches: [main], tags: ["v*"] } }',
    '"${{ github.ref }}"',
    { shared: true, cancels: false },
  ],
  [
    'changes cancel, pushes do not',
    '{ push: { branches: [main] }, pull_request: }',
    '{ group: ci, cancel-in-progress: "${{ github.event_name == \'pull_request\' }}" }',
    { shared: true, cancels: false },
  ],
  [
    'other branches cancel',
    main,
    '{ group: ci, cancel-in-progress: "${{ github.ref != \'refs/heads/main\' }}" }',
    { shared: true, cancels: false },
  ],
  [
    'an input decides',
    'workflow_dispatch',
    '{ group: ci, cancel-in-progress: "${{ inputs.hurry }}" }',
    { shared: true, cancels: undefined },
  ],
])('%s', (_, on, concurrency, expected) => {
  const text = workflow(steps, { on, job: [`concurrency: ${concurrency}`] })
  expect(deploymentsIn(text)[0]?.locks).toEqual([expect.objectContaining(expected)])
})

test('the locks of the caller and of the workflow hold too', () => {
  const { deployments } = deliveryOf({
    '.github/workflows/main.yml': [
      `on: ${main}`,
      'concurrency: all',
      'jobs:',
      '  prod:',
      '    uses: ./.github/workflows/deploy.yml',
      '    concurrency: prod',
    ].join('\n'),
    '.github/workflows/deploy.yml': workflow(steps, { on: 'workflow_call', job: ['concurrency: own'] }),
  })
  expect(deployments[0]?.locks.map(({ group }) => group.value)).toEqual(['own', 'prod', 'all'])
})

test('a job without any', () => {
  expect(deploymentsIn(workflow(steps))[0]?.locks).toEqual([])
})
