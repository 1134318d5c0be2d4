import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { ALLOWED_LICENCES } from '../scripts/bundled/licences.js'
import { composeYaml } from '../src/readers/yaml/compose.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../src/readers/yaml/navigate.js'
import type { YamlNode } from '../src/readers/yaml/node.js'

const WORKFLOWS = '.github/workflows'

interface Workflow {
  readonly file: string
  readonly text: string
  readonly root: YamlNode | undefined
}

const read = (file: string, text: string): Workflow => ({ file, text, root: composeYaml(file, text).documents[0] })
const workflows = readdirSync(WORKFLOWS).map((name) => read(name, readFileSync(`${WORKFLOWS}/${name}`, 'utf8')))

const jobsOf = ({ root }: Workflow) => entriesOf(valueAt(root, 'jobs'))
const stepsOf = (workflow: Workflow) => jobsOf(workflow).flatMap(({ value }) => itemsOf(valueAt(value, 'steps')))

/** The one reference without a commit: a release cannot name its own. */
const OWN = 'pillarlint/pillarlint@v0'

/** What a workflow does not do as all of them must, a line each. */
function faults(workflow: Workflow): string[] {
  const { file, text, root } = workflow
  const uses = [...text.matchAll(/uses: (\S+)(?: +# (\S+))?/g)].filter(
    ([, ref = '']) => !ref.startsWith('./') && ref !== OWN,
  )
  const top = valueAt(root, 'permissions')
  const granted = entriesOf(top).map(({ key }) => `${key.text}: ${scalarAt(top, key.text)?.text ?? ''}`)
  const checkouts = stepsOf(workflow).filter((step) => scalarAt(step, 'uses')?.text.startsWith('actions/checkout@'))
  return [
    ...uses
      .filter(([, ref = '', label = '']) => !/@[0-9a-f]{40}$/.test(ref) || !/^v\d+\.\d+\.\d+$/.test(label))
      .map(([line]) => `${file}: ${line} is not pinned to a commit with its version beside it`),
    ...(top?.kind === 'mapping' && granted.every((each) => each === 'contents: read')
      ? []
      : [`${file}: the workflow as a whole may do more than read the code`]),
    ...checkouts
      .filter((step) => scalarAt(valueAt(step, 'with'), 'persist-credentials')?.text !== 'false')
      .map((step) => `${file}:${step.at.line}: the token stays in the clone`),
    ...jobsOf(workflow)
      .filter(({ value }) => scalarAt(value, 'timeout-minutes') === undefined)
      .map(({ key }) => `${file}: the job ${key.text} has no limit of time`),
    ...(/pull_request_target|secrets: inherit/.test(text) ? [`${file}: hands secrets to code of pull requests`] : []),
  ]
}

describe('the workflows', () => {
  test('are pinned, may do little, and leave no token behind', () => {
    expect(workflows.length).toBeGreaterThan(3)
    expect(workflows.flatMap(faults)).toEqual([])
  })

  const fine = workflows.find(({ file }) => file === 'practices.yml') ?? read('', '')
  test.each([
    [/@[0-9a-f]{40}/, '@v7', 'is not pinned'],
    [/ # v7\.0\.1/, '', 'is not pinned'],
    [/permissions:\n {2}contents: read\n/, '', 'may do more'],
    [/permissions:\n {2}contents: read\n/, 'permissions:\n  contents: write\n', 'may do more'],
    [/permissions:\n {2}contents: read\n/, 'permissions: write-all\n', 'may do more'],
    [/ {10}persist-credentials: false\n/, '', 'the token stays'],
    [/ {4}timeout-minutes: 5\n/, '', 'no limit of time'],
    [/ {2}pull_request:/, '  pull_request_target:', 'hands secrets'],
  ])('a workflow with %s made %j would be told', (from, to, told) => {
    expect(fine.text).toMatch(from)
    expect(faults(read('x.yml', fine.text.replace(from, to))).join('\n')).toContain(told)
  })

  test('the same action is pinned to the same commit everywhere', () => {
    const commits = new Map<string, Set<string>>()
    for (const { text } of workflows) {
      for (const [, action = '', commit = ''] of text.matchAll(/uses: ([\w/-]+)@([0-9a-f]{40})/g)) {
        commits.set(action, (commits.get(action) ?? new Set()).add(commit))
      }
    }
    expect([...commits].filter(([, found]) => found.size > 1)).toEqual([])
  })

  test('what a job may write is on this list', () => {
    const powers = workflows.flatMap((workflow) =>
      jobsOf(workflow).flatMap(({ key, value }) => {
        const granted = valueAt(value, 'permissions')
        return entriesOf(granted)
          .filter((entry) => scalarAt(granted, entry.key.text)?.text === 'write')
          .map((entry) => `${workflow.file} ${key.text}: ${entry.key.text}`)
      }),
    )
    expect(powers.sort()).toEqual([
      'ci.yml analyse: security-events',
      'pillarlint.yml practices: pull-requests',
      'practices.yml lint: pull-requests',
      'release.yml publish: attestations',
      'release.yml publish: id-token',
      'release.yml release: contents',
      'rollback.yml rollback: contents',
    ])
  })

  test('the review of dependencies allows what the bundle allows', () => {
    const review = workflows
      .flatMap(stepsOf)
      .find((step) => scalarAt(step, 'uses')?.text.startsWith('actions/dependency-review-action@'))
    const allowed = scalarAt(valueAt(review, 'with'), 'allow-licenses')?.text.split(', ')
    expect(allowed).toEqual([...ALLOWED_LICENCES])
  })
})

/** Of an entry of the lock file. */
interface Entry {
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
}

describe('the packages', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    lockfileVersion: number
    packages: Record<string, Entry>
  }
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>

  /** What an entry of the lock file leaves open. Without an address it comes from the registry that npm is told. */
  const open = (entry: Entry) =>
    entry.link === true ||
    entry.integrity?.startsWith('sha512-') !== true ||
    (entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/'))

  /**
   * npm writes no hash for a binary of another platform that it could not fetch. Such a binary is checked against the
   * registry alone; on the machines that test and release (Linux, x64) none is installed.
   */
  const isElsewhere = ({ dev, optional, os, cpu }: Entry) =>
    dev === true && optional === true && os !== undefined && !(os.includes('linux') && cpu?.includes('x64') === true)

  test('are locked by their SHA-512, and come from the registry', () => {
    const entries = Object.entries(lock.packages).filter(([folder]) => folder !== '')
    expect(entries.length).toBeGreaterThan(100)
    const left = entries.filter(([, entry]) => open(entry) && !isElsewhere(entry))
    expect(left.map(([folder]) => folder)).toEqual([])
  })

  test.each([
    [{}],
    [{ integrity: 'sha1-x' }],
    [{ integrity: 'sha512-x', resolved: 'https://registry.npmjs.org.example/a.tgz' }],
    [{ integrity: 'sha512-x', resolved: 'git+ssh://git@github.com/a/b.git#c' }],
    [{ link: true }],
  ])('%j would be told', (entry) => {
    expect(open(entry)).toBe(true)
  })

  test('run no script when they are installed', () => {
    expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true')
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']
    expect(Object.keys(manifest['scripts'] ?? {}).filter((name) => hooks.includes(name))).toEqual([])
  })

  test('are named by exact versions', () => {
    const ranges = ['dependencies', 'devDependencies'].flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([])
  })

  // Dependabot could not bring a newer version of a package whose licence the review refuses.
  test('have licences that the review of dependencies admits, but for two that are not bundled', () => {
    const odd = Object.entries(lock.packages).filter(([folder, { license = '' }]) => {
      const ids = license.replaceAll(/[()]/g, '').split(/ (?:AND|OR) /)
      return folder !== '' && !ids.every((id) => ALLOWED_LICENCES.includes(id))
    })
    expect(odd.map(([folder]) => folder)).toEqual(['node_modules/argparse', 'node_modules/caniuse-lite'])
    expect(readFileSync('dist/licenses.txt', 'utf8')).not.toMatch(/^ {2}(argparse|caniuse-lite) /m)
  })
})
