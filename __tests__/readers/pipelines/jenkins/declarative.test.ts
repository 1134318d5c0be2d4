import { describe, expect, test } from '@jest/globals'
import { brief, declarative, job, onlySteps, order, readJenkinsfile, readTree, withSteps } from './support.js'

describe('stages', () => {
  test('run one after the other', () => {
    const pipeline = readJenkinsfile(
      declarative(`
        stage('Build') { steps { sh 'make' } }
        stage('Test') { steps { sh 'make test' } }
        stage('Deploy') { steps { sh 'make deploy' } }`),
    )
    expect(order(pipeline)).toEqual(['Build', 'Test < Build', 'Deploy < Test'])
    expect(pipeline).toMatchObject({ system: 'jenkins', kind: 'workflow', file: 'Jenkinsfile', unresolved: [] })
  })

  test('stand beside one another in parallel, and in one another', () => {
    const pipeline = readJenkinsfile(
      declarative(`
        stage('Build') { steps { sh 'make' } }
        stage('Check') {
          failFast true
          parallel {
            stage('Lint') { steps { sh 'lint' } }
            stage('Deep') {
              stages {
                stage('Unit') { steps { sh 'unit' } }
                stage('More') { steps { sh 'more' } }
              }
            }
          }
        }
        stage('Ship') { steps { sh 'ship' } }`),
    )
    expect(order(pipeline)).toEqual(['Build', 'Lint < Build', 'Unit < Build', 'More < Unit', 'Ship < Lint, More'])
    expect(job(pipeline, 'More').stage).toBe('Check')
  })

  test('run once for each cell of a matrix', () => {
    const pipeline = readJenkinsfile(
      declarative(`
        stage('Test') {
          matrix {
            agent { label "\${PLATFORM}-agent" }
            axes {
              axis { name 'PLATFORM'; values 'linux', 'mac' }
              axis { name 'JDK'; values '17' }
            }
            excludes { exclude { axis { name 'PLATFORM'; values 'mac' } } }
            stages { stage('Unit') { steps { sh "test --os \${PLATFORM} --jdk \${JDK}" } } }
          }
        }`),
    )
    const unit = job(pipeline, 'Unit')
    expect(unit.matrix).toMatchObject({ expressions: false })
    expect(unit.runner).toEqual(['${{ matrix.PLATFORM }}-agent'])
    expect(unit.steps.map(brief)).toEqual(['test --os ${{ matrix.PLATFORM }} --jdk 17'])
  })

  test('of one name are told apart, and slashes are no callers', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('a/b') { steps { sh 'x' } }\nstage('a/b') { steps { sh 'y' } }"),
    )
    expect(order(pipeline)).toEqual(['a-b', 'a-b (2) < a-b'])
  })

  test('know where they stand', () => {
    const pipeline = readJenkinsfile(
      "pipeline {\n  agent any\n  stages {\n    stage('Build') {\n      steps {\n        sh 'make'\n      }\n    }\n  }\n}\n",
    )
    expect(job(pipeline, 'Build').at).toMatchObject({ file: 'Jenkinsfile', line: 4, column: 5, endLine: 4 })
    const [step] = onlySteps(pipeline)
    expect(step?.at).toMatchObject({ line: 6, column: 13, endColumn: 17, route: 'Build.steps[0].sh' })
  })
})

describe('agents', () => {
  test.each([
    ['agent any', ['any'], []],
    ['agent none', [], []],
    ["agent { label 'linux && x64' }", ['linux && x64'], []],
    ["agent { node { label 'linux'; customWorkspace '/w' } }", ['linux'], []],
    ["agent { docker 'maven:3' }", ['docker'], ['maven:3']],
    ["agent { docker { image 'maven:3'\n label 'linux'\n args '-v a:b' } }", ['linux'], ['maven:3']],
    ['agent { docker { image "maven:${VERSION}" } }', ['docker'], ['maven:${{ VERSION }}']],
    ['agent { dockerfile true }', ['dockerfile'], []],
    ["agent { dockerfile { filename 'ci/Dockerfile'; label 'big' } }", ['big'], []],
    [
      "agent { kubernetes { yaml '''\nspec:\n  containers:\n  - name: a\n    image: node:20\n  - image: \"postgres:16\" # db\n''' } }",
      ['kubernetes'],
      ['node:20', 'postgres:16'],
    ],
    ["agent { kubernetes { yamlFile 'pod.yaml' } }", ['kubernetes'], ['alpine:3']],
    ["agent { kubernetes { containerTemplate { name 'a'; image 'golang:1' } } }", ['kubernetes'], ['golang:1']],
  ])('%s', (agent, runner, images) => {
    const source = `pipeline {\n ${agent}\n stages { stage('A') { steps { sh 'x' } } }\n}`
    const [only] = readJenkinsfile(source, { 'pod.yaml': 'spec:\n  containers:\n    - image: alpine:3\n' }).jobs
    expect(only?.runner).toEqual(runner)
    expect(only?.images?.map(({ value }) => value) ?? []).toEqual(images)
  })

  test('of a stage stand in for that of the pipeline', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('A') { agent { docker 'b:1' }\n steps { sh 'x' } }\nstage('B') { steps { sh 'y' } }"),
    )
    expect(job(pipeline, 'A').images?.[0]?.value).toBe('b:1')
    expect(job(pipeline, 'A').images?.[0]?.at.line).toBe(5)
    expect(job(pipeline, 'B')).toMatchObject({ runner: ['any'] })
  })
})

describe('environment', () => {
  const pipeline = readJenkinsfile(
    declarative(
      `stage('A') {
        environment { REGION = 'eu'; URL = "https://\${HOST}/\${params.PATH}" }
        steps { sh 'deploy --to "$REGION" --at "$URL"'; sh "login \${TOKEN}" }
      }`,
      "  environment {\n    HOST = 'example.org'\n    TOKEN = credentials('api-token')\n    TAG = \"v${env.BUILD_NUMBER}\"\n  }",
    ),
  )

  test('is that of the pipeline and that of the stage', () => {
    expect([...pipeline.env.keys()]).toEqual(['HOST', 'TOKEN', 'TOKEN_USR', 'TOKEN_PSW', 'TAG'])
    expect(pipeline.env.get('TAG')?.value).toBe('v${{ env.BUILD_NUMBER }}')
    expect(pipeline.env.get('TOKEN')?.value).toBe('${{ secrets.api-token }}')
    expect([...job(pipeline, 'A').env].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      'REGION=eu',
      'URL=https://example.org/${{ params.PATH }}',
    ])
  })

  test('hands credentials to jobs by name', () => {
    expect(job(pipeline, 'A').secrets?.map(({ value }) => value)).toEqual(['api-token'])
  })

  test('is put into texts, and handed to scripts', () => {
    expect(onlySteps(pipeline).map(brief)).toEqual(['deploy --to eu --at $URL', 'login ${{ secrets.api-token }}'])
  })
})

describe('options', () => {
  test('limit time, lock and repeat', () => {
    const pipeline = readJenkinsfile(
      declarative(
        `stage('A') { steps { sh 'x' } }
         stage('B') { options { timeout(time: 1, unit: 'HOURS'); retry(3); lock('db') }
                      steps { sh 'y' } }`,
        "  options {\n    timeout(time: 30, unit: 'MINUTES')\n    disableConcurrentBuilds(abortPrevious: true)\n    skipDefaultCheckout()\n  }",
      ),
    )
    expect(job(pipeline, 'A').timeoutMinutes).toMatchObject({ value: '30', at: { line: 4 } })
    expect(job(pipeline, 'B')).toMatchObject({
      timeoutMinutes: { value: '60' },
      retries: { value: 2 },
      concurrency: { group: { value: 'db' } },
    })
    expect(pipeline.concurrency).toMatchObject({
      group: { value: 'disableConcurrentBuilds' },
      cancelInProgress: { value: true },
    })
  })

  test('whose values are not known are there all the same', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('A') { steps { sh 'x' } }", 'options { timeout(time: params.T) }'),
    )
    expect(job(pipeline, 'A').timeoutMinutes?.value).toBe('${{ timeout }}')
  })
})

describe('post', () => {
  const pipeline = readJenkinsfile(
    declarative(
      `stage('A') {
         steps { sh 'a' }
         post { always { junit 'r.xml' }
                success { sh 'ok' }
                failure { sh 'bad' } }
       }
       stage('B') {
         parallel { stage('B1') { steps { sh 'b' } } }
         post { cleanup { sh 'clean' } }
       }`,
      "  post {\n    failure { slackSend message: 'oh' }\n    always { echo 'done' }\n    fixed { mail to: 'a', subject: 'b', body: 'c' }\n  }",
    ),
  )

  test('of a stage belongs to its job', () => {
    expect(job(pipeline, 'A').steps.map(brief)).toEqual(['a', 'junit (always)', 'ok', 'bad (failure)'])
  })

  test('of stages and of the pipeline become jobs that wait for them', () => {
    expect(order(pipeline)).toEqual([
      'A',
      'B1 < A',
      'B post always < B1',
      'post always < B post always',
      'post success < post always',
      'post failure < post success',
    ])
    expect(job(pipeline, 'post failure')).toMatchObject({ after: 'failure' })
    expect(job(pipeline, 'post always')).toMatchObject({ after: 'always' })
    expect(job(pipeline, 'post success').after).toBeUndefined()
    expect(job(pipeline, 'post failure').steps[0]?.intents[0]).toMatchObject({ kind: 'notify', tool: 'slack' })
  })
})

describe('input', () => {
  test('of a stage lets a person go on with it', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('Deploy') {\n input { message 'Go?'\n ok 'Yes'\n submitter 'ann, ops' }\n steps { sh 'x' } }"),
    )
    expect(job(pipeline, 'Deploy').approval).toMatchObject({ kind: 'gate', approvers: ['ann', 'ops'], at: { line: 6 } })
  })

  test('as the only step is a job that waits', () => {
    const pipeline = readJenkinsfile(
      declarative(
        "stage('Ask') { steps { timeout(5) { input message: 'Go?', submitter: 'ops' } } }\nstage('Do') { steps { sh 'x' } }",
      ),
    )
    expect(job(pipeline, 'Ask')).toMatchObject({ steps: [], approval: { kind: 'gate', approvers: ['ops'] } })
    expect(job(pipeline, 'Do').needs).toEqual(['Ask'])
  })

  test('after a failure is no gate for what went well', () => {
    const pipeline = readJenkinsfile(
      "node { stage('Deploy') { try { sh 'x' } catch (error) { input 'It failed. Again?' } } }",
    )
    expect(job(pipeline, 'Deploy').approval).toBeUndefined()
  })

  test('of a stage of stages comes before the first of them', () => {
    const pipeline = readJenkinsfile(
      declarative("stage('Out') { input { message 'Go?' }\n stages { stage('In') { steps { sh 'x' } } } }"),
    )
    expect(order(pipeline)).toEqual(['Out', 'In < Out'])
    expect(job(pipeline, 'Out').approval).toBeDefined()
    expect(job(pipeline, 'In').approval).toBeUndefined()
  })
})

describe('files', () => {
  const text = withSteps("sh 'make'")
  test.each([
    ['Jenkinsfile', true],
    ['Jenkinsfile.release', true],
    ['Jenkinsfile_nightly', true],
    ['ci/Jenkinsfile-deploy', true],
    ['build.Jenkinsfile', true],
    ['jenkins/perf.jenkinsfile', true],
    ['jenkins/deploy.groovy', true],
    ['.jenkins/more/all.groovy', true],
    ['Jenkinsfile.md', false],
    ['Jenkinsfile.gdsl', false],
    ['vars/build.groovy', false],
    ['src/org/acme/Jenkinsfile.groovy.txt', false],
    ['node_modules/a/Jenkinsfile', false],
    ['examples/Jenkinsfile', false],
    ['test/resources/Jenkinsfile', false],
    ['scripts/deploy.groovy', false],
  ])('%s', (path, isRead) => {
    expect(readTree({ [path]: text }).pipelines.map(({ file }) => file)).toEqual(isRead ? [path] : [])
  })

  test('in a folder of scripts are pipelines if they take a machine', () => {
    const { pipelines } = readTree({
      'jenkins/helpers.groovy': "def helper() { sh 'x' }\nreturn this\n",
      'jenkins/nightly.groovy': "node('linux') { sh 'y' }\n",
    })
    expect(pipelines.map(({ file }) => file)).toEqual(['jenkins/nightly.groovy'])
  })

  test('that Groovy could not read either are defects', () => {
    const { pipelines, defects } = readTree({
      Jenkinsfile: "pipeline {\n  stages {\n    stage('a') { steps { sh 'b' }\n  }\n}\n",
    })
    expect(pipelines).toEqual([])
    expect(defects).toMatchObject([
      { at: { file: 'Jenkinsfile', line: 1 }, message: expect.stringContaining('not closed') },
    ])
  })

  test('that are empty are pipelines without jobs', () => {
    expect(readJenkinsfile('').jobs).toEqual([])
  })
})
