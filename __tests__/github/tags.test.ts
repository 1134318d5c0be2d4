import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readHosting } from '../../src/github/index.js'
import type { Hosting } from '../../src/models/index.js'
import { connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const read = async (options: Parameters<typeof connect>[1] = {}): Promise<Hosting['tagProtection']> =>
  (await readHosting(connect(fake, options))).tagProtection

const withAdmin = { settingsToken: 'admin' }
const allowAdmin = (): void => {
  fake.state.tokens.set('admin', { login: 'octo', permissions: { administration: 'read' } })
}

const ruleset = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 7,
  name: 'releases',
  target: 'tag',
  source: 'acme/shop',
  source_type: 'Repository',
  enforcement: 'active',
  conditions: { ref_name: { include: ['refs/tags/v*'], exclude: ['refs/tags/v0*'] } },
  rules: [{ type: 'update' }, { type: 'deletion' }, { type: 'required_signatures' }],
  ...changes,
})

const hidden = {
  known: false,
  reason: 'whether releases are immutable is only visible with `administration: read`',
  permission: 'administration: read',
}

describe('tags', () => {
  test('without a ruleset are unprotected, as far as rulesets go', async () => {
    expect(await read()).toMatchObject({
      known: true,
      value: { rulesets: [], immutableReleases: hidden, sources: ['GET /repos/acme/shop/rulesets'] },
    })
  })

  test('are protected by active rulesets of every level', async () => {
    fake.state.rulesets = [
      ruleset(),
      ruleset({ id: 8, name: 'company', source: 'acme', source_type: 'Organization', rules: [{ type: 'creation' }] }),
      ruleset({ id: 9, name: 'trial', enforcement: 'evaluate' }),
      ruleset({ id: 10, name: 'off', enforcement: 'disabled' }),
      ruleset({ id: 11, name: 'branches', target: 'branch' }),
      ruleset({ id: 12, name: 'pushes', target: 'push' }),
    ]
    expect(await read()).toMatchObject({
      value: {
        rulesets: [
          {
            name: 'releases',
            include: ['refs/tags/v*'],
            exclude: ['refs/tags/v0*'],
            restricts: { creation: false, update: true, deletion: true },
          },
          { name: 'company', restricts: { creation: true, update: false, deletion: false } },
        ],
      },
    })
  })

  test('that a rule against force pushes guards can still be moved', async () => {
    fake.state.rulesets = [ruleset({ rules: [{ type: 'non_fast_forward' }] })]
    expect(await read()).toMatchObject({ value: { rulesets: [{ restricts: { update: false } }] } })
  })

  test.each([
    { fault: FAULTS.notForIntegration('metadata=read'), reason: 'the token lacks `metadata: read`' },
    { fault: FAULTS.notFound, reason: 'GitHub has no answer for this token (HTTP 404)' },
    { fault: FAULTS.planTooSmall, reason: 'the plan of this repository does not offer it' },
    { fault: FAULTS.notJson, reason: expect.stringContaining('could not be reached') },
  ])('are unknown if rulesets cannot be listed: $reason', async ({ fault, reason }) => {
    fake.fault('repos/get-repo-rulesets', fault)
    expect(await read()).toMatchObject({ known: false, reason })
  })

  test('are unknown if one of their rulesets cannot be read', async () => {
    fake.state.rulesets = [ruleset(), ruleset({ id: 8 })]
    fake.fault('repos/get-repo-ruleset', FAULTS.notFound, 1)
    expect(await read()).toMatchObject({ known: false, reason: 'GitHub has no answer for this token (HTTP 404)' })
  })

  test('are unknown if they have more rulesets than a run looks at', async () => {
    fake.state.rulesets = [1, 2, 3, 4].map((id) => ruleset({ id, name: `set ${id}` }))
    expect(await read()).toMatchObject({
      known: false,
      reason: 'ruleset set 4 is one of more rulesets than a run looks at',
    })
    allowAdmin()
    expect(await read(withAdmin)).toMatchObject({ known: true, value: { rulesets: { length: 4 } } })
  })

  test('are unknown if a ruleset does not say which it means', async () => {
    fake.state.rulesets = [ruleset({ conditions: null })]
    expect(await read()).toMatchObject({
      known: false,
      reason: 'the host does not say which tags ruleset releases means',
    })
  })
})

describe('immutable releases', () => {
  const immutable = async (options = {}): Promise<unknown> => {
    const tags = await read(options)
    return tags?.known === true ? tags.value.immutableReleases : tags
  }

  test.each([true, false])('are a setting that administrators see: %s', async (on) => {
    allowAdmin()
    fake.state.immutableReleases = on
    expect(await immutable(withAdmin)).toEqual({ known: true, value: on })
  })

  test('show in the newest release', async () => {
    fake.state.latestRelease = { tag_name: 'v1', immutable: true }
    expect(await immutable()).toEqual({ known: true, value: true })
  })

  test('may have been turned on since a release that is not', async () => {
    fake.state.latestRelease = { tag_name: 'v1', immutable: false }
    expect(await immutable()).toMatchObject(hidden)
  })

  test('are unknown to an administrator whom the host does not answer', async () => {
    allowAdmin()
    fake.fault('repos/check-immutable-releases', FAULTS.serverError)
    expect(await immutable(withAdmin)).toMatchObject({ known: false, reason: expect.stringContaining('HTTP 500') })
  })
})
