import { describe, expect, test } from '@jest/globals'
import { readSystem } from '../outline.js'

const CONTINUED = `version: 2.1
parameters: {app: {type: boolean, default: false}}
jobs: {test: {docker: [{image: a}], steps: [checkout, run: npx jest]}}
workflows:
  app: {when: << pipeline.parameters.app >>, jobs: [test]}
  all: {jobs: [test]}
`

function read(config: string, more: Readonly<Record<string, string>> = {}) {
  const { pipelines } = readSystem('circleci', { ...more, '.circleci/config.yml': `version: 2.1\n${config}` })
  return pipelines.map(({ file, name, triggers, jobs, unresolved }) => [
    file.replace('.circleci/', ''),
    name,
    triggers.map(({ kind }) => kind).join(' '),
    jobs.flatMap(({ starts = [] }) => starts.map(({ certain }) => certain)).every(Boolean),
    ...unresolved.map(({ what }) => what),
  ])
}

describe('a setup workflow', () => {
  test.each([
    [
      '.circleci/continue_config.yml',
      'setup: true\norbs: {p: circleci/path-filtering@1}\nworkflows: {s: {jobs: [p/filter: {mapping: app/.* app true}]}}',
    ],
    [
      '.circleci/rest.yml',
      'setup: true\norbs: {p: circleci/path-filtering@1}\nworkflows: {s: {jobs: [p/filter: {config-path: .circleci/rest.yml}]}}',
    ],
    [
      '.circleci/next.yml',
      'setup: true\norbs: {c: circleci/continuation@1.0.0}\njobs: {go: {docker: [{image: a}], steps: [c/continue: {configuration_path: ./.circleci/next.yml}]}}\nworkflows: {s: {jobs: [go]}}',
    ],
    [
      '.circleci/main.yml',
      'setup: true\njobs: {go: {docker: [{image: a}], steps: [run: "curl -d @.circleci/main.yml https://circleci.com/api/v2/pipeline/continue"]}}\nworkflows: {s: {jobs: [go]}}',
    ],
  ])('goes on with %s', (file, config) => {
    expect(read(config, { [file]: CONTINUED })).toEqual([
      ['config.yml', 's', 'change-request push', true],
      [file.replace('.circleci/', ''), 'app', 'change-request push', false],
      [file.replace('.circleci/', ''), 'all', 'change-request push', false],
    ])
  })

  test('that makes the config to go on with', () => {
    const config =
      'setup: true\norbs: {c: circleci/continuation@1.0.0}\njobs: {go: {docker: [{image: a}], steps: [run: ./make > /tmp/made.yml, c/continue: {configuration_path: /tmp/made.yml}]}}\nworkflows: {s: {jobs: [go]}}'
    expect(read(config)).toEqual([
      ['config.yml', 's', 'change-request push', true, 'configuration /tmp/made.yml that the setup workflow makes'],
    ])
  })

  test('that does not say what it goes on with', () => {
    const config = 'setup: true\njobs: {go: {docker: [{image: a}], steps: [run: ./go]}}\nworkflows: {s: {jobs: [go]}}'
    expect(read(config)[0]?.[4]).toBe('configuration that the setup workflow makes')
  })
})

test('other configs may be run as pipelines of their own; nobody knows when', () => {
  const config = 'jobs: {build: {docker: [{image: a}], steps: [checkout]}}\nworkflows: {ci: {jobs: [build]}}'
  const others = { '.circleci/other.yml': CONTINUED, '.circleci/data.yml': 'a: 1', '.circleci/broken.yml': 'a: [' }
  expect(read(config, others).map(([file, name, , certain]) => [file, name, certain])).toEqual([
    ['config.yml', 'ci', true],
    ['other.yml', 'app', false],
    ['other.yml', 'all', false],
  ])
})
