import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { readSystem } from '../outline.js'

// Key by key (Travis CI documentation: Build config reference).

function read(text: string): Pipeline {
  const { pipelines, defects } = readSystem('travis-ci', { '.travis.yml': `language: generic\n${text}` })
  expect(defects).toEqual([])
  const [pipeline] = pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

const jobs = (text: string): readonly Job[] => read(text).jobs

describe('jobs', () => {
  test.each([
    ['os: [linux, osx]\nscript: make', ['linux', 'osx']],
    ['os: [linux, osx]\narch: [amd64, arm64]\nscript: make', ['linux', 'osx', 'amd64', 'arm64']],
    ['env: {jobs: [A=1, A=2, A=3]}\nscript: make', []],
    ['env: {global: [A=1], jobs: [B=1, B=2]}\nscript: make', []],
    ['env: [A=1, A=2]\nscript: make', []],
  ])('%j is one job of several legs', (text, runner) => {
    const all = jobs(text)
    expect(all.map((job) => [job.matrix?.expressions, job.runner])).toEqual([[false, runner]])
  })

  test.each([
    [
      'jobs: {include: [{name: a, os: linux, script: x}, {name: b, os: osx, script: x}], allow_failures: [{os: osx}]}',
      [undefined, true],
    ],
    [
      'matrix: {include: [{name: a, os: linux, script: x}, {name: b, os: osx, script: x}], allow_failures: [{name: b}], fast_finish: true}',
      [undefined, true],
    ],
    [
      'jobs: {include: [{name: a, os: linux, script: x}, {name: b, os: osx, script: x}], allow_failures: [{os: windows}]}',
      [undefined, undefined],
    ],
    ['os: [linux, osx]\nscript: x\njobs: {allow_failures: [{os: osx}]}', [undefined]],
  ])('%s', (text, allowed) => {
    expect(jobs(text).map(({ allowFailure }) => allowFailure?.value)).toEqual(allowed)
  })

  test('stages in the order that the file gives them', () => {
    const all = jobs(
      'stages: [lint, test, {name: deploy, if: branch = main}]\njobs: {include: [{stage: deploy, script: ./ship}, {stage: test, script: a}, {script: b}, {stage: lint, script: c}]}',
    )
    expect(all.map(({ stage, needs }) => [stage, needs.length])).toEqual([
      ['deploy', 2],
      ['test', 1],
      ['test', 1],
      ['lint', 0],
    ])
  })

  test.each([
    ['services: [docker, postgresql]\ncache: npm\ngit: {depth: 3}\ndist: jammy\nvm: {size: large}'],
    ['addons: {apt: {packages: [a]}, chrome: stable}'],
    ['notifications: {email: false, slack: acme:x}'],
    ['version: ~> 1.0\nfilter_secrets: true\nauto_cancel: true'],
  ])('keys that change nothing that is run: %j', (text) => {
    const pipeline = read(`${text}\nscript: npx jest`)
    expect([pipeline.jobs.length, pipeline.unresolved]).toEqual([1, []])
  })
})

describe('conditions', () => {
  const kinds = (rule: string): string[] => {
    const { triggers, jobs: all } = read(`if: ${rule}\nscript: make`)
    return triggers.filter((each) => all[0]?.starts?.some(({ trigger }) => trigger === each)).map(({ kind }) => kind)
  }

  test.each([
    ['type = push', ['push', 'tag']],
    ['type = pull_request', ['change-request']],
    ['type IN (push, pull_request)', ['change-request', 'push', 'tag']],
    ['tag IS present', ['tag']],
    ['tag IS blank', ['change-request', 'push']],
    ['type = cron', ['schedule']],
    ['type = api', ['manual']],
    ['branch = main AND type != pull_request', ['push']],
    ['NOT fork', ['change-request', 'push', 'tag']],
  ])('%s', (rule, expected) => {
    expect(kinds(rule)).toEqual(expected)
  })
})

describe('deployments', () => {
  const starts = (on: string): string[] => {
    const job = jobs(`script: make\ndeploy: {provider: heroku, ${on}}`).find(({ id }) => id.startsWith('deploy'))
    return (job?.starts ?? []).map(({ trigger, certain }) => `${trigger.kind}${certain ? '' : '?'}`)
  }

  test.each([
    ['on: main', ['push']],
    ['on: {branch: main}', ['push']],
    ['on: {tags: true}', ['tag']],
    ['on: {all_branches: true}', ['push', 'tag']],
    ['on: {tags: true, condition: "$X = 1"}', ['tag?']],
    ['on: {repo: acme/shop, branch: main}', ['push']],
    ['edge: true, cleanup: false', ['push']],
  ])('%s', (on, expected) => {
    expect(starts(on)).toEqual(expected)
  })
})
