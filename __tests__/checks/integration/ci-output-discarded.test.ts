import check from '../../../checks/integration/ci-output-discarded.js'
import { testCheck } from '../../helpers/check-tester.js'

const run = (...lines: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  a:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    '      - run: |',
    ...lines.map((line) => `          ${line}`),
  ].join('\n'),
})

testCheck(check, {
  implied: [{ name: 'code without a pipeline', files: { 'src/shop.go': 'package shop', 'go.mod': 'module shop' } }],
  notApplicable: [
    { name: 'nothing that matters', files: run('command -v docker > /dev/null 2>&1', 'git fetch 2>/dev/null') },
    { name: 'a probe', files: run('until curl -sf https://shop.test/health > /dev/null 2>&1; do sleep 1; done') },
  ],
  passes: [
    { name: 'the log', files: run('go test ./...') },
    { name: 'a file', files: run('go test ./... > test.log 2>&1') },
    { name: 'errors shown as output', files: run('./gradlew test 2>&1', 'go test ./... 2>&1 | tee test.log') },
    {
      name: 'the answer of a cloud, whose errors are kept',
      files: run('aws ecs update-service --cluster a --service b > /dev/null'),
    },
    {
      name: 'a product that is only tried out',
      files: run('kustomize build overlays/prod > /dev/null', 'go build ./...'),
    },
  ],
  unknown: [{ name: 'a script that is not here', files: run('./deploy.sh > /dev/null'), reason: 'deploy.sh' }],
  fails: [
    { name: 'everything that a test says', files: run('go test ./... > /dev/null 2>&1 # ! discarded') },
    { name: 'at once', files: run('go test ./... &> /dev/null # ! discarded') },
    { name: 'the results of a test', files: run('go test ./... > /dev/null # ! discarded') },
    { name: 'the errors of a deployment', files: run('kubectl apply -f k8s/ 2>/dev/null # ! discarded') },
    { name: 'all of a group', files: run('{', '  docker build -t shop . # ! discarded', '} > /dev/null 2>&1') },
    {
      name: 'a script, where it is written',
      files: {
        ...run('./deploy.sh > /dev/null 2>&1'),
        'deploy.sh': '#!/bin/sh\nhelm upgrade shop ./chart # ! discarded\n',
      },
    },
  ],
})
