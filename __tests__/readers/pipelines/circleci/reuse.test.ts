import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem, type SystemReading } from '../outline.js'

function read(text: string, more: Readonly<Record<string, string>> = {}): SystemReading {
  return readSystem('circleci', { ...more, '.circleci/config.yml': text })
}

/** The steps of every job. */
function stepsOf(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  return outlineOf(read(text, more)).flatMap((line) => (line.startsWith('    ') ? [line.trim()] : []))
}

const ONE = 'workflows: {ci: {jobs: [build]}}\n'

describe('commands and parameters', () => {
  test('steps of a command stand in its place; what leads there is told', () => {
    const text = `version: 2.1
${ONE}
commands:
  check:
    parameters:
      tool: {type: string}
      folder: {type: string, default: src}
    steps:
      - run: {name: "<< parameters.tool >>", command: "npx <<parameters.tool>> << parameters.folder >>"}
jobs:
  build:
    docker: [{image: a}]
    steps:
      - check: {tool: eslint}
      - check:
          tool: prettier --check
          folder: test
`
    expect(stepsOf(text)).toEqual(['eslint:10 lint=eslint:15', 'prettier --check:10 format-check=prettier:16'])
    const [step] = read(text).pipelines[0]?.jobs[0]?.steps ?? []
    expect(step?.intents[0]?.because).toMatchObject([
      { line: 15, text: 'check' },
      { line: 10, text: 'npx eslint src' },
    ])
  })

  test('parameters are handed on, steps and scripts among them', () => {
    const text = `version: 2.1
${ONE}
commands:
  outer:
    parameters: {script: {type: string}, then: {type: steps, default: []}}
    steps:
      - inner: {script: << parameters.script >>}
      - steps: << parameters.then >>
  inner:
    parameters: {script: {type: string}}
    steps: [run: << parameters.script >>]
jobs:
  build:
    docker: [{image: a}]
    steps:
      - outer:
          script: |
            echo first
            npx jest
          then:
            - run: npx eslint .
`
    const [job] = read(text).pipelines[0]?.jobs ?? []
    expect(job?.steps.map(({ intents }) => intents.map(({ kind, at }) => `${kind}:${at.line}`))).toEqual([
      ['unit-test:20'],
      ['lint:22'],
    ])
  })

  test('conditions of steps', () => {
    const text = `version: 2.1
workflows: {ci: {jobs: [build: {lint: false}, build: {name: two, lint: true, mode: ci}]}}
jobs:
  build:
    parameters: {lint: {type: boolean}, mode: {type: string, default: ""}}
    docker: [{image: a}]
    steps:
      - when: {condition: << parameters.lint >>, steps: [run: npx eslint .]}
      - unless: {condition: << parameters.mode >>, steps: [run: npx jest]}
      - when:
          condition: {equal: [main, << pipeline.git.branch >>]}
          steps: [run: npx prettier --check .]
      - when:
          condition: {and: [{not: {equal: [x, << parameters.mode >>]}}, << parameters.lint >>]}
          steps: [run: npx tsc --noEmit]
`
    const jobs = read(text).pipelines[0]?.jobs ?? []
    const kinds = jobs.map(({ steps }) =>
      steps.map(({ intents, condition }) => `${intents[0]?.kind}${condition === undefined ? '' : ' if'}`),
    )
    expect(kinds).toEqual([
      ['unit-test', 'format-check if'],
      ['lint', 'format-check if', 'type-check'],
    ])
    expect(jobs[0]?.steps[1]?.condition).toMatchObject({ value: 'when main << pipeline.git.branch >>' })
  })

  test('parameters of the pipeline have their default in texts; values of the run stay open', () => {
    const text = `version: 2.1
parameters: {node: {type: string, default: "22.1"}}
${ONE}
jobs:
  build:
    docker: [{image: "cimg/node:<< pipeline.parameters.node >>"}]
    steps:
      - run: docker push acme/shop:<< pipeline.git.revision >>
      - run: |
          cat \\<<EOF >> notes.txt
          x
          EOF
      - run: make << pipeline.git.branch == "main" and "all" or "some" >>
`
    const [job] = read(text).pipelines[0]?.jobs ?? []
    expect(job?.images?.[0]?.value).toBe('cimg/node:22.1')
    expect(job?.steps[0]?.commands[0]?.argv[2]).toEqual({
      text: 'acme/shop:${{ pipeline.git.revision }}',
      literal: false,
    })
    expect(job?.steps[1]?.run?.value).toBe('cat <<EOF >> notes.txt\nx\nEOF\n')
    expect(job?.steps[2]?.run?.value).toBe('make ${{ pipeline.git.branch == "main" and "all" or "some" }}')
  })

  test('a value that is known settles an expression', () => {
    const text = `version: 2.1
workflows: {ci: {jobs: [build: {mode: fast}]}}
jobs:
  build:
    parameters: {mode: {type: string}}
    docker: [{image: a}]
    steps: [run: 'npx << parameters.mode == "fast" and "jest" or "eslint ." >>']
`
    expect(stepsOf(text)).toEqual(['-:7 unit-test=jest:2'])
  })

  test('a command may stand for a step of CircleCI', () => {
    const text = `version: 2.1
${ONE}
commands: {checkout: {steps: [run: git clone x]}}
jobs: {build: {docker: [{image: a}], steps: [checkout, nothing]}}
`
    expect(stepsOf(text)).toEqual(['-:4 checkout=git:5', '-:5 ?command nothing, which is not in the tree'])
  })

  test('version 2 knows no templates', () => {
    const text = `version: 2
workflows: {version: 2, ci: {jobs: [build]}}
jobs: {build: {docker: [{image: a}], steps: [run: 'echo << parameters.x >>']}}
`
    expect(read(text).pipelines[0]?.jobs[0]?.steps[0]?.run?.value).toBe('echo << parameters.x >>')
  })
})

describe('executors', () => {
  test('a job has the keys of its executor, with its own over them', () => {
    const text = `version: 2.1
${ONE}
executors:
  go:
    parameters: {version: {type: string, default: "1.22"}}
    docker: [{image: "cimg/go:<< parameters.version >>"}]
    environment: {A: one, B: two}
    resource_class: small
    working_directory: ~/app
jobs:
  build:
    executor: {name: go, version: "1.24"}
    environment: {B: own}
    resource_class: large
    steps: [checkout, run: go test ./...]
`
    const [job] = read(text).pipelines[0]?.jobs ?? []
    expect(job).toMatchObject({ images: [{ value: 'cimg/go:1.24' }], runner: ['large'] })
    expect([...(job?.env ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual(['A=one', 'B=own'])
    expect(job?.steps[1]?.commands[0]?.directory).toBe('')
  })

  test('an executor that a parameter names', () => {
    const text = `version: 2.1
workflows: {ci: {jobs: [build: {matrix: {parameters: {os: [linux, mac, {name: win/default, shell: bash.exe}]}}}]}}
orbs: {win: circleci/windows@5.0}
executors: {linux: {docker: [{image: cimg/base}]}, mac: {macos: {xcode: 16.1.0}}}
jobs:
  build:
    parameters: {os: {type: executor}}
    executor: << parameters.os >>
    steps: [run: npm test]
`
    const jobs = read(text).pipelines[0]?.jobs ?? []
    expect(jobs.map(({ images, runner }) => [images?.[0]?.value, ...runner])).toEqual([
      ['cimg/base'],
      [undefined, 'macos', 'xcode:16.1.0'],
      [undefined, 'win/default'],
    ])
    expect(jobs[2]?.steps[0]?.shell).toBe('bash')
  })
})

describe('orbs', () => {
  const ORBS = `version: 2.1
orbs:
  node: circleci/node@6.1.0
  aws: circleci/aws-ecs@4
  slack: circleci/slack@5.1
  own: acme/tools@volatile
  dev: acme/dev@dev:first
  url: https://raw.githubusercontent.com/acme/orbs/0123456789012345678901234567890123456789/orb.yml
`
  test('are code from elsewhere, tied to an exact version or not', () => {
    const [pipeline] = read(`${ORBS}${ONE}jobs: {build: {docker: [{image: a}], steps: [checkout]}}`).pipelines
    expect(pipeline?.includes?.map(({ text, pinned, official }) => [text.slice(0, 25), pinned, official])).toEqual([
      ['circleci/node@6.1.0', true, true],
      ['circleci/aws-ecs@4', false, true],
      ['circleci/slack@5.1', false, true],
      ['acme/tools@volatile', false, false],
      ['acme/dev@dev:first', false, false],
      ['https://raw.githubusercon', true, false],
    ])
    expect(pipeline?.includes?.[0]).toMatchObject({ kind: 'orb', ref: '6.1.0', at: { line: 3 } })
  })

  test('commands and jobs of the registry mean what the lexicon says; steps that they are given run too', () => {
    const text = `${ORBS}
workflows:
  ci:
    jobs:
      - node/test
      - build:
          pre-steps: [run: npx eslint .]
          post-steps: [slack/notify: {event: fail}]
      - aws/deploy_service_update:
          requires: [build]
          family: shop
          cluster: prod
          verify_revision_is_deployed: true
          after-deploy: [run: npx cypress run]
      - own/thing
jobs:
  build:
    docker: [{image: a}]
    steps:
      - node/install-packages: {override-ci-command: npm install}
      - run: npx jest
`
    expect(stepsOf(text, { 'package.json': '{"scripts": {"test": "jest"}}' })).toEqual([
      '-:13 uses circleci:circleci/node install=node:13 unit-test=jest:13',
      '-:15 lint=eslint:15',
      '-:28 uses circleci:circleci/node install=node:28 install=npm:28',
      '-:29 unit-test=jest:29',
      '-:16 uses circleci:circleci/slack notify=slack:16',
      '-:17 uses circleci:circleci/aws-ecs deploy=aws-ecs:17 verify-deployment=aws-ecs:17',
      '-:22 acceptance-test=cypress:22',
      '-:23 uses circleci:acme/tools ?orb command acme/tools@volatile/thing',
    ])
  })

  test('inline orbs are followed, with what they bring themselves', () => {
    const text = `version: 2.1
orbs:
  own:
    orbs: {node: circleci/node@6.1.0}
    executors: {small: {docker: [{image: cimg/base}]}}
    commands:
      test: {steps: [node/install-packages, unit]}
      unit: {steps: [run: npx jest]}
    jobs:
      all: {executor: small, steps: [checkout, test]}
commands: {unit: {steps: [run: npx eslint .]}}
workflows: {ci: {jobs: [own/all, build]}}
jobs: {build: {executor: own/small, steps: [own/unit, unit]}}
`
    const { pipelines } = read(text)
    expect(pipelines[0]?.jobs.map(({ images }) => images?.[0]?.value)).toEqual(['cimg/base', 'cimg/base'])
    expect(pipelines[0]?.includes?.map((each) => each.text)).toEqual(['circleci/node@6.1.0'])
    expect(stepsOf(text)).toEqual([
      '-:10 uses circleci:checkout checkout=git:10',
      '-:7 uses circleci:circleci/node install=node:7',
      '-:8 unit-test=jest:10',
      '-:8 unit-test=jest:13',
      '-:11 lint=eslint:13',
    ])
  })
})
