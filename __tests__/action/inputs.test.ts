import { describe, expect, test } from '@jest/globals'
import { readInputs } from '../../src/action/inputs.js'

describe('inputs', () => {
  test('may all be left out', () => {
    expect(readInputs({ INPUT_CONFIG: '', 'INPUT_FAIL-ON': '  ' })).toEqual({
      token: undefined,
      settingsToken: undefined,
      config: undefined,
      failOn: undefined,
      scope: undefined,
      unknown: undefined,
      history: undefined,
      historyDays: undefined,
      sarifInputs: undefined,
      path: '.',
      id: 'default',
      comment: 'always',
      checkRun: false,
      annotations: true,
      suggestions: false,
      base: undefined,
      outputs: [],
    })
  })

  test('are read by the names that the runner gives them', () => {
    const env = {
      INPUT_TOKEN: ' secret ',
      'INPUT_SETTINGS-TOKEN': 'other',
      INPUT_CONFIG: 'lint.yml',
      'INPUT_FAIL-ON': 'recommended',
      INPUT_SCOPE: 'repository',
      INPUT_UNKNOWN: 'fail',
      INPUT_HISTORY: 'git',
      'INPUT_HISTORY-DAYS': '30',
      'INPUT_SARIF-INPUTS': 'a.sarif\n out/*.sarif ',
      INPUT_PATH: 'services/api',
      INPUT_ID: 'api-1.0',
      INPUT_COMMENT: 'False',
      'INPUT_CHECK-RUN': 'TRUE',
      INPUT_ANNOTATIONS: 'false',
      INPUT_BASE: 'origin/main',
      INPUT_OUTPUT: 'out/report.sarif',
    }
    expect(readInputs(env)).toEqual({
      token: 'secret',
      settingsToken: 'other',
      config: 'lint.yml',
      failOn: 'recommended',
      scope: 'repository',
      unknown: 'fail',
      history: 'git',
      historyDays: 30,
      sarifInputs: ['a.sarif', 'out/*.sarif'],
      path: 'services/api',
      id: 'api-1.0',
      comment: 'never',
      checkRun: true,
      annotations: false,
      suggestions: false,
      base: 'origin/main',
      outputs: [{ file: 'out/report.sarif', format: 'sarif' }],
    })
  })

  test.each([
    ['report.json', undefined, 'json'],
    ['report.sarif.json', undefined, 'sarif'],
    ['REPORT.SARIF', undefined, 'sarif'],
    ['summary.md', undefined, 'markdown'],
    ['report.out', 'json', 'json'],
    ['report.json', 'sarif', 'sarif'],
  ])('the file %s with format %s is %s', (file, format, expected) => {
    expect(readInputs({ INPUT_OUTPUT: file, INPUT_FORMAT: format }).outputs).toEqual([{ file, format: expected }])
  })

  test('name several reports, one a line', () => {
    expect(readInputs({ INPUT_OUTPUT: ' a.json \r\n\n  sarif=b.json\n' }).outputs).toEqual([
      { file: 'a.json', format: 'json' },
      { file: 'b.json', format: 'sarif' },
    ])
  })

  test.each([
    [{ 'INPUT_FAIL-ON': 'error' }, 'the input fail-on takes foundational, recommended, optional, never, not "error"'],
    [{ INPUT_SCOPE: 'Changes' }, 'the input scope takes changes, repository, not "Changes"'],
    [
      { INPUT_COMMENT: 'yes' },
      'the input comment takes true, True, TRUE, false, False, FALSE, when-needed, remove, not "yes"',
    ],
    [{ INPUT_ID: 'a -->' }, 'the input id takes up to 64 letters, digits, dots, underscores and hyphens'],
    [{ INPUT_ID: 'x'.repeat(65) }, 'the input id takes up to 64 letters, digits, dots, underscores and hyphens'],
    [{ INPUT_OUTPUT: 'report' }, /^output report does not say its format by its end: write output <format>=report, /],
    [{ INPUT_OUTPUT: 'a.json\nsrif=b' }, '"srif" in output srif=b is no format; did you mean sarif=b?'],
    [{ INPUT_OUTPUT: 'a.json\nb', INPUT_FORMAT: 'json' }, /^the input format goes with one output: /],
    [{ INPUT_OUTPUT: 'sarif=a', INPUT_FORMAT: 'json' }, 'the input format says json, and output says sarif by sarif=a'],
    [{ INPUT_OUTPUT: 'json=-' }, 'the input output takes files: name one for json'],
    [{ INPUT_OUTPUT: 'a.json\n sarif=a.json' }, /^output names a\.json twice, for json and for sarif/],
    [{ INPUT_FORMAT: 'json' }, 'the input format needs the input output: the file to write'],
    [{ INPUT_OUTPUT: 'a', INPUT_FORMAT: 'xml' }, /^the input format takes terminal, json, .*, not "xml"$/],
  ])('%j is refused', (env, message) => {
    expect(() => readInputs(env)).toThrow(message)
  })
})

describe('the history of delivery', () => {
  test.each([
    [{ INPUT_HISTORY: 'github' }, 'the input history takes api, git, off, not "github"'],
    [
      { 'INPUT_SARIF-INPUTS': 'a.sarif\n../b.sarif' },
      'the input sarif-inputs takes paths inside the linted folder, not "../b.sarif"',
    ],
    [{ 'INPUT_HISTORY-DAYS': '6' }, 'the input history-days takes a number of days from 7 to 365, not "6"'],
    [{ 'INPUT_HISTORY-DAYS': '366' }, /from 7 to 365/],
    [{ 'INPUT_HISTORY-DAYS': '1e2' }, /from 7 to 365/],
  ])('%j', (env, message) => {
    expect(() => readInputs(env)).toThrow(message)
  })
})
