import { describe, expect, test } from '@jest/globals'
import { composeYaml } from '../../../src/readers/yaml/compose.js'
import { toValue, type TagResolver } from '../../../src/readers/yaml/to-value.js'
import type { Value } from '../../../src/models/index.js'

function value(source: string, tags?: TagResolver): Value | undefined {
  const root = composeYaml('a.yml', source).documents[0]
  return root && toValue(root, tags)
}

describe('plain scalars are typed by the core schema', () => {
  test.each<[string, unknown]>([
    ['text', 'text'],
    ['yes', 'yes'],
    ['on', 'on'],
    ['0644', '0644'],
    ['012345678901', '012345678901'],
    ['1.2.3', '1.2.3'],
    ['"true"', 'true'],
    ["'12'", '12'],
    ['"null"', 'null'],
    ['!!str 12', '12'],
    ['.inf', '.inf'],
    ['1e999', '1e999'],
    ['1_000', '1_000'],
    ['2024-01-01', '2024-01-01'],
    ['|\n  12\n', '12\n'],
    ['true', true],
    ['False', false],
    ['~', null],
    ['null', null],
    ['0', 0],
    ['-12', -12],
    ['+3', 3],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['0x1F', 31],
    ['0o17', 15],
    ['!!int 12', 12],
  ])('%s', (source, expected) => {
    expect(value(source)).toMatchObject({ kind: 'scalar', value: expected })
  })

  test('an empty value is null', () => {
    expect(value('a:')).toMatchObject({
      kind: 'dict',
      entries: new Map([['a', expect.objectContaining({ value: null })]]),
    })
  })
})

describe('tags', () => {
  test('are unresolved, with the names they refer to', () => {
    expect(value('!Ref Alarm')).toMatchObject({ kind: 'unresolved', text: '!Ref Alarm', references: ['Ref:Alarm'] })
    expect(value('!Join [a, !Ref b, {c: d}]')).toMatchObject({ text: '!Join [a, b]', references: ['Join:a', 'Join:b'] })
  })

  test('are resolved where the caller knows them', () => {
    const tags: TagResolver = (node, convert) => (node.tag === '!Plain' ? convert(node) : undefined)
    expect(value('!Plain [1, !Other x]', tags)).toMatchObject({
      kind: 'list',
      items: [{ value: 1 }, { kind: 'unresolved', text: '!Other x' }],
    })
  })
})

test('keys named like prototypes are plain entries', () => {
  const dict = value('__proto__: {polluted: true}\nconstructor: 1\n')
  expect(dict?.kind === 'dict' && [...dict.entries.keys()]).toEqual(['__proto__', 'constructor'])
})
