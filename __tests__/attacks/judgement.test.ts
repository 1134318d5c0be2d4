import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Report } from '../../src/core/report.js'
import type { ActionEnd } from '../helpers/bundled-action.js'
import { startFakeGitHub, type FakeGitHub } from '../helpers/fake-github/index.js'
import {
  bodiesOn,
  expectSound,
  letComment,
  pullStory,
  shallow,
  startOn,
  type PullStory,
} from '../helpers/pull-story.js'

// Processes are started; the machine may be busy.
jest.setTimeout(120_000)

const CI = '.github/workflows/ci.yml'
const lint = (more: string, uses = 'pillarlint/pillarlint@v0'): string =>
  `  lint:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - uses: ${uses}\n${more}`
const workflow = (on: string, ...jobs: string[]): string =>
  `name: CI\non: ${on}\npermissions: { contents: read }\njobs:\n${jobs.join('')}`
const build = (more = ''): string => `  build:\n    runs-on: ubuntu-24.04\n${more}    steps:\n      - run: npm test\n`

const base = {
  'package.json': '{"name":"shop","scripts":{"test":"node --test"}}',
  'pillarlint.yml':
    'fail-on: optional\nscope: changes\ncritical-paths: [billing/**]\nchecks: { protection-reviews-required: { minimum: 2 } }\nservices: { web: { paths: [apps/web], fail-on: optional }, api: apps/api }\nbaseline: b.json\n',
  'b.json': '[]',
  '.github/CODEOWNERS': '* @acme/dev\n/pillarlint.yml @acme/platform\n/.github/ @acme/platform\n',
  [CI]: workflow('[pull_request, merge_group]', build('    timeout-minutes: 5\n'), lint('')),
  'infra/main.tf': 'resource "aws_s3_bucket" "a" {}\n',
}

/** Everything by which a change could have itself judged more mildly, at once. */
const attack = {
  'pillarlint.yml': `fail-on: never
profile: solo
checks: { ci-job-timeout: off, pipeline-unpinned-action: notice, protection-reviews-required: { minimum: 1 } }
exclude: ['**']
trusted-owners: [eve]
environments: { live: development }
repository: { kind: docs-only }
lexicon: [{ command: npm test, intents: [] }]
practices: [{ id: DL.CI.1, count: false, reason: none }]
services: { web: { paths: [apps/web], fail-on: never, checks: { ci-job-timeout: off } } }
exceptions: [{ check: ci-job-timeout, paths: ['**'], reason: later, owner: '@eve', expires: 2026-12-31 }]
sarif-inputs: ['*.sarif']
baseline: b.json
`,
  'b.json': JSON.stringify(Array.from({ length: 40 }, (_, index) => index.toString(16).padStart(16, '0'))),
  '.pillarlint/attestations.yaml':
    '- { id: DL.CI.1, status: met, statement: trust me, owner: "@eve", evidence: none, attested_on: 2026-01-01, expires_on: 2026-12-31 }\n',
  '.github/CODEOWNERS': '* @eve\n',
  '.gitattributes': 'infra/** linguist-generated\n',
  [CI]: workflow(
    '{ pull_request: { paths: [docs/**] }, issue_comment: }',
    `${build('    env: { X: y }\n')}      - run: echo \${{ github.event.comment.body }}\n`,
    lint(
      '        continue-on-error: true\n        if: false\n        env: { INPUT_SCOPE: changes }\n        with: { fail-on: never, comment: false }\n',
      'eve/pillarlint@v0',
    ).replace('    timeout', '    needs: build\n    timeout'),
    '  # pillarlint-ignore pipeline-unpinned-action: it is fine\n  more:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: eve/x@v1\n      - run: |\n          # pillarlint-ignore ci-job-timeout: forged inside of a script\n          # pillarlint-ignore no-such-check: forged id\n          echo\n',
  ),
}

let fake: FakeGitHub
let story: PullStory

/** As JSON has it, where messages are texts. */
type Told = Omit<Report, 'trust'> & {
  readonly trust?: readonly { readonly kind: string; readonly message: string; readonly owners: readonly string[] }[]
}

interface Outcome {
  readonly end: ActionEnd
  readonly report: Told
}

async function outcome(more: Parameters<typeof startOn>[2], of: PullStory = story): Promise<Outcome> {
  const end = await startOn(fake, of, { ...more, inputs: { output: 'r.json', ...more?.inputs } })
  expectSound(fake, end)
  return { end, report: JSON.parse(readFileSync(join(of.workspace, 'r.json'), 'utf8')) as Told }
}

/** The base's texts and the change, as the host tells them of a clone of one commit. */
function tellOfBase(): void {
  const changed = Object.keys(attack).map((filename) => ({
    filename,
    status: filename in base ? 'modified' : 'added',
    patch: '@@ -1 +1 @@\n+x',
  }))
  fake.state.comparisons.set(`${story.base}...${story.merge}`, { mergeBase: story.base, files: changed })
  for (const [path, text] of Object.entries(base)) fake.state.files.set(`${story.base}:${path}`, text)
}

const runs: Record<string, Outcome> = {}
const run = (name: string): Outcome => runs[name] as Outcome

beforeAll(async () => {
  fake = await startFakeGitHub()
  letComment(fake)
  story = pullStory(base, attack)
  tellOfBase()
  runs['a pull request'] = await outcome({})
  runs['a pull request in a clone of one commit'] = await outcome({ run: 2 }, shallow(story))
  const group = { merge_group: { head_sha: story.merge, base_sha: story.base, base_ref: 'refs/heads/main' } }
  runs['a merge group'] = await outcome({ event: 'merge_group', payload: group, run: 3 })
  runs['main, once it is merged'] = await outcome({ event: 'push', payload: {}, run: 4 })
})

afterAll(() => fake.close())

const JUDGED = ['a pull request', 'a pull request in a clone of one commit', 'a merge group'].map((name) => [name])

test('the attack would work: merged, it governs', () => {
  const { end, report } = run('main, once it is merged')
  expect(end.status).toBe(0)
  expect(report.gate).toMatchObject({ verdict: 'pass', failOn: 'never' })
  expect(report.findings.filter(({ check, standing }) => check === 'ci-job-timeout' && standing === 'open')).toEqual([])
})

describe('the base governs', () => {
  test.each(JUDGED)('%s: gate, checks, exclusions, exceptions, attestations and baseline are its', (name) => {
    const { end, report } = run(name)
    expect([end.status, report.gate.failOn, report.gate.scope]).toEqual([1, 'optional', 'changes'])
    const introduced = report.findings.filter(
      ({ check, delta }) => check === 'ci-job-timeout' && delta === 'introduced',
    )
    expect(introduced.map(({ standing }) => standing)).toContain('open')
    expect(introduced.filter(({ standing }) => standing === 'excepted' || standing === 'baselined')).toEqual([])
    expect(report.practices.find(({ id }) => id === 'DL.CI.1')).not.toMatchObject({ verdict: 'attested' })
  })

  test.each(JUDGED)('%s: what the change would do is listed', (name) => {
    const { report } = run(name)
    expect(report.configChanges.join('\n')).toMatch(/fail-on from "optional" to "never"/)
    expect(new Set(report.trust?.map(({ kind }) => kind))).toEqual(
      new Set([
        'step-disabled',
        'step-loosened',
        'step-replaced',
        'config-loosened',
        'baseline-grown',
        'exception-added',
        'attestation-added',
        'suppression-added',
        'owners-changed',
        'files-left-out',
      ]),
    )
  })
})

describe('each way is told', () => {
  test.each<[string, RegExp]>([
    ['the gate', /^"fail-on" goes from "optional" to "never"/],
    ['a check that is off', /^The check "ci-job-timeout" is switched off/],
    ['a check that says less', /^The check "pipeline-unpinned-action" reports notice at most/],
    [
      'options of a check',
      /^The options of the check "protection-reviews-required" go from "minimum: 2" to "minimum: 1"/,
    ],
    ['files that are excluded', /^Files matching "\*\*" would not be judged/],
    ['an owner that is trusted', /^Actions of "eve" would be trusted/],
    ['the tier of an environment', /^The tier of the environment "live"/],
    ['the kind of the repository', /^"repository.kind" goes from/],
    ['a meaning of a command', /^A command or action gets a meaning: "command: npm test/],
    ['a practice that is left out', /^A practice would be left out: "id: DL.CI.1/],
    ['paths that need no owner', /^"billing\/\*\*" would no longer need an owner/],
    ['reports that would be evidence', /^Reports in "\*\.sarif"/],
    ['the gate of a service', /^For the service "web": "fail-on" goes from "optional" to "never"/],
    ['a check of a service', /^For the service "web": The check "ci-job-timeout" is switched off/],
    ['a service that is gone', /^The service "api" would no longer be named/],
    ['the baseline', /^The baseline would accept 40 more findings/],
    ['an exception', /^An exception: "check: ci-job-timeout/],
    ['an attestation', /^An attestation: "id: DL.CI.1/],
    ['a condition of the step', /^The step that runs this linter would only run if "false"/],
    ['a failure that is let pass', /^A failure of this linter would no longer fail the run/],
    ['a job to wait for', /^The job that runs this linter would only run after "build"/],
    ['another action in its place', /goes from "pillarlint\/pillarlint@v0" to "eve\/pillarlint@v0"/],
    ['an input', /^The input "fail-on" of this linter goes from its default to "never"/],
    ['an input by its variable', /^The variable "INPUT_SCOPE" is set/],
    ['a filter of the workflow', /^The workflow of this linter has another filter on "pull_request"/],
    ['an event that is gone', /no longer run on "merge_group"/],
    ['owners of the configuration', /^The owners of "pillarlint.yml" go from "@acme\/platform" to "@eve"/],
    ['owners of the workflow', /^The owners of "\.github\/workflows\/ci.yml" go from "@acme\/platform" to "@eve"/],
    ['owners of CODEOWNERS', /^The owners of "\.github\/CODEOWNERS" go from/],
    ['files that are called generated', /^The change has "infra\/main.tf" left out/],
    ['a comment', /^A comment ignores findings of "pipeline-unpinned-action": "it is fine"/],
    ['a comment in a script', /^A comment ignores findings of "ci-job-timeout": "forged inside of a script"/],
    ['a comment for a check that there is not', /^A comment ignores findings of "no-such-check"/],
  ])('%s', (_, says) => {
    const all = run('a pull request').report.trust?.map(({ message }) => message) ?? []
    expect(all.filter((each) => says.test(each))).not.toEqual([])
  })

  test('with the owners of the base, to whom the comment and an annotation point', () => {
    const { end, report } = run('a pull request')
    const owners = new Set(report.trust?.flatMap((each) => each.owners))
    expect([...owners].sort()).toEqual(['@acme/dev', '@acme/platform'])
    expect(bodiesOn(fake)[0]).toMatch(/Changes to how changes are judged \(\d+\)/)
    expect(end.stdout).toMatch(/^::notice title=This changes how changes are judged,file=\.github\/workflows\/ci\.yml/m)
  })
})

test('a workflow that is deleted, moved or emptied is told with what became of it', async () => {
  for (const change of [
    { [CI]: undefined },
    { [CI]: 'jobs: {}\n' },
    { [CI]: undefined, '.github/ci.yml.bak': base[CI] },
  ]) {
    const { report } = await outcome({}, pullStory(base, change))
    expect(report.trust?.map(({ kind }) => kind)).toContain('step-removed')
  }
})

test('a change of nothing of this is told nothing', async () => {
  const { report } = await outcome({}, pullStory(base, { 'src/a.js': 'export {}\n' }))
  expect([report.trust, report.configChanges]).toEqual([[], []])
})
