import { describe, expect, test } from '@jest/globals'
import { suppressionsIn, suppressionsInText } from '../../src/readers/suppressions.js'
import { readSuppressions } from '../../src/readers/read-suppressions.js'
import { composeYaml } from '../../src/readers/yaml/compose.js'
import { memoryFiles, readerContext } from '../helpers/memory-files.js'

const inYaml = (source: string) => suppressionsIn('a.yml', composeYaml('a.yml', source).comments)

describe('not a suppression', () => {
  test.each([
    'run: echo "# pillarlint-ignore ci-x: why"',
    'run: |\n  # pillarlint-ignore ci-x: why',
    '# see pillarlint-ignore in the manual',
    'a: 1 # another-ignore ci-x: why',
  ])('%j', (source) => {
    expect(inYaml(source)).toEqual({ suppressions: [], malformed: [] })
  })

  test.each([
    'a # not at a start: pillarlint-ignore x: y',
    'echo#pillarlint-ignore ci-x: y',
    'x: // pillarlint-ignore ci-x: y',
  ])('in text: %j', (source) => {
    expect(suppressionsInText('a', source, '#')).toEqual({ suppressions: [], malformed: [] })
  })
})

test('a suppression names a check and a reason', () => {
  expect(inYaml('a: 1\nb: 2 # pillarlint-ignore ci-test-cannot-fail: flaky: see #12\n')).toEqual({
    suppressions: [
      {
        check: 'ci-test-cannot-fail',
        reason: 'flaky: see #12',
        at: { file: 'a.yml', line: 2, column: 6, endLine: 2, endColumn: 61, route: '' },
      },
    ],
    malformed: [],
  })
})

test.each([
  ['#pillarlint-ignore ci-x', 'say why'],
  ['# pillarlint-ignore ci-x:', 'say why'],
  ['# pillarlint-ignore: because', 'name one check'],
  ['# pillarlint-ignore', 'name one check'],
  ['# pillarlint-ignore ci-x, ci-y: because', 'name one check'],
  ['# pillarlint-ignore-all ci-x: because', 'name one check'],
])('%s is malformed: %s', (source, message) => {
  const { suppressions, malformed } = inYaml(source)
  expect(suppressions).toEqual([])
  expect(malformed).toEqual([{ at: expect.objectContaining({ line: 1 }), message: expect.stringContaining(message) }])
})

test.each([
  ['#', 'resource "x" "y" {} # pillarlint-ignore iac-x: later', 21],
  ['#', '# pillarlint-ignore iac-x: later', 1],
  ['//', '\t//pillarlint-ignore iac-x: later\r', 2],
] as const)('%s in text: %j', (marker, source, column) => {
  expect(suppressionsInText('a.tf', `first\n${source}\nlast`, marker).suppressions).toEqual([
    { check: 'iac-x', reason: 'later', at: expect.objectContaining({ file: 'a.tf', line: 2, column }) },
  ])
})

describe('in files of each kind', () => {
  test.each([
    ['infra/main.tf', '#'],
    ['Dockerfile', '#'],
    ['scripts/deploy.sh', '#'],
    ['db/migration/V2__drop.sql', '--'],
    ['migrations/0002_drop.py', '#'],
    ['alembic/versions/2_drop.py', '#'],
    ['db/migrate/2_drop.rb', '#'],
    ['src/migrations/2-drop.ts', '//'],
    ['infra/main.bicep', '//'],
    ['Jenkinsfile', '//'],
  ])('%s with %s', (path, mark) => {
    const text = `first\n${mark} pillarlint-ignore data-x: the column was never written\n`
    expect(readSuppressions(readerContext(memoryFiles({ [path]: text }))).suppressions).toMatchObject([
      { check: 'data-x', at: { file: path, line: 2 } },
    ])
  })

  test('other sources are not read for it', () => {
    const files = memoryFiles({
      'src/app.py': '# pillarlint-ignore data-x: y\n',
      'src/a.ts': '// pillarlint-ignore data-x: y\n',
    })
    expect(readSuppressions(readerContext(files)).suppressions).toEqual([])
  })
})
