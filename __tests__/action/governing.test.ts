import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readGoverningFiles } from '../../src/action/governing.js'
import type { Files } from '../../src/snapshot/snapshot.js'
import { actionsToken, connect, FAULTS, startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'

const BASE = 'b'.repeat(40)

let fake: FakeGitHub

beforeEach(async () => {
  fake = await startFakeGitHub()
})

afterEach(async () => {
  await fake.close()
})

const put = (files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) fake.state.files.set(`${BASE}:${path}`, text)
}

async function read(folder = '', configPath?: string): Promise<Record<string, string | undefined>> {
  const found = await readGoverningFiles(connect(fake), BASE, folder, configPath)
  if (!found.known) throw new Error(found.reason)
  const files: Files = found.value
  return Object.fromEntries(files.paths.map((path) => [path, files.text(path)]))
}

describe('the files that govern', () => {
  test('are none where the base has none', async () => {
    put({ 'README.md': 'text' })
    expect(await read()).toEqual({})
    expect(fake.requests).toHaveLength(1)
  })

  test('are configuration, attestations and the baseline that the configuration names', async () => {
    put({
      '.github/pillarlint.yml': 'fail-on: optional\nbaseline: ./lint/baseline.json\n',
      '.pillarlint/attestations.yaml': 'attestations: []\n',
      'lint/baseline.json': '["0123456789abcdef"]',
      'lint/other.json': '',
    })
    expect(await read()).toEqual({
      '.github/pillarlint.yml': 'fail-on: optional\nbaseline: ./lint/baseline.json\n',
      '.pillarlint/attestations.yaml': 'attestations: []\n',
      'lint/baseline.json': '["0123456789abcdef"]',
    })
    expect(fake.requests).toHaveLength(2)
  })

  test('are those of the folder that is linted, by their paths in it', async () => {
    put({ 'pillarlint.yml': 'fail-on: never\n', 'api/pillarlint.yml': 'fail-on: optional\n' })
    expect(await read('api/')).toEqual({ 'pillarlint.yml': 'fail-on: optional\n' })
  })

  test('include the configuration that the workflow names', async () => {
    put({ 'pillarlint.yml': 'fail-on: never\n', 'conf/lint.yml': 'fail-on: optional\n' })
    expect(await read('', './conf/lint.yml')).toEqual({ 'conf/lint.yml': 'fail-on: optional\n' })
  })

  test('may be broken, which is for whoever uses them to say', async () => {
    put({ 'pillarlint.yml': 'baseline: [\n' })
    expect(await read()).toEqual({ 'pillarlint.yml': 'baseline: [\n' })
  })
})

describe('are unknown', () => {
  const reason = async (): Promise<string> => {
    const found = await readGoverningFiles(connect(fake), BASE, '', undefined)
    return found.known ? '' : found.reason
  }

  test('without the permission', async () => {
    fake.state.tokens.set('job-token', actionsToken({}))
    expect(await reason()).toBe('the token may not read the files of the base')
  })

  test('if the host does not answer', async () => {
    fake.fault('graphql', FAULTS.serverError)
    expect(await reason()).toMatch(/could not be reached/)
  })

  test('if one of them cannot be had whole', async () => {
    put({ 'pillarlint.yml': `# ${'x'.repeat(600_000)}` })
    expect(await reason()).toBe('pillarlint.yml is too large to be read through the API')
  })
})
