import { load } from 'js-yaml'
import { describe, expect, test } from '@jest/globals'
import { FIXERS } from '../../src/fixes/registry.js'
import type { FixPorts } from '../../src/fixes/types.js'
import { fixAll } from '../helpers/fix-tester.js'

const FILE = '.github/workflows/ci.yml'
const COMMIT = '11bd71901bbe5b1630ceea73d27597364c9af683'
const ports: FixPorts = { resolveRef: (_, ref) => Promise.resolve({ commit: COMMIT, version: ref }) }

/** Numbers that are the same in every run, by a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const ON = [
  'on: push',
  'on: [push, pull_request] # both',
  'on:\n  push:\n    branches: [main]\n  # later\n',
  '"on": {push: {branches: [main]}}',
]
const ABOVE = ['', '# Ünïcode ahead\n\n', 'name: "CI" # it\n', '---\n', 'name: CI\nenv:\n  A: &a b\n  B: *a\n\n']
const RIGHTS = ['', 'permissions: {}\n', 'permissions:\n  contents: read # only\n', '\n']
const KEYS = [
  'runs-on: ubuntu-24.04',
  'runs-on: ubuntu-24.04 # x: y',
  'name: "a job" # with a name\nruns-on: \'ubuntu-24.04\'\n\n# steps follow',
  'environment: production\nruns-on: ubuntu-latest',
  'environment:\n  name: production\n  url: https://example.com/#top\nruns-on: ubuntu-latest\ntimeout-minutes: 9',
  'runs-on: [self-hosted]',
]
const STEPS = [
  '- uses: actions/checkout@v4',
  '- uses: actions/setup-node@v4 # v4 it is\n  with: {node-version: 22}',
  '- name: Take it\n  uses: "actions/cache@v4"\n  with:\n    path: |\n      a\n\n      b # no comment\n    key: x',
  '- run: npm install',
  '- run: npm test | tee log # c',
  '- name: Test\n  if: always()\n  run: |\n    npm test 2>&1 | tee "a b.log"\n\n    # done',
  '- {run: make, name: x}',
  '- run: >-\n    helm upgrade\n    --install web ./chart',
  '- run: |\n    echo "${{ github.event.head_commit.message }}"\n    kubectl apply -f k8s/',
  '- run: aws cloudformation deploy --stack-name a \\\n    --disable-rollback',
]

const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n')

/** A workflow that somebody may have written. */
function workflow(seed: number): string {
  const number = numbers(seed)
  const one = (texts: readonly string[]): string => texts[number(texts.length)] ?? ''
  const step = [2, 4][number(2)] ?? 2
  const jobs = Array.from({ length: 1 + number(3) }, (_, index) => {
    const steps = Array.from({ length: 1 + number(4) }, () => indented(one(STEPS), number(2) * 2)).map((each) =>
      // All items of a list stand in one column.
      each.startsWith('  ')
        ? each
            .split('\n')
            .map((line) => line.slice(2))
            .join('\n')
        : each,
    )
    const body = `${one(KEYS)}\nsteps:\n${indented(steps.join(number(2) === 0 ? '\n' : '\n\n'), step)}`
    return indented(`job${index}:\n${indented(body, step)}`, step)
  })
  const text = `${one(ABOVE)}${one(ON)}\n${one(RIGHTS)}jobs:\n${jobs.join(number(2) === 0 ? '\n' : '\n\n  # next\n')}`
  const ended = number(3) === 0 ? text : `${text}\n`
  return number(4) === 0 ? ended.replaceAll('\n', '\r\n') : ended
}

/** The lines of `before` that are no longer there, in order. */
function gone(before: string, after: string): string[] {
  const lines = after.split(/\r?\n/)
  let next = 0
  return before.split(/\r?\n/).filter((line) => {
    const found = lines.indexOf(line, next)
    if (found >= 0) next = found + 1
    return found < 0
  })
}

describe('whatever the layout', () => {
  test.each(Array.from({ length: 16 }, (_, index) => [index + 1]))('workflow %i', async (seed) => {
    const before = workflow(seed)
    expect(() => load(before)).not.toThrow()
    const beside = { 'package.json': '{"name": "a", "private": true}', 'package-lock.json': '{}' }
    const once = await fixAll({ ...beside, [FILE]: before }, FIXERS, ports)
    const after = once.texts.get(FILE) ?? before
    const twice = await fixAll({ ...beside, [FILE]: after }, FIXERS, ports)

    expect([...twice.texts.keys()]).toEqual([])
    expect(once.report.findings.length).toBeLessThanOrEqual(twice.report.findings.length)
    expect(once.applied.length === 0).toBe(after === before)
    // Only lines in which a value or a word is replaced are not the same.
    const replaced = once.applied.flatMap(({ fix }) => fix.edits.filter(({ from, to }) => to > from))
    expect(gone(before, after).length).toBeLessThanOrEqual(replaced.length + once.applied.length)
    for (const line of gone(before, after))
      expect(line).toMatch(/uses:|npm|helm|github\.event|cloudformation|--disable/)
    expect(after.includes('\r\n')).toBe(before.includes('\r\n'))
    expect(after.replaceAll('\r\n', '').includes('\r')).toBe(false)
    expect(after.endsWith('\n')).toBe(before.endsWith('\n'))
    expect(after.split('#').length).toBeGreaterThanOrEqual(before.split('#').length)
  })
})
