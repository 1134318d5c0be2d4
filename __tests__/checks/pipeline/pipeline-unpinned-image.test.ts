import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-unpinned-image.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const job = (...lines: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-24.04',
    ...lines.map((line) => `    ${line}`),
    '    steps: [{ run: make }]',
  ].join('\n'),
})
const circle = (...images: string[]) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  build:',
    '    docker:',
    ...images.map((image) => `      - image: ${image}`),
    '    steps: [checkout]',
    'workflows: { all: { jobs: [build] } }',
  ].join('\n'),
})
const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': ['test:', ...lines.map((line) => `  ${line}`), '  script: [make]'].join('\n'),
})
const bitbucket = (...lines: string[]) => ({ 'bitbucket-pipelines.yml': lines.join('\n') })

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline' },
    { name: 'jobs on runners', files: job() },
    { name: 'an image that is no name', files: job("container: ''") },
    {
      name: 'steps that run an image, which another check judges',
      files: {
        '.github/workflows/ci.yml': 'on: push\njobs: { a: { runs-on: x, steps: [{ uses: "docker://node" }] } }',
      },
    },
  ],
  passes: [
    { name: 'a digest', files: job(`container: node:22.11.0@${DIGEST}`) },
    { name: 'a digest alone', files: job('container:', `  image: ghcr.io/acme/build@${DIGEST}`) },
    { name: 'a service with a version', files: job('services:', '  db: { image: "postgres:16.4" }') },
    { name: 'a service of GitLab', files: gitlab(`image: node:22.11.0@${DIGEST}`, 'services: [postgres:16.4]') },
    { name: 'a service beside a job of CircleCI', files: circle(`cimg/node:22.11.0@${DIGEST}`, 'cimg/postgres:16.4') },
    {
      name: 'an image of CodeBuild itself',
      files: {
        'buildspec.yml': 'version: 0.2\nphases: { build: { commands: [make] } }\n',
        'ci.yaml':
          'Resources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source: { Type: GITHUB, Location: x }\n      Environment: { Image: "aws/codebuild/standard:7.0" }\n      Triggers: { Webhook: true }\n',
      },
    },
  ],
  unknown: [
    {
      name: 'an image of the project',
      files: gitlab('image: $CI_REGISTRY_IMAGE/build:$CI_COMMIT_SHA'),
      reason: 'variable',
    },
    {
      name: 'a matrix',
      files: job('strategy: { matrix: { node: [20, 22] } }', 'container: node:${{ matrix.node }}'),
      reason: 'variable',
    },
    { name: 'an input', files: job('container: ${{ inputs.image }}'), reason: 'inputs.image' },
    { name: 'a pipeline that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' },
  ],
  fails: [
    { name: 'latest', files: job('container: node:latest # ! moving') },
    { name: 'no tag', files: job('container:', '  image: node # ! moving') },
    { name: 'a registry with a port and no tag', files: job('container: registry.acme.io:5000/build # ! moving') },
    { name: 'a branch', files: job('container: ghcr.io/acme/build:main # ! moving') },
    { name: 'latest behind a variable', files: job('container: ${{ vars.REGISTRY }}/build:latest # ! moving') },
    { name: 'a tag', files: job('container: node:22.11.0 # ! tag') },
    { name: 'a service without a version', files: job('services:', '  db:', '    image: postgres # ! moving') },
    { name: 'a job of GitLab', files: gitlab('image:', '  name: node # ! moving') },
    { name: 'the registry of the project', files: gitlab('image: $CI_REGISTRY_IMAGE/build:latest # ! moving') },
    { name: 'the executor of CircleCI', files: circle('cimg/node:current # ! moving', 'cimg/postgres:16.4') },
    {
      name: 'one finding for a default of many steps',
      files: bitbucket(
        'image: node:latest # ! moving',
        'pipelines:',
        '  default:',
        '    - step: { script: [npm test] }',
        '    - step: { script: [npm run build] }',
      ),
    },
    {
      name: 'one finding for an image that several jobs name',
      files: { '.gitlab-ci.yml': 'a:\n  image: node # ! moving\n  script: [a]\nb:\n  image: node\n  script: [b]\n' },
    },
    {
      name: 'a pipe that is an image',
      files: bitbucket(
        'pipelines:',
        '  default:',
        '    - step:',
        `        image: node@${DIGEST}`,
        '        script:',
        '          - pipe: docker://acme/deploy:latest # ! moving',
      ),
    },
  ],
})

test('a builder of Cloud Build itself is a notice', () => {
  const files = { 'cloudbuild.yaml': 'steps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, .]\n' }
  expect(run(check, { files }).result.outcomes).toMatchObject([{ messageId: 'moving', severity: 'notice' }])
})

describe('severity', () => {
  test.each([
    ['node', 'warning'],
    ['node:22.11.0', 'notice'],
  ])('%s: %s', (image, severity) => {
    expect(run(check, { files: job(`container: ${image}`) }).result.outcomes).toMatchObject([{ severity }])
  })
})
