import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { loadConfig } from '../../src/config/load.js'
import { workTreeFiles } from '../../src/snapshot/work-tree.js'
import { runCli } from '../helpers/cli.js'
import { link, temporaryFolder, write } from '../helpers/git-repository.js'

const WORDS = ['--statement', 'The team: "builds" & runs it', '--owner', '@acme/shop', '--evidence', 'README.md']
const FILE = '.pillarlint/attestations.yaml'

function repository(files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder()
  write(root, { 'README.md': '# Shop\n', ...files })
  return root
}

async function attestedIn(root: string) {
  const config = loadConfig({ files: await workTreeFiles(root), checks: [], overrides: {}, today: '2026-06-01' })
  return config.ok ? config.policy.attestations : []
}

describe('attest', () => {
  test('makes the file, for a year from today', async () => {
    const root = repository()
    const { status, stdout } = await runCli(['attest', 'OA.STD.6', root, ...WORDS])
    expect(status).toBe(0)
    expect(stdout).toContain(`Written to ${FILE}`)
    expect(await attestedIn(root)).toMatchObject([
      {
        id: 'OA.STD.6',
        status: 'met',
        statement: 'The team: "builds" & runs it',
        owner: '@acme/shop',
        evidence: 'README.md',
        attestedOn: '2026-06-01',
        expiresOn: '2027-05-31',
      },
    ])
  })

  test.each([
    ['a list', '# ours\n- id: OA.LS.1\n  status: met\n'],
    ['a list without an end of line', '- id: OA.LS.1\n  status: met'],
    ['an indented list', '  - id: OA.LS.1\n    status: met\n'],
    ['a mapping', 'attestations:\n  - id: OA.LS.1\n    status: met\n'],
  ])('adds to %s and leaves what is there as it is', async (_name, start) => {
    const [, indent = ''] = /^( *)- id/m.exec(start) ?? []
    const rest = [
      'statement: s',
      'owner: o',
      'evidence: README.md',
      'attested_on: 2026-01-01',
      'expires_on: 2026-12-01',
    ]
    const text = `${start.replace(/\n$/, '')}\n${rest.map((line) => `${indent}  ${line}`).join('\n')}\n# the end\n`
    const root = repository({ [FILE]: text })
    expect(await runCli(['attest', 'OA.STD.6', root, ...WORDS])).toMatchObject({ status: 0, stderr: '' })
    expect(readFileSync(join(root, FILE), 'utf8').startsWith(text)).toBe(true)
    expect((await attestedIn(root)).map(({ id }) => id)).toEqual(['OA.LS.1', 'OA.STD.6'])
  })

  test('what cannot be added to is left alone', async () => {
    const text =
      '[{id: OA.LS.1, status: met, statement: s, owner: o, evidence: e, attested_on: 2026-01-01, expires_on: 2026-12-01}]\n'
    const root = repository({ [FILE]: text })
    const { status, stderr } = await runCli(['attest', 'OA.STD.6', root, ...WORDS])
    expect(status).toBe(2)
    expect(stderr).toContain('add it by hand')
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(text)
  })

  test.each([
    [['OA.STD.66', '.', ...WORDS], /there is no practice "OA.STD.66"; did you mean "OA\.STD\.6"/],
    [[], /needs the id of one practice/],
    [['OA.STD.6', '.', '--owner', 'me'], /needs --statement, --evidence/],
    [['OA.STD.6', '.', ...WORDS, '--status', 'great'], /--status/],
    [['OA.STD.6', '.', ...WORDS, '--expires', 'soon'], /no date of the form/],
    [['OA.STD.6', '.', ...WORDS, '--expires', '2028-01-01'], /not within the next twelve months/],
    [['OA.STD.6', '.', ...WORDS, '--expires', '2026-05-31'], /not within the next twelve months/],
    [['OA.STD.6', '.', ...WORDS.slice(0, 4), '--evidence', 'docs/no.md'], /neither a URL nor a file/],
  ])('attest %p is refused and writes nothing', async (argv, message) => {
    const root = repository()
    const { status, stderr } = await runCli(['attest', ...argv], { cwd: root })
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
    expect(existsSync(join(root, '.pillarlint'))).toBe(false)
  })

  test('what is attested already is not attested twice', async () => {
    const root = repository()
    await runCli(['attest', 'OA.STD.6', root, ...WORDS])
    const { status, stderr } = await runCli(['attest', 'OA.STD.6', root, ...WORDS])
    expect(status).toBe(2)
    expect(stderr).toContain(`${FILE}:3: change or renew it there`)
  })

  test('a wrong configuration is said first', async () => {
    const root = repository({ 'pillarlint.yml': 'x: 1\n' })
    const { status, stderr } = await runCli(['attest', 'OA.STD.6', root, ...WORDS])
    expect(status).toBe(2)
    expect(stderr).toContain('pillarlint.yml:1')
  })
})

describe('attest --service', () => {
  const CONFIG = { 'pillarlint.yml': 'services: { web: web, api: api }\n' }

  test('one record for each service and one for all', async () => {
    const root = repository(CONFIG)
    for (const more of [['--service', 'web'], ['--service', 'api'], []])
      expect((await runCli(['attest', 'OA.STD.6', root, ...WORDS, ...more])).status).toBe(0)
    expect((await attestedIn(root)).map(({ service }) => service)).toEqual(['web', 'api', undefined])
    const again = await runCli(['attest', 'OA.STD.6', root, ...WORDS, '--service', 'web'])
    expect(again.stderr).toContain('OA.STD.6 is attested at')
  })

  test('a service that is not there', async () => {
    const { status, stderr } = await runCli(['attest', 'OA.STD.6', repository(CONFIG), ...WORDS, '--service', 'wb'])
    expect([status, stderr]).toEqual([2, 'pillarlint: there is no service "wb"; did you mean "web"?\n'])
    const off = await runCli([
      'attest',
      'OA.STD.6',
      repository({ 'pillarlint.yml': 'services: off' }),
      ...WORDS,
      '--service',
      'web',
    ])
    expect(off.stderr).toContain('there are no services')
  })
})

describe('attest writes inside of the repository alone', () => {
  test('and through no symbolic link to a folder', async () => {
    const elsewhere = temporaryFolder()
    const root = repository()
    link(root, { '.pillarlint': elsewhere })
    const { status, stderr } = await runCli(['attest', 'OA.STD.6', root, ...WORDS])
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('cannot be written') })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  test('nor to a file', async () => {
    const elsewhere = join(temporaryFolder(), 'kept.yaml')
    writeFileSync(elsewhere, '# kept\n')
    const root = repository()
    link(root, { [FILE]: elsewhere })
    expect(await runCli(['attest', 'OA.STD.6', root, ...WORDS])).toMatchObject({ status: 2 })
    expect(readFileSync(elsewhere, 'utf8')).toBe('# kept\n')
  })
})
