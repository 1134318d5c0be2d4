import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/integration/ci-tool-version-pinned.js'
import { isMovingVersion } from '../../../src/check-api/supply-chain/tool-setups.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const ci = (...steps: string[]) => job([], ...steps)
const job = (keys: string[], ...steps: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'env: { NODE: 22, NEWEST: latest }',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    ...keys.map((key) => `    ${key}`),
    '    steps:',
    ...steps.map((step) => `      ${step}`),
  ].join('\n'),
})
const node = (version: string) => ['- uses: actions/setup-node@v6', '  with:', `    node-version: ${version}`]

testCheck(check, {
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  notApplicable: [
    { name: 'nothing is installed', files: ci('- run: make') },
    { name: 'an action that nobody listed', files: ci('- uses: acme/setup-thing@v1') },
    { name: 'a build tool of the project', files: ci('- run: npm ci', '- run: pip install requests') },
    {
      name: 'the file of versions decides',
      files: ci('- run: nvm install', '- run: tfenv install', '- run: corepack enable'),
    },
    { name: 'a default that the action itself fixes', files: ci('- uses: pulumi/actions@v6') },
    { name: 'a job that tries what is coming', files: job(['continue-on-error: true'], ...node('latest')) },
    { name: 'a variable', files: ci('- run: npm install -g serverless@$SLS', '- run: nvm install $NODE') },
    {
      name: 'exact installs',
      files: ci(
        '- run: npm install -g serverless@4.17.0 @railway/cli@3 npm@11',
        '- run: pip install "ansible>=11,<12" awscli==1.42.0',
        '- run: pip install -c constraints.txt ansible',
        '- run: nvm install 22',
        '- run: corepack prepare pnpm@10.15.0 --activate',
      ),
    },
  ],
  passes: [
    { name: 'a major version', files: ci(...node('22')) },
    { name: 'a range with an end', files: ci(...node("'20.x || 22.x'")) },
    { name: 'a named line', files: ci(...node('lts/jod')) },
    { name: 'a variable of the workflow', files: ci(...node('${{ env.NODE }}')) },
    { name: 'a matrix', files: job(['strategy: { matrix: { node: [22, latest] } }'], ...node('${{ matrix.node }}')) },
    {
      name: 'a file',
      files: ci('- uses: actions/setup-node@v6', '  with: { node-version-file: .nvmrc }'),
    },
    {
      name: 'a file that is read unasked',
      files: { ...ci('- uses: actions/setup-python@v6'), '.python-version': '3.13' },
    },
    {
      name: 'the package manager of package.json',
      files: { ...ci('- uses: pnpm/action-setup@v4'), 'package.json': '{}' },
    },
    {
      name: 'a channel of Rust that a file overrides',
      files: { ...ci('- uses: dtolnay/rust-toolchain@stable'), 'rust-toolchain.toml': '[toolchain]' },
    },
    { name: 'a release of Rust', files: ci('- uses: dtolnay/rust-toolchain@1.90.0') },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'steps:',
          '  - task: NodeTool@0',
          "    inputs: { versionSpec: '22.x' }",
          '  - task: TerraformInstaller@1',
          '    inputs: { terraformVersion: 1.13.4 }',
        ].join('\n'),
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'orbs: { node: circleci/node@7.1.0 }',
          'jobs:',
          '  test:',
          '    docker: [{ image: cimg/base:2025.01 }]',
          '    steps:',
          "      - node/install: { node-version: '22.12' }",
          'workflows: { ci: { jobs: [test] } }',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    { name: 'an input of the workflow', files: ci(...node('${{ inputs.node }}')), reason: 'hangs on' },
    {
      name: 'a manifest that may say it',
      files: { ...ci('- uses: astral-sh/setup-uv@v6'), 'pyproject.toml': '[tool.uv]' },
      reason: 'pyproject.toml',
    },
    { name: 'a system that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' },
  ],
  fails: [
    {
      name: 'the newest',
      files: ci('- uses: actions/setup-node@v6', '  with:', '    node-version: latest # ! newest'),
    },
    {
      name: 'the newest line',
      files: ci('- uses: actions/setup-node@v6', '  with:', '    node-version: lts/* # ! newest'),
    },
    {
      name: 'one of several',
      files: ci('- uses: actions/setup-go@v6', '  with:', '    go-version: stable # ! newest'),
    },
    {
      name: 'through a variable of the workflow',
      files: ci('- uses: actions/setup-node@v6', '  with:', '    node-version: ${{ env.NEWEST }} # ! newest'),
    },
    {
      name: 'no version',
      files: ci(
        '- uses: hashicorp/setup-terraform@v3 # ! unversioned',
        '- uses: azure/setup-helm@v4 # ! unversioned',
        '- uses: actions/setup-node@v6 # ! unversioned',
      ),
    },
    {
      name: 'in a local action',
      files: {
        '.github/actions/prepare/action.yml': [
          'runs:',
          '  using: composite',
          '  steps:',
          '    - uses: hashicorp/setup-terraform@v3 # ! unversioned',
        ].join('\n'),
        ...ci('- uses: ./.github/actions/prepare'),
      },
    },
    { name: 'a channel of Rust', files: ci('- uses: dtolnay/rust-toolchain@stable # ! channel') },
    {
      name: 'by a command, in any system',
      files: {
        '.gitlab-ci.yml': ['deploy:', '  script:', '    - npm install -g serverless # ! command'].join('\n'),
        'bitbucket-pipelines.yml': [
          'pipelines:',
          '  default:',
          '    - step:',
          '        script:',
          '          - pip install ansible[azure] # ! command',
        ].join('\n'),
        Jenkinsfile: ['node {', "  sh 'nvm install --lts' // x", '}'].join('\n'),
      },
      expect: ['Jenkinsfile:2 command'],
    },
    {
      name: 'by the word for the newest',
      files: ci('- run: corepack prepare pnpm@latest --activate # ! command', '- run: npm i -g npm@latest # ! command'),
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'steps:',
          '  - task: KubectlInstaller@0 # ! unversioned',
          '  - task: HelmInstaller@1',
          '    inputs:',
          '      helmVersionToInstall: latest # ! newest',
        ].join('\n'),
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'orbs: { node: circleci/node@7.1.0 }',
          'jobs:',
          '  test:',
          '    docker: [{ image: cimg/base:2025.01 }]',
          '    steps:',
          '      - node/install # ! unversioned',
          'workflows: { ci: { jobs: [test] } }',
        ].join('\n'),
      },
    },
  ],
})

test.each([
  ['a channel of Rust', '- uses: dtolnay/rust-toolchain@nightly'],
  ['the command line of a cloud', '- uses: google-github-actions/setup-gcloud@v3'],
])('%s is a notice', (_, step) => {
  const { result } = run(check, { files: ci(step) })
  expect(result.outcomes).toMatchObject([{ kind: 'problem', severity: 'notice' }])
})

describe('isMovingVersion', () => {
  test.each(['latest', 'LTS', 'lts/*', 'lts/-1', 'stable', '>=18', '>= 1.2.3', "'current'", '22\nlatest', '*'])(
    '%s',
    (text) => {
      expect(isMovingVersion(text)).toBe(true)
    },
  )
  test.each(['22', '3.x', '1.13.4', 'lts/jod', '^1.5', '~> 2', '>=18 <23', 'v3.15.0', '', '20\n22'])(
    'not %s',
    (text) => {
      expect(isMovingVersion(text)).toBe(false)
    },
  )
})
