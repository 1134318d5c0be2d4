import { describe, expect, test } from '@jest/globals'
import branches from '../../../checks/environments/env-branch-policy.js'
import reviewers from '../../../checks/environments/env-production-reviewers.js'
import bypass from '../../../checks/protection/protection-bypass.js'
import actions from '../../../checks/protection/settings-actions-policy.js'
import alerts from '../../../checks/protection/settings-security-alerts.js'
import { encoded, type AnyCheck } from '../../../src/check-api/index.js'
import { known } from '../../../src/core/known.js'
import type { EnvironmentSettings, ForkRuns, Hosting, WorkflowPolicy } from '../../../src/models/index.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { run, type Repository } from '../../helpers/check-tester.js'
import { environments, protection, repository } from '../../helpers/hosting.js'
import { faultsOfRequest, patchesIn, requestOf, type SettingsRequest } from '../../helpers/settings-requests.js'

/** The requests of a check's problems, each checked against GitHub's description. */
function requests(check: AnyCheck, each: Repository): SettingsRequest[] {
  const all = patchesIn(run(check, each).result).flat().map(requestOf)
  for (const request of all) expect({ request, faults: faultsOfRequest(request) }).toEqual({ request, faults: [] })
  return all
}

const deploys = (environment: string, on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/deploy.yml': [
    `on: ${on}`,
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment}`,
    '    steps: [{ run: helm upgrade --install api ./chart }]',
  ].join('\n'),
})
const production = (settings: Partial<EnvironmentSettings> = {}) => ({
  ...environments({ production: settings }),
  ...protection(),
  ...repository(),
})
const TEAM = { type: 'Team', id: 42 } as const
const CUSTOM = { protected_branches: false, custom_branch_policies: true }
const ENVIRONMENT = '/repos/acme/shop/environments/production'

describe('branches of an environment', () => {
  const policies = (all: readonly SettingsRequest[]) => all.slice(1).map(({ body }) => body)

  test('an environment without rules', () => {
    expect(requests(branches, { files: deploys('production'), hosting: production() })).toEqual([
      { method: 'PUT', path: ENVIRONMENT, body: { deployment_branch_policy: CUSTOM } },
      { method: 'POST', path: `${ENVIRONMENT}/deployment-branch-policies`, body: { name: 'main', type: 'branch' } },
    ])
  })

  test('what it has stays', () => {
    const hosting = production({ reviewers: 1, reviewedBy: [TEAM], waitMinutes: 30, selfReviewPrevented: true })
    expect(requests(branches, { files: deploys('production'), hosting })[0]?.body).toEqual({
      wait_timer: 30,
      prevent_self_review: true,
      reviewers: [TEAM],
      deployment_branch_policy: CUSTOM,
    })
  })

  test('nothing where reviewers would be lost', () => {
    const hosting = production({ reviewers: 2, reviewedBy: [TEAM] })
    expect(requests(branches, { files: deploys('production'), hosting })).toEqual([])
  })

  test.each([
    [
      '{ push: { branches: [main, "release/*"] } }',
      [
        { name: 'main', type: 'branch' },
        { name: 'release/*', type: 'branch' },
      ],
    ],
    [
      "{ push: { tags: ['v*'] } }",
      [
        { name: 'main', type: 'branch' },
        { name: 'v*', type: 'tag' },
      ],
    ],
    [
      '{ release: { types: [published] } }',
      [
        { name: 'main', type: 'branch' },
        { name: '*', type: 'tag' },
      ],
    ],
    ['{ workflow_dispatch: {} }', [{ name: 'main', type: 'branch' }]],
    ["{ push: { branches: ['[mn]ain'] } }", []],
    ["{ push: { tags: ['v?1'] } }", []],
  ])('%s', (on, expected) => {
    expect(policies(requests(branches, { files: deploys('production', on), hosting: production() }))).toEqual(expected)
  })

  test('a name that a shell or a URL would read otherwise', () => {
    const name = "production'; rm -rf $HOME/`x` (eu)"
    const hosting = { ...environments({ [name]: {} }), ...protection(), ...repository() }
    const files = deploys(JSON.stringify(name))
    const [first] = requests(branches, { files, hosting, settings: { environments: new Map([[name, 'production']]) } })
    expect(first?.path).toBe('/repos/acme/shop/environments/production%27%3B%20rm%20-rf%20%24HOME%2F%60x%60%20%28eu%29')
  })
})

describe('reviewers of an environment', () => {
  const files = deploys('production', '{ push: { branches: [main] } }')

  test('whoever runs the command becomes the reviewer, and the branches stay', () => {
    expect(requests(reviewers, { files, hosting: production({ branchPolicy: 'protected' }) })).toEqual([
      {
        method: 'PUT',
        path: ENVIRONMENT,
        body: {
          prevent_self_review: true,
          reviewers: [{ type: 'User', id: 583231 }],
          deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
        },
      },
    ])
  })

  test('who starts a deployment may not approve it', () => {
    const hosting = production({ reviewers: 1, reviewedBy: [TEAM], selfReviewPrevented: false, branchPolicy: 'custom' })
    expect(requests(reviewers, { files, hosting }).map(({ body }) => body)).toEqual([
      { prevent_self_review: true, reviewers: [TEAM], deployment_branch_policy: CUSTOM },
    ])
  })

  test('nothing where the reviewers are not known', () => {
    const hosting = production({ reviewers: 1, selfReviewPrevented: false })
    expect(requests(reviewers, { files, hosting })).toEqual([])
  })
})

test('administrators that classic protection leaves out', () => {
  const administrators = {
    kind: 'administrators',
    name: 'administrators',
    mode: 'always',
    source: 'classic protection',
  } as const
  const hosting = protection({ branch: 'release/1', bypass: known([administrators]) })
  expect(requests(bypass, { hosting })).toEqual([
    { method: 'POST', path: '/repos/acme/shop/branches/release%2F1/protection/enforce_admins', body: undefined },
  ])
})

describe('settings of GitHub Actions', () => {
  const quiet: WorkflowPolicy = {
    actions: known({ enabled: true, allowed: 'selected' }),
    token: known({ write: false, approvesPullRequests: false }),
    forks: known({ approval: 'everyone', writeToken: false, secrets: false }),
  }
  const { security } = noHosting('offline')
  const policy = (changes: Partial<WorkflowPolicy>): Partial<Hosting> => ({
    ...repository(),
    security: { ...security, workflows: { ...quiet, ...changes } },
  })
  const forks = (changes: Partial<ForkRuns>) =>
    policy({ forks: known({ approval: 'nobody', writeToken: false, secrets: false, ...changes }) })

  test.each<[string, Partial<Hosting>, string, unknown]>([
    [
      'any action',
      policy({ actions: known({ enabled: true, allowed: 'all', commitsRequired: false }) }),
      '',
      { enabled: true, allowed_actions: 'all', sha_pinning_required: true },
    ],
    [
      'a token that may write',
      policy({ token: known({ write: true, approvesPullRequests: false }) }),
      '/workflow',
      { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false },
    ],
    [
      'runs of forks',
      forks({ approval: 'new-accounts' }),
      '/fork-pr-contributor-approval',
      { approval_policy: 'first_time_contributors' },
    ],
    [
      'secrets for forks',
      forks({ secrets: true }),
      '/fork-pr-workflows-private-repos',
      {
        run_workflows_from_fork_pull_requests: true,
        send_write_tokens_to_workflows: false,
        send_secrets_and_variables: true,
        require_approval_for_fork_pr_workflows: true,
      },
    ],
  ])('%s', (_name, hosting, path, body) => {
    expect(requests(actions, { hosting })).toEqual([
      { method: 'PUT', path: `/repos/acme/shop/actions/permissions${path}`, body },
    ])
  })

  test('nothing that a host does not know', () => {
    expect(requests(actions, { hosting: policy({ actions: known({ enabled: true, allowed: 'all' }) }) })).toEqual([])
  })
})

test('security settings', () => {
  const files = {
    '.github/workflows/ci.yml':
      'on: pull_request\njobs:\n  scan:\n    runs-on: ubuntu-24.04\n    steps: [{ run: osv-scanner -r . }]',
    'README.md': '# shop',
  }
  const security = {
    codeScanning: known({ tools: [], newestDaysAgo: undefined }),
    dependencyAlerts: known(false),
    secretScanning: known(true),
    pushProtection: known(false),
    privateReporting: known(false),
  }
  const hosting = { ...repository(), security, reportedChecks: known([]) }
  expect(requests(alerts, { files, hosting })).toEqual([
    { method: 'PUT', path: '/repos/acme/shop/vulnerability-alerts', body: undefined },
    {
      method: 'PATCH',
      path: '/repos/acme/shop',
      body: { security_and_analysis: { secret_scanning_push_protection: { status: 'enabled' } } },
    },
    { method: 'PUT', path: '/repos/acme/shop/private-vulnerability-reporting', body: undefined },
  ])
})

test.each([
  ['production', 'production'],
  ['eu/prod', 'eu%2Fprod'],
  ["it's $(x)", 'it%27s%20%24%28x%29'],
  ['\ud800', '%EF%BF%BD'],
  ['~root', '%7Eroot'],
])('%j as part of a path', (name, path) => expect(encoded(name)).toBe(path))

test.each<[string, SettingsRequest]>([
  ['no such call', { method: 'PUT', path: '/repos/acme/shop/rulesets', body: {} }],
  ['a ruleset without a name', { method: 'POST', path: '/repos/acme/shop/rulesets', body: { enforcement: 'active' } }],
  [
    'a rule without its parameters',
    {
      method: 'POST',
      path: '/repos/acme/shop/rulesets',
      body: { name: 'x', enforcement: 'active', rules: [{ type: 'pull_request', parameters: {} }] },
    },
  ],
  [
    'a reviewer without a number',
    { method: 'PUT', path: ENVIRONMENT, body: { reviewers: [{ type: 'User', id: 'me' }] } },
  ],
])('the description has something against %s', (_name, request) => {
  expect(faultsOfRequest(request)).not.toEqual([])
})
