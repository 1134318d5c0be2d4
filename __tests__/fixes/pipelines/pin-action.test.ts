import type { FixPorts } from '../../../src/fixes/types.js'
import { testFixer } from '../../helpers/fix-tester.js'

const COMMIT = '11bd71901bbe5b1630ceea73d27597364c9af683'

const ports: FixPorts = {
  resolveRef: (repository, ref) =>
    Promise.resolve(
      ref === 'main'
        ? { refused: `${repository} has no tag of that name: it may be a branch` }
        : { commit: COMMIT, version: `${ref}.2.1` },
    ),
}

const HEAD =
  'on: push\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n'
const step = (line: string): string => `${HEAD}      ${line}\n`

testFixer('pipeline-unpinned-action', {
  refuses: [
    { name: 'offline', before: step('- uses: acme/do@v4'), reason: 'offline' },
    { name: 'a branch', before: step('- uses: acme/do@main'), ports, reason: 'it may be a branch' },
    {
      name: 'a builder that asks for its tag',
      before:
        'on: push\npermissions: {}\njobs:\n  build:\n    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2\n',
      ports,
      reason: 'referenced by a tag',
    },
    {
      name: 'a step behind an alias',
      before: `on: push\npermissions: {}\njobs:\n  a: &a\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - uses: acme/do@v4\n  b: *a\n`,
      ports,
      reason: 'shared with other places',
    },
    {
      name: 'two in one line of braces',
      before:
        'on: push\npermissions: {}\njobs: {a: {runs-on: ubuntu-24.04, timeout-minutes: 5, steps: [{uses: acme/do@v4, id: x}]}}\n',
      ports,
      reason: 'something else stands in the same line',
    },
    { name: 'what is pinned', before: step(`- uses: acme/do@${COMMIT}`), ports, reason: '' },
    { name: 'what is local', before: step('- uses: ./.github/actions/do'), ports, reason: '' },
  ],
  fixes: [
    { name: 'a tag', before: step('- uses: acme/do@v4'), after: step(`- uses: acme/do@${COMMIT} # v4.2.1`), ports },
    {
      name: 'a path inside of the repository, in quotes',
      before: step("- uses: 'acme/do/sub/dir@v4'"),
      after: step(`- uses: 'acme/do/sub/dir@${COMMIT}' # v4.2.1`),
      ports,
    },
    {
      name: 'a version in the comment is made exact',
      before: step('- uses: acme/do@v4 # v4 is what we test with'),
      after: step(`- uses: acme/do@${COMMIT} # v4.2.1 is what we test with`),
      ports,
    },
    {
      name: 'another comment stays',
      before: step('- uses: acme/do@v4   #  zizmor: ignore[unpinned-uses]'),
      after: step(`- uses: acme/do@${COMMIT}   #  v4.2.1 # zizmor: ignore[unpinned-uses]`),
      ports,
    },
    {
      name: 'in braces',
      before: step('- {id: x, uses: acme/do@v4}'),
      after: step(`- {id: x, uses: acme/do@${COMMIT}} # v4.2.1`),
      ports,
    },
    {
      name: 'several, with CRLF and no line break at the end',
      before: `${HEAD}      - uses: acme/do@v4\n        with: {a: 1}\n      - uses: acme/other@v1`.replaceAll(
        '\n',
        '\r\n',
      ),
      after:
        `${HEAD}      - uses: acme/do@${COMMIT} # v4.2.1\n        with: {a: 1}\n      - uses: acme/other@${COMMIT} # v1.2.1`.replaceAll(
          '\n',
          '\r\n',
        ),
      ports,
    },
    {
      name: 'a workflow that is called',
      before: 'on: push\npermissions: {}\njobs:\n  build:\n    uses: acme/ci/.github/workflows/build.yml@v1\n',
      after: `on: push\npermissions: {}\njobs:\n  build:\n    uses: acme/ci/.github/workflows/build.yml@${COMMIT} # v1.2.1\n`,
      ports,
    },
    {
      name: 'the step of an action of the tree',
      file: 'action.yml',
      before: 'name: x\ndescription: y\nruns:\n  using: composite\n  steps:\n    - uses: acme/do@v4\n',
      after: `name: x\ndescription: y\nruns:\n  using: composite\n  steps:\n    - uses: acme/do@${COMMIT} # v4.2.1\n`,
      ports,
    },
  ],
})
