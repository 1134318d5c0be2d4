import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { composeYaml } from '../src/readers/yaml/compose.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../src/readers/yaml/navigate.js'
import { temporaryFolder, write } from './helpers/git-repository.js'

const text = (path: string) => readFileSync(path, 'utf8')
const { version, repository } = JSON.parse(text('package.json')) as {
  version: string
  repository: { type: string; url: string }
}

/** The jobs of a workflow, and its steps by name or action. */
function workflow(path: string) {
  const [root] = composeYaml(path, text(path)).documents
  const jobs = entriesOf(valueAt(root, 'jobs'))
  const steps = jobs.flatMap(({ value }) => itemsOf(valueAt(value, 'steps')))
  const run = (name: string) => {
    const step = steps.find((each) => scalarAt(each, 'name')?.text === name)
    const script = scalarAt(step, 'run')?.text
    if (script === undefined) throw new Error(`${path} has no step "${name}"`)
    return script
  }
  return { jobs, run }
}

interface World {
  readonly tags?: readonly string[]
  readonly npm?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a step as the runner does, with a `gh` and an `npm` that know this world and write down what they are told. */
function runStep(script: string, { tags = [], npm = '11.6.0', env = {} }: World) {
  const bin = temporaryFolder()
  const calls = join(bin, 'calls')
  const refs = tags.filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag)).map((tag) => `refs/tags/${tag}`)
  write(bin, {
    calls: '',
    tags: tags.map((tag) => `${tag}\n`).join(''),
    gh: `#!/bin/sh
echo "$*" >> '${calls}'
known() { grep -Fqx "$1" '${bin}/tags'; }
case "$*" in
  *matching-refs*) printf '%s\\n' ${refs.map((ref) => `'${ref}'`).join(' ')} ;;
  *commits/*) echo sha-of-the-release ;;
  'release view '*) known "$3" || { echo 'release not found' >&2; exit 1; } ;;
  *'--method PATCH'*) known "$(echo "$4" | sed 's#.*/##')" || exit 1 ;;
esac
`,
    npm: `#!/bin/sh\necho '${npm}'\n`,
  })
  for (const name of ['gh', 'npm']) chmodSync(join(bin, name), 0o755)
  const PATH = `${bin}:${process.env['PATH'] ?? ''}`
  // The shell of a step on Linux (GitHub docs: workflow syntax, jobs.<job_id>.steps[*].shell).
  const { status } = spawnSync('bash', ['-e', '-c', script], {
    env: { PATH, GH_REPO: 'o/r', GITHUB_SHA: 'abc', ...env },
    encoding: 'utf8',
  })
  const changes = text(calls)
    .split('\n')
    .filter((line) => line.includes('--method'))
  return { status, changes }
}

const PATCH = 'api --method PATCH repos/o/r/git/refs/tags/v0 -f sha=abc -F force=true'

describe('the release workflow', () => {
  const { jobs, run } = workflow('.github/workflows/release.yml')

  test.each([
    [`v${version}`, 0],
    [`v${version}0`, 1],
    [version, 1],
  ])('the tag %s', (GITHUB_REF_NAME, status) => {
    expect(runStep(run('The tag is the version of the package'), { env: { GITHUB_REF_NAME } }).status).toBe(status)
  })

  test.each([
    ['11.5.1', 0],
    ['11.10.0', 0],
    ['12.0.0', 0],
    ['11.5.0', 1],
    ['10.9.2', 1],
  ])('npm %s', (npm, status) => {
    expect(runStep(run('npm can publish without a token, from 11.5.1 on'), { npm }).status).toBe(status)
  })

  const move = run('Move the tag of the major version, if nothing newer has it')
  test.each([
    ['the newest', ['v0', 'v0.9.0', 'v0.10.0'], 'v0.10.0', [PATCH]],
    ['an older line', ['v0', 'v0.9.1', 'v0.10.0'], 'v0.9.1', []],
    [
      'the first of a major version',
      ['v0.1.0'],
      'v0.1.0',
      [PATCH, 'api --method POST repos/o/r/git/refs -f ref=refs/tags/v0 -f sha=abc'],
    ],
  ])('after %s the tag of the major version is right', (_, tags, GITHUB_REF_NAME, changes) => {
    expect(runStep(move, { tags, env: { GITHUB_REF_NAME } })).toEqual({ status: 0, changes })
  })

  test('a job that holds an identity or may write runs no code of packages', () => {
    const powerful = jobs.filter(({ value }) => valueAt(value, 'permissions') !== undefined)
    expect(powerful.map(({ key }) => key.text)).toEqual(['publish', 'release'])
    for (const { value } of powerful) {
      const scripts = itemsOf(valueAt(value, 'steps')).map((step) => scalarAt(step, 'run')?.text ?? '')
      expect(scripts.filter((script) => /\bnpm (ci|install|run|test|exec)\b|\bnpx\b|node /.test(script))).toEqual([])
    }
  })

  test('no token of npm is there to be stolen', () => {
    expect(text('.github/workflows/release.yml')).not.toMatch(/NODE_AUTH_TOKEN|NPM_TOKEN|secrets\./)
    // npm refuses provenance for a package that does not name the repository it was built from.
    expect(repository).toEqual({ type: 'git', url: 'git+https://github.com/pillarlint/pillarlint.git' })
  })
})

describe('the rollback workflow', () => {
  const script = workflow('.github/workflows/rollback.yml').run('Move the tag')
  const back = (VERSION: string) => runStep(script, { tags: ['v0', 'v0.1.0', 'v0.2.0'], env: { VERSION } })

  test('moves the tag of the major version to the release that is named', () => {
    expect(back('v0.1.0')).toEqual({
      status: 0,
      changes: ['api --method PATCH repos/o/r/git/refs/tags/v0 -f sha=sha-of-the-release -F force=true'],
    })
  })

  test.each(['v0.3.0', 'v0', 'main', '', 'v0.1.0\nx', '$(touch x)', '../../heads/main', 'v0.1.0/../../heads/main'])(
    'refuses %j',
    (name) => {
      const { status, changes } = back(name)
      expect(status).not.toBe(0)
      expect(changes).toEqual([])
    },
  )
})

describe('what the documentation tells people to use', () => {
  const pages = [
    'README.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ]
  const all = pages.map((page) => [page, text(page)] as const)
  const release = text('.github/workflows/release.yml')

  test('a version in a command is the one of the package', () => {
    const named = all.flatMap(([page, body]) =>
      [...body.matchAll(/pillarlint(?:\.git#v|@|\/pillarlint@|\/pillarlint\/v)(\d+\.\d+\.\d+)/g)].map(([, found]) => [
        page,
        found,
      ]),
    )
    expect(named.length).toBeGreaterThan(2)
    const elsewhere = named.filter(([page, found]) => found !== version && page !== 'docs/releasing.md')
    expect(elsewhere).toEqual([])
  })

  test('the tag of the major version is moved by a release', () => {
    const majors = new Set(
      all.flatMap(([, body]) => [...body.matchAll(/pillarlint@(v\d+)\b(?!\.)/g)].map(([, tag]) => tag)),
    )
    expect([...majors]).toEqual([`v${version.split('.')[0] ?? ''}`])
    expect(release).toContain('git/refs/tags/$major')
  })

  test('the npm package is published; an image is not, and none is named', () => {
    expect(release).toMatch(/npm publish .*--access public/)
    expect(release).not.toMatch(/docker|build-push/)
    for (const [page, body] of all) {
      expect([page, /(ghcr\.io|docker\.io|quay\.io)\/pillarlint/.exec(body)?.[0]]).toEqual([page, undefined])
    }
  })

  test('every file that is read from a tag is in the repository', () => {
    const read = all.flatMap(([, body]) => [
      ...[...body.matchAll(/raw\.githubusercontent\.com\/pillarlint\/pillarlint\/[^/\s]+\/([\w./-]*\w)/g)].map(
        ([, path]) => path,
      ),
      ...[...body.matchAll(/uses: pillarlint\/pillarlint\/(\S+)@/g)].map(([, path]) => path),
    ])
    expect(read.length).toBeGreaterThan(1)
    for (const path of read) expect([path, existsSync(path ?? '')]).toEqual([path, true])
  })
})
