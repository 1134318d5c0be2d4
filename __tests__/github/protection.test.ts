import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { Known } from '../../src/core/known.js'
import type { Protection } from '../../src/models/index.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

async function read(options: Parameters<typeof connect>[1] = {}): Promise<Known<Protection>> {
  return (await readHosting(connect(fake, options))).protection
}

/** The protection, with each known value in place of its wrapper and `?` in place of what is unknown. */
async function seen(options: Parameters<typeof connect>[1] = {}): Promise<Record<string, unknown>> {
  const protection = await read(options)
  if (!protection.known) return { unknown: protection.reason }
  const entries = Object.entries(protection.value).map(([name, fact]: [string, unknown]) => {
    const isKnown = typeof fact === 'object' && fact !== null && 'known' in fact
    return [name, isKnown ? ('value' in fact ? fact.value : '?') : fact]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}

const pullRequestRule = (parameters: Record<string, unknown>, id = 1): Record<string, unknown> => ({
  type: 'pull_request',
  ruleset_id: id,
  parameters: {
    required_approving_review_count: 0,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
    ...parameters,
  },
})

const checksRule = (contexts: readonly string[], strict = false, id = 1): Record<string, unknown> => ({
  type: 'required_status_checks',
  ruleset_id: id,
  parameters: {
    strict_required_status_checks_policy: strict,
    required_status_checks: contexts.map((context) => ({ context })),
  },
})

/** What the branch shows to everyone when classic protection is on. */
const classicOn = (contexts: readonly string[] = []): Record<string, unknown> => ({
  name: 'main',
  protected: true,
  protection: {
    enabled: true,
    required_status_checks: {
      enforcement_level: contexts.length > 0 ? 'non_admins' : 'off',
      contexts: [...contexts],
      checks: contexts.map((context) => ({ context, app_id: 15368 })),
    },
  },
})

/** A branch that is called protected although only rules apply to it. */
const rulesOnly = { name: 'main', protected: true, protection: { enabled: false } }

const allowAdmin = (): { settingsToken: string } => {
  fake.state.tokens.set('admin', { login: 'octo', permissions: { administration: 'read' } })
  return { settingsToken: 'admin' }
}

describe('a branch without protection', () => {
  test('demands nothing, for sure', async () => {
    expect(await seen()).toEqual({
      branch: 'main',
      protected: false,
      pullRequestRequired: false,
      requiredApprovals: 0,
      codeOwnerReview: false,
      staleReviewsDismissed: false,
      lastPushApproval: false,
      requiredChecks: [],
      strict: false,
      forcePushAllowed: true,
      deletionAllowed: true,
      signaturesRequired: false,
      conversationsResolved: false,
      linearHistory: false,
      pushRestricted: false,
      rules: [],
      bypass: [],
      inactiveRulesets: [],
      mergeQueue: false,
      releases: '?',
      requiredWorkflows: [],
      requiredDeployments: [],
      sources: ['GET /repos/acme/shop/rules/branches/main', 'GET /repos/acme/shop/branches/main'],
    })
    expect(fake.requests.some(({ operation }) => operation === 'repos/get-branch-protection')).toBe(false)
  })

  test('is not protected by rules that guard nothing', async () => {
    fake.state.rules = [{ type: 'copilot_code_review' }]
    fake.state.branch = { ...rulesOnly }
    expect(await seen()).toMatchObject({ protected: false, requiredApprovals: 0 })
  })

  test.each([
    { named: '~DEFAULT_BRANCH', inactive: ['strict main'] },
    { named: '~ALL', inactive: ['strict main'] },
    { named: 'refs/heads/main', inactive: ['strict main'] },
    { named: 'refs/heads/m*', inactive: ['strict main'] },
    { named: 'refs/heads/release/**', inactive: [] },
  ])('with an inactive ruleset for $named', async ({ named, inactive }) => {
    fake.state.rulesets = [
      {
        id: 5,
        name: 'strict main',
        target: 'branch',
        source: 'acme/shop',
        enforcement: 'evaluate',
        conditions: { ref_name: { include: [named], exclude: [] } },
      },
      { id: 6, name: 'tags', target: 'tag', source: 'acme/shop', enforcement: 'disabled' },
    ]
    expect(await seen()).toMatchObject({ protected: false, inactiveRulesets: inactive })
  })

  test('with an inactive ruleset that leaves it out', async () => {
    const conditions = { ref_name: { include: ['~ALL'], exclude: ['refs/heads/main'] } }
    fake.state.rulesets = [{ id: 5, name: 'x', target: 'branch', source: 'a', enforcement: 'disabled', conditions }]
    expect(await seen()).toMatchObject({ inactiveRulesets: [] })
  })
})

describe('rules', () => {
  beforeEach(() => {
    fake.state.branch = { ...rulesOnly }
  })

  test('of several rulesets count together, the strictest of each', async () => {
    fake.state.rulesets = [
      { id: 1, name: 'main', target: 'branch', source: 'acme/shop', enforcement: 'active' },
      { id: 2, name: 'company', target: 'branch', source: 'acme', source_type: 'Organization', enforcement: 'active' },
    ]
    fake.state.rules = [
      pullRequestRule({ required_approving_review_count: 1, require_code_owner_review: true }),
      pullRequestRule({ required_approving_review_count: 2, dismiss_stale_reviews_on_push: true }, 2),
      checksRule(['test']),
      checksRule(['scan'], true, 2),
      { type: 'non_fast_forward' },
      { type: 'deletion' },
      { type: 'required_signatures' },
      { type: 'merge_queue' },
      { type: 'workflows', parameters: { workflows: [{ path: '.github/workflows/audit.yml', repository_id: 3 }] } },
      { type: 'required_deployments', parameters: { required_deployment_environments: ['staging'] } },
    ]
    expect(await seen()).toMatchObject({
      protected: true,
      pullRequestRequired: true,
      requiredApprovals: 2,
      codeOwnerReview: true,
      staleReviewsDismissed: true,
      lastPushApproval: false,
      requiredChecks: [
        { context: 'test', source: 'ruleset main' },
        { context: 'scan', source: 'ruleset company' },
      ],
      strict: true,
      forcePushAllowed: false,
      deletionAllowed: false,
      signaturesRequired: true,
      mergeQueue: true,
      requiredWorkflows: ['.github/workflows/audit.yml'],
      requiredDeployments: ['staging'],
    })
  })

  test('alone are the whole truth where classic protection is off', async () => {
    fake.state.rules = [pullRequestRule({ required_approving_review_count: 1 })]
    expect(await seen()).toMatchObject({ requiredChecks: [], codeOwnerReview: false, forcePushAllowed: true })
  })

  test('name the app that must report a check', async () => {
    const rule = checksRule([])
    rule['parameters'] = {
      strict_required_status_checks_policy: false,
      required_status_checks: [{ context: 'test', integration_id: 15368 }],
    }
    fake.state.rules = [rule]
    expect(await seen()).toMatchObject({
      requiredChecks: [{ context: 'test', integrationId: 15368, source: 'ruleset 1' }],
    })
  })

  test('for a team and a file pattern are reviews by owners, and for every file approvals too', async () => {
    const reviewer = { id: 4, type: 'Team' }
    fake.state.rules = [
      pullRequestRule({ required_reviewers: [{ file_patterns: ['infra/**'], minimum_approvals: 2, reviewer }] }),
    ]
    expect(await seen()).toMatchObject({ codeOwnerReview: true, requiredApprovals: 0 })
    fake.state.rules = [
      pullRequestRule({ required_reviewers: [{ file_patterns: ['**'], minimum_approvals: 2, reviewer }] }),
    ]
    expect(await seen()).toMatchObject({ requiredApprovals: 2 })
  })

  test('of unknown types do no harm', async () => {
    const strange = [{ type: 'of_tomorrow', parameters: { a: 1 } }]
    fake.fault('repos/get-branch-rules', (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(strange))
    })
    expect(await seen()).toMatchObject({ protected: false, requiredChecks: [] })
  })
})

describe('classic protection', () => {
  const hidden = {
    pullRequestRequired: '?',
    requiredApprovals: '?',
    codeOwnerReview: '?',
    staleReviewsDismissed: '?',
    strict: '?',
    forcePushAllowed: '?',
    deletionAllowed: '?',
  }

  test('shows to the token of a job only its checks', async () => {
    fake.state.branch = classicOn(['test'])
    expect(await seen()).toMatchObject({
      ...hidden,
      protected: true,
      requiredChecks: [{ context: 'test', integrationId: 15368, source: 'classic protection' }],
    })
    const protection = await read()
    expect(protection.known && protection.value.requiredApprovals).toMatchObject({
      known: false,
      permission: 'administration: read',
      remedy: expect.stringContaining('settings-token'),
    })
  })

  test('shows more where the host lets everyone see it', async () => {
    fake.state.branch = classicOn(['test'])
    fake.state.query.refUpdateRule = {
      allowsDeletions: false,
      allowsForcePushes: true,
      requiresSignatures: true,
      requiredApprovingReviewCount: 1,
      requiredStatusCheckContexts: ['test'],
      requiresCodeOwnerReviews: true,
    }
    expect(await seen()).toMatchObject({
      pullRequestRequired: true,
      requiredApprovals: 1,
      codeOwnerReview: true,
      requiredChecks: [{ context: 'test' }],
      forcePushAllowed: true,
      deletionAllowed: false,
      strict: '?',
      staleReviewsDismissed: '?',
      lastPushApproval: '?',
      signaturesRequired: true,
      sources: expect.arrayContaining(['GraphQL Ref.refUpdateRule']),
    })
  })

  test('whose pull requests need no approval cannot be told from none', async () => {
    fake.state.branch = classicOn()
    fake.state.query.refUpdateRule = {
      allowsDeletions: false,
      allowsForcePushes: false,
      requiredApprovingReviewCount: null,
      requiredStatusCheckContexts: [],
      requiresCodeOwnerReviews: false,
    }
    expect(await seen()).toMatchObject({ pullRequestRequired: '?', requiredApprovals: 0, forcePushAllowed: false })
  })

  test('is open to an administrator', async () => {
    fake.state.branch = classicOn(['test'])
    fake.state.classic = {
      required_pull_request_reviews: {
        required_approving_review_count: 2,
        require_code_owner_reviews: true,
        dismiss_stale_reviews: true,
        require_last_push_approval: true,
      },
      required_status_checks: { strict: true, contexts: ['test', 'old'], checks: [{ context: 'test', app_id: null }] },
      allow_force_pushes: { enabled: false },
      allow_deletions: { enabled: false },
      required_signatures: { enabled: true },
    }
    expect(await seen(allowAdmin())).toMatchObject({
      protected: true,
      pullRequestRequired: true,
      requiredApprovals: 2,
      codeOwnerReview: true,
      staleReviewsDismissed: true,
      lastPushApproval: true,
      requiredChecks: [
        { context: 'test', source: 'classic protection' },
        { context: 'old', source: 'classic protection' },
      ],
      strict: true,
      forcePushAllowed: false,
      deletionAllowed: false,
      signaturesRequired: true,
      sources: expect.arrayContaining(['GET /repos/acme/shop/branches/main/protection']),
    })
  })

  test('that is bare allows what it does not forbid', async () => {
    fake.state.branch = classicOn()
    fake.state.classic = { allow_force_pushes: { enabled: true }, allow_deletions: { enabled: true } }
    expect(await seen(allowAdmin())).toMatchObject({
      protected: true,
      pullRequestRequired: false,
      requiredApprovals: 0,
      requiredChecks: [],
      forcePushAllowed: true,
      deletionAllowed: true,
    })
  })

  test('that an administrator does not find is not there', async () => {
    fake.state.branch = { name: 'main', protected: true, protection: { enabled: true } }
    fake.state.rules = [{ type: 'copilot_code_review' }]
    expect(await seen(allowAdmin())).toMatchObject({ protected: false, requiredApprovals: 0 })
  })

  test('that is hidden does not take away what rules demand', async () => {
    fake.state.branch = classicOn(['test'])
    fake.state.rules = [
      pullRequestRule({ required_approving_review_count: 1, require_code_owner_review: true }),
      checksRule(['lint']),
      { type: 'non_fast_forward' },
    ]
    expect(await seen()).toMatchObject({
      protected: true,
      pullRequestRequired: true,
      requiredApprovals: 1,
      codeOwnerReview: true,
      staleReviewsDismissed: '?',
      requiredChecks: [{ context: 'lint' }, { context: 'test' }],
      forcePushAllowed: false,
      deletionAllowed: '?',
    })
  })
})

describe('what cannot be read', () => {
  test('rules: protected is known if the branch says so, the rest is not', async () => {
    fake.fault('repos/get-branch-rules', FAULTS.notFound)
    fake.state.branch = { ...rulesOnly }
    expect(await seen()).toMatchObject({ protected: true, requiredApprovals: '?', requiredChecks: '?' })
  })

  test('rules: nothing is known if the branch says that it is not protected', async () => {
    fake.fault('repos/get-branch-rules', FAULTS.notFound)
    expect(await read()).toMatchObject({ known: false, reason: 'GitHub has no answer for this token (HTTP 404)' })
  })

  test('a plan without protection is unknown, and says so', async () => {
    fake.fault('repos/get-branch-rules', FAULTS.planTooSmall)
    expect(await read()).toMatchObject({ known: false, reason: 'the plan of this repository does not offer it' })
  })

  test('the branch: rules still protect', async () => {
    fake.fault('repos/get-branch', FAULTS.notForIntegration('contents=read'))
    fake.state.rules = [pullRequestRule({ required_approving_review_count: 1 })]
    expect(await seen()).toMatchObject({
      protected: true,
      requiredApprovals: 1,
      requiredChecks: '?',
      codeOwnerReview: '?',
    })
  })

  test('the branch: without rules nothing is known', async () => {
    fake.fault('repos/get-branch', FAULTS.notForIntegration('contents=read'))
    expect(await read()).toMatchObject({ known: false, permission: 'contents: read' })
  })

  test('the branch and its rules, for a host that fails', async () => {
    fake.fault('repos/get-branch', FAULTS.serverError)
    expect(await read()).toMatchObject({ known: false, reason: expect.stringContaining('HTTP 500') })
  })

  test('too many rules are not half a truth', async () => {
    fake.state.branch = { ...rulesOnly }
    fake.state.rules = Array.from({ length: 350 }, () => ({ type: 'deletion' }))
    expect(await seen()).toMatchObject({ protected: true, deletionAllowed: '?' })
  })
})

describe('release branches', () => {
  const force = { type: 'non_fast_forward', ruleset_id: 1 }

  test('are read beside the default branch, the newest one', async () => {
    const names = ['feature/release-notes', 'release/2.0', 'release-1.9', 'release/1.8']
    fake.state.query.releaseBranches = names.map((name) => ({ name, refUpdateRule: null }))
    fake.state.rulesOf = new Map([['release/2.0', [force, { type: 'deletion', ruleset_id: 1 }]]])
    const { releases } = await seen(allowAdmin())
    expect(releases).toMatchObject([
      {
        branch: 'release/2.0',
        protected: true,
        forcePushAllowed: { known: true, value: false },
        deletionAllowed: { known: true, value: false },
      },
    ])
  })

  test('without any rule are unprotected', async () => {
    fake.state.query.releaseBranches = [{ name: 'release-1.9', refUpdateRule: null }]
    expect((await seen(allowAdmin()))['releases']).toMatchObject([
      { branch: 'release-1.9', protected: false, forcePushAllowed: { known: true, value: true } },
    ])
  })

  test('are judged by classic protection as far as it is shown', async () => {
    fake.state.branch = classicOn()
    const refUpdateRule = { allowsDeletions: false, allowsForcePushes: true }
    fake.state.query.releaseBranches = [{ name: 'release/2.0', refUpdateRule }]
    expect((await seen({ settingsToken: 'expired' }))['releases']).toMatchObject([
      {
        protected: true,
        forcePushAllowed: { known: true, value: true },
        deletionAllowed: { known: true, value: false },
      },
    ])
  })

  test('are not looked at with the token of a job', async () => {
    fake.state.query.releaseBranches = [{ name: 'release/2.0', refUpdateRule: null }]
    expect((await seen())['releases']).toBe('?')
  })

  test('that cannot be read are unknown', async () => {
    fake.state.query.releaseBranches = [{ name: 'release/2.0', refUpdateRule: null }]
    fake.fault('graphql', FAULTS.badGateway, 10)
    expect((await seen(allowAdmin()))['releases']).toBe('?')
  })
})
