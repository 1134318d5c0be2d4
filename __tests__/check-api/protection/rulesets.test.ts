import { describe, expect, test } from '@jest/globals'
import force from '../../../checks/protection/protection-force-push.js'
import unprotected from '../../../checks/protection/protection-default-branch.js'
import required from '../../../checks/protection/protection-required-checks.js'
import reviews from '../../../checks/protection/protection-reviews-required.js'
import stale from '../../../checks/protection/protection-stale-approval.js'
import owners from '../../../checks/ownership/owners-review-enforced.js'
import tags from '../../../checks/protection/protection-release-tags.js'
import type { AnyCheck } from '../../../src/check-api/index.js'
import { known, unknown } from '../../../src/core/known.js'
import type { Protection } from '../../../src/models/index.js'
import { run, type Repository } from '../../helpers/check-tester.js'
import { hiddenProtection, protection, repository } from '../../helpers/hosting.js'
import { faultsOfRequest, patchesIn, requestOf } from '../../helpers/settings-requests.js'

const TEST = ['  test:', '    runs-on: ubuntu-24.04', '    steps: [{ run: go test ./... }]']
const workflow = (on: string, jobs: readonly string[] = TEST) => ({
  '.github/workflows/ci.yml': [`on: ${on}`, 'jobs:', ...jobs].join('\n'),
})
const files = workflow('pull_request')
const OWNED = { CODEOWNERS: '* @acme/core\n' }
const bare: Partial<Protection> = { protected: false }

interface Ruleset {
  readonly name: string
  readonly target: string
  readonly conditions: unknown
  readonly rules: readonly { readonly type: string; readonly parameters?: Record<string, unknown> }[]
}

/** The one ruleset that the check's problems carry, checked against GitHub's description. */
function rulesetOf(check: AnyCheck, each: Repository): Ruleset | undefined {
  const patches = patchesIn(run(check, each).result)
  for (const patch of patches) expect(patch).toEqual(patches[0])
  const [change, ...more] = patches[0] ?? []
  expect(more).toEqual([])
  if (change === undefined) return undefined
  const request = requestOf(change)
  expect(change.command).toBe('gh api --method POST repos/{owner}/{repo}/rulesets --input ruleset.json')
  expect(faultsOfRequest(request)).toEqual([])
  return request.body as Ruleset
}

function rulesOf(check: AnyCheck, each: Repository): Record<string, unknown> | undefined {
  const ruleset = rulesetOf(check, each)
  if (ruleset === undefined) return undefined
  return Object.fromEntries(
    ruleset.rules.map(({ type, parameters = {} }) => {
      if (type === 'pull_request')
        return [
          type,
          [
            parameters['required_approving_review_count'],
            parameters['require_last_push_approval'],
            parameters['require_code_owner_review'],
          ],
        ]
      const checks = parameters['required_status_checks'] as { context: string }[] | undefined
      return [type, checks?.map(({ context }) => context) ?? true]
    }),
  )
}

const hosting = (changes: Partial<Protection>) => ({ ...protection(changes), ...repository() })

test('a branch without any protection gets one ruleset with everything', () => {
  const ruleset = rulesetOf(unprotected, { files: { ...files, ...OWNED }, hosting: hosting(bare) })
  expect(ruleset).toEqual({
    name: 'Default branch: pull requests, passing checks, no force pushes, no deletion',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      {
        type: 'pull_request',
        parameters: {
          required_approving_review_count: 1,
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: true,
          require_last_push_approval: true,
          required_review_thread_resolution: false,
        },
      },
      {
        type: 'required_status_checks',
        parameters: { strict_required_status_checks_policy: false, required_status_checks: [{ context: 'test' }] },
      },
      { type: 'non_fast_forward' },
      { type: 'deletion' },
    ],
  })
})

describe('only what is missing', () => {
  const ruled = { requiredChecks: known([{ context: 'test', source: 'ruleset main' }]) }
  test.each<[string, AnyCheck, Repository, Record<string, unknown> | undefined]>([
    [
      'force pushes',
      force,
      { files, hosting: hosting({ ...ruled, forcePushAllowed: known(true) }) },
      { non_fast_forward: true },
    ],
    ['deletion', force, { files, hosting: hosting({ ...ruled, deletionAllowed: known(true) }) }, { deletion: true }],
    [
      'several problems are one ruleset',
      force,
      {
        files,
        hosting: hosting({ requiredApprovals: known(0), forcePushAllowed: known(true), deletionAllowed: known(true) }),
      },
      { pull_request: [1, true, false], required_status_checks: ['test'], non_fast_forward: true, deletion: true },
    ],
    [
      'approvals',
      reviews,
      { files, hosting: hosting({ ...ruled, requiredApprovals: known(0) }) },
      { pull_request: [1, true, false] },
    ],
    [
      'as many approvals as the configuration asks for',
      reviews,
      { files, hosting: hosting({ ...ruled, requiredApprovals: known(1) }), options: { minimum: 2 } },
      { pull_request: [2, true, false] },
    ],
    [
      'stale approvals: the count stays',
      stale,
      {
        files,
        hosting: hosting({
          ...ruled,
          requiredApprovals: known(3),
          staleReviewsDismissed: known(false),
          lastPushApproval: known(false),
        }),
      },
      { pull_request: [3, true, false] },
    ],
    [
      'owners',
      owners,
      { files: { ...files, ...OWNED }, hosting: hosting({ ...ruled, codeOwnerReview: known(false) }) },
      { pull_request: [1, true, true] },
    ],
    [
      'one person alone needs no approval',
      unprotected,
      { files, hosting: hosting(bare), history: known({ authors: 1, commits: 9, shallow: false }) },
      { pull_request: [0, false, false], required_status_checks: ['test'], non_fast_forward: true, deletion: true },
    ],
    [
      'what is hidden is not asked for',
      force,
      {
        files,
        hosting: {
          ...hosting({
            requiredApprovals: unknown('hidden'),
            requiredChecks: unknown('hidden'),
            forcePushAllowed: known(true),
          }),
        },
      },
      { non_fast_forward: true },
    ],
    ['nothing is known', force, { files, hosting: hiddenProtection() }, undefined],
  ])('%s', (_name, check, each, rules) => {
    expect(rulesOf(check, each)).toEqual(rules)
  })
})

describe('the names of checks', () => {
  const none = hosting({})
  const lint = hosting({ requiredChecks: known([{ context: 'lint', source: 'ruleset main' }]) })
  const names = (jobs: readonly string[], { on = 'pull_request', facts = none } = {}) =>
    rulesOf(required, { files: workflow(on, jobs), hosting: facts })?.['required_status_checks']

  test.each<[string, readonly string[], { on?: string; facts?: typeof none }, readonly string[] | undefined]>([
    ['a job', TEST, {}, ['test']],
    ['beside those that are required', TEST, { facts: lint }, ['test']],
    ['the name of a job', ['  test:', '    name: Unit tests', ...TEST.slice(1)], {}, ['Unit tests']],
    [
      'the cells of a matrix',
      ['  test:', '    strategy: { matrix: { go: [stable, oldstable] } }', ...TEST.slice(1)],
      {},
      ['test (stable)', 'test (oldstable)'],
    ],
    [
      'a job that sums up, in place of a matrix',
      [
        '  test:',
        '    strategy: { matrix: { go: [stable, oldstable] } }',
        ...TEST.slice(1),
        '  ok:',
        '    needs: test',
        '    if: always()',
        '    runs-on: ubuntu-24.04',
        '    steps: [{ if: "contains(needs.*.result, \'failure\')", run: exit 1 }]',
      ],
      {},
      ['ok'],
    ],
    ['a name that only a run knows', ['  test:', '    name: Test ${{ vars.SUITE }}', ...TEST.slice(1)], {}, undefined],
    ['a workflow that some changes do not start', TEST, { on: "{ pull_request: { paths: ['**.go'] } }" }, undefined],
    [
      'a matrix that is skipped sometimes',
      [
        '  test:',
        "    if: needs.changes.outputs.go == 'true'",
        '    needs: changes',
        '    strategy: { matrix: { go: [stable] } }',
        ...TEST.slice(1),
        '  changes:',
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: ./changes.sh }]',
      ],
      {},
      undefined,
    ],
    [
      'a merge queue that starts it',
      TEST,
      { on: '[pull_request, merge_group]', facts: hosting({ mergeQueue: true }) },
      ['test'],
    ],
    ['a merge queue that does not', TEST, { facts: hosting({ mergeQueue: true }) }, undefined],
    [
      'a hostile name',
      ['  test:', '    name: "a\\u202Eb ##[error] `x` \\\\"', ...TEST.slice(1)],
      {},
      ['a\u202Eb ##[error] `x` \\'],
    ],
  ])('%s', (_name, jobs, more, expected) => {
    expect(names(jobs, more)).toEqual(expected)
  })

  test('no character of a body is unseen, and no runner takes it for a command', () => {
    const jobs = ['  test:', '    name: "a\\u202Eb ##[error]"', ...TEST.slice(1)]
    const [patch] = patchesIn(run(required, { files: workflow('pull_request', jobs), hosting: none }).result)
    expect(patch?.[0]?.body).not.toMatch(/[\u202E]|##\[/)
    expect(patch?.[0]?.body).toContain('a\\u202eb ##\\u005berror]')
  })
})

describe('tags', () => {
  const publish = ['  release:', '    runs-on: ubuntu-24.04', '    steps: [{ run: npm publish }]']
  const facts = {
    ...repository(),
    tagProtection: known({ rulesets: [], immutableReleases: known(false), sources: ['GET /repos/acme/shop/rulesets'] }),
  }
  const includes = (patterns: string, more: Record<string, string> = {}) => {
    const on = `{ push: { tags: ${patterns} } }`
    const ruleset = rulesetOf(tags, { files: { ...workflow(on, publish), ...more }, hosting: facts })
    if (ruleset === undefined) return undefined
    expect([ruleset.target, ruleset.rules]).toEqual(['tag', [{ type: 'update' }, { type: 'deletion' }]])
    return (ruleset.conditions as { ref_name: { include: string[] } }).ref_name.include
  }

  test('the patterns that start what publishes, in one ruleset', () => {
    expect(includes("['v*', 'cli-v[0-9]+.[0-9]+']")).toEqual(['refs/tags/v*', 'refs/tags/cli-v[0-9]*.[0-9]*'])
  })

  test('none where a pattern has no such form', () => expect(includes("['v?[0-9]']")).toBeUndefined())

  test('full versions alone where v1 moves', () => {
    const action = { 'action.yml': 'name: x\nruns: { using: node24, main: index.js }\n', 'index.js': 'x()\n' }
    expect(includes("['v*']", action)).toEqual(['refs/tags/v*.*.*'])
  })
})
