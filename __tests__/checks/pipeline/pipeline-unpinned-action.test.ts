import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-unpinned-action.js'
import { known } from '../../../src/core/known.js'
import { run, testCheck, type Repository } from '../../helpers/check-tester.js'

const COMMIT = '2541b1294d2704b0964813337f33b291d3f8596b'

const workflow = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: push', ...lines].join('\n'),
})
const using = (uses: string, ...job: string[]) =>
  workflow(
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    `      - uses: ${uses}`,
  )
const lock = (dependency: string) => ({
  '.github/workflows/actions.lock': `version: 'v0.0.1'
workflows:
  .github/workflows/ci.yml: ['acme/deploy@v2']
dependencies:
  'acme/deploy@v2': ${dependency}
`,
})
const repository: Repository['hosting'] = {
  repository: known({
    fullName: 'Acme/Shop',
    defaultBranch: 'main',
    visibility: 'public',
    archived: false,
    mirror: false,
    fork: false,
  }),
}

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    {
      name: 'nothing but commands',
      files: workflow('jobs:', '  test:', '    runs-on: x', '    steps: [{ run: make }]'),
    },
    { name: 'an action of this repository', files: using('./.github/actions/setup') },
    { name: 'an action of the commit that runs', files: using('$/.github/actions/setup') },
    {
      name: 'a workflow of this repository',
      files: workflow('jobs:', '  test:', '    uses: ./.github/workflows/test.yml'),
    },
  ],
  passes: [
    { name: 'a commit', files: using(`acme/deploy@${COMMIT} # v2.3.1`) },
    { name: 'a SHA-256 commit', files: using(`acme/deploy@${'a'.repeat(64)}`) },
    { name: 'an image by digest', files: using(`docker://alpine@sha256:${'a'.repeat(64)}`) },
    { name: 'an image by tag and digest', files: using(`docker://alpine:3.20@sha256:${'a'.repeat(64)}`) },
    {
      name: 'a tag that the lock file ties to a commit',
      files: { ...using('acme/deploy@v2'), ...lock(`{ ref: v2, commit: 'sha1-${COMMIT}' }`) },
    },
    { name: 'a trusted owner', files: using('acme/deploy@v2'), settings: { trustedOwners: ['Acme'] } },
    { name: 'a trusted repository', files: using('acme/deploy@main'), settings: { trustedOwners: ['acme/deploy'] } },
    {
      name: 'a builder that runs from its version tag only',
      files: workflow(
        'jobs:',
        '  provenance:',
        '    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.1.0',
      ),
    },
  ],
  unknown: [
    { name: 'a reference that an expression makes', files: using('acme/${{ matrix.action }}@v1') },
    { name: 'a workflow that does not parse', files: workflow('jobs: {'), reason: 'ci.yml' },
  ],
  fails: [
    { name: 'a tag', files: using('acme/deploy@v2 # ! movable') },
    { name: 'a branch', files: using('acme/deploy@main # ! movable') },
    { name: 'a short commit', files: using('acme/deploy@2541b12 # ! notWhole') },
    {
      name: 'a commit with a character too many',
      files: using('acme/deploy@2541b1294d2704b0964813337f33b291d3f8596bb # ! notWhole'),
    },
    { name: 'a date, which is a tag', files: using('acme/deploy@20240131 # ! movable') },
    { name: 'a word of the same letters', files: using('acme/deploy@facade # ! movable') },
    { name: 'nothing', files: using('acme/deploy # ! noRef') },
    { name: 'an image by tag', files: using('docker://acme/tool:1.2 # ! image') },
    {
      name: 'an owner whose name only starts like a trusted one',
      files: using('acme-labs/x@v1 # ! movable'),
      settings: { trustedOwners: ['acme'] },
    },
    {
      name: 'a reusable workflow',
      files: workflow('jobs:', '  test:', '    uses: acme/ci/.github/workflows/test.yml@v1 # ! movable'),
    },
    {
      name: 'in a composite action',
      files: {
        'action.yml': 'name: a\nruns:\n  using: composite\n  steps:\n    - uses: acme/deploy@v2 # ! movable',
      },
    },
    {
      name: 'a tag that the lock file names without a commit',
      files: { ...using('acme/deploy@v2 # ! movable'), ...lock('{ ref: v2 }') },
    },
    {
      name: 'a builder by branch',
      files: workflow(
        'jobs:',
        '  provenance:',
        '    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@main # ! movable',
      ),
    },
  ],
})

test.each<[string, Repository, string]>([
  ['a tag of a third party', { files: using('acme/deploy@v2') }, 'warning'],
  ['a tag with a name and a version', { files: using('acme/deploy@deploy-1.4.0') }, 'warning'],
  ['a branch of a third party', { files: using('acme/deploy@release/v1') }, 'error'],
  ['nothing', { files: using('acme/deploy') }, 'error'],
  ['a right to write', { files: using('acme/deploy@v2', 'permissions: { id-token: write }') }, 'error'],
  [
    'write-all of the workflow',
    { files: workflow('permissions: write-all', 'jobs:', '  a:', '    uses: acme/ci/.github/workflows/a.yml@v1') },
    'error',
  ],
  ['rights to read', { files: using('acme/deploy@v2', 'permissions: read-all') }, 'warning'],
  ['a secret of the job', { files: using('acme/deploy@v2', "env: { KEY: '${{ secrets.KEY }}' }") }, 'error'],
  [
    'the token of the job',
    { files: using('acme/deploy@v2', "env: { KEY: '${{ secrets.GITHUB_TOKEN }}' }") },
    'warning',
  ],
  [
    'inherited secrets',
    { files: workflow('jobs:', '  a:', '    uses: acme/ci/.github/workflows/a.yml@v1', '    secrets: inherit') },
    'error',
  ],
  [
    'a secret in a script of the job',
    {
      files: {
        '.github/workflows/ci.yml': `${using('acme/deploy@v2')['.github/workflows/ci.yml']}\n      - run: login \${{ secrets.KEY }}`,
      },
    },
    'error',
  ],
  [
    'a job that publishes',
    {
      files: {
        '.github/workflows/ci.yml': `${using('acme/deploy@v2')['.github/workflows/ci.yml']}\n      - run: npm publish`,
      },
    },
    'error',
  ],
  ['a tag of the host', { files: using('actions/checkout@v5', 'permissions: { contents: write }') }, 'notice'],
  ['a branch of the host', { files: using('github/codeql-action/init@main') }, 'warning'],
  ['a tag of the own organisation', { files: using('acme/deploy@v2'), hosting: repository }, 'notice'],
  ['a branch of the own organisation', { files: using('acme/deploy@main'), hosting: repository }, 'warning'],
  ['an image by version', { files: using('docker://acme/tool:1.2') }, 'warning'],
  ['an image by no tag', { files: using('docker://ghcr.io/acme/tool') }, 'error'],
])('severity: %s', (_, each, expected) => {
  expect(run(check, each).result.outcomes).toMatchObject([{ kind: 'problem', severity: expected }])
})
