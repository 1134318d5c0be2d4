import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

const PAGE = readFileSync('docs/security-model.md', 'utf8')

/** `file: name`, as the page names tests; without a name it is the file as a whole. */
const NAMED = [...PAGE.matchAll(/`(__tests__\/[^`]+\.test\.ts)`: ?([^;|\n]*)/g)].map(
  ([, file = '', name = '']) => [file, name.trim()] as const,
)

/** What is wrong with the name of a test. */
function faultOf(file: string, name: string): string | undefined {
  if (!existsSync(file)) return 'there is no such file'
  const text = readFileSync(file, 'utf8')
  if (name === '') return /\btest\b/.test(text) ? undefined : 'it holds no test'
  const titles = [...text.matchAll(/\b(?:describe|test)[\s\S]{0,4000}?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1,/g)]
  return titles.some(([, , title = '']) => title.includes(name)) ? undefined : 'it holds no test of this name'
}

describe('the security model', () => {
  test('names tests that there are', () => {
    expect(NAMED.length).toBeGreaterThan(40)
    expect(NAMED.flatMap(([file, name]) => (faultOf(file, name) === undefined ? [] : [`${file}: ${name}`]))).toEqual([])
  })

  test('would be told of one that there is not', () => {
    expect(faultOf('__tests__/attacks/none.test.ts', '')).toBe('there is no such file')
    expect(faultOf('__tests__/attacks/names.test.ts', 'JUnit has their elements')).toBe('it holds no test of this name')
  })

  test('names every file of attacks', () => {
    const files = readdirSync('__tests__/attacks').filter((file) => file.endsWith('.test.ts'))
    const named = new Set(NAMED.map(([file]) => file))
    expect(files.filter((file) => !named.has(`__tests__/attacks/${file}`))).toEqual([])
  })

  test('leaves no row without a test, and no link that leads nowhere', () => {
    const rows = PAGE.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:-|\||\*\*|Tries|Who)/.test(line))
    expect(rows.filter((row) => !row.includes('.test.ts`'))).toEqual([])
    for (const [, target = ''] of PAGE.matchAll(/\]\((?!#)([^)#]+)/g)) expect([target, existsSync(`docs/${target}`)]).toEqual([target, true])
  })
})

test('SECURITY.md leads to it', () => {
  expect(readFileSync('SECURITY.md', 'utf8')).toContain('](docs/security-model.md)')
})
