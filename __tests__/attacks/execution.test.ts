import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { ActionEnd } from '../helpers/bundled-action.js'
import { startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { expectSound, letComment, pullStory, startOn, type PullStory } from '../helpers/pull-story.js'

// Processes are started; the machine may be busy.
jest.setTimeout(120_000)

/** Every package that the bundle was made of, and what Node.js itself might be made to look for. */
const MODULES = [
  '@actions/core',
  '@actions/github',
  '@octokit/rest',
  'js-yaml',
  'fast-glob',
  'zod',
  'zod/mini',
  'pillarlint',
  'fs',
]

let fake: FakeGitHub
let story: PullStory
/** A program that leaves a trace, and where. */
let trace: string
let program: string

const traced = (): boolean => existsSync(trace)

/** A head that puts a program wherever one might be looked for. */
function plant(workspace: string): void {
  const code = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran')\n`
  const shell = `#!/bin/sh\ntouch ${trace}\n`
  write(workspace, {
    ...Object.fromEntries(
      MODULES.flatMap((name) => [
        [`node_modules/${name}/index.js`, code],
        [`node_modules/${name}/package.json`, '{"main":"index.js"}'],
      ]),
    ),
    'package.json':
      '{"type":"commonjs","imports":{"#*":"./evil.cjs"},"exports":"./evil.cjs","scripts":{"prepare":"sh evil.sh","test":"sh evil.sh","postinstall":"sh evil.sh"}}',
    '.npmrc': 'node-options=--require ./evil.cjs\nregistry=http://evil.example/\nscript-shell=./evil.sh\n',
    '.nvmrc': '$(sh evil.sh)',
    '.node-version': '`sh evil.sh`',
    '.envrc': 'sh evil.sh',
    'node.config.json': '{"nodeOptions":{"import":["./evil.cjs"],"require":["./evil.cjs"]}}',
    'evil.cjs': code,
    'evil.sh': shell,
    Makefile: `X := $(shell sh evil.sh)\n.PHONY: test\ntest:\n\tsh evil.sh\n`,
    'pillarlint.config.js': code,
    '.pillarlint/plugins/evil.js': code,
    'eslint.config.js': code,
    'jest.config.js': code,
    '.husky/pre-commit': shell,
    '.gitattributes': '* filter=evil diff=evil merge=evil\n[attr]binary filter=evil\n',
    '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ext::sh evil.sh\n\tupdate = !sh evil.sh\n',
    '.github/workflows/ci.yml':
      'on: pull_request\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ./\n      - run: make test && npm test && sh evil.sh && $(sh evil.sh)\n',
    'action.yml': 'runs: { using: node24, main: evil.cjs, pre: evil.cjs, post: evil.cjs }\n',
    'main.tf': 'data "external" "x" { program = ["sh", "evil.sh"] }\n',
    'bare/HEAD': 'ref: refs/heads/main\n',
    'bare/objects/x': '',
    'bare/refs/heads/x': '',
    'bare/config':
      '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = "sh ../evil.sh"\n[diff]\n\texternal = sh ../evil.sh\n',
    'bare/.github/workflows/x.yml': 'on: push\njobs: { a: { runs-on: x, steps: [{ run: echo }] } }\n',
  })
  for (const file of ['evil.sh', '.husky/pre-commit', 'node_modules/fs/index.js'])
    chmodSync(join(workspace, file), 0o755)
}

/** What an earlier step, or an earlier job of a machine that is kept, may have left in the clone. */
function poisonClone(workspace: string): void {
  const evil = `sh ${join(workspace, 'evil.sh')}`
  const keys = [
    'core.fsmonitor',
    'diff.external',
    'diff.evil.command',
    'diff.evil.textconv',
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'core.sshCommand',
    'core.pager',
    'core.editor',
    'core.askPass',
    'gpg.program',
    'uploadpack.packObjectsHook',
    'core.alternateRefsCommand',
    'credential.helper',
    'alias.log',
    'alias.ls-tree',
    'merge.evil.driver',
  ]
  for (const key of keys) runGit(workspace, 'config', key, key.startsWith('alias') ? `!${evil}` : evil)
  const hooks = ['post-checkout', 'pre-auto-gc', 'reference-transaction', 'post-index-change', 'fsmonitor-watchman']
  mkdirSync(join(workspace, '.git/hooks'), { recursive: true })
  for (const hook of hooks)
    writeFileSync(join(workspace, '.git/hooks', hook), `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 })
  appendFileSync(join(workspace, '.git/info/attributes'), '* diff=evil filter=evil\n')
}

beforeAll(async () => {
  fake = await startFakeGitHub()
  letComment(fake)
  trace = join(temporaryFolder(), 'trace')
  story = pullStory({ 'README.md': 'shop\n' }, {}, { arrange: plant })
  program = join(story.workspace, 'evil.sh')
  poisonClone(story.workspace)
})

afterAll(() => fake.close())

test('the programs would leave a trace', () => {
  for (const [command, args] of [
    ['sh', [program]],
    [process.execPath, [join(story.workspace, 'evil.cjs')]],
    ['git', ['diff', 'HEAD^1']],
  ] as const) {
    rmSync(trace, { force: true })
    spawnSync(command, args, { cwd: story.workspace, stdio: 'ignore' })
    expect([command, traced()]).toEqual([command, true])
  }
})

describe('nothing that the head holds is run', () => {
  const cases: [string, Parameters<typeof startOn>[2]][] = [
    [
      'in a pull request, with everything that reads more',
      { inputs: { suggestions: 'true', history: 'git', output: 'r.sarif\nr.html', 'sarif-inputs': '*.sarif' } },
    ],
    ['in a folder that seems to be a repository', { inputs: { path: 'bare' } }],
  ]
  test.each(cases)('%s', async (_, more) => {
    rmSync(trace, { force: true })
    const end: ActionEnd = await startOn(fake, story, more)
    expectSound(fake, end)
    expect(traced()).toBe(false)
  })

  test('by the command line, started inside of it', () => {
    rmSync(trace, { force: true })
    const cli = join(import.meta.dirname, '../../dist/cli.js')
    const argv = [cli, '--base', story.base, '--offline', '--format', 'json']
    const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd: story.workspace, encoding: 'utf8' })
    expect([JSON.parse(stdout), stderr]).toMatchObject([{ tool: { name: 'pillarlint' } }, ''])
    expect(traced()).toBe(false)
  })
})

test('there are no plug-ins: a configuration that names one is refused', async () => {
  const named = pullStory({ 'pillarlint.yml': 'plugins: [./evil.cjs]\n' }, { 'README.md': '' }, { arrange: plant })
  rmSync(trace, { force: true })
  const end = await startOn(fake, named)
  expect(end).toMatchObject({ status: 2, outputs: { verdict: 'error' } })
  expect(end.stdout).toMatch(/^::error title=Pillarlint::pillarlint.yml:1:1: .*plugins/m)
  expect(traced()).toBe(false)
})
