import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { governingReader } from '../src/action/governing.js'
import { readRemoteFile } from '../src/github/index.js'
import { runPillarlint, type RunOptions } from '../src/run.js'
import { noHosting } from '../src/models/no-hosting.js'
import { known } from '../src/core/known.js'
import { plain } from '../src/core/message.js'
import { textBeyond } from '../src/snapshot/text-beyond.js'
import { workTreeFiles } from '../src/snapshot/work-tree.js'
import { runCli } from './helpers/cli.js'
import { actionsToken, connect, startFakeGitHub, type FakeGitHub } from './helpers/fake-github/index.js'
import { commit, link, repository, runGit, write } from './helpers/git-repository.js'

const PIN = 'a'.repeat(40)
const REMOTE = `github:acme/defaults/base.yml@${PIN}`

const options = (root: string, more: Partial<RunOptions> = {}): RunOptions => ({
  root,
  overrides: {},
  hosting: noHosting('not asked'),
  today: '2026-06-01',
  version: '0',
  checks: [],
  ...more,
})

async function outcome(root: string, more: Partial<RunOptions> = {}) {
  const result = await runPillarlint(options(root, more))
  return result.ok ? { failOn: result.report.gate.failOn, changes: result.report.configChanges } : result.errors
}

describe('a folder of a repository', () => {
  const monorepo = () =>
    repository({
      'pillarlint.yml': 'fail-on: optional\n',
      'services/shop/pillarlint.yml': 'extends: ../../pillarlint.yml\n',
    })

  test('extends the file of the repository, on disk and at a revision', async () => {
    const root = join(monorepo(), 'services/shop')
    expect(await outcome(root)).toMatchObject({ failOn: 'optional' })
    expect(await outcome(root, { head: 'HEAD' })).toMatchObject({ failOn: 'optional' })
    expect((await runCli(['config', root])).stdout).toContain('../../pillarlint.yml:1')
  })

  test('the base of a change governs, with what it extends; what would change is told', async () => {
    const top = monorepo()
    const root = join(top, 'services/shop')
    runGit(top, 'checkout', '-q', '-b', 'topic')
    write(top, { 'pillarlint.yml': 'fail-on: never\n' })
    commit(top)
    expect(await outcome(root, { base: 'main' })).toEqual({
      failOn: 'optional',
      changes: ['Changes fail-on from "optional" to "never".'],
    })
  })

  test('never leads out of the repository, by dots or by links', async () => {
    const top = repository({ 'a/x.yml': '' })
    write(join(top, '..'), {})
    link(top, { 'a/link.yml': '/etc/hostname', 'outside.yml': '../outside.yml' })
    const root = join(top, 'a')
    const read = async (path: string) => textBeyond(root, await workTreeFiles(root), undefined, path)
    expect(await read('../../x.yml')).toMatchObject({ known: false, reason: 'it leads out of the repository' })
    expect(await read('link.yml')).toMatchObject({ known: false, reason: expect.stringContaining('symbolic link') })
    expect(await read('../outside.yml')).toMatchObject({
      known: false,
      reason: expect.stringContaining('symbolic link'),
    })
    expect(await read('../none.yml')).toMatchObject({ known: false, reason: 'there is no such file' })
  })
})

describe('files of other repositories', () => {
  test('a change under review decides nothing that is read there', async () => {
    const root = repository({ 'pillarlint.yml': `extends: ${REMOTE}\n` })
    runGit(root, 'checkout', '-q', '-b', 'topic')
    write(root, { 'pillarlint.yml': 'extends: github:acme/secrets/keys.yml\n' })
    commit(root)
    const asked: string[] = []
    const readRemote: RunOptions['readRemote'] = ({ repo }) => {
      asked.push(repo)
      return Promise.resolve(known('fail-on: recommended'))
    }
    expect(await outcome(root, { base: 'main', readRemote })).toEqual({
      failOn: 'recommended',
      changes: [`Changes extends from "${REMOTE}" to "github:acme/secrets/keys.yml".`],
    })
    expect(asked).toEqual(['defaults'])
  })

  test('what the base has read there is what a change is compared with', async () => {
    const root = repository({ 'pillarlint.yml': `extends: ${REMOTE}\n` })
    const readRemote = () => Promise.resolve(known('fail-on: optional\nscope: repository\n'))
    const trustOf = async (text: string) => {
      runGit(root, 'checkout', '-q', '-B', 'topic', 'main')
      write(root, { 'pillarlint.yml': text })
      commit(root)
      const result = await runPillarlint(options(root, { base: 'main', readRemote }))
      return result.ok ? result.report.trust?.map(({ message }) => plain(message)) : result.errors
    }
    expect(await trustOf(`extends: ${REMOTE}\nfail-on: never\n`)).toEqual([
      '"fail-on" goes from "optional" to "never".',
    ])
    expect(await trustOf('fail-on: optional\n')).toEqual([
      '"scope" goes from "repository" to "its default".',
      expect.stringContaining('would extend "no other repository" in the place of'),
    ])
    expect(await trustOf('extends: github:eve/mild/base.yml\n')).toEqual([
      `The configuration would extend "github:eve/mild/base.yml" in the place of "${REMOTE}".`,
    ])
  })

  test('without a way to them the run is refused, and says what to do', async () => {
    const root = repository({ 'pillarlint.yml': `extends: ${REMOTE}\n` })
    expect(await outcome(root)).toEqual([expect.stringContaining('cannot be read: this run has no way to the host')])
    expect(await runCli([root])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no token was given; put a token in GITHUB_TOKEN'),
    })
    const offline = await runCli([root, '--offline'], { env: { GITHUB_TOKEN: 't' } })
    expect(offline).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('the run is offline; run it without --offline'),
    })
  })
})

describe('the host', () => {
  let fake: FakeGitHub
  beforeEach(async () => {
    fake = await startFakeGitHub()
    fake.state.others.set('acme/defaults', {
      files: new Map([
        [`${PIN}:base.yml`, 'fail-on: optional\n'],
        ['HEAD:base.yml', 'x'],
      ]),
    })
  })
  afterEach(() => fake.close())

  const file = { owner: 'acme', repo: 'defaults', path: 'base.yml' }

  test('gives a file of another repository, by ref or of its default branch', async () => {
    expect(await readRemoteFile(connect(fake), { ...file, ref: PIN })).toEqual(known('fail-on: optional\n'))
    expect(await readRemoteFile(connect(fake), file)).toEqual(known('x'))
  })

  test('says what is missing', async () => {
    expect(await readRemoteFile(connect(fake), { ...file, ref: 'v9' })).toMatchObject({
      reason: 'acme/defaults has no text file base.yml at v9',
    })
    expect(await readRemoteFile(connect(fake), { ...file, repo: 'none' })).toMatchObject({
      reason: 'the token does not see a repository acme/none',
      remedy: expect.stringContaining('if it is private'),
    })
  })

  test('asks with the token for settings where that of the job does not see the repository', async () => {
    const token = actionsToken({ contents: 'read' })
    fake.state.tokens.set('admin', token)
    fake.state.others.set('acme/private', { files: new Map([['HEAD:base.yml', 'secret defaults']]), token })
    const hidden = { ...file, repo: 'private' }
    expect((await readRemoteFile(connect(fake), hidden)).known).toBe(false)
    expect(await readRemoteFile(connect(fake, { settingsToken: 'admin' }), hidden)).toEqual(known('secret defaults'))
  })

  test('is asked by the command line with its token', async () => {
    const root = repository({ 'pillarlint.yml': `extends: ${REMOTE}\n` })
    const env = { GITHUB_TOKEN: 'job-token', GITHUB_API_URL: fake.apiUrl, GITHUB_GRAPHQL_URL: fake.graphqlUrl }
    const { stdout, status } = await runCli(['config', root], { env })
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining(`${REMOTE}:1`) })
  })

  test('gives further files of the base that is not in the clone', async () => {
    fake.state.files.set(`${PIN}:lint/base.yml`, 'here')
    const read = governingReader(connect(fake), PIN, 'services/shop/')
    expect(await read('../../lint/base.yml')).toEqual(known('here'))
    expect(await read('../../none.yml')).toMatchObject({ reason: 'there is no such file' })
    expect(await read('../../../x.yml')).toMatchObject({ reason: 'it leads out of the repository' })
  })
})
