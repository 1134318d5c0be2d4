import { describe, expect, test } from '@jest/globals'
import type { Settings, Step } from '../../../../src/models/index.js'
import { NO_SETTINGS } from '../../../../src/models/settings.js'
import { readGithubActions } from '../../../../src/readers/pipelines/github-actions/index.js'
import { createResolver } from '../../../../src/readers/resolve/index.js'
import { filesOf } from './support.js'

const TREE = {
  'a/package.json': '{"scripts": {"test": "jest"}}',
  'b/package.json': '{"scripts": {"test": "mocha"}}',
  Makefile: 'lint:\n\teslint .\nbuild:\n\ttsc\n',
}

/** The last step of a job that is read with the real resolver. */
function step(job: string, more: Readonly<Record<string, string>> = {}, settings: Settings = NO_SETTINGS): Step {
  const workflow = `on: push\njobs:\n  j:\n${job.replace(/^/gm, '    ')}\n`
  const files = filesOf({ ...TREE, ...more, '.github/workflows/ci.yml': workflow })
  const found = readGithubActions({
    context: { files, settings, defect: () => {}, unread: () => {} },
    resolver: createResolver(files, settings),
    infrastructure: () => {
      throw new Error('not asked')
    },
    isExcluded: () => false,
  }).find(({ file }) => file === '.github/workflows/ci.yml')
  const last = found?.jobs[0]?.steps.at(-1)
  if (last === undefined) throw new Error('no step')
  return last
}

const said = ({ intents, opaque }: Step) => [
  ...intents.map(({ kind, tool, command }) => `${kind} ${tool} ${command?.directory ?? '-'}`),
  ...opaque.map(({ what }) => `? ${what}`),
]

const FOLDERS = 'strategy: {matrix: {dir: [a, b], os: [x, y]}}\n'

describe('a step is what it is in every combination', () => {
  test.each([
    ['its folder', "steps: [{run: npm test, working-directory: '${{ matrix.dir }}'}]"],
    ['the folder of the job', "defaults: {run: {working-directory: '${{ matrix.dir }}'}}\nsteps: [{run: npm test}]"],
    ['its script', "steps: [{run: 'cd ${{ matrix.dir }} && npm test'}]"],
    ['a variable of the job', "env: {D: '${{ matrix.dir }}'}\nsteps: [{run: 'cd $D && npm test'}]"],
    ['an action of the tree', "steps: [{uses: ./act, with: {dir: '${{ matrix.dir }}'}}]"],
  ])('%s', (_, job) => {
    const action =
      'inputs: {dir: {required: true}}\nruns: {using: composite, steps: [{run: npm test, shell: bash, working-directory: "${{ inputs.dir }}"}]}\n'
    expect(said(step(`${FOLDERS}${job}`, { 'act/action.yml': action }))).toEqual([
      'unit-test jest a',
      'unit-test mocha b',
    ])
  })

  test('what all have in common is said once', () => {
    const { commands } = step(
      `${FOLDERS}steps:\n  - run: |\n      echo hello\n      npm --prefix \${{ matrix.dir }} test`,
    )
    expect(commands.map(({ argv }) => argv.map(({ text }) => text).join(' '))).toEqual(['echo hello', 'jest', 'mocha'])
  })

  test('a target', () => {
    expect(
      said(step("strategy: {matrix: {include: [{t: lint}, {t: build}]}}\nsteps: [{run: 'make ${{ matrix.t }}'}]")),
    ).toEqual(['lint eslint ', 'build tsc ', 'type-check tsc '])
  })

  test('combinations in which its condition does not hold are left out', () => {
    const job = "steps: [{run: npm test, if: matrix.dir == 'b', working-directory: '${{ matrix.dir }}'}]"
    expect(said(step(`${FOLDERS}${job}`))).toEqual(['unit-test mocha b'])
  })

  test('what is not known in one of them stays open', () => {
    expect(said(step("strategy: {matrix: {t: [lint, none]}}\nsteps: [{run: 'make ${{ matrix.t }}'}]"))).toEqual([
      'lint eslint ',
      '? make target none of Makefile',
    ])
  })
})

test.each([
  ['a matrix that the run decides', "strategy: {matrix: {dir: '${{ fromJSON(vars.DIRS) }}'}}\n"],
  ['too many combinations', `strategy: {matrix: {dir: [${Array.from({ length: 40 }, (_, i) => `d${i}`).join()}]}}\n`],
  ['no matrix', ''],
])('%s leaves the step open', (_, strategy) => {
  const found = step(`${strategy}steps: [{run: npm test, working-directory: '\${{ matrix.dir }}'}]`)
  expect(found.opaque.map(({ reason }) => reason)).toEqual(['dynamic'])
})

test('a step that is known without the matrix is read once', () => {
  const { commands } = step(`${FOLDERS}steps: [{run: 'helm upgrade a \${{ matrix.dir }}'}]`)
  expect(commands).toHaveLength(1)
})

test.each([
  [[], ['? local JavaScript action ./act']],
  [[{ action: './act', intents: ['lint' as const] }], ['lint act -']],
  [[{ action: 'act', intents: [] }], []],
])('an action of the tree that is a program is what the configuration says: %j', (lexicon, expected) => {
  const action = { 'act/action.yml': 'runs: {using: node24, main: index.js}\n' }
  expect(said(step('steps: [{uses: ./act}]', action, { ...NO_SETTINGS, lexicon }))).toEqual(expected)
})

test.each(['./', '.', './.'])('the action in the root is %s, however the configuration writes it', (uses) => {
  const action = { 'action.yml': 'runs: {using: node24, main: index.js}\n' }
  for (const name of ['./', '.']) {
    const lexicon = [{ action: name, intents: ['lint' as const], tool: 'own' }]
    expect(said(step(`steps: [{uses: ${uses}}]`, action, { ...NO_SETTINGS, lexicon }))).toEqual(['lint own -'])
  }
})
