import type { FakeGitHub } from './fake-github/index.js'

const HEAD = 'a'.repeat(40)
const BASE = 'b'.repeat(40)
const REPOSITORY = { id: 42, full_name: 'acme/shop' }

/** A repository in which every switch is on, so that a wrong "off" shows, and of which every call has something to tell. */
export function everythingOn(state: FakeGitHub['state']): void {
  const permissions = { administration: 'write', 'secret-scanning-alerts': 'read' } as const
  state.tokens.set('settings', { login: 'octo', permissions })
  state.repository['security_and_analysis'] = {
    secret_scanning: { status: 'enabled' },
    secret_scanning_push_protection: { status: 'enabled' },
    dependabot_security_updates: { status: 'enabled' },
  }
  protect(state)
  state.environments = [
    { name: 'production', deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } },
  ]
  state.environmentRules.set('production', [{ enabled: true }])
  state.environmentPatterns.set('production', [{ name: 'main', type: 'branch' }])
  state.codeownersErrors = [
    { line: 1, column: 1, kind: 'Unknown owner', source: '* @x', path: 'CODEOWNERS', message: 'no @x' },
  ]
  state.analyses = [{ created_at: '2026-11-20T11:00:00Z', tool: { name: 'CodeQL' } }]
  state.dependencyAlerts = true
  state.secretScanning = true
  state.privateReporting = true
  state.immutableReleases = true
  state.latestRelease = { tag_name: 'v1', immutable: true }
  state.forkApproval = 'all_external_contributors'
  state.actionsPolicy = { enabled: true, allowed_actions: 'selected', sha_pinning_required: true }
  state.query.hasVulnerabilityAlertsEnabled = true
  state.query.merging = { ...state.query.merging, deleteBranchOnMerge: true }
  state.checkRuns.set(HEAD, [{ name: 'test', app: { slug: 'github-actions' } }])
  change(state)
}

function protect(state: FakeGitHub['state']): void {
  state.branch = {
    name: 'main',
    protected: true,
    protection: { enabled: true, required_status_checks: { enforcement_level: 'everyone', contexts: ['scan'] } },
  }
  state.rules = ['deletion', 'non_fast_forward', 'required_signatures'].map((type) => ({
    type,
    ruleset_id: 1,
    ruleset_source_type: 'Repository',
  }))
  state.classic = {
    enforce_admins: { enabled: true },
    required_pull_request_reviews: { required_approving_review_count: 2, require_last_push_approval: true },
    required_status_checks: { strict: true, contexts: ['scan'], checks: [{ context: 'scan', app_id: null }] },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
  }
  const common = { source: 'acme/shop', enforcement: 'active' }
  const include = (...patterns: string[]): unknown => ({ ref_name: { include: patterns, exclude: [] } })
  state.rulesets = [
    { id: 1, name: 'main', target: 'branch', ...common, conditions: include('~DEFAULT_BRANCH') },
    { id: 2, name: 'tags', target: 'tag', ...common, conditions: include('refs/tags/v*'), rules: [{ type: 'update' }] },
  ]
}

/** A pull request that is open, and what a run of it asks for. */
function change(state: FakeGitHub['state']): void {
  const file = { filename: 'ci.yml', status: 'modified', changes: 1, patch: '@@ -1 +1 @@\n-a\n+b' }
  state.pulls = [
    { number: 1, merged_at: '2026-11-01T00:00:00Z', head: { sha: HEAD } },
    {
      number: 7,
      state: 'open',
      head: { sha: HEAD, ref: 'feature', user: { login: 'acme' }, repo: REPOSITORY },
      base: { sha: BASE, ref: 'main', repo: REPOSITORY },
    },
  ]
  state.pullFiles = [file]
  state.comparisons.set(`${HEAD}...${BASE}`, { mergeBase: BASE, files: [file] })
  state.files.set(`${BASE}:ci.yml`, 'a\n')
  state.tags = [
    { name: 'v1', commit: HEAD },
    { name: 'v1.2.0', commit: HEAD },
  ]
  state.reviewComments = [{ login: 'github-actions[bot]', body: 'text' }]
  state.createdCheckRuns = [{ id: 9000, request: { name: 'Pillarlint', head_sha: HEAD }, annotations: [] }]
}
