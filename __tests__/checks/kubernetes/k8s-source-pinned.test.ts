import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import check from '../../../checks/kubernetes/k8s-source-pinned.js'

const kustomization = (source: string, list = 'resources', path = 'k8s/kustomization.yaml') => ({
  [path]: `${list}:\n  - ${source}\n`,
})
const REPOSITORY = {
  fullName: 'acme/shop',
  defaultBranch: 'main',
  visibility: 'private',
  archived: false,
  mirror: false,
  fork: false,
} as const
const hosting = { repository: known(REPOSITORY) }
const github = (command: string) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - run: ${command}\n`,
})
const gitlab = (command: string) => ({
  '.gitlab-ci.yml': `deploy:\n  environment: production\n  script:\n    - ${command}\n`,
})
const azure = (command: string) => ({
  'azure-pipelines.yml': `trigger: [main]\njobs:\n  - deployment: app\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: ${command}\n`,
})
const application = (source: string, path = 'argocd/redis.yaml') => ({
  [path]: `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: redis }\nspec:\n  source:\n    path: deploy\n${source
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('')}`,
})
const flux = (ref: string) => ({
  'cluster/source.yaml': `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: base }\nspec:\n  url: https://github.com/other/base\n  ref:\n    ${ref}\n`,
  'cluster/base.yaml':
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: base }\nspec: { path: ./deploy, sourceRef: { kind: GitRepository, name: base } }\n',
})
const BASE = 'https://github.com/other/base'

testCheck(check, {
  notApplicable: [
    { name: 'no manifest', files: { 'README.md': '# shop' } },
    { name: 'local folders and files', files: kustomization('../base') },
    { name: 'a file whose name looks like a host', files: kustomization('app.example.com/ingress.yaml') },
    {
      name: 'a kustomization for tests',
      files: kustomization(`${BASE}//deploy?ref=main`, 'resources', 'tests/kustomization.yaml'),
    },
    {
      name: 'one for staging',
      files: kustomization(`${BASE}//deploy?ref=main`, 'resources', 'overlays/staging/kustomization.yaml'),
    },
    {
      name: 'this repository itself',
      files: kustomization('https://github.com/Acme/shop//k8s/base?ref=main'),
      hosting,
    },
    { name: 'manifests of the tree', files: github('kubectl apply -f k8s/ -k overlays/prod') },
    {
      name: "the team's own repository",
      files: application('repoURL: https://github.com/acme/config\ntargetRevision: HEAD'),
      hosting,
    },
    {
      name: 'an owner that nobody can tell from ours',
      files: application('repoURL: https://github.com/other/config\ntargetRevision: HEAD'),
    },
    { name: 'charts, which another check looks at', files: kustomization('{ name: redis }', 'helmCharts') },
  ],
  unknown: [
    { name: 'a name that may be a tag', files: kustomization(`${BASE}//deploy?ref=summer`) },
    { name: 'a major version alone', files: kustomization(`${BASE}//deploy?ref=v1`) },
    {
      name: 'a version that is filled in',
      files: github('kubectl apply -f https://example.com/$VERSION/install.yaml'),
    },
    {
      name: 'what may be this repository',
      files: {
        ...kustomization('https://github.com/acme/shop//base?ref=main'),
        'base/kustomization.yaml': 'resources: []\n',
      },
      reason: 'may be this repository',
    },
  ],
  passes: [
    { name: 'a tag', files: kustomization(`${BASE}//deploy?ref=v1.4.0`) },
    {
      name: 'a commit',
      files: kustomization(`${BASE}/deploy?timeout=90s&ref=93468e78be8cb6980dec3cd97ef400de6d54064b`),
    },
    { name: 'a tag of a repository by SSH', files: kustomization('git@github.com:other/base.git//deploy?ref=v1.4.0') },
    { name: 'a tag without a scheme', files: kustomization('github.com:other/manifests.git/argocd/cloud?ref=v1.1.0') },
    { name: 'a release', files: kustomization(`${BASE}/releases/download/v2.2.3/crds.yaml`) },
    {
      name: 'a raw file of a tag',
      files: kustomization('https://raw.githubusercontent.com/other/base/6.8.0/deployment.yaml'),
    },
    {
      name: 'a raw file of a tag by its whole name',
      files: kustomization('https://raw.githubusercontent.com/other/base/refs/tags/summer/deployment.yaml'),
    },
    {
      name: 'a version in the address',
      files: github('kubectl apply -f https://infra.example.com/releases/v0.18.0/release.yaml'),
    },
    {
      name: 'an application of others at a tag',
      files: application('repoURL: https://github.com/other/base\ntargetRevision: v1.2.3'),
      hosting,
    },
    { name: 'a source of Flux at a commit', files: flux('commit: 93468e78be8cb6980dec3cd97ef400de6d54064b'), hosting },
  ],
  fails: [
    { name: 'a branch', files: kustomization(`${BASE}//deploy?ref=main # ! branch`) },
    {
      name: 'a branch of a repository by SSH',
      files: kustomization('git@github.com:other/base.git//deploy?ref=master # ! branch'),
    },
    { name: 'a branch without a scheme', files: kustomization('github.com/other/base/deploy/?ref=main # ! branch') },
    { name: 'no version', files: kustomization(`${BASE}//deploy # ! newest`) },
    { name: 'in the older list', files: kustomization('github.com/other/base//deploy # ! newest', 'bases') },
    { name: 'a component', files: kustomization(`${BASE}//deploy?ref=develop # ! branch`, 'components') },
    { name: 'the last release', files: kustomization(`${BASE}/releases/latest/download/install.yaml # ! newest`) },
    { name: 'a tag that moves', files: kustomization(`${BASE}//deploy?ref=stable # ! newest`) },
    {
      name: 'a raw file of a branch',
      files: kustomization('https://raw.githubusercontent.com/other/base/master/install.yaml # ! branch'),
    },
    {
      name: 'a raw file of a branch by its whole name',
      files: kustomization('https://raw.githubusercontent.com/other/base/refs/heads/next/install.yaml # ! branch'),
    },
    {
      name: 'a raw file of GitLab',
      files: kustomization('https://gitlab.com/other/team/base/-/raw/main/install.yaml # ! branch'),
    },
    {
      name: 'GitHub Actions',
      files: github('kubectl apply -f https://raw.githubusercontent.com/other/base/main/install.yaml # ! branch'),
    },
    {
      name: 'GitLab',
      files: gitlab(`kubectl apply --filename=${BASE}/releases/latest/download/install.yaml # ! newest`),
    },
    {
      name: 'Azure Pipelines',
      files: azure('kubectl apply -k "https://github.com/other/base//deploy?ref=main" # ! branch'),
    },
    {
      name: 'a file without a version',
      files: github('kubectl create -f https://docs.example.com/manifests/install.yaml # ! newest'),
    },
    {
      name: 'several of one repository are one finding',
      files: { 'k8s/kustomization.yaml': `resources:\n  - ${BASE}//a?ref=main # ! branch\n  - ${BASE}//b?ref=main\n` },
    },
    {
      name: 'an application of others',
      files: application('repoURL: https://github.com/other/base\ntargetRevision: main # ! branch'),
      hosting,
    },
    {
      name: 'an application of others beside our own',
      files: {
        ...application('repoURL: https://github.com/other/base\ntargetRevision: main # ! branch'),
        'apps/own.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: own }\nspec: { source: { repoURL: https://github.com/acme/shop, path: apps, targetRevision: main } }\n',
      },
    },
    { name: 'a source of Flux', files: flux('branch: main # ! branch'), hosting },
  ],
})
