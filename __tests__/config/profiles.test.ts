import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { lint } from '../../src/lint.js'
import { practiceById } from '../../src/catalog/index.js'
import { loadConfig } from '../../src/config/load.js'
import { profileOf, PROFILES } from '../../src/config/profiles.js'
import { practices } from '../../src/catalog/index.js'
import { known, unknown } from '../../src/core/known.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { filesOf } from '../helpers/files.js'

const FILES = {
  'package.json': JSON.stringify({ name: 'shop', scripts: { test: 'jest' } }),
  'src/index.js': 'run()\n'.repeat(20),
  'src/index.test.js': 'test()\n',
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test || true\n',
}

function reportWith(config: string) {
  const files = filesOf({ ...FILES, 'pillarlint.yml': config })
  const loaded = loadConfig({ files, checks, practices: practices(), overrides: {}, today: '2026-06-01' })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
  return lint(
    { version: '0.1.0', checks, policy: loaded.policy, settings: loaded.settings },
    {
      repository: 'acme/shop',
      revision: null,
      files,
      hosting: noHosting('no repository was named'),
      history: known({ authors: 3, commits: 120, shallow: false }),
      deliveryHistory: unknown('not read'),
    },
  )
}

const verdictOf = (config: string, id: string) => reportWith(config).practices.find((each) => each.id === id)

describe('profiles', () => {
  test.each(PROFILES)('%s names checks and practices that exist', (name) => {
    const { off, leftOut, options } = profileOf(name)
    const ids = new Set<string>(checks.map(({ id }) => id))
    expect([...off, ...Object.keys(options)].filter((id) => !ids.has(id))).toEqual([])
    expect(leftOut.filter((id) => practiceById(id) === undefined)).toEqual([])
    for (const [id, given] of Object.entries(options)) {
      expect(checks.find((check) => check.id === id)?.options.safeParse(given).success).toBe(true)
    }
  })

  test('what a profile leaves out is not applicable, and says so', () => {
    expect(verdictOf('', 'DL.CR.8')?.verdict).toBe('not-met')
    expect(verdictOf('profile: solo\n', 'DL.CR.8')).toMatchObject({
      verdict: 'not-applicable',
      rule: 9,
      reason: expect.stringContaining('one person maintains the repository'),
      findings: [],
    })
    expect(reportWith('profile: solo\n').findings.some(({ check }) => check.startsWith('owners-'))).toBe(false)
  })

  test('what the configuration leaves out does not gate', () => {
    const before = reportWith('')
    const [broken = ''] = before.gate.practices
    expect(before.gate.verdict).toBe('fail')
    const after = reportWith(`practices:\n  - { id: ${broken}, count: false, reason: Not here. }\n`)
    expect(after.gate.practices).toEqual(before.gate.practices.filter((id) => id !== broken))
  })

  test('a check that a profile switches off holds no level back', () => {
    const steps = (config: string) => reportWith(config).maturity.next.map(({ check }) => check)
    expect(steps('')).toContain('protection-reviews-required')
    expect(steps('profile: solo\n')).toContain('protection-default-branch')
    expect(steps('profile: solo\n')).not.toContain('protection-reviews-required')
  })

  test('rules newer than the epoch are named', () => {
    const old = reportWith('epoch: "0.0"\n')
    expect(old.gate.verdict).toBe('pass')
    expect(old.findings.every(({ newer, severity }) => newer === true && severity !== 'error')).toBe(true)
    expect(old.leftovers.map(({ message }) => message)).toContainEqual(expect.stringContaining('Raise the epoch'))
  })
})
