import { describe, expect, test } from '@jest/globals'
import { deliveryOf, workflow } from './support.js'

const travis = (...script: string[]) => ({
  '.travis.yml': `language: node_js\nafter_success:\n${script.map((line) => `  - ${JSON.stringify(line)}`).join('\n')}`,
})
const gitlab = (...script: string[]) => ({
  '.gitlab-ci.yml': `release:\n  script:\n${script.map((line) => `    - ${JSON.stringify(line)}`).join('\n')}`,
})
const PUBLISH = 'npm publish'

/** The kinds of runs that publish. */
function publishing(files: Record<string, string>): string[][] {
  return deliveryOf(files).publications.map(({ triggers }) => [...new Set(triggers.map(({ kind }) => kind))])
}

describe('runs that a script publishes in', () => {
  test('without a test, for changes too: nothing is published for good', () => {
    expect(publishing(travis(PUBLISH))).toEqual([])
  })

  test.each<[string, string[]]>([
    ['if [ "$TRAVIS_PULL_REQUEST" = "false" ]; then npm publish; fi', ['push', 'tag']],
    ['if [ $TRAVIS_PULL_REQUEST = false ]; then npm publish; fi', ['push', 'tag']],
    ['[ "${TRAVIS_PULL_REQUEST}" == "false" ] && npm publish || true', ['push', 'tag']],
    ['test -z "$TRAVIS_PULL_REQUEST_BRANCH" && npm publish', ['push', 'tag']],
    ['[ "$TRAVIS_PULL_REQUEST" = false ] && [ "$TRAVIS_BRANCH" = master ] && npm publish', ['push']],
    ['if [ "$TRAVIS_EVENT_TYPE" != "pull_request" ]; then npm publish; fi', ['push', 'tag']],
    ['if [ -n "$TRAVIS_TAG" ]; then npm publish; fi', ['tag']],
    ['case "$TRAVIS_PULL_REQUEST" in false) npm publish;; esac', ['push', 'tag']],
  ])('Travis: %s', (line, expected) => {
    expect(publishing(travis(line))).toEqual([expected])
  })

  test('the script of another file ends for changes', () => {
    const files = {
      'publish.sh': '#!/bin/bash\nif [ "$TRAVIS_PULL_REQUEST" != "false" ]; then exit 0; fi\nnpm publish\n',
    }
    expect(publishing({ ...travis('bash publish.sh'), ...files })).toEqual([['push', 'tag']])
    expect(publishing({ ...travis('[ "$TRAVIS_PULL_REQUEST" = false ] && bash p.sh'), 'p.sh': PUBLISH })).toEqual([
      ['push', 'tag'],
    ])
  })

  test('a test that changes pass as well leaves all as it was', () => {
    expect(publishing(travis('if [ "$TRAVIS_BRANCH" = "master" ]; then npm publish; fi'))).toEqual([])
    expect(publishing(travis('if [ "$TRAVIS_OS_NAME" = "linux" ]; then npm publish; fi'))).toHaveLength(1)
  })

  test('a test that no run of the file fits is one of runs that are not told of', () => {
    expect(publishing(travis('if [ "$TRAVIS_EVENT_TYPE" = "cron" ]; then npm publish; fi'))).toEqual([['push', 'tag']])
  })

  test.each<[string, string[]]>([
    ['if [ "$CI_COMMIT_BRANCH" == "main" ]; then npm publish; fi', ['push']],
    ['if [[ "$CI_COMMIT_BRANCH" == "$CI_DEFAULT_BRANCH" ]]; then npm publish; fi', ['push']],
    ['if [ -n "$CI_COMMIT_TAG" ]; then npm publish; fi', ['tag']],
  ])('GitLab: %s', (line, expected) => {
    const [kinds = []] = publishing(gitlab(line))
    expect(kinds.filter((kind) => kind === 'push' || kind === 'tag')).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['if [ "$GITHUB_EVENT_NAME" = push ]; then npm publish; fi', ['push']],
    ['if [ "$GITHUB_REF" = "refs/heads/main" ]; then npm publish; fi', ['push']],
    ['if [ "${{ github.event_name }}" != "pull_request" ]; then npm publish; fi', ['push']],
  ])('GitHub: %s', (line, expected) => {
    const on = '{ push: { branches: [main] }, pull_request: }'
    const text = workflow([`{ run: ${JSON.stringify(line)} }`], { on })
    expect(publishing({ '.github/workflows/main.yml': text })).toEqual([expected])
  })

  test.each<[string, string, string]>([
    [
      'CircleCI',
      '.circleci/config.yml',
      'version: 2.1\njobs:\n  a:\n    docker: [{ image: "cimg/base:2025.01" }]\n    steps: [{ run: LINE }]\nworkflows: { w: { jobs: [a] } }',
    ],
    ['Buildkite', '.buildkite/pipeline.yml', 'steps:\n  - command: LINE'],
    ['Bitbucket', 'bitbucket-pipelines.yml', 'pipelines: { default: [{ step: { script: [LINE] } }] }'],
    ['Jenkins', 'Jenkinsfile', "pipeline { agent any\n stages { stage('a') { steps { sh LINE } } } }"],
    ['Azure', 'azure-pipelines.yml', 'steps:\n  - bash: LINE'],
  ])('%s: the branch that is built', (_, path, text) => {
    const name: Record<string, string> = {
      CircleCI: 'CIRCLE_BRANCH',
      Buildkite: 'BUILDKITE_BRANCH',
      Bitbucket: 'BITBUCKET_BRANCH',
      Jenkins: 'BRANCH_NAME',
      Azure: 'BUILD_SOURCEBRANCHNAME',
    }
    const line = JSON.stringify(`if [ $${name[_] ?? ''} = main ]; then helm upgrade api ./chart; fi`)
    const quoted = path === 'Jenkinsfile' ? line.replaceAll('"', "'") : line
    const { deployments } = deliveryOf({ [path]: text.replace('LINE', quoted) })
    expect(deployments).toHaveLength(1)
    expect(deployments[0]?.unmerged.filter(({ of }) => of === 'change')).toEqual([])
  })
})

describe('runs of code that nobody has merged', () => {
  const unmerged = (files: Record<string, string>) =>
    deliveryOf(files).deployments[0]?.unmerged.map(({ of, certain }) => `${of}${certain ? '' : '?'}`)

  test.each<[string, string[]]>([
    ['kubectl apply -f k8s', ['change']],
    ['[ "$TRAVIS_PULL_REQUEST" = false ] && kubectl apply -f k8s', []],
    ['[ "$DEPLOY" = true ] && kubectl apply -f k8s', ['change?']],
    // What a script is called with, and what it finds out itself, says nothing about the run.
    ['f() { [ -n "$1" ] || exit 1; kubectl apply -f k8s; }; f "$(cat x)"', ['change']],
    ['[ -z "$found" ] && kubectl apply -f k8s', ['change']],
    ['[ "$TRAVIS_PULL_REQUEST" = false -a "$found" = 1 ] && kubectl apply -f k8s', []],
    ['[ "$TRAVIS_PULL_REQUEST" = false -o "$found" = 1 ] && kubectl apply -f k8s', ['change']],
  ])('%s', (line, expected) => {
    expect(unmerged(travis(line))).toEqual(expected)
  })

  test.each<[string, string[]]>([
    ['kubectl apply -f k8s', ['branch']],
    ['[ "$CI_COMMIT_BRANCH" = "$CI_DEFAULT_BRANCH" ] && kubectl apply -f k8s', []],
    ['[ "$CI_COMMIT_BRANCH" = main ] && kubectl apply -f k8s', []],
    ['[ -z "$CI_COMMIT_TAG" ] && kubectl apply -f k8s', ['branch']],
    ['[[ "$CI_COMMIT_BRANCH" =~ ^release ]] && kubectl apply -f k8s', ['branch?']],
  ])('GitLab: %s', (line, expected) => {
    expect(unmerged(gitlab(line))?.filter((each) => each.startsWith('branch'))).toEqual(expected)
  })
})
