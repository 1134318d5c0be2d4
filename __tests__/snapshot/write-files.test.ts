import { chmodSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { writeTexts } from '../../src/snapshot/write-files.js'
import { link, temporaryFolder, write } from '../helpers/git-repository.js'

function folder(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder()
  write(root, files)
  return root
}

describe('is left alone', () => {
  test('what has changed since it was read', () => {
    const root = folder({ 'a.yml': 'new\n' })
    expect(writeTexts(root, [{ path: 'a.yml', before: 'old\n', after: 'x\n' }])).toEqual([
      { path: 'a.yml', reason: 'it has changed since it was read' },
    ])
    expect(readFileSync(join(root, 'a.yml'), 'utf8')).toBe('new\n')
  })

  test('what is a link, lies behind one, or outside', () => {
    const outside = folder({ 'a.yml': 'old\n' })
    const root = folder({ 'dir/a.yml': 'old\n' })
    link(root, { 'link.yml': 'dir/a.yml', away: outside })
    const paths = ['link.yml', 'away/a.yml', '../a.yml', 'dir/../../a.yml', '/etc/hosts', 'dir', 'missing.yml']
    const failed = writeTexts(
      root,
      paths.map((path) => ({ path, before: 'old\n', after: 'x\n' })),
    )
    expect(failed.map(({ path }) => path)).toEqual(paths)
    expect(failed.slice(0, 4).map(({ reason }) => reason)).toEqual([
      'it is a symbolic link',
      'it lies behind a symbolic link',
      'it lies outside of the folder',
      'it lies outside of the folder',
    ])
    expect(readFileSync(join(outside, 'a.yml'), 'utf8')).toBe('old\n')
  })
})

test('mode and byte order mark stay, and nothing else is left behind', () => {
  const root = folder({ 'run.sh': '\uFEFFold ü\n', 'b.yml': 'b\n' })
  chmodSync(join(root, 'run.sh'), 0o755)
  const failed = writeTexts(root, [
    { path: 'run.sh', before: 'old ü\n', after: 'new ü\n' },
    { path: 'b.yml', before: 'b\n', after: '' },
  ])
  expect(failed).toEqual([])
  expect(readFileSync(join(root, 'run.sh'), 'utf8')).toBe('\uFEFFnew ü\n')
  expect(statSync(join(root, 'run.sh')).mode & 0o777).toBe(0o755)
  expect(readdirSync(root).sort()).toEqual(['b.yml', 'run.sh'])
})
