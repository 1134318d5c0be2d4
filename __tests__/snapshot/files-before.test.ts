import { describe, expect, test } from '@jest/globals'
import { filesBefore, type FileBefore } from '../../src/snapshot/files-before.js'
import { memoryFiles } from '../helpers/memory-files.js'

const NOW = { 'kept.yml': 'k', 'edited.yml': 'new', 'added.yml': 'a', 'moved.yml': 'm' }

const before = (...changes: FileBefore[]) => filesBefore(memoryFiles(NOW), changes)

describe('the files before a change', () => {
  test.each<[string, FileBefore, string, string | undefined]>([
    ['edited', { now: 'edited.yml', was: 'edited.yml', text: 'old' }, 'edited.yml', 'old'],
    ['edited, and nobody knows how', { now: 'edited.yml', was: 'edited.yml' }, 'edited.yml', 'new'],
    ['added', { now: 'added.yml' }, 'added.yml', undefined],
    ['removed', { was: 'gone.yml', text: 'g' }, 'gone.yml', 'g'],
    ['moved', { now: 'moved.yml', was: 'here.yml' }, 'here.yml', 'm'],
    ['moved and edited', { now: 'moved.yml', was: 'here.yml', text: 'h' }, 'here.yml', 'h'],
    ['moved away', { now: 'moved.yml', was: 'here.yml' }, 'moved.yml', undefined],
    ['emptied of a text', { now: 'edited.yml', was: 'edited.yml', text: '' }, 'edited.yml', ''],
  ])('%s', (_, change, path, text) => {
    const files = before(change)
    expect(files.text(path)).toBe(text)
    expect(files.has(path)).toBe(text !== undefined)
    expect(files.paths.includes(path)).toBe(text !== undefined)
    expect(files.text('kept.yml')).toBe('k')
  })

  test('a removed file whose text nobody knows is there and cannot be read', () => {
    const files = before({ was: 'gone.bin' })
    expect(files.has('gone.bin')).toBe(true)
    expect(files.text('gone.bin')).toBeUndefined()
    expect(files.unread).toEqual([{ file: 'gone.bin', reason: 'its text before the change was not read' }])
  })

  test('two files that changed names', () => {
    const files = before(
      { now: 'kept.yml', was: 'edited.yml', text: 'one' },
      { now: 'edited.yml', was: 'kept.yml', text: 'two' },
    )
    expect([files.text('kept.yml'), files.text('edited.yml')]).toEqual(['two', 'one'])
    expect(files.paths).toEqual(['added.yml', 'edited.yml', 'kept.yml', 'moved.yml'])
  })
})
