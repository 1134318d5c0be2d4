import check from '../../../checks/testing/test-static-analysis.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const sources = (extension: string) => ({ [`a.${extension}`]: '', [`b.${extension}`]: '', [`c.${extension}`]: '' })
const ci = (step: string) => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`,
})
const passing = (name: string, extension: string, command: string, files: Readonly<Record<string, string>> = {}) => ({
  name,
  files: { ...sources(extension), ...ci(`run: ${command}`), ...files },
})
const reports = (name: string, app: string) => ({ reportedChecks: known([{ name, app }]) })
const build = { ...sources('py'), ...ci('run: pip install -r requirements.txt') }

testCheck(check, {
  notApplicable: [
    { name: 'documents', files: { 'README.md': '# shop', ...ci('run: make') } },
    { name: 'a language without a common linter', files: { ...sources('nim'), ...ci('run: nim c a.nim') } },
    { name: 'hardly any code', files: { 'a.sh': '', ...ci('run: ./a.sh') } },
    { name: 'a collection of samples', files: build, settings: { kind: 'examples' } },
  ],
  implied: [{ name: 'no pipeline', files: sources('go') }],
  unknown: [
    { name: 'an opaque step', files: { ...sources('py'), ...ci('run: make lint') }, reason: 'may lint' },
    {
      name: 'pre-commit.ci reports',
      files: build,
      hosting: reports('pre-commit.ci - pr', 'pre-commit-ci'),
      reason: 'pre-commit-ci',
    },
    {
      name: 'SonarQube Cloud reports',
      files: build,
      hosting: reports('Code Analysis', 'sonarqubecloud'),
      reason: 'sonarqubecloud',
    },
    {
      name: 'hooks that pre-commit.ci may run, as far as can be told',
      files: { ...build, '.pre-commit-config.yaml': 'repos: []' },
      hosting: { reportedChecks: unknown('no token was given') },
      reason: '.pre-commit-config.yaml',
    },
  ],
  passes: [
    passing('eslint', 'ts', 'npx eslint .'),
    passing('biome', 'ts', 'npx biome ci .'),
    passing('the compiler as a checker', 'ts', 'npx tsc --noEmit'),
    passing('a package script', 'ts', 'npm run lint', { 'package.json': '{ "scripts": { "lint": "eslint ." } }' }),
    passing('ruff', 'py', 'ruff check .'),
    passing('mypy', 'py', 'mypy .'),
    passing('flake8 of poetry', 'py', 'poetry run flake8'),
    passing('golangci-lint', 'go', 'golangci-lint run'),
    passing('vet by a make target', 'go', 'make check', { Makefile: 'check:\n\tgo vet ./...\n' }),
    passing('clippy', 'rs', 'cargo clippy -- -D warnings'),
    passing('checkstyle of gradle', 'java', './gradlew checkstyleMain', { gradlew: '', 'build.gradle': '' }),
    passing('rubocop', 'rb', 'bundle exec rubocop'),
    passing('phpstan', 'php', 'vendor/bin/phpstan analyse'),
    passing('shellcheck', 'sh', 'shellcheck *.sh'),
    passing('tflint', 'tf', 'tflint --recursive'),
    passing('validation', 'tf', 'terraform validate'),
    passing('pre-commit', 'py', 'pre-commit run --all-files'),
    { name: 'an action', files: { ...sources('go'), ...ci('uses: golangci/golangci-lint-action@v8') } },
    { name: 'a linter of every language', files: { ...sources('py'), ...ci('uses: super-linter/super-linter@v8') } },
    {
      name: 'each language by its own',
      files: { ...sources('ts'), ...sources('py'), ...ci('run: npx eslint . && ruff check .') },
    },
  ],
  fails: [
    { name: 'an install only', files: build, expect: ['none'] },
    {
      name: 'one of two languages',
      files: { ...sources('ts'), ...sources('py'), ...ci('run: npx eslint .') },
      expect: ['none'],
    },
    {
      name: 'a check of the manifest only',
      files: { ...build, ...ci('run: pip install poetry && poetry check') },
      expect: ['none'],
    },
    { name: 'a linter of data only', files: { ...sources('py'), ...ci('run: yamllint .') }, expect: ['none'] },
    { name: 'a check of spelling', files: { ...sources('py'), ...ci('uses: crate-ci/typos@v1') }, expect: ['none'] },
    {
      name: 'a check of titles',
      files: { ...sources('ts'), ...ci('uses: amannn/action-semantic-pull-request@v6') },
      expect: ['none'],
    },
    { name: 'a linter of workflows', files: { ...sources('py'), ...ci('run: actionlint') }, expect: ['none'] },
    {
      name: 'a formatter that writes',
      files: { ...sources('py'), ...ci('run: pip install black && black .') },
      expect: ['none'],
    },
    {
      name: 'hooks that nothing runs, as the reports tell',
      files: { ...build, '.pre-commit-config.yaml': 'repos: []' },
      hosting: { reportedChecks: known([]) },
      expect: ['none'],
    },
  ],
})
