import check from '../../../checks/testing/test-selection.js'
import { testCheck } from '../../helpers/check-tester.js'

const tree = { 'package.json': '{"workspaces": ["packages/*"]}', 'nx.json': '{}' }
const packages = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`packages/p${index}/package.json`, '{}']))
const job = (id: string, ...steps: string[]) => [
  `  ${id}:`,
  '    runs-on: ubuntu-24.04',
  '    steps:',
  ...steps.map((step) => `      - ${step}`),
]
const workflow = (name: string, on: string, ...lines: string[]) => ({
  [`.github/workflows/${name}.yml`]: [`on: ${on}`, 'jobs:', ...lines].join('\n'),
})
const ci = (...steps: string[]) => ({ ...tree, ...workflow('ci', 'pull_request', ...job('test', ...steps)) })
const affected = 'run: npx nx affected -t test --base=origin/main'
const nightly = workflow(
  'nightly',
  '{ schedule: [{ cron: "7 3 * * *" }] }',
  ...job('all', 'run: npx nx run-many -t test'),
)
const bazel = { 'MODULE.bazel': '' }

testCheck(check, {
  notApplicable: [
    {
      name: 'one package',
      files: { 'package.json': '{}', ...workflow('ci', 'pull_request', ...job('test', 'run: npx jest')) },
    },
    { name: 'a few packages', files: { ...ci('run: npx nx run-many -t test'), ...packages(4) } },
    {
      name: 'code told from the rest',
      files: workflow(
        'ci',
        'pull_request',
        ...job('changes', '{ id: filter, uses: dorny/paths-filter@v3, with: { filters: "code: src/**" } }'),
        '  test:',
        '    needs: changes',
        "    if: needs.changes.outputs.code == 'true'",
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: pytest }]',
      ),
    },
    { name: 'no tests, and few packages', files: ci('run: npx eslint .') },
    {
      name: 'many manifests that nothing holds together',
      files: { ...packages(30), ...workflow('ci', 'pull_request', ...job('test', 'run: npx jest')) },
    },
  ],
  implied: [{ name: 'no pipeline', files: { ...tree, 'src/shop.ts': '', ...packages(12) } }],
  unknown: [
    {
      name: 'many packages, and no times',
      files: { ...ci('run: npx nx run-many -t test'), ...packages(12) },
      reason: 'packages',
    },
    {
      name: 'something else may run all of them',
      files: {
        ...bazel,
        ...workflow(
          'ci',
          'pull_request',
          ...job('test', 'run: pants --changed-since=origin/main test', 'uses: acme/all@v1'),
        ),
      },
      reason: 'acme/all@v1',
    },
  ],
  passes: [
    { name: 'Nx, and all of them at night', files: { ...ci(affected, 'run: npx jest --version'), ...nightly } },
    {
      name: 'Jest, and all of them on the default branch',
      files: {
        ...workflow('ci', 'pull_request', ...job('test', 'run: npx jest --changedSince=origin/main')),
        ...workflow('main', '{ push: { branches: [main] } }', ...job('test', 'run: npx jest')),
      },
    },
    {
      name: 'by the event',
      files: workflow(
        'ci',
        '[pull_request, push]',
        ...job(
          'test',
          "{ if: github.event_name == 'pull_request', run: npx vitest run --changed origin/main }",
          "{ if: github.event_name == 'push', run: npx vitest run }",
        ),
      ),
    },
    {
      name: 'folders that changed',
      files: workflow(
        'ci',
        'pull_request',
        ...job('changes', '{ id: filter, uses: dorny/paths-filter@v3, with: { filters: "api: api/**" } }'),
        '  api:',
        '    needs: changes',
        "    if: needs.changes.outputs.api == 'true'",
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: pytest api }]',
        '  web:',
        '    needs: changes',
        "    if: needs.changes.outputs.web == 'true'",
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: npx jest web }]',
      ),
    },
    {
      name: 'GitLab',
      files: {
        ...bazel,
        '.gitlab-ci.yml': [
          'some:',
          '  script: pants --changed-since=origin/main test',
          '  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]',
          'all:',
          '  script: "pants test ::"',
          '  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]',
        ].join('\n'),
      },
    },
  ],
  fails: [
    {
      name: 'only what changed, always',
      files: workflow(
        'ci',
        '[pull_request, push]',
        ...job('test', 'run: npx jest --changedSince=origin/main # ! never'),
      ),
    },
    {
      name: 'a whole run that paths keep away',
      files: {
        ...workflow('ci', 'pull_request', ...job('test', 'run: npx jest --changedSince=origin/main # ! never')),
        ...workflow('docs', '{ push: { paths: [docs/**] } }', ...job('test', 'run: npx jest docs')),
      },
    },
    {
      name: 'GitLab',
      files: { ...bazel, '.gitlab-ci.yml': 'test:\n  script: pytest --testmon' },
      expect: ['.gitlab-ci.yml:2 never'],
    },
    {
      name: 'Azure Pipelines',
      files: { 'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: npx jest --onlyChanged' },
      expect: ['azure-pipelines.yml:3 never'],
    },
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile:
          "pipeline {\n  agent any\n  stages {\n    stage('t') { steps { sh 'npx vitest run --changed' } }\n  }\n}",
      },
      expect: ['Jenkinsfile:4 never'],
    },
  ],
})
