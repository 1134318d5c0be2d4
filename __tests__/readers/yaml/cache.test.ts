import { expect, test } from '@jest/globals'
import { yamlOf } from '../../../src/readers/yaml/cache.js'
import { memoryFiles } from '../../helpers/memory-files.js'

/** A file of about so many characters. */
const text = (characters: number): string => `a:\n${'- item\n'.repeat(characters / 7)}`

test('a tree is shared by all who ask for it', () => {
  const context = { files: memoryFiles({ 'a.yml': text(100), 'b.yml': text(100) }) }
  const tree = yamlOf(context, 'a.yml')
  expect(tree?.documents).toHaveLength(1)
  expect(yamlOf(context, 'b.yml')).not.toBe(tree)
  expect(yamlOf(context, 'a.yml')).toBe(tree)
  expect(yamlOf(context, 'c.yml')).toBeUndefined()
})

test('of many files the last are kept, and one that is asked for again and again', () => {
  const names = Array.from({ length: 60 }, (_, index) => `${index}.yml`)
  const context = {
    files: memoryFiles(Object.fromEntries([['action.yml', text(700)], ...names.map((name) => [name, text(14_000)])])),
  }
  const action = yamlOf(context, 'action.yml')
  const trees = names.map((name) => {
    expect(yamlOf(context, 'action.yml')).toBe(action)
    return yamlOf(context, name)
  })
  const last = names.toReversed().findIndex((name) => yamlOf(context, name) !== trees[names.indexOf(name)])
  expect(last).toBeGreaterThan(2)
  expect(last).toBeLessThan(10)
})

test('of fewer than too many all are kept', () => {
  const names = Array.from({ length: 30 }, (_, index) => `${index}.yml`)
  const context = { files: memoryFiles(Object.fromEntries(names.map((name) => [name, text(14_000)]))) }
  const trees = names.map((name) => yamlOf(context, name))
  expect(names.every((name, index) => yamlOf(context, name) === trees[index])).toBe(true)
})
