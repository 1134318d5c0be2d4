import { describe, expect, test } from '@jest/globals'
import { brief, declarative, job, onlySteps, order, readJenkinsfile, withSteps } from './support.js'
import type { Step } from '../../../../src/models/index.js'

/** The steps of a stage with these statements. */
function read(statements: string, more: Readonly<Record<string, string>> = {}): readonly Step[] {
  return onlySteps(readJenkinsfile(withSteps(statements), more))
}

/** The constructs that discard the failure of each command. */
function ignored(statements: string): (string | undefined)[] {
  return read(statements).flatMap(({ commands }) => commands.map(({ ignoredFailure }) => ignoredFailure))
}

describe('scripts', () => {
  test.each([
    ["sh 'make'", 'sh'],
    ["sh '#!/bin/bash -e\\nmake'", 'bash'],
    ["bat 'make.exe'", 'cmd'],
    ["powershell 'Get-Item a'", 'powershell'],
    ["pwsh 'Get-Item a'", 'pwsh'],
  ])('%s runs in %s', (statement, shell) => expect(read(statement)[0]?.shell).toBe(shell))

  test('sh ends at a failure, unless its first line starts a shell that does not', () => {
    expect(ignored("sh 'npm test\\nnpm run more'")).toEqual([undefined, undefined])
    expect(ignored("sh '#!/bin/bash\\nnpm test\\nnpm run more'")[0]).toBeDefined()
    expect(ignored("sh '#!/bin/bash -e\\nnpm test\\nnpm run more'")).toEqual([undefined, undefined])
    // A blank line in front makes a comment of it.
    expect(ignored("sh '''\n#!/bin/bash\nnpm test\nnpm run more'''")).toEqual([undefined, undefined])
  })

  test('sh has no pipefail, unless its first line sets it', () => {
    expect(ignored("sh 'npm test | tee log'")[0]).toContain('pipefail')
    expect(ignored("sh '#!/bin/bash -eo pipefail\\nnpm test | tee log'")[0]).toBeUndefined()
  })

  test('are followed into the tree', () => {
    const [step] = read("sh 'npm run check'", { 'package.json': '{"scripts": {"check": "eslint ."}}' })
    expect(step?.intents).toMatchObject([{ kind: 'lint', tool: 'eslint' }])
    expect(step?.intents[0]?.because.map(({ file }) => file)).toEqual(['Jenkinsfile', 'package.json'])
  })

  test('know the place of each command', () => {
    const [step] = read('sh """\n  make a\n  make ${B} && make c\n"""')
    const [first, second, third] = step?.commands ?? []
    expect([first, second, third].map((each) => each?.at.line)).toEqual([8, 9, 9])
    expect(first?.at.column).toBe(3)
  })

  test('take labels, and texts from variables', () => {
    const steps = read("script { def cmd = 'make all'\n sh(label: 'All', script: cmd)\n sh \"${cmd} -j ${params.N}\" }")
    expect(steps.map(brief)).toEqual(['make all', 'make all -j ${{ params.N }}'])
    expect(steps[0]?.name?.value).toBe('All')
  })

  test('that are not known are opaque', () => {
    const [, step] = read('sh readFile("a.sh")')
    expect(step?.opaque).toMatchObject([{ what: 'a script that sh is given', reason: 'dynamic' }])
  })

  test('whose status nobody looks at discard their failure', () => {
    expect(ignored("sh script: 'npm test', returnStatus: true")).toEqual(['returnStatus, which nothing looks at'])
    expect(
      ignored("script { def rc = sh(script: 'npm test', returnStatus: true)\n if (rc != 0) { error 'no' } }"),
    ).toEqual([undefined])
    expect(ignored("sh script: 'npm test', returnStdout: true")).toEqual([undefined])
  })
})

describe('frames', () => {
  test('dir changes the folder', () => {
    const [step] = read("dir('web') { sh 'npm test' }", { 'web/package.json': '{"scripts": {"test": "jest"}}' })
    expect(step?.commands.map(({ directory }) => directory)).toEqual(['web'])
    expect(step?.intents).toMatchObject([{ tool: 'jest' }])
  })

  test('dir with something unknown leaves the folder open', () => {
    expect(read("dir(params.D) { sh 'make' }")[0]?.commands[0]?.directory).toBeUndefined()
    expect(read('dir("${WORKSPACE}/a") { sh \'make\' }')[0]?.commands[0]?.directory).toBe('a')
  })

  test('withEnv, timeout and retry hold for what is inside', () => {
    const [first, second] = read(
      "withEnv(['A=b', \"C=${params.D}\"]) { timeout(time: 90, unit: 'SECONDS') { retry(4) { sh 'run $A' } } }\nsh 'after'",
    )
    expect([...(first?.env ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual(['A=b', 'C=${{ params.D }}'])
    expect(first).toMatchObject({ timeoutMinutes: { value: '1.5' }, retries: { value: 3 } })
    expect(brief(first as Step)).toBe('run b')
    expect(second?.timeoutMinutes).toBeUndefined()
  })

  test('retry after a lost agent is none of what the script does', () => {
    const [step] = read("retry(count: 3, conditions: [agent()]) { sh 'make test' }")
    expect(step?.retries).toBeUndefined()
  })

  test('withCredentials hands secrets over by name', () => {
    const pipeline = readJenkinsfile(
      withSteps(
        "withCredentials([string(credentialsId: 'tok', variable: 'T'), usernamePassword(credentialsId: 'up', usernameVariable: 'U', passwordVariable: 'P'), [$class: 'AmazonWebServicesCredentialsBinding', credentialsId: 'aws']]) { sh 'x' }",
      ),
    )
    expect(job(pipeline, 'Only').secrets?.map(({ value }) => value)).toEqual(['tok', 'up', 'aws'])
    const [step] = onlySteps(pipeline)
    expect([...(step?.env ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      'T=${{ secrets.tok }}',
      'U=${{ secrets.up }}',
      'P=${{ secrets.up }}',
      'AWS_ACCESS_KEY_ID=${{ secrets.aws }}',
      'AWS_SECRET_ACCESS_KEY=${{ secrets.aws }}',
    ])
  })

  test('lock lets one run in at a time', () => {
    const pipeline = readJenkinsfile(withSteps("lock(resource: 'prod') { sh 'x' }"))
    expect(job(pipeline, 'Only').concurrency).toMatchObject({ group: { value: 'prod', at: { line: 7 } } })
  })

  test('sshagent and plugins with credentials name them', () => {
    const pipeline = readJenkinsfile(
      withSteps("sshagent(['key']) { sh 'x' }\nwithAWS(credentials: 'aws', region: 'eu') { sh 'y' }"),
    )
    expect(job(pipeline, 'Only').secrets?.map(({ value }) => value)).toEqual(['key', 'aws'])
    expect(onlySteps(pipeline).map(brief)).toEqual(['x', 'y'])
  })

  test('of unknown libraries are opaque, and what is inside is read', () => {
    const steps = read("withFoo('a') { sh 'x' }")
    expect(steps.map(brief)).toEqual(['withFoo', 'x'])
    expect(steps[0]?.opaque).toMatchObject([{ what: 'plugin step withFoo', reason: 'unknown-action' }])
  })
})

describe('failures', () => {
  test.each([
    [
      "catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { sh 'npm test' }",
      'catchError(buildResult: SUCCESS)',
    ],
    ["script { try { sh 'npm test' } catch (e) { echo 'oh' } }", 'catch (e) without an error'],
    [
      'script { try { sh \'npm test\' } catch (Exception e) { echo "oh ${e.getMessage()}" } }',
      'catch (Exception e) without an error',
    ],
  ])('are discarded: %s', (statement, construct) => {
    expect(ignored(statement)).toEqual([construct])
    expect(read(statement)[0]?.allowFailure?.value).toBe(true)
  })

  test.each([
    "catchError { sh 'npm test' }",
    "catchError(buildResult: 'FAILURE', stageResult: 'FAILURE') { sh 'npm test' }",
    "catchError(buildResult: 'UNSTABLE') { sh 'npm test' }",
    "warnError('oh') { sh 'npm test' }",
    "script { try { sh 'npm test' } catch (e) { throw e } }",
    "script { try { sh 'npm test' } catch (e) { error 'no' } }",
    "script { try { sh 'npm test' } catch (e) { currentBuild.result = 'FAILURE' } }",
    "script { try { sh 'npm test' } catch (e) { failed = true } }",
    "script { try { sh 'npm test' } catch (e) { unstable 'flaky' } }",
    "script { try { sh 'npm test' } catch (FlowInterruptedException e) { echo 'stopped' } }",
    "script { try { sh 'npm test' } catch (e) { report(e) } }",
    "script { try { sh 'npm test' } finally { junit 'a.xml' } }",
  ])('are not, or it is not known: %s', (statement) => {
    expect(read(statement)[0]?.commands[0]?.ignoredFailure).toBeUndefined()
    expect(read(statement)[0]?.allowFailure).toBeUndefined()
  })

  test('are followed by what stands behind catch and finally', () => {
    const steps = read("script { try { sh 'a' } catch (e) { sh 'b'; throw e } finally { sh 'c' } }")
    expect(steps.map(brief)).toEqual(['a', 'b (failure)', 'c (always)'])
  })

  test('behind several stages have jobs of their own', () => {
    const pipeline = readJenkinsfile(
      "node { try { stage('A') { sh 'a' }\n stage('B') { sh 'b' } } catch (e) { mail to: 'x', subject: 'y', body: 'z'; throw e } finally { deleteDir() } }",
    )
    expect(order(pipeline)).toEqual(['A', 'B < A', 'pipeline < B', 'pipeline (2) < B'])
    expect(pipeline.jobs.map(({ after }) => after)).toEqual([undefined, undefined, 'failure', 'always'])
  })
})

describe('checkouts', () => {
  const tree = { 'package.json': '{"scripts": {"test": "jest"}}' }
  const folder = (statements: string): string | undefined =>
    read(`${statements}\nsh 'npm test'`, tree).at(-1)?.commands[0]?.directory

  test.each([
    ['checkout scm', ''],
    ["git 'https://github.com/acme/shop.git'", ''],
    ["git url: 'git@github.com:fork/shop.git', branch: 'main'", ''],
    ["checkout([$class: 'GitSCM', branches: scm.branches, userRemoteConfigs: scm.userRemoteConfigs])", ''],
  ])('%s is this repository', (statement, expected) => expect(folder(statement)).toBe(expected))

  test.each([
    ["git 'https://github.com/acme/other.git'"],
    ["checkout([$class: 'GitSCM', userRemoteConfigs: [[url: 'https://github.com/acme/tools']]])"],
    ['git url: params.URL'],
  ])('%s is another one, or may be', (statement) => expect(folder(statement)).toBeUndefined())

  test('into a folder leave the rest alone', () => {
    expect(folder("dir('tools') { git 'https://github.com/acme/tools' }")).toBe('')
  })
})

describe('docker', () => {
  test('runs steps in an image', () => {
    const pipeline = readJenkinsfile(withSteps("script { docker.image('node:20').inside('-u root') { sh 'npm ci' } }"))
    expect(job(pipeline, 'Only').images?.map(({ value }) => value)).toEqual(['node:20'])
    expect(onlySteps(pipeline).map(brief)).toEqual(['npm ci'])
  })

  test('runs steps in an image that the run has built, which is nobody else’s', () => {
    const pipeline = readJenkinsfile(
      withSteps("script { def app = docker.build('acme/app')\n app.inside { sh 'npm test' } }"),
    )
    expect(job(pipeline, 'Only').images).toBeUndefined()
    expect(onlySteps(pipeline).map(brief)).toContain('npm test')
  })

  test('builds and pushes images', () => {
    const pipeline = readJenkinsfile(
      withSteps(
        "script { def app = docker.build(\"acme/app:${env.BUILD_ID}\")\n docker.withRegistry('https://r.example', 'reg') { app.push(); app.push('latest') } }",
      ),
    )
    const steps = onlySteps(pipeline)
    expect(steps.map(({ intents }) => intents.map(({ kind }) => kind))).toEqual([['build'], ['publish'], ['publish']])
    expect(steps.map(({ with: inputs }) => inputs.get('image')?.value)).toEqual([
      undefined,
      'acme/app:${{ env.BUILD_ID }}',
      'acme/app:latest',
    ])
    expect(job(pipeline, 'Only').secrets?.map(({ value }) => value)).toEqual(['reg'])
  })
})

describe('plugins', () => {
  test.each([
    ["junit 'a.xml'", ['test-report']],
    ["archiveArtifacts artifacts: 'a', fingerprint: true", []],
    ["step([$class: 'JUnitResultArchiver', testResults: 'a.xml'])", ['test-report']],
    ["slackSend channel: '#a', message: 'b'", ['notify']],
    ["s3Upload file: 'a', bucket: 'b'", ['deploy']],
    ["cfnUpdate stack: 'a', file: 'b.yaml'", ['iac-apply']],
    ["kubernetesDeploy configs: 'k8s.yaml'", ['deploy']],
    ["ansiblePlaybook playbook: 'site.yml', inventory: 'hosts'", ['deploy']],
    ["ansiblePlaybook playbook: 'site.yml', extras: '--check'", ['iac-plan']],
    ["snykSecurity snykInstallation: 'a'", ['sca']],
    ['waitForQualityGate abortPipeline: true', ['coverage']],
    ["dependencyCheck additionalArguments: '--scan .'", ['sca']],
    ["openshift.withCluster() { openshift.apply(readFile('a')) }", ['deploy']],
    ["httpRequest 'https://app.example/health'", ['verify-deployment']],
    ['buildPlugin()', ['build', 'unit-test', 'sast']],
  ])('%s', (statement, kinds) => {
    const steps = read(statement)
    expect(steps.flatMap(({ opaque }) => opaque)).toEqual([])
    expect(steps.flatMap(({ intents }) => intents.map(({ kind }) => kind))).toEqual(kinds)
  })

  test('hand their arguments over as inputs', () => {
    const [step] = read("fooBar 'a', depth: 2, names: ['b', \"c${X}\"], on: true")
    expect(step?.uses).toMatchObject({ kind: 'plugin', repository: 'jenkins:foobar', at: { line: 7 } })
    expect([...(step?.with ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      'value=a',
      'depth=2',
      'names=b c${{ X }}',
      'on=true',
    ])
  })

  test('other jobs cannot be looked into', () => {
    expect(
      read("build job: 'deploy', parameters: [string(name: 'A', value: 'b')]").map(({ opaque }) => opaque),
    ).toMatchObject([[{ what: 'job deploy', reason: 'remote' }]])
  })

  test('what describes something among arguments is no step', () => {
    const steps = read(
      "properties([buildDiscarder(logRotator(numToKeepStr: '5')), parameters([string(name: 'A')])])\nsh 'x'",
    )
    expect(steps.map(brief)).toEqual(['x'])
  })
})

test('a stage that only deploys on main tells it by its runs', () => {
  const pipeline = readJenkinsfile(
    declarative("stage('Deploy') { when { branch 'main' }\n steps { sh 'kubectl apply -f k8s' } }"),
  )
  expect(job(pipeline, 'Deploy').steps[0]?.intents).toMatchObject([{ kind: 'deploy', tool: 'kubectl' }])
})
