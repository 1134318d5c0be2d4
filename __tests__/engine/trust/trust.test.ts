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
  const { files, pipelines, codeowners } = reading.models
  return { files, pipelines, codeowners, suppressions: reading.suppressions().suppressions }
}

function notices(before: Record<string, string>, after: Record<string, string>, renamed: Record<string, string> = {}) {
  const found = trustNotices(judgedBy(before), judgedBy(after), {
    configuration: [],
    renamed: new Map(Object.entries(renamed)),
    isRead: (path) => path.endsWith('.tf'),
  })
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
    ['gets a newer patch', PLAIN.replace('@v0', '@v0.2.1')],
    ['gets variables that do not concern it', `${PLAIN}        env: { LOG: debug }\n`],
    ['no longer may fail', `${PLAIN}        continue-on-error: false\n`],
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
      'is in a job that may fail, and says it may not',
      workflow('pull_request', 'continue-on-error: true', STEP, '        continue-on-error: false'),
      'step-disabled',
      /no longer fail/,
      4,
    ],
    [
      'waits for a job',
      `${workflow('pull_request', 'needs: never', STEP)}  never:\n    if: false\n    runs-on: x\n    steps: [{ run: echo }]\n`,
      'step-disabled',
      /only run after "never"/,
      3,
    ],
    [
      'becomes that of somebody else',
      PLAIN.replace('pillarlint/', 'eve/'),
      'step-replaced',
      /goes from "pillarlint\/pillarlint@v0" to "eve\/pillarlint@v0"/,
      7,
    ],
    [
      'gets a branch for a version',
      PLAIN.replace('@v0', '@weak'),
      'step-replaced',
      /to "pillarlint\/pillarlint@weak"/,
      7,
    ],
    [
      'gets a commit',
      PLAIN.replace('@v0', `@${'e'.repeat(40)}`),
      'step-replaced',
      /to "pillarlint\/pillarlint@eeee/,
      7,
    ],
    [
      'gets an input by its variable',
      `${PLAIN}        env: { INPUT_FAIL-ON: never }\n`,
      'step-loosened',
      /"INPUT_FAIL-ON" is set to "never"/,
      8,
    ],
    [
      'gets a program of the tree into its process',
      workflow('pull_request', 'env: { NODE_OPTIONS: --require ./evil.cjs }', STEP),
      'step-loosened',
      /"NODE_OPTIONS" is set/,
      4,
    ],
    [
      'gets an input by a variable of the workflow',
      `env: { INPUT_CONFIG: mild.yml }\n${PLAIN}`,
      'step-loosened',
      /"INPUT_CONFIG" is set to "mild.yml"/,
      1,
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

  test.each<[string, string, string, RegExp]>([
    ['may fail', 'npx pillarlint || true', 'step-disabled', /failure of this linter is let pass by/],
    [
      'is told to pass',
      'npx pillarlint --fail-on never',
      'step-loosened',
      /goes from "pillarlint" to "pillarlint --fail-on never"/,
    ],
  ])('that is a command %s', (_, after, kind, says) => {
    const run = (line: string) => ({ [FILE]: workflow('pull_request', '', `      - run: ${line}`) })
    expect(notices(run('npx pillarlint'), run('npx pillarlint'))).toEqual([])
    expect(notices(run('npx pillarlint'), run(after))).toMatchObject([{ kind, says: expect.stringMatching(says) }])
  })

  test('goes with its workflow, and the owners of the base are named', () => {
    const owned = { '.github/CODEOWNERS': '/.github/ @acme/platform @ada\n', [FILE]: PLAIN }
    const own = { '.github/CODEOWNERS': '/.github/ @eve\n' }
    expect(notices(owned, own)).toMatchObject([
      { kind: 'step-removed', file: FILE, owners: ['@acme/platform', '@ada'] },
      {
        kind: 'owners-changed',
        says: expect.stringContaining('".github/CODEOWNERS" go from "@acme/platform @ada" to "@eve"'),
      },
      { kind: 'owners-changed', says: expect.stringContaining(FILE) },
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

describe('owners of what judges', () => {
  const OWNED = '* @acme/dev\n/pillarlint.yml @acme/platform\n/.github/CODEOWNERS @acme/platform\n'
  const base = { '.github/CODEOWNERS': OWNED, 'pillarlint.yml': '', [FILE]: PLAIN }
  const head = (text: string | undefined) => ({
    'pillarlint.yml': '',
    [FILE]: PLAIN,
    ...(text !== undefined && { '.github/CODEOWNERS': text }),
  })

  test.each<[string, string]>([
    ['stay', `# why\n${OWNED}`],
    ['stay where those of other files change', `${OWNED}/docs/ @eve\n`],
    ['stand in another order', OWNED.replace('* @acme/dev\n', '* @acme/dev\n/src/ @eve\n')],
  ])('%s', (_, text) => expect(notices(base, head(text))).toEqual([]))

  test.each<[string, string | undefined, RegExp, string]>([
    [
      'get one more',
      OWNED.replace('.yml @acme/platform', '.yml @acme/platform @eve'),
      /"pillarlint.yml" go from "@acme\/platform" to "@acme\/platform @eve"/,
      '@acme/platform',
    ],
    [
      'lose their rule',
      OWNED.replace('/pillarlint.yml @acme/platform\n', ''),
      /"pillarlint.yml" go from "@acme\/platform" to "@acme\/dev"/,
      '@acme/platform',
    ],
    [
      'are overruled by a later line',
      `${OWNED}*.yml\n`,
      /"pillarlint.yml" go from "@acme\/platform" to nobody/,
      '@acme/platform',
    ],
  ])('%s', (_, text, says, owner) => {
    const [first] = notices(base, head(text))
    expect(first).toMatchObject({ kind: 'owners-changed', says: expect.stringMatching(says), owners: [owner] })
  })

  test('go with the file', () => {
    expect(notices(base, head(undefined)).map(({ says }) => says)).toEqual([
      'The owners of ".github/CODEOWNERS" go from "@acme/platform" to nobody.',
      'The owners of "pillarlint.yml" go from "@acme/platform" to nobody.',
      `The owners of "${FILE}" go from "@acme/dev" to nobody.`,
    ])
  })

  test('may come where nobody was named', () => {
    expect(notices({ 'pillarlint.yml': '' }, { 'pillarlint.yml': '', CODEOWNERS: '* @eve\n' })).toEqual([])
  })
})

describe('files that a change leaves out', () => {
  const main = { 'infra/main.tf': '', 'infra/net.tf': '', 'src/a.ts': '' }

  test.each<[string, Record<string, string>]>([
    ['that are new where none are judged', { ...main, 'vendor/x.tf': '' }],
    ['that no reader looks into', { ...main, '.gitattributes': 'src/** linguist-generated\n' }],
    ['that are gone', { 'src/a.ts': '' }],
  ])('are none of those %s', (_, after) => expect(notices(main, after)).toEqual([]))

  test.each<[string, Record<string, string>, string]>([
    ['called generated', { ...main, '.gitattributes': '*.tf linguist-generated=true\n' }, 'infra/main.tf" and 1 more'],
    [
      'new and called vendored',
      { ...main, '.gitattributes': 'new/** linguist-vendored\n', 'new/a.tf': '' },
      'new/a.tf"',
    ],
    [
      'inside what looks like a repository',
      { ...main, 'infra/README.md': '', 'infra/.github/workflows/x.yml': '' },
      'infra/main.tf" and 1 more',
    ],
  ])('are %s', (_, after, says) => {
    expect(notices(main, after)).toMatchObject([
      { kind: 'files-left-out', says: expect.stringContaining(`"${says} left out`) },
    ])
  })

  test('are moved away', () => {
    expect(
      notices(main, { 'examples/main.tf': '', 'infra/net.tf': '' }, { 'examples/main.tf': 'infra/main.tf' }),
    ).toMatchObject([{ kind: 'files-left-out', file: 'examples/main.tf' }])
  })
})
