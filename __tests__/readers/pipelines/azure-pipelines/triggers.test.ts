import { describe, expect, test } from '@jest/globals'
import { azurePipelines } from '../../../../src/readers/pipelines/azure-pipelines/index.js'
import { jobLines, readWith } from '../adapter-support.js'
import { FILE, ON_GITHUB, read, triggerLines } from './support.js'

const STEPS = 'steps: [{script: make}]'

describe('triggers', () => {
  test.each<[string, string[]]>([
    ['', ['change-request:pr', 'push:trigger', 'manual:manual']],
    ['trigger: none\npr: none', ['manual:manual']],
    ['trigger: [none]\npr: none', ['manual:manual']],
    ['trigger: [main, releases/*]\npr: none', ['push:trigger main releases/*', 'manual:manual']],
    [
      'trigger: {branches: {include: [main], exclude: [old/*]}, paths: {include: [src], exclude: [docs]}}\npr: none',
      ['push:trigger main !old/* /src !/docs', 'manual:manual'],
    ],
    ['trigger: {branches: {exclude: [wip/*]}}\npr: none', ['push:trigger !wip/*', 'manual:manual']],
    ['trigger: {tags: {include: [v*]}}\npr: none', ['tag:trigger #v*', 'manual:manual']],
    [
      'trigger: {branches: {include: [refs/heads/main, refs/tags/v*]}}\npr: none',
      ['push:trigger main', 'tag:trigger #v*', 'manual:manual'],
    ],
    [
      'trigger: none\npr: {branches: {include: [main]}, paths: {include: [src]}}',
      ['change-request:pr main /src', 'manual:manual'],
    ],
    [
      'trigger: none\npr: none\nschedules: [{cron: "0 0 * * *", branches: {include: [main]}, always: true}]',
      ['schedule:schedules main', 'manual:manual'],
    ],
    [
      'trigger: none\npr: none\nresources: {pipelines: [{pipeline: ci, source: Shop CI, trigger: {branches: [main]}}]}',
      ['upstream:pipeline main Shop CI', 'manual:manual'],
    ],
    ['trigger: none\npr: none\nresources: {pipelines: [{pipeline: ci, source: Shop CI}]}', ['manual:manual']],
    [
      'trigger: none\npr: none\nresources: {webhooks: [{webhook: w, connection: c}], containers: [{container: c, image: i, trigger: true}]}',
      ['upstream:containers', 'other:webhook', 'manual:manual'],
    ],
  ])('%s', (text, expected) => {
    expect(triggerLines(read(`${text}\n${STEPS}`))).toEqual(expected)
  })

  test('batched runs wait for one another', () => {
    const { concurrency } = read(`trigger: {batch: true, branches: {include: [main]}}\n${STEPS}`)
    expect(concurrency).toMatchObject({ group: { value: 'batch' }, at: { line: 1 } })
  })

  test.each<[Record<string, string>, string, string[]]>([
    [ON_GITHUB, '', ['job 1 [] pr0 trigger1 manual2']],
    [{}, '', ['job 1 [] branch policy0? trigger1 manual2']],
    [{}, 'pr: [main]', ['job 1 [] pr0 trigger1 manual2']],
    [{ '.azuredevops/pull_request_template.md': '' }, 'pr: [main]', ['job 1 [] branch policy0? trigger1 manual2']],
    [{ '.azuredevops/pull_request_template.md': '' }, 'pr: none', ['job 1 [] branch policy0? trigger1 manual2']],
  ])('pull requests in a tree with %j and %s', (more, text, expected) => {
    const { pipelines } = readWith(azurePipelines, { ...more, [FILE]: `${text}\n${STEPS}` })
    expect(pipelines.flatMap(jobLines)).toEqual(expected)
  })

  test('branches that conditions ask for have runs of their own', () => {
    const pipeline = read(`
trigger: [main, release/*]
jobs:
  - job: a
    steps: [{script: make}]
  - job: b
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    steps: [{script: make}]
`)
    expect(triggerLines(pipeline)).toEqual([
      'change-request:pr',
      'push:trigger main',
      'push:trigger release/* !main',
      'manual:manual',
    ])
    expect(jobLines(pipeline)).toEqual(['a [] pr0 trigger1 trigger2 manual3', 'b [] trigger1 manual3?'])
  })
})
