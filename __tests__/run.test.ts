import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { defineCheck, fileLocation, z, type AnyCheck } from '../src/check-api/index.js'
import { noHosting } from '../src/models/no-hosting.js'
import { runPillarlint, type RunOptions } from '../src/run.js'
import { revisionFiles } from '../src/snapshot/revision.js'
import { commit, repository, runGit, temporaryFolder, write } from './helpers/git-repository.js'

/** Reports every file whose name ends in `.bad`. */
const NO_BAD_FILES: AnyCheck = defineCheck({
  id: 'no-bad-files',
  title: 'A file is bad',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.2'],
  needs: ['files'],
  options: z.strictObject({ ending: z._default(z.string(), '.bad') }),
  messages: { bad: { text: '{file} is bad.', remedy: 'Remove it.' } },
  *run({ files }, { ending }) {
    for (const file of files.paths.filter((path) => path.endsWith(ending))) {
      yield { kind: 'problem', message: 'bad', data: { file }, at: fileLocation(file) }
    }
  },
})

async function run(root: string, more: Partial<RunOptions> = {}) {
  const result = await runPillarlint({
    root,
    overrides: {},
    hosting: noHosting('the run is offline'),
    today: '2026-06-01',
    version: '0.0.0',
    checks: [NO_BAD_FILES],
    ...more,
  })
  return result.ok
    ? { ...result.report, found: result.report.findings.map(({ at, delta, inChange }) => [at?.file, delta, inChange]) }
    : { errors: result.errors, found: [], configChanges: [], fixed: [] }
}

describe('the files on disk', () => {
  test('are linted by their own configuration', async () => {
    const root = repository({
      'a.bad': '',
      'b.worse': '',
      'pillarlint.yml': 'checks: { no-bad-files: { ending: .worse } }',
    })
    const report = await run(root, { repository: 'acme/shop' })
    expect(report.found).toEqual([['b.worse', null, null]])
    expect(report).toMatchObject({
      subject: { repository: 'acme/shop', revision: null, baseRevision: null },
      configChanges: [],
    })
  })

  test('of a folder inside a repository are linted as a repository of their own', async () => {
    const root = repository({ 'a.bad': '', 'apps/b.bad': '' })
    expect((await run(join(root, 'apps'))).found).toEqual([['b.bad', null, null]])
  })

  test('that change between two revisions', async () => {
    const root = repository({ 'old.bad': '', 'gone.bad': '' })
    runGit(root, 'checkout', '-q', '-b', 'topic')
    runGit(root, 'rm', '-q', 'gone.bad')
    write(root, { 'new.bad': 'x\n' })
    commit(root)
    const report = await run(root, { base: 'main', pull: { number: 7 } })
    expect(report.found).toEqual([
      ['new.bad', 'introduced', true],
      ['old.bad', 'existing', false],
    ])
    expect(report).toMatchObject({
      fixed: [{ at: { file: 'gone.bad' } }],
      gate: { scope: 'changes' },
      subject: { pullRequest: 7, baseRevision: runGit(root, 'rev-parse', 'main') },
    })
  })

  test('are compared with where the change began, not with what the base became', async () => {
    const root = repository({ 'old.bad': '' })
    const start = runGit(root, 'rev-parse', 'HEAD')
    runGit(root, 'checkout', '-q', '-b', 'topic')
    write(root, { 'new.bad': '' })
    commit(root)
    runGit(root, 'checkout', '-q', 'main')
    runGit(root, 'rm', '-q', 'old.bad')
    commit(root, 'Remove')
    runGit(root, 'checkout', '-q', 'topic')
    const report = await run(root, { base: 'main' })
    expect(report.found).toEqual([
      ['new.bad', 'introduced', true],
      ['old.bad', 'existing', false],
    ])
    expect(report).toMatchObject({ subject: { baseRevision: start } })
  })

  test('may be those of a commit', async () => {
    const root = repository({ 'old.bad': '' })
    write(root, { 'new.bad': '' })
    const report = await run(root, { head: 'HEAD' })
    expect(report.found).toEqual([['old.bad', null, null]])
    expect(report).toMatchObject({ subject: { revision: runGit(root, 'rev-parse', 'HEAD') } })
  })

  test('changed lines that the host names are taken instead of those of git', async () => {
    const root = repository({ 'old.bad': '' })
    const changed = new Map([['old.bad', [{ from: 1, to: 1 }]]])
    expect((await run(root, { base: 'HEAD', pull: { number: 1, changed } })).found).toEqual([
      ['old.bad', 'existing', true],
    ])
  })
})

describe('the configuration of the base governs', () => {
  const off = 'checks: { no-bad-files: off }\n'

  async function change(before: Record<string, string>, after: Record<string, string>, more: Partial<RunOptions> = {}) {
    const root = repository(before)
    runGit(root, 'checkout', '-q', '-b', 'topic')
    write(root, { ...after, 'new.bad': '' })
    commit(root)
    return run(root, { base: 'main', ...more })
  }

  test('a change cannot switch a check off for itself, and what it tries is listed', async () => {
    const { found, configChanges } = await change({}, { 'pillarlint.yml': off })
    expect(found).toHaveLength(1)
    expect(configChanges).toEqual([
      'Adds the configuration file pillarlint.yml.',
      'Sets the check no-bad-files to "off".',
    ])
  })

  test('nor break it', async () => {
    const { found, configChanges } = await change({}, { 'pillarlint.yml': 'chekcs: {}' })
    expect(found).toHaveLength(1)
    expect(configChanges.at(-1)).toBe(
      'Would be refused: pillarlint.yml:1:1: there is no key "chekcs"; did you mean "checks"?.',
    )
  })

  test('what the base switches off stays off', async () => {
    expect(await change({ 'pillarlint.yml': off }, { 'pillarlint.yml': '' })).toMatchObject({ found: [] })
  })

  test('a configuration file that the change adds does not govern yet, though it is named', async () => {
    const named = { configPath: 'ci/lint.yml' }
    expect((await change({}, { 'ci/lint.yml': off }, named)).found).toHaveLength(1)
    expect(await change({ 'ci/lint.yml': off }, {}, named)).toMatchObject({ found: [] })
    expect(await change({}, {}, named)).toMatchObject({
      errors: ['ci/lint.yml:1:1: there is no such configuration file in the repository'],
    })
  })

  test('files that somebody else read may govern', async () => {
    const root = repository({ 'a.bad': '', 'pillarlint.yml': off })
    const main = revisionFiles(root, 'main')
    runGit(root, 'rm', '-q', 'pillarlint.yml')
    commit(root)
    if (!main.known) throw new Error(main.reason)
    const report = await run(root, { governing: main.value })
    expect(report).toMatchObject({
      found: [],
      configChanges: expect.arrayContaining([expect.stringMatching(/^Removes/)]),
    })
  })
})

describe('what the user must correct', () => {
  test.each<[string, Partial<RunOptions>, string]>([
    ['a folder that is not there', { root: '/nowhere/at/all' }, 'there is no folder /nowhere/at/all'],
    [
      'a base that is not there',
      { base: 'nowhere' },
      'the revision nowhere is not in this clone: fetch the whole history of the branch (actions/checkout: fetch-depth: 0, no filter)',
    ],
    [
      'a base that is an option',
      { base: '--all' },
      'the revision --all is not in this clone: fetch the whole history of the branch (actions/checkout: fetch-depth: 0, no filter)',
    ],
    ['a configuration with a mistake', {}, 'pillarlint.yml:1:1: there is no key "x"; known keys: '],
  ])('%s', async (_, more, error) => {
    const root = repository({ 'pillarlint.yml': 'x: 1' })
    const result = await run(root, more)
    expect(result).toMatchObject({ errors: [expect.stringContaining(error)] })
  })

  test('a base outside of git', async () => {
    expect(await run(temporaryFolder(), { base: 'main' })).toMatchObject({ errors: [expect.any(String)] })
  })
})
