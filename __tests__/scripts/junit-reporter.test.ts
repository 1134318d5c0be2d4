import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { temporaryFolder } from '../helpers/git-repository.js'
import { parseXml } from '../helpers/xml.js'

interface Reporter {
  onRunComplete: (contexts: unknown, results: unknown) => void
}
const path = '../../scripts/junit-reporter.mjs'
const { default: JUnitReporter, junitXml } = (await import(path)) as {
  default: new (config: { rootDir: string }, options: { file: string }) => Reporter
  junitXml: (rootDir: string, results: unknown) => string
}

const result = (status: string, title: string, failureMessages: readonly string[] = []) => ({
  ancestorTitles: ['a part'],
  title,
  duration: 1500,
  status,
  failureMessages,
})
const file = (name: string, testResults: readonly unknown[], more: object = {}) => ({
  testFilePath: `/repo/__tests__/${name}`,
  testResults,
  perfStats: { start: 1000, end: 3500 },
  ...more,
})

const RESULTS = {
  testResults: [
    file('b.test.ts', [], { testExecError: { message: 'x' }, failureMessage: 'Cannot find module <y>' }),
    file('a.test.ts', [
      result('passed', 'adds'),
      result('failed', 'says "<&>"', ['Error: 1 < 2\n    at \u001b[31mred\u001b[0m \ud800', 'second']),
      result('pending', 'waits'),
      result('todo', 'later'),
    ]),
  ],
}

test('a file is a suite, in order of names; one that could not be run is a failure', () => {
  const { name, children } = parseXml(junitXml('/repo', RESULTS))
  expect(name).toBe('testsuites')
  expect(children.map(({ attributes }) => attributes)).toEqual([
    { name: '__tests__/a.test.ts', tests: '4', failures: '1', skipped: '2', time: '2.500' },
    { name: '__tests__/b.test.ts', tests: '1', failures: '1', skipped: '0', time: '2.500' },
  ])
})

test('a test has its place and its outcome, whatever it says', () => {
  const [a, b] = parseXml(junitXml('/repo', RESULTS)).children
  expect(
    a?.children.map(({ attributes, children }) => [attributes['name'], children.map((each) => each.name)]),
  ).toEqual([
    ['adds', []],
    ['says "<&>"', ['failure']],
    ['waits', ['skipped']],
    ['later', ['skipped']],
  ])
  expect(a?.children[0]?.attributes).toMatchObject({ classname: '__tests__/a.test.ts › a part', time: '1.500' })
  const failure = a?.children[1]?.children[0]
  expect(failure?.attributes['message']).toBe('Error: 1 < 2')
  expect(failure?.text).toBe('Error: 1 < 2\n    at \uFFFD[31mred\uFFFD[0m \uFFFD\n\nsecond')
  expect(b?.children[0]?.children[0]?.text).toBe('Cannot find module <y>')
})

test('jest has it written where it is told', () => {
  const target = join(temporaryFolder(), 'test-results', 'junit.xml')
  new JUnitReporter({ rootDir: '/repo' }, { file: target }).onRunComplete(undefined, RESULTS)
  expect(readFileSync(target, 'utf8')).toBe(junitXml('/repo', RESULTS))
})
