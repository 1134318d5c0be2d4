import { describe, expect, test } from '@jest/globals'
import type { DeliveryGraph } from '../../../../src/core/delivery-graph.js'
import { readGraph } from '../../../../src/readers/delivery/graph/read-graph.js'
import { inShort } from '../../../helpers/graph-in-short.js'
import { deliveryOf } from '../support.js'

const graphOf = (files: Readonly<Record<string, string>>): DeliveryGraph => readGraph(deliveryOf(files))

const NOTHING = { environments: [], stages: [], flows: [] }

const github = (...jobs: string[]): string =>
  ['on: { push: { branches: [main] } }', 'jobs:', ...jobs.map((job) => `  ${job}`), ''].join('\n')
const job = (id: string, steps: string, more = ''): string =>
  `${id}: { runs-on: ubuntu-24.04, ${more}steps: [${steps}] }`
const HELM = '{ run: helm upgrade --install shop ./chart }'

describe('nothing is delivered', () => {
  test('by a pipeline that only tests', () => {
    expect(graphOf({ '.github/workflows/ci.yml': github(job('test', '{ run: npm test }')) })).toEqual(NOTHING)
  })

  test('by what a test sets up for itself', () => {
    const steps = '{ run: kind create cluster }, { run: kubectl apply -f k8s }, { run: npm test }'
    expect(graphOf({ '.github/workflows/ci.yml': github(job('test', steps)) })).toEqual(NOTHING)
  })

  test('by documentation', () => {
    const text = github(job('docs', '{ run: mkdocs gh-deploy }'))
    expect(graphOf({ '.github/workflows/docs.yml': text, 'mkdocs.yml': 'site_name: shop\n' })).toEqual(NOTHING)
  })
})

test('jobs of one workflow: order, roles, environments, artifacts, what runs on failure', () => {
  const text = github(
    job('build', '{ run: npm run build }, { uses: actions/upload-artifact@v4, with: { name: site } }'),
    job('unit', '{ run: npx jest }'),
    job('lint', '{ run: npx eslint . }'),
    job(
      'staging',
      `{ uses: actions/download-artifact@v4, with: { name: site } }, ${HELM}`,
      'needs: [build, unit], environment: staging, ',
    ),
    job('smoke', '{ run: npx playwright test }', 'needs: staging, '),
    job('production', `{ uses: actions/download-artifact@v4 }, ${HELM}`, 'needs: smoke, environment: production, '),
    job('undo', '{ run: helm rollback shop }', 'needs: production, if: failure(), '),
  )
  expect(inShort(graphOf({ '.github/workflows/cd.yml': text }))).toEqual({
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'build: build',
      'unit: test',
      'staging: deploy > staging',
      'smoke: verify',
      'production: deploy > production',
      'undo: roll-back',
    ],
    flows: [
      'build order staging [site]',
      'unit order staging',
      'staging order smoke',
      'smoke order production',
      'production failure undo',
      'build artifact production [site]',
    ],
  })
})

test('what is set up for a test, after something was published, tests', () => {
  const text = github(
    job('image', '{ run: docker push acme/shop:1 }'),
    job('e2e', '{ run: kind create cluster }, { run: kubectl apply -f k8s }', 'needs: image, '),
  )
  expect(inShort(graphOf({ '.github/workflows/cd.yml': text })).stages).toEqual(['image: publish', 'e2e: test'])
})

test('an environment that is spelled in two ways is one', () => {
  const text = github(
    job('one', HELM, 'environment: Production, '),
    job('two', '{ run: npx serverless deploy }', 'needs: one, environment: production, '),
  )
  const { environments, stages } = inShort(graphOf({ '.github/workflows/cd.yml': text }))
  expect(environments).toEqual(['Production production'])
  expect(stages).toEqual(['one: deploy > Production', 'two: deploy > Production'])
})

test('jobs that do the same at the same point are one stage', () => {
  const text = github(
    job('unit', '{ run: npx jest }'),
    job('go', '{ run: go test ./... }'),
    job('scan', '{ run: trivy fs . }'),
    job('deploy', HELM, 'needs: [unit, go, scan], environment: production, '),
  )
  const { stages, flows } = inShort(graphOf({ '.github/workflows/cd.yml': text }))
  expect(stages).toEqual(['unit+go: test', 'scan: scan', 'deploy: deploy > production'])
  expect(flows).toEqual(['unit+go order deploy', 'scan order deploy'])
})

test('a workflow that the end of another starts', () => {
  const graph = graphOf({
    '.github/workflows/ci.yml': `name: CI\n${github(job('test', '{ run: npx jest }'))}`,
    '.github/workflows/cd.yml': `on: { workflow_run: { workflows: [CI], types: [completed] } }\njobs:\n  ${job('deploy', HELM, 'environment: production, ')}\n`,
  })
  expect(inShort(graph)).toEqual({
    environments: ['production production'],
    stages: ['deploy: deploy > production', 'test: test'],
    flows: ['test start deploy'],
  })
})

test('an image that is pushed in one job and deployed in another', () => {
  const text = github(
    job('image', '{ run: docker build -t ghcr.io/acme/shop:$TAG . }, { run: docker push ghcr.io/acme/shop:$TAG }'),
    job(
      'deploy',
      '{ run: kubectl set image deployment/shop shop=ghcr.io/acme/shop:$TAG }',
      'needs: image, environment: production, ',
    ),
  )
  expect(inShort(graphOf({ '.github/workflows/cd.yml': text })).flows).toEqual([
    'image order deploy [ghcr.io/acme/shop]',
  ])
})

test('a matrix of environments, known by name', () => {
  const text = github(
    'deploy:',
    '  runs-on: ubuntu-24.04',
    '  strategy: { matrix: { to: [staging, production] } }',
    '  environment: ${{ matrix.to }}',
    `  steps: [${HELM}]`,
  )
  const { environments, stages } = inShort(graphOf({ '.github/workflows/cd.yml': text }))
  expect(environments).toEqual(['staging staging', 'production production'])
  expect(stages).toEqual(['deploy: deploy > staging, production'])
})

test('stages of GitLab with a manual job and files that are kept', () => {
  const text = [
    'stages: [build, test, staging, production]',
    'build: { stage: build, script: [npm run build], artifacts: { paths: [dist/] } }',
    'test: { stage: test, script: [npx jest] }',
    'staging: { stage: staging, script: [helm upgrade --install shop ./chart], environment: staging }',
    'production:',
    '  { stage: production, script: [helm upgrade --install shop ./chart], environment: production, when: manual }',
    '',
  ].join('\n')
  expect(inShort(graphOf({ '.gitlab-ci.yml': text }))).toEqual({
    environments: ['staging staging', 'production production after staging'],
    stages: ['build: build', 'test: test', 'staging: deploy > staging', 'production: approve deploy > production'],
    flows: [
      'build order test',
      'test order staging',
      'staging order production',
      'build artifact staging [dist/]',
      'build artifact production [dist/]',
    ],
  })
})

test('what a controller pulls because of a commit', () => {
  const application = (name: string, path: string): string =>
    [
      'apiVersion: argoproj.io/v1alpha1',
      'kind: Application',
      `metadata: { name: ${name} }`,
      'spec:',
      `  source: { repoURL: https://github.com/acme/shop, path: ${path}, targetRevision: main }`,
      '  destination: { namespace: shop }',
      '  syncPolicy: { automated: {} }',
      '',
    ].join('\n')
  const graph = inShort(
    graphOf({
      'argo/staging.yaml': application('shop-staging', 'overlays/staging'),
      'argo/production.yaml': application('shop-production', 'overlays/production'),
      'overlays/staging/kustomization.yaml': 'resources: []\n',
      'overlays/production/kustomization.yaml': 'resources: []\n',
    }),
  )
  expect(graph.environments).toEqual(['staging staging', 'production production'])
  expect(graph.stages.toSorted()).toEqual(['shop-production: deploy > production', 'shop-staging: deploy > staging'])
})

test('an order that contradicts itself is decided by the tier', () => {
  const text = github(
    job('staging', HELM, 'environment: staging, '),
    job('production', HELM, 'needs: staging, environment: production, '),
    job('again', HELM, 'needs: production, environment: staging, '),
  )
  expect(inShort(graphOf({ '.github/workflows/cd.yml': text })).environments).toEqual([
    'staging staging',
    'production production',
  ])
})
