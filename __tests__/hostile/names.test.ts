import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, jest, test } from '@jest/globals'
import { commit, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { forgeriesIn } from './forgery.js'
import { FINDING } from './hostile-texts.js'
import { GOOD, lintBuilt, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(120_000)

const bytes = (...parts: readonly (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

/** Writes files below `root` whose names may hold any bytes; false where the file system takes none but UTF-8. */
function writeBytes(root: string, files: readonly (readonly [path: Buffer, text: string])[]): boolean {
  try {
    for (const [path, text] of files) writeFileSync(bytes(`${root}/`, [...path]), text)
    return true
  } catch {
    return false
  }
}

const reasonOf = ({ report }: Linted, file: string): string | undefined =>
  report.coverage.files.unread.find((each) => each.file === file)?.reason

describe('a name that is no UTF-8', () => {
  const workflow = (byte: number): Buffer => bytes('.github/workflows/', [byte], '.yml')
  const FILES = [
    [workflow(0xff), FINDING],
    [workflow(0xfe), FINDING],
    [bytes('.github/workflows/\uFFFD.yml'), 'on: push\njobs: {}\n'],
    [bytes('docker/', [0xc3, 0x28], 'Dockerfile'), 'FROM node\n'],
  ] as const
  const SAID = { severity: 'error', text: expect.stringContaining('cannot be read: its name is not UTF-8') }

  test('in git, on disk and in a commit: each is said to be there, none hides behind another', () => {
    const root = repository(GOOD)
    mkdirSync(join(root, 'docker'))
    if (!writeBytes(root, FILES)) return
    commit(root)
    const linted = lintBuilt(root)
    for (const byte of ['ff', 'fe']) expect(saidOf(linted, `.github/workflows/\\x${byte}.yml`)).toEqual(SAID)
    expect(reasonOf(linted, 'docker/\\xc3(Dockerfile')).toBe('its name is not UTF-8 text')
    expect(saidOf(linted, '.github/workflows/\uFFFD.yml')).toBeUndefined()
    expect(forgeriesIn(linted)).toEqual([])
    expect(linted.status).toBe(1)
    runGit(root, 'rm', '-q', '-r', '.github')
    commit(root)
    const { report } = lintBuilt(root, '--base', 'HEAD~1')
    const fixed = report.fixed.filter(({ check }) => check === 'unreadable-file').map(({ at }) => at?.file)
    for (const byte of ['ff', 'fe']) expect(fixed).toContain(`.github/workflows/\\x${byte}.yml`)
  })

  test('in a plain folder', () => {
    const root = temporaryFolder()
    write(root, { ...GOOD, 'docker/x': '' })
    if (!writeBytes(root, FILES)) return
    mkdirSync(bytes(`${root}/`, [0xff]))
    const linted = lintBuilt(root)
    // Node.js shows both, and the one that is text, under one name.
    expect(saidOf(linted, '.github/workflows/\uFFFD.yml')).toEqual(SAID)
    expect(reasonOf(linted, '\uFFFD')).toMatch(/^it is a folder that cannot be looked into/)
    expect(forgeriesIn(linted)).toEqual([])
    expect(linted.status).toBe(1)
  })
})

test('paths that are longer than the system can open are said to be so, and those of 1,000 levels are read', () => {
  const root = temporaryFolder()
  write(root, GOOD)
  const here = process.cwd()
  const depths: number[] = []
  try {
    process.chdir(root)
    for (let depth = 1; depth <= 1_100; depth += 1) {
      mkdirSync('abc')
      process.chdir('abc')
      if (depth % 250 !== 0 && depth !== 1_050) continue
      writeFileSync('main.tf', GOOD['infra/main.tf'] ?? '')
      depths.push(depth)
    }
  } finally {
    process.chdir(here)
  }
  const at = (depth: number): string => `${'abc/'.repeat(depth)}main.tf`
  const linted = lintBuilt(root)
  process.chdir(join(root, 'abc/'.repeat(900)))
  rmSync('abc', { recursive: true })
  process.chdir(here)
  const found = new Set(linted.report.findings.map(({ at: place }) => place?.file))
  expect(depths).toEqual([250, 500, 750, 1_000, 1_050])
  for (const depth of [250, 500, 750]) expect([depth, found.has(at(depth))]).toEqual([depth, true])
  const hidden = linted.report.coverage.files.unread.filter(({ reason }) => reason.includes('longer than the system'))
  expect(hidden.length).toBeGreaterThan(0)
  expect(linted.status).toBe(1)
  expect(linted.seconds).toBeLessThan(20)
})

describe('a folder that may not be looked into', () => {
  const asUser = process.getuid?.() === 0 ? test.skip : test

  asUser('holds files that git knows of: they are not taken for deleted', () => {
    const root = repository({ ...GOOD, '.circleci/config.yml': 'version: 2.1\n' })
    chmodSync(join(root, '.circleci'), 0)
    const linted = lintBuilt(root)
    chmodSync(join(root, '.circleci'), 0o755)
    expect(saidOf(linted, '.circleci/config.yml')?.severity).toBe('error')
    expect(linted.status).toBe(1)
  })

  asUser('lies in a plain folder: what it may hold is unknown', () => {
    const root = temporaryFolder()
    write(root, { Dockerfile: 'FROM node:20\n', '.github/workflows/a.yml': FINDING, 'docs/a.md': '' })
    for (const folder of ['.github/workflows', 'docs']) chmodSync(join(root, folder), 0)
    const linted = lintBuilt(root)
    for (const folder of ['.github/workflows', 'docs']) chmodSync(join(root, folder), 0o755)
    expect(saidOf(linted, '.github/workflows')).toMatchObject({
      severity: 'error',
      text: expect.stringContaining('pipelines may be here: it is a folder that cannot be looked into: reading it'),
    })
    expect(saidOf(linted, 'docs')).toBeUndefined()
    expect(reasonOf(linted, 'docs')).toContain('not permitted')
    expect(linted.status).toBe(1)
  })
})

describe('files that a sparse checkout leaves out', () => {
  const FILES = { ...GOOD, 'README.md': '', 'kept/a.txt': '' }

  test('are judged as the commit has them, not as deleted', () => {
    const root = repository(FILES)
    const whole = lintBuilt(root)
    runGit(root, 'sparse-checkout', 'set', 'kept')
    const linted = lintBuilt(root)
    const ids = ({ report }: Linted): string[] => report.findings.map(({ fingerprint }) => fingerprint)
    expect(ids(linted)).toEqual(ids(whole))
    expect(linted.report.coverage.files).toEqual(whole.report.coverage.files)
  })

  test('and that the clone does not have either are said not to be read, and nothing is fetched', () => {
    const origin = repository(FILES)
    runGit(origin, 'config', 'uploadpack.allowFilter', 'true')
    const root = join(temporaryFolder(), 'clone')
    runGit(origin, 'clone', '-q', '--filter=blob:none', '--sparse', `file://${origin}`, root)
    const linted = lintBuilt(root)
    expect(saidOf(linted, '.github/workflows/good.yml')).toEqual({
      severity: 'error',
      text: expect.stringContaining('left out of the sparse checkout, and its content is not in this clone'),
    })
    expect(saidOf(linted, 'infra/main.tf')).toBeUndefined()
    expect(reasonOf(linted, 'infra/main.tf')).toContain('left out of the sparse checkout')
    expect(linted.status).toBe(1)
    const objects = runGit(root, 'rev-list', '--objects', '--missing=print', 'HEAD')
    expect(objects.match(/^\?/gm)?.length).toBeGreaterThan(1)
  })

  test('are those of the index: a file that is marked and gone is not deleted', () => {
    const root = repository(FILES)
    runGit(root, 'update-index', '--skip-worktree', '.github/workflows/good.yml')
    runGit(root, 'update-index', '--assume-unchanged', 'infra/main.tf')
    for (const file of ['.github/workflows/good.yml', 'infra/main.tf']) rmSync(join(root, file))
    const linted = lintBuilt(root)
    const files = new Set(linted.report.findings.map(({ at }) => at?.file))
    // Who only spares git a look at a file has deleted it all the same.
    expect([files.has('.github/workflows/good.yml'), files.has('infra/main.tf')]).toEqual([true, false])
  })
})
