import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { known } from '../../src/core/known.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { runPillarlint } from '../../src/run.js'
import { startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'
import { bodiesOn, expectSound, letComment, pullStory, SECRET, startOn } from '../helpers/pull-story.js'

// A process is started; the machine may be busy.
jest.setTimeout(120_000)

const PRIVATE = 'fail-on: never # the words of a private repository\n'
const OUTSIDE = 'SECRET_OF_THE_RUNNER: hunter2\n'

describe('a change that extends what it may not have read', () => {
  let root: string
  let outside: string

  beforeAll(() => {
    const top = temporaryFolder()
    root = join(top, 'repository')
    mkdirSync(root)
    runGit(root, 'init', '-q', '-b', 'main')
    outside = join(top, 'outside.yml')
    write(top, { 'outside.yml': OUTSIDE })
    write(root, { 'pillarlint.yml': 'fail-on: optional\n', 'lint/x.yml': 'unknown: fail\n' })
    commit(root)
    runGit(root, 'checkout', '-q', '-b', 'topic')
    link(root, {
      'link.yml': outside,
      'folder-link': top,
      'loop.yml': 'loop.yml',
      'up.yml': '../outside.yml',
      'git.yml': '.git/config',
    })
    const chain = Array.from(
      { length: 30 },
      (_, index) => [`chain/${index}.yml`, `extends: ./${index + 1}.yml\n`] as const,
    )
    write(root, {
      ...Object.fromEntries(chain),
      'circle.yml': 'extends: ./circle2.yml\n',
      'circle2.yml': 'extends: ./circle.yml\n',
      'self.yml': 'extends: ../pillarlint.yml\n',
      'plugins.yml': 'plugins: [./evil.js]\n',
      'huge.yml': `# ${'x'.repeat(300_000)}\n`,
      'many.yml': `extends: [${chain
        .slice(0, 100)
        .map(([path]) => `./${path}`)
        .join(', ')}]\n`,
      'binary.yml': '\u0000\u0001',
    })
    commit(root)
    execFileSync('mkfifo', [join(root, 'pipe.yml')])
  })

  async function judged(entries: string) {
    write(root, { 'pillarlint.yml': `extends: ${entries}\n` })
    const asked: unknown[] = []
    const result = await runPillarlint({
      root,
      base: 'main',
      overrides: {},
      hosting: noHosting('not asked'),
      today: '2026-06-01',
      version: '0',
      checks: [],
      readRemote: (reference) => {
        asked.push(reference)
        return Promise.resolve(known(PRIVATE))
      },
    })
    if (!result.ok) throw new Error(result.errors.join('\n'))
    const { gate, configChanges, trust } = result.report
    return { failOn: gate.failOn, asked, said: configChanges.join('\n'), all: JSON.stringify([configChanges, trust]) }
  }

  test.each<[string, string]>([
    ['../outside.yml', 'leads out of the repository'],
    ['../../../../../../../../etc/passwd', 'leads out of the repository'],
    ['./lint/../../outside.yml', 'leads out of the repository'],
    ['./link.yml', 'symbolic link'],
    ['./up.yml', 'symbolic link'],
    ['./loop.yml', 'cannot be read'],
    ['./git.yml', 'cannot be read'],
    ['./.git/config', 'there is no such file'],
    ['./folder-link/outside.yml', 'cannot be read'],
    ['./lint', 'there is no such file'],
    ['./pipe.yml', 'cannot be read'],
    ['./binary.yml', 'cannot be read'],
    ['./huge.yml', '256000 characters'],
    ['./chain/0.yml', 'files away from'],
    ['./many.yml', 'one file more than the 20'],
    ['./circle.yml', 'closes a circle'],
    ['./self.yml', ''],
    ['./plugins.yml', 'plugins'],
    ['/etc/passwd', 'is not of the form'],
    ['file:///etc/passwd', 'is not of the form'],
    ['https://evil.example/base.yml', 'is an address'],
    ['HTTP://evil.example/base.yml', 'is an address'],
    ['git@github.com:acme/hidden', 'is not of the form'],
    ['npm:evil', 'is not of the form'],
    ['..\\\\..\\\\outside.yml', 'is not of the form'],
    ['github:acme/hidden/../../x.yml', 'with ".."'],
    ['github:acme/hidden/a.yml@../../main', 'with ".."'],
    ['github:acme/../private/a.yml', 'with ".."'],
  ])('%s is refused, and nothing of it is quoted', async (entry, why) => {
    const { failOn, asked, said, all } = await judged(JSON.stringify(entry.replaceAll('\\\\', '\\')))
    expect([failOn, asked]).toEqual(['optional', []])
    expect(said).toContain(why === '' ? 'extends' : why)
    expect(all).not.toMatch(/hunter2|SECRET_OF|root:/)
  })

  test.each([
    'github:acme/hidden/base.yml',
    `github:acme/hidden/base.yml@${'a'.repeat(40)}`,
    '[github:acme/hidden/base.yml, ./lint/x.yml]',
  ])('%s is compared by its name alone', async (entry) => {
    const { failOn, asked, all } = await judged(entry)
    expect([failOn, asked]).toEqual(['optional', []])
    expect(all).toContain('The configuration would extend')
    expect(all).not.toContain('private repository')
  })

  test('the same file would be read if the base named it', async () => {
    const own = repository({ 'pillarlint.yml': 'extends: github:acme/hidden/base.yml\n' })
    const asked: unknown[] = []
    const result = await runPillarlint({
      ...{ root: own, overrides: {}, hosting: noHosting('not asked'), today: '2026-06-01', version: '0', checks: [] },
      readRemote: (reference) => {
        asked.push(reference)
        return Promise.resolve(known(PRIVATE))
      },
    })
    expect([asked.length, result.ok && result.report.gate.failOn]).toEqual([1, 'never'])
  })
})

describe('the token of the job', () => {
  let fake: FakeGitHub
  beforeAll(async () => {
    fake = await startFakeGitHub()
    letComment(fake)
  })
  afterAll(() => fake.close())

  test('reads no other repository on the word of a pull request', async () => {
    const token = fake.state.tokens.get(SECRET)
    if (token === undefined) throw new Error('no token')
    fake.state.others.set('acme/hidden', { files: new Map([['HEAD:base.yml', PRIVATE]]), token })
    const story = pullStory(
      { 'package.json': '{}' },
      {
        'pillarlint.yml': 'extends: github:acme/hidden/base.yml\n',
        'lint.yml': 'extends: github:acme/hidden/base.yml\n',
        '.github/workflows/ci.yml': 'on: push\njobs: { a: { uses: acme/hidden/.github/workflows/x.yml@main } }\n',
      },
    )
    const end = await startOn(fake, story, { inputs: { config: 'lint.yml', output: 'r.json' } })
    expectSound(fake, end)
    const reads = fake.requests.filter(({ operation }) => !operation.includes('comment'))
    expect(reads.length).toBeGreaterThan(10)
    expect(JSON.stringify(reads)).not.toContain('hidden')
    expect(readFileSync(join(story.workspace, 'r.json'), 'utf8')).not.toContain('words of a private')
    expect(bodiesOn(fake)[0]).toContain('Adds the configuration file')
  })
})
