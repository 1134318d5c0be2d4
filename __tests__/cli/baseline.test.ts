import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { defineCheck, fileLocation, z, type AnyCheck } from '../../src/check-api/index.js'
import { parseBaseline, type Baseline } from '../../src/core/baseline-file.js'
import { runCli } from '../helpers/cli.js'
import { link, temporaryFolder, write } from '../helpers/git-repository.js'

const shared = {
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CI.2'],
  options: z.strictObject({}),
} as const

/** The folder of the test: checks do not see the text of files that no reader takes for something. */
let linted = ''

/** Reports each line `bad` of the files, so that several findings share a fingerprint. */
const LINES: AnyCheck = defineCheck({
  ...shared,
  id: 'ci-pipeline-present',
  title: 'A line is bad',
  needs: ['files'],
  messages: { bad: { text: 'A line says {word}.', remedy: 'Remove it.' } },
  *run({ files }) {
    for (const file of files.paths.filter((path) => path.endsWith('.txt'))) {
      for (const [index, line] of readFileSync(join(linted, file), 'utf8').split('\n').entries()) {
        if (!line.startsWith('bad')) continue
        yield {
          kind: 'problem',
          message: 'bad',
          data: { word: line },
          at: { ...fileLocation(file), line: index + 1, endLine: index + 1 },
        }
      }
    }
  },
})

/** Needs settings, which a run without a token does not have. */
const SETTINGS: AnyCheck = defineCheck({
  ...shared,
  id: 'setting',
  title: 'A setting',
  needs: ['protection'],
  messages: { off: { text: 'It is off.', remedy: 'Switch it on.' } },
  run: () => [],
})
const checks = () => Promise.resolve([LINES, SETTINGS])
const FILE = '.pillarlint/baseline.json'
const CONFIG = { 'pillarlint.yml': `baseline: ${FILE}\n` }

function folder(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder()
  write(root, files)
  linted = root
  return root
}

const run = (root: string, ...argv: string[]) => runCli(['baseline', root, ...argv], { checks, cwd: root })

function entries(root: string, file = FILE): Baseline {
  const read = parseBaseline(readFileSync(join(root, file), 'utf8'))
  if (typeof read === 'string') throw new Error(read)
  return read
}

const counts = (root: string) => [...entries(root).values()].map(({ message, count }) => `${message} ${count}`).sort()

describe('the first baseline', () => {
  test('accepts what is open, counted, and says how it comes to count', async () => {
    const root = folder({ 'a.txt': 'bad\nbad\ngood\n', 'b.txt': 'bad one\n' })
    const { status, stdout, stderr } = await run(root)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(counts(root)).toEqual(['A line says "bad one". 1', 'A line says "bad". 2'])
    expect(stdout).toContain(`Made ${FILE}: 3 findings are accepted.`)
    expect(stdout).toContain(`It counts when pillarlint.yml has the line "baseline: ${FILE}".`)
  })

  test('is not made of nothing', async () => {
    const root = folder({ 'a.txt': 'good' })
    expect((await run(root)).stdout).toContain('There is no open finding to accept')
    expect(existsSync(join(root, FILE))).toBe(false)
  })

  test('may be named by the configuration already', async () => {
    const root = folder({ 'a.txt': 'bad', ...CONFIG })
    const { stdout, status } = await run(root)
    expect(status).toBe(0)
    expect(stdout).toBe(`Made ${FILE}: 1 finding is accepted.\n`)
    expect((await runCli([root], { checks })).status).toBe(0)
  })

  test('goes where --output says', async () => {
    const root = folder({ 'a.txt': 'bad' })
    expect((await run(root, '--output', 'lint/accepted.json')).status).toBe(0)
    expect(entries(root, 'lint/accepted.json').size).toBe(1)
  })

  test('accepts what is said of its own file, too', async () => {
    const about: AnyCheck = defineCheck({
      ...shared,
      id: 'owners-critical-paths',
      title: 'Files',
      needs: ['files'],
      messages: { files: { text: '{count} files have no owner.', remedy: 'Name one.' } },
      *run({ files }) {
        yield { kind: 'problem', message: 'files', data: { count: files.paths.length } }
      },
    })
    const root = folder({ 'a.txt': 'good', ...CONFIG })
    const more = { checks: () => Promise.resolve([about]), cwd: root }
    await runCli(['baseline', root], more)
    expect(counts(root)).toEqual(['3 files have no owner. 1'])
    expect((await runCli(['baseline', root], more)).stdout).toBe(`${FILE} stays as it is: 1 finding is accepted.\n`)
  })

  test('holds no credential', async () => {
    const token = `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'.slice(0, 36)}`
    const root = folder({ 'a.txt': `bad ${token}\n` })
    await run(root)
    expect(readFileSync(join(root, FILE), 'utf8')).not.toContain(token.slice(4))
  })
})

describe('a later run', () => {
  const accepted = async (text: string) => {
    const root = folder({ 'a.txt': text, ...CONFIG })
    await run(root)
    return root
  }

  test('changes nothing where nothing has changed, not even the file', async () => {
    const root = await accepted('bad\n')
    const before = statSync(join(root, FILE)).mtimeMs
    expect((await run(root)).stdout).toBe(`${FILE} stays as it is: 1 finding is accepted.\n`)
    expect(statSync(join(root, FILE)).mtimeMs).toBe(before)
  })

  test('removes what is gone and leaves open what is new', async () => {
    const root = await accepted('bad\nbad\nbad old\n')
    write(root, { 'a.txt': 'bad\nbad new\n' })
    const { stdout } = await run(root)
    expect(counts(root)).toEqual(['A line says "bad". 1'])
    expect(stdout).toContain('2 findings are no longer there, and removed from it.')
    expect(stdout).toContain('1 finding is open and not in it')
  })

  test('leaves the third of two open', async () => {
    const root = await accepted('bad\nbad\n')
    write(root, { 'a.txt': 'bad\nbad\nbad\n' })
    expect((await runCli([root], { checks })).status).toBe(1)
    await run(root)
    expect(counts(root)).toEqual(['A line says "bad". 2'])
    await run(root, '--grow')
    expect(counts(root)).toEqual(['A line says "bad". 3'])
    expect((await runCli([root], { checks })).status).toBe(0)
  })

  test('keeps what it could not look at', async () => {
    const root = await accepted('bad\n')
    const file = JSON.parse(readFileSync(join(root, FILE), 'utf8')) as { entries: object }
    const unseen = { setting: { '': [{ fingerprint: 'f'.repeat(16), count: 1, message: 'It is off.' }] } }
    write(root, { [FILE]: JSON.stringify({ ...file, entries: { ...file.entries, ...unseen } }), 'a.txt': 'good' })
    const { stdout } = await run(root)
    expect(counts(root)).toEqual(['It is off. 1'])
    expect(stdout).toContain('1 finding is kept in it unseen, because this run could not decide them.')
  })

  test('brings a list of fingerprints into the new form', async () => {
    const root = await accepted('bad\nbad\n')
    write(root, { [FILE]: JSON.stringify([...entries(root).keys()]) })
    await run(root, '--grow')
    expect([...entries(root).values()]).toEqual([
      { check: 'ci-pipeline-present', file: 'a.txt', count: 2, message: 'A line says "bad".' },
    ])
  })
})

describe('nothing is written', () => {
  test.each([
    ['over a file that is something else', { [FILE]: '{"a": 1}' }, [], 'is neither a file of'],
    ['outside of the folder', {}, ['--output', '../b.json'], 'lies outside of'],
    ['with a wrong configuration', { 'pillarlint.yml': 'fail-on: x\n' }, [], 'fail-on must be one of'],
  ])('%s', async (_, files, argv, message) => {
    const root = folder({ 'a.txt': 'bad', ...(files as Record<string, string>) })
    const { status, stderr } = await run(root, ...argv)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })

  test('through a symbolic link that leads away', async () => {
    const [root, elsewhere] = [folder({ 'a.txt': 'bad' }), temporaryFolder()]
    link(root, { '.pillarlint': elsewhere })
    const { status, stderr } = await run(root)
    expect(status).toBe(2)
    expect(stderr).toContain('cannot be written')
    expect(existsSync(join(elsewhere, 'baseline.json'))).toBe(false)
  })
})
