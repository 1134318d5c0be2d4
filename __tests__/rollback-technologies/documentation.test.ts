import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'

const page = readFileSync('docs/delivery.md', 'utf8')
const section = page.split('## What is judged of each technology')[1]?.split('\n## ')[0] ?? ''
const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
const links = Array.from(section.matchAll(/\[([^\]]+)\]\(checks\/([^)]+)\.md\)/g), ([, text = '', id = '']) => ({
  text,
  id,
}))

describe('what the page on delivery says is judged of each technology', () => {
  test('every check that it names exists, under the name of its page', () => {
    const ids = new Set(checks.map(({ id }) => id))
    expect(links.length).toBeGreaterThan(60)
    expect(links.filter(({ text, id }) => text !== id || !ids.has(id))).toEqual([])
  })

  test('every row has its five cells', () => {
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter((row) => row.split('|').length !== 7)).toEqual([])
  })

  test('no check of rollbacks is missing', () => {
    const named = new Set(links.map(({ id }) => id))
    // Whether rollbacks are rehearsed is no matter of the technology.
    const expected = checks.map(({ id }) => id).filter((id) => id.startsWith('rollback-') && id !== 'rollback-tested')
    expect(expected.filter((id) => !named.has(id))).toEqual([])
  })
})
