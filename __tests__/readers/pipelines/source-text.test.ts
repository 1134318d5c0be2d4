import { describe, expect, test } from '@jest/globals'
import {
  joined,
  placeOf,
  replaced,
  rewritten,
  scriptOf,
  sourceOf,
  type SourceText,
} from '../../../src/readers/pipelines/source-text.js'
import { composeYaml } from '../../../src/readers/yaml/compose.js'
import { itemsOf, valueAt } from '../../../src/readers/yaml/navigate.js'

function partsOf(yaml: string): SourceText[] {
  const { documents } = composeYaml('ci.yml', yaml)
  return itemsOf(valueAt(documents[0], 'script')).flatMap((item) => (item.kind === 'scalar' ? [sourceOf(item)] : []))
}

const PARTS = partsOf(`script:
  - make build
  - |
    npm test
    npm run lint
  - "echo \\"done\\""
`)

describe('joined', () => {
  const script = joined(PARTS)
  test('has every item as lines of one text', () => {
    expect(script?.text).toBe('make build\nnpm test\nnpm run lint\n\necho "done"')
  })

  test.each([
    ['make', 2, 5],
    ['npm test', 4, 5],
    ['npm run lint', 5, 5],
    ['echo', 6, 6],
    ['done', 6, 13],
  ])('%s stands in line %i, column %i', (text, line, column) => {
    expect(script?.place(script.text.indexOf(text))).toEqual({ line, column })
  })

  test('nothing gives nothing', () => {
    expect(joined([])).toBeUndefined()
  })
})

describe('rewritten', () => {
  const [first] = partsOf('script:\n  - deploy << parameters.env >> --wait\n')
  const result =
    first && rewritten(first, /<< parameters\.(\w+) >>/g, ([, name]) => (name === 'env' ? 'prod' : undefined))
  test('replaces what is known and keeps the places of the rest', () => {
    expect(result?.text).toBe('deploy prod --wait')
    expect(result?.place(result.text.indexOf('--wait'))).toEqual({ line: 2, column: 33 })
  })
})

test('a script ends its chain at its own first line', () => {
  const [first] = partsOf('script:\n  - make build\n')
  const script = first && scriptOf(first, { shell: undefined, failFast: true, directory: '', because: [] })
  expect(script?.because).toEqual([{ file: 'ci.yml', line: 2, text: 'make build' }])
  expect(first && placeOf(first)).toMatchObject({ line: 2, column: 5, endLine: 2, endColumn: 15 })
})

test('what is put behind the last character takes no place in the file', () => {
  const [first] = partsOf('script:\n  - make\n')
  const quoted = first && replaced(first, [{ start: 4, end: 4, value: "'quoted'" }])
  expect(quoted && placeOf(quoted)).toMatchObject({ line: 2, column: 5, endLine: 2, endColumn: 9 })
})

test('an escape at the end belongs to the text', () => {
  const [first] = partsOf('script:\n  - "a\\x41"\n')
  expect(first && placeOf(first)).toMatchObject({ line: 2, column: 6, endLine: 2, endColumn: 11 })
})

test('a text whose end stands before its beginning takes no more than its first place', () => {
  const [first, second] = partsOf('script:\n  - make\n  - test\n')
  const turned = first && second && joined([second, first])
  expect(turned && placeOf(turned)).toMatchObject({ line: 3, column: 5, endLine: 3, endColumn: 5 })
})
