import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { checks } from '../checks/index.js'
import { gitlabJob } from '../src/cli/init/jobs.js'
import { NODE_IMAGE } from '../src/cli/init/pins.js'
import { noHosting } from '../src/models/no-hosting.js'
import { composeYaml } from '../src/readers/yaml/compose.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../src/readers/yaml/navigate.js'
import type { YamlNode } from '../src/readers/yaml/node.js'
import { runPillarlint } from '../src/run.js'
import { commit, repository, runGit, temporaryFolder, write } from './helpers/git-repository.js'
import { scriptOf } from './helpers/job-scripts.js'
import { NODE } from './helpers/node.js'

const CLI = resolve('dist/cli.js')
const text = (path: string) => readFileSync(path, 'utf8')
const { version } = JSON.parse(text('package.json')) as { version: string }

function documents(path: string): readonly YamlNode[] {
  const { documents: found, error } = composeYaml(path, text(path))
  if (error !== undefined) throw new Error(`${path}: ${error.message}`)
  return found
}

/** What the linter says of the files with these paths. */
async function findingsAbout(root: string, paths: readonly string[]) {
  const result = await runPillarlint({
    root,
    overrides: {},
    hosting: noHosting('offline'),
    today: '2026-06-01',
    version,
    checks,
  })
  if (!result.ok) throw new Error(result.errors.join('\n'))
  const { findings, coverage } = result.report
  return {
    findings: findings.filter(({ at, standing }) => standing === 'open' && at !== undefined && paths.includes(at.file)),
    unread: coverage.files.unread,
  }
}

/** Runs a script as the job would, with the package from here in the place of the registry's. */
function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  const bin = temporaryFolder()
  write(bin, { npx: `#!/bin/sh\nshift 2\nexec "${NODE}" "${CLI}" "$@"\n` })
  chmodSync(join(bin, 'npx'), 0o755)
  const PATH = `${bin}:${process.env['PATH'] ?? ''}`
  return spawnSync('sh', ['-e', '-c', script], { cwd, env: { PATH, ...env }, encoding: 'utf8' })
}

const JOB =
  'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: make\n'
const BROKEN = JOB.replace('- run: make', '- run: npm test || true')

/** A repository whose branch introduces a test that cannot fail. */
function branched() {
  const root = repository({ '.github/workflows/ci.yml': JOB, 'README.md': '# Shop\n' })
  const base = runGit(root, 'rev-parse', 'HEAD')
  write(root, { '.github/workflows/ci.yml': BROKEN })
  return { root, base }
}

describe('GitLab', () => {
  const [spec, jobs] = documents('templates/pillarlint.yml')
  const inputs = entriesOf(valueAt(valueAt(spec, 'spec'), 'inputs'))
  const filled = (given: Readonly<Record<string, string>> = {}) =>
    inputs.reduce(
      (body, { key, value }) =>
        body.replaceAll(`$[[ inputs.${key.text} ]]`, given[key.text] ?? scalarAt(value, 'default')?.text ?? ''),
      text('templates/pillarlint.yml').split('\n---\n')[1] ?? '',
    )

  test('the component declares every input that it uses, with a description and a default', () => {
    const used = [...text('templates/pillarlint.yml').matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name)
    expect(new Set(used)).toEqual(new Set(inputs.map(({ key }) => key.text)))
    for (const { value } of inputs) {
      expect(scalarAt(value, 'description')?.text).toMatch(/\.$/)
      expect(valueAt(value, 'default')).toBeDefined()
    }
    expect(scalarAt(valueAt(valueAt(valueAt(spec, 'spec'), 'inputs'), 'version'), 'default')?.text).toBe(version)
    expect(scalarAt(valueAt(valueAt(valueAt(spec, 'spec'), 'inputs'), 'image'), 'default')?.text).toBe(NODE_IMAGE)
    expect(jobs?.kind).toBe('mapping')
  })

  test('what is included passes', async () => {
    const root = repository({
      '.gitlab-ci.yml': 'include:\n  - local: ci.yml\n',
      'ci.yml': filled(),
      'README.md': '# Shop\n',
    })
    expect(await findingsAbout(root, ['ci.yml', '.gitlab-ci.yml'])).toEqual({ findings: [], unread: [] })
  })

  test('the template is the job that init writes', () => {
    expect(text('gitlab/Pillarlint.gitlab-ci.yml')).toBe(gitlabJob({ branch: 'main', version }))
  })

  const scriptIn = (body: string) => scriptOf(valueAt(composeYaml('ci.yml', body).documents[0], 'pillarlint'))

  test.each([
    ['the component', filled(), { PILLARLINT_PATH: '.', PILLARLINT_FAIL_ON: '' }],
    ['the template', text('gitlab/Pillarlint.gitlab-ci.yml'), {}],
  ])('the script of %s compares merge requests with their base, and leaves both reports', (_, body, env) => {
    const { root, base } = branched()
    commit(root)
    const whole = runScript(scriptIn(body), root, { ...(env as Record<string, string>), CI_PROJECT_DIR: root })
    expect(`${whole.stdout}${whole.stderr}`).toContain('ci-test-cannot-fail')
    const change = runScript(scriptIn(body), root, {
      ...env,
      CI_PROJECT_DIR: root,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    })
    expect(change.status).toBe(1)
    expect(JSON.parse(text(join(root, 'gl-code-quality-report.json')))).not.toEqual([])
    expect(text(join(root, 'pillarlint.xml'))).toContain('<testsuite')
    const never = runScript(scriptIn(body), root, {
      ...env,
      CI_PROJECT_DIR: root,
      PILLARLINT_FAIL_ON: 'never',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    })
    expect(never.status).toBe('PILLARLINT_FAIL_ON' in env ? 0 : 1)
  })
})

describe('the hooks of pre-commit', () => {
  const hooks = itemsOf(documents('.pre-commit-hooks.yaml')[0])
  const entryOf = (id: string) => {
    const hook = hooks.find((each) => scalarAt(each, 'id')?.text === id)
    const [program = '', ...args] = (scalarAt(hook, 'entry')?.text ?? '').split(' ')
    return { program, args, hook }
  }

  test('call the program of the package', () => {
    const { bin } = JSON.parse(text('package.json')) as { bin: Record<string, string> }
    expect(hooks.length).toBe(2)
    for (const hook of hooks) {
      expect(Object.keys(bin)).toContain(scalarAt(hook, 'entry')?.text.split(' ')[0])
      expect(scalarAt(hook, 'language')?.text).toBe('node')
    }
  })

  test('fail for what the commit introduces, and for nothing that was there', () => {
    const { root } = branched()
    const { args } = entryOf('pillarlint')
    expect(spawnSync(NODE, [CLI, ...args], { cwd: root }).status).toBe(1)
    commit(root)
    expect(spawnSync(NODE, [CLI, ...args], { cwd: root }).status).toBe(0)
  })

  test('validate the configuration where one changes', () => {
    const { args, hook } = entryOf('pillarlint-config')
    const files = new RegExp(scalarAt(hook, 'files')?.text ?? '')
    for (const path of [
      'pillarlint.yml',
      '.github/pillarlint.yaml',
      '.config/pillarlint.yml',
      '.pillarlint/baseline.json',
    ])
      expect(files.test(path)).toBe(true)
    expect(files.test('src/pillarlint.yml')).toBe(false)
    const root = repository({ 'pillarlint.yml': 'fail-on: x\n' })
    const wrong = spawnSync(NODE, [CLI, ...args], { cwd: root, encoding: 'utf8' })
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toContain('pillarlint.yml:1:10: fail-on must be one of')
  })
})

describe('the container image', () => {
  const lines = text('Dockerfile').split('\n')

  test('is pinned, installs nothing, and does not run as root', () => {
    expect(lines).toContain(`FROM ${NODE_IMAGE}`)
    expect(lines.filter((line) => line.startsWith('RUN'))).toEqual([])
    expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('ENTRYPOINT')))
  })

  test('gets all that it copies, and what it copies is enough to run', () => {
    const copied = lines.flatMap((line) => /^COPY (.*) \S+$/.exec(line)?.[1]?.split(' ') ?? [])
    const kept = text('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
    expect(copied.sort()).toEqual(kept.sort())
    const root = temporaryFolder()
    for (const path of copied) execFileSync('cp', ['-R', path, root])
    const { root: linted } = branched()
    const run = (...argv: string[]) =>
      spawnSync(NODE, [join(root, 'dist/cli.js'), ...argv], { cwd: linted, encoding: 'utf8' })
    expect(run('--version').stdout.trim()).toBe(version)
    expect(run('--offline', '--base', 'HEAD').status).toBe(1)
    expect(run('explain', 'deploy-needs-tests').stdout).toContain('deploy-needs-tests')
  })
})

describe('the reusable workflow', () => {
  const [workflow] = documents('.github/workflows/pillarlint.yml')
  const call = valueAt(valueAt(workflow, 'on'), 'workflow_call')
  const job = valueAt(valueAt(workflow, 'jobs'), 'practices')
  const step = itemsOf(valueAt(job, 'steps')).at(-1)

  test('hands on what the Action knows, and nothing else', () => {
    const action = documents('action.yml')[0]
    const known = new Set(entriesOf(valueAt(action, 'inputs')).map(({ key }) => key.text))
    const handed = entriesOf(valueAt(step, 'with')).map(({ key, value }) => [
      key.text,
      value.kind === 'scalar' ? value.text : '',
    ])
    for (const [name = ''] of handed) expect(known.has(name)).toBe(true)
    const inputs = entriesOf(valueAt(call, 'inputs')).map(({ key }) => key.text)
    const used = [...text('.github/workflows/pillarlint.yml').matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(
      ([, name]) => name,
    )
    expect(used.sort()).toEqual(inputs.sort())
    for (const { value } of entriesOf(valueAt(call, 'inputs'))) expect(scalarAt(value, 'type')).toBeDefined()
    const outputs = new Set(entriesOf(valueAt(action, 'outputs')).map(({ key }) => key.text))
    for (const { key } of entriesOf(valueAt(call, 'outputs'))) expect(outputs.has(key.text)).toBe(true)
  })

  test('is the only one that others call; the repository itself is linted by another', () => {
    expect(existsSync('.github/workflows/practices.yml')).toBe(true)
    expect(text('.github/workflows/practices.yml')).toContain('- uses: ./\n')
  })
})

test('the ready files pass what Pillarlint asks of others', async () => {
  const paths = ['.github/workflows/pillarlint.yml', 'Dockerfile', 'templates/pillarlint.yml', '.pre-commit-hooks.yaml']
  const root = repository({
    ...Object.fromEntries(paths.map((path) => [path, text(path)])),
    '.github/dependabot.yml': text('.github/dependabot.yml'),
    'README.md': '# Ready\n',
  })
  expect((await findingsAbout(root, paths)).findings.map(({ check, at }) => `${at?.file ?? ''} ${check}`)).toEqual([])
})
