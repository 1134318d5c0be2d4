import { expect, test } from '@jest/globals'
import { deliveryOf } from '../support.js'

const INFRA = { 'infra/main.tf': 'provider "aws" {}\nresource "aws_ecs_service" "api" {\n  name = "api"\n}\n' }
const deploying = (...steps: string[]) =>
  deliveryOf({
    ...INFRA,
    '.github/workflows/deploy.yml': [
      'on: { push: { branches: [main] } }',
      'jobs:',
      '  deploy:',
      '    runs-on: ubuntu-24.04',
      '    environment: production',
      '    steps:',
      ...steps.map((step) => `      - ${step}`),
      '',
    ].join('\n'),
  }).deployments.map(({ subject, versions = [] }) => [subject, ...versions.map(({ name, text }) => `${name} ${text}`)])

test.each([
  ['nothing', ['run: terraform -chdir=infra apply -auto-approve']],
  ['a number of servers', ['run: terraform -chdir=infra apply -auto-approve -var count=$COUNT']],
  ['the version of a cluster', ['run: terraform -chdir=infra apply -auto-approve -var kubernetes_version=$VERSION']],
  ['a version that is written down', ['run: terraform -chdir=infra apply -auto-approve -var engine_version=16']],
  [
    'a version for other code',
    ['run: terraform -chdir=other plan -var image=$IMAGE', 'run: terraform -chdir=infra apply -auto-approve'],
  ],
])('infrastructure that is told %s is infrastructure', (_, steps) => {
  expect(deploying(...steps)).toEqual([['infrastructure']])
})

test.each([
  [
    'an option',
    ['run: terraform -chdir=infra apply -auto-approve -var image_tag=$GITHUB_SHA'],
    'image_tag $GITHUB_SHA',
  ],
  [
    'an image',
    ['run: tofu -chdir=infra apply -auto-approve -var=image=ghcr.io/acme/api:1.4.2'],
    'image ghcr.io/acme/api:1.4.2',
  ],
  [
    'a variable of the environment',
    ["{ run: terraform -chdir=infra apply -auto-approve, env: { TF_VAR_release: '${{ inputs.version }}' } }"],
    'release ${{ inputs.version }}',
  ],
  [
    'the plan that it applies',
    ['run: terraform -chdir=infra plan -out=x.tfplan -var tag=$SHA', 'run: terraform -chdir=infra apply x.tfplan'],
    'tag $SHA',
  ],
])('told a version by %s it releases an application', (_, steps, version) => {
  expect(deploying(...steps)).toEqual([['application', version]])
})
