import check from '../../../checks/repository/repo-docs-as-code.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const DOCS = Object.fromEntries(['install', 'usage', 'design', 'api'].map((name) => [`docs/${name}.md`, `# ${name}`]))
const shop = (...steps: string[]) => ({
  ...DOCS,
  'src/a.js': 'a()',
  '.github/workflows/ci.yml': [
    'on: [push, pull_request]',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    '      - run: npx jest',
    ...steps.map((line) => `      ${line}`),
  ].join('\n'),
})
const gitlab = (...script: string[]) => ({
  ...DOCS,
  '.gitlab-ci.yml': `test:\n  script:\n    - npx jest\n${script.map((line) => `    - ${line}\n`).join('')}`,
})

testCheck(check, {
  notApplicable: [
    {
      name: 'a README and what hosts show',
      files: { 'README.md': '#', 'CONTRIBUTING.md': '#', 'docs/SECURITY.md': '#' },
    },
    {
      name: 'notes of changes, texts for programs, samples and news',
      files: Object.fromEntries(
        ['.changeset/a.md', 'CHANGELOG.md', 'AGENTS.md', 'blog/a.md', 'docs/releases/1.md', 'prompts/a.md'].map(
          (path) => [path, '#'],
        ),
      ),
    },
    {
      name: 'documents of something vendored and of tests',
      files: { 'vendor/a/docs/a.md': '#', 'tests/docs/b.md': '#' },
    },
    { name: 'fewer than the option asks for', files: DOCS, options: { minDocuments: 5 } },
  ],
  passes: [
    { name: 'a site that a pipeline builds', files: shop('- run: mkdocs build --strict') },
    { name: 'one that GitLab builds', files: gitlab('sphinx-build -W docs public') },
    { name: 'links that are checked', files: shop('- uses: lycheeverse/lychee-action@v2') },
    {
      name: 'style that CircleCI checks',
      files: {
        ...DOCS,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  a:\n    docker: [{ image: "cimg/node:22.1" }]\n    steps:\n      - run: npx markdownlint docs\nworkflows: { w: { jobs: [a] } }',
      },
    },
    { name: 'spelling', files: shop('- uses: crate-ci/typos@v1') },
    { name: 'generated parts', files: shop('- uses: terraform-docs/gh-actions@v1') },
    { name: 'a service that only needs settings', files: { ...shop(), '.readthedocs.yaml': 'version: 2' } },
    {
      name: 'a catalogue that shows them',
      files: { ...shop(), 'catalog-info.yaml': 'metadata: { annotations: { backstage.io/techdocs-ref: "dir:." } }' },
    },
    {
      name: 'pages that the host publishes',
      files: shop(),
      hosting: { environments: known([{ name: 'github-pages', reviewers: 0, waitMinutes: 0 }]) },
    },
    {
      name: 'a service that reports',
      files: shop(),
      hosting: { reportedChecks: known([{ name: 'docs/readthedocs.org:shop', app: 'readthedocs' }]) },
    },
    {
      name: 'a hook',
      files: {
        ...shop(),
        '.pre-commit-config.yaml':
          'repos:\n  - repo: https://github.com/igorshubovych/markdownlint-cli\n    rev: v0.41.0\n    hooks: [{ id: markdownlint }]',
      },
    },
    {
      name: 'one build that may fail beside one that may not',
      files: shop('- run: mkdocs build || true', '- run: mkdocs build'),
    },
  ],
  unknown: [
    {
      name: 'a site of an unknown folder',
      files: shop('- uses: actions/deploy-pages@v4'),
      reason: 'may be part of it',
    },
    {
      name: 'an action that may do it',
      files: shop('- uses: acme/check-everything@v1'),
      reason: 'acme/check-everything',
    },
    { name: 'a collection of linters', files: shop('- uses: super-linter/super-linter@v7'), reason: 'super-linter' },
  ],
  implied: [
    {
      name: 'no pipeline',
      files: { ...DOCS, 'src/a.js': 'a()', 'src/b.js': 'b()', 'package.json': '{ "name": "shop" }' },
    },
  ],
  fails: [
    {
      name: 'documents that nothing looks at',
      files: shop(),
      expect: ['unchecked'],
      hosting: { reportedChecks: known([]) },
    },
    { name: 'on GitLab', files: gitlab(), expect: ['unchecked'] },
    {
      name: 'on Azure Pipelines',
      files: { ...DOCS, 'azure-pipelines.yml': 'steps:\n  - script: npx jest' },
      expect: ['unchecked'],
    },
    { name: 'a build whose failure is discarded', files: shop('- run: mkdocs build || true # ! ignored') },
    { name: 'a step that may fail', files: shop('- run: mkdocs build', '  continue-on-error: true # ! ignored') },
  ],
})
