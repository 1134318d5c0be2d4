import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, URL } from 'node:url'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { BUNDLE_KILOBYTES, LOADS, PARTS, type Part } from '../../bench/budgets.js'
import { startAction } from '../helpers/bundled-action.js'
import { startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { repository, temporaryFolder } from '../helpers/git-repository.js'
import { chunksOf, loadedChunks, type Chunk } from '../helpers/loaded-chunks.js'
import { NODE } from '../helpers/node.js'

// Each test starts a process; the machine may be busy.
jest.setTimeout(60_000)

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
/** Bytes from which a chunk that is loaded has to have a name among the parts. */
const LARGE = 60_000
const WORKFLOW = 'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n'

let workspace: string
let fake: FakeGitHub

beforeAll(async () => {
  workspace = repository({
    '.github/workflows/ci.yml': WORKFLOW,
    'main.tf': 'resource "aws_s3_bucket" "a" {}\n',
    'package.json': '{"scripts":{"test":"node --test"}}',
  })
  fake = await startFakeGitHub()
})

afterAll(() => fake.close())

function partsIn(chunks: readonly Chunk[]): Part[] {
  return (Object.keys(PARTS) as Part[]).filter((part) => chunks.some(({ text }) => text.includes(PARTS[part])))
}

const kilobytes = (chunks: readonly Chunk[]): number =>
  Math.ceil(chunks.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000)

/** Runs the command line, or the Action without arguments, and returns what it loaded. */
async function load(args: readonly string[] | undefined): Promise<Chunk[]> {
  const folder = join(temporaryFolder(), 'coverage')
  mkdirSync(folder)
  const env = { NODE_V8_COVERAGE: folder }
  if (args === undefined) {
    const payload = { ref: 'refs/heads/main', repository: { default_branch: 'main' } }
    const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: workspace, encoding: 'utf8' }).trim()
    const { status } = await startAction({ workspace, event: 'push', sha, payload, fake, inputs: { token: '' }, env })
    expect([0, 1]).toContain(status)
  } else {
    const { status, stderr } = spawnSync(NODE, [CLI, ...args], {
      cwd: workspace,
      env: { PATH: process.env['PATH'], HOME: workspace, ...env },
      encoding: 'utf8',
    })
    expect({ stderr, ended: [0, 1].includes(status ?? -1) }).toEqual({ stderr: '', ended: true })
  }
  return loadedChunks(folder)
}

describe('the bundle', () => {
  test.each(Object.entries(PARTS))('holds the part “%s” in one chunk', (_, text) => {
    expect(chunksOf().filter((chunk) => chunk.text.includes(text))).toHaveLength(1)
  })

  test('weighs no more than its budget', () => {
    const weight = kilobytes(chunksOf())
    expect(weight).toBeGreaterThan(BUNDLE_KILOBYTES / 2)
    expect(weight).toBeLessThanOrEqual(BUNDLE_KILOBYTES)
  })

  test.each(LOADS)('$name loads what it uses', async ({ args, parts, kilobytes: budget }) => {
    const chunks = await load(args)
    expect(partsIn(chunks).sort()).toEqual([...parts].sort())
    const unnamed = chunks.filter((chunk) => chunk.bytes >= LARGE && partsIn([chunk]).length === 0)
    expect(unnamed.map(({ path }) => path)).toEqual([])
    expect(kilobytes(chunks)).toBeLessThanOrEqual(budget)
  })

  test('an Action that speaks to GitHub is seen to load what does', async () => {
    const folder = temporaryFolder()
    const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: workspace, encoding: 'utf8' }).trim()
    const payload = { ref: 'refs/heads/main', repository: { default_branch: 'main' } }
    await startAction({ workspace, event: 'push', sha, payload, fake, env: { NODE_V8_COVERAGE: folder } })
    expect(partsIn(loadedChunks(folder))).toEqual(expect.arrayContaining(['Octokit', 'settings on GitHub']))
  })

  test('a page of HTML is seen to load what writes it', () => {
    const folder = temporaryFolder()
    spawnSync(NODE, [CLI, '.', '--offline', '-o', 'report.html'], {
      cwd: workspace,
      env: { PATH: process.env['PATH'], HOME: workspace, NODE_V8_COVERAGE: folder },
    })
    expect(partsIn(loadedChunks(folder))).toContain('HTML report')
  })
})
