import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { forgeriesIn } from './forgery.js'
import { GOOD, goodWith, lintBuilt, lostFindings, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(120_000)

/** A file that CI systems read as a pipeline, one of each. */
const PIPELINES = [
  '.gitlab-ci.yml',
  'azure-pipelines.yml',
  '.circleci/config.yml',
  'Jenkinsfile',
  'bitbucket-pipelines.yml',
  '.drone.yml',
  '.woodpecker.yml',
  '.travis.yml',
  '.buildkite/pipeline.yml',
  'cloudbuild.yaml',
  'buildspec.yml',
  'appspec.yml',
  '.tekton/run.yaml',
  '.github/actions/a/action.yml',
  '.github/workflows/x.yml',
]
const DEFINITIONS = [
  'app/Dockerfile',
  'infra/x.tf',
  'infra/x.tf.json',
  'main.bicep',
  'compose.yaml',
  'chart/Chart.yaml',
]

let without: Linted
beforeAll(() => {
  without = lintBuilt(goodWith())
})

const CONTENTS: readonly (readonly [string, string, Uint8Array])[] = [
  ['it holds a NUL', 'it is binary', Buffer.from('a: b\0\n')],
  ['it is not UTF-8', 'it is not UTF-8 text', Buffer.from([0x61, 0xff, 0xfe, 0x80, 0x0a])],
  ['it has 100 MB', 'more than the 1000000 that are read', Buffer.alloc(100_000_000, '#\n')],
]

describe('a file that is there and cannot be read never turns a run green:', () => {
  test.each(CONTENTS)('%s', (_, reason, content) => {
    const huge = content.length > 1_000_000
    const [pipelines, definitions] = huge ? [['Jenkinsfile'], ['app/Dockerfile']] : [PIPELINES, DEFINITIONS]
    const linted = lintBuilt(
      goodWith(Object.fromEntries([...pipelines, ...definitions].map((file) => [file, content]))),
    )
    for (const file of pipelines) {
      expect([file, saidOf(linted, file)]).toEqual([file, { severity: 'error', text: expect.stringContaining(reason) }])
    }
    for (const file of definitions) {
      expect([file, saidOf(linted, file)]).toEqual([
        file,
        { severity: 'warning', text: expect.stringContaining(reason) },
      ])
    }
    const said = linted.report.findings.filter(({ check }) => check === 'unreadable-file')
    expect(said).toHaveLength(pipelines.length + definitions.length)
    expectBounded(linted, 20, 512)
    expect(lostFindings(linted, without)).toEqual([])
    expect(linted.status).toBe(1)
  })

  test('it is a link out of the tree, to a device, to itself, or may not be read; a pipe is not waited for', () => {
    const root = goodWith()
    link(root, {
      Jenkinsfile: '/etc/hostname',
      '.drone.yml': '/dev/zero',
      '.travis.yml': '.travis.yml',
      '.gitlab-ci.yml': '/proc/self/environ',
    })
    execFileSync('mkfifo', [join(root, 'azure-pipelines.yml')])
    write(root, { 'bitbucket-pipelines.yml': 'pipelines: {}\n', '.circleci/config.yml/x': 'a folder\n' })
    chmodSync(join(root, 'bitbucket-pipelines.yml'), 0)
    const linted = lintBuilt(root)
    const asked = ['Jenkinsfile', '.drone.yml', '.travis.yml', '.gitlab-ci.yml']
    // The superuser may read everything.
    if (process.getuid?.() !== 0) asked.push('bitbucket-pipelines.yml')
    expect(asked.filter((file) => saidOf(linted, file)?.severity !== 'error')).toEqual([])
    expect(saidOf(linted, '.circleci/config.yml')).toBeUndefined()
    expect(lostFindings(linted, without)).toEqual([])
    expect(linted.status).toBe(1)
  })

  test('nothing but it is in the repository', () => {
    const root = temporaryFolder()
    write(root, { Jenkinsfile: Buffer.from('node { sh "make" }\0') })
    expect(lintBuilt(root).status).toBe(1)
    write(root, { Jenkinsfile: 'node { sh "make" }\n' })
    expect(lintBuilt(root).report.findings.map(({ check }) => check)).not.toContain('unreadable-file')
  })
})

describe('a configuration that cannot be read ends the run with its reason:', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['binary', Buffer.from('a\0b'), 'it is binary'],
    ['beyond the limit', Buffer.alloc(1_000_001, '#\n'), 'more than the 1000000'],
    ['nested', `checks: ${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nest'],
    ['prototype names', 'checks: {__proto__: off, constructor: off}', ''],
  ])('%s', (_, content, reason) => {
    const linted = lintBuilt(goodWith({ '.github/pillarlint.yml': content }))
    expect(linted.status).toBe(2)
    expect(linted.stderr).toContain('.github/pillarlint.yml')
    expect(linted.stderr).toContain(reason)
    expect(linted.outputs.size).toBe(0)
  })
})

describe('git', () => {
  test('a repository whose files in .git name programs runs none of them', () => {
    const root = repository(GOOD)
    const canary = join(root, 'canary')
    for (const setting of [
      'core.fsmonitor',
      'diff.external',
      'diff.x.textconv',
      'filter.x.clean',
      'filter.x.smudge',
      'filter.x.process',
      'core.sshCommand',
      'core.pager',
      'core.editor',
      'gpg.program',
      'alias.log',
      'alias.diff',
    ]) {
      runGit(root, 'config', setting, setting.startsWith('alias') ? `!touch ${canary}` : `touch ${canary};`)
    }
    runGit(root, 'config', 'log.showSignature', 'true')
    write(root, { '.gitattributes': '* filter=x diff=x\n', Dockerfile: 'FROM node:20\n' })
    write(root, { '.gitmodules': `[submodule "m"]\n\tpath = m\n\turl = ext::touch ${canary}\n` })
    writeFileSync(join(root, '.git/hooks/post-index-change'), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 })
    // Git itself runs them, where a file looks changed, and fails over what they print.
    for (const file of Object.keys(GOOD)) utimesSync(join(root, file), 1, 1)
    expect(() => runGit(root, 'status')).toThrow('canary')
    expect(existsSync(canary)).toBe(true)
    rmSync(canary)
    const linted = lintBuilt(root, '--base', 'HEAD', '--history', 'git')
    expect(linted.status).toBe(0)
    expect(existsSync(canary)).toBe(false)
  })

  test('names of branches, tags and authors are neither options nor text that acts', () => {
    const root = repository(GOOD)
    const id = runGit(root, 'rev-parse', 'HEAD')
    for (const ref of [
      'heads/--upload-pack=x',
      'heads/-x',
      'heads/::error::forged',
      'tags/$(touch canary)',
      'tags/v1`id`',
    ])
      write(root, { [`.git/refs/${ref}`]: `${id}\n` })
    runGit(root, 'config', 'user.name', 'x')
    commit(root, 'a\u202e\u001b[31m\n\n::error::forged', '--author=##[error]x\u202e <a@b.c>')
    const linted = lintBuilt(root, '--base', 'HEAD~1', '--history', 'git', '--verbose')
    expect(linted.status).toBe(0)
    expect(forgeriesIn(linted)).toEqual([])
    expect(lintBuilt(root, '--base', '--upload-pack=x').status).toBe(2)
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a .git that is a file and leads nowhere', { '.git': 'gitdir: /nonexistent\n' }],
    ['a .git that is a file of something else', { '.git': '\u0000\u202e' }],
    ['a corrupt .git', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/config': '[core', '.git/index': 'DIRC' }],
  ])('%s is read as a folder', (_, files) => {
    const root = temporaryFolder()
    write(root, { ...GOOD, ...files })
    const linted = lintBuilt(root)
    expect(lostFindings(linted, without)).toEqual([])
    expect(linted.status).toBe(1)
  })
})

function expectBounded({ seconds, mebibytes }: Linted, maxSeconds: number, maxMebibytes: number): void {
  expect(seconds).toBeLessThan(maxSeconds)
  expect(mebibytes).toBeLessThan(maxMebibytes)
}
