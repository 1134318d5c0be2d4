import { describe, expect, test } from '@jest/globals'
import { readWorkflowText } from './support.js'

const JOBS = 'jobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n'

function triggers(on: string) {
  const { ci, defects } = readWorkflowText(`on: ${on}\n${JOBS}`)
  expect(defects).toEqual([])
  return ci.triggers
}

test.each([
  ['push', ['push']],
  ['[push, pull_request]', ['push', 'change-request']],
  ['{pull_request_target: , merge_group: }', ['change-request-privileged', 'merge-queue']],
  ['{push: {branches: main}}', ['push']],
  ['{push: {tags: ["v*"]}}', ['tag']],
  ['{push: {tags-ignore: ["v*"]}}', ['tag']],
  ['{push: {branches: [main], tags: ["v*"]}}', ['push', 'tag']],
  ['{push: {branches-ignore: [x], tags: ["v*"]}}', ['push', 'tag']],
  ['{push: {paths: [src/**]}}', ['push']],
  ['{schedule: [{cron: "0 3 * * *", timezone: Europe/Berlin}]}', ['schedule']],
  ['[workflow_dispatch, repository_dispatch]', ['manual', 'manual']],
  ['release', ['release']],
  ['{workflow_call: {inputs: {x: {type: string}}}}', ['call']],
  ['[issue_comment, issues, discussion, discussion_comment]', ['comment', 'comment', 'comment', 'comment']],
  ['[deployment_status, check_run, label]', ['other', 'other', 'other']],
])('%s', (on, kinds) => {
  expect(triggers(on).map(({ kind }) => kind)).toEqual(kinds)
})

test('filters are kept with their places', () => {
  const [trigger] = triggers(
    '{pull_request: {branches: [main, "release/*"], branches-ignore: x, paths: a, paths-ignore: [b], types: [opened]}}',
  )
  expect(trigger).toMatchObject({
    event: 'pull_request',
    branches: [{ value: 'main' }, { value: 'release/*', at: { line: 1, route: 'on.pull_request.branches[1]' } }],
    branchesIgnored: [{ value: 'x' }],
    paths: [{ value: 'a' }],
    pathsIgnored: [{ value: 'b' }],
    types: ['opened'],
    at: { line: 1, column: 6, route: 'on.pull_request' },
  })
})

test('absent filters stay absent', () => {
  expect(Object.keys(triggers('push')[0] ?? {})).toEqual(['kind', 'event', 'at'])
})

test('the workflows of workflow_run are named', () => {
  expect(triggers('{workflow_run: {workflows: [CI, Lint], types: [completed]}}')).toMatchObject([
    { kind: 'upstream', upstream: ['CI', 'Lint'], types: ['completed'] },
  ])
})

describe('kind', () => {
  test.each([
    ['workflow_call', 'reusable'],
    ['[workflow_call, push]', 'workflow'],
    ['push', 'workflow'],
  ])('%s makes a %s', (on, kind) => {
    expect(readWorkflowText(`on: ${on}\n${JOBS}`).ci.kind).toBe(kind)
  })
})

test.each([
  ['{push: [main]}', 'the filters of push must be a mapping'],
  ['{schedule: {cron: x}}', 'schedule must be a list'],
  ['[push, {a: b}]', 'must be the name of an event'],
  ['{push: {branches: {a: b}}}', 'branches of push must be'],
  ['', 'needs on'],
])('%s is a defect', (on, message) => {
  const { defects } = readWorkflowText(`on: ${on}\n${JOBS}`)
  expect(defects).toEqual([{ at: expect.objectContaining({ line: 1 }), message: expect.stringContaining(message) }])
})
