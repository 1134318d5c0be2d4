import check from '../../../checks/pipeline/pipeline-cache-poisoning.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release } from '../supply-chain/release.js'

const CI = {
  '.github/workflows/ci.yml': [
    'on: { push: { branches: [main] }, pull_request: {} }',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    '      - uses: actions/setup-node@v6',
    '        with: { cache: npm }',
    '      - run: npm test',
  ].join('\n'),
}
const beside = (...steps: string[]) => ({ ...CI, ...release(...steps) })
const PUBLISH = 'run: npm publish'
const MARK = ' # ! restored'

const target = (...lines: string[]) => ({
  '.github/workflows/label.yml': [
    'on: pull_request_target',
    'jobs:',
    '  label:',
    '    runs-on: ubuntu-24.04',
    ...lines.map((line) => `    ${line}`),
    '    steps: [{ uses: actions/labeler@v6 }]',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'nothing is published', files: CI },
    { name: 'caches that runs of outsiders may read', files: target('cache-mode: read') },
    { name: 'caches of which nothing is said', files: target() },
    {
      name: 'what a job of the repository’s own branches may write',
      files: target('if: github.event.pull_request.head.repo.full_name == github.repository', 'cache-mode: write'),
    },
  ],
  passes: [
    { name: 'no cache', files: beside('uses: actions/setup-node@v6', 'run: npm ci', PUBLISH) },
    {
      name: 'switched off',
      files: beside('uses: actions/setup-go@v6', "with: { cache: 'false' }", 'run: goreleaser release'),
    },
    {
      name: 'an old version that caches only if it is asked to',
      files: beside('uses: actions/setup-go@v3', 'run: goreleaser release'),
    },
    {
      name: 'a version whose default leaves releases out',
      files: beside('uses: astral-sh/setup-uv@v10', 'run: uv publish'),
    },
    {
      name: 'a look at the key only',
      files: beside('uses: actions/cache@v5', "with: { path: dist, key: a, lookup-only: 'true' }", PUBLISH),
    },
    {
      name: 'a cache that is only saved',
      files: beside('uses: actions/cache/save@v5', 'with: { path: a, key: b }', PUBLISH),
    },
    {
      name: 'a cache behind the publication',
      files: beside(PUBLISH, 'uses: actions/cache@v5', 'with: { path: a, key: b }'),
    },
    {
      name: 'layers in a registry',
      files: beside(
        'uses: docker/build-push-action@v6',
        'with: { push: true, tags: acme/shop:1, cache-from: "type=registry,ref=acme/shop:cache" }',
      ),
    },
    {
      name: 'the job may not read caches',
      files: {
        ...CI,
        '.github/workflows/release.yml': [
          "on: { push: { tags: ['v*'] } }",
          'jobs:',
          '  publish:',
          '    runs-on: ubuntu-24.04',
          '    cache-mode: none',
          '    steps:',
          '      - uses: actions/setup-node@v6',
          '        with: { cache: npm }',
          '      - run: npm publish',
        ].join('\n'),
      },
    },
    {
      name: 'nobody else fills a cache that a tag can read',
      files: release('uses: actions/cache@v5', 'with: { path: a, key: b }', PUBLISH),
    },
    {
      name: 'a cache of another job',
      files: {
        ...CI,
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  test: { docker: [{ image: cimg/node:22.1 }], steps: [checkout, { restore_cache: { key: a } }, { run: npm test }] }',
          '  publish: { docker: [{ image: cimg/node:22.1 }], steps: [checkout, { run: npm publish }] }',
          'workflows:',
          '  main: { jobs: [test, { publish: { requires: [test], filters: { branches: { only: main } } } }] }',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    {
      name: 'an expression decides',
      files: beside(
        'uses: actions/setup-node@v6',
        "with: { cache: \"${{ github.ref_type != 'tag' && 'npm' || '' }}\" }",
        PUBLISH,
      ),
      reason: 'hangs on an expression',
    },
    {
      name: 'a condition decides',
      files: beside("{ uses: actions/cache@v5, if: github.ref_type != 'tag', with: { path: a, key: b } }", PUBLISH),
      reason: 'hangs on an expression',
    },
  ],
  fails: [
    { name: 'packages of npm', files: beside('uses: actions/setup-node@v6', `with: { cache: npm }${MARK}`, PUBLISH) },
    { name: 'the cache action', files: beside(`uses: actions/cache@v5${MARK}`, 'with: { path: a, key: b }', PUBLISH) },
    {
      name: 'its restoring half',
      files: beside(`uses: actions/cache/restore@v5${MARK}`, 'with: { path: a, key: b }', PUBLISH),
    },
    { name: 'a cache by default', files: beside(`uses: actions/setup-go@v6${MARK}`, 'run: goreleaser release') },
    {
      name: 'by default, and by its commit',
      files: beside(
        `uses: astral-sh/setup-uv@d0cc045d04ccac9d8b7881df0226f9e82c39688e # v6.8.0${MARK}`,
        'run: uv publish',
      ),
    },
    { name: 'compiled crates', files: beside(`uses: swatinem/rust-cache@v2${MARK}`, 'run: cargo publish') },
    {
      name: 'layers of an image',
      files: beside(
        'uses: docker/build-push-action@v6',
        `with: { push: true, tags: acme/shop:1, cache-from: "type=gha" }${MARK}`,
      ),
    },
    {
      name: 'in a composite action',
      files: {
        ...beside('uses: ./.github/actions/setup', PUBLISH),
        '.github/actions/setup/action.yml': [
          'name: setup',
          'runs:',
          '  using: composite',
          '  steps:',
          `    - uses: actions/cache@v5${MARK}`,
          '      with: { path: a, key: b }',
        ].join('\n'),
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  test: { docker: [{ image: cimg/node:22.1 }], steps: [checkout, { run: npm test }] }',
          '  publish:',
          '    docker: [{ image: cimg/node:22.1 }]',
          '    steps:',
          '      - checkout',
          `      - restore_cache: { key: a }${MARK}`,
          '      - run: npm publish',
          'workflows:',
          '  main: { jobs: [test, { publish: { requires: [test], filters: { branches: { only: main } } } }] }',
        ].join('\n'),
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        ...CI,
        'azure-pipelines.yml': [
          'trigger: [main]',
          'pr: none',
          'steps:',
          `  - task: Cache@2${MARK}`,
          '    inputs: { key: npm, path: .npm }',
          '  - script: npm publish',
        ].join('\n'),
      },
    },
    { name: 'caches that runs of outsiders may write', files: target('cache-mode: write # ! writable') },
  ],
})
