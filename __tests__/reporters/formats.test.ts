import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { formatHelp, formatOfFile, FORMATS, isFileOf, renderReport } from '../../src/reporters/formats.js'
import { chooseOutputs } from '../../src/reporters/outputs.js'
import type { Format } from '../../src/reporters/formats.js'
import { pullRequestReport } from './reports.js'

describe('the end of a name', () => {
  test.each<[string, Format | undefined]>([
    ['report', undefined],
    ['json', undefined],
    ['-', undefined],
    ['', undefined],
    ['a.jsonx', undefined],
    ['report.json', 'json'],
    ['out/REPORT.SARIF', 'sarif'],
    ['report.sarif.json', 'sarif'],
    ['summary.md', 'markdown'],
    ['report.txt', 'terminal'],
    ['report.jsonl', 'jsonl'],
    ['report.ndjson', 'jsonl'],
    ['junit.xml', 'junit'],
    ['gl-code-quality-report.json', 'gitlab'],
    ['out/report.gl-code-quality.json', 'gitlab'],
    ['pillarlint-badge.json', 'badge'],
    ['report.HTML', 'html'],
  ])('%s tells %s', (file, format) => expect(formatOfFile(file)).toBe(format))

  test.each<[Format, string, boolean]>([
    ['json', 'report.sarif', false],
    ['json', 'report.out', true],
    ['sarif', 'report.json', true],
    ['markdown', 'report.json', false],
    ['annotations', 'report.json', false],
  ])('%s in %s: %s', (format, file, expected) => expect(isFileOf(format, file)).toBe(expected))
})

describe('which form goes to which file', () => {
  const chosen = (formats: Format[], outputs: string[]) => {
    const { files, left } = chooseOutputs(formats, outputs, '--output')
    return [...files.map(({ format, file }) => `${format}>${file}`), ...left].join(' ')
  }

  test.each<[Format[], string[], string]>([
    [[], [], ''],
    [['json'], [], 'json'],
    [['json', 'json'], [], 'json'],
    [[], ['r.json', 'r.sarif'], 'json>r.json sarif>r.sarif'],
    [['json', 'sarif'], ['r.json', 'r.sarif'], 'json>r.json sarif>r.sarif'],
    [['json', 'sarif'], ['r.sarif', 'r.json'], 'sarif>r.sarif json>r.json'],
    [['sarif'], ['r.json'], 'sarif>r.json'],
    [['json', 'sarif'], ['r.json'], 'json>r.json sarif'],
    [['gitlab'], ['r.json'], 'gitlab>r.json'],
    [['badge'], ['r.sarif.json'], 'badge>r.sarif.json'],
    [['json'], ['r.json', 's.json'], 'json>r.json json>s.json'],
    [['markdown', 'json'], ['a', 'b'], 'markdown>a json>b'],
    [['markdown'], ['r.sarif'], 'sarif>r.sarif markdown'],
    [['terminal'], ['r.json'], 'json>r.json terminal'],
    [['json'], ['-'], 'json>-'],
    [[], ['json=-', 'sarif=-x'], 'json>- sarif>-x'],
    [['json'], ['json=r'], 'json>r'],
    [['json'], ['sarif=r.json'], 'sarif>r.json json'],
    [[], ['./a=b.json', 'C:/a=b.md'], 'json>./a=b.json markdown>C:/a=b.md'],
    [[], ['markdown=a\nb'], 'markdown>a\nb'],
  ])('%j, %j', (formats, outputs, expected) => expect(chosen(formats, outputs)).toBe(expected))

  test.each<[Format[], string[], string | RegExp]>([
    [
      [],
      ['report'],
      /^--output report does not say its format by its end: write --output <format>=report, with one of/,
    ],
    [['json'], ['a', 'b'], /^--output b does not say its format/],
    [[], ['-'], /^--output - does not say what to print: write --output <format>=-/],
    [[], ['srif=r.json'], '"srif" in --output srif=r.json is no format; did you mean sarif=r.json?'],
    [[], ['zzzzzz=r.json'], /is no format; it is one of terminal, json/],
    [[], ['json='], '--output json= names no file: write json=<file>'],
    [[], ['constructor=a'], /^"constructor" in --output constructor=a is no format/],
    [[], ['a.json', 'sarif=a.json'], /^--output names a\.json twice, for json and for sarif: give each/],
  ])('%j, %j is refused', (formats, outputs, message) => expect(() => chosen(formats, outputs)).toThrow(message))

  test('each form that is asked for goes somewhere, in whatever order it is said', () => {
    const words = fc.constantFrom('a.json', 'b.sarif', 'c.md', 'sarif=d.json', 'json=e', 'f.txt')
    const all = fc.uniqueArray(fc.constantFrom(...FORMATS))
    fc.assert(
      fc.property(all, fc.uniqueArray(words), (formats, outputs) => {
        const { files, left } = chooseOutputs(formats, outputs, '--output')
        expect(files).toHaveLength(outputs.length)
        for (const format of formats)
          expect(files.some((each) => each.format === format)).not.toBe(left.includes(format))
        const turned = chooseOutputs([...formats].reverse(), [...outputs].reverse(), '--output')
        expect(turned.left).toHaveLength(left.length)
      }),
    )
  })
})

test('every form is made, and says what it is for', async () => {
  for (const format of FORMATS) {
    expect(formatHelp(format)).toMatch(/\w{3}/)
    const context = { color: false, width: 80, source: () => undefined }
    expect(await renderReport(format, pullRequestReport(), context)).toMatch(/\S[^]*\n?$/)
  }
})

test('every form is documented where users look', () => {
  const page = readFileSync('docs/formats.md', 'utf8')
  expect(FORMATS.filter((format) => !page.includes(`\n## ${format}\n`))).toEqual([])
})
