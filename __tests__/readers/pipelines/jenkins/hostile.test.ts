import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Pipeline } from '../../../../src/models/index.js'
import { declarative, readTree, withSteps } from './support.js'
import { processorTime } from '../../../helpers/processor-time.js'

/** Longer than any of these takes on a slow machine, far shorter than what is not bounded would take. */
const PATIENCE = 20_000

function checkPlaces({ jobs, triggers }: Pipeline, source: string): void {
  const lines = source.split('\n').length
  for (const { at } of [...jobs, ...triggers, ...jobs.flatMap(({ steps }) => steps)]) {
    if (at.line < 1 || at.endLine > lines || at.column < 1) throw new Error(`${at.line}:${at.column} of ${lines} lines`)
  }
  const ids = jobs.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) throw new Error('an id is given twice')
  for (const { needs, starts = [] } of jobs) {
    if (needs.some((id) => !ids.includes(id))) throw new Error('a job needs one that is not there')
    if (starts.some(({ trigger }) => !triggers.includes(trigger))) throw new Error('a start is no trigger')
  }
}

describe('hostile pipelines are read in bounded time', () => {
  const many = 3_000
  test.each([
    ['stages', declarative("stage('a') { steps { sh 'x' } }\n".repeat(many))],
    [
      'nested stages',
      declarative(`${"stage('a') { stages { ".repeat(100)}stage('b') { steps { sh 'x' } }${' } }'.repeat(100)}`),
    ],
    ['functions that call one another twice', 'def a() { b(); b() }\ndef b() { a(); a() }\nnode { a() }'],
    [
      'functions that double',
      `${Array.from({ length: 40 }, (_, i) => `def f${i}() { f${i + 1}(); f${i + 1}() }`).join('\n')}\ndef f40() { sh 'x' }\nnode { f0() }`,
    ],
    [
      'nested loops',
      withSteps(`script { ${"for (x in ['a', 'b', 'c', 'd', 'e', 'f']) { ".repeat(30)}sh 'x'${' }'.repeat(30)} }`),
    ],
    ['a text that doubles', `def a = 'x'\n${'a = a + a\n'.repeat(60)}node { sh a }`],
    ['a list that grows', `def a = ['x']\n${'a = a + a\n'.repeat(40)}node { a.each { sh it } }`],
    ['closures that call themselves', 'def f\nf = { f(); f() }\nnode { f() }'],
    [
      'many branches',
      `node { ${Array.from({ length: many }, (_, i) => `if (env.BRANCH_NAME == 'b${i}') { sh 'x' }`).join('\n')} }`,
    ],
    ['conditions in conditions', `node { ${'if (a) { '.repeat(100)}sh 'x'${' }'.repeat(100)} }`],
    ['tries in tries', `node { ${'try { '.repeat(100)}sh 'x'${' } catch (e) { }'.repeat(100)} }`],
    ['parallel in parallel', `node { ${'parallel(a: { '.repeat(60)}sh 'x'${' })'.repeat(60)} }`],
    ['a regular expression', `node { if (env.BRANCH_NAME ==~ /${'(a+)+'.repeat(20)}/) { sh 'x' } }`],
    ['a long condition', `node { if (${'env.A && '.repeat(many)}true) { sh 'x' } }`],
  ])('%s', (_, source) => {
    const before = processorTime()
    const { pipelines } = readTree({ Jenkinsfile: source })
    for (const each of pipelines) checkPlaces(each, source)
    expect(processorTime() - before).toBeLessThan(PATIENCE)
  })

  test('names of objects are names like others', () => {
    const source =
      "def constructor = 'a'\nenv.__proto__ = 'b'\nnode { stage('toString') { sh \"x ${constructor} ${hasOwnProperty}\"; __proto__ 'a' } }"
    const { pipelines } = readTree({ Jenkinsfile: source })
    expect(pipelines[0]?.jobs.map(({ id }) => id)).toEqual(['toString'])
  })
})

const STATEMENTS = [
  "sh 'make'",
  'sh "a ${b} ${env.BRANCH_NAME}"',
  "stage('A') {",
  "node('x') {",
  'pipeline {',
  'agent any',
  'stages {',
  'steps {',
  'post { failure {',
  'always {',
  "when { branch 'main' }",
  "when { expression { env.X == 'y' } }",
  "environment { A = credentials('b') }",
  'options { timeout(5) }',
  'parallel {',
  "parallel(a: { sh 'x' }, b: {",
  'matrix { axes { axis { name "A"; values "b" } } stages {',
  'script {',
  'if (a) {',
  'else {',
  'try {',
  'catch (e) {',
  'finally {',
  'for (x in [1, 2]) {',
  'def f(a) {',
  'f(1)',
  'def x = [:]',
  "x['a'] = {",
  'x.each {',
  "docker.image('a').inside {",
  "input 'Go?'",
  "load 'Jenkinsfile'",
  "withCredentials([string(credentialsId: 'a', variable: 'B')]) {",
  'return',
  "error 'no'",
  '}',
  ')',
  '})',
  '}',
  '}',
]

describe('any pipeline', () => {
  test('is read without an exception and with places inside the file', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 40 }), (statements) => {
        const text = statements.join('\n')
        const open = text.split('{').length - text.split('}').length
        // As it is, and with its braces closed, so that most of them are pipelines.
        for (const source of [text, text + '\n}'.repeat(Math.max(0, open))]) {
          for (const each of readTree({ Jenkinsfile: source }).pipelines) checkPlaces(each, source)
        }
      }),
      { numRuns: 600 },
    )
  })

  test('of arbitrary characters is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        (text) => void readTree({ Jenkinsfile: `node { ${text} }` }),
      ),
      { numRuns: 300 },
    )
  })
})
