import { describe, expect, test } from '@jest/globals'
import type { Location } from '../../../src/core/location.js'
import type { ActionRef, Settings } from '../../../src/models/index.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { createResolver } from '../../../src/readers/resolve/index.js'
import { filesOf } from '../../helpers/files.js'
import { shown } from './support.js'

const at: Location = { file: 'w.yml', line: 4, column: 9, endLine: 4, endColumn: 30, route: 'jobs.a.steps[0].uses' }

function refTo(text: string): ActionRef {
  if (text.startsWith('docker://')) return { text, kind: 'docker', at }
  const [name = '', ref = ''] = text.split('@')
  const [owner = '', repository = '', ...path] = name.split('/')
  const place = path.length > 0 ? { path: path.join('/') } : {}
  return { text, kind: 'remote', repository: `${owner}/${repository}`, ref, at, ...place }
}

function understand(
  text: string,
  inputs: Record<string, string> = {},
  settings: Partial<Settings> = {},
  more: Record<string, string> = {},
) {
  const located = new Map(
    Object.entries(inputs).map(([name, value]) => {
      const lines = value.split('\n').length
      const place = { ...at, line: 6, endLine: lines > 1 ? 6 + lines : 6, endColumn: 80 }
      return [name, { value, at: place }] as const
    }),
  )
  const tree = filesOf({ 'package.json': '{"scripts": {"test": "jest"}}', ...more })
  return createResolver(tree, { ...NO_SETTINGS, ...settings }).action(refTo(text), located, at, [])
}

describe('actions', () => {
  test('that the lexicon knows', () => {
    const { intents, opaque } = understand('actions/checkout@v5')
    expect(intents.map(({ kind }) => kind)).toEqual(['checkout'])
    expect(intents[0]).toMatchObject({ at, because: [{ file: 'w.yml', line: 4, text: 'actions/checkout@v5' }] })
    expect(intents[0]).not.toHaveProperty('command')
    expect(opaque).toEqual([])
  })

  test('whose script runs on another machine', () => {
    const { commands } = understand('appleboy/ssh-action@v1', { script: 'cd /srv\ngit pull\n' })
    expect(commands.map(({ argv, remote, directory }) => [argv[0]?.text, remote, directory])).toEqual([
      ['cd', true, undefined],
      ['git', true, undefined],
    ])
  })

  test('that nobody knows', () => {
    expect(understand('acme/secret@v1').opaque).toMatchObject([
      { what: 'action acme/secret@v1', reason: 'unknown-action', at },
    ])
    expect(understand('docker://acme/secret:1').opaque).toMatchObject([{ what: 'image docker://acme/secret:1' }])
  })

  test('that the configuration explains', () => {
    const lexicon = [{ action: 'acme/secret/sub', intents: ['deploy' as const], tool: 'secret' }]
    const { intents, opaque } = understand('acme/secret/sub@v1', {}, { lexicon })
    expect(intents.map(({ kind, tool }) => `${kind} ${tool}`)).toEqual(['deploy secret'])
    expect(opaque).toEqual([])
    expect(understand('acme/secret@v1', {}, { lexicon }).opaque).toHaveLength(1)
  })

  test('whose inputs hold scripts', () => {
    const { commands, intents } = understand('nick-fields/retry@v3', { command: 'npm test\neslint .' })
    expect(commands.map(shown)).toEqual(['jest', 'eslint .'])
    expect(commands[1]?.at).toMatchObject({ file: 'w.yml', line: 8 })
    expect(intents.map(({ kind }) => kind)).toEqual(['unit-test', 'lint'])
  })

  test('do not name the line of the step twice', () => {
    const because = [{ file: 'w.yml', line: 4, text: 'uses acme/secret@v1' }]
    const resolver = createResolver(filesOf({}), NO_SETTINGS)
    expect(resolver.action(refTo('acme/secret@v1'), new Map(), at, because).opaque[0]?.because).toEqual(because)
  })

  test.each([
    ['pre-commit/action@v3', {}, ['ruff', 'mypy']],
    ['pre-commit/action@v3', { extra_args: 'mypy --all-files' }, ['mypy']],
    ['pre-commit/action@v3', { extra_args: '--from-ref ${{ github.base_ref }} --to-ref HEAD' }, ['ruff', 'mypy']],
    ['j178/prek-action@v2', {}, ['ruff', 'mypy']],
    ['j178/prek-action@v2', { 'install-only': 'true' }, []],
    ['pre-commit-ci/lite-action@v1', {}, []],
  ])('%s %j runs hooks', (text, inputs, expected) => {
    const config = 'repos: [{repo: https://x.com/y/z, hooks: [{id: ruff}, {id: mypy}]}]'
    const found = understand(text, inputs, {}, { '.pre-commit-config.yaml': config })
    expect(found.commands.map(({ argv }) => argv[0]?.text)).toEqual(expected)
    expect(found.opaque).toEqual([])
  })
})
