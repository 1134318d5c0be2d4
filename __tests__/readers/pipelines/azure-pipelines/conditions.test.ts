import { describe, expect, test } from '@jest/globals'
import { jobLines } from '../adapter-support.js'
import { firstJob, read } from './support.js'

/** The runs that get to a job with a condition, of pushes to main and to others, pull requests, tags, schedules, a person. */
function startsOf(condition: string, variables = ''): string {
  const pipeline = read(`
trigger: {branches: {include: ['*']}, tags: {include: [v*]}}
schedules: [{cron: "0 0 * * *", branches: {include: [main]}}]
${variables}
jobs:
  - job: marks
    condition: in(variables['Build.SourceBranch'], 'refs/heads/main')
  - job: a
    condition: ${condition}
`)
  return jobLines(pipeline).at(-1)?.replace('a [] ', '').replace(/\d/g, '') ?? ''
}

describe('conditions of jobs', () => {
  // The runs: pr, trigger (main), trigger (other branches), trigger (tags), schedules, manual.
  test.each<[string, string]>([
    ['succeeded()', 'pr trigger trigger trigger schedules manual'],
    ["eq(variables['Build.SourceBranch'], 'refs/heads/main')", 'trigger schedules manual?'],
    ["eq(variables['build.sourcebranchname'], 'main')", 'trigger schedules manual?'],
    ["ne(variables['Build.Reason'], 'PullRequest')", 'trigger trigger trigger schedules manual'],
    ["eq(variables['Build.Reason'], 'PullRequest')", 'pr'],
    ["in(variables['Build.Reason'], 'IndividualCI', 'BatchedCI')", 'trigger trigger trigger'],
    ["startsWith(variables['Build.SourceBranch'], 'refs/tags/')", 'trigger manual?'],
    ["startsWith(variables['Build.SourceBranch'], 'refs/heads/')", 'trigger trigger schedules manual?'],
    ["not(startsWith(variables['Build.SourceBranch'], 'refs/pull/'))", 'trigger trigger trigger schedules manual?'],
    ["eq(variables['Build.Reason'], 'Schedule')", 'schedules'],
    ["eq(variables['System.PullRequest.TargetBranch'], 'main')", 'pr? manual?'],
    ["or(eq(variables['Build.Reason'], 'Manual'), eq(variables['Build.Reason'], 'Schedule'))", 'schedules manual'],
    ["eq(variables.unheardOf, 'x')", 'pr? trigger? trigger? trigger? schedules? manual?'],
    ['false', ''],
    ["and(eq(variables['unheardOf'], 'x'), false)", ''],
    ['not an expression', 'pr? trigger? trigger? trigger? schedules? manual?'],
  ])('%s', (condition, expected) => {
    if (expected === '') {
      const { jobs } = read(`jobs: [{job: b}, {job: a, condition: "${condition}"}]`)
      expect(jobs.map(({ id }) => id)).toEqual(['b'])
    } else expect(startsOf(condition)).toBe(expected)
  })

  test.each<[string, string, string]>([
    ['variables: {deploy: "true"}', 'eq(variables.deploy, true)', 'pr trigger trigger trigger schedules manual'],
    [
      `variables: {isMain: "$[eq(variables['Build.SourceBranch'], 'refs/heads/main')]"}`,
      'eq(variables.isMain, true)',
      'trigger schedules manual?',
    ],
    [
      `variables: {isMain: "\${{ eq(variables['Build.SourceBranch'], 'refs/heads/main') }}"}`,
      "eq(variables.isMain, 'True')",
      'trigger schedules manual?',
    ],
    ['variables: {a: $(b), b: x}', "eq(variables['a'], 'x')", 'pr trigger trigger trigger schedules manual'],
    ['variables: [{group: g}]', "eq(variables['a'], 'x')", 'pr? trigger? trigger? trigger? schedules? manual?'],
  ])('with %s: %s', (variables, condition, expected) => {
    expect(startsOf(condition, variables)).toBe(expected)
  })

  test('a variable that a script may set is not known', () => {
    const pipeline = read(`
variables: {go: "no"}
jobs:
  - job: a
    steps: [{script: 'echo "##vso[task.setvariable variable=go;isOutput=true]yes"'}]
  - job: b
    condition: eq(variables.go, 'yes')
`)
    expect(jobLines(pipeline).at(-1)).toBe('b [] pr0? trigger1? manual2?')
  })

  test('what needs a skipped job is skipped, unless its condition says otherwise', () => {
    const pipeline = read(`
trigger: [main]
jobs:
  - job: a
    condition: eq(variables['Build.Reason'], 'PullRequest')
  - {job: b, dependsOn: a}
  - {job: c, dependsOn: b}
  - {job: d, dependsOn: a, condition: "in(dependencies.a.result, 'Succeeded', 'Skipped')"}
  - {job: e, dependsOn: a, condition: not(failed())}
  - {job: f, dependsOn: [d, a], condition: "succeeded('d')"}
`)
    expect(jobLines(pipeline)).toEqual([
      'a [] pr0',
      'b [a] pr0',
      'c [b] pr0',
      'd [a] pr0 trigger1 manual2 after always',
      'e [a] pr0 trigger1 manual2',
      'f [d, a] pr0 trigger1 manual2',
    ])
  })
})

describe('what runs after a failure', () => {
  test.each<[string, string | undefined]>([
    ['succeeded()', undefined],
    ['always()', 'always'],
    ['succeededOrFailed()', 'always'],
    ['failed()', 'failure'],
    ["eq(variables['Build.Reason'], 'IndividualCI')", 'always'],
    ["and(succeeded(), eq(variables['Build.Reason'], 'IndividualCI'))", undefined],
    ["and(failed(), eq(variables['Build.Reason'], 'IndividualCI'))", 'failure'],
    ["eq(dependencies.a.result, 'Failed')", 'failure'],
    ['not(succeeded())', 'failure'],
    ['or(succeeded(), failed())', 'always'],
  ])('a job with %s', (condition, after) => {
    const { jobs } = read(`jobs: [{job: a}, {job: b, dependsOn: a, condition: "${condition}"}]`)
    expect(jobs[1]?.after).toBe(after)
  })

  test('a job that waits for nothing runs after no failure', () => {
    expect(firstJob('jobs: [{job: a, condition: always()}]').after).toBeUndefined()
  })

  test.each<[string, string | undefined]>([
    ['always()', 'always'],
    ['failed()', 'failure'],
    ["eq(variables['Agent.JobStatus'], 'Failed')", 'failure'],
    ["ne(variables['Build.Reason'], 'PullRequest')", 'always'],
    ["and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))", undefined],
  ])('a step with %s', (condition, after) => {
    const { steps } = firstJob(`steps: [{script: make}, {script: make, condition: "${condition}"}]`)
    expect(steps[1]?.after).toBe(after)
  })

  test('a stage that always runs, and the jobs in it', () => {
    const { jobs } = read(`
stages:
  - {stage: a, jobs: [{job: x}]}
  - {stage: b, condition: always(), jobs: [{job: y}, {job: z, dependsOn: y}]}
  - {stage: c, condition: failed(), jobs: [{job: w}]}
`)
    expect(jobs.map(({ id, after }) => [id, after])).toEqual([
      ['a.x', undefined],
      ['b.y', 'always'],
      ['b.z', 'always'],
      ['c.w', 'failure'],
    ])
  })
})

describe('steps', () => {
  test('a step that some of the job’s runs get to says which', () => {
    const { steps } = firstJob(`
trigger: [main]
steps:
  - script: make
  - script: make deploy
    condition: and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))
  - script: make never
    condition: false
  - script: make off
    enabled: false
`)
    expect(steps.map(({ starts }) => starts?.map(({ trigger, certain }) => [trigger.event, certain]))).toEqual([
      undefined,
      [
        ['trigger', true],
        ['manual', true],
      ],
    ])
  })
})
