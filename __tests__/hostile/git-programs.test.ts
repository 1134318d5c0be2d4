import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { allThatGitSays } from './all-git.js'
import { cloneStory } from './clone-story.js'

// Processes are started; the machine may be busy.
jest.setTimeout(120_000)

let root: string
/** A program that leaves a trace, and where. */
let program: string
const traced = (): boolean => existsSync(join(root, '.git/trace'))

beforeEach(() => {
  root = cloneStory()
  program = join(root, '.git/program')
  writeFileSync(program, `#!/bin/sh\ntouch ${join(root, '.git/trace')}\n`)
  chmodSync(program, 0o755)
})

/** Runs git as somebody would who trusts the repository. */
function plainly(...args: string[]): void {
  const person = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  }
  const env = { PATH: process.env['PATH'], HOME: root, GIT_TERMINAL_PROMPT: '0', ...person }
  spawnSync('git', args, { cwd: root, env, input: 'protocol=https\nhost=example.com\n\n', timeout: 20_000 })
}

const attribute = (): void => appendFileSync(join(root, '.git/info/attributes'), '* diff=x filter=x merge=x\n')
const hook = (name: string): void => {
  mkdirSync(join(root, '.git/hooks'), { recursive: true })
  writeFileSync(join(root, '.git/hooks', name), `#!/bin/sh\n${program}\n`, { mode: 0o755 })
}
const set = (...pairs: readonly (readonly [string, string])[]): void => {
  for (const [key, value] of pairs) runGit(root, 'config', '--add', key, value)
}

/** A commit with a signature, which git checks where it is told to. */
function sign(): void {
  const [tree, parent] = ['HEAD^{tree}', 'HEAD'].map((each) => runGit(root, 'rev-parse', each))
  const who = 'Ada <ada@example.com> 1767225600 +0000'
  const text = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nsigned\n`
  write(root, { '.git/signed': text })
  runGit(root, 'reset', '-q', '--soft', runGit(root, 'hash-object', '-t', 'commit', '-w', '.git/signed'))
}

/** Takes away a content that a remote promises to send again. */
function promise(url: string): void {
  const id = runGit(root, 'rev-parse', 'HEAD:a.txt')
  rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)))
  set(
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.url', url],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.uploadpack', program],
    ['protocol.allow', 'always'],
    ['protocol.ext.allow', 'always'],
    ['protocol.file.allow', 'always'],
  )
}

const changed = (): void => write(root, { 'a.txt': 'other\n' })

describe('git runs no program that the repository names, although it would:', () => {
  const cases: readonly (readonly [string, () => void, readonly string[]])[] = [
    ['core.fsmonitor', () => set(['core.fsmonitor', program]), ['status']],
    ['diff.external', () => set(['diff.external', program]), ['diff', 'HEAD~1']],
    ['diff.<driver>.command', () => (attribute(), set(['diff.x.command', program])), ['diff', 'HEAD~1']],
    ['diff.<driver>.textconv', () => (attribute(), set(['diff.x.textconv', program])), ['diff', 'HEAD~1']],
    ['filter.<driver>.clean', () => (attribute(), set(['filter.x.clean', program]), changed()), ['diff', 'HEAD~1']],
    ['filter.<driver>.process', () => (attribute(), set(['filter.x.process', program]), changed()), ['diff', 'HEAD~1']],
    [
      'filter.<driver>.smudge',
      () => (attribute(), set(['filter.x.smudge', program]), changed()),
      ['checkout', '-q', '-f', 'HEAD', '--', 'a.txt'],
    ],
    [
      'core.sshCommand',
      () => set(['core.sshCommand', program], ['remote.origin.url', 'ssh://x/y']),
      ['fetch', 'origin'],
    ],
    ['credential.helper', () => set(['credential.helper', `!${program}`]), ['credential', 'fill']],
    ['core.askPass', () => set(['core.askPass', program]), ['credential', 'fill']],
    ['core.editor', () => set(['core.editor', program]), ['commit', '-q', '--allow-empty']],
    ['gpg.program', () => (sign(), set(['gpg.program', program], ['log.showSignature', 'true'])), ['log', '-1']],
    ['alias', () => set(['alias.lst', `!${program}`], ['alias.log', `!${program}`]), ['lst']],
    [
      'core.alternateRefsCommand',
      () => {
        const other = repository({ 'x.txt': '' })
        write(root, { '.git/objects/info/alternates': `${other}/.git/objects\n` })
        set(['core.alternateRefsCommand', program])
      },
      ['rev-list', '--alternate-refs'],
    ],
    [
      'include.path',
      () => (write(root, { '.git/more': `[core]\n\tfsmonitor = ${program}\n` }), set(['include.path', 'more'])),
      ['status'],
    ],
    [
      'includeIf',
      () => (
        write(root, { '.git/more': `[core]\n\tfsmonitor = ${program}\n` }),
        set(['includeIf.gitdir:/.path', 'more'])
      ),
      ['status'],
    ],
    [
      'config.worktree',
      () => (
        write(root, { '.git/config.worktree': `[core]\n\tfsmonitor = ${program}\n` }),
        set(['core.repositoryFormatVersion', '1'], ['extensions.worktreeConfig', 'true'])
      ),
      ['status'],
    ],
    ['a hook', () => (hook('post-index-change'), changed(), write(root, { 'sub/b.txt': 'b\n' })), ['add', '-A']],
    [
      'core.hooksPath',
      () => (hook('post-index-change'), set(['core.hooksPath', join(root, '.git/hooks')]), changed()),
      ['add', '-A'],
    ],
    ['a promise by a program of the remote', () => promise(`file://${root}`), ['cat-file', '-p', 'HEAD:a.txt']],
    ['a promise by a transport that is a program', () => promise(`ext::${program}`), ['cat-file', '-p', 'HEAD:a.txt']],
    [
      'core.gitProxy',
      () => set(['core.gitProxy', program], ['remote.origin.url', 'git://example.invalid/x']),
      ['fetch', 'origin'],
    ],
  ]
  test.each(cases)('%s', async (_, arrange, command) => {
    arrange()
    await allThatGitSays(root)
    expect(traced()).toBe(false)
    plainly(...command)
    expect(traced()).toBe(true)
  })
})

test('a .git file that names another repository is followed, as git does, and runs nothing of it', async () => {
  const folder = temporaryFolder()
  write(folder, { '.git': `gitdir: ${root}/.git\n`, 'a.txt': 'a\n' })
  set(['core.fsmonitor', program])
  await allThatGitSays(folder)
  expect(traced()).toBe(false)
})
