import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { Hosting } from '../../src/models/index.js'
import {
  actionsToken,
  connect,
  FAULTS,
  FULL_WORKFLOW_PERMISSIONS,
  startFakeGitHub,
  type FakeGitHub,
  type Fault,
} from '../helpers/fake-github/index.js'
import { everythingOn } from '../helpers/everything-on.js'
import { factsIn, isWhole } from '../helpers/hosting-facts.js'

const NOW = Date.parse('2026-11-21T12:00:00Z')

let fake: FakeGitHub
let truth: ReturnType<typeof factsIn>

const read = async (options: Parameters<typeof connect>[1] = { settingsToken: 'settings' }): Promise<Hosting> =>
  readHosting(connect(fake, options), { branch: 'main', now: NOW })

beforeAll(async () => {
  fake = await startFakeGitHub()
  everythingOn(fake.state)
  truth = factsIn(await read())
})

afterEach(() => {
  const seen = [...fake.violations]
  fake.mend()
  fake.state.tokens.set('job-token', actionsToken(FULL_WORKFLOW_PERMISSIONS))
  expect(seen).toEqual([])
})

afterAll(async () => fake.close())

/** Nothing that is known may differ from the truth, and what is not must say why and what can be done. */
function expectNothingWrong(hosting: Hosting, exceptions: readonly string[] = []): ReturnType<typeof factsIn> {
  const facts = factsIn(hosting)
  for (const [path, fact] of facts) {
    if (exceptions.includes(path)) continue
    if (fact.known && isWhole(fact) && path !== 'environments') expect([path, fact]).toEqual([path, truth.get(path)])
    if (fact.known) continue
    expect([path, fact.reason]).toEqual([path, expect.stringMatching(/\S/)])
    const isExplained = fact.remedy !== undefined || fact.permission !== undefined
    expect([path, fact.reason, isExplained]).toEqual([path, fact.reason, true])
  }
  expect(facts.get('protection')).not.toMatchObject({ known: true, value: { protected: false } })
  return facts
}

/** One of each kind of failure that can stay: faults.test.ts shows which fault becomes which kind. */
const faults: readonly (readonly [name: string, fault: Fault])[] = [
  ['401', FAULTS.badToken],
  ['403 for want of a permission', FAULTS.notForIntegration('administration=read')],
  ['403 because of the plan', FAULTS.planTooSmall],
  ['403 because of the primary limit', FAULTS.primaryLimit(3000)],
  ['404', FAULTS.notFound],
  ['no JSON', FAULTS.notJson],
]

interface Row {
  readonly operation: string
  /** Facts that cannot be known without the call. */
  readonly hides: readonly string[]
  /** Facts that are told in other words without the call: by the number of a ruleset in place of its name. */
  readonly reworded?: readonly string[]
  /** Facts for which 404 is an answer. */
  readonly answeredBy404?: readonly string[]
}

const rows: readonly Row[] = [
  { operation: 'repos/get', hides: ['repository', 'security.pushProtection', 'security.securityUpdates'] },
  {
    operation: 'repos/get-branch-rules',
    hides: ['protection.rules', 'protection.bypass', 'protection.codeOwnerReview'],
  },
  { operation: 'repos/get-branch', hides: [] },
  { operation: 'repos/get-branch-protection', hides: ['protection.lastPushApproval', 'protection.requiredApprovals'] },
  {
    operation: 'repos/get-repo-rulesets',
    hides: ['tagProtection', 'protection.bypass'],
    reworded: ['protection.rules'],
  },
  { operation: 'repos/get-repo-ruleset', hides: ['tagProtection', 'protection.bypass'] },
  {
    operation: 'repos/check-immutable-releases',
    hides: ['tagProtection.immutableReleases'],
    answeredBy404: ['tagProtection.immutableReleases'],
  },
  { operation: 'repos/get-all-environments', hides: ['environments'] },
  { operation: 'repos/get-all-deployment-protection-rules', hides: [] },
  { operation: 'repos/list-deployment-branch-policies', hides: [] },
  { operation: 'repos/codeowners-errors', hides: ['codeownersErrors'], answeredBy404: ['codeownersErrors'] },
  { operation: 'code-scanning/list-recent-analyses', hides: ['security.codeScanning'] },
  { operation: 'repos/check-private-vulnerability-reporting', hides: ['security.privateReporting'] },
  {
    operation: 'actions/get-github-actions-permissions-repository',
    hides: ['security.workflows.actions', 'security.workflows.token', 'protection.lastPushApproval'],
  },
  {
    operation: 'actions/get-github-actions-default-workflow-permissions-repository',
    hides: ['security.workflows.token'],
  },
  {
    operation: 'actions/get-fork-pr-contributor-approval-permissions-repository',
    hides: ['security.workflows.forks'],
  },
  { operation: 'graphql', hides: ['merging', 'reportedChecks'] },
]

const expectHidden = (facts: ReturnType<typeof factsIn>, path: string, isKnown = false): void => {
  const fact = facts.get(path) ?? facts.get(path.split('.')[0] ?? '')
  expect([path, fact?.known]).toEqual([path, isKnown])
}

// That nothing is told wrongly whatever one call fails with, fault-verdicts.test.ts shows for every call.
test.each(rows)('$operation alone tells what it hides', async ({ operation, hides, reworded = [] }) => {
  fake.fault(operation, FAULTS.notForIntegration('administration=read'))
  const facts = expectNothingWrong(await read(), reworded)
  for (const path of hides) expectHidden(facts, path)
})

/** Facts that it leaves out, because some failures are answers for them. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'repos/get-branch-rules',
  'repos/check-immutable-releases',
  'repos/get-all-environments',
  'repos/codeowners-errors',
])

describe.each(rows.filter(({ operation }) => LEFT_OUT.has(operation)))(
  '$operation',
  ({ operation, hides, answeredBy404 = [] }) => {
    test.each(faults)('%s is no answer', async (name, fault) => {
      fake.fault(operation, fault)
      const isAnswer = name === '404'
      const facts = expectNothingWrong(await read(), isAnswer ? answeredBy404 : [])
      for (const path of hides) expectHidden(facts, path, isAnswer && answeredBy404.includes(path))
    })
  },
)

describe('facts that several calls tell', () => {
  test.each(faults)('alerts on dependencies, behind the query and %s', async (_, fault) => {
    fake.state.query.hasVulnerabilityAlertsEnabled = null
    for (const operation of ['repos/check-vulnerability-alerts', 'dependabot/list-alerts-for-repo'])
      fake.fault(operation, fault)
    expect(expectNothingWrong(await read()).get('security.dependencyAlerts')).toMatchObject({ known: false })
    fake.state.query.hasVulnerabilityAlertsEnabled = true
  })

  test.each(faults)('secret scanning, behind the settings and %s', async (_, fault) => {
    fake.fault('actions/get-github-actions-permissions-repository', FAULTS.notFound)
    const { security_and_analysis: block, ...open } = fake.state.repository
    fake.state.repository = open
    fake.fault('secret-scanning/list-alerts-for-repo', fault)
    const facts = expectNothingWrong(await read())
    fake.state.repository['security_and_analysis'] = block
    expect(facts.get('security.secretScanning')).toMatchObject({ known: false })
    expect(facts.get('security.pushProtection')).toMatchObject({ known: false, permission: 'administration: read' })
  })
})

describe('the token of a job', () => {
  const scopes = Object.keys(FULL_WORKFLOW_PERMISSIONS)
  const lacking: Readonly<Record<string, readonly string[]>> = {
    actions: ['environments'],
    checks: ['reportedChecks'],
    contents: ['codeownersErrors'],
    'pull-requests': ['reportedChecks'],
    'security-events': ['security.codeScanning'],
    statuses: ['reportedChecks'],
    'vulnerability-alerts': [],
  }
  const entries = Object.entries(FULL_WORKFLOW_PERMISSIONS)

  test.each(scopes)('that lacks %s hides what belongs to it, and nothing else goes wrong', async (scope) => {
    fake.state.tokens.set('job-token', actionsToken(Object.fromEntries(entries.filter(([name]) => name !== scope))))
    const facts = expectNothingWrong(await read({}))
    for (const path of lacking[scope] ?? []) {
      expect(facts.get(path)).toMatchObject({ known: false, permission: expect.stringContaining(scope) })
    }
  })

  test.each(scopes)('that has %s alone says nothing wrong', async (scope) => {
    fake.state.tokens.set('job-token', actionsToken(Object.fromEntries(entries.filter(([name]) => name === scope))))
    expectNothingWrong(await read({}))
  })

  test('that may do nothing says nothing wrong', async () => {
    fake.state.tokens.set('job-token', actionsToken({}))
    const facts = expectNothingWrong(await read({}))
    expect(facts.get('protection')).toMatchObject({ known: true, value: { protected: true } })
    expect(facts.get('protection.requiredApprovals')).toMatchObject({ known: false })
  })

  test('names for each hidden setting the permission and the second token', async () => {
    const facts = expectNothingWrong(await read({}))
    const forAdministrators = [
      'protection.requiredApprovals',
      'protection.strict',
      'tagProtection.immutableReleases',
      'security.pushProtection',
      'security.securityUpdates',
      'security.workflows.actions',
      'security.workflows.token',
      'security.workflows.forks',
    ]
    fake.state.latestRelease = undefined
    const other = expectNothingWrong(await read({}))
    for (const path of forAdministrators) {
      const fact = path.startsWith('tag') ? other.get(path) : facts.get(path)
      const remedy = expect.stringContaining('settings-token') as unknown
      expect([path, fact]).toEqual([path, expect.objectContaining({ permission: 'administration: read', remedy })])
    }
    fake.state.latestRelease = { tag_name: 'v1', immutable: true }
  })
})

describe('the number of calls', () => {
  const heads = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40))

  test('is 20 for the token of a job, whatever the repository holds', async () => {
    const { state } = fake
    const kept = { ...state }
    state.pulls = heads.map((sha, i) => ({ number: i, merged_at: '2026-11-01T00:00:00Z', head: { sha } }))
    state.query.hasVulnerabilityAlertsEnabled = false
    state.environments = ['production', 'prod-eu', 'staging', 'test', 'dev'].map((name, i) => ({
      name,
      deployment_branch_policy: { protected_branches: i % 2 > 0, custom_branch_policies: i % 2 === 0 },
    }))
    state.rulesets = [1, 2, 3, 4, 5, 6].map((id) => ({
      id,
      name: `set ${id}`,
      target: id % 2 > 0 ? 'branch' : 'tag',
      source: 'acme',
      enforcement: id > 4 ? 'evaluate' : 'active',
      conditions: { ref_name: { include: ['~ALL'], exclude: [] } },
    }))
    await read({})
    const calls = fake.requests.map(({ operation }) => operation)
    Object.assign(state, kept)
    state.query.hasVulnerabilityAlertsEnabled = true
    expect(calls).toHaveLength(20)
    expect(new Set(calls).has('repos/get-branch-protection')).toBe(false)
  })

  test('is below 30 with a token for settings', async () => {
    await read()
    expect(fake.requests.length).toBeLessThan(30)
  })

  test('is one where the rate limit is used up, and everything is unknown until then', async () => {
    for (const operation of rows.map((row) => row.operation)) fake.fault(operation, FAULTS.primaryLimit(3000))
    const hosting = await readHosting(connect(fake), { now: NOW })
    expect(fake.requests).toHaveLength(1)
    for (const fact of factsIn(hosting).values()) {
      expect(fact).toMatchObject({ known: false, remedy: expect.stringMatching(/^Run it again after \d\d:\d\d UTC/) })
    }
  })

  test('stays in its bounds where every call fails in passing', async () => {
    for (const operation of rows.map((row) => row.operation)) fake.fault(operation, FAULTS.badGateway)
    expectNothingWrong(await read({}))
    expect(fake.requests.length).toBeLessThan(30)
  })

  test('leaves what was read before the limit', async () => {
    fake.fault('repos/get-branch-rules', FAULTS.primaryLimit(3000))
    const facts = expectNothingWrong(await readHosting(connect(fake), { now: NOW }))
    expect(facts.get('repository')).toMatchObject({ known: true })
  })
})
