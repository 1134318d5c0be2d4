import { describe, expect, test } from '@jest/globals'
import { brief, job, onlySteps, order, readJenkinsfile } from './support.js'

describe('scripted pipelines', () => {
  test('have the stages of their nodes as jobs', () => {
    const pipeline = readJenkinsfile(
      "node('linux') {\n checkout scm\n stage('Build') { sh 'make' }\n stage('Test') { sh 'make test' }\n sh 'after'\n}",
    )
    expect(order(pipeline)).toEqual(['pipeline', 'Build < pipeline', 'Test < Build', 'pipeline (2) < Test'])
    expect(job(pipeline, 'Build').runner).toEqual(['linux'])
  })

  test('take a stage without a closure for all that follows', () => {
    const pipeline = readJenkinsfile("node {\n stage 'A'\n sh 'a'\n stage 'B'\n sh 'b'\n}")
    expect(order(pipeline)).toEqual(['A', 'B < A'])
    expect(job(pipeline, 'B').stage).toBe('B')
  })

  test('have nodes in stages, and limits around nodes', () => {
    const pipeline = readJenkinsfile("stage('A') { node('mac') { sh 'a' } }\ntimeout(10) { node { sh 'b' } }")
    expect(job(pipeline, 'A').runner).toEqual(['mac'])
    expect(job(pipeline, 'pipeline').timeoutMinutes?.value).toBe('10')
  })

  test('run branches beside one another', () => {
    const pipeline = readJenkinsfile(
      "stage('All') { parallel(unit: { node { sh 'u' } }, 'more': { node { stage('Deep') { sh 'd' } } }, failFast: true) }\nstage('End') { sh 'e' }",
    )
    expect(order(pipeline)).toEqual(['unit', 'Deep', 'End < unit, Deep'])
  })

  test('make branches in loops', () => {
    const pipeline = readJenkinsfile(
      "def b = [:]\nfor (v in ['8', '11']) { def jdk = v\n b[\"jdk-${jdk}\"] = { node { sh \"test --jdk ${jdk}\" } } }\n['x', 'y'].each { n -> b[n] = { sh \"run ${n}\" } }\nparallel b",
    )
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(['jdk-8', 'jdk-11', 'x', 'y'])
    expect(pipeline.jobs.map(({ steps }) => steps.map(brief))).toEqual([
      ['test --jdk 8'],
      ['test --jdk 11'],
      ['run x'],
      ['run y'],
    ])
  })

  test('make branches from lists', () => {
    const pipeline = readJenkinsfile("parallel(['a', 'b'].collectEntries { n -> [(n): { sh \"run ${n}\" }] })")
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test('say so where branches are not known', () => {
    const [first] = readJenkinsfile('parallel(makeBranches())').jobs
    expect(first?.steps.flatMap(({ opaque }) => opaque.map(({ what }) => what))).toContain(
      'parallel branches that the script makes',
    )
  })

  test('run a loop over something unknown once', () => {
    expect(
      onlySteps(readJenkinsfile("node { stage('A') { params.L.split(',').each { sh \"run ${it}\" } } }")).map(brief),
    ).toEqual(['run ${{ params.L.split.item }}'])
  })

  test('call their functions', () => {
    const pipeline = readJenkinsfile(
      "def deploy(String env, Map opts = [:]) {\n  sh \"deploy ${env} ${opts.flags}\"\n}\nnode { stage('A') { deploy('prod', [flags: '-f']) } }",
    )
    const [step] = onlySteps(pipeline)
    expect(step?.commands.map(({ argv }) => argv.map(({ text }) => text))).toEqual([['deploy', 'prod', '-f']])
    expect(step?.commands[0]?.because.map(({ line }) => line)).toEqual([4, 2])
  })

  test('that call themselves end', () => {
    expect(readJenkinsfile("def f() { sh 'x'; f() }\nnode { stage('A') { f() } }").jobs).toHaveLength(1)
  })

  test('have images from the templates of pods', () => {
    const pipeline = readJenkinsfile(
      "podTemplate(containers: [containerTemplate(name: 'a', image: 'node:20')]) { node(POD_LABEL) { container('a') { sh 'x' } } }",
    )
    expect(pipeline.jobs[0]?.images?.map(({ value }) => value)).toEqual(['node:20'])
  })

  test('go on with environment variables that they set', () => {
    expect(
      onlySteps(readJenkinsfile("env.A = 'b'\nnode { stage('S') { sh 'run $A'; sh \"run ${env.A}\" } }")).map(brief),
    ).toEqual(['run b', 'run b'])
  })
})

describe('libraries', () => {
  test.each([
    ["@Library('acme') _", 'acme', undefined, false],
    ["@Library('acme@main') _", 'acme@main', 'main', false],
    ["@Library('acme@v1.2.3') _", 'acme@v1.2.3', 'v1.2.3', false],
    [`@Library('acme@${'a'.repeat(40)}') _`, `acme@${'a'.repeat(40)}`, 'a'.repeat(40), true],
    ["library 'acme@main'", 'acme@main', 'main', false],
    [
      "library(identifier: 'acme@main', retriever: modernSCM([$class: 'GitSCMSource', remote: 'x']))",
      'acme@main',
      'main',
      false,
    ],
  ])('%s', (line, text, ref, pinned) => {
    const { includes } = readJenkinsfile(`${line}\nnode { sh 'x' }`)
    expect(includes).toMatchObject([{ kind: 'library', text, pinned, official: false, at: { line: 1 } }])
    expect(includes?.[0]?.ref).toBe(ref)
  })

  test('of several names, and of declarative pipelines', () => {
    expect(readJenkinsfile("@Library(['a', 'b@1']) _\nnode {}").includes?.map(({ text }) => text)).toEqual(['a', 'b@1'])
    const source = "pipeline { agent any\n libraries { lib('c@2') }\n stages { stage('A') { steps { sh 'x' } } } }"
    expect(readJenkinsfile(source).includes?.map(({ text }) => text)).toEqual(['c@2'])
  })

  test('have steps that nobody knows here', () => {
    const steps = onlySteps(
      readJenkinsfile("@Library('acme') _\nnode { stage('A') { acmeDeploy env: 'prod'\n tool.run('x') } }"),
    )
    expect(steps.flatMap(({ opaque }) => opaque.map(({ what }) => what))).toEqual([
      'plugin step acmeDeploy',
      'plugin step tool.run',
    ])
  })

  test('of this repository are followed', () => {
    const pipeline = readJenkinsfile("acmeBuild(target: 'all')", {
      'vars/acmeBuild.groovy':
        'def call(Map config = [:]) {\n  node { stage(\'Build\') { sh "make ${config.target}" } }\n}\n',
    })
    expect(job(pipeline, 'Build').steps.map(brief)).toEqual(['make all'])
    expect(job(pipeline, 'Build').at).toMatchObject({ file: 'vars/acmeBuild.groovy', line: 2 })
  })

  test('take classes of Java and Jenkins for data', () => {
    const source =
      "import hudson.model.Result\nnode { stage('A') { def d = new Date().format('y'); x = new File('a'); sh 'x' } }"
    expect(onlySteps(readJenkinsfile(source)).map(brief)).toEqual(['x'])
  })
})

describe('load', () => {
  test('runs a script of the tree, and calls its functions', () => {
    const pipeline = readJenkinsfile("node { stage('A') { def u = load 'ci/util.groovy'\n u.build('all') } }", {
      'ci/util.groovy': 'def build(what) { sh "make ${what}" }\nreturn this\n',
    })
    expect(onlySteps(pipeline).map(brief)).toEqual(['make all'])
    expect(onlySteps(pipeline)[0]?.at.file).toBe('ci/util.groovy')
  })

  test('of a script that is not there is opaque', () => {
    const steps = onlySteps(readJenkinsfile("node { stage('A') { load 'ci/none.groovy' } }"))
    expect(steps[0]?.opaque).toMatchObject([{ what: 'script ci/none.groovy', reason: 'missing' }])
  })

  test('of scripts that load one another ends', () => {
    const { jobs } = readJenkinsfile("node { load 'a.groovy' }", {
      'a.groovy': "load 'b.groovy'",
      'b.groovy': "load 'a.groovy'\nsh 'x'",
    })
    expect(jobs).toHaveLength(1)
  })
})

test('a command that ends with a value from further up stays within its own place', () => {
  const pipeline = readJenkinsfile("node {\n for (n in ['web', 'api']) {\n  stage(n) { sh 'make ' + n }\n }\n}")
  const places = pipeline.jobs.flatMap(({ steps }) =>
    steps.flatMap((step) => [step.at, ...('commands' in step ? step.commands.map(({ at }) => at) : [])]),
  )
  expect(places.length).toBeGreaterThan(3)
  for (const { line, column, endLine, endColumn } of places) {
    expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true)
  }
})
