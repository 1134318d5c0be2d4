import { describe, expect, test } from '@jest/globals'
import { parseGroovy } from '../../../src/readers/groovy/index.js'
import { one, shown } from './show.js'

describe('calls', () => {
  test.each([
    ["sh 'make'", "sh('make')"],
    ["sh('make')", "sh('make')"],
    ["sh script: 'make', returnStatus: true", "sh(script: 'make', returnStatus: true)"],
    ["sh(script: 'make',\n   returnStatus: true)", "sh(script: 'make', returnStatus: true)"],
    ["mail to: 'a',\n  body: 'b'", "mail(to: 'a', body: 'b')"],
    ['agent any', 'agent(any)'],
    ['cleanWs()', 'cleanWs()'],
    ["stage('Build') { sh 'make' }", "stage('Build', {sh('make')})"],
    ["stage('Build')\n{\n  sh 'make'\n}", "stage('Build', {sh('make')})"],
    ['pipeline\n{\n  agent any\n}', 'pipeline({agent(any)})'],
    ["node 'linux', { sh 'make' }", "node('linux', {sh('make')})"],
    ['buildDiscarder logRotator(numToKeepStr: "5")', "buildDiscarder(logRotator(numToKeepStr: '5'))"],
    ['docker.image("maven:3").inside("-v a:b") { sh "mvn" }', "docker.image('maven:3').inside('-v a:b', {sh('mvn')})"],
    ['docker.build("app").push("1")', "docker.build('app').push('1')"],
    ['parallel [a: { one() }, b: { two() }]', 'parallel([a: {one()}, b: {two()}])'],
    [
      "parallel(a: { one() },\n 'b c': { two() }, failFast: true)",
      'parallel(a: {one()}, b c: {two()}, failFast: true)',
    ],
    ['list[0]', 'list[0]'],
    ['steps[0]()', 'steps[0].()'],
    [
      "checkout([$class: 'GitSCM', branches: [[name: 'main']]])",
      "checkout([$class: 'GitSCM', branches: [[name: 'main']]])",
    ],
    ['a?.b()?.c', 'a.b().c'],
    ['foo\n  .bar()\n  .baz { it.x }', 'foo.bar().baz({it.x})'],
    ['def x = sh script: "a", returnStdout: true', "def x = sh(script: 'a', returnStdout: true)"],
    ['x = sh(returnStdout: true, script: "a").trim()', "x = sh(returnStdout: true, script: 'a').trim()"],
    ['echo "a" + b', "echo(('a' + b))"],
    ['this."${name}"(\'x\')', "this.('x')"],
    ['new Foo(this).run(a: 1)', 'new Foo(this).run(a: 1)'],
    ['new groovy.json.JsonSlurper().parseText(x)', 'new groovy.json.JsonSlurper().parseText(x)'],
    ['(x as String).trim()', 'x.trim()'],
    ['(String) x', 'x'],
    ['names.each { name -> build name }', 'names.each({name -> build(name)})'],
    ['m.each { String k, v -> f(k, v) }', 'm.each({k,v -> f(k, v)})'],
    ['x.collectEntries { [(it): { run(it) }] }', 'x.collectEntries({[(it): {run(it)}]})'],
    [
      'retry(3) { timeout(time: 5, unit: "HOURS") { sh "a" } }',
      "retry(3, {timeout(time: 5, unit: 'HOURS', {sh('a')})})",
    ],
    ["input message: 'Go?', submitter: 'ops'", "input(message: 'Go?', submitter: 'ops')"],
  ])('%s', (source, expected) => expect(one(source)).toBe(expected))
})

describe('strings', () => {
  test.each([
    ["x 'a\\'b\\n'", "x('a'b\n')"],
    ['x "a ${b.c} $d.e f$"', "x('a <b.c> <d.e> f$')"],
    ["x 'a ${b}'", "x('a ${b}')"],
    ['x "\\$b \\${c}"', "x('$b ${c}')"],
    ["x '''a\n'b' \\\nc'''", "x('a\n'b' c')"],
    ['x """a\r\n"b" ${c ? "d" : \'e\'}"""', "x('a\n\"b\" <(c ? 'd' : 'e')>')"],
    ['x = /a\\/b\\d+ ${c}/', "x = 'a/b\\d+ <c>'"],
    ['x = $/a $$ $/ /b/ ${c}/$', "x = 'a $ / /b/ <c>'"],
    ['x "${sh(script: "echo \\"${y}\\"")}"', "x('<sh(script: 'echo \"<y>\"')>')"],
    ['y = a / b / c', 'y = ((a / b) / c)'],
    ['y = [1, 2] / 2', 'y = ([1, 2] / 2)'],
    ['z ==~ /x|y/', "(z ==~ 'x|y')"],
    ['if (z =~ /^a b$/) { q() }', "if (z =~ '^a b$') {q()}"],
    ["x '\\u0041'", "x('A')"],
    ['x ""', "x('')"],
  ])('%s', (source, expected) => expect(one(source)).toBe(expected))

  test('know where their characters stand', () => {
    const source = 'sh """\n  a \\"b\\" ${c}\n  d\n"""'
    const [statement] = parseGroovy('Jenkinsfile', source).body
    if (statement?.kind !== 'expression' || statement.expression.kind !== 'call') throw new Error('no call')
    const string = statement.expression.arguments[0]?.value
    if (string?.kind !== 'string') throw new Error('no string')
    for (const part of string.parts) {
      if (part.kind !== 'text') continue
      for (const [index, { offset, source: at }] of part.segments.entries()) {
        const end = part.segments[index + 1]?.offset ?? part.value.length
        const text = part.value.slice(offset, end)
        // An escape stands for one character that is not the one at its place.
        if (text !== '"') expect(source.slice(at, at + text.length)).toBe(text)
        else expect(source.slice(at, at + 2)).toBe('\\"')
      }
    }
  })
})

describe('statements', () => {
  test.each([
    ["@Library('acme@main') _\npipeline {}", ["@Library('acme@main')", 'pipeline({})']],
    ["@Library(['a', 'b@1']) import acme.Tool", ["{@Library(['a', 'b@1']); import acme.Tool}"]],
    ['#!/usr/bin/env groovy\n// a\n/* b */ echo "c"', ["echo('c')"]],
    ['import a.b.C\nimport static a.b.D.*', ['import a.b.C', 'import a.b.D.*']],
    ['def a = 1, b\nString c = "x"\nfinal int d = 2', ['def a,b = 1', "def c = 'x'", 'def d = 2']],
    ['def (a, b) = f()', ['def a,b = f()']],
    ['Map<String, List<String>> m = [:]', ['def m = [:]']],
    [
      'def f(String a, b = 2) { a }\nprivate void g() {}\ndef void h() { x() }',
      ['function f(a,b=2) {a}', 'function g() {}', 'function h() {x()}'],
    ],
    ['@NonCPS\ndef f() { 1 }', ['@NonCPS()', 'function f() {1}']],
    ['@Field def a = 1', ['{@Field(); def a = 1}']],
    ['if (a) b() else if (c) { d() }\nelse\n  e()', ['if a {b()} else {if c {d()} else {e()}}']],
    [
      'try { a() } catch (IOException | FooException e) { b() } finally { c() }',
      ['try {a()} catch IOException FooException e {b()} finally {c()}'],
    ],
    ['try { a() }\ncatch (e) { throw e }', ['try {a()} catch e {throw e}']],
    ['for (x in [1, 2]) { f(x) }', ['for x:[1, 2]: {f(x)}']],
    ['for (String x : xs) f(x)', ['for x:xs: {f(x)}']],
    ['for (int i = 0; i < 3; i++) { f(i) }', ['for ::(i < 3) {f(i)}']],
    ['while (true) { f() }', ['for ::true {f()}']],
    ["switch (a) { case 'x': f(); break\n default: g() }", ["switch a 'x' {f(); break} default {g()}"]],
    ['return', ['return']],
    ['return a ?: b', ['return (a ?  : b)']],
    ["assert a == b : 'no'", ['assert (a == b)']],
    ['env.A = "b"; c.d["e"] += 1', ["env.A = 'b'", "c.d['e'] += 1"]],
    ["branches['a'] = { sh 'b' }", ["branches['a'] = {sh('b')}"]],
    ['a && b || !c', ['((a && b) || (!c))']],
    ['a\n  && b', ['(a && b)']],
    ["x = a ? 'b'\n  : 'c'", ["x = (a ? 'b' : 'c')"]],
    ["a in ['b', 'c']", ["(a in ['b', 'c'])"]],
    ['x instanceof String && y', ['((x instanceof String) && y)']],
    ['class A { def b() { c() } }\nd()', ['?', 'd()']],
    ['environment {\n A = "b"\n C = credentials("d")\n}', ["environment({A = 'b'; C = credentials('d')})"]],
    ['label: echo "x"', ["echo('x')"]],
    ['[a: 1, "b-c": 2, (d): 3]', ['[a: 1, b-c: 2, (d): 3]']],
    ['script {\n  x()\n}\n\n\npost { always { y() } }', ['script({x()})', 'post({always({y()})})']],
  ])('%s', (source, expected) => expect(shown(source)).toEqual(expected))
})

describe('what is not known', () => {
  test('becomes opaque, and what follows is read', () => {
    expect(shown('a ]\nb()')).toContain('b()')
    expect(shown('f(a b c)\ng()')).toEqual(['f(a)', 'g()'])
    expect(shown('x = ` ` `\ng()').at(-1)).toBe('g()')
    expect(shown('stage("a") { ! ? ; ok() }\nafter()').at(-1)).toBe('after()')
  })

  test.each([
    ['stage("a") {\n  sh "b"\n', 1, 'is not closed'],
    ['sh "a\necho "b"', 1, 'no closing quotation mark'],
    ["sh '''a\n", 1, 'no closing quotation mark'],
    ['a()\n}', 2, 'nothing is open'],
    ['/* a', 1, 'the comment'],
    ['f(a]', 1, 'nothing is open'],
  ])('a fault is one where Groovy has one: %j', (source, line, message) => {
    const { faults, positions } = parseGroovy('Jenkinsfile', source)
    const found = faults.map(({ offset, message: text }) => `${positions.place(offset).line} ${text}`)
    expect(found.filter((each) => each.startsWith(`${line} `) && each.includes(message))).not.toEqual([])
  })

  test('a well-formed script has no fault', () => {
    expect(parseGroovy('Jenkinsfile', "a { b(\"${c.d('}')}\", /\\}/, ['}']) }").faults).toEqual([])
  })
})
