// What is true of every check. A new check is covered the moment its file exists.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fg from 'fast-glob'
import { checks } from '../../checks/index.js'
import { practices } from '../../src/catalog/index.js'
import { run } from '../helpers/check-tester.js'

const files = fg.sync('checks/*/*.ts').sort()
const idOf = (file: string) => file.replace(/^.*\/|\.ts$/g, '')

test('every check file is registered, and nothing else is', () => {
  expect(checks.map(({ id }) => id)).toEqual(files.map(idOf).sort())
})

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const path = `docs/checks/${id}.md`
  const page = existsSync(path) ? readFileSync(path, 'utf8') : ''

  test('has a test file', () => {
    const file = files.find((each) => idOf(each) === id) ?? ''
    expect(existsSync(`__tests__/${file.replace(/\.ts$/, '.test.ts')}`)).toBe(true)
  })

  test('has a page with the fixed sections in order', () => {
    const headings = Array.from(page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ .*$/gm), ([line]) => line)
    expect(headings).toEqual([`# ${id}`, '## Fails', '## Passes', '## How to fix it', '## When to turn it off'])
  })

  test('has a heading for a title, and messages that say what is wrong and what to do', () => {
    expect(check.title).toMatch(/^([A-Z]|kubectl ).*[^.]$/)
    for (const { text, remedy } of Object.values<{ text: string; remedy: string }>(check.messages)) {
      expect(text).toMatch(/^[A-Z{].*(\.|\})$/s)
      expect(remedy).toMatch(/^[A-Z{].*(\.|\})$/s)
    }
  })

  test('decides the practices that the catalog says it decides', () => {
    const decided = practices()
      .filter((practice) => practice.checks.includes(id))
      .map((practice) => practice.id)
    // The table of indicators may leave a check out that names the indicator; it never names one that the check does not.
    expect(check.practices).toEqual(expect.arrayContaining(decided))
    const known = new Set(practices().map((practice) => practice.id))
    expect(check.practices.filter((practice: string) => !known.has(practice))).toEqual([])
  })

  test('names in its facets only practices that it decides', () => {
    const named = Object.values<readonly string[]>(check.facets ?? {}).flat()
    expect(check.practices).toEqual(expect.arrayContaining(named))
  })

  const examples = examplesOf(page)
  if (examples.length > 0) {
    test.each(examples)('page example $number: $section', ({ section, ...repository }) => {
      const { result, problems } = run(check, repository)
      expect({ problems: problems.length > 0, state: result.state }).toEqual(
        section === 'Fails' ? { problems: true, state: 'problem' } : { problems: false, state: 'evidence' },
      )
    })
  }
})

interface Example {
  readonly section: string
  readonly number: number
  readonly files: Record<string, string>
  readonly before?: Record<string, string>
}

/**
 * The fenced blocks of a section that name a file make one repository. A `***` line between blocks starts another. What
 * has the word `before` behind its name was there when the change began, and still is unless another block names it.
 */
function examplesOf(page: string): Example[] {
  return ['Fails', 'Passes'].flatMap((section) => {
    const text = new RegExp(`^## ${section}$([\\s\\S]*?)(?=^## )`, 'm').exec(page)?.[1] ?? ''
    return text
      .split(/^\*\*\*$/m)
      .map((part) => {
        const blocks = Array.from(part.matchAll(/^```[\w-]+ (\S+)( before)?\n([\s\S]*?)^```$/gm))
        const of = (wanted: boolean) =>
          Object.fromEntries(
            blocks
              .filter(([, , before]) => (before !== undefined) === wanted)
              .map(([, file = '', , body = '']) => [file, body]),
          )
        const before = of(true)
        const files = { ...before, ...of(false) }
        return { files, ...(Object.keys(before).length > 0 && { before }) }
      })
      .map((example, index) => ({ section, number: index + 1, ...example }))
      .filter(({ files }) => Object.keys(files).length > 0)
  })
}
