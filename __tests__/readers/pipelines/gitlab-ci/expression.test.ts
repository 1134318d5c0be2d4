import { describe, expect, test } from '@jest/globals'
import { parseExpression } from '../../../../src/readers/pipelines/gitlab-ci/expression.js'
import {
  branchFacts,
  childFacts,
  holds,
  mergeRequestFacts,
  tagFacts,
} from '../../../../src/readers/pipelines/gitlab-ci/facts.js'
import { lookupIn } from '../../../../src/readers/pipelines/gitlab-ci/variables.js'

const at = { file: '.gitlab-ci.yml', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }
const variables = new Map(
  Object.entries({ DEPLOY: 'yes', EMPTY: '', RELEASES: '/^v/', TRUNK: 'main', OTHER: '$SECRET', SELF: '$SELF' }).map(
    ([name, value]) => [name, { value, at }],
  ),
)
const RUNS = {
  main: branchFacts('push', 'main', 'main'),
  branch: branchFacts('push', 'some-branch', 'main'),
  request: mergeRequestFacts('some-branch', 'main', 'main'),
  tag: tagFacts('push', 'v1.2.3', 'main'),
  schedule: branchFacts('schedule', 'main', 'main'),
  child: childFacts(branchFacts('push', 'main', 'main')),
}

function valueIn(text: string, run: keyof typeof RUNS): boolean | undefined | 'unread' {
  const expression = parseExpression(text)
  return expression === undefined ? 'unread' : holds(expression, lookupIn(RUNS[run], variables))
}

describe('conditions of rules', () => {
  test.each<[condition: string, yes: (keyof typeof RUNS)[], maybe?: (keyof typeof RUNS)[]]>([
    ['$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', ['main', 'schedule', 'child']],
    ['$CI_COMMIT_BRANCH == "main"', ['main', 'schedule', 'child']],
    ["$CI_COMMIT_BRANCH != 'main'", ['branch', 'request', 'tag']],
    ['$CI_PIPELINE_SOURCE == "merge_request_event"', ['request']],
    ['$CI_PIPELINE_SOURCE == "push"', ['main', 'branch', 'tag']],
    ['$CI_PIPELINE_SOURCE == "parent_pipeline"', ['child']],
    ['$CI_COMMIT_TAG', ['tag']],
    ['$CI_COMMIT_TAG == null', ['main', 'branch', 'request', 'schedule', 'child']],
    ['$CI_COMMIT_TAG =~ /^v\\d+/', ['tag']],
    ['$CI_COMMIT_TAG =~ $RELEASES', ['tag']],
    ['$CI_COMMIT_TAG !~ /^v/', ['main', 'branch', 'request', 'schedule', 'child']],
    ['$CI_MERGE_REQUEST_IID', ['request']],
    ['${CI_MERGE_REQUEST_ID} && $CI_MERGE_REQUEST_LABELS =~ /run/', [], ['request']],
    ['$CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main"', ['request']],
    ['$CI_OPEN_MERGE_REQUESTS', ['request'], ['branch']],
    ['$CI_COMMIT_MESSAGE =~ /skip/', [], ['main', 'branch', 'request', 'tag', 'schedule', 'child']],
    ['$CI_COMMIT_SHA', ['main', 'branch', 'request', 'tag', 'schedule', 'child']],
    ['$CI_PROJECT_PATH == ""', []],
    ['$CI_PROJECT_PATH == "acme/shop"', [], ['main', 'branch', 'request', 'tag', 'schedule', 'child']],
    ['$DEPLOY == "yes"', ['main', 'branch', 'request', 'tag', 'child'], ['schedule']],
    ['$EMPTY', [], ['schedule']],
    ['$EMPTY == ""', ['main', 'branch', 'request', 'tag', 'child'], ['schedule']],
    ['$OTHER == "x"', [], ['main', 'branch', 'request', 'tag', 'schedule', 'child']],
    ['$SELF', [], ['main', 'branch', 'request', 'tag', 'schedule', 'child']],
    ['$NOT_THERE && $CI_COMMIT_TAG', [], ['tag']],
    ['$NOT_THERE || $CI_COMMIT_TAG', ['tag'], ['main', 'branch', 'request', 'schedule', 'child']],
    ['$CI_COMMIT_TAG || $CI_COMMIT_BRANCH == $TRUNK && $CI', ['tag', 'main', 'child'], ['schedule']],
    ['($CI_COMMIT_TAG || $CI_COMMIT_BRANCH) && $CI_COMMIT_REF_NAME == "main"', ['main', 'schedule', 'child']],
    ['"text"', ['main', 'branch', 'request', 'tag', 'schedule', 'child']],
    ['$CI_COMMIT_BRANCH =~ "main"', [], ['main', 'branch', 'schedule', 'child']],
  ])('%s', (condition, yes, maybe = []) => {
    const runs = Object.keys(RUNS) as (keyof typeof RUNS)[]
    const values = Object.fromEntries(runs.map((run) => [run, valueIn(condition, run)]))
    const expected = runs.map((run) => [run, yes.includes(run) ? true : maybe.includes(run) ? undefined : false])
    expect(values).toEqual(Object.fromEntries(expected))
  })

  test.each([
    '',
    'main',
    '$A ==',
    '== "x"',
    '$A = "x"',
    '($A',
    '$A)',
    '"x',
    '/x',
    '$A $B',
    '!$A',
    '$A == main',
    '('.repeat(99),
  ])('GitLab takes no %s', (condition) => {
    expect(valueIn(condition, 'main')).toBe('unread')
  })
})
