import { describe, expect, test } from '@jest/globals'
import { plain } from '../../../src/core/message.js'
import { trustNotices } from '../../../src/engine/trust/trust.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { readModels } from '../../../src/readers/read-models.js'
import { memoryFiles } from '../../helpers/memory-files.js'

const FILE = '.github/workflows/lint.yml'
const STEP = '      - uses: pillarlint/pillarlint@v0'
const workflow = (on: string, job: string, ...steps: string[]) =>
  `on: ${on}\njobs:\n  lint:\n${job === '' ? '' : `    ${job}\n`}    runs-on: x\n    steps:\n      - run: echo\n${steps.join('\n')}\n`
const PLAIN = workflow('pull_request', '', STEP)

function judgedBy(texts: Record<string, string>) {
  const unread = { known: false, reason: 'not read' } as const
  const hosting = noHosting('offline')
  const more = { repository: 'acme/shop', revision: null, history: unread, deliveryHistory: unread }
  const reading = readModels({ ...more, hosting, files: memoryFiles(texts) }, NO_SETTINGS)
  const { pipelines, codeowners } = reading.models
  return { pipelines, codeowners, suppressions: reading.suppressions().suppressions }
}

function notices(before: Record<string, string>, after: Record<string, string>, renamed: Record<string, string> = {}) {
  const found = trustNotices(judgedBy(before), judgedBy(after), [], new Map(Object.entries(renamed)))
  return found.map(({ kind, message, at, owners }) => ({
    kind,
    says: plain(message),
    line: at?.line,
    file: at?.file,
    owners,
  }))
}

describe('the step that runs the linter', () => {
  test.each<[string, string]>([
    ['stays as it is', `# a comment\n${PLAIN}`],
    ['has another step above', workflow('pull_request', '', '      - run: make', STEP)],
    ['gets a newer version', PLAIN.replace('@v0', '@v1')],
    ['is told to be stricter', `${PLAIN}        with: { fail-on: optional }\n`],
    ['runs on more events', workflow('[pull_request, push]', '', STEP)],
  ])('%s', (_, after) => expect(notices({ [FILE]: PLAIN }, { [FILE]: after })).toEqual([]))

  test('moves to another job, or its file is renamed', () => {
    const moved = PLAIN.replace('  lint:', '  check:')
    expect(notices({ [FILE]: PLAIN }, { [FILE]: moved })).toEqual([])
    expect(
      notices({ [FILE]: PLAIN }, { '.github/workflows/x.yml': PLAIN }, { '.github/workflows/x.yml': FILE }),
    ).toEqual([])
  })

  test.each<[string, string, string, RegExp, number]>([
    ['is removed', workflow('pull_request', ''), 'step-removed', /removed from the job "lint"/, 3],
    ['gets a condition', `${PLAIN}        if: false\n`, 'step-disabled', /would only run if "false" holds/, 8],
    [
      'is in a job that gets one',
      workflow('pull_request', 'if: github.actor == 1', STEP),
      'step-disabled',
      /^The job .*only run if/,
      4,
    ],
    ['may fail', `${PLAIN}        continue-on-error: true\n`, 'step-disabled', /no longer fail the run/, 8],
    [
      'is in a job that may fail',
      workflow('pull_request', 'continue-on-error: true', STEP),
      'step-disabled',
      /no longer fail/,
      4,
    ],
    [
      'is told to pass',
      `${PLAIN}        with: { fail-on: never }\n`,
      'step-loosened',
      /"fail-on" of this linter goes from its default to "never"/,
      8,
    ],
    [
      'no longer runs on pull requests',
      workflow('push', '', STEP),
      'step-disabled',
      /no longer run on "pull_request"/,
      1,
    ],
    [
      'runs on some pull requests',
      workflow('{ pull_request: { paths: [docs/**] } }', '', STEP),
      'step-disabled',
      /another filter on "pull_request"/,
      1,
    ],
  ])('%s', (_, after, kind, says, line) => {
    expect(notices({ [FILE]: PLAIN }, { [FILE]: after })).toEqual([
      { kind, says: expect.stringMatching(says), line, file: FILE, owners: [] },
    ])
  })

  test('goes with its workflow, and the owners of the base are named', () => {
    const owned = { '.github/CODEOWNERS': '/.github/ @acme/platform @ada\n', [FILE]: PLAIN }
    const own = { '.github/CODEOWNERS': '/.github/ @eve\n' }
    expect(notices(owned, own)).toMatchObject([
      { kind: 'step-removed', file: FILE, owners: ['@acme/platform', '@ada'] },
    ])
  })

  test('is also the command of a script, and that of a job of GitLab', () => {
    const script = workflow('pull_request', '', '      - run: npx pillarlint --format github')
    expect(notices({ [FILE]: script }, { [FILE]: PLAIN.replace(STEP, '') })).toMatchObject([{ kind: 'step-removed' }])
    const gitlab = { '.gitlab-ci.yml': 'lint:\n  script: [npx pillarlint]\n' }
    expect(notices(gitlab, { '.gitlab-ci.yml': 'lint:\n  script: [echo]\n' })).toMatchObject([{ kind: 'step-removed' }])
  })
})

describe('comments that ignore findings', () => {
  const comment = '# pillarlint-ignore ci-job-timeout: it is short\n'

  test('are named where they are added', () => {
    expect(notices({ [FILE]: PLAIN }, { [FILE]: comment + PLAIN })).toEqual([
      {
        kind: 'suppression-added',
        says: 'A comment ignores findings of "ci-job-timeout": "it is short".',
        line: 1,
        file: FILE,
        owners: [],
      },
    ])
  })

  test('and not where they move, also with the file', () => {
    expect(notices({ [FILE]: comment + PLAIN }, { [FILE]: `\n\n${comment}${PLAIN}` })).toEqual([])
    const moved = '.github/workflows/x.yml'
    expect(notices({ [FILE]: comment + PLAIN }, { [moved]: comment + PLAIN }, { [moved]: FILE })).toEqual([])
    expect(notices({ [FILE]: comment + PLAIN }, { [FILE]: comment + comment + PLAIN })).toHaveLength(1)
  })

  test('are counted where there are many', () => {
    const many = Array.from({ length: 60 }, (_, i) => `# pillarlint-ignore ci-job-timeout: reason ${i}\n`).join('')
    const found = notices({ [FILE]: PLAIN }, { [FILE]: many + PLAIN })
    expect(found).toHaveLength(51)
    expect(found.at(-1)?.says).toBe('And 10 more changes of this kind.')
  })
})
