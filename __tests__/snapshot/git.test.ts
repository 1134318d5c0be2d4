import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { git } from '../../src/snapshot/git.js'
import { link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

function where(root: string): string {
  const asked = git(root, ['rev-parse', '--show-prefix'])
  return asked.ok ? `found, in ${asked.stdout.toString('utf8').trim() || '.'}` : asked.reason
}

describe('whether there is a repository', () => {
  const shop = repository({ 'web/shop.ts': '' })

  test('its top and the folders in it have one', () => {
    expect(where(shop)).toBe('found, in .')
    expect(where(join(shop, 'web'))).toBe('found, in web/')
  })

  test('so has what a link to a folder in it names', () => {
    const elsewhere = temporaryFolder()
    link(elsewhere, { web: join(shop, 'web') })
    expect(where(join(elsewhere, 'web'))).toBe('found, in web/')
  })

  test('so has a folder with a file that names it, as a work tree and a submodule are', () => {
    const beside = temporaryFolder()
    write(beside, { '.git': `gitdir: ${join(shop, '.git')}\n` })
    expect(where(beside)).toBe('found, in .')
  })

  test('a bare repository counts as none, because its configuration could name programs', () => {
    const bare = temporaryFolder()
    runGit(bare, 'init', '-q', '--bare')
    expect(git(bare, ['rev-parse', '--git-dir'])).toMatchObject({ ok: false })
  })

  test('a folder that is not there is told apart', () => {
    expect(where(join(shop, 'nowhere'))).not.toMatch(/not a git repository/)
  })

  test('without one, git says the same as is said for it', () => {
    const plain = temporaryFolder()
    expect(where(plain)).toBe(`git says: ${sayingOf(plain)}`)
  })
})

/** The first line of what git itself says. */
function sayingOf(root: string): string {
  try {
    execFileSync('git', ['status'], { cwd: root, env: { ...process.env, LC_ALL: 'C' }, stdio: 'pipe' })
    return 'nothing'
  } catch (error) {
    return (error as { stderr: Buffer }).stderr.toString('utf8').split('\n')[0] ?? ''
  }
}
