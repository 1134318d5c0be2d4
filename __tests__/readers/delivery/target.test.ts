import { describe, expect, test } from '@jest/globals'
import { deliveryOf, deploymentsIn, targetsOf, workflow } from './support.js'

describe('where a command deploys to', () => {
  test.each<[string, string]>([
    ['helm upgrade api ./chart', 'helm unknown'],
    ['helm upgrade api ./chart --namespace production', 'helm production'],
    ['helm upgrade api ./chart --namespace=shop-staging', 'helm staging'],
    ['helm upgrade api ./chart -n pr-${{ github.event.number }}', 'helm preview, goes away'],
    ['helm upgrade test ./chart', 'helm test'],
    ['kubectl apply -f test.yaml', 'kubectl test'],
    ['kubectl apply -k overlays/prod', 'kubectl production'],
    ['kubectl apply -f k8s/ --context prod-eu', 'kubectl production'],
    ['helm upgrade api ./chart -f values-prod.yaml', 'helm production'],
    ['kubectl config use-context staging && kubectl apply -f k8s/', 'kubectl staging'],
    ['aws eks update-kubeconfig --name shop-prod && kubectl apply -f k8s/', 'kubectl production'],
    ['terraform workspace select prod && terraform apply', 'terraform production'],
    ['terraform apply -var environment=staging', 'terraform staging'],
    ['terraform -chdir=live/prod apply', 'terraform production'],
    ['cd infra/production && terraform apply', 'terraform production'],
    ['aws ecs update-service --cluster shop-prod --service api-stage', 'aws-ecs staging'],
    ['STAGE=dev serverless deploy', 'serverless development'],
    ['cdk deploy -c env=prod', 'cdk production'],
    ['ansible-playbook -i inventories/prod/hosts site.yml', 'ansible production'],
    ['vercel deploy --prod', 'vercel unknown'],
    ['vercel deploy', 'vercel preview, goes away'],
    ['netlify deploy --dir=dist', 'netlify preview, goes away'],
    ['netlify deploy --dir=dist --prod', 'netlify unknown'],
  ])('%s', (command, expected) => {
    expect(targetsOf(deploymentsIn(workflow([`{ run: '${command}' }`])))).toEqual([expected])
  })

  test.each<[string, string[], string]>([
    ['a variable of the job', ['env: { DEPLOY_ENV: production }'], 'helm production'],
    ['the service before the cluster', ['env: { CLUSTER_NAME: prod, SERVICE_NAME: api-stage }'], 'helm staging'],
    ['a variable of the branch', ['env: { STAGE: "${{ github.ref_name }}" }'], 'helm staging'],
    ['a variable that means something else', ['env: { NODE_ENV: production }'], 'helm unknown'],
    ['the environment, before all others', ['environment: Live', 'env: { STAGE: test }'], 'helm production'],
  ])('%s', (_, job, expected) => {
    const text = workflow(['{ run: helm upgrade api ./chart }'], { job, on: '{ push: { branches: [staging] } }' })
    expect(targetsOf(deploymentsIn(text))).toEqual([expected])
  })

  test('an input of the action', () => {
    const step = '{ uses: azure/webapps-deploy@v3, with: { app-name: shop, slot-name: staging, package: . } }'
    expect(targetsOf(deploymentsIn(workflow([step])))).toEqual(['azure-webapp staging'])
  })

  test('the name that the configuration explains', () => {
    const files = { '.github/workflows/deploy.yml': workflow(['{ run: helm upgrade api ./chart -n blue }']) }
    const { deployments } = deliveryOf(files, { environments: new Map([['blue', 'production']]) })
    expect(targetsOf(deployments)).toEqual(['helm production'])
  })
})

describe('what only changes under review start', () => {
  const steps = ['{ run: helm upgrade api ./chart --namespace staging }']
  test.each<[string, string[], string]>([
    ['pull_request', [], 'helm preview, goes away'],
    ['pull_request', ['environment: staging'], 'helm preview, goes away'],
    ['pull_request', ['environment: production'], 'helm production'],
    ['[pull_request, push]', ["if: github.event_name == 'pull_request'"], 'helm preview, goes away'],
    ['[pull_request, push]', [], 'helm staging'],
    ['{ pull_request: { types: [closed] } }', ['if: github.event.pull_request.merged == true'], 'helm staging'],
    [
      '{ workflow_run: { workflows: [CI] } }',
      ["if: github.event.workflow_run.event == 'pull_request'"],
      'helm preview, goes away',
    ],
    ['{ workflow_run: { workflows: [CI] } }', [], 'helm staging'],
  ])('%s %s', (on, job, expected) => {
    expect(targetsOf(deploymentsIn(workflow(steps, { on, job })))).toEqual([expected])
  })
})

describe('environments that a matrix or the branch decides', () => {
  const steps = ['{ run: helm upgrade api ./chart }']
  test.each<[string, string, string[], string[]]>([
    [
      'a matrix',
      'push',
      ['environment: "${{ matrix.env }}"', 'strategy: { matrix: { env: [staging, production] } }'],
      ['helm staging', 'helm production'],
    ],
    [
      'branches',
      '{ push: { branches: [staging, production] } }',
      ['environment: "${{ github.ref_name }}"'],
      ['helm staging', 'helm production'],
    ],
    [
      'a choice by branch',
      '{ push: { branches: [main, next] } }',
      ["environment: \"${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}\""],
      ['helm production', 'helm staging'],
    ],
    ['an output', 'push', ['environment: "${{ needs.plan.outputs.env }}"'], ['helm unknown']],
    ['any branch', 'push', ['environment: "${{ github.ref_name }}"'], ['helm preview, goes away']],
    ['a tag', '{ push: { tags: ["v*"] } }', ['environment: "${{ github.ref_name }}"'], ['helm preview, goes away']],
  ])('%s', (_, on, job, expected) => {
    expect(targetsOf(deploymentsIn(workflow(steps, { on, job })))).toEqual(expected)
  })
})
