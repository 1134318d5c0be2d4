import check from '../../../checks/helm/helm-chart-pinned.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (...commands: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...commands.map((command) => `      - run: ${command}`),
    '',
  ].join('\n'),
})
const ADD = 'helm repo add bitnami https://charts.bitnami.com/bitnami'
const chart = (...dependency: string[]) => ({
  'charts/shop/Chart.yaml': [
    'apiVersion: v2',
    'name: shop',
    'version: 1.0.0',
    'dependencies:',
    '  - name: redis',
    ...dependency.map((line) => `    ${line}`),
    '',
  ].join('\n'),
})
const REPOSITORY = 'repository: https://charts.example.com'
const terraform = (...lines: string[]) => ({
  'infra/main.tf': [
    'resource "helm_release" "redis" {',
    '  name = "redis"',
    ...lines.map((l) => `  ${l}`),
    '}',
    '',
  ].join('\n'),
})
const release = (...spec: string[]) => ({
  'apps/redis.yaml': [
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata:',
    '  name: redis # HERE',
    'spec:',
    '  interval: 1h',
    '  chart:',
    '    spec:',
    '      chart: redis',
    '      sourceRef: { kind: HelmRepository, name: bitnami }',
    ...spec.map((line) => `      ${line}`),
    '',
  ]
    .join('\n')
    .replace(' # HERE', spec.length === 0 ? ' # ! noVersion' : ''),
})
const application = (source: string) => ({
  'argocd/redis.yaml': [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    'metadata: { name: redis }',
    'spec:',
    '  source:',
    '    repoURL: https://charts.example.com',
    '    chart: redis',
    `    ${source}`,
    '',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no chart', files: workflow('kubectl apply -f k8s/') },
    { name: 'a chart of the tree', files: workflow('helm upgrade --install shop ./charts/shop') },
    { name: 'a folder that the pipeline makes', files: workflow('helm upgrade --install shop build/shop') },
    { name: 'a chart that a variable names', files: workflow('helm upgrade --install shop $CHART') },
    { name: 'a dependency in the tree', files: chart('version: "*"', 'repository: file://../redis') },
    { name: 'a dependency of no repository', files: chart('version: "*"') },
    { name: 'a chart beside the module', files: terraform('chart = "./charts/redis"') },
    {
      name: 'a kustomization that takes a chart of a folder',
      files: {
        'k8s/prod/kustomization.yaml':
          'helmGlobals: { chartHome: ../base }\nhelmCharts:\n  - name: shop\n    repo: ../base\n',
      },
    },
    {
      name: 'a kustomization whose chart is there already',
      files: {
        'k8s/kustomization.yaml': 'helmCharts:\n  - name: redis\n    repo: https://charts.example.com\n',
        'k8s/charts/redis/Chart.yaml': 'name: redis\nversion: 20.6.1\n',
      },
    },
    { name: 'a trial', files: workflow(ADD, 'helm upgrade --install cache bitnami/redis --dry-run') },
    {
      name: 'a chart for tests',
      files: { 'tests/shop/Chart.yaml': chart('version: "*"', REPOSITORY)['charts/shop/Chart.yaml'] },
    },
  ],
  passes: [
    { name: 'a version', files: workflow(ADD, 'helm upgrade --install cache bitnami/redis --version 20.6.1') },
    { name: 'a version behind =', files: workflow('helm install c oci://r.example.com/redis --version=v20.6.1') },
    { name: 'a digest', files: workflow(`helm install c oci://r.example.com/redis@sha256:${'a'.repeat(64)}`) },
    { name: 'a tag of an address', files: workflow('helm install c oci://r.example.com/redis:20.6.1') },
    { name: 'an archive', files: workflow('helm install c https://charts.example.com/redis-20.6.1.tgz') },
    { name: 'an exact dependency without a lock file', files: chart('version: 20.6.1', REPOSITORY) },
    {
      name: 'a range with a lock file',
      files: { ...chart('version: ~20.6.0', REPOSITORY), 'charts/shop/Chart.lock': 'dependencies: []\n' },
    },
    {
      name: 'a dependency that lies in the tree',
      files: { ...chart('version: 20.x.x', REPOSITORY), 'charts/shop/charts/redis-20.6.1.tgz': '' },
    },
    {
      name: 'a helm_release with a version',
      files: terraform('repository = "https://charts.example.com"', 'chart = "redis"', 'version = "20.6.1"'),
    },
    {
      name: 'a helm_release with a default version',
      files: {
        ...terraform('repository = "https://charts.example.com"', 'chart = "redis"', 'version = var.redis'),
        'infra/variables.tf':
          'terraform {\n  backend "s3" {}\n}\nvariable "redis" {\n  type    = string\n  default = "20.6.1"\n}\n',
      },
    },
    { name: 'a HelmRelease with a version', files: release('version: 20.6.1') },
    { name: 'an Application with a version', files: application('targetRevision: 20.6.1') },
    {
      name: 'a chart of a kustomization',
      files: {
        'k8s/kustomization.yaml':
          'helmCharts:\n  - name: redis\n    repo: https://charts.example.com\n    version: 20.6.1\n',
      },
    },
  ],
  unknown: [
    {
      name: 'an overlay patches the version',
      files: {
        ...release('version: 20.x'),
        'apps/kustomization.yaml': 'resources: [redis.yaml]\n',
        'prod/kustomization.yaml':
          'resources: [../apps]\npatches:\n  - target: { kind: HelmRelease, name: redis }\n    patch: |-\n      - op: replace\n        path: /spec/chart/spec/version\n        value: 20.6.1\n',
      },
      reason: 'set elsewhere',
    },
    {
      name: 'a version of a variable',
      files: workflow(ADD, 'helm upgrade --install cache bitnami/redis --version "$REDIS_VERSION"'),
      reason: 'set elsewhere',
    },
    {
      name: 'options in a variable',
      files: workflow(ADD, 'helm upgrade --install cache bitnami/redis $HELM_ARGS'),
      reason: 'set elsewhere',
    },
    {
      name: 'a variable without a default',
      files: {
        ...terraform('repository = "https://charts.example.com"', 'chart = "redis"', 'version = var.redis'),
        'infra/variables.tf': 'variable "redis" {\n  type = string\n}\n',
      },
      reason: 'set elsewhere',
    },
    { name: 'a chart of an expression', files: terraform('chart = var.chart'), reason: 'is an expression' },
  ],
  fails: [
    {
      name: 'no version in a repository that the job adds',
      files: workflow(ADD, 'helm upgrade --install cache bitnami/redis -n cache --wait # ! noVersion'),
    },
    {
      name: 'no version at an address',
      files: workflow('helm upgrade -i cache oci://r.example.com/redis --set a=b # ! noVersion'),
    },
    {
      name: 'a repository in the command, and no name',
      files: workflow('helm install -g redis --repo https://charts.example.com # ! noVersion'),
    },
    {
      name: 'a range in a command',
      files: workflow('helm install c oci://r.example.com/redis --version ^20 # ! openVersion'),
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  script:\n    - helm upgrade --install cache oci://r.example.com/redis # ! noVersion\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n',
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\njobs:\n  - deployment: deploy\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: helm upgrade --install cache oci://r.example.com/redis # ! noVersion\n',
      },
    },
    { name: 'a range without a lock file', files: chart('version: ^20.0.0 # ! noLock', REPOSITORY) },
    {
      name: 'requirements of the first version of charts',
      files: {
        'charts/shop/Chart.yaml': 'apiVersion: v1\nname: shop\nversion: 1.0.0\n',
        'charts/shop/requirements.yaml': `dependencies:\n  - name: redis\n    version: 20.x.x # ! noLock\n    ${REPOSITORY}\n`,
      },
    },
    {
      name: 'a helm_release without a version',
      files: terraform('repository = "https://charts.example.com"', 'chart = "redis" # ! noVersion'),
    },
    { name: 'a HelmRelease without a version', files: release() },
    { name: 'a HelmRelease of a range', files: release('version: 20.x # ! openVersion') },
    {
      name: 'a HelmRelease of a source with a range, of which an overlay patches other keys',
      files: {
        'apps/base/kustomization.yaml': 'resources: [redis.yaml]\n',
        'apps/base/redis.yaml': [
          'apiVersion: source.toolkit.fluxcd.io/v1',
          'kind: OCIRepository',
          'metadata: { name: redis, namespace: cache }',
          'spec:',
          '  url: oci://registry.example.com/charts/redis',
          '  ref:',
          '    semver: 20.x # ! openVersion',
          '---',
          'apiVersion: helm.toolkit.fluxcd.io/v2',
          'kind: HelmRelease',
          'metadata: { name: redis, namespace: cache }',
          'spec:',
          '  chartRef: { kind: OCIRepository, name: redis }',
          '',
        ].join('\n'),
        'apps/prod/kustomization.yaml':
          'resources: [../base]\npatches:\n  - target: { kind: HelmRelease, name: redis }\n    patch: |-\n      - op: replace\n        path: /spec/valuesFrom/prefix\n        value: prod\n',
      },
    },
    { name: 'an Application of a range', files: application('targetRevision: "*" # ! openVersion') },
    {
      name: 'a chart of a kustomization without a version',
      files: {
        'k8s/kustomization.yaml': 'helmCharts:\n  - name: redis # ! noVersion\n    repo: https://charts.example.com\n',
      },
    },
  ],
})
