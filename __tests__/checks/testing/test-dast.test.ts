import check from '../../../checks/testing/test-dast.js'
import { testCheck } from '../../helpers/check-tester.js'

const deploy = 'run: kubectl apply -f k8s/'
const workflow = (environment: string, ...steps: string[]) =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: ${environment}\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}`
const shop = (ci: string, files: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ private: true, dependencies: { express: '5' } }),
  'src/shop.ts': '',
  Dockerfile: 'FROM node:24\nEXPOSE 80',
  '.github/workflows/ci.yml': ci,
  ...files,
})
const staging = (...steps: string[]) => workflow('staging', deploy, ...steps)
const zap = `env:\n  contexts: []\njobs:\n  - type: spider\n`

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: shop(staging()), settings: { kind: 'library' } },
    { name: 'nothing answers requests', files: shop(staging(), { 'package.json': '{}' }) },
    { name: 'production alone', files: shop(workflow('production', deploy)) },
    { name: 'nothing is deployed', files: shop(workflow('staging', 'run: npx jest')) },
  ],
  unknown: [
    { name: 'no sign of one', files: shop(staging()), reason: 'another repository or system may scan' },
    { name: 'an unknown action', files: shop(staging('uses: acme/scan@v1')), reason: 'acme/scan@v1' },
    {
      name: 'fuzzing of functions',
      files: shop(staging('uses: google/clusterfuzzlite/actions/run_fuzzers@v1')),
      reason: 'another repository',
    },
    {
      name: 'a logger that is called zap',
      files: shop(staging(), { 'config/zap.yaml': 'level: info' }),
      reason: 'another repository',
    },
  ],
  passes: [
    {
      name: 'ZAP',
      files: shop(staging('{ uses: zaproxy/action-baseline@v0, with: { target: "https://staging.example.com" } }')),
    },
    {
      name: 'ZAP from its image',
      files: shop(staging('run: docker run zaproxy/zap-stable zap-baseline.py -t https://staging.example.com')),
    },
    { name: 'nuclei', files: shop(staging('run: nuclei -u https://staging.example.com')) },
    {
      name: 'the template of GitLab',
      files: shop('on: push\njobs: {}', {
        '.gitlab-ci.yml':
          'include:\n  - template: Jobs/DAST.gitlab-ci.yml\ndeploy:\n  environment: staging\n  script: kubectl apply -f k8s/',
      }),
    },
    {
      name: 'a task of Azure Pipelines',
      files: shop('on: push\njobs: {}', {
        'azure-pipelines.yml':
          'trigger: [main]\njobs:\n  - deployment: shop\n    environment: staging\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: kubectl apply -f k8s/\n            - task: owaspzap@1\n',
      }),
    },
  ],
  fails: [
    {
      name: 'settings of StackHawk',
      files: shop(staging(), { 'stackhawk.yml': 'app: {}' }),
      expect: ['stackhawk.yml:1 unrun'],
    },
    { name: 'a plan of ZAP', files: shop(staging(), { 'zap.yaml': zap }), expect: ['zap.yaml:4 unrun'] },
    {
      name: 'by hand',
      files: shop(staging(), {
        '.github/workflows/zap.yml':
          'on: workflow_dispatch\njobs:\n  zap:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: zaproxy/action-full-scan@v0',
      }),
      expect: ['.github/workflows/zap.yml:6 byHand'],
    },
    {
      name: 'by hand in GitLab',
      files: shop('on: push\njobs: {}', {
        '.gitlab-ci.yml':
          'deploy:\n  environment: staging\n  script: kubectl apply -f k8s/\nscan:\n  when: manual\n  script: nikto -h https://staging.example.com',
      }),
      expect: ['.gitlab-ci.yml:6 byHand'],
    },
  ],
})
