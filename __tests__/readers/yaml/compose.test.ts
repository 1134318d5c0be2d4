import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { composeYaml } from '../../../src/readers/yaml/compose.js'
import { entriesOf, itemsOf, placeIn, scalarAt, valueAt } from '../../../src/readers/yaml/navigate.js'
import type { YamlNode } from '../../../src/readers/yaml/node.js'
import { toValue } from '../../../src/readers/yaml/to-value.js'
import { everyNode } from './support.js'
import { processorTime } from '../../helpers/processor-time.js'

const read = (source: string) => composeYaml('a.yml', source)

/** The first document as plain data: mappings as arrays of pairs. */
function data(node: YamlNode | undefined): unknown {
  if (node?.kind === 'scalar') return node.text
  if (node?.kind === 'sequence') return node.items.map(data)
  return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key.text, data(value)]))
}

function first(source: string): unknown {
  const file = read(source)
  expect(file.error).toBeUndefined()
  return data(file.documents[0])
}

/** The text between the two ends of the node's place. */
function cut(source: string, { at }: YamlNode): string {
  const lines = source.split('\n').slice(at.line - 1, at.endLine)
  lines[lines.length - 1] = lines.at(-1)?.slice(0, at.endColumn - 1) ?? ''
  lines[0] = lines[0]?.slice(at.column - 1) ?? ''
  return lines.join('\n')
}

describe('places', () => {
  const source = [
    'name: "CI"',
    'on: {push: {branches: [main, "v*"]}, schedule: []}',
    'jobs:',
    '  build:',
    '    steps:',
    '      - uses: actions/checkout@v5 # pinned soon',
    '      - run: |',
    '          make',
    '',
    '          make test',
    '    empty:',
    '"a.b": {"c[0]": 1}',
    '',
  ].join('\n')
  const root = read(source).documents[0]
  const at = (...path: (string | number)[]): YamlNode => {
    let node = root
    for (const key of path) node = typeof key === 'number' ? itemsOf(node)[key] : valueAt(node, key)
    if (node === undefined) throw new Error(`nothing at ${path.join('.')}`)
    return node
  }

  test.each<[(string | number)[], string, string]>([
    [['name'], 'name', '"CI"'],
    [['on'], 'on', '{push: {branches: [main, "v*"]}, schedule: []}'],
    [['on', 'push', 'branches'], 'on.push.branches', '[main, "v*"]'],
    [['on', 'push', 'branches', 1], 'on.push.branches[1]', '"v*"'],
    [['on', 'schedule'], 'on.schedule', '[]'],
    [['jobs', 'build', 'steps', 0, 'uses'], 'jobs.build.steps[0].uses', 'actions/checkout@v5'],
    [['jobs', 'build', 'steps', 1, 'run'], 'jobs.build.steps[1].run', 'make\n\n          make test'],
    [['jobs', 'build', 'empty'], 'jobs.build.empty', ''],
    [['a.b', 'c[0]'], '["a.b"]["c[0]"]', '1'],
  ])('%j has route and range', (path, route, written) => {
    expect(at(...path).at.route).toBe(route)
    expect(cut(source, at(...path))).toBe(written)
  })

  test('are counted from 1, the end after the last character', () => {
    expect(at('name').at).toEqual({ file: 'a.yml', line: 1, column: 7, endLine: 1, endColumn: 11, route: 'name' })
    expect(at('jobs', 'build', 'steps', 0).at).toMatchObject({ line: 6, column: 9, endLine: 6, endColumn: 34 })
  })

  test('hold for Windows line ends and behind a byte order mark', () => {
    const file = read('\uFEFFa: 1\r\nb: two\r\nc: |\r\n  x\r\n  y\r\n')
    const [a, b, c] = entriesOf(file.documents[0])
    expect(a?.key.at).toMatchObject({ line: 1, column: 1, endColumn: 2 })
    expect(b?.value.at).toMatchObject({ line: 2, column: 4, endColumn: 7 })
    expect(c?.value).toMatchObject({ text: 'x\ny\n', at: { line: 4, column: 3, endLine: 5, endColumn: 4 } })
  })

  test('an empty block stands at its header', () => {
    const run = valueAt(read('run: |\nnext: 1\n').documents[0], 'run')
    expect(run).toMatchObject({ text: '', at: { line: 1, column: 6 } })
  })

  test('an empty flow value stands between its neighbours', () => {
    expect(first('{a: , b: 1}')).toEqual({ a: '', b: '1' })
    expect(first('[a: 1, b: {c: 2}]')).toEqual([{ a: '1' }, { b: { c: '2' } }])
  })
})

describe('places inside a scalar', () => {
  const where = (source: string, needle: string) => {
    const run = scalarAt(read(source).documents[0], 'run')
    if (run === undefined) throw new Error('no run')
    const { line, column } = placeIn(run, run.text.indexOf(needle))
    return source.split('\n')[line - 1]?.slice(column - 1)
  }

  test.each<[string, string, string]>([
    ['literal', 'run: |\n  one\n\n    two\n  three x\n', 'x'],
    ['literal, indented by hand', 'run: |2\n    one\n   two\n', 'two'],
    ['literal with a comment in its header', 'run: |- # why\n  one\n  two\n', 'two'],
    ['folded', 'run: >\n  one &&\n  two\n\n  three\n', 'two'],
    ['folded, another paragraph', 'run: >-\n  one\n\n  three\n', 'three'],
    ['folded, deeper line', 'run: >\n  one\n    deep\n  two\n', 'deep'],
    ['plain on one line', 'run: one two\n', 'two'],
    ['plain on several lines', 'run: one\n  two\n  three\n', 'three'],
    ['single quotes', "run: 'it''s\n  two'\n", 'two'],
    ['single quotes on one line', "run: 'two'\n", 'two'],
    ['behind a doubled quote', "run: 'it''s ''quoted'' two'\n", 'two'],
    ['behind escapes', 'run: "a \\"b\\" \\\\ \\x41 \\u00e9 \\U0001F600 two"\n', 'two'],
    ['behind escapes on a later line', 'run: "a \\"b\\"\n  \\"c\\" two"\n', 'two'],
    ['double quotes', 'run: "a\\tb\n  two \\\n  three"\n', 'three'],
  ])('%s', (_, source, needle) => {
    expect(where(source, needle)).toMatch(new RegExp(`^${needle}`))
  })

  test('lines has one place for each line of the text', () => {
    const run = scalarAt(read('run: >\n  one\n  more\n\n  two\n').documents[0], 'run')
    expect(run?.text).toBe('one more\ntwo\n')
    expect(run?.lines.map(({ line }) => line)).toEqual([2, 5, 5])
    expect(scalarAt(read('run: "a\\nb"').documents[0], 'run')?.lines).toHaveLength(2)
  })
})

describe('anchors, aliases and merge keys', () => {
  test('an alias is the node of its anchor', () => {
    const root = read('a: &x {b: 1}\nc: *x\n').documents[0]
    expect(valueAt(root, 'c')).toBe(valueAt(root, 'a'))
  })

  test.each<[string, string, unknown]>([
    [
      'own keys win over merged ones, above and below',
      'x: &x {a: 1, b: 1}\ny: {a: 2, <<: *x, b: 2}',
      { a: '2', b: '2' },
    ],
    ['the first of a list wins', 'x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*x, *z]}', { a: '1', b: '2' }],
    ['the last of several wins', 'x: &x {a: 1, c: 1}\nz: &z {a: 2}\ny:\n  <<: *x\n  <<: *z', { a: '2', c: '1' }],
    ['a quoted key is a key', 'y: {"<<": 1}', { '<<': '1' }],
    ['nothing to merge', 'y: {<<: , a: 1}', { a: '1' }],
  ])('%s', (_, source, expected) => {
    const file = read(source)
    expect(file.error).toBeUndefined()
    expect(data(valueAt(file.documents[0], 'y'))).toEqual(expected)
  })

  test('merged entries stand in the place of the merge key', () => {
    const file = read('x: &x {b: 1, c: 1}\ny: {a: 1, <<: *x, d: 1}')
    expect(entriesOf(valueAt(file.documents[0], 'y')).map(({ key }) => key.text)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('anchors end with their document', () => {
    expect(read('a: &x 1\n---\nb: *x\n').error?.message).toContain('*x has no anchor above it')
  })
})

describe('mistakes keep what stands around them', () => {
  test.each<[string, string, string, number, unknown]>([
    ['a duplicate key', 'a: 1\nb: 2\na: 3\n', 'given twice', 3, { a: '1', b: '2' }],
    ['an unknown alias', 'a: *no\nb: 2\n', 'has no anchor above it', 1, { a: '', b: '2' }],
    ['a recursive alias', 'a: &x [1, *x]\nb: 2\n', 'stands inside the value', 1, { a: ['1', ''], b: '2' }],
    ['a complex key', 'a: {{ b }}\nc: 1\n', 'must be a single value', 1, { a: {}, c: '1' }],
    ['a merge of text', 'a: {<<: text, b: 1}\n', 'can be merged', 1, { a: { b: '1' } }],
    ['a tab', 'a: 1\nb:\n\tc: 1\n', 'indent with spaces', 3, { a: '1', b: '' }],
    ['a missing colon', 'a: 1\nb\nc: 2\n', 'colon', 3, { a: '1' }],
    ['an open quote', 'a: 1\nb: "x\nc: 2\n', 'add the closing quote', 2, { a: '1' }],
    ['an open bracket', 'a: 1\nb: [x,\n', 'add the closing bracket', 2, { a: '1' }],
    ['wrong indentation', 'a:\n  b: 1\n   c: 2\nd: 1\n', 'indented unlike', 3, { a: { b: '1' } }],
    ['a null character', 'a: 1\nb: \0\n', 'null character', 2, { a: '1' }],
  ])('%s', (_, source, message, line, documents) => {
    const file = read(source)
    expect(file.error?.message).toContain(message)
    expect(file.error?.at.line).toBe(line)
    expect(data(file.documents[0])).toEqual(documents)
  })

  test('documents before the fault are kept whole', () => {
    const file = read('a: 1\n---\nb: 1\n---\nc: "\n')
    expect(file.documents.slice(0, 2).map(data)).toEqual([{ a: '1' }, { b: '1' }])
    expect(entriesOf(file.documents[1])[0]?.value.at.route).toBe('#2.b')
  })
})

describe('what js-yaml rejects and CI systems accept', () => {
  test.each<[string, string, unknown]>([
    [
      'a closing bracket in the column of the key',
      'on: [\n  push, # why\n  # more\n  "a # b"\n]\nx: 1\n',
      { on: ['push', 'a # b'], x: '1' },
    ],
    ['a closing brace', 'a:\n  b: {\n    c: 1\n  }\n  d: 2\n', { a: { b: { c: '1' }, d: '2' } }],
    ['nested ones', 'a: [\n{b: 1,\nc: [\n1\n]\n},\n2]\nd: 3\n', { a: [{ b: '1', c: ['1'] }, '2'], d: '3' }],
    ['single quotes', "a: 'x\ny'\nb: 1\n", { a: 'x y', b: '1' }],
    ['double quotes', 'a:\n  b: "x\n  \\"y\n\n  z"\n  c: 1\n', { a: { b: 'x "y\nz', c: '1' } }],
    ['text over several lines in brackets', 'a: [x\ny,\nz\n]\n', { a: ['x y', 'z'] }],
  ])('%s', (_, source, expected) => {
    expect(first(source)).toEqual(expected)
  })

  test('keeps places and comments', () => {
    const file = read('on: [\n  push, # why\n]\nx: 1\n')
    expect(entriesOf(file.documents[0])[1]?.key.at).toMatchObject({ line: 4, column: 1 })
    expect(valueAt(file.documents[0], 'on')?.at).toMatchObject({ line: 1, column: 5, endLine: 3, endColumn: 2 })
    expect(file.comments.map(({ text }) => text)).toEqual(['why'])
  })

  test('two hundred of them in one file', () => {
    const source = Array.from({ length: 200 }, (_, index) => `k${index}: [\n  a\n]\n`).join('')
    expect(entriesOf(read(source).documents[0])).toHaveLength(200)
  })

  test.each([
    ['quotes', '"', '"'],
    ['brackets', '[', ']'],
  ])('a hundred long ones below one key: %s', (_, open, close) => {
    const value = `${open}${'word '.repeat(18)}\n  last${close}`
    const { documents, error } = read(`list:\n  inner:\n${`  - ${value}\n`.repeat(100)}next: 1\n`)
    expect(error).toBeUndefined()
    expect(itemsOf(valueAt(valueAt(documents[0], 'list'), 'inner'))).toHaveLength(100)
    expect(entriesOf(documents[0]).map(({ key }) => key.text)).toEqual(['list', 'next'])
  })

  test.each<[string, string, unknown]>([
    [
      'below keys of several depths',
      'a:\n  b:\n    c: "x\n  y"\n  d: [\n1\n]\ne: {\n}\nf: 2\n',
      { a: { b: { c: 'x y' }, d: ['1'] }, e: {}, f: '2' },
    ],
    ['beside a tag of a handle', "%TAG !e! tag:example.org,2026:\n---\na: !e!x 'b\nc'\n", { a: 'b c' }],
    [
      'between comments and empty lines',
      'a:\n  # one\n\n  - "x\n\n  y"\n# two\n  - "z\n  z"\n',
      { a: ['x\ny', 'z z'] },
    ],
    ['where a line ends with a carriage return', "a: 'x'\r    b: 'x'\rc:\n  - 'y\r y'\n", undefined],
  ])('what is mended %s is read as a whole', (_, source, expected) => {
    if (expected === undefined) expect(read(source).error).toBeDefined()
    else expect(first(source)).toEqual(expected)
  })

  test('a mistake that stands before is the one that is told', () => {
    const file = read('a:\n    b: "x\n  y"\n  c: 1\nd: "open\n')
    expect(file.error?.message).toContain('indented unlike')
    expect(file.error?.at.line).toBe(4)
  })

  test.each([
    ['empty lines', '\n', 30_000],
    ['lines of one key', 'a key\n', 30_000],
    ['comments', '# why\n', 30],
  ])('one that cannot be mended keeps what stands before, over %s', (_, line, times) => {
    const file = read(`a: 1\nb: 2\n${line.repeat(times)}a key\nover: lines\n`)
    expect(entriesOf(file.documents[0]).map(({ key }) => key.text)).toEqual(['a', 'b'])
  })
})

test('comments are found outside scalars only', () => {
  const source = [
    '# head',
    'a: "x # no" # yes',
    'b: x#no',
    'run: | # header',
    '  # script',
    'c: [1, # one',
    '  2] #',
    "d: 'it''s # no'",
    '# tail',
  ].join('\n')
  const { comments } = read(source)
  expect(comments.map(({ text }) => text)).toEqual(['head', 'yes', 'header', 'one', '', 'tail'])
  expect(comments[1]?.at).toMatchObject({ line: 2, column: 13, endLine: 2, endColumn: 18 })
})

test('documents are numbered from the second on', () => {
  const { documents } = read('a: 1\n---\nb: [1]\n---\n')
  expect(documents.map(({ at }) => at.route)).toEqual(['', '#2', '#3'])
  expect(everyNode(documents[1] as YamlNode).map(({ at }) => at.route)).toEqual(['#2', '#2', '#2.b', '#2.b[0]'])
})

test('tags are kept as written', () => {
  const [a, b] = entriesOf(read('a: !Ref Alarm\nb: !If [c, !Sub "${x}", {d: 1}]\n').documents[0])
  expect(a?.value).toMatchObject({ tag: '!Ref', text: 'Alarm', at: { column: 9 } })
  expect(b?.value).toMatchObject({ tag: '!If', at: { column: 8 } })
  expect(itemsOf(b?.value)[1]).toMatchObject({ tag: '!Sub', text: '${x}' })
})

test('names of prototypes are names like others', () => {
  expect(
    entriesOf(read('__proto__: 1\nconstructor: 2\na: *toString\n').documents[0]).map(({ key }) => key.text),
  ).toEqual(['__proto__', 'constructor', 'a'])
})

describe('hostile input', () => {
  const laughs = (levels: number) =>
    Array.from(
      { length: levels },
      (_, n) =>
        `l${n}: &l${n} [${
          n
            ? Array(10)
                .fill(`*l${n - 1}`)
                .join()
            : 'lol'
        }]`,
    ).join('\n')

  test('aliases are bounded by what they expand to', () => {
    const file = read(laughs(12))
    expect(file.error?.message).toContain('aliases expand to more than')
    expect(expanded(file.documents[0])).toBeLessThan(300_000)
  })

  test('and by their nesting', () => {
    const chain = Array.from({ length: 300 }, (_, n) => `l${n}: &l${n} [${n ? `*l${n - 1}` : 1}]`).join('\n')
    expect(read(chain).error?.message).toContain('nest deeper')
  })

  test('merge keys are bounded', () => {
    const keys = Array.from({ length: 2000 }, (_, n) => `k${n}: 1`).join(', ')
    const merges = Array.from({ length: 2000 }, (_, n) => `m${n}: {<<: *x}`).join('\n')
    expect(read(`x: &x {${keys}}\n${merges}`).error?.message).toContain('merge keys expand')
  })

  test('deep nesting and many values are refused', () => {
    expect(read('['.repeat(5000)).error?.message).toContain('nesting is too deep')
    expect(composeYaml('a.yml', 'a: [1, 2, 3, 4]', { maxNodes: 3 }).error?.message).toContain('more than 3 values')
  })

  test.each([
    ['unclosed brackets', (n: number) => 'a: [\n'.repeat(n)],
    ['unclosed quotes', (n: number) => 'a: "\n'.repeat(n) + '"'],
    ['closing brackets in column 1', (n: number) => 'a: [\n]\n'.repeat(n)],
    ['number signs', (n: number) => 'a#b: [c, d]\n'.repeat(n)],
    ['faults on every line', (n: number) => 'a b\n c: d\n'.repeat(n)],
    ['quotes', (n: number) => `a: [${'"x", '.repeat(n)}\n]`],
  ])('%s take linear time', (_, source) => {
    const time = (text: string) => {
      const start = processorTime()
      read(text)
      return processorTime() - start
    }
    time(source(1000))
    const short = Math.min(time(source(2000)), time(source(2000)))
    expect(time(source(16_000))).toBeLessThan(Math.max(1500, short * 40))
  })

  test('no text makes it throw, and every place lies in the file', () => {
    const pieces = fc.constantFrom(
      ...[
        'a',
        'b: ',
        '- ',
        '? ',
        ': ',
        '\n',
        '\n  ',
        '\n    ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '"',
        "'",
        '|',
        '>-',
        '#',
        ' # x',
        '&a ',
        '*a',
        '!t ',
      ],
      ...['<<: ', '---\n', '...\n', '%TAG ! x\n', '\t', '\r\n', '\\', '\0', '\uFEFF', '😀', '{{ x }}', '{%'],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (source) => {
        const file = read(source)
        const lines = source.split('\n')
        const places = [
          ...file.documents.flatMap(everyNode).map(({ at }) => at),
          ...file.comments.map(({ at }) => at),
          ...(file.error ? [file.error.at] : []),
        ]
        for (const at of places) {
          expect(at.line).toBeGreaterThan(0)
          expect(at.column).toBeGreaterThan(0)
          expect(at.endLine).toBeLessThanOrEqual(lines.length)
          expect(at.column).toBeLessThanOrEqual((lines[at.line - 1]?.length ?? -1) + 1)
          expect(at.endColumn).toBeLessThanOrEqual((lines[at.endLine - 1]?.length ?? -1) + 1)
          expect(at.endLine * 1e6 + at.endColumn).toBeGreaterThanOrEqual(at.line * 1e6 + at.column)
        }
        for (const node of file.documents.flatMap(everyNode)) {
          if (node.kind !== 'scalar') continue
          expect(node.lines).toHaveLength(node.text.split('\n').length)
          for (const offset of [0, node.text.length >> 1, node.text.length]) {
            expect(placeIn(node, offset).line).toBeLessThanOrEqual(lines.length)
          }
        }
        file.documents.forEach((document) => toValue(document))
      }),
      { numRuns: 2000 },
    )
  })
})

function expanded(node: YamlNode | undefined): number {
  if (node?.kind === 'sequence') return 1 + node.items.reduce((sum, item) => sum + expanded(item), 0)
  return 1 + entriesOf(node).reduce((sum, { value }) => sum + expanded(value), 0)
}

describe('sources that break late', () => {
  test('a long one keeps most of what stands before a quote that is never closed', () => {
    const lines = 'key: value\n'.repeat(8_000).replace(/key/g, 'k').split('\n')
    const source = lines.map((line, index) => line.replace('k', `k${index}`)).join('\n')
    const { documents, error } = read(`${source}last: "open\n${'x: y\n'.repeat(20)}`)
    expect(entriesOf(documents[0]).length).toBeGreaterThan(7_900)
    expect(error?.at.line).toBeGreaterThan(7_900)
  })
})
