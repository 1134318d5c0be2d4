import { describe, expect, test } from '@jest/globals'
import type { Job } from '../../../../src/models/index.js'
import { readSystem } from '../outline.js'

/** The job `build`, whose text is given. */
function job(text: string, more: Readonly<Record<string, string>> = {}): Job {
  const config = `version: 2.1\nworkflows: {ci: {jobs: [build]}}\njobs:\n  build:\n${text}`
  const [found] = readSystem('circleci', { ...more, '.circleci/config.yml': config }).pipelines[0]?.jobs ?? []
  if (found === undefined) throw new Error('no job')
  return found
}

describe('how scripts are run', () => {
  test.each([
    ['{docker: [{image: a}], steps: [run: "npm test\\nnpm run x"]}', undefined],
    ['{docker: [{image: a}], steps: [run: "npm test | tee log"]}', undefined],
    ['{docker: [{image: a}], shell: /bin/sh, steps: [run: {command: "npm test\\ntrue"}]}', 'lost'],
    ['{docker: [{image: a}], steps: [run: {shell: bash, command: "npm test | tee log"}]}', 'lost'],
    ['{docker: [{image: a}], steps: [run: {shell: "/bin/bash -e", command: "npm test | tee log"}]}', 'lost'],
    [
      '{docker: [{image: a}], steps: [run: {shell: "/bin/bash -eo pipefail", command: "npm test | tee log"}]}',
      undefined,
    ],
    ['{docker: [{image: a}], steps: [run: "npm test || true"]}', 'lost'],
  ])('%s', (text, lost) => {
    const [command] = job(`    <<: ${text}\n`).steps[0]?.commands ?? []
    expect(command?.ignoredFailure === undefined ? undefined : 'lost').toBe(lost)
  })

  test('commands stand where they are written', () => {
    const { steps } = job(`    docker: [{image: a}]
    steps:
      - run: |
          echo a

          npx jest
      - run:
          name: Lint
          command: npx eslint .
          environment: {CI: "1"}
          when: always
          max_auto_reruns: 3
`)
    expect(steps.map(({ intents }) => intents.map(({ at }) => `${at.line}:${at.column}`))).toEqual([
      ['10:11'],
      ['13:20'],
    ])
    expect(steps[1]).toMatchObject({
      name: { value: 'Lint' },
      after: 'always',
      retries: { value: 3, at: { line: 16 } },
      shell: 'bash',
    })
    expect(steps[1]?.env.get('CI')?.value).toBe('1')
  })

  test('steps that run after a failure', () => {
    const { steps } = job(`    docker: [{image: a}]
    steps:
      - run: {command: ./notify.sh, when: on_fail}
      - store_test_results: {path: out}
      - save_cache: {key: x, paths: [y], when: always}
      - deploy: {command: ./deploy.sh}
`)
    expect(steps.map(({ after }) => after)).toEqual(['failure', 'always', 'always', undefined])
  })

  test('variables with a known value are followed, folders are those of the repository', () => {
    const tree = {
      'app/package.json': '{"scripts": {"check": "jest"}}',
      'package.json': '{"scripts": {"check": "eslint ."}}',
    }
    const tools = (text: string): (string | undefined)[] =>
      job(text, tree).steps.flatMap(({ intents, opaque }) => [
        ...intents.map(({ tool }) => tool),
        ...opaque.map((each) => each.what),
      ])
    const docker = '    docker: [{image: a}]\n'
    expect(tools(`${docker}    steps: [checkout, run: {working_directory: app, command: npm run check}]\n`)).toEqual([
      'git',
      'jest',
    ])
    expect(
      tools(`${docker}    steps: [checkout, run: {working_directory: ~/project/app, command: npm run check}]\n`),
    ).toEqual(['git', 'jest'])
    expect(
      tools(
        `${docker}    working_directory: /home/circleci/shop\n    steps: [checkout, run: npm run check, run: {working_directory: /home/circleci/shop/app, command: npm run check}]\n`,
      ),
    ).toEqual(['git', 'eslint', 'jest'])
    expect(
      tools(`${docker}    working_directory: ~/shop/app\n    steps: [checkout: {path: ~/shop}, run: npm run check]\n`),
    ).toEqual(['git', 'jest'])
    expect(
      tools(`${docker}    environment: {DIR: app}\n    steps: [checkout, run: cd $DIR && npm run check]\n`),
    ).toEqual(['git', 'jest'])
    expect(tools(`${docker}    steps: [checkout, run: {working_directory: /tmp, command: npm run check}]\n`)).toEqual([
      'git',
      'package script check in a folder that cannot be told',
    ])
  })

  test('what CircleCI brings along', () => {
    const { steps } = job(`    docker: [{image: a}]
    steps:
      - run: source $BASH_ENV && npx jest
      - run: circleci tests glob "test/*.js" | circleci tests run --command="xargs npx jest" --split-by=timings
      - run: circleci-agent step halt
`)
    expect(steps.map(({ intents, opaque }) => [intents.map(({ tool }) => tool), opaque.length])).toEqual([
      [['jest'], 0],
      [['jest'], 0],
      [[], 0],
    ])
  })

  test('Windows', () => {
    const text = (machine: string): string => `    ${machine}\n    steps: [run: npm test]\n`
    expect(job(text('machine: {image: "windows-server-2022-gui:current"}')).steps[0]?.shell).toBe('powershell')
    expect(job(text('machine: {image: "ubuntu-2404:current"}')).steps[0]?.shell).toBe('bash')
  })

  test('a step that is none', () => {
    expect(
      job('    docker: [{image: a}]\n    steps: [run, {run: {name: x}}, [], {}]\n').steps.map(
        ({ opaque }) => opaque[0]?.what,
      ),
    ).toEqual(['run without a command', 'run without a command'])
  })
})
