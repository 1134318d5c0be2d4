import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { ActionEnd, ActionStart } from '../helpers/bundled-action.js'
import { addComment, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { runGit } from '../helpers/git-repository.js'
import {
  bodiesOn,
  expectSound,
  letComment,
  pullPayload,
  pullStory,
  SECRET,
  shallow,
  startOn,
  type PullStory,
} from '../helpers/pull-story.js'

// Each test starts processes; the machine may be busy.
jest.setTimeout(120_000)

const BOT = 'github-actions[bot]'
const CODE = { 'package.json': '{"name":"shop","scripts":{"test":"node --test"}}', 'src/shop.js': 'export {}\n' }
const CI = '.github/workflows/ci.yml'

const workflow = (...jobs: string[]): string =>
  `name: CI\non:\n  pull_request:\n  push: { branches: [main] }\npermissions: { contents: read }\njobs:\n${jobs.join('')}`

/** A job without a time limit, which the check ci-job-timeout reports. */
const job = (name: string, ...steps: string[]): string =>
  `  ${name}:\n    runs-on: ubuntu-24.04\n    steps:\n${['npm ci', 'npm test', ...steps].map((run) => `      - run: ${run}\n`).join('')}`

const LINTER = `  lint:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - uses: pillarlint/pillarlint@v0\n`

let fake: FakeGitHub
let plain: PullStory

beforeAll(() => {
  plain = pullStory(CODE, { [CI]: workflow(job('build')) })
})

beforeEach(async () => {
  fake = await startFakeGitHub()
  letComment(fake)
})

afterEach(async () => {
  await fake.close()
  expect(fake.violations).toEqual([])
})

const start = async (story: PullStory, more: Partial<ActionStart> = {}): Promise<ActionEnd> => {
  const end = await startOn(fake, story, more)
  expectSound(fake, end)
  return end
}

/** The run, with its report read back. */
async function reported(story: PullStory, more: Partial<ActionStart> = {}) {
  const end = await start(story, { ...more, inputs: { output: 'report.json', ...more.inputs } })
  const report = JSON.parse(readFileSync(join(story.workspace, 'report.json'), 'utf8')) as {
    readonly gate: {
      readonly verdict: string
      readonly scope: string
      readonly failOn: string
      readonly because: string[]
    }
    readonly findings: readonly {
      readonly check: string
      readonly delta: string
      readonly at: { readonly file: string } | null
    }[]
    readonly fixed: readonly { readonly check: string }[]
    readonly changes: readonly { readonly id: string; readonly from: string; readonly to: string }[]
    readonly trust: readonly { readonly kind: string; readonly owners: string[] }[]
    readonly configChanges: readonly string[]
  }
  return {
    end,
    report,
    introduced: report.findings.filter(({ delta }) => delta === 'introduced').map(({ check }) => check),
  }
}

describe('the comment', () => {
  test('of a run that is started again is updated', async () => {
    await start(plain)
    await start(plain, { attempt: 2 })
    expect(bodiesOn(fake)).toEqual([expect.stringContaining('run=1/2')])
  })

  test('stays as a later run wrote it when an older one ends', async () => {
    await start(plain, { run: 9 })
    const end = await start(plain, { run: 8 })
    expect(bodiesOn(fake)).toEqual([expect.stringContaining('run=9/1')])
    expect(end.stdout).toContain('a later run has written it')
  })

  test('is one after two runs at the same time', async () => {
    await Promise.all([start(plain, { run: 3 }), start(plain, { run: 4 })])
    expect(bodiesOn(fake)).toHaveLength(1)
  })

  test('is written anew after somebody deleted it', async () => {
    await start(plain)
    fake.state.comments = []
    await start(plain, { run: 2 })
    expect(bodiesOn(fake)).toEqual([expect.stringContaining('run=2/1')])
  })

  test('names its commit', async () => {
    await start(plain)
    expect(bodiesOn(fake)[0]).toContain(`judged commit \`${plain.head.slice(0, 12)}\``)
  })

  test('is left alone where the head has moved on', async () => {
    fake.state.pullHead = 'd'.repeat(40)
    const end = await start(plain)
    expect(bodiesOn(fake)).toEqual([])
    expect(end.stdout).toContain('another head by now')
  })

  test('cannot be written in a locked conversation, and the run ends the same', async () => {
    const { status } = await start(plain, { inputs: { comment: 'false' } })
    fake.state.locked = true
    const end = await start(plain)
    expect(end.status).toBe(status)
    expect(end.stdout).toMatch(/^::warning title=Pillarlint::There is no comment: /m)
  })

  test('is one for each id', async () => {
    await start(plain, { inputs: { id: 'shop' } })
    await start(plain, { inputs: { id: 'billing' } })
    await start(plain, { run: 2, inputs: { id: 'shop' } })
    expect(bodiesOn(fake).map((body) => /^<!-- pillarlint:(\S+) .* run=(\d+)/.exec(body)?.slice(1))).toEqual([
      ['shop', '2'],
      ['billing', '1'],
    ])
  })

  test('is removed on demand, and those of others stay', async () => {
    addComment(fake.state, 'eve', `<!-- pillarlint:default sha=${plain.head} run=1/1 -->\nforged`)
    addComment(fake.state, BOT, `<!-- pillarlint:default sha=${plain.head} run=1/1 -->\nours`)
    const end = await start(plain, { run: 2, inputs: { comment: 'remove' } })
    expect(bodiesOn(fake)).toEqual([expect.stringContaining('forged')])
    expect(end.stdout).toContain('The comment is removed.')
  })

  test('is not made, or folded away, where nothing needs it', async () => {
    const quiet = pullStory({ ...CODE, [CI]: workflow(job('build')) }, { 'src/shop.js': 'export const a = 1\n' })
    await start(quiet, { inputs: { comment: 'when-needed' } })
    expect(bodiesOn(fake)).toEqual([])
    addComment(fake.state, BOT, `<!-- pillarlint:default sha=${quiet.base} run=1/1 -->\nold`)
    await start(quiet, { run: 2, inputs: { comment: 'when-needed' } })
    expect(fake.state.comments).toMatchObject([{ minimized: true, body: expect.stringContaining('run=2/1') }])
  })

  test('fails softly where GitHub does', async () => {
    fake.fault('issues/list-comments', FAULTS.notFound)
    const end = await start(plain)
    expect(end.stdout).toMatch(/^::notice title=Pillarlint::There is no comment: /m)
  })

  test('mentions and links nobody', async () => {
    const name = '"@eve #1 GH-2 acme/shop#3 https://github.com/acme/shop/pull/4 <!-- x"'
    await start(pullStory(CODE, { [CI]: workflow(job('build')).replace('name: CI', `name: ${name}`) }))
    const outside = (bodiesOn(fake)[0] ?? '').replace(/<code>.*?<\/code>|(`+)[\s\S]*?\1/g, '')
    expect(outside).not.toMatch(/@eve|#1\b|GH-2|shop#3|pull\/4/)
  })
})

describe('four hundred findings', () => {
  /** Ten jobs with forty actions each that their owners can change. */
  const many = Array.from({ length: 10 }, (_, i) => {
    const uses = (step: number): string => `      - uses: acme/${'long-name-'.repeat(8)}${i}-${step}@v1\n`
    return `${job(`job-${i}`)}${Array.from({ length: 40 }, (__, step) => uses(step)).join('')}`
  })

  test('fit into a comment, ten annotations a level, and batches of a check run', async () => {
    letComment(fake, { checks: 'write' })
    const story = pullStory(CODE, { [CI]: workflow(...many) })
    const { end, introduced } = await reported(story)
    expect(introduced.length).toBeGreaterThanOrEqual(400)
    expect(bodiesOn(fake)[0]?.length).toBeLessThanOrEqual(65_536)
    expect(bodiesOn(fake)[0]).toMatch(/\d+ more/)
    for (const level of ['error', 'warning', 'notice']) {
      expect(end.stdout.split('\n').filter((line) => line.startsWith(`::${level} `)).length).toBeLessThanOrEqual(10)
    }
    await start(story, { run: 2, inputs: { 'check-run': 'true', comment: 'false' } })
    expect(fake.state.createdCheckRuns[0]?.annotations.length).toBeGreaterThanOrEqual(200)
  })
})

describe('what the change did', () => {
  const two = workflow(job('build'), job('test', 'npm run lint'))

  test('is nothing where a workflow was renamed', async () => {
    const story = pullStory({ ...CODE, [CI]: two }, { [CI]: undefined, '.github/workflows/build.yml': two })
    const { introduced, report } = await reported(story)
    expect([introduced, report.fixed, report.trust]).toEqual([[], [], []])
    expect(report.gate).toMatchObject({ verdict: 'pass', scope: 'changes' })
  })

  test('is nothing where a step, a comment and jobs came above', async () => {
    const clean = '  docs:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: echo\n'
    const moved = `# first\n${workflow(clean, job('build'), job('test', 'npm run lint'))}`
    const { introduced, report } = await reported(
      pullStory({ ...CODE, [CI]: two }, { [CI]: moved.replace('- run: npm ci', '- run: echo\n      - run: npm ci') }),
    )
    expect([introduced, report.fixed]).toEqual([[], []])
  })

  test('is no new finding on a job that changed its place', async () => {
    const moved = workflow(job('test', 'npm run lint'), job('build'))
    const { introduced, report } = await reported(pullStory({ ...CODE, [CI]: two }, { [CI]: moved }))
    expect(introduced).not.toContain('ci-job-timeout')
    expect(report.fixed.map(({ check }) => check)).not.toContain('ci-job-timeout')
  })

  test('is one finding where one job was added beside those that have it', async () => {
    const { introduced } = await reported(
      pullStory({ ...CODE, [CI]: two }, { [CI]: workflow(job('added'), job('build'), job('test', 'npm run lint')) }),
    )
    expect(introduced.filter((check) => check === 'ci-job-timeout')).toHaveLength(1)
  })

  test('is a practice that was met and is not', async () => {
    const { end, report } = await reported(pullStory({ ...CODE, [CI]: two }, { [CI]: undefined }))
    expect(report.changes.map(({ from, to }) => [from, to])).toContainEqual(['met', 'not-met'])
    expect(report.gate.verdict).toBe('fail')
    expect(report.gate.because.join('\n')).toContain('was met before this change and is not met now')
    expect(end.stdout).toMatch(/^::warning title=Pillarlint::This change moves practices\. /m)
  })

  test('is known in a shallow clone too', async () => {
    const story = shallow(pullStory({ ...CODE, [CI]: workflow(job('build')) }, { [CI]: two }))
    fake.state.comparisons.set(`${story.base}...${story.merge}`, {
      mergeBase: story.base,
      files: [{ filename: CI, status: 'modified', patch: '@@ -12,0 +13,6 @@\n+x\n+x\n+x\n+x\n+x\n+x' }],
    })
    fake.state.files.set(`${story.base}:${CI}`, workflow(job('build')))
    const { introduced, report } = await reported(story)
    expect(introduced.filter((check) => check === 'ci-job-timeout')).toHaveLength(1)
    expect(report.gate.scope).toBe('changes')
    expect(fake.requests.length).toBeLessThan(30)
  })

  test('is not known in a shallow clone of a host that does not compare, which is said', async () => {
    const { end, report } = await reported(shallow(plain))
    expect(report.gate.scope).toBe('repository')
    expect(end.stdout).toMatch(/^::notice title=Pillarlint::The base is not in the clone/m)
  })
})

describe('configuration', () => {
  test('that the pull request adds does not govern, and is listed', async () => {
    const { report } = await reported(
      pullStory({ ...CODE, [CI]: workflow(job('build')) }, { 'pillarlint.yml': 'fail-on: never\nexclude: ["**"]\n' }),
    )
    expect(report.gate.failOn).toBe('foundational')
    expect(report.configChanges[0]).toContain('Adds the configuration file')
    expect(report.trust.map(({ kind }) => kind)).toEqual(['config-loosened', 'config-loosened'])
  })

  test('that the pull request removes still governs, and its owner is named', async () => {
    const owned = { '.github/CODEOWNERS': '/pillarlint.yml @acme/platform\n', 'pillarlint.yml': 'fail-on: never\n' }
    const { report } = await reported(pullStory({ ...CODE, ...owned }, { 'pillarlint.yml': undefined }))
    expect(report.gate.failOn).toBe('never')
    expect(report.trust).toMatchObject([{ kind: 'config-removed', owners: ['@acme/platform'] }])
    expect(bodiesOn(fake)[0]).toContain('`@acme/platform`')
  })
})

describe('the linter itself', () => {
  test('removed from its workflow is named with its line', async () => {
    const before = workflow(job('build'), LINTER)
    const { end, report } = await reported(pullStory({ ...CODE, [CI]: before }, { [CI]: workflow(job('build')) }))
    expect(report.trust).toMatchObject([{ kind: 'step-removed' }])
    expect(end.stdout).toMatch(/^::notice title=This changes how changes are judged,file=\.github\/workflows\/ci\.yml/m)
  })

  test('silenced by a comment is named too', async () => {
    const before = workflow(job('build'))
    const after = before.replace('  build:', '  # pillarlint-ignore ci-job-timeout: it is short\n  build:')
    const { report } = await reported(pullStory({ ...CODE, [CI]: before }, { [CI]: after }))
    expect(report.trust).toMatchObject([{ kind: 'suppression-added' }])
  })
})

describe('other hosts and events', () => {
  test('GitHub Enterprise Server', async () => {
    await fake.close()
    fake = await startFakeGitHub({ prefix: '/api/v3' })
    letComment(fake)
    await start(plain, { server: 'https://git.acme.example' })
    expect(bodiesOn(fake)[0]).toContain(`https://git.acme.example/acme/shop/blob/${plain.head}/${CI}`)
  })

  test('pull_request_target reads the pull request as data', async () => {
    const { workspace, base } = plain
    runGit(workspace, 'checkout', '-q', '--detach', base)
    const end = await start(plain, { event: 'pull_request_target', sha: base })
    runGit(workspace, 'checkout', '-q', '--detach', plain.merge)
    expect(end.stdout).toContain('scope changes')
    expect(bodiesOn(fake)).toHaveLength(1)
  })

  test('a run that follows another one comments on nothing', async () => {
    const run = { head_sha: plain.head, pull_requests: [{ number: 7 }], head_repository: { full_name: 'acme/shop' } }
    await start(plain, { event: 'workflow_run', payload: { workflow_run: run, ...pullPayload(plain) } })
    expect(bodiesOn(fake)).toEqual([])
  })

  test('a host that refuses the token', async () => {
    fake.state.tokens.delete(SECRET)
    const end = await start(plain)
    expect(end.outputs['verdict']).toMatch(/^(?:pass|fail)$/)
    expect(end.stdout).toContain('Not known of the host:')
  })
})
