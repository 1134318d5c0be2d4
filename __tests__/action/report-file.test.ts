import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { writeReportFile } from '../../src/action/report-file.js'
import { link, temporaryFolder, write } from '../helpers/git-repository.js'

describe('a report file', () => {
  test('is written with its folders, over an older one', () => {
    const root = temporaryFolder()
    for (const text of ['a longer text', 'text']) {
      const path = writeReportFile(root, 'out/deep/report.json', text)
      expect(path).toBe(join(root, 'out/deep/report.json'))
      expect(readFileSync(path, 'utf8')).toBe(text)
    }
  })

  test('goes where the workflow says, if that is an absolute path', () => {
    const [root, elsewhere] = [temporaryFolder(), temporaryFolder()]
    expect(readFileSync(writeReportFile(root, join(elsewhere, 'r.json'), 'x'), 'utf8')).toBe('x')
  })

  test('does not follow a link that the repository holds', () => {
    const [root, elsewhere] = [temporaryFolder(), temporaryFolder()]
    write(elsewhere, { config: 'precious' })
    link(root, { 'report.json': join(elsewhere, 'config'), out: elsewhere, dangling: join(elsewhere, 'new') })
    for (const file of ['report.json', 'out/report.json', 'out/new/report.json', 'dangling']) {
      expect(() => writeReportFile(root, file, 'x')).toThrow(`the report cannot be written to ${file}: `)
    }
    expect(readFileSync(join(elsewhere, 'config'), 'utf8')).toBe('precious')
    expect(existsSync(join(elsewhere, 'new'))).toBe(false)
  })

  test('does not follow one by an absolute path either', () => {
    const [root, elsewhere] = [temporaryFolder(), temporaryFolder()]
    link(root, { out: elsewhere, 'report.json': join(elsewhere, 'new') })
    for (const file of ['out/report.json', 'out/new/report.json', 'report.json']) {
      expect(() => writeReportFile(root, join(root, file), 'x')).toThrow('cannot be written')
    }
    expect(readdirSync(elsewhere)).toEqual([])
  })

  test('is not written into .git, by whatever way', () => {
    const root = temporaryFolder()
    write(root, { '.git/HEAD': 'ref', '.git/hooks/x': '' })
    link(root, { hooks: '.git/hooks' })
    for (const file of [
      '.git/hooks/pre-push',
      '.GIT/new',
      'hooks/pre-push',
      '.git',
      'a/.git/config',
      join(root, '.git/config'),
    ]) {
      expect(() => writeReportFile(root, file, 'x')).toThrow('cannot be written')
    }
    expect(readdirSync(join(root, '.git/hooks'))).toEqual(['x'])
    expect(existsSync(join(root, '.git/config'))).toBe(false)
  })

  test('does not leave the workspace', () => {
    const root = temporaryFolder()
    expect(() => writeReportFile(root, '../report.json', 'x')).toThrow('it would lie outside the workspace')
  })

  test('may lie in a folder that links to another one of the workspace', () => {
    const root = temporaryFolder()
    write(root, { 'real/a': '' })
    link(root, { alias: 'real' })
    writeReportFile(root, 'alias/report.json', 'x')
    expect(readFileSync(join(root, 'real/report.json'), 'utf8')).toBe('x')
  })
})
