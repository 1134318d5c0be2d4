import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { configChanges } from '../../../src/config/changes.js'
import { configErrorText } from '../../../src/config/errors.js'
import { gatherExtended } from '../../../src/config/extends/gather.js'
import { nameOf } from '../../../src/config/extends/reference.js'
import { loadConfig, type Config } from '../../../src/config/load.js'
import { known, unknown } from '../../../src/core/known.js'
import { memoryFiles } from '../../helpers/memory-files.js'
import { plainCheck } from '../../helpers/plain-check.js'

type Texts = Readonly<Record<string, string>>

const CHECKS = [
  plainCheck('job-timeout', z.strictObject({ minutes: z._default(z.int(), 60), more: z._default(z.int(), 0) })),
  plainCheck('range', z.strictObject({})),
]
const PIN = 'a'.repeat(40)

/** Files of the repository by their paths, of others by their whole names. */
async function load(texts: Texts) {
  const files = memoryFiles(texts)
  const asked: string[] = []
  const read = (name: string) => {
    asked.push(name)
    const text = texts[name]
    return text === undefined ? unknown('there is no such file') : known(text)
  }
  const extended = await gatherExtended(files, undefined, {
    local: read,
    remote: (reference) => Promise.resolve(read(nameOf({ kind: 'remote', ...reference }))),
  })
  const config = loadConfig({
    files,
    checks: CHECKS,
    practices: ['DL.CI.1', 'DL.CI.2'].map((id) => ({ id, checks: [] })),
    overrides: {},
    today: '2026-06-01',
    ...(extended && { extended }),
  })
  return { config, asked }
}

async function loaded(texts: Texts): Promise<Config> {
  const { config } = await load(texts)
  if (!config.ok) throw new Error(config.errors.map(configErrorText).join('\n'))
  return config
}

async function errors(texts: Texts): Promise<string[]> {
  const { config } = await load(texts)
  return config.ok ? [] : config.errors.map(configErrorText)
}

const own = (text: string) => ({ 'pillarlint.yml': text })

describe('nothing is read', () => {
  test.each([
    ['without a file', {}],
    ['without the key', own('scope: changes # extends nothing')],
    ['with an empty key', own('extends:\nscope: changes')],
    ['with an empty list', own('extends: []')],
    ['where the file is broken', own('extends: [')],
  ])('%s', async (_, texts) => expect((await load(texts as Texts)).asked).toEqual([]))
})

describe('what is extended holds', () => {
  test('wherever the configuration says nothing', async () => {
    const config = await loaded({
      ...own('extends: ./base.yml\nscope: changes\nunknown:\n'),
      'base.yml': 'scope: repository\nunknown: fail\nfail-on: optional\nexclude: [a]\n',
    })
    expect(config.policy).toMatchObject({ scope: 'changes', unknown: 'fail', failOn: 'optional' })
    expect(config.settings.exclude).toEqual(['a'])
  })

  test('of several files the last is the strongest, and each is stronger than what it extends', async () => {
    const { policy, settings } = await loaded({
      ...own('extends: [./a.yml, ./b.yml]'),
      'a.yml': 'fail-on: optional\nscope: changes\nunknown: fail\n',
      'b.yml': 'extends: ./c.yml\nfail-on: never\n',
      'c.yml': 'fail-on: recommended\nscope: repository\nexclude: [c]\n',
    })
    expect(policy).toMatchObject({ failOn: 'never', scope: 'repository', unknown: 'fail' })
    expect(settings.exclude).toEqual(['c'])
  })

  test('lists are replaced, exceptions add up, named records give way to nearer ones', async () => {
    const exception = (reason: string) => `{ check: range, reason: ${reason}, owner: o, expires: 2026-12-01 }`
    const record = (id: string, owner: string) =>
      `{ id: ${id}, status: met, statement: s, owner: ${owner}, evidence: e, attested_on: 2026-05-01, expires_on: 2026-12-01 }`
    const { policy, settings } = await loaded({
      ...own(`extends: ./base.yml
trusted-owners: [here]
exceptions: [${exception('near')}]
attestations: [${record('DL.CI.1', 'near')}]
practices: [{ id: DL.CI.1, count: false, reason: near }]
lexicon: [{ command: ./ship, intents: [deploy] }, { action: a/b, intents: [] }]`),
      'base.yml': `trusted-owners: [there]
exceptions: [${exception('far')}]
attestations: [${record('DL.CI.1', 'far')}, ${record('DL.CI.2', 'far')}]
practices: [{ id: DL.CI.1, count: false, reason: far }, { id: DL.CI.2, count: false, reason: far }]
lexicon: [{ command: ./ship, intents: [lint] }, { command: a/b, intents: [lint] }]`,
    })
    expect(settings.trustedOwners).toEqual(['here'])
    expect(policy.exceptions.map(({ reason, inherited }) => [reason, inherited])).toEqual([
      ['near', undefined],
      ['far', true],
    ])
    expect(policy.attestations.map(({ id, owner }) => `${id} ${owner}`)).toEqual(['DL.CI.1 near', 'DL.CI.2 far'])
    expect([...policy.leftOut.values()]).toEqual(['near', 'far'])
    expect(settings.lexicon.map(({ command, action, intents }) => [command ?? action, ...intents])).toEqual([
      ['./ship', 'deploy'],
      ['a/b'],
      ['a/b', 'lint'],
    ])
  })

  test('an attestation of the file beside the configuration is nearer too', async () => {
    const record = (owner: string) => `{ id: DL.CI.1, status: met, statement: s, owner: ${owner}, evidence: e }`
    const { policy } = await loaded({
      ...own('extends: ./base.yml'),
      'base.yml': `attestations: [${record('far')}]`,
      '.pillarlint/attestations.yaml': `- ${record('near')}`,
    })
    expect(policy.attestations.map(({ owner }) => owner)).toEqual(['near'])
  })

  test('checks and environments count by their names, each as a whole', async () => {
    const { policy, settings } = await loaded({
      ...own('extends: ./base.yml\nchecks: { job-timeout: { minutes: 5 } }\nenvironments: { blue: staging }'),
      'base.yml':
        'checks: { job-timeout: { minutes: 9, more: 3 }, range: off }\nenvironments: { blue: test, green: production }',
    })
    expect(policy.checks.get('job-timeout')?.options).toEqual({ minutes: 5 })
    expect(policy.checks.get('range')).toEqual({ enabled: false })
    expect(Object.fromEntries(settings.environments)).toEqual({ blue: 'staging', green: 'production' })
  })

  test('except for a baseline', async () => {
    const config = await loaded({ ...own('extends: ./base.yml'), 'base.yml': 'baseline: gone.json' })
    expect(config.policy.baseline.size).toBe(0)
    expect(config.baselineFile).toBeUndefined()
  })

  test('and each value tells where it stands', async () => {
    const { origins } = await loaded({
      ...own('extends: ./base.yml\nchecks:\n  range: off\n'),
      'base.yml':
        'fail-on: never\nchecks:\n  job-timeout: notice\nexceptions:\n  - { check: range, reason: r, owner: o }\n',
    })
    expect(Object.fromEntries(origins ?? [])).toEqual({
      extends: 'pillarlint.yml:1',
      'checks.range': 'pillarlint.yml:3',
      'checks.job-timeout': 'base.yml:3',
      'fail-on': 'base.yml:1',
      'exceptions[0]': 'base.yml:5',
    })
  })
})

describe('files of other repositories', () => {
  test('pinned ones are taken over without a word', async () => {
    const name = `github:acme/defaults/lint/base.yml@${PIN}`
    const config = await loaded({
      ...own(`extends: ${name}`),
      [name]: 'extends: ../more.yml\nscope: changes',
      [`github:acme/defaults/more.yml@${PIN}`]: 'unknown: fail',
    })
    expect(config.policy).toMatchObject({ scope: 'changes', unknown: 'fail' })
    expect(config.leftovers).toEqual([])
  })

  test.each([
    ['github:acme/defaults/base.yml@v1', 'follows "v1"'],
    ['github:acme/defaults/base.yml', 'follows its default branch'],
  ])('%s is told to be movable', async (name, message) => {
    const { leftovers } = await loaded({ ...own(`extends: ${name}`), [name]: 'scope: changes' })
    expect(leftovers).toMatchObject([
      { severity: 'notice', at: { file: 'pillarlint.yml', line: 1 }, message: expect.stringContaining(message) },
    ])
  })

  test('are left out where there is no way to them that is asked for', async () => {
    const extended = await gatherExtended(memoryFiles(own('extends: [github:acme/x/y.yml, ./base.yml]')), undefined, {
      local: () => known('scope: changes'),
    })
    expect(extended).toMatchObject({ documents: [{ file: 'base.yml' }], errors: [], leftovers: [] })
  })
})

describe('mistakes name the file of the chain', () => {
  test.each<[string, Texts, (string | RegExp)[]]>([
    [
      'no such file',
      own('extends: ./base.yml'),
      ['pillarlint.yml:1:10: extends "./base.yml" cannot be read: there is no such file'],
    ],
    [
      'an address',
      own('extends: https://example.com/a.yml'),
      [/^pillarlint.yml:1:10: extends "https:.*" is an address/],
    ],
    ['no text', own('extends: { a: b }'), [/^pillarlint.yml:1:10: extends must be/]],
    ['broken YAML', { ...own('extends: ./base.yml'), 'base.yml': 'a: [' }, [/^base\.yml:1:1: a bracket is opened/]],
    ['no mapping', { ...own('extends: ./base.yml'), 'base.yml': '- a' }, [/is no configuration/]],
    [
      'an unknown key that is overruled nowhere',
      { ...own('extends: ./base.yml'), 'base.yml': '\nscop: changes' },
      [/^base\.yml:2:1: there is no key "scop"/],
    ],
    [
      'a wrong value that is overruled',
      { ...own('extends: ./base.yml\nscope: changes'), 'base.yml': 'scope: x' },
      [/^base\.yml:1:8: scope must be/],
    ],
    [
      'a wrong option of a check',
      { ...own('extends: ./base.yml'), 'base.yml': 'checks: { job-timeout: { minutes: x } }' },
      [/^base\.yml:1:35: /],
    ],
    [
      'a circle',
      { ...own('extends: ./a.yml'), 'a.yml': 'extends: ./b.yml', 'b.yml': '\nextends: ./a.yml' },
      ['b.yml:2:10: extends "./a.yml" closes a circle: a.yml → b.yml → a.yml'],
    ],
    ['itself', own('extends: ./pillarlint.yml'), [/closes a circle: pillarlint\.yml → pillarlint\.yml$/]],
    [
      'out of the other repository',
      { ...own(`extends: github:acme/d/a.yml@${PIN}`), [`github:acme/d/a.yml@${PIN}`]: 'extends: ../x.yml' },
      [/^github:acme\/d\/a\.yml@a+:1:10: .*leads out of the repository acme\/d$/],
    ],
    ['a huge file', { ...own('extends: ./a.yml'), 'a.yml': '#'.repeat(300_000) }, [/has more than 256000 characters/]],
  ])('%s', async (_, texts, expected) => {
    const found = await errors(texts)
    expect(found).toHaveLength(expected.length)
    for (const [index, each] of expected.entries()) expect(found[index]).toMatch(each)
  })

  test('chains and numbers of files are bounded', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`f${index}.yml`, `extends: ./f${index + 1}.yml`]),
    )
    expect(await errors({ ...own('extends: ./f0.yml'), ...chain })).toEqual([
      expect.stringContaining('is more than 5 files away from pillarlint.yml'),
    ])
    const many = Array.from({ length: 25 }, (_, index) => `f${index}.yml`)
    const files = Object.fromEntries(many.map((name) => [name, 'scope: changes']))
    const found = await errors({ ...own(`extends: [${many.map((name) => `./${name}`).join(', ')}]`), ...files })
    expect(found).toHaveLength(5)
    expect(found[0]).toContain('is one file more than the 20')
  })

  test('who loads without a way to them is told so', () => {
    const config = loadConfig({
      files: memoryFiles(own('extends: ./a.yml')),
      checks: [],
      overrides: {},
      today: '2026-06-01',
    })
    expect(config.ok ? [] : config.errors.map(configErrorText)).toEqual([
      'pillarlint.yml:1:10: extends cannot be followed here',
    ])
  })
})

describe('changes', () => {
  test('of what is extended in the repository are told like those of the file itself', async () => {
    const at = async (base: string) => {
      const texts: Texts = { ...own('extends: ./base.yml'), 'base.yml': base }
      const files = memoryFiles(texts)
      return { files, extended: await gatherExtended(files, undefined, { local: (path) => known(texts[path] ?? '') }) }
    }
    const [before, after] = [await at('fail-on: optional'), await at('fail-on: never')]
    const both = { base: before.extended, head: after.extended }
    expect(configChanges(before.files, after.files, undefined, both)).toEqual([
      'Changes fail-on from "optional" to "never".',
    ])
  })
})
