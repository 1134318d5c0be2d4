import check from '../../../checks/testing/test-run-in-ci.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const go = { 'cart.go': 'package cart', 'cart_test.go': 'package cart' }
const js = { 'cart.ts': '', 'cart.test.ts': '' }
const ci = (step: string, on = 'pull_request', more: readonly string[] = []) => ({
  '.github/workflows/ci.yml': [
    `on: ${on}`,
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-24.04',
    ...more,
    '    steps:',
    '      - uses: actions/checkout@v5',
    `      - ${step}`,
  ].join('\n'),
})
const scripts = (entries: Readonly<Record<string, string>>) => ({
  'package.json': JSON.stringify({ scripts: entries }),
})

testCheck(check, {
  notApplicable: [
    { name: 'no tests', files: { 'README.md': '# shop', ...ci('run: make') } },
    { name: 'no tests of a language that is hardly used', files: { 'deploy.sh': '', ...ci('run: ./deploy.sh') } },
  ],
  implied: [
    { name: 'no pipeline', files: { ...go, Dockerfile: 'FROM golang:1.26' } },
    {
      name: 'nothing but a local action',
      files: { ...go, '.github/actions/go/action.yml': 'runs: { using: composite, steps: [] }' },
    },
  ],
  unknown: [
    {
      name: 'a remote reusable workflow',
      files: {
        ...go,
        '.github/workflows/ci.yml': 'on: push\njobs: { test: { uses: acme/ci/.github/workflows/go.yml@v1 } }',
      },
      reason: 'acme/ci',
    },
    { name: 'a missing make file', files: { ...go, ...ci('run: make ci') }, reason: 'may run the tests' },
    {
      name: 'a program of the repository',
      files: { ...go, 'tools/ci.py': '', ...ci('run: python tools/ci.py') },
      reason: 'tools/ci.py',
    },
    { name: 'a script from elsewhere', files: { ...go, ...ci('run: curl -fsSL https://ci.example.com/run | bash') } },
    { name: 'an action that runs free text', files: { ...go, ...ci('uses: acme/run@v1') }, reason: 'acme/run' },
    {
      name: 'a system that is not read',
      files: { ...go, ...ci('run: go build ./...'), '.semaphore/semaphore.yml': '' },
      reason: 'Semaphore',
    },
    {
      name: 'a service that runs hooks',
      files: {
        ...go,
        '.pre-commit-config.yaml': 'ci: {}\nrepos: [{repo: local, hooks: [{id: vet, entry: go vet ./...}]}]',
      },
      reason: 'another system',
    },
    {
      name: 'a pipeline that keeps house',
      files: { ...go, ...ci('uses: actions/dependency-review-action@v4') },
      reason: 'another system',
    },
    {
      name: 'another system that reports',
      files: { ...go, ...ci('run: go build ./...') },
      hosting: { reportedChecks: known([{ name: 'concourse-ci/status', app: 'commit status' }]) },
      reason: 'concourse-ci/status',
    },
    {
      name: 'an opaque step although the tests run on a schedule',
      files: {
        ...go,
        ...ci('run: make ci'),
        '.github/workflows/night.yml':
          'on: { schedule: [{ cron: "0 4 * * *" }] }\njobs: { test: { runs-on: x, steps: [{ run: go test ./... }] } }',
      },
    },
  ],
  passes: [
    { name: 'the command itself', files: { ...go, ...ci('run: go test ./...') } },
    { name: 'on pushes', files: { ...go, ...ci('run: go test ./...', 'push') } },
    { name: 'in the merge queue', files: { ...go, ...ci('run: go test ./...', 'merge_group') } },
    { name: 'a package script', files: { ...js, ...scripts({ test: 'vitest run' }), ...ci('run: npm test') } },
    {
      name: 'a chain of package scripts',
      files: {
        ...js,
        ...scripts({ ci: 'npm run lint && npm run unit', lint: 'eslint .', unit: 'jest' }),
        ...ci('run: npm run ci'),
      },
    },
    {
      name: 'a script that runs before another',
      files: { ...js, ...scripts({ prebuild: 'jest', build: 'tsc' }), ...ci('run: npm run build') },
    },
    { name: 'a make target', files: { ...go, Makefile: 'ci: test\ntest:\n\tgo test ./...\n', ...ci('run: make ci') } },
    {
      name: 'a shell script',
      files: { ...go, 'ci.sh': 'set -e\ngo vet ./...\ngo test ./...\n', ...ci('run: ./ci.sh') },
    },
    { name: 'a just recipe', files: { ...go, justfile: 'test:\n  go test ./...\n', ...ci('run: just test') } },
    {
      name: 'tox',
      files: {
        'cart.py': '',
        'test_cart.py': '',
        'tox.ini': '[tox]\nenvlist = py\n[testenv]\ncommands = pytest\n',
        ...ci('run: tox'),
      },
    },
    {
      name: 'the life cycle of maven',
      files: {
        'src/main/java/Cart.java': '',
        'src/test/java/CartTest.java': '',
        'pom.xml': '<project/>',
        ...ci('run: mvn -B verify'),
      },
    },
    {
      name: 'the check of gradle',
      files: {
        'src/main/java/Cart.java': '',
        'src/test/java/CartTest.java': '',
        'build.gradle': '',
        ...ci('run: ./gradlew build'),
      },
    },
    {
      name: 'a local action',
      files: {
        ...go,
        ...ci('uses: ./.github/actions/test'),
        '.github/actions/test/action.yml':
          'runs:\n  using: composite\n  steps:\n    - run: go test ./...\n      shell: bash\n',
      },
    },
    {
      name: 'a local reusable workflow',
      files: {
        ...go,
        '.github/workflows/ci.yml': 'on: push\njobs: { test: { uses: ./.github/workflows/test.yml } }',
        '.github/workflows/test.yml':
          'on: workflow_call\njobs: { go: { runs-on: x, steps: [{ run: go test ./... }] } }',
      },
    },
    { name: 'beside an opaque step', files: { ...go, ...ci('run: make ci && go test ./...') } },
    {
      name: 'tests of a language that is hardly used',
      files: {
        ...go,
        'b.go': '',
        'c.go': '',
        'd.go': '',
        'e.go': '',
        'x.py': '',
        'test_x.py': '',
        ...ci('run: go test ./...'),
      },
    },
  ],
  fails: [
    {
      name: 'a measurement of pages only',
      files: { ...js, ...ci('run: npm ci && npx k6 run load.js') },
      expect: ['never'],
    },
    { name: 'a build only', files: { ...go, ...ci('run: go build ./...') }, expect: ['never'] },
    { name: 'one of two languages', files: { ...go, ...js, ...ci('run: go test ./...') }, expect: ['never'] },
    {
      name: 'a package script that does nothing',
      files: { ...js, ...scripts({ test: 'echo no tests', build: 'tsc' }), ...ci('run: npm run build') },
      expect: ['never'],
    },
    {
      name: 'an action that nothing uses',
      files: {
        ...go,
        ...ci('run: go build ./...'),
        '.github/actions/test/action.yml':
          'runs:\n  using: composite\n  steps:\n    - run: echo tested\n      shell: bash\n',
      },
      expect: ['never'],
    },
    {
      name: 'only started by hand',
      files: { ...go, ...ci('run: go test ./... # ! notOnChange', 'workflow_dispatch') },
    },
    {
      name: 'only on a schedule',
      files: { ...go, ...ci('run: go test ./... # ! notOnChange', "{ schedule: [{ cron: '0 4 * * *' }] }") },
    },
    {
      name: 'only on releases',
      files: { ...go, ...ci('run: go test ./... # ! notOnChange', '{ release: { types: [published] } }') },
    },
    {
      name: 'a job that changes never start',
      files: {
        ...go,
        ...ci('run: go test ./... # ! notOnChange', '[push, workflow_dispatch]', [
          "    if: github.event_name == 'workflow_dispatch'",
        ]),
      },
    },
    {
      name: 'an opaque step that changes never reach',
      files: {
        ...go,
        ...ci('run: go build ./...'),
        '.github/workflows/tool.yml':
          'on: workflow_dispatch\njobs: { tool: { runs-on: x, steps: [{ run: make tool }] } }',
      },
      expect: ['never'],
    },
    {
      name: 'the reports are those of the workflows',
      files: { ...go, ...ci('run: go build ./...') },
      hosting: { reportedChecks: known([{ name: 'build', app: 'github-actions' }]) },
      expect: ['never'],
    },
    {
      name: 'the reports cannot be read while the pipeline builds',
      files: { ...go, ...ci('run: go build ./...') },
      hosting: { reportedChecks: unknown('no token was given') },
      expect: ['never'],
    },
  ],
})
