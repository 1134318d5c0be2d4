import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { forgeriesIn } from './forgery.js'
import { FINDING, NAMES, TEXT_FILES, WORKFLOWS } from './hostile-texts.js'
import { goodWith, lintBuilt, lostFindings, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(120_000)

let without: Linted
beforeAll(() => {
  without = lintBuilt(goodWith())
})

test('the repository that all are compared with has findings, and its reports nothing forged', () => {
  expect(without.status).toBe(1)
  expect(without.report.findings.length).toBeGreaterThan(8)
  expect(forgeriesIn(without)).toEqual([])
})

test('names of files are shown as names, each with its findings', () => {
  const linted = lintBuilt(goodWith(Object.fromEntries(NAMES.map((name) => [WORKFLOWS + name, FINDING]))))
  const found = new Set(
    linted.report.findings.flatMap(({ check, at }) => (check === 'pipeline-unpinned-action' ? [at?.file] : [])),
  )
  expect(NAMES.filter((name) => !found.has(WORKFLOWS + name))).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without)).toEqual([])
  expect(linted.status).toBe(1)
})

test('names of files that do not parse are shown as names', () => {
  const linted = lintBuilt(goodWith(Object.fromEntries(NAMES.map((name) => [WORKFLOWS + name, 'a: [\n']))))
  expect(NAMES.filter((name) => saidOf(linted, WORKFLOWS + name)?.severity !== 'error')).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without)).toEqual([])
  expect(linted.status).toBe(1)
})

test('texts of workflows, prototype names everywhere', () => {
  const linted = lintBuilt(goodWith(TEXT_FILES), '--verbose')
  expect(linted.stderr).not.toMatch(/crashed|TypeError|\[object/)
  expect(linted.report.checks.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without).filter((each) => !each.startsWith('deploy-'))).toEqual([])
  expect(linted.status).toBe(1)
})

describe('what looks for forgeries finds them', () => {
  test.each<[string, Partial<Linted>]>([
    ['a command on standard output', { stdout: 'x\n::error::forged\n' }],
    ['a command of the log', { stderr: 'x ##[error]y' }],
    ['a colour', { stdout: '\u001b[31m' }],
    ['a bidirectional override', { outputs: new Map([['markdown', 'a\u202eb']]) }],
    ['a mention', { outputs: new Map([['markdown', 'by @octocat']]) }],
    ['an annotation without a place', { outputs: new Map([['annotations', '::error::forged']]) }],
    ['an element', { outputs: new Map([['html', '<img src=x>']]) }],
  ])('%s', (_, part) => {
    const outputs = new Map([...without.outputs, ...(part.outputs ?? [])])
    expect(forgeriesIn({ ...without, ...part, outputs })).not.toEqual([])
  })
})
