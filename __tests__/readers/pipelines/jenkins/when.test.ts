import { describe, expect, test } from '@jest/globals'
import { declarative, job, onlySteps, readJenkinsfile, starts, triggerName, withSteps } from './support.js'

/** The runs that get to a stage with this `when`. */
function reached(when: string): string[] {
  return starts(job(readJenkinsfile(declarative(`stage('A') { when { ${when} }\n steps { sh 'x' } }`)), 'A'))
}

describe('without rules', () => {
  test('a push and a person start it; whether changes do is set on the server', () => {
    const pipeline = readJenkinsfile(withSteps("sh 'x'"))
    expect(pipeline.triggers.map(triggerName)).toEqual(['change-request', 'push', 'manual'])
    expect(starts(job(pipeline, 'Only'))).toEqual(['change-request?', 'push', 'manual'])
  })

  test('triggers say what else starts it', () => {
    const pipeline = readJenkinsfile(
      declarative(
        "stage('A') { steps { sh 'x' } }",
        "triggers { cron('H 4 * * *'); upstream(upstreamProjects: 'a, b') }",
      ),
    )
    expect(pipeline.triggers.map(triggerName)).toEqual(['change-request', 'push', 'schedule', 'upstream', 'manual'])
    expect(pipeline.triggers.find(({ kind }) => kind === 'upstream')?.upstream).toEqual(['a', 'b'])
    expect(starts(job(pipeline, 'A'))).toContain('push?')
  })

  test('polling is started by pushes', () => {
    const pipeline = readJenkinsfile("properties([pipelineTriggers([pollSCM('H/5 * * * *')])])\nnode { sh 'x' }")
    expect(pipeline.triggers.map(triggerName)).toEqual(['change-request', 'push', 'manual'])
    expect(pipeline.triggers[1]?.at.line).toBe(1)
  })
})

describe('conditions', () => {
  test.each([
    ["branch 'main'", ['push main', 'manual?']],
    ["branch 'develop'", ['push develop', 'manual?']],
    ["not { branch 'main' }", ['change-request', 'push !main', 'manual?']],
    ["branch 'release/*'", ['push release/*', 'manual?']],
    ["branch pattern: 'release-\\\\d+', comparator: 'REGEXP'", ['push /release-\\d+/', 'manual?']],
    ["anyOf { branch 'main'; branch 'develop' }", ['push main', 'push develop', 'manual?']],
    ["allOf { branch 'main'; expression { params.GO } }", ['push main?', 'manual?']],
    ['changeRequest()', ['change-request', 'manual?']],
    ["changeRequest target: 'main'", ['change-request?', 'manual?']],
    ['not { changeRequest() }', ['push', 'manual?']],
    ['buildingTag()', ['tag', 'manual?']],
    ["tag 'v*'", ['tag v*?', 'manual?']],
    ["triggeredBy 'TimerTrigger'", ['schedule?']],
    ["triggeredBy cause: 'UserIdCause'", ['manual']],
    ["changeset '**/*.js'", ['change-request?', 'push?', 'manual?']],
    ["environment name: 'X', value: 'y'", ['change-request?', 'push?', 'manual?']],
    ['equals expected: 1, actual: 1', ['change-request?', 'push', 'manual']],
    ['equals expected: 1, actual: 2', []],
    ['expression { false }', []],
    ["expression { return env.BRANCH_NAME == 'main' }", ['push main', 'manual?']],
    ['expression { BRANCH_NAME ==~ /(main|develop)/ }', ['push /(main|develop)/', 'push main master', 'manual?']],
    ["expression { env.BRANCH_NAME in ['main', 'next'] }", ['push main', 'push next', 'manual?']],
    ["expression { env.BRANCH_NAME.startsWith('release/') }", ['push release/**', 'manual?']],
    ['expression { env.CHANGE_ID == null }', ['push', 'manual?']],
    ['expression { !env.CHANGE_ID }', ['push', 'manual?']],
    ["expression { env.GIT_BRANCH == 'origin/main' }", ['push main', 'manual?']],
    ["beforeAgent true; branch 'main'", ['push main', 'manual?']],
  ])('%s', (when, expected) => expect(reached(when)).toEqual(expected))

  test('look at what the script says of the environment', () => {
    const pipeline = readJenkinsfile(
      declarative(
        "stage('A') { when { environment name: 'X', value: 'y' }\n steps { sh 'x' } }\nstage('B') { when { environment name: 'X', value: 'z' }\n steps { sh 'x' } }",
        "environment { X = 'y' }",
      ),
    )
    expect(starts(job(pipeline, 'A'))).toEqual(['change-request?', 'push', 'manual'])
    expect(starts(job(pipeline, 'B'))).toEqual([])
  })

  test('call functions of the script', () => {
    const source = `def isMain() { return env.BRANCH_NAME == 'main' }\n${declarative("stage('A') { when { expression { isMain() } }\n steps { sh 'x' } }")}`
    expect(starts(job(readJenkinsfile(source), 'A'))).toEqual(['push main', 'manual?'])
  })

  test('of outer stages hold for inner ones', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('A') { when { branch 'main' }\n stages { stage('B') { steps { sh 'x' } } } }"),
    )
    expect(starts(job(pipeline, 'B'))).toEqual(['push main', 'manual?'])
    expect(job(pipeline, 'B').condition?.value).toContain("branch 'main'")
  })

  test('name the same triggers as the pipeline', () => {
    const pipeline = readJenkinsfile(declarative("stage('A') { when { branch 'main' }\n steps { sh 'x' } }"))
    for (const { trigger } of job(pipeline, 'A').starts ?? []) expect(pipeline.triggers).toContain(trigger)
  })
})

describe('if', () => {
  test('leaves runs of the job out for a step', () => {
    const [first, second] = onlySteps(
      readJenkinsfile(withSteps("script { if (env.BRANCH_NAME == 'main') { sh 'a' } else { sh 'b' } }")),
    )
    expect(starts(first ?? {})).toEqual(['push main', 'manual?'])
    expect(first?.condition?.value).toBe("env.BRANCH_NAME == 'main'")
    expect(starts(second ?? {})).toEqual(['change-request', 'push !main', 'manual?'])
  })

  test('around a stage holds for its job', () => {
    const pipeline = readJenkinsfile(
      "node { stage('A') { sh 'a' }\n if (env.BRANCH_NAME == 'main') { stage('B') { sh 'b' } } }",
    )
    expect(starts(job(pipeline, 'B'))).toEqual(['push main', 'manual?'])
    expect(job(pipeline, 'B').steps[0]?.starts).toBeUndefined()
  })

  test('that leaves decides about what follows', () => {
    const pipeline = readJenkinsfile(
      "node { stage('A') { sh 'a' } }\nif (env.CHANGE_ID) { return }\nnode { stage('B') { sh 'b' } }",
    )
    expect(starts(job(pipeline, 'B'))).toEqual(['push', 'manual?'])
  })

  test('that is known leaves out what never runs', () => {
    const source = "def deploy = false\nnode { stage('A') { if (deploy) { sh 'a' } else { sh 'b' } } }"
    expect(onlySteps(readJenkinsfile(source)).map(({ run }) => run?.value)).toEqual(['b'])
  })

  test('does not believe a value that may have changed', () => {
    const source =
      "def deploy = false\nnode { stage('A') { if (params.X) { deploy = true }\n if (deploy) { sh 'a' } } }"
    expect(onlySteps(readJenkinsfile(source)).map(({ run }) => run?.value)).toEqual(['a'])
  })

  test('follows a variable that holds the branch, and switch', () => {
    const source =
      "def branch = env.BRANCH_NAME\nnode { stage('A') { switch (branch) { case 'main': sh 'a'; break\n default: sh 'b' } } }"
    const [first, second] = onlySteps(readJenkinsfile(source))
    expect(readJenkinsfile(source).triggers.map(triggerName)).toContain('push main')
    expect(starts(first ?? {}).length).toBeGreaterThan(0)
    expect(starts(second ?? {})).not.toContain('push main')
  })
})
