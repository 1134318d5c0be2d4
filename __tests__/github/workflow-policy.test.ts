import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { WorkflowPolicy } from '../../src/models/index.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.tokens.set('admin', { login: 'octo', permissions: { administration: 'read' } })
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const read = async (options: Parameters<typeof connect>[1] = { settingsToken: 'admin' }) =>
  (await readHosting(connect(fake, options))).security.workflows as WorkflowPolicy

describe('what workflows may do', () => {
  test('is unknown to the token of a job, after one call', async () => {
    const hidden = {
      known: false,
      reason: 'what workflows may do is only visible with `administration: read`',
      permission: 'administration: read',
      remedy:
        "Give Pillarlint a token with `administration: read` (the input `settings-token`, or the variable `PILLARLINT_SETTINGS_TOKEN` of the command line): a workflow's own token cannot have it.",
    }
    expect(await read({})).toEqual({ actions: hidden, token: hidden, forks: hidden })
    expect(fake.requests.filter(({ operation }) => operation.startsWith('actions/'))).toHaveLength(1)
  })

  test('is read by an administrator', async () => {
    fake.state.workflowToken = { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true }
    expect(await read()).toEqual({
      actions: { known: true, value: { enabled: true, allowed: 'all', commitsRequired: false } },
      token: { known: true, value: { write: true, approvesPullRequests: true } },
      forks: { known: true, value: { approval: 'first-time', writeToken: false, secrets: false } },
    })
  })

  test('says nothing of a setting that the host does not have', async () => {
    fake.state.actionsPolicy = { enabled: true, allowed_actions: 'local_only' }
    fake.fault('actions/get-fork-pr-contributor-approval-permissions-repository', FAULTS.notFound)
    expect(await read()).toMatchObject({
      actions: { known: true, value: { enabled: true, allowed: 'local_only' } },
      forks: { known: false },
    })
  })

  test.each([
    { said: 'first_time_contributors_new_to_github', approval: 'new-accounts' },
    { said: 'all_external_contributors', approval: 'everyone' },
  ])('$said', async ({ said, approval }) => {
    fake.state.forkApproval = said
    expect((await read()).forks).toMatchObject({ value: { approval } })
  })

  test.each([
    { starts: false, approved: false, expected: { approval: 'everyone', writeToken: false, secrets: false } },
    { starts: true, approved: true, expected: { approval: 'everyone', writeToken: true, secrets: true } },
    { starts: true, approved: false, expected: { approval: 'nobody', writeToken: true, secrets: true } },
  ])(
    'for forks of a private repository: starts $starts, approved $approved',
    async ({ starts, approved, expected }) => {
      Object.assign(fake.state.repository, { private: true, visibility: 'private' })
      fake.state.privateForks = {
        run_workflows_from_fork_pull_requests: starts,
        send_write_tokens_to_workflows: true,
        send_secrets_and_variables: true,
        require_approval_for_fork_pr_workflows: approved,
      }
      expect((await read()).forks).toEqual({ known: true, value: expected })
    },
  )
})
