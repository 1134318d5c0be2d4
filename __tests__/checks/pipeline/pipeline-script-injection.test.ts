import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-script-injection.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, ...steps: string[]) => ({
  '.github/workflows/ci.yml': [
    `on: ${on}`,
    'jobs:',
    '  greet:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((line) => `      ${line}`),
  ].join('\n'),
})
const action = (...steps: string[]) => ({
  '.github/actions/greet/action.yml': [
    'name: greet',
    'inputs:',
    '  title: { required: true }',
    'runs:',
    '  using: composite',
    '  steps:',
    ...steps.map((line) => `    ${line}`),
  ].join('\n'),
})
const reusable = (...steps: string[]) => ({
  '.github/workflows/greet.yml': [
    'on:',
    '  workflow_call:',
    '    inputs:',
    '      title: { type: string }',
    '      count: { type: number }',
    'jobs:',
    '  greet:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((line) => `      ${line}`),
  ].join('\n'),
})
const caller = (on: string, title: string) => ({
  '.github/workflows/caller.yml': [
    `on: ${on}`,
    'jobs:',
    '  call:',
    '    uses: ./.github/workflows/greet.yml',
    '    with:',
    `      title: ${title}`,
  ].join('\n'),
})
const TITLE = '${{ github.event.issue.title }}'

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'a script without expressions', files: workflow('issues', '- run: npm test') },
    {
      name: 'an expression in an input that no shell sees',
      files: workflow('issues', '- uses: acme/comment@v1', '  with:', `    body: ${TITLE}`),
    },
  ],
  passes: [
    {
      name: 'the text goes through a variable',
      files: workflow('issues', '- run: echo "$TITLE" by ${{ github.actor_id }}', '  env:', `    TITLE: ${TITLE}`),
    },
    { name: 'a number', files: workflow('pull_request', '- run: echo ${{ github.event.pull_request.number }}') },
    { name: 'a commit', files: workflow('pull_request', '- run: git show ${{ github.event.pull_request.head.sha }}') },
    {
      name: 'the text is only compared',
      files: workflow('issues', "- run: echo ${{ contains(github.event.issue.title, 'bug') }}"),
    },
    {
      name: 'the text decides between two literals',
      files: workflow('pull_request', "- run: echo ${{ github.head_ref == 'next' && 'a' || 'b' }}"),
    },
    {
      name: 'the text stands in quotes of the expression',
      files: workflow('issues', "- run: echo ${{ format('github.head_ref {0}', github.run_id) }}"),
    },
    { name: 'an event that never carries the text', files: workflow('push', `- run: echo ${TITLE}`) },
    {
      name: 'the name of a branch that people with write access push',
      files: workflow('push', '- run: echo ${{ github.ref_name }}'),
    },
    {
      name: 'inputs that take no free text',
      files: workflow(
        '{ workflow_dispatch: { inputs: { level: { type: choice, options: [a, b] }, dry: { type: boolean } } } }',
        '- run: ./release.sh ${{ inputs.level }} ${{ github.event.inputs.dry }}',
      ),
    },
    {
      name: 'an input of an action that all callers set themselves',
      files: {
        ...workflow('issues', '- uses: ./.github/actions/greet', '  with:', '    title: hello ${{ github.sha }}'),
        ...action('- run: echo ${{ inputs.title }}', '  shell: bash'),
      },
    },
    {
      name: 'an input of a reusable workflow that the caller sets itself',
      files: { ...caller('issues', 'hello'), ...reusable('- run: echo ${{ inputs.title }} ${{ inputs.count }}') },
    },
    {
      name: 'a variable of the job that holds nothing of outsiders',
      files: {
        '.github/workflows/ci.yml': `on: issues
env: { SHARED: '\${{ github.repository }}' }
jobs:
  greet:
    runs-on: ubuntu-24.04
    env: { OWN: '\${{ github.actor_id }}' }
    steps:
      - run: echo \${{ env.SHARED }} \${{ env.OWN }} \${{ env.NONE }}`,
      },
    },
    {
      name: 'a title in a file of variables, where one line stays one variable',
      files: workflow(
        'issues',
        '- run: echo "TITLE=$TITLE of ${{ github.run_id }}" >> "$GITHUB_ENV"',
        '  env:',
        `    TITLE: ${TITLE}`,
      ),
    },
    {
      name: 'a malformed expression, which never runs',
      files: workflow('issues', '- run: echo ${{ github.event.issue.title || }}'),
    },
  ],
  unknown: [
    {
      name: 'a pipeline of a system that is not read',
      files: { 'appveyor.yml': 'test_script: [npm test]' },
      reason: 'appveyor.yml',
    },
  ],
  fails: [
    { name: 'a title in a script', files: workflow('issues', `- run: echo "${TITLE}" # ! injected`) },
    {
      name: 'each line of a script by itself',
      files: workflow(
        'issues',
        '- run: |',
        '    echo one',
        `    echo "${TITLE}" # ! injected`,
        '    echo ${{ github.run_id }}',
        `    echo "${TITLE}" # ! injected`,
      ),
    },
    {
      name: 'one side of a choice',
      files: workflow('pull_request', '- run: git push origin ${{ github.head_ref || github.ref_name }} # ! injected'),
    },
    {
      name: 'a value behind a condition',
      files: workflow(
        'pull_request',
        "- run: echo ${{ github.event_name == 'pull_request' && github.head_ref || 'main' }} # ! injected",
      ),
    },
    { name: 'the whole event', files: workflow('issues', '- run: echo "${{ toJSON(github.event) }}" # ! injected') },
    {
      name: 'all commit messages',
      files: workflow('push', "- run: echo ${{ join(github.event.commits.*.message, ' ') }} # ! injected"),
    },
    {
      name: 'a program of github-script',
      files: workflow(
        'issues',
        '- uses: actions/github-script@v7',
        '  with:',
        '    script: |',
        `      console.log("${TITLE}") # ! injected`,
      ),
    },
    {
      name: 'the working directory',
      files: workflow('pull_request', '- run: npm test', '  working-directory: ${{ github.head_ref }} # ! injected'),
    },
    {
      name: 'the env context of the step, the job and the workflow',
      files: {
        '.github/workflows/ci.yml': `on: issues
env:
  SHARED: ${TITLE}
jobs:
  greet:
    runs-on: ubuntu-24.04
    env:
      OWN: ${TITLE}
    steps:
      - run: echo \${{ env.SHARED }} # ! injected
      - run: echo \${{ env.OWN }} # ! injected
      - run: echo \${{ env.BODY }} # ! injected
        env:
          BODY: \${{ github.event.issue.body }}`,
      },
    },
    {
      name: 'what an action is handed',
      files: {
        ...workflow('issues', '- uses: ./.github/actions/greet', '  with:', `    title: ${TITLE}`),
        ...action('- run: echo ${{ inputs.title }} # ! injected', '  shell: bash'),
      },
    },
    {
      name: 'what a reusable workflow is handed',
      files: { ...caller('issues', TITLE), ...reusable('- run: echo ${{ inputs.title }} # ! injected') },
    },
    {
      name: 'an action or workflow that nobody here calls',
      files: {
        ...action('- run: echo ${{ inputs.title }} # ! handed', '  shell: bash'),
        ...reusable('- run: echo ${{ inputs.title }} ${{ inputs.count }} # ! handed'),
      },
    },
    {
      name: 'several inputs that callers hand over, once a script',
      files: action(
        '- run: |',
        '    echo ${{ inputs.title }} # ! handed',
        '    echo ${{ inputs.other }}',
        '  shell: bash',
      ),
    },
    {
      name: 'what people type to start the workflow',
      files: workflow(
        '{ workflow_dispatch: { inputs: { version: { required: true } } } }',
        '- run: ./release.sh ${{ inputs.version }} # ! typed',
        '- run: ./release.sh ${{ github.event.inputs.version }} # ! typed',
      ),
    },
    {
      name: 'what is typed at the caller of a reusable workflow',
      files: {
        ...caller('{ workflow_dispatch: { inputs: { name: { type: string } } } }', '${{ inputs.name }}'),
        ...reusable('- run: echo ${{ inputs.title }} # ! typed'),
      },
    },
    {
      name: 'files of variables and paths',
      files: workflow(
        'issues',
        '- run: |',
        '    echo "BODY=$BODY" >> "$GITHUB_ENV" # ! environment',
        '    echo "$TITLE" >> $GITHUB_PATH # ! environment',
        '    echo "BODY=$BODY" >> "$GITHUB_STEP_SUMMARY"',
        '  env:',
        `    TITLE: ${TITLE}`,
        '    BODY: ${{ github.event.issue.body }}',
      ),
    },
  ],
})

describe('the place is that of the expression', () => {
  test.each<[string, string, string]>([
    ['plain', '- run: echo ', ''],
    ['single quotes', "- run: 'echo it''s ", "'"],
    ['double quotes', '- run: "echo \\"', '\\""'],
    ['a literal block', '- run: |\n          echo a\n          echo "', '"'],
    ['a folded block', '- run: >-\n          echo a\n          echo b ', ''],
    ['several plain lines', '- run: echo a\n          and b ', ' c'],
    ['a list in brackets', '- { run: "echo ', '" }'],
  ])('%s', (_, before, after) => {
    const files = workflow('issues', `${before}${TITLE}${after}`)
    const { result } = run(check, { files })
    const [outcome] = result.outcomes
    const lines = (files['.github/workflows/ci.yml'] ?? '').split('\n')
    const at = outcome?.at
    expect(at).toMatchObject({ line: at?.endLine, route: 'jobs.greet.steps[0].run' })
    expect(lines[(at?.line ?? 0) - 1]?.slice((at?.column ?? 0) - 1, (at?.endColumn ?? 0) - 1)).toBe(TITLE)
  })
})

test('severity follows from who can write the text', () => {
  const severities = (files: Record<string, string>) =>
    run(check, { files }).result.outcomes.flatMap((outcome) => (outcome.kind === 'problem' ? [outcome.severity] : []))
  expect(severities(workflow('issues', `- run: echo ${TITLE}`))).toEqual(['error'])
  expect(severities(workflow('push', '- run: echo ${{ github.event.head_commit.message }}'))).toEqual(['warning'])
  expect(severities(workflow('workflow_dispatch', '- run: echo ${{ inputs.version }}'))).toEqual(['warning'])
  expect(severities(reusable('- run: echo ${{ inputs.title }}'))).toEqual(['notice'])
})

test('the chain leads to the line that hands the text over', () => {
  const { result } = run(check, {
    files: { ...caller('issues', TITLE), ...reusable('- run: echo ${{ inputs.title }}') },
  })
  expect(result.outcomes[0]?.because).toEqual([{ file: '.github/workflows/caller.yml', line: 6, text: TITLE }])
})
