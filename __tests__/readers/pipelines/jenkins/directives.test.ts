import { describe, expect, test } from '@jest/globals'
import { brief, declarative, job, onlySteps, order, readJenkinsfile, starts, triggerName } from './support.js'

// Every directive of the declarative syntax (Jenkins: Pipeline syntax, Declarative Pipeline).

const stage = (more = '') => `stage('A') { ${more}\n steps { sh 'x' } }`
const pipelineWith = (more: string) => readJenkinsfile(declarative(stage(), more))

describe('parameters', () => {
  const inputs = (text: string) => {
    const manual = readJenkinsfile(text).triggers.find(({ kind }) => kind === 'manual')
    return manual?.inputs === undefined ? undefined : [...manual.inputs]
  }
  const all =
    "string(name: 'VERSION', defaultValue: '1', description: 'which'); text(name: 'Notes'); booleanParam(name: 'DRY', defaultValue: true); choice(name: 'STAGE', choices: ['a', 'b']); password(name: 'KEY')"
  const expected = [
    ['version', 'string'],
    ['notes', 'text'],
    ['dry', 'boolean'],
    ['stage', 'choice'],
    ['key', 'password'],
  ]

  test('are what a person is asked for who starts it', () => {
    expect(inputs(declarative(stage(), `parameters { ${all} }`))).toEqual(expected)
    expect(inputs(`properties([parameters([${all.replaceAll(';', ',')}])])\nnode { sh 'x' }`)).toEqual(expected)
  })

  test('of other jobs are not', () => {
    expect(
      inputs(declarative("stage('A') { steps { build job: 'b', parameters: [string(name: 'X', value: 'y')] } }")),
    ).toBeUndefined()
    expect(inputs(declarative(stage()))).toBeUndefined()
  })
})

describe('triggers', () => {
  const kinds = (triggers: string) => pipelineWith(`triggers { ${triggers} }`).triggers.map(triggerName)

  test.each([
    ["cron('H 4 * * *')", ['change-request', 'push', 'schedule', 'manual']],
    ["pollSCM('H/5 * * * *')", ['change-request', 'push', 'manual']],
    [
      "upstream(upstreamProjects: 'a', threshold: hudson.model.Result.SUCCESS)",
      ['change-request', 'push', 'upstream', 'manual'],
    ],
    ['githubPush()', ['change-request', 'push', 'manual']],
    ["GenericTrigger(token: 'x')", ['change-request', 'push', 'other', 'manual']],
    // What another plugin starts is kept, though not what for.
    ['dockerHubTrigger(options: [])', ['change-request', 'push', 'other', 'manual']],
  ])('%s', (triggers, expected) => {
    expect(kinds(triggers)).toEqual(expected)
  })

  test.each([
    ['gitlab(triggerOnPush: true, triggerOnMergeRequest: true)', 'change-request'],
    ['gitlab(triggerOnPush: true, triggerOnMergeRequest: false)', 'change-request?'],
    ['githubPullRequests(events: [])', 'change-request'],
    ["cron('@daily')", 'change-request?'],
  ])('%s for changes: %s', (triggers, expected) => {
    expect(starts(job(pipelineWith(`triggers { ${triggers} }`), 'A'))[0]).toBe(expected)
  })

  test('calls among the arguments of a trigger are none', () => {
    const pipeline = readJenkinsfile(
      "properties([pipelineTriggers([cron(isMain() ? '@daily' : '')])])\nnode { sh 'x' }",
    )
    expect(pipeline.triggers.map(triggerName)).toEqual(['change-request', 'push', 'schedule', 'manual'])
  })
})

describe('when', () => {
  const reached = (when: string) => starts(job(readJenkinsfile(declarative(stage(`when { ${when} }`))), 'A'))
  const ANY = ['change-request?', 'push?', 'manual?']

  test.each([
    ["changelog '.*deploy.*'", ANY],
    ["changeset pattern: '**/*.js', comparator: 'GLOB'", ANY],
    ["not { changeset '**/*.md' }", ANY],
    ["beforeAgent true; branch 'main'", ['push main', 'manual?']],
    ["beforeInput true; branch 'main'", ['push main', 'manual?']],
    ["beforeOptions true; branch 'main'", ['push main', 'manual?']],
    ["equals expected: 'a', actual: 'b'", []],
    ['anyOf { changeRequest(); buildingTag() }', ['change-request', 'tag', 'manual?']],
    ["changeRequest author: 'ann', comparator: 'REGEXP'", ['change-request?', 'manual?']],
    ['isRestartedRun()', []],
    // The server may be set to start it so.
    ["triggeredBy 'TimerTrigger'", ['schedule?']],
    ["triggeredBy 'hudson.triggers.TimerTrigger$TimerTriggerCause'", ['schedule?']],
    ["triggeredBy 'UpstreamCause'", ['upstream?']],
    ["triggeredBy 'SCMTrigger'", ANY],
    ["not { triggeredBy 'TimerTrigger' }", ['change-request?', 'push', 'manual']],
  ])('%s', (when, expected) => {
    expect(reached(when)).toEqual(expected)
  })
})

describe('options', () => {
  test.each([
    "buildDiscarder(logRotator(numToKeepStr: '1'))",
    'disableResume()',
    'newContainerPerStage()',
    'overrideIndexTriggers(false)',
    'preserveStashes(buildCount: 5)',
    'quietPeriod(30)',
    'skipDefaultCheckout()',
    'skipStagesAfterUnstable()',
    'timestamps()',
    'parallelsAlwaysFailFast()',
    'disableRestartFromStage()',
    "ansiColor('xterm')",
  ])('%s changes nothing that is run', (option) => {
    const pipeline = pipelineWith(`options { ${option} }`)
    expect(onlySteps(pipeline).map(brief)).toEqual(['x'])
    expect(pipeline.unresolved).toEqual([])
    expect(pipeline.concurrency).toBeUndefined()
  })

  test.each([
    ['retry(3)', 2],
    ['retry(count: 3)', 2],
    // Only a lost machine is made up for.
    ['retry(count: 2, conditions: [agent(), nonresumable()])', undefined],
  ])('%s', (option, retries) => {
    expect(job(pipelineWith(`options { ${option} }`), 'A').retries?.value).toBe(retries)
  })

  test('checkoutToSubdirectory says where the tree is', () => {
    const tree = { 'ci/test.sh': 'jest\n' }
    const text = (more: string, agent = '') =>
      declarative(`stage('A') { ${agent}\n steps { dir('src') { sh './ci/test.sh' } } }`, more)
    const tools = (source: string) =>
      onlySteps(readJenkinsfile(source, tree)).flatMap(({ intents }) => intents.map(({ tool }) => tool))
    expect(tools(text("options { checkoutToSubdirectory('src') }"))).toEqual(['jest'])
    expect(tools(text("options { checkoutToSubdirectory('src') }", "agent { label 'x' }"))).toEqual(['jest'])
    expect(tools(text(''))).toEqual([])
  })
})

describe('stages', () => {
  test('failFast, tools and an empty environment are no steps', () => {
    const pipeline = readJenkinsfile(
      declarative(
        "stage('P') { failFast true\n parallel { stage('B') { tools { jdk 'x' }\n steps { sh 'b' } }\n stage('C') { environment { }\n steps { sh 'c' } } } }",
        "tools { maven 'apache-maven-3.9' }",
      ),
    )
    expect(order(pipeline)).toEqual(['B', 'C'])
    expect(pipeline.jobs.flatMap(({ steps }) => steps.map(brief))).toEqual(['b', 'c'])
  })

  test('script is part of the steps around it', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('A') { steps { sh 'a'\n script { if (params.X) { sh 'b' } }\n sh 'c' } }"),
    )
    expect(onlySteps(pipeline).map(brief)).toEqual(['a', 'b', 'c'])
  })

  test('a matrix has all that a stage has', () => {
    const pipeline = readJenkinsfile(
      declarative(`stage('M') {
        matrix {
          agent { docker 'node:22' }
          axes { axis { name 'OS'; values 'linux', 'mac' }
                 axis { name 'DB'; values 'pg' } }
          excludes { exclude { axis { name 'OS'; values 'mac' }
                               axis { name 'DB'; notValues 'pg' } } }
          environment { REGION = 'eu' }
          options { timeout(time: 5, unit: 'MINUTES') }
          when { branch 'main' }
          stages { stage('T') { steps { sh "test \${DB} \${REGION}" } } }
          post { always { junit 'r.xml' } }
        }
      }`),
    )
    const [cell] = pipeline.jobs
    expect(cell).toMatchObject({ timeoutMinutes: { value: '5' }, matrix: { expressions: false } })
    expect(cell?.images?.map(({ value }) => value)).toEqual(['node:22'])
    expect(cell?.steps.map(brief)).toEqual(['test pg eu'])
    expect(cell?.env.get('REGION')?.value).toBe('eu')
    expect(starts(cell ?? {})).toEqual(['push main', 'manual?'])
  })
})

describe('post', () => {
  test.each([
    ['always', 'always'],
    ['changed', 'always'],
    ['cleanup', 'always'],
    ['fixed', undefined],
    ['success', undefined],
    ['regression', 'failure'],
    ['aborted', 'failure'],
    ['failure', 'failure'],
    ['unstable', 'failure'],
    ['unsuccessful', 'failure'],
  ])('%s', (condition, after) => {
    const pipeline = readJenkinsfile(declarative(stage(`post { ${condition} { sh 'y' } }`)))
    expect(onlySteps(pipeline).map((each) => [brief(each).split(' ')[0], each.after])).toEqual([
      ['x', undefined],
      ['y', after],
    ])
  })
})

test('input with all of its settings', () => {
  const pipeline = readJenkinsfile(
    declarative(
      stage(
        "input { message 'Go?'\n id 'go'\n ok 'Yes'\n submitter 'ann'\n submitterParameter 'WHO'\n parameters { string(name: 'X', defaultValue: 'y') } }",
      ),
    ),
  )
  expect(job(pipeline, 'A').approval).toMatchObject({ kind: 'gate', approvers: ['ann'] })
  // Asked on the way, not when it starts.
  expect(pipeline.triggers.find(({ kind }) => kind === 'manual')?.inputs).toBeUndefined()
})
