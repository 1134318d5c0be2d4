import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-untrusted-checkout.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const CHECKOUT = 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2'
const HEAD = '${{ github.event.pull_request.head.sha }}'

/** A job of these lines, in a workflow that starts on `on`. */
const workflow = (on: string, ...job: string[]) => ({
  '.github/workflows/ci.yml': [
    `on: ${on}`,
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-24.04',
    ...job.map((line) => `    ${line}`),
  ].join('\n'),
})
/** Steps that check out `ref` and run its tests, with more inputs of the checkout. */
const testing = (ref: string, ...inputs: string[]) => [
  'steps:',
  `  - uses: ${CHECKOUT}`,
  '    with:',
  `      ref: ${ref}`,
  ...inputs.map((line) => `      ${line}`),
  '  - run: npm ci && npm test',
]

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'a pull request without rights', files: workflow('pull_request', ...testing(HEAD)) },
    {
      name: 'a follow-up of a workflow that only pushes start',
      files: {
        ...workflow(
          '{ workflow_run: { workflows: [build] } }',
          ...testing('${{ github.event.workflow_run.head_sha }}'),
        ),
        '.github/workflows/build.yml': 'name: build\non: push\njobs: { a: { runs-on: x, steps: [{ run: make }] } }',
      },
    },
  ],
  passes: [
    {
      name: 'nothing is fetched',
      files: workflow('pull_request_target', 'steps:', '  - uses: actions/labeler@v6'),
    },
    {
      name: 'the base is checked out and run',
      files: workflow('pull_request_target', 'steps:', '  - uses: actions/checkout@v4', '  - run: npm ci'),
    },
    {
      name: 'the code is only read',
      files: workflow(
        'pull_request_target',
        'steps:',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        `      ref: ${HEAD}`,
        '  - run: wc -l CHANGELOG.md',
        '  - run: pip install yamllint',
      ),
    },
    {
      name: 'the code lies in a folder of its own, and what runs is not from there',
      files: workflow('pull_request_target', ...testing(HEAD, 'path: incoming')),
    },
    {
      name: 'a branch name of the fork names a branch of the base',
      files: workflow('pull_request_target', ...testing('${{ github.head_ref }}')),
    },
    {
      name: 'a condition lets only branches of the repository through',
      files: workflow(
        'pull_request_target',
        'if: github.event.pull_request.head.repo.full_name == github.repository',
        ...testing(HEAD),
      ),
    },
    {
      name: 'a condition on an earlier job',
      files: {
        '.github/workflows/ci.yml': `on: pull_request_target
jobs:
  gate:
    if: \${{ !github.event.pull_request.head.repo.fork }}
    runs-on: ubuntu-24.04
    steps: [{ run: echo }]
  build:
    needs: gate
    runs-on: ubuntu-24.04
${testing(HEAD)
  .map((line) => `    ${line}`)
  .join('\n')}`,
      },
    },
    {
      name: 'a condition on the checkout itself',
      files: workflow(
        '{ workflow_run: { workflows: [build] } }',
        'steps:',
        `  - uses: ${CHECKOUT}`,
        "    if: github.event.workflow_run.event == 'push'",
        '    with: { ref: "${{ github.event.workflow_run.head_sha }}" }',
        '  - run: make test',
      ),
    },
    {
      name: 'somebody with rights labels the commit that is checked out',
      files: workflow('{ pull_request_target: { types: [labeled] } }', ...testing(HEAD)),
    },
    {
      name: 'there is nothing to win',
      files: workflow('pull_request_target', 'permissions: {}', ...testing(HEAD)),
    },
    {
      name: 'an artifact goes to a folder of its own',
      files: workflow(
        '{ workflow_run: { workflows: [build] } }',
        'steps:',
        '  - uses: actions/checkout@v4',
        '  - uses: actions/download-artifact@v4',
        '    with: { run-id: "${{ github.event.workflow_run.id }}", path: report }',
        '  - run: npm ci',
      ),
    },
    {
      name: 'a reusable workflow is handed the base by the privileged caller and the change by the other one',
      files: {
        '.github/workflows/label.yml':
          'on: pull_request_target\njobs: { call: { uses: ./.github/workflows/test.yml, with: { ref: "${{ github.sha }}" } } }',
        '.github/workflows/pr.yml': `on: pull_request\njobs: { call: { uses: ./.github/workflows/test.yml, with: { ref: "${HEAD}" } } }`,
        '.github/workflows/test.yml': `on: { workflow_call: { inputs: { ref: { type: string } } } }
jobs:
  build:
    runs-on: ubuntu-24.04
${testing('${{ inputs.ref }}')
  .map((line) => `    ${line}`)
  .join('\n')}`,
      },
    },
  ],
  unknown: [
    {
      name: 'a privileged call of a workflow that is not here',
      files: {
        '.github/workflows/ci.yml':
          'on: pull_request_target\njobs: { call: { uses: acme/ci/.github/workflows/test.yml@v1 } }',
      },
      reason: 'acme/ci',
    },
    { name: 'a workflow that does not parse', files: { '.github/workflows/ci.yml': 'on: [push\njobs: {' } },
  ],
  fails: [
    {
      name: 'the head is tested',
      files: workflow(
        'pull_request_target',
        'steps:',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        `      ref: ${HEAD} # ! executed`,
        '  - run: npm ci && npm test',
      ),
    },
    {
      name: 'the merge of the pull request',
      files: workflow(
        'issue_comment',
        'steps:',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        '      ref: refs/pull/${{ github.event.issue.number }}/merge # ! executed',
        '  - run: make test',
      ),
    },
    {
      name: 'the fork itself',
      files: workflow(
        'pull_request_target',
        'steps:',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        '      repository: ${{ github.event.pull_request.head.repo.full_name }} # ! executed',
        '      ref: ${{ github.event.pull_request.head.ref }}',
        '  - run: pip install -r requirements.txt',
      ),
    },
    {
      name: 'commands fetch it',
      files: workflow(
        'issue_comment',
        'steps:',
        '  - uses: actions/checkout@v4',
        '  - run: |',
        '      gh pr checkout "$NUMBER" # ! executed',
        '      ./build.sh',
      ),
    },
    {
      name: 'git fetches the number',
      files: workflow(
        'issue_comment',
        'steps:',
        '  - uses: actions/checkout@v4',
        '  - run: git fetch origin "pull/$NUMBER/head" # ! executed',
        '  - uses: ./.github/actions/build',
      ),
    },
    {
      name: 'git is handed the commit in a variable',
      files: workflow(
        'pull_request_target',
        'steps:',
        '  - uses: actions/checkout@v4',
        '  - run: git fetch origin "$SHA" # ! executed',
        `    env: { SHA: "${HEAD}" }`,
        '  - run: go test ./...',
      ),
    },
    {
      name: 'a folder of its own that is gone to',
      files: workflow(
        'pull_request_target',
        'steps:',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        '      path: incoming',
        `      ref: ${HEAD} # ! executed`,
        '  - run: npm ci',
        '    working-directory: incoming',
      ),
    },
    {
      name: 'an artifact among the files that run',
      files: workflow(
        '{ workflow_run: { workflows: [build] } }',
        'steps:',
        '  - uses: actions/checkout@v4',
        '  - uses: actions/download-artifact@v4',
        '    with:',
        '      run-id: ${{ github.event.workflow_run.id }} # ! executed',
        '  - run: npm ci',
      ),
    },
    {
      name: 'a follow-up of a workflow that pull requests start',
      files: {
        ...workflow(
          '{ workflow_run: { workflows: [build] } }',
          'steps:',
          `  - uses: ${CHECKOUT}`,
          '    with:',
          '      ref: ${{ github.event.workflow_run.head_sha }} # ! executed',
          '  - run: npm ci && npm test',
        ),
        '.github/workflows/build.yml':
          'name: build\non: pull_request\njobs: { a: { runs-on: x, steps: [{ run: make }] } }',
      },
    },
    {
      name: 'what a lookup of the comment found',
      files: workflow(
        'issue_comment',
        'steps:',
        '  - uses: xt0rted/pull-request-comment-branch@v3',
        '    id: find',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        '      ref: ${{ steps.find.outputs.head_sha }} # ! executed',
        '  - run: make test',
      ),
    },
    {
      name: 'what a reusable workflow is handed',
      files: {
        '.github/workflows/ci.yml': `on: pull_request_target\njobs: { call: { uses: ./.github/workflows/test.yml, with: { ref: "${HEAD}" } } }`,
        '.github/workflows/test.yml': `on: { workflow_call: { inputs: { ref: { type: string } } } }
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: ${CHECKOUT}
        with:
          ref: \${{ inputs.ref }} # ! executed
      - run: npm test`,
      },
    },
    {
      name: 'a condition that some outsiders meet',
      files: workflow(
        'pull_request_target',
        "if: github.event.pull_request.head.repo.full_name == github.repository || github.event.action == 'opened'",
        'steps:',
        `  - uses: ${CHECKOUT}`,
        '    with:',
        `      ref: ${HEAD} # ! executed`,
        '  - run: npm test',
      ),
    },
  ],
})

test.each<[string, string, string[], string]>([
  ['nothing in the way', 'pull_request_target', testing(HEAD), 'error'],
  [
    'secrets beside read rights',
    'pull_request_target',
    ['permissions: { contents: read }', 'env: { A: "${{ secrets.A }}" }', ...testing(HEAD)],
    'error',
  ],
  [
    'read rights and no secrets',
    'pull_request_target',
    ['permissions: { contents: read }', ...testing(HEAD)],
    'warning',
  ],
  [
    'an environment that may ask for approval',
    'pull_request_target',
    ['environment: external', ...testing(HEAD)],
    'warning',
  ],
  [
    'somebody with rights comments',
    'issue_comment',
    [
      "if: github.event.comment.author_association == 'OWNER'",
      ...testing('refs/pull/${{ github.event.issue.number }}/head'),
    ],
    'warning',
  ],
  [
    'an earlier step that may ask for rights',
    'issue_comment',
    [
      'steps:',
      '  - uses: acme/check-permission@v1',
      `  - uses: ${CHECKOUT}`,
      '    with: { ref: "refs/pull/${{ github.event.issue.number }}/head" }',
      '  - run: npm ci',
    ],
    'warning',
  ],
  [
    'the output of a job that asks for rights',
    'pull_request_target',
    ["if: needs.check.outputs.is-member == 'true'", ...testing(HEAD)],
    'warning',
  ],
  [
    'the name of the repository in a condition',
    'pull_request_target',
    ["if: github.repository == 'acme/shop'", ...testing(HEAD)],
    'error',
  ],
  [
    'a label that stays while new commits come',
    'pull_request_target',
    ["if: contains(github.event.pull_request.labels.*.name, 'safe')", ...testing(HEAD)],
    'warning',
  ],
])('severity: %s', (_, on, job, expected) => {
  const { result } = run(check, { files: workflow(on, ...job) })
  expect(result.outcomes.flatMap((outcome) => (outcome.kind === 'problem' ? [outcome.severity] : []))).toEqual([
    expected,
  ])
})

test.each<[string, string, string, string[], string]>([
  ['a version that refuses', 'actions/checkout@v7', 'pull_request_target', [], 'warning'],
  ['a moving tag that got the change', 'actions/checkout@v4', 'pull_request_target', [], 'warning'],
  ['an older version', 'actions/checkout@v4.3.0', 'pull_request_target', [], 'error'],
  [
    'a commit whose comment names a version',
    `actions/checkout@${'a'.repeat(40)} # v5.1.0`,
    'pull_request_target',
    [],
    'warning',
  ],
  ['a commit without a comment', `actions/checkout@${'a'.repeat(40)}`, 'pull_request_target', [], 'error'],
  ['told not to refuse', 'actions/checkout@v7', 'pull_request_target', ['allow-unsafe-pr-checkout: true'], 'error'],
  ['an event on which it does not refuse', 'actions/checkout@v7', 'issue_comment', [], 'error'],
])('severity: %s', (_, uses, on, inputs, expected) => {
  const [, , ...rest] = testing('refs/pull/${{ github.event.number }}/head', ...inputs)
  const { result } = run(check, { files: workflow(on, 'steps:', `  - uses: ${uses}`, ...rest) })
  expect(result.outcomes.flatMap((outcome) => (outcome.kind === 'problem' ? [outcome.severity] : []))).toEqual([
    expected,
  ])
})
