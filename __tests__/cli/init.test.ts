import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { WRITTEN } from '../../src/cli/init/written-systems.js'
import { CHECKOUT } from '../../src/cli/init/pins.js'
import type { AnyCheck } from '../../src/check-api/index.js'
import type { Ports } from '../../src/cli/ports.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { runPillarlint } from '../../src/run.js'
import { runCli } from '../helpers/cli.js'
import { commit, link, repository, runGit, temporaryFolder, write } from '../helpers/git-repository.js'

const WORKFLOW = '.github/workflows/pillarlint.yml'
const ALL = () => Promise.resolve([...checks])

/** Offline, unless the test says otherwise. */
const init = (
  root: string,
  argv: readonly string[] = [],
  more: Partial<Omit<Ports, 'checks'>> & { checks?: () => Promise<AnyCheck[]> } = {},
) => runCli(['init', root, '--offline', ...argv], { checks: ALL, ...more })
const textIn = (root: string, path: string) => readFileSync(join(root, path), 'utf8')

async function findingsIn(root: string) {
  const result = await runPillarlint({
    root,
    overrides: {},
    hosting: noHosting('offline'),
    today: '2026-06-01',
    version: '0',
    checks,
  })
  if (!result.ok) throw new Error(result.errors.join('\n'))
  return result.report
}

describe('for each system', () => {
  test.each(WRITTEN.map((system) => [system]))(
    '%s: what is written passes, and the configuration is valid',
    async (system) => {
      const root = repository({ 'package.json': '{"scripts":{"test":"jest"}}\n', 'README.md': '# Shop\n' })
      const { status, stdout, stderr } = await init(root, ['--ci', system])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      const written = [...stdout.matchAll(/^Written: (.*)$/gm)].map(([, path = '']) => path)
      expect(written.length).toBeGreaterThan(1)
      const { findings, coverage } = await findingsIn(root)
      const about = findings.filter(({ at }) => at !== undefined && written.includes(at.file))
      // Offline nobody can tell the Action's commit, and the next steps say what to do about it.
      const expected = system === 'github-actions' ? ['pipeline-unpinned-action'] : []
      expect(about.map(({ check }) => check)).toEqual(expected)
      expect(coverage.unresolved).toEqual([])
      expect(coverage.files.unread).toEqual([])
      expect((await runCli(['config', root], { checks: ALL })).stdout).toContain('pillarlint.yml is valid.')
    },
  )

  test.each([
    [
      'gitlab-ci',
      { '.gitlab-ci.yml': 'build:\n  script: make\n' },
      '.gitlab/pillarlint.gitlab-ci.yml',
      'Add "- local: .gitlab/pillarlint.gitlab-ci.yml" under "include:"',
    ],
    [
      'azure-pipelines',
      { 'azure-pipelines.yml': 'steps:\n  - script: make\n' },
      'azure-pipelines.pillarlint.yml',
      'make a pipeline of azure-pipelines.pillarlint.yml',
    ],
  ])('%s is detected, and its own file stays as it is', async (_, files, path, step) => {
    const root = repository(files as unknown as Record<string, string>)
    const { stdout } = await init(root)
    expect(existsSync(join(root, path))).toBe(true)
    expect(stdout).toContain(step)
    for (const [name, text] of Object.entries(files)) expect(textIn(root, name)).toBe(text)
  })

  test.each([
    [
      '.circleci/config.yml',
      'version: 2.1\njobs:\n  a:\n    docker: [{ image: x }]\n    steps: [checkout]\nworkflows: { w: { jobs: [a] } }\n',
    ],
    ['bitbucket-pipelines.yml', 'pipelines:\n  default:\n    - step: { script: [make] }\n'],
    ['Jenkinsfile', "pipeline { agent any\n stages { stage('a') { steps { sh 'make' } } } }\n"],
  ])('%s is the only file of its system, so that the step is printed', async (path, text) => {
    const root = repository({ [path]: text })
    const { stdout } = await init(root)
    expect(textIn(root, path)).toBe(text)
    expect(stdout).toContain(`Put what is printed above into ${path}`)
    expect(stdout).toContain('npx --yes pillarlint@')
  })
})

describe('the workflow', () => {
  const CI = (more = '') =>
    `on:\n  push:\n${more}jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@${'b'.repeat(40)} # v6.1.0\n      - run: make\n`

  test('fits the repository: branch, merge queue, the release of checkout that is used', async () => {
    const root = repository({ '.github/workflows/ci.yml': CI('  merge_group:\n') })
    runGit(root, 'branch', '-m', 'master')
    await init(root)
    const text = textIn(root, WORKFLOW)
    expect(text).toContain('branches: [master]')
    expect(text).toContain('  merge_group:\n')
    expect(text).toContain(`actions/checkout@${'b'.repeat(40)} # v6.1.0`)
  })

  test('has no merge queue of its own, and the release of checkout that Pillarlint uses', async () => {
    const root = repository()
    await init(root)
    const text = textIn(root, WORKFLOW)
    expect(text).not.toContain('merge_group')
    expect(text).toContain(`actions/checkout@${CHECKOUT.ref} # ${CHECKOUT.comment}`)
    expect(readFileSync('.github/workflows/ci.yml', 'utf8')).toContain(
      `actions/checkout@${CHECKOUT.ref} # ${CHECKOUT.comment}`,
    )
  })

  test('quotes a branch whose name is more than a name', async () => {
    const root = repository()
    runGit(root, 'branch', '-m', "a'b,c&d")
    await init(root)
    expect(textIn(root, WORKFLOW)).toContain(`branches: ["a'b,c&d"]`)
    expect((await findingsIn(root)).coverage.files.unread).toEqual([])
  })

  test('is pinned where the host tells the commit, and says so where it does not', async () => {
    const [root, sha] = [repository(), 'c'.repeat(40)]
    const answers: typeof fetch = (input) => {
      const url = String(input instanceof Request ? input.url : input)
      const tags = url.includes('/repos/pillarlint/pillarlint/tags') ? [{ name: 'v0.1.0', commit: { sha } }] : []
      return Promise.resolve(Response.json(tags))
    }
    const online = await runCli(['init', root], { checks: ALL, fetch: answers })
    expect(online.status).toBe(0)
    expect(textIn(root, WORKFLOW)).toContain(`- uses: pillarlint/pillarlint@${sha} # v0.1.0\n`)
    expect((await findingsIn(root)).findings.filter(({ at }) => at?.file === WORKFLOW)).toEqual([])

    const other = repository()
    const { stdout } = await init(other)
    expect(textIn(other, WORKFLOW)).toContain('- uses: pillarlint/pillarlint@v0\n')
    expect(stdout).toContain('can be moved: "npx pillarlint --fix" writes its commit id')
  })
})

describe('nothing is overwritten', () => {
  test('unless --force says so; a configuration elsewhere is not doubled', async () => {
    const root = repository({ [WORKFLOW]: 'on: push\njobs: {}\n', '.github/pillarlint.yml': 'scope: changes\n' })
    const { stdout } = await init(root)
    expect(stdout).toContain(`${WORKFLOW} is there, and stays as it is`)
    expect(stdout).toContain('.github/pillarlint.yml is there')
    expect(textIn(root, WORKFLOW)).toBe('on: push\njobs: {}\n')
    expect(existsSync(join(root, 'pillarlint.yml'))).toBe(false)
    await init(root, ['--force'])
    expect(textIn(root, WORKFLOW)).toContain('name: Pillarlint')
    expect(textIn(root, '.github/pillarlint.yml')).toContain('profile: team')
    expect(existsSync(join(root, 'pillarlint.yml'))).toBe(false)
  })

  test('nor written outside, by way of a symbolic link', async () => {
    const [root, elsewhere] = [repository(), temporaryFolder()]
    link(root, { '.github': elsewhere })
    const { status, stderr } = await init(root)
    expect(status).toBe(2)
    expect(stderr).toContain('cannot be written')
    expect(existsSync(join(elsewhere, 'workflows'))).toBe(false)
  })

  test('nor at all with --dry-run, which prints it', async () => {
    const root = repository()
    const { stdout, status } = await init(root, ['--dry-run', '--baseline'])
    expect(status).toBe(0)
    expect(stdout).toContain(`Would write ${WORKFLOW}:`)
    expect(stdout).toContain('Would write pillarlint.yml:')
    expect(existsSync(join(root, '.github'))).toBe(false)
    expect(existsSync(join(root, '.pillarlint'))).toBe(false)
  })
})

describe('the configuration', () => {
  test('names what does not tell by itself', async () => {
    const job = 'runs-on: x\n    environment: kiwi\n    steps:\n      - run: kubectl apply -f k8s.yaml\n'
    const root = repository({
      '.github/workflows/d.yml': `on: push\njobs:\n  d:\n    ${job}`,
      CODEOWNERS: '* @acme/shop\n',
    })
    const { stdout } = await init(root, ['--profile', 'solo'])
    const text = textIn(root, 'pillarlint.yml')
    expect(text).toContain('profile: solo')
    expect(text).toContain('#   kiwi: production')
    expect(text).toContain('Files that need an owner in CODEOWNERS')
    expect(stdout).toContain(`Give ${WORKFLOW} and pillarlint.yml an owner in CODEOWNERS`)
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/raw\.githubusercontent\.com\/.*\/v\d+\.\d+\.\d+\/docs\/schemas\/config\.schema\.json\n/,
    )
  })

  test('is valid with every commented key uncommented', async () => {
    const root = repository({ CODEOWNERS: '* @a\n' })
    await init(root)
    const text = textIn(root, 'pillarlint.yml')
    const blocks = text
      .split('\n')
      .map((line) =>
        /^# {1,3}(?:[a-z-]+:| {2})/.test(line) && !/^# (?:All keys|yaml-language)/.test(line) ? line.slice(2) : line,
      )
    write(root, { 'pillarlint.yml': blocks.join('\n') })
    const { stdout, stderr } = await runCli(['config', root], { checks: ALL })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/failOn +recommended/)
    expect(stdout).toContain('billing/**')
  })

  test('a baseline is made, named and counts, also where there is nothing to accept', async () => {
    const root = repository()
    const { status } = await init(root, ['--baseline'])
    expect(status).toBe(0)
    expect(textIn(root, 'pillarlint.yml')).toContain('baseline: .pillarlint/baseline.json')
    commit(root)
    const { findings, leftovers } = await findingsIn(root)
    expect(findings.filter(({ standing }) => standing === 'open')).toEqual([])
    expect(leftovers).toEqual([])
    const none = repository()
    await init(none, ['--baseline'], { checks: () => Promise.resolve([]) })
    expect(JSON.parse(textIn(none, '.pillarlint/baseline.json'))).toMatchObject({ entries: {} })
  })
})

describe('questions', () => {
  const asking = (...answers: string[]) => {
    const asked: string[] = []
    return { asked, ask: (question: string) => (asked.push(question), Promise.resolve(answers.shift() ?? '')) }
  }

  test('are asked at a terminal, and their answers hold', async () => {
    const [root, { asked, ask }] = [repository(), asking('Solo', 'n', 'y')]
    await init(root, [], { ask })
    expect(asked).toHaveLength(3)
    expect(textIn(root, 'pillarlint.yml')).toContain('profile: solo')
    expect(textIn(root, WORKFLOW)).toContain('comment: false')
    expect(textIn(root, WORKFLOW)).toContain('pull-requests: read')
    expect(existsSync(join(root, '.pillarlint/baseline.json'))).toBe(true)
  })

  test('have answers of their own', async () => {
    const [root, { ask }] = [repository(), asking()]
    await init(root, [], { ask })
    expect(textIn(root, 'pillarlint.yml')).toContain('profile: team')
    expect(textIn(root, WORKFLOW)).toContain('pull-requests: write')
    expect(existsSync(join(root, '.pillarlint'))).toBe(false)
  })

  test('are not asked with --yes, nor what the command line says', async () => {
    const [root, { asked, ask }] = [repository(), asking('y', 'n')]
    await init(root, ['--yes', '--force'], { ask })
    expect(asked).toEqual([])
    await init(root, ['--profile', 'team', '--ci', 'gitlab-ci'], { ask })
    expect(asked).toEqual([expect.stringContaining('a baseline')])
  })

  test('end after three answers that nobody understands', async () => {
    const [root, { ask }] = [repository(), asking('x', 'y', 'z')]
    expect(await init(root, [], { ask })).toMatchObject({ status: 2, stderr: expect.stringContaining('--profile') })
    expect(existsSync(join(root, 'pillarlint.yml'))).toBe(false)
  })
})
