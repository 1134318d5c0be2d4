import { describe, expect, test } from '@jest/globals'
import { wantsColor } from '../../src/cli/color.js'
import { overridesIn } from '../../src/cli/overrides.js'
import { parseArguments } from '../../src/cli/parse.js'

const words = (line: string) => line.split(' ').filter((word) => word !== '')

describe('what is understood', () => {
  test.each([
    ['', { command: 'lint', operands: [], outputs: [] }],
    ['.', { command: 'lint', operands: ['.'] }],
    [
      'some/folder --fail-on never',
      { command: 'lint', operands: ['some/folder'], values: new Map([['fail-on', 'never']]) },
    ],
    ['lint list', { command: 'lint', operands: ['list'] }],
    ['./list', { command: 'lint', operands: ['./list'] }],
    ['list practices', { command: 'list', operands: ['practices'] }],
    ['--quiet explain DL.CI.1 --color', undefined],
    ['explain x --color', { command: 'explain', operands: ['x'] }],
    [
      '--offline -q --verbose',
      {
        values: new Map([
          ['offline', ''],
          ['quiet', ''],
          ['verbose', ''],
        ]),
      },
    ],
    ['--base=origin/main', { values: new Map([['base', 'origin/main']]) }],
    ['--scope changes --scope repository', { values: new Map([['scope', 'repository']]) }],
    ['--format json', { formats: ['json'], outputs: [] }],
    [
      '--format json --output x.json --format sarif -o y.sarif -f terminal',
      { formats: ['json', 'sarif', 'terminal'], outputs: ['x.json', 'y.sarif'] },
    ],
    ['-f json -o -', { formats: ['json'], outputs: ['-'] }],
    ['-- --odd', { command: 'lint', operands: ['--odd'] }],
  ])('%s', (line, expected) => {
    if (expected === undefined) expect(() => parseArguments(words(line))).toThrow(/--quiet does not go with explain/)
    else expect(parseArguments(words(line))).toMatchObject(expected)
  })
})

describe('what is refused', () => {
  test.each([
    ['--fail_on never', 'there is no option --fail_on; did you mean --fail-on?'],
    ['--ofline', 'there is no option --ofline; did you mean --offline?'],
    ['--token abc', /^there is no option --token/],
    ['--zzz', 'there is no option --zzz'],
    ['-x', 'there is no option -x'],
    ['--constructor', /^there is no option --constructor/],
    [
      '--fail-on sometimes',
      '"sometimes" is no value of --fail-on; it is one of foundational, recommended, optional, never',
    ],
    ['--fail-on foundation', '"foundation" is no value of --fail-on; did you mean foundational?'],
    ['--format xml', /^"xml" is no value of --format; it is one of terminal, json/],
    ['--fail-on', '--fail-on needs a value: --fail-on <foundational|recommended|optional|never>'],
    ['--base --offline', '--base needs a value: --base <revision>'],
    ['--base=', '--base needs a value: --base <revision>'],
    ['--quiet=yes', '--quiet takes no value'],
    ['list --base main', '--base does not go with list: it goes with lint, explain, owners, config'],
    ['list --repo a/b', '--repo does not go with list: it goes with lint, explain'],
  ])('%s', (line, message) => expect(() => parseArguments(words(line))).toThrow(message))
})

describe('colours', () => {
  const color = (line: string, env: Record<string, string>, isTTY: boolean) =>
    wantsColor(parseArguments(words(line)), { env, stdout: { write: () => undefined, isTTY, columns: 80 } })

  test.each<[string, Record<string, string>, boolean, boolean]>([
    ['', {}, true, true],
    ['', {}, false, false],
    ['', { NO_COLOR: '1' }, true, false],
    ['', { NO_COLOR: '' }, true, true],
    ['', { FORCE_COLOR: '1' }, false, true],
    ['', { FORCE_COLOR: '0' }, true, false],
    ['', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['', { TERM: 'dumb' }, true, false],
    ['--color', { NO_COLOR: '1' }, false, true],
    ['--no-color', { FORCE_COLOR: '1' }, true, false],
    ['--no-color --color', {}, false, true],
    ['--color --no-color --color', {}, false, true],
    ['--color --no-color', {}, true, false],
  ])('"%s" with %j, terminal: %s', (line, env, isTTY, expected) => expect(color(line, env, isTTY)).toBe(expected))
})

describe('the history of delivery', () => {
  test.each([
    ['--history git --history-days 30', { history: 'git', historyDays: 30 }],
    ['--history=off', { history: 'off' }],
    ['.', {}],
  ])('%s', (line, expected) => {
    expect(overridesIn(parseArguments(line.split(' ')))).toEqual(expected)
  })

  test.each([
    ['--history gti', '"gti" is no value of --history; did you mean git?'],
    ['--history-days 5', '--history-days takes a number from 7 to 365, not "5"'],
    ['--history-days soon', /takes a number/],
  ])('%s', (line, message) => {
    expect(() => overridesIn(parseArguments(line.split(' ')))).toThrow(message)
  })
})

describe('reports of other tools', () => {
  test.each([
    ['--sarif-inputs a.sarif', ['a.sarif']],
    ['--sarif-inputs=a.sarif,out/*.sarif', ['a.sarif', 'out/*.sarif']],
  ])('%s', (line, sarifInputs) => {
    expect(overridesIn(parseArguments(line.split(' ')))).toEqual({ sarifInputs })
  })

  test.each(['/tmp/a.sarif', '../a.sarif', 'a,x/../../b', 'C:/a.sarif', '!a.sarif'])('%s is refused', (value) => {
    expect(() => overridesIn(parseArguments([`--sarif-inputs=${value}`]))).toThrow(/takes paths inside/)
  })
})
