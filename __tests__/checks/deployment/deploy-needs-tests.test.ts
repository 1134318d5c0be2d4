import check from '../../../checks/deployment/deploy-needs-tests.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

/** A workflow whose jobs are given in one line each, as `id: { … }`. */
const workflow = (on: string, ...jobs: string[]) => [`on: ${on}`, 'jobs:', ...jobs.map((job) => `  ${job}`)].join('\n')
const push = '{ push: { branches: [main] } }'
const both = '{ push: { branches: [main] }, pull_request: }'

const runner = 'runs-on: ubuntu-24.04'
const tests = `test: { ${runner}, steps: [{ run: go test ./... }] }`
const deploy = (more = '', step = '{ run: helm upgrade --install api ./chart }') =>
  `deploy: { ${more} ${runner}, environment: production, steps: [${step}] }`
const publish = (more = '', step = '{ run: npm publish }') => `publish: { ${more} ${runner}, steps: [${step}] }`
const image = (push: string) => `{ uses: docker/build-push-action@v6, with: { push: ${push} } }`

const main = (on: string, ...jobs: string[]) => ({ '.github/workflows/main.yml': workflow(on, ...jobs) })
const ci = { '.github/workflows/ci.yml': workflow('pull_request', tests) }

const required = (...contexts: string[]) => ({
  requiredChecks: known(contexts.map((context) => ({ context, source: 'ruleset main' }))),
})

testCheck(check, {
  passes: [
    {
      name: 'an image that a deployment takes once the tests have run',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          ...[
            ['test', 'go test ./...'],
            ['push', 'docker push acme/api:$CIRCLE_SHA1'],
            ['deploy', 'helm upgrade --install api ./chart'],
          ].map(([name, run]) => `  ${name}: { docker: [{ image: "cimg/base:2025.01" }], steps: [{ run: "${run}" }] }`),
          'workflows:',
          '  main:',
          '    jobs:',
          '      - test: { filters: { branches: { only: [main] } } }',
          '      - push: { filters: { branches: { only: [main] } } }',
          '      - deploy: { requires: [test, push], filters: { branches: { only: [main] } } }',
        ].join('\n'),
      },
    },
    { name: 'an ancestor tests', files: main(push, tests, deploy('needs: test,')) },
    {
      name: 'an ancestor of an ancestor tests',
      files: main(push, tests, `build: { needs: test, ${runner}, steps: [{ run: make }] }`, deploy('needs: build,')),
    },
    {
      name: 'an earlier step tests',
      files: main(push, deploy('', '{ run: go test ./... }, { run: helm upgrade api ./chart }')),
    },
    {
      name: 'the same script tests',
      files: main(push, deploy('', '{ run: go test ./... && helm upgrade api ./chart }')),
    },
    {
      name: 'a script of the package tests before it publishes',
      files: {
        ...main('release', publish('', '{ run: npm run release }')),
        'package.json': '{ "scripts": { "release": "jest && npm publish" } }',
      },
    },
    {
      name: 'the called workflow of an ancestor tests',
      files: {
        ...main(push, 'check: { uses: ./.github/workflows/test.yml }', deploy('needs: check,')),
        '.github/workflows/test.yml': workflow('workflow_call', tests),
      },
    },
    {
      name: 'the deployment is in a called workflow',
      files: {
        ...main(push, tests, 'ship: { needs: test, uses: ./.github/workflows/ship.yml }'),
        '.github/workflows/ship.yml': workflow('workflow_call', deploy()),
      },
    },
    {
      name: 'another workflow has succeeded',
      files: {
        ...ci,
        ...main(
          '{ workflow_run: { workflows: [ci], types: [completed] } }',
          deploy("if: github.event.workflow_run.conclusion == 'success',"),
        ),
      },
    },
    {
      name: 'the workflow that starts this one has run the tests',
      files: {
        '.github/workflows/ci.yml': `name: CI\n${workflow(push, tests)}`,
        ...main(
          '{ workflow_run: { workflows: [CI], types: [completed] } }',
          deploy("if: github.event.workflow_run.conclusion == 'success',"),
        ),
      },
    },
    {
      name: 'the step that starts this workflow waits for the tests',
      files: {
        '.github/workflows/ci.yml': workflow(
          push,
          tests,
          `start: { needs: test, ${runner}, steps: [{ run: gh workflow run main.yml }] }`,
        ),
        ...main('workflow_dispatch', deploy()),
      },
    },
    {
      name: 'an action that only prepares the job hides nothing',
      files: main(
        push,
        tests,
        deploy('needs: test,', '{ uses: acme/setup-tools@v1 }, { run: helm upgrade api ./chart }'),
      ),
    },
    {
      name: 'a step waits for the checks of the commit',
      files: { ...ci, ...main(push, publish('', '{ uses: lewagon/wait-on-check-action@v1 }, { run: npm publish }')) },
    },
    { name: 'a release waits for the tests', files: main(push, tests, publish('needs: test,', image('true'))) },
  ],
  unknown: [
    {
      name: 'the tests run elsewhere, offline',
      files: { ...ci, ...main(push, deploy()) },
      reason: 'no token was given',
    },
    {
      name: 'the tests run elsewhere and the required checks are hidden',
      files: { ...ci, ...main(push, deploy()) },
      hosting: hiddenProtection(),
      reason: 'classic protection is not readable',
    },
    {
      name: 'the tests run on changes only, in the same workflow',
      files: main(
        both,
        `test: { if: github.event_name == 'pull_request', ${runner}, steps: [{ run: go test ./... }] }`,
        deploy("if: github.event_name == 'push',"),
      ),
    },
    {
      name: 'an ancestor is opaque',
      files: main(push, tests, `build: { ${runner}, steps: [{ uses: acme/build@v1 }] }`, deploy('needs: build,')),
      reason: 'acme/build@v1',
    },
    {
      name: 'an earlier step is opaque',
      files: main(push, tests, deploy('', '{ run: ./prepare.sh }, { run: helm upgrade api ./chart }')),
      reason: 'prepare.sh',
    },
    {
      name: 'an opaque job follows that may test the image',
      files: main(
        push,
        tests,
        publish('', image('true')),
        `e2e: { needs: publish, ${runner}, steps: [{ uses: acme/e2e@v1 }] }`,
      ),
      reason: 'acme/e2e@v1',
    },
    {
      name: 'an ancestor is a remote workflow',
      files: main(push, 'ci: { uses: acme/ci/.github/workflows/test.yml@v1 }', deploy('needs: ci,')),
      reason: 'acme/ci/.github/workflows/test.yml@v1',
    },
  ],
  notApplicable: [
    { name: 'no pipeline deploys', files: ci },
    { name: 'there are no tests for it', files: main(push, deploy()) },
    { name: 'an action that does not push', files: main(push, tests, publish('', image('false'))) },
    {
      name: 'an action that pushes on an event that does not start the workflow',
      files: main(both, tests, publish('', image('"${{ github.event_name == \'release\' }}"'))),
    },
    {
      name: 'a deployment for changes only',
      files: main('pull_request', tests, deploy('if: true,').replace('production', 'preview')),
    },
    {
      name: 'an image that later jobs of the same run test',
      files: main(
        push,
        publish('', image('true')),
        `e2e: { needs: publish, ${runner}, steps: [{ run: npx playwright test }] }`,
      ),
    },
    { name: 'infrastructure', files: main(push, tests, deploy('', '{ run: terraform apply }')) },
    {
      name: 'a cluster of the job',
      files: main(push, tests, deploy('', '{ uses: helm/kind-action@v1 }, { run: helm upgrade api ./chart }')),
    },
    {
      name: 'documentation',
      files: main(push, tests, `docs: { ${runner}, steps: [{ uses: actions/deploy-pages@v4 }] }`),
    },
  ],
  implied: [
    {
      name: 'no pipeline runs the tests that exist',
      files: {
        ...main(push, deploy()),
        'server.go': 'package main\n',
        'server_test.go': 'package main\nimport "testing"\nfunc TestServer(t *testing.T) {}\n',
        'go.mod': 'module acme.example/shop\n',
        Dockerfile: 'FROM golang:1.24\n',
      },
    },
  ],
  fails: [
    {
      name: 'the workflow that starts this one has succeeded and tests nothing',
      files: {
        '.github/workflows/ci.yml': workflow('pull_request', tests),
        '.github/workflows/build.yml': `name: Build\n${workflow(push, `build: { ${runner}, steps: [{ run: go build ./... }] }`)}`,
        ...main(
          '{ workflow_run: { workflows: [Build], types: [completed] } }',
          `deploy: # ! elsewhere\n    ${deploy("if: github.event.workflow_run.conclusion == 'success',").slice('deploy: '.length)}`,
        ),
      },
      hosting: protection(required('lint')),
    },
    {
      name: 'side by side',
      files: main(push, tests, `deploy: # ! unordered\n    ${deploy().slice('deploy: '.length)}`),
    },
    {
      name: 'side by side, by a script that is not in the tree',
      files: main(
        push,
        tests,
        `deploy: # ! unordered\n    ${deploy('', '{ run: ./deploy.sh }').slice('deploy: '.length)}`,
      ),
    },
    {
      name: 'a release side by side with the tests, except for changes',
      files: main(
        both,
        tests,
        `publish: # ! unordered\n    ${publish('', image('"${{ github.event_name != \'pull_request\' }}"')).slice('publish: '.length)}`,
      ),
    },
    {
      name: 'production, although tests follow',
      files: main(
        push,
        tests,
        `deploy: # ! unordered\n    ${deploy().slice('deploy: '.length)}`,
        `smoke: { needs: deploy, ${runner}, steps: [{ run: npx playwright test }] }`,
      ),
    },
    {
      name: 'side by side, behind an action that only prepares the job',
      files: main(
        push,
        tests,
        `deploy: # ! unordered\n    ${deploy('', '{ uses: acme/setup-tools@v1 }, { run: helm upgrade api ./chart }').slice('deploy: '.length)}`,
      ),
    },
    {
      name: 'a called workflow deploys side by side: the caller must wait',
      files: {
        ...main(push, tests, 'ship: # ! unordered\n    uses: ./.github/workflows/ship.yml'),
        '.github/workflows/ship.yml': workflow('workflow_call', deploy()),
      },
    },
    {
      name: 'the branch requires nothing',
      files: { ...ci, ...main(push, `deploy: # ! elsewhere\n    ${deploy().slice('deploy: '.length)}`) },
      hosting: protection(required('lint')),
    },
    {
      name: 'an unprotected branch',
      files: { ...ci, ...main('release', `publish: # ! elsewhere\n    ${publish().slice('publish: '.length)}`) },
      hosting: protection({ protected: false }),
    },
    {
      name: 'the tests were required on the latest state: a note',
      files: { ...ci, ...main(push, `deploy: # ! trusting\n    ${deploy().slice('deploy: '.length)}`) },
      hosting: protection(required('test')),
    },
    {
      name: 'the tests were required in a merge queue: a note',
      files: { ...ci, ...main(push, `deploy: # ! trusting\n    ${deploy().slice('deploy: '.length)}`) },
      hosting: protection({ ...required('test'), strict: known(false), mergeQueue: true }),
    },
    {
      name: 'the tests were required on the change alone',
      files: { ...ci, ...main(push, `deploy: # ! outdated\n    ${deploy().slice('deploy: '.length)}`) },
      hosting: protection({ ...required('test'), strict: known(false) }),
    },
  ],
})
