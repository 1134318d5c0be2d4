// Reporter of jest that writes test-results/junit.xml, for programs to read what people see in the log.
// The form is that of the JUnit XML which CI systems take in: testsuites, testsuite, testcase, failure, skipped.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'

const MARKUP = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text for an element or an attribute; what XML 1.0 cannot hold (section 2.2) becomes U+FFFD. */
const xml = (text) =>
  String(text)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (char) => MARKUP[char])

const attributes = (values) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(value)}"`)
    .join('')

const seconds = (milliseconds) => (Math.max(0, milliseconds ?? 0) / 1000).toFixed(3)

function testcase(file, { ancestorTitles, title, duration, status, failureMessages }) {
  const head = attributes({ classname: [file, ...ancestorTitles].join(' › '), name: title, time: seconds(duration) })
  if (status === 'passed') return `    <testcase${head}/>`
  const inner =
    status === 'failed'
      ? `<failure message="${xml(failureMessages[0]?.split('\n')[0] ?? 'failed')}">${xml(failureMessages.join('\n\n'))}</failure>`
      : '<skipped/>'
  return `    <testcase${head}>${inner}</testcase>`
}

function testsuite(rootDir, { testFilePath, testResults, testExecError, failureMessage, perfStats }) {
  const file = relative(rootDir, testFilePath).replaceAll('\\', '/')
  // A file that could not be run has no tests: it counts as one that failed.
  const broken =
    testExecError === undefined || testExecError === null ? [] : [failureMessage ?? 'the file could not be run']
  const cases = [
    ...testResults.map((each) => testcase(file, each)),
    ...broken.map((text) =>
      testcase(file, { ancestorTitles: [], title: 'the file', duration: 0, status: 'failed', failureMessages: [text] }),
    ),
  ]
  const failures = testResults.filter(({ status }) => status === 'failed').length + broken.length
  const skipped = testResults.filter(({ status }) => status !== 'failed' && status !== 'passed').length
  const time = seconds(perfStats.end - perfStats.start)
  const head = attributes({ name: file, tests: cases.length, failures, skipped, time })
  return [`  <testsuite${head}>`, ...cases, '  </testsuite>'].join('\n')
}

/** The whole document for the results that jest hands to reporters when a run is complete. */
export function junitXml(rootDir, { testResults }) {
  const suites = [...testResults]
    .sort((a, b) => (a.testFilePath < b.testFilePath ? -1 : 1))
    .map((each) => testsuite(rootDir, each))
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="jest">', ...suites, '</testsuites>', ''].join(
    '\n',
  )
}

export default class JUnitReporter {
  #rootDir
  #file

  constructor({ rootDir }, { file }) {
    this.#rootDir = rootDir
    this.#file = file
  }

  onRunComplete(_, results) {
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(this.#file, junitXml(this.#rootDir, results))
  }
}
