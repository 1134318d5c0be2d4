import check from '../../../checks/rollback/rollback-helm-atomic.js'
import { testCheck } from '../../helpers/check-tester.js'

const deploy = (steps: readonly string[], environment = 'production') => ({
  '.github/workflows/deploy.yml': [
    'on: push',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment}`,
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const run = (...lines: string[]) => `{ run: "${lines.join('\\n')}" }`
const upgrade = run('helm upgrade --install api ./chart')
const terraform = (body: string, path = 'infra/main.tf') => ({
  [path]: `resource "helm_release" "api" {\n  name = "api"\n${body}}\n`,
})
const flux = (upgrade: string, path = 'apps/api.yaml') => ({
  [path]: `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: api\nspec:\n  interval: 5m\n${upgrade}`,
})

testCheck(check, {
  passes: [
    {
      name: 'a patch of the HelmRelease',
      files: {
        ...flux('', 'base/api.yaml'),
        'base/kustomization.yaml': 'resources: [api.yaml]\n',
        ...flux('  upgrade:\n    remediation:\n      retries: 3\n', 'prod/api.yaml'),
        'prod/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: api.yaml\n',
      },
    },
    {
      name: 'a parent that gives its kustomizations a patch for every HelmRelease',
      files: {
        ...flux('', 'apps/shop/app/api.yaml'),
        'apps/shop/ks.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps/shop/app }\n',
        'cluster/ks.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  path: ./apps
  patches:
    - patch: |-
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: _ }
        spec:
          patches:
            - patch: |-
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: { name: _ }
                spec: { upgrade: { remediation: { retries: 3 } } }
              target:
                kind: HelmRelease
      target:
        kind: Kustomization
`,
      },
    },
    { name: 'Helm 3', files: deploy([run('helm upgrade --install api ./chart --atomic --timeout 5m')]) },
    { name: 'Helm 4', files: deploy([run('helm upgrade --install api ./chart --rollback-on-failure')]) },
    {
      name: 'a rollback on the failing side',
      files: deploy([run('helm upgrade api ./chart --wait || { helm rollback api; exit 1; }')]),
    },
    {
      name: 'a rollback by a step on failure',
      files: deploy([upgrade, '{ if: failure(), run: helm rollback api 0 }']),
    },
    {
      name: 'an input of the action',
      files: deploy([
        '{ uses: bitovi/github-actions-deploy-eks-helm@v1, with: { name: api, chart-path: chart/, atomic: true } }',
      ]),
    },
    { name: 'arguments of helmfile', files: deploy([run('helmfile apply --args --atomic')]) },
    { name: 'Terraform', files: terraform('  atomic = true\n') },
    { name: 'Flux retries', files: flux('  upgrade:\n    remediation:\n      retries: 3\n') },
    { name: 'Flux retries without end', files: flux('  upgrade:\n    remediation:\n      retries: -1\n') },
    {
      name: 'Flux remediates the only failure',
      files: flux('  upgrade:\n    remediation:\n      remediateLastFailure: true\n'),
    },
  ],
  unknown: [
    {
      name: 'options in a variable',
      files: deploy([run('helm upgrade --install api ./chart $HELM_ARGS')]),
      reason: 'in a variable',
    },
    {
      name: 'options in an input',
      files: deploy(['{ run: "helm upgrade api ./chart ${{ inputs.extra-flags }}" }']),
      reason: 'in a variable',
    },
    {
      name: 'an action',
      files: deploy(['{ uses: deliverybot/helm@v1, with: { release: api, chart: ./chart } }']),
      reason: 'the action',
    },
    { name: 'helmfile', files: deploy([run('helmfile apply')]), reason: 'the file of' },
    {
      name: 'an opaque step on failure',
      files: deploy([upgrade, '{ if: failure(), uses: acme/back@v1 }']),
      reason: 'acme/back@v1',
    },
    { name: 'Terraform with a variable', files: { ...terraform('  atomic = var.atomic\n') } },
    {
      name: 'a patch of the HelmRelease that is not in the tree',
      files: {
        ...flux('', 'base/api.yaml'),
        'prod/kustomization.yaml':
          'resources: [../base/api.yaml]\npatches:\n  - { path: gone.yaml, target: { kind: HelmRelease } }\n',
      },
      reason: 'a patch',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed with Helm', files: deploy([run('kubectl apply -f k8s/')]) },
    { name: 'rendering and linting', files: deploy([run('helm lint ./chart', 'helm template ./chart')]) },
    { name: 'publishing a chart', files: deploy([run('helm push api.tgz oci://registry.example.com/charts')]) },
    { name: 'a cluster of the job', files: deploy(['{ uses: helm/kind-action@v1 }', upgrade]) },
    { name: 'a preview', files: deploy([upgrade], 'pr-7') },
    { name: 'samples', files: { ...terraform('', 'examples/main.tf'), ...flux('', 'tests/e2e/api.yaml') } },
  ],
  fails: [
    { name: 'helm upgrade', files: deploy([`${upgrade} # ! command`]) },
    { name: 'helm upgrade that only waits', files: deploy([`${run('helm upgrade api ./chart --wait')} # ! command`]) },
    { name: 'the switch turned off', files: deploy([`${run('helm upgrade api ./chart --atomic=false')} # ! command`]) },
    {
      name: 'one of two commands',
      files: deploy([`${run('helm upgrade api ./chart --atomic', 'helm upgrade web ./web')} # ! command`]),
    },
    {
      name: 'a variable that is no list of options',
      files: deploy([`${run('helm upgrade --install $RELEASE ./chart --namespace $NAMESPACE')} # ! command`]),
    },
    {
      name: 'Terraform',
      files: { 'infra/main.tf': 'resource "helm_release" "api" { # ! terraform\n  name = "api"\n}\n' },
    },
    { name: 'Terraform turned off', files: terraform('  atomic = false # ! terraform\n') },
    {
      name: 'Flux without remediation',
      files: {
        'apps/api.yaml': flux('')['apps/api.yaml']?.replace('name: api', 'name: api # ! flux') ?? '',
      },
    },
    { name: 'Flux without retries', files: flux('  upgrade:\n    remediation:\n      retries: 0 # ! flux\n') },
    {
      name: 'Flux that uninstalls',
      files: flux('  upgrade:\n    remediation:\n      retries: 3 # ! flux\n      strategy: uninstall\n'),
    },
    {
      name: 'Flux that leaves the last failure',
      files: flux('  upgrade:\n    remediation:\n      retries: 3 # ! flux\n      remediateLastFailure: false\n'),
    },
    {
      name: 'Flux that only retries',
      files: flux('  upgrade:\n    strategy:\n      name: RetryOnFailure # ! retries\n'),
    },
  ],
})
