import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { BypassActor } from '../../src/models/index.js'
import type { Known } from '../../src/core/known.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
  fake.state.branch = { name: 'main', protected: true, protection: { enabled: false } }
  fake.state.rules = [{ type: 'deletion', ruleset_id: 1, ruleset_source_type: 'Repository' }]
  fake.state.rulesets = [ruleset(1, 'main', [{ actor_type: 'RepositoryRole', actor_id: 5, bypass_mode: 'always' }])]
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const ruleset = (id: number, name: string, actors: unknown[]): Record<string, unknown> => ({
  id,
  name,
  target: 'branch',
  source: 'acme/shop',
  enforcement: 'active',
  conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
  bypass_actors: actors,
})

const allow = (level: 'read' | 'write'): void => {
  fake.state.tokens.set('admin', { login: 'octo', permissions: { administration: level } })
}

const read = async (options: Parameters<typeof connect>[1] = { settingsToken: 'admin' }) => {
  const { protection } = await readHosting(connect(fake, options))
  return (protection.known ? protection.value.bypass : protection) as Known<readonly BypassActor[]>
}

const classicWith = (changes: Record<string, unknown>): void => {
  fake.state.branch = { name: 'main', protected: true, protection: { enabled: true } }
  fake.state.rules = []
  fake.state.rulesets = []
  fake.state.classic = { enforce_admins: { enabled: true }, ...changes }
}

describe('those who may bypass a ruleset', () => {
  test('are unknown to the token of a job, which asks for nothing more', async () => {
    expect(await read({})).toMatchObject({
      known: false,
      reason: 'who may bypass ruleset main is shown only to those who may edit it',
      permission: 'administration: write',
    })
    expect(fake.requests.some(({ operation }) => operation === 'repos/get-repo-ruleset')).toBe(false)
  })

  test('are unknown to who may only read, not nobody', async () => {
    allow('read')
    expect(await read()).toMatchObject({ known: false, permission: 'administration: write' })
  })

  test('are named to who may edit it', async () => {
    allow('write')
    fake.state.rules = [
      { type: 'deletion', ruleset_id: 1 },
      { type: 'non_fast_forward', ruleset_id: 2 },
    ]
    fake.state.rulesets.push(
      ruleset(2, 'company', [
        { actor_type: 'Team', actor_id: 42, bypass_mode: 'pull_request' },
        { actor_type: 'Integration', actor_id: 15368, bypass_mode: 'exempt' },
        { actor_type: 'OrganizationAdmin', actor_id: 1, bypass_mode: 'always' },
        { actor_type: 'DeployKey', actor_id: null, bypass_mode: 'always' },
        { actor_type: 'User', actor_id: 9, bypass_mode: 'always' },
        { actor_type: 'RepositoryRole', actor_id: 77 },
      ]),
    )
    const source = 'ruleset company'
    expect(await read()).toEqual({
      known: true,
      value: [
        { kind: 'role', name: 'role admin', mode: 'always', source: 'ruleset main' },
        { kind: 'team', name: 'team 42', mode: 'pull-request', source },
        { kind: 'app', name: 'app 15368', mode: 'exempt', source },
        { kind: 'organization-admin', name: 'organization admins', mode: 'always', source },
        { kind: 'deploy-key', name: 'deploy keys', mode: 'always', source },
        { kind: 'user', name: 'user 9', mode: 'always', source },
        { kind: 'role', name: 'role 77', mode: 'always', source },
      ],
    })
  })

  test('of a ruleset that does not count for the branch do not matter', async () => {
    allow('write')
    fake.state.rulesets = [ruleset(1, 'main', []), ruleset(2, 'other', [{ actor_type: 'Team', actor_id: 1 }])]
    expect(await read()).toEqual({ known: true, value: [] })
  })

  test('are unknown if one of its rulesets cannot be read', async () => {
    allow('write')
    fake.fault('repos/get-repo-ruleset', FAULTS.serverError)
    expect(await read()).toMatchObject({ known: false, reason: expect.stringContaining('HTTP 500') })
  })

  test('are unknown if the ruleset is not listed', async () => {
    allow('write')
    fake.state.rulesets = []
    expect(await read()).toMatchObject({
      known: false,
      reason: 'one of the rulesets of the branch is not listed',
    })
  })

  test('are unknown if the rules are', async () => {
    allow('write')
    fake.fault('repos/get-branch-rules', FAULTS.notFound)
    expect(await read()).toMatchObject({ known: false, reason: 'GitHub has no answer for this token (HTTP 404)' })
  })
})

describe('those who may bypass classic protection', () => {
  test('are nobody where administrators are included', async () => {
    allow('read')
    classicWith({})
    expect(await read()).toEqual({ known: true, value: [] })
  })

  test('are administrators, and whoever needs no pull request', async () => {
    allow('read')
    const lists = { users: [{ login: 'ada' }], teams: [{ slug: 'release' }], apps: [{ slug: 'renovate' }] }
    classicWith({
      enforce_admins: { enabled: false },
      required_pull_request_reviews: { bypass_pull_request_allowances: lists },
    })
    const source = 'classic protection'
    expect(await read()).toEqual({
      known: true,
      value: [
        { kind: 'administrators', name: 'administrators', mode: 'always', source },
        { kind: 'user', name: 'user ada', mode: 'always', source },
        { kind: 'team', name: 'team release', mode: 'always', source },
        { kind: 'app', name: 'app renovate', mode: 'always', source },
      ],
    })
  })

  test('are unknown to the token of a job', async () => {
    classicWith({})
    expect(await read({})).toMatchObject({ known: false, permission: 'administration: read' })
  })
})
