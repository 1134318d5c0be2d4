import check from '../../../checks/deployment/deploy-version-traceable.js'
import { testCheck } from '../../helpers/check-tester.js'

const steps = (...lines: string[]) => ({
  '.github/workflows/image.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  image:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...lines.map((line) => `      - ${/^(?:uses|run):/.test(line) ? line : `run: ${line}`}`),
  ].join('\n'),
})
const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': [
    'push-image:',
    '  script:',
    ...lines.map((line) => `    - ${line}`),
    '  rules:',
    '    - if: $CI_COMMIT_BRANCH == "main"',
  ].join('\n'),
})
const circleci = (...lines: string[]) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  image:',
    '    docker: [{ image: cimg/base:2025.01 }]',
    '    steps:',
    ...lines.map((line) => `      - run: ${line}`),
    'workflows:',
    '  main:',
    '    jobs:',
    '      - image: { filters: { branches: { only: [main] } } }',
  ].join('\n'),
})

const azure = (tags: string) => ({
  'azure-pipelines.yml': [
    'trigger: [main]',
    'pr: none',
    'steps:',
    '  - task: Docker@2',
    `    inputs: { command: buildAndPush, repository: acme/api, tags: "${tags}" }`,
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is published', files: steps('npm test') },
    { name: 'a package', files: steps('npm publish') },
  ],
  passes: [
    { name: 'the commit', files: steps('docker build -t acme/api:$GITHUB_SHA .', 'docker push acme/api:$GITHUB_SHA') },
    {
      name: 'the commit beside a tag that moves',
      files: steps(
        'docker build -t acme/api:latest .',
        'docker tag acme/api:latest acme/api:${GITHUB_SHA::7}',
        'docker push acme/api:latest',
      ),
    },
    {
      name: 'a label',
      files: steps(
        'docker build --label org.opencontainers.image.revision=$(git rev-parse HEAD) -t acme/api .',
        'docker push acme/api',
      ),
    },
    { name: 'a version that is written out', files: steps('docker push acme/api:1.4.2') },
    { name: 'a version given to the build', files: steps('docker buildx build --push -t acme/api:1.4.2 .') },
    { name: 'Azure Pipelines', files: azure('latest,$(Build.SourceVersion)') },
    {
      name: 'Bitbucket Pipelines',
      files: {
        'bitbucket-pipelines.yml':
          'pipelines:\n  branches:\n    main:\n      - step: { script: ["docker push acme/api:$BITBUCKET_COMMIT"] }\n',
      },
    },
    {
      name: 'tags made from the commit',
      files: steps('uses: docker/metadata-action@v5', 'docker push acme/api:latest'),
    },
    {
      name: 'provenance of BuildKit',
      files: steps('uses: docker/build-push-action@v6\n        with: { push: true, tags: "acme/api:latest" }'),
    },
    { name: 'a deployment that names it', files: steps('helm upgrade api ./chart --set image.tag=$GITHUB_SHA') },
    {
      name: 'a target that is given the tag',
      files: {
        ...gitlab('make push TAG=$CI_COMMIT_SHORT_SHA'),
        Makefile: 'TAG = latest\npush:\n\tdocker push acme/api:$(TAG)\n',
      },
    },
    { name: 'GitLab', files: gitlab('docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA') },
    {
      name: 'another job pushes the same image with its version',
      files: {
        ...steps('docker push acme/api:latest'),
        '.github/workflows/release.yml':
          'on: release\njobs:\n  image: { runs-on: ubuntu-24.04, steps: [{ run: "docker push acme/api:${{ github.event.release.tag_name }}" }] }',
      },
    },
  ],
  unknown: [
    { name: 'a variable', files: steps('docker push $IMAGE') },
    { name: 'the name of an environment', files: gitlab('docker push acme/api:$STAGE') },
    {
      name: 'a script that speaks of the commit',
      files: steps('echo "$(git describe)" > VERSION', 'docker push acme/api:latest'),
    },
    { name: 'a deployment without a word', files: steps('helm upgrade api ./chart') },
    {
      name: 'versions of other images, and where it goes',
      files: steps(
        'docker build --build-arg BASE=acme/base:3.14 -t acme/api .',
        'docker run acme/tool:1.2.3',
        'helm upgrade --install api ./chart --namespace=$BUILD_ZONE',
      ),
    },
    { name: 'all tags', files: steps('docker push --all-tags acme/api') },
  ],
  fails: [
    {
      name: 'a tag that moves',
      files: steps('docker build -t acme/api:latest .', 'docker push acme/api:latest # ! untraced'),
    },
    { name: 'what follows is not known', files: steps('docker push acme/api:latest # ! untraced', 'ship it') },
    { name: 'no tag', files: steps('docker push acme/api # ! untraced') },
    { name: 'an environment in GitLab', files: gitlab('docker push $CI_REGISTRY_IMAGE/api:prod # ! untraced') },
    { name: 'in CircleCI', files: circleci('docker build -t acme/api .', 'docker push acme/api:latest # ! untraced') },
    {
      name: 'in a Jenkinsfile',
      files: {
        Jenkinsfile: [
          'pipeline {',
          '  agent any',
          '  stages {',
          "    stage('Image') {",
          "      when { branch 'main' }",
          '      steps {',
          "        sh 'docker build -t acme/api .'",
          "        sh 'docker push acme/api:latest' # ! untraced",
          '      }',
          '    }',
          '  }',
          '}',
        ].join('\n'),
      },
    },
  ],
})
