import { describe, expect, test } from '@jest/globals'
import { deliveryOf, deploymentsIn, targetsOf, workflow } from './support.js'

const upgrade = '{ run: helm upgrade --install api ./chart }'
const secret = '{ run: az aks get-credentials --name shop, env: { KEY: "${{ secrets.KEY }}" } }'

describe('deployments that go away by themselves', () => {
  test.each<[string, string]>([
    ['a cluster that an action makes', workflow(['{ uses: helm/kind-action@v1 }', upgrade])],
    ['a cluster that a command makes', workflow(['{ run: kind create cluster }', upgrade])],
    ['a program by its path', workflow(['{ run: ./bin/k3d cluster create }', upgrade])],
    [
      'what a step of the same job takes down',
      workflow(['{ run: terraform apply -auto-approve }', '{ if: always(), run: terraform destroy -auto-approve }']),
    ],
    [
      'what a job behind it takes down',
      [
        'on: push',
        'jobs:',
        '  up: { runs-on: ubuntu-24.04, steps: [{ run: terraform apply -auto-approve }] }',
        '  down: { needs: up, if: always(), runs-on: ubuntu-24.04, steps: [{ run: terraform destroy -auto-approve }] }',
      ].join('\n'),
    ],
    ['a test of every change', workflow([secret, upgrade], { on: '[push, pull_request]', id: 'e2e' })],
    ['a test that tests', workflow([secret, upgrade, '{ run: go test ./... }'], { id: 'integration-tests' })],
    ['a test from end to end', workflow([secret, upgrade], { id: 'conformance' })],
    [
      'a test that looks at what it deployed',
      workflow(
        [secret, '{ name: Deploy the chart, run: helm upgrade api ./chart }', '{ run: kubectl wait deployment/api }'],
        {
          id: 'deployment-tests',
        },
      ),
    ],
    [
      'what lies with the tests',
      workflow(['{ run: terraform -chdir=tests/shop apply -auto-approve }'], { id: 'nightly' }),
    ],
    [
      'what lies in the folder of tests',
      workflow(['{ run: helm upgrade --install api test/chart }'], { id: 'nightly' }),
    ],
    [
      'what a job at the end takes down',
      [
        'on: push',
        'jobs:',
        '  up: { runs-on: ubuntu-24.04, steps: [{ run: terraform apply -auto-approve }] }',
        '  look: { needs: up, runs-on: ubuntu-24.04, steps: [{ run: ./look }] }',
        '  down: { needs: look, if: always(), runs-on: ubuntu-24.04, steps: [{ run: terraform destroy -auto-approve }] }',
      ].join('\n'),
    ],
    [
      'a cluster of a cloud for one run',
      workflow([
        '{ run: gcloud container clusters create run-$GITHUB_RUN_ID }',
        upgrade,
        '{ if: always(), run: gcloud container clusters delete run-$GITHUB_RUN_ID }',
      ]),
    ],
    [
      'a job that deploys for the tests of its workflow',
      [
        'name: E2E of the shop',
        'on: schedule',
        'jobs:',
        `  deploy: { runs-on: ubuntu-24.04, steps: [${secret}, ${upgrade}] }`,
      ].join('\n'),
    ],
    ['a test that holds no credentials', workflow([upgrade], { id: 'chart-test' })],
  ])('%s', (_, text) => {
    expect(targetsOf(deploymentsIn(text))).toEqual([expect.stringMatching(/^(helm|terraform) test, goes away$/)])
  })

  test('what goes onto machines that the job takes down', () => {
    const text = workflow([
      '{ run: terraform apply -auto-approve }',
      '{ run: ansible-playbook -i inventory site.yml }',
      '{ if: always(), run: terraform destroy -auto-approve }',
    ])
    expect(targetsOf(deploymentsIn(text))).toEqual(['terraform test, goes away', 'ansible test, goes away'])
  })
})

describe('deployments that stay', () => {
  test.each<[string, string]>([
    ['a cluster that is made later', workflow([upgrade, '{ run: kind create cluster }'])],
    [
      'a release beside one of another name that is removed',
      workflow([upgrade, '{ run: helm uninstall blue --namespace shop }']),
    ],
    [
      'what people take down when they ask for it',
      workflow(
        ['{ run: terraform apply -auto-approve }', '{ if: inputs.destroy, run: terraform destroy -auto-approve }'],
        { on: 'workflow_dispatch' },
      ),
    ],
    [
      'an old job that is deleted first',
      workflow(['{ run: kubectl delete job migrate }', '{ run: kubectl apply -f k8s/ }']),
    ],
    ['a job that deploys and then tests', workflow([secret, upgrade, '{ run: go test ./... }'])],
    ['a test with an environment', workflow([upgrade], { id: 'test', job: ['environment: shared'] })],
    ['a test of a push with credentials', workflow([secret, upgrade], { id: 'checks' })],
    [
      'a test on a machine of its own',
      workflow([upgrade], { id: 'tests', job: ['runs-on: self-hosted'] }).replace('    runs-on: ubuntu-24.04\n', ''),
    ],
  ])('%s', (_, text) => {
    expect(targetsOf(deploymentsIn(text))).toEqual([expect.stringMatching(/^(helm|terraform|kubectl) unknown$/)])
  })
})

test('an environment called test is no folder of tests', () => {
  const text = workflow(['{ run: helm upgrade --install api ./chart -f deploy/test/values.yaml }'])
  expect(targetsOf(deploymentsIn(text))).toEqual(['helm test'])
})

test('a workflow of tests that another calls deploys for them', () => {
  const caller = 'on: push\njobs:\n  try: { uses: ./.github/workflows/e2e.yml, secrets: inherit }\n'
  const called = workflow([secret, upgrade], { on: 'workflow_call', id: 'deploy-resources' })
  const found = deploymentsIn(caller, { '.github/workflows/e2e.yml': called })
  expect(targetsOf(found)).toEqual(['helm test, goes away'])
})

test('in GitLab, what a job that people start takes down stays', () => {
  const files = {
    '.gitlab-ci.yml': [
      'stages: [apply, destroy]',
      'apply: { stage: apply, script: [terraform apply -auto-approve] }',
      'destroy: { stage: destroy, when: manual, script: [terraform destroy -auto-approve] }',
    ].join('\n'),
  }
  expect(targetsOf(deliveryOf(files).deployments)).toEqual(['terraform unknown'])
})

test('in GitLab, what the last stage takes down goes away', () => {
  const files = {
    '.gitlab-ci.yml': [
      'stages: [apply, destroy]',
      'apply: { stage: apply, script: [terraform apply -auto-approve] }',
      'destroy: { stage: destroy, when: always, script: [terraform destroy -auto-approve] }',
    ].join('\n'),
  }
  expect(targetsOf(deliveryOf(files).deployments)).toEqual(['terraform test, goes away'])
})

describe('an action or an orb', () => {
  const action = { 'action.yml': 'name: ship\ndescription: Ships\nruns: { using: node24, main: index.js }\n' }

  test('is tried out', () => {
    expect(targetsOf(deploymentsIn(workflow([secret, upgrade]), action))).toEqual(['helm test, goes away'])
  })

  test('is deployed where an environment says so', () => {
    const text = workflow([secret, upgrade], { job: ['environment: production'] })
    expect(targetsOf(deploymentsIn(text, action))).toEqual(['helm production'])
  })
})
