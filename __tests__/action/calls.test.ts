import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Report } from '../../src/core/report.js'
import { startAction, type ActionEnd } from '../helpers/bundled-action.js'
import { storyOnHost, DELIVERY_STORY } from '../helpers/delivery-story.js'
import { FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { commit, repository, runGit, write } from '../helpers/git-repository.js'
import { tellGit } from '../helpers/git-story.js'

// Each test starts a process; the machine may be busy.
jest.setTimeout(60_000)

const WORKFLOW = `name: CI
on: { pull_request: {}, push: { branches: [main] } }
permissions: { contents: read }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    environment: production
    steps:
      - run: npm ci
      - run: npm test
      - run: npm publish
`

let fake: FakeGitHub
let workspace: string
let shas: { base: string; head: string; merge: string }

beforeEach(async () => {
  fake = await startFakeGitHub()
  workspace = repository({ 'package.json': '{"name":"shop","scripts":{"test":"node --test"}}', 'src/a.js': '' })
  const base = runGit(workspace, 'rev-parse', 'HEAD')
  runGit(workspace, 'checkout', '-q', '-b', 'feature')
  write(workspace, { '.github/workflows/ci.yml': WORKFLOW })
  const head = commit(workspace)
  runGit(workspace, 'checkout', '-q', '--detach', base)
  runGit(workspace, 'merge', '-q', '--no-ff', '-m', 'merge', head)
  shas = { base, head, merge: runGit(workspace, 'rev-parse', 'HEAD') }
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

/** A repository that has of everything more than one page shows. */
function fillUp(): void {
  const { state } = fake
  const day = (index: number): string => new Date(Date.now() - (index + 1) * 3_600_000).toISOString()
  const story = storyOnHost(tellGit(DELIVERY_STORY).ids)
  const custom = { protected_branches: false, custom_branch_policies: true }
  state.environments = ['production', 'staging', 'blue', 'green'].map((name) => ({
    name,
    deployment_branch_policy: custom,
  }))
  state.rulesets = ['disabled', 'evaluate', 'active', 'disabled'].map((enforcement, id) => ({
    id: id + 1,
    name: `rules ${id}`,
    target: 'branch',
    source_type: 'Repository',
    source: 'acme/shop',
    enforcement,
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [],
  }))
  state.pulls = Array.from({ length: 5 }, (_, index) => ({
    number: index + 1,
    merged_at: day(index),
    head: { sha: String(index).repeat(40) },
  }))
  state.codeownersErrors = []
  state.history = {
    ...story,
    deployments: [],
    pulls: Array.from({ length: 200 }, (_, index) => ({
      ...story.pulls[0],
      number: 100 + index,
      mergedAt: day(index),
      createdAt: day(index + 24),
    })),
    runs: Array.from({ length: 500 }, (_, index) => ({
      ...story.runs[0],
      id: index + 1,
      created_at: day(index),
      run_started_at: day(index),
      updated_at: day(index),
    })),
  }
}

const repo = { full_name: 'acme/shop', default_branch: 'main' }

async function lint(inputs: Readonly<Record<string, string>> = {}): Promise<{ end: ActionEnd; report: Report }> {
  const end = await startAction({
    workspace,
    event: 'pull_request',
    sha: shas.merge,
    fake,
    inputs: { output: 'report.json', ...inputs },
    payload: {
      number: 7,
      pull_request: {
        number: 7,
        user: { login: 'ada' },
        head: { sha: shas.head, ref: 'feature', repo },
        base: { sha: shas.base, ref: 'main', repo },
      },
      repository: repo,
    },
  })
  expect(end.stderr).toBe('')
  return { end, report: JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8')) as Report }
}

/** What the report says of the checks of the history. */
const historyOf = ({ checks }: Report): unknown[] => checks.filter(({ id }) => id.startsWith('history-'))

const asked = (operation: string): number => fake.requests.filter((each) => each.operation === operation).length

const BUDGET = 'the number of calls to GitHub that one run may make is used up'

describe('a run with the token of the job', () => {
  test('on a repository with a little of everything makes fewer than 30 calls and reads the whole history', async () => {
    fake.state.history = storyOnHost(tellGit(DELIVERY_STORY).ids)
    const { end, report } = await lint({ 'check-run': 'true' })
    expect(fake.requests.length).toBeLessThan(30)
    expect(end.stdout).not.toContain(BUDGET)
    expect(JSON.stringify(report)).not.toContain(BUDGET)
    expect(fake.state.comments).toHaveLength(1)
    expect(fake.state.createdCheckRuns).toHaveLength(1)
    expect(historyOf(report).length).toBeGreaterThanOrEqual(11)
  })

  test('makes fewer than 30 calls however much there is, and reads the newest of each list', async () => {
    fillUp()
    const { report } = await lint()
    expect(fake.requests.length).toBeLessThan(30)
    // What was deployed to an environment that nothing names is the last that is asked for.
    const others = report.checks.filter(({ id }: { id: string }) => id !== 'env-unknown')
    expect(JSON.stringify(others)).not.toContain(BUDGET)
    expect(asked('actions/list-workflow-runs-for-repo')).toBeGreaterThan(0)
    expect(fake.state.comments).toHaveLength(1)
  })

  test('publishes before it reads more history', async () => {
    fillUp()
    const { report } = await lint({ 'check-run': 'true' })
    expect(fake.requests.length).toBeLessThan(30)
    expect(fake.state.comments).toHaveLength(1)
    expect(fake.state.createdCheckRuns).toHaveLength(1)
    expect(JSON.stringify(historyOf(report))).toContain(BUDGET)
  })

  test.each([
    ['git', 0],
    ['off', 0],
    ['api', 3],
  ])('with history: %s asks the host %i times for it', async (history, calls) => {
    await lint({ history })
    const texts = fake.requests.map(({ body }) => JSON.stringify(body) ?? '')
    const queries = texts.filter((text) => /PillarlintChanges|PillarlintEvents/.test(text)).length
    expect(queries + asked('actions/list-workflow-runs-for-repo')).toBe(calls)
  })

  test('under a rate limit that comes with the history ends as it would, and says so', async () => {
    fake.fault('actions/list-workflow-runs-for-repo', FAULTS.primaryLimit(3600))
    const { end, report } = await lint()
    expect([0, 1]).toContain(end.status)
    expect(JSON.stringify(historyOf(report))).toContain("GitHub's rate limit is used up until")
    expect(end.stdout).not.toContain('job-token')
  })
})
