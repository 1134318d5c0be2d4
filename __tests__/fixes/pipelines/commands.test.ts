import { testFixer } from '../../helpers/fix-tester.js'

const HEAD =
  'on: {push: {branches: [main]}}\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    environment: production\n    concurrency: production\n    steps:\n'
const run = (script: string): string => `${HEAD}      - run: ${script}\n`
const block = (...lines: string[]): string =>
  `${HEAD}      - run: |\n${lines.map((line) => `          ${line}\n`).join('')}`

testFixer('rollback-cfn-disabled', {
  refuses: [
    {
      name: 'a script of its own',
      before: run('./deploy.sh'),
      beside: { 'deploy.sh': '#!/bin/bash\naws cloudformation deploy --stack-name a --disable-rollback\n' },
      reason: 'pipeline',
    },
    {
      name: 'a comment in the command',
      before: block('aws cloudformation deploy --stack-name "a#b" --disable-rollback'),
      reason: 'comment',
    },
  ],
  fixes: [
    {
      name: 'in the line',
      before: run('aws cloudformation deploy --disable-rollback --stack-name a # c'),
      after: run('aws cloudformation deploy --stack-name a # c'),
    },
    {
      name: 'a line of its own',
      before: block(
        'aws cloudformation deploy \\',
        '  --disable-rollback \\',
        '  --stack-name a',
        'echo --disable-rollback',
      ),
      after: block('aws cloudformation deploy \\', '  --stack-name a', 'echo --disable-rollback'),
    },
    {
      name: 'the last line',
      before: block('aws cloudformation deploy --stack-name a \\', '  --disable-rollback', 'echo ok'),
      after: block('aws cloudformation deploy --stack-name a', 'echo ok'),
    },
    {
      name: 'with a value',
      before: run('aws cloudformation create-stack --on-failure DO_NOTHING --stack-name a'),
      after: run('aws cloudformation create-stack --stack-name a'),
    },
    { name: 'of the CDK', before: run('cdk deploy --all --no-rollback'), after: run('cdk deploy --all') },
    {
      name: 'folded',
      before: `${HEAD}      - run: >-\n          aws cloudformation deploy\n          --disable-rollback\n          --stack-name a\n`,
      after: `${HEAD}      - run: >-\n          aws cloudformation deploy\n          --stack-name a\n`,
    },
    {
      name: 'of GitLab',
      file: '.gitlab-ci.yml',
      before:
        'deploy:\n  environment: production\n  script:\n    - aws cloudformation deploy --stack-name a --disable-rollback # c\n',
      after: 'deploy:\n  environment: production\n  script:\n    - aws cloudformation deploy --stack-name a # c\n',
    },
  ],
})

testFixer('rollback-helm-atomic', {
  refuses: [
    { name: 'helmfile', before: run('helmfile apply'), reason: '' },
    {
      name: 'a script of its own',
      before: run('./deploy.sh'),
      beside: { 'deploy.sh': 'helm upgrade web ./chart\n' },
      reason: 'pipeline',
    },
  ],
  fixes: [
    {
      name: 'in a line',
      before: run('helm upgrade --install web ./chart # c'),
      after: run('helm upgrade --atomic --install web ./chart # c'),
    },
    {
      name: 'on several lines',
      before: block('set -e', 'helm upgrade \\', '  --install web ./chart'),
      after: block('set -e', 'helm upgrade --atomic \\', '  --install web ./chart'),
    },
  ],
})

const NODE = { 'package.json': '{"name": "a", "private": true, "dependencies": {"b": "1"}}', 'package-lock.json': '{}' }

testFixer('supply-locked-dependencies', {
  refuses: [
    {
      name: 'the lock file of another tool',
      before: run('npm install'),
      beside: { 'package.json': NODE['package.json'], 'yarn.lock': '' },
      reason: 'no lock file of that tool',
    },
    { name: 'other options', before: run('npm install --no-save'), beside: NODE, reason: 'mean something else' },
    { name: 'more than words', before: run("npm install '--no-audit'"), beside: NODE, reason: 'plain words' },
  ],
  fixes: [
    { name: 'npm', before: run('npm install'), after: run('npm ci'), beside: NODE },
    {
      name: 'npm in a script',
      before: block('cd .', 'npm i --no-audit && npm test'),
      after: block('cd .', 'npm ci --no-audit && npm test'),
      beside: NODE,
    },
    {
      name: 'yarn',
      before: run('yarn'),
      after: run('yarn install --frozen-lockfile'),
      beside: { 'package.json': NODE['package.json'], 'yarn.lock': '' },
    },
    {
      name: 'pnpm',
      before: run('pnpm install --no-frozen-lockfile'),
      after: run('pnpm install --frozen-lockfile'),
      beside: { 'package.json': NODE['package.json'], 'pnpm-lock.yaml': '' },
    },
  ],
})

testFixer('tf-state-locking', {
  fixes: [
    {
      name: 'of a command',
      before: run('terraform apply -auto-approve -lock=false'),
      after: run('terraform apply -auto-approve'),
    },
  ],
})
