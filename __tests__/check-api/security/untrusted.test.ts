import { expect, test } from '@jest/globals'
import { isUntrusted } from '../../../src/check-api/security/untrusted.js'
import { fileLocation } from '../../../src/core/location.js'
import type { Pipeline } from '../../../src/models/index.js'

const at = fileLocation('.github/workflows/ci.yml')

function startedBy(...events: string[]): Pipeline {
  return {
    system: 'github-actions',
    file: at.file,
    kind: 'workflow',
    name: 'ci',
    triggers: events.map((event) => ({ kind: 'other', event, at })),
    jobs: [],
    env: new Map(),
    unresolved: [],
    at,
  }
}

test.each<[string, boolean, string, boolean]>([
  ['github.event.issue.title', false, 'issues', true],
  ['github.event.issue.title', false, 'issue_comment', true],
  ['github.event.issue.title', false, 'push', false],
  ['github.event.issue.number', false, 'issues', false],
  ['github.event.comment.body.field', false, 'issue_comment', true],
  ['github.event.comment.body', false, 'commit_comment', true],
  ['github.event.commits.*.author.name', false, 'push', true],
  ['github.event.head_commit.message', false, 'push', true],
  ['github.event.head_commit.id', false, 'push', false],
  ['github.head_ref', false, 'pull_request', true],
  ['github.head_ref', false, 'pull_request_review', false],
  ['github.head_ref', false, 'workflow_call', true],
  ['github.ref_name', false, 'push', false],
  ['github.base_ref', false, 'pull_request', false],
  ['github.event.pull_request.head.sha', false, 'pull_request_target', false],
  ['github.event.pull_request.head.label', false, 'pull_request_target', true],
  ['github.event.pull_request.labels.*.name', false, 'pull_request_target', false],
  ['github.event.workflow_run.head_branch', false, 'workflow_run', true],
  ['github.event.workflow_run.pull_requests.*.head.ref', false, 'workflow_run', true],
  ['github.event.discussion.title', false, 'discussion', true],
  ['github.event.pages.*.title', false, 'gollum', true],
  ['github', true, 'issues', true],
  ['github.event', true, 'issues', true],
  ['github.event.issue', true, 'issues', true],
  ['github.event', true, 'workflow_dispatch', false],
  ['github.event', false, 'issues', false],
])('%s (whole: %s) on %s: %s', (path, whole, event, expected) => {
  expect(isUntrusted({ path, whole }, startedBy(event))).toBe(expected)
})
