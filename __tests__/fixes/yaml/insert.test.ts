import { describe, expect, test } from '@jest/globals'
import { applyEdits, isRefused } from '../../../src/fixes/edits.js'
import type { Proposal } from '../../../src/fixes/types.js'
import { appendItem, insertKey } from '../../../src/fixes/yaml/insert.js'
import { removeItem, removeKey, replaceScalar } from '../../../src/fixes/yaml/replace.js'
import { YamlSource } from '../../../src/fixes/yaml/source.js'

/** The text after the change, or why there is none. */
function changed(text: string, change: (source: YamlSource) => Proposal, file = 'a.yml'): string {
  const source = YamlSource.read(file, text)
  if (source === undefined) return 'refused: faulty'
  const proposal = change(source)
  return isRefused(proposal) ? `refused: ${proposal.refused}` : applyEdits(text, proposal.edits)
}

describe('insertKey refuses', () => {
  test.each([
    ['a mapping behind an alias', 'a: &x\n  k: 1\nb: *x\n', 'b', 'shared'],
    ['the anchor that an alias uses', 'a: &x\n  k: 1\nb: *x\n', 'a', 'shared'],
    ['what lies below such an anchor', 'a: &x\n  k:\n    l: 1\nb: *x\n', 'a.k', 'shared'],
    ['a mapping that merges another', 'a: &x\n  k: 1\nb:\n  <<: *x\n  l: 2\n', 'b', 'shared'],
    ['a mapping that is merged elsewhere', 'a: &x\n  k: 1\nb:\n  <<: *x\n  l: 2\n', 'a', 'shared'],
    ['a key that is there', 'a:\n  new: 1\n', 'a', 'already'],
    ['a scalar', 'a: 1\n', 'a', 'no mapping'],
    ['a list', 'a: [1]\n', 'a', 'no mapping'],
    ['a faulty file', 'a: [1\nb: {', 'a', 'faulty'],
    ['complex keys', 'a:\n  ? k\n  : 1\n  ? l\n  : 2\n', 'a', 'laid out'],
    ['braces with a comment', 'a: { # nothing\n  }\n', 'a', 'braces'],
  ])('%s', (_, text, route, reason) => {
    const result = changed(text, (source) => insertKey(source, route, 'new', 1))
    expect(result).toMatch(/^refused/)
    expect(result).toContain(reason)
  })
})

describe('insertKey adds', () => {
  test.each([
    ['at the end', 'a:\n  k: 1\nb: 2\n', 'a:\n  k: 1\n  new: 1\nb: 2\n'],
    ['behind a comment in the line', 'a:\n  k: 1 # why\nb: 2\n', 'a:\n  k: 1 # why\n  new: 1\nb: 2\n'],
    ['before a comment of what follows', 'a:\n  k: 1\n# of b\nb: 2\n', 'a:\n  k: 1\n  new: 1\n# of b\nb: 2\n'],
    ['with CRLF', 'a:\r\n  k: 1\r\nb: 2\r\n', 'a:\r\n  k: 1\r\n  new: 1\r\nb: 2\r\n'],
    ['without a line break at the end', 'a:\n  k: 1', 'a:\n  k: 1\n  new: 1'],
    ['behind a block text', 'a:\n  k: |\n    x\n\n    y\nb: 2\n', 'a:\n  k: |\n    x\n\n    y\n  new: 1\nb: 2\n'],
    ['behind a deeper list', 'a:\n  k:\n  - x\n  - y\nb: 2\n', 'a:\n  k:\n  - x\n  - y\n  new: 1\nb: 2\n'],
    [
      'behind comments of a block',
      'a:\n  k:\n    x: 1\n    # more\nb: 2\n',
      'a:\n  k:\n    x: 1\n    # more\n  new: 1\nb: 2\n',
    ],
    ['with four blanks', 'a:\n    k: 1\n', 'a:\n    k: 1\n    new: 1\n'],
    ['in braces', 'a: {k: 1} # c\n', 'a: {k: 1, new: 1} # c\n'],
    ['in empty braces', 'a: {}\n', 'a: {new: 1}\n'],
    ['in braces on lines', 'a: {\n  k: 1,\n  l: 2\n}\n', 'a: {\n  k: 1,\n  l: 2,\n  new: 1\n}\n'],
    ['in JSON', '{"a": {"k": 1}}', '{"a": {"k": 1, "new": 1}}'],
    ['where an anchor is used nowhere', 'a: &x\n  k: 1\n', 'a: &x\n  k: 1\n  new: 1\n'],
    ['with a byte that is no ASCII before it', 'ä: "ü"\na:\n  k: "é" # ö\n', 'ä: "ü"\na:\n  k: "é" # ö\n  new: 1\n'],
  ])('%s', (_, text, expected) => {
    expect(changed(text, (source) => insertKey(source, 'a', 'new', 1))).toBe(expected)
  })

  test('collections, in the step of the file', () => {
    const text = 'on: push\njobs:\n    a:\n        runs-on: x\n'
    expect(
      changed(text, (source) => insertKey(source, '', 'permissions', { contents: 'read' }, { after: ['on'] })),
    ).toBe('on: push\npermissions:\n    contents: read\njobs:\n    a:\n        runs-on: x\n')
  })

  test('set apart where the keys are', () => {
    const text = 'name: x\n\non: push\n\n# all of them\njobs:\n  a:\n    b: 1\n'
    expect(
      changed(text, (source) =>
        insertKey(source, '', 'permissions', { contents: 'read' }, { after: ['on'], apart: true }),
      ),
    ).toBe('name: x\n\non: push\n\npermissions:\n  contents: read\n\n# all of them\njobs:\n  a:\n    b: 1\n')
  })

  test('to an item of a list', () => {
    const text = 'a:\n  - uses: x # v1\n    with:\n      k: 1\n  - uses: y\n'
    expect(changed(text, (source) => insertKey(source, 'a[0]', 'new', 1, { after: ['uses'] }))).toBe(
      'a:\n  - uses: x # v1\n    new: 1\n    with:\n      k: 1\n  - uses: y\n',
    )
    expect(changed(text, (source) => insertKey(source, 'a[1]', 'with', { l: false }, { after: ['uses'] }))).toBe(
      'a:\n  - uses: x # v1\n    with:\n      k: 1\n  - uses: y\n    with:\n      l: false\n',
    )
  })
})

describe('texts that need quotation marks get them', () => {
  test.each([
    ['yes', "new: 'yes'"],
    ['1.10', "new: '1.10'"],
    ['deploy-${{ inputs.environment }}', 'new: deploy-${{ inputs.environment }}'],
    ["it's: #1", 'new: "it\'s: #1"'],
    ['a # b', "new: 'a # b'"],
    ['', "new: ''"],
    ['npm ci', 'new: npm ci'],
  ])('%j', (value, expected) => {
    expect(changed('a:\n  k: 1\n', (source) => insertKey(source, 'a', 'new', value))).toBe(
      `a:\n  k: 1\n  ${expected}\n`,
    )
  })
})

describe('lists', () => {
  test.each([
    ['of lines', 'a:\n  - x # c\n  - y\nb: 1\n', 'a:\n  - x # c\n  - y\n  - z\nb: 1\n'],
    ['in brackets', 'a: [x, y] # c\n', 'a: [x, y, z] # c\n'],
    ['that are empty', 'a: []\n', 'a: [z]\n'],
  ])('get an item: %s', (_, text, expected) => {
    expect(changed(text, (source) => appendItem(source, 'a', 'z'))).toBe(expected)
  })

  test('lose an item', () => {
    expect(changed('a:\n  - x # c\n  - y\n', (source) => removeItem(source, 'a', 0))).toBe('a:\n  - y\n')
    expect(changed('a:\n  - x\n', (source) => removeItem(source, 'a', 0))).toContain('nothing else')
  })
})

describe('scalars', () => {
  test.each([
    ['plain', 'a: x # c\n', 'a: z # c\n'],
    ['in single quotes', "a: 'x' # c\n", "a: 'z' # c\n"],
    ['in double quotes', 'a: "x"\n', 'a: "z"\n'],
    ['in braces', '{a: x, b: 1}', '{a: z, b: 1}'],
  ])('%s', (_, text, expected) => {
    expect(changed(text, (source) => replaceScalar(source, 'a', 'z'))).toBe(expected)
  })

  test('a block text is refused', () => {
    expect(changed('a: |\n  x\n', (source) => replaceScalar(source, 'a', 'z'))).toMatch(/^refused/)
  })

  test('a key goes with its lines', () => {
    expect(changed('a:\n  k:\n    l: 1 # c\n  m: 2\n', (source) => removeKey(source, 'a.k'))).toBe('a:\n  m: 2\n')
    expect(changed('a: {k: 1, m: 2}\n', (source) => removeKey(source, 'a.k'))).toMatch(/^refused/)
  })
})
