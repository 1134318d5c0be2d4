import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import { connect, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { emptyState } from '../helpers/fake-github/state.js'

type Part = Record<string, unknown>

/** What GitHub holds, in the shapes in which it answers, and what comes of it. */
interface Case {
  readonly name: string
  readonly rules?: readonly Part[]
  readonly rulesets?: readonly Part[]
  /** `hidden`: there, and not shown to the token. */
  readonly classic?: Part | 'hidden'
  readonly refUpdateRule?: Part
  readonly mergeQueue?: boolean
  readonly expected: Part
}

let fake: FakeGitHub

beforeAll(async () => {
  fake = await startFakeGitHub()
})

beforeEach(() => {
  fake.mend()
  Object.assign(fake.state, emptyState())
})

afterEach(() => {
  const seen = [...fake.violations]
  fake.mend()
  expect(seen).toEqual([])
})
afterAll(async () => fake.close())

const parametersOf: Readonly<Record<string, Part>> = {
  pull_request: {
    required_approving_review_count: 0,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
  required_status_checks: { strict_required_status_checks_policy: false, required_status_checks: [] },
}

/** An active rule of the branch, as "Get rules for a branch" gives it. */
function rule(type: string, parameters?: Part, from: Part = {}): Part {
  const all = { ...parametersOf[type], ...parameters }
  const ruleset = { ruleset_source_type: 'Repository', ruleset_source: 'acme/shop', ruleset_id: 1, ...from }
  return { type, ...(Object.keys(all).length > 0 && { parameters: all }), ...ruleset }
}

const organization = { ruleset_source_type: 'Organization', ruleset_source: 'acme', ruleset_id: 2 }
/** The description of the answer does not know enterprises; the list of rulesets does. */
const enterprise = { ruleset_source_type: undefined, ruleset_source: 'acme-inc', ruleset_id: 3 }

const reviews = (parameters: Part, from?: Part): Part => rule('pull_request', parameters, from)
const checks = (contexts: readonly (string | Part)[], strict = false, from?: Part): Part =>
  rule(
    'required_status_checks',
    {
      strict_required_status_checks_policy: strict,
      required_status_checks: contexts.map((each) => (typeof each === 'string' ? { context: each } : each)),
    },
    from,
  )

function ruleset(
  changes: Part,
  include: readonly string[] = ['~DEFAULT_BRANCH'],
  exclude: readonly string[] = [],
): Part {
  const conditions = { ref_name: { include, exclude } }
  return {
    id: 5,
    name: 'trial',
    target: 'branch',
    source: 'acme/shop',
    enforcement: 'evaluate',
    conditions,
    ...changes,
  }
}

async function seen({ rules = [], rulesets = [], classic, refUpdateRule, mergeQueue }: Case): Promise<Part> {
  const { state } = fake
  const isProtected = rules.length > 0 || classic !== undefined
  state.rules = [...rules]
  state.rulesets = [...rulesets]
  state.branch = { name: 'main', protected: isProtected, protection: { enabled: classic !== undefined } }
  state.classic = classic === 'hidden' ? {} : classic
  state.query.refUpdateRule = refUpdateRule ?? null
  state.query.mergeQueue = mergeQueue === true ? { id: 'MQ_1' } : null
  if (classic !== 'hidden') state.tokens.set('settings', { login: 'octo', permissions: { administration: 'read' } })
  const { protection } = await readHosting(connect(fake, { settingsToken: 'settings' }))
  if (!protection.known) return { unknown: protection.reason }
  return Object.fromEntries(
    Object.entries(protection.value).map(([name, fact]: [string, unknown]) => {
      const isFact = typeof fact === 'object' && fact !== null && 'known' in fact
      return [name, isFact ? ('value' in fact ? fact.value : '?') : fact]
    }),
  )
}

const UNPROTECTED: Part = {
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
  mergeQueue: false,
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  'one rule': [
    { name: 'none', expected: UNPROTECTED },
    {
      name: 'pull_request without approvals',
      rules: [reviews({})],
      expected: { ...UNPROTECTED, protected: true, pullRequestRequired: true },
    },
    {
      name: 'pull_request with approvals',
      rules: [reviews({ required_approving_review_count: 3 })],
      expected: { requiredApprovals: 3 },
    },
    { name: 'owners', rules: [reviews({ require_code_owner_review: true })], expected: { codeOwnerReview: true } },
    {
      name: 'stale reviews',
      rules: [reviews({ dismiss_stale_reviews_on_push: true })],
      expected: { staleReviewsDismissed: true },
    },
    { name: 'last push', rules: [reviews({ require_last_push_approval: true })], expected: { lastPushApproval: true } },
    {
      name: 'threads',
      rules: [reviews({ required_review_thread_resolution: true })],
      expected: { conversationsResolved: true },
    },
    {
      name: 'a team for all files',
      rules: [
        reviews({
          required_reviewers: [{ file_patterns: ['**/*'], minimum_approvals: 1, reviewer: { id: 1, type: 'Team' } }],
        }),
      ],
      expected: { requiredApprovals: 1, codeOwnerReview: true },
    },
    {
      name: 'a team that need not approve',
      rules: [
        reviews({
          required_reviewers: [{ file_patterns: ['*'], minimum_approvals: 0, reviewer: { id: 1, type: 'Team' } }],
        }),
      ],
      expected: { requiredApprovals: 0, codeOwnerReview: false },
    },
    {
      name: 'checks',
      rules: [checks(['test', { context: 'scan', integration_id: 15368 }])],
      expected: {
        protected: true,
        requiredChecks: [
          { context: 'test', source: 'ruleset 1' },
          { context: 'scan', integrationId: 15368, source: 'ruleset 1' },
        ],
        strict: false,
        pullRequestRequired: false,
      },
    },
    { name: 'no checks at all', rules: [checks([])], expected: { protected: true, requiredChecks: [] } },
    { name: 'strict checks', rules: [checks(['test'], true)], expected: { strict: true } },
    {
      name: 'non_fast_forward',
      rules: [rule('non_fast_forward')],
      expected: { protected: true, forcePushAllowed: false, deletionAllowed: true },
    },
    {
      name: 'deletion alone',
      rules: [rule('deletion')],
      expected: { protected: false, deletionAllowed: false, forcePushAllowed: true },
    },
    { name: 'creation alone', rules: [rule('creation')], expected: UNPROTECTED },
    {
      name: 'update',
      rules: [rule('update', { update_allows_fetch_and_merge: false })],
      expected: { protected: true, forcePushAllowed: false, pushRestricted: true },
    },
    {
      name: 'linear history',
      rules: [rule('required_linear_history')],
      expected: { linearHistory: true, forcePushAllowed: true },
    },
    { name: 'signatures', rules: [rule('required_signatures')], expected: { signaturesRequired: true } },
    {
      name: 'deployments',
      rules: [rule('required_deployments', { required_deployment_environments: ['staging'] })],
      expected: { protected: true, requiredDeployments: ['staging'] },
    },
    {
      name: 'workflows',
      rules: [
        rule('workflows', { workflows: [{ path: '.github/workflows/audit.yml', repository_id: 3 }] }, organization),
      ],
      expected: { protected: true, requiredWorkflows: ['.github/workflows/audit.yml'], requiredChecks: [] },
    },
    {
      name: 'code scanning',
      rules: [
        rule('code_scanning', {
          code_scanning_tools: [
            { tool: 'CodeQL', alerts_threshold: 'errors', security_alerts_threshold: 'high_or_higher' },
          ],
        }),
      ],
      expected: { protected: true },
    },
    {
      name: 'a merge queue',
      rules: [
        rule('merge_queue', {
          check_response_timeout_minutes: 60,
          grouping_strategy: 'ALLGREEN',
          max_entries_to_build: 5,
          max_entries_to_merge: 5,
          merge_method: 'SQUASH',
          min_entries_to_merge: 1,
          min_entries_to_merge_wait_minutes: 5,
        }),
      ],
      expected: { protected: true, mergeQueue: true, pullRequestRequired: true },
    },
    {
      name: 'patterns of messages',
      rules: [rule('commit_message_pattern', { operator: 'regex', pattern: '^x' })],
      expected: { protected: false },
    },
    {
      name: 'patterns of authors, committers and names',
      rules: ['commit_author_email_pattern', 'committer_email_pattern', 'branch_name_pattern', 'tag_name_pattern'].map(
        (type) => rule(type, { operator: 'ends_with', pattern: 'x' }),
      ),
      expected: { protected: false },
    },
    {
      name: 'a review by a machine',
      rules: [rule('copilot_code_review')],
      expected: { protected: false, requiredApprovals: 0 },
    },
    {
      name: 'limits of paths, extensions and sizes',
      rules: [
        rule('file_path_restriction', { restricted_file_paths: ['a/*'] }),
        rule('file_extension_restriction', { restricted_file_extensions: ['*.exe'] }),
        rule('max_file_path_length', { max_file_path_length: 200 }),
        rule('max_file_size', { max_file_size: 10 }),
      ],
      expected: { protected: false },
    },
  ],

  'several rules': [
    {
      name: 'the most approvals',
      rules: [
        reviews({ required_approving_review_count: 2 }, organization),
        reviews({ required_approving_review_count: 1 }),
        reviews({ required_approving_review_count: 0 }, enterprise),
      ],
      expected: { requiredApprovals: 2 },
    },
    {
      name: 'each switch from where it is on',
      rules: [
        reviews({ require_code_owner_review: true }),
        reviews({ dismiss_stale_reviews_on_push: true }, organization),
        reviews({ require_last_push_approval: true }, enterprise),
      ],
      expected: { codeOwnerReview: true, staleReviewsDismissed: true, lastPushApproval: true },
    },
    {
      name: 'all checks, with the names of their rulesets',
      rules: [checks(['test']), checks(['scan'], true, organization)],
      rulesets: [
        ruleset({ id: 1, name: 'main', enforcement: 'active' }),
        ruleset({ id: 2, name: 'company', enforcement: 'active', source_type: 'Organization', source: 'acme' }),
      ],
      expected: {
        requiredChecks: [
          { context: 'test', source: 'ruleset main' },
          { context: 'scan', source: 'ruleset company' },
        ],
        strict: true,
      },
    },
    {
      name: 'each with its level and what it was given',
      rules: [
        rule('deletion'),
        rule('non_fast_forward', undefined, organization),
        rule('update', { update_allows_fetch_and_merge: true }, enterprise),
      ],
      rulesets: [ruleset({ id: 3, name: 'all', enforcement: 'active', source_type: 'Enterprise', source: 'acme-inc' })],
      expected: {
        rules: [
          { type: 'deletion', parameters: {}, source: 'ruleset 1', level: 'repository' },
          { type: 'non_fast_forward', parameters: {}, source: 'ruleset 2', level: 'organization' },
          {
            type: 'update',
            parameters: { update_allows_fetch_and_merge: true },
            source: 'ruleset all',
            level: 'enterprise',
          },
        ],
      },
    },
  ],

  'rulesets that are not active': [
    { name: 'evaluate', rulesets: [ruleset({})], expected: { protected: false, inactiveRulesets: ['trial'] } },
    {
      name: 'disabled',
      rulesets: [ruleset({ enforcement: 'disabled' })],
      expected: { protected: false, inactiveRulesets: ['trial'] },
    },
    {
      name: 'of an organization',
      rulesets: [ruleset({ source_type: 'Organization', source: 'acme' })],
      expected: { inactiveRulesets: ['trial'] },
    },
    {
      name: 'active, and without a rule for the branch',
      rulesets: [ruleset({ enforcement: 'active' })],
      expected: UNPROTECTED,
    },
    { name: 'for tags', rulesets: [ruleset({ target: 'tag' }, ['~ALL'])], expected: { inactiveRulesets: [] } },
    {
      name: 'for pushes',
      rulesets: [ruleset({ target: 'push', conditions: null })],
      expected: { inactiveRulesets: [] },
    },
    { name: 'for all', rulesets: [ruleset({}, ['~ALL'])], expected: { inactiveRulesets: ['trial'] } },
    {
      name: 'for all but the default branch',
      rulesets: [ruleset({}, ['~ALL'], ['~DEFAULT_BRANCH'])],
      expected: { inactiveRulesets: [] },
    },
    {
      name: 'for all but a pattern of it',
      rulesets: [ruleset({}, ['~ALL'], ['refs/heads/ma*'])],
      expected: { inactiveRulesets: [] },
    },
    { name: 'for its name', rulesets: [ruleset({}, ['refs/heads/main'])], expected: { inactiveRulesets: ['trial'] } },
    {
      name: 'for a pattern of it',
      rulesets: [ruleset({}, ['refs/heads/m[a-f]in'])],
      expected: { inactiveRulesets: ['trial'] },
    },
    {
      name: 'for another folder',
      rulesets: [ruleset({}, ['refs/heads/release/**/*'])],
      expected: { inactiveRulesets: [] },
    },
    { name: 'for any depth', rulesets: [ruleset({}, ['refs/heads/**/*'])], expected: { inactiveRulesets: ['trial'] } },
    {
      name: 'for a pattern that nobody can read',
      rulesets: [ruleset({}, ['refs/heads/[!x]*'])],
      expected: { inactiveRulesets: [] },
    },
    { name: 'without a condition', rulesets: [ruleset({ conditions: null })], expected: { inactiveRulesets: [] } },
    {
      name: 'beside an active one',
      rules: [reviews({ required_approving_review_count: 1 })],
      rulesets: [ruleset({}), ruleset({ id: 1, name: 'main', enforcement: 'active' })],
      expected: { protected: true, requiredApprovals: 1, inactiveRulesets: ['trial'] },
    },
  ],

  'classic protection': [
    {
      name: 'bare',
      classic: {},
      expected: {
        ...UNPROTECTED,
        protected: true,
        forcePushAllowed: false,
        deletionAllowed: false,
      },
    },
    {
      name: 'that allows what it could forbid',
      classic: { allow_force_pushes: { enabled: true }, allow_deletions: { enabled: true } },
      expected: { protected: true, forcePushAllowed: true, deletionAllowed: true },
    },
    {
      name: 'that locks the branch',
      classic: { lock_branch: { enabled: true }, allow_force_pushes: { enabled: true } },
      expected: { forcePushAllowed: false, pushRestricted: true },
    },
    {
      name: 'that restricts who pushes',
      classic: { restrictions: { users: [], teams: [], apps: [] } },
      expected: { pushRestricted: true },
    },
    {
      name: 'with linear history, threads and signatures',
      classic: {
        required_linear_history: { enabled: true },
        required_conversation_resolution: { enabled: true },
        required_signatures: { enabled: true },
      },
      expected: { linearHistory: true, conversationsResolved: true, signaturesRequired: true },
    },
    {
      name: 'with reviews and no count',
      classic: { required_pull_request_reviews: { require_code_owner_reviews: true } },
      expected: { pullRequestRequired: true, requiredApprovals: 0, codeOwnerReview: true },
    },
    {
      name: 'with checks of any app',
      classic: { required_status_checks: { strict: false, contexts: ['a'], checks: [{ context: 'a', app_id: -1 }] } },
      expected: { requiredChecks: [{ context: 'a', source: 'classic protection' }] },
    },
    {
      name: 'beside rules, the strictest of each',
      rules: [reviews({ required_approving_review_count: 1, require_last_push_approval: true }), checks(['test'])],
      classic: {
        required_pull_request_reviews: { required_approving_review_count: 2, dismiss_stale_reviews: true },
        required_status_checks: { strict: true, contexts: ['scan'], checks: [] },
        allow_deletions: { enabled: true },
      },
      expected: {
        requiredApprovals: 2,
        lastPushApproval: true,
        staleReviewsDismissed: true,
        requiredChecks: [
          { context: 'test', source: 'ruleset 1' },
          { context: 'scan', source: 'classic protection' },
        ],
        strict: true,
        forcePushAllowed: false,
        deletionAllowed: true,
      },
    },
    {
      name: 'that is hidden',
      classic: 'hidden',
      expected: {
        protected: true,
        pullRequestRequired: '?',
        requiredApprovals: '?',
        codeOwnerReview: '?',
        lastPushApproval: '?',
        requiredChecks: '?',
        forcePushAllowed: '?',
        deletionAllowed: '?',
        conversationsResolved: '?',
        linearHistory: '?',
        pushRestricted: '?',
        rules: [],
        bypass: '?',
      },
    },
    {
      name: 'that is hidden behind rules',
      classic: 'hidden',
      rules: [
        reviews({ required_approving_review_count: 1 }),
        rule('non_fast_forward'),
        rule('required_linear_history'),
      ],
      expected: {
        protected: true,
        pullRequestRequired: true,
        requiredApprovals: 1,
        forcePushAllowed: false,
        linearHistory: true,
        deletionAllowed: '?',
        codeOwnerReview: '?',
      },
    },
    {
      name: 'that is hidden but for what everyone may see',
      classic: 'hidden',
      refUpdateRule: {
        allowsDeletions: true,
        allowsForcePushes: false,
        requiresSignatures: false,
        requiresConversationResolution: true,
        requiresLinearHistory: true,
        requiredApprovingReviewCount: 0,
        requiredStatusCheckContexts: ['scan'],
        requiresCodeOwnerReviews: false,
      },
      expected: {
        protected: true,
        pullRequestRequired: true,
        requiredApprovals: 0,
        deletionAllowed: true,
        forcePushAllowed: false,
        conversationsResolved: true,
        linearHistory: true,
        requiredChecks: [{ context: 'scan', source: 'classic protection' }],
        strict: '?',
        lastPushApproval: '?',
        pushRestricted: '?',
      },
    },
    {
      name: 'with a queue of older days',
      classic: {},
      mergeQueue: true,
      expected: { mergeQueue: true },
    },
  ],
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(rows)('$name', async (row) => {
    expect(await seen(row)).toMatchObject(row.expected)
  })
})
