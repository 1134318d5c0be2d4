import check from '../../checks/testing/test-sast.js'
import { codePipeline, scenario } from './support.js'

scenario('make runs a static security analysis', {
  check,
  state: 'evidence',
  practice: ['QA.ST.4', 'met'],
  files: { Makefile: 'check: scan\n\tnpm run lint\n\nscan:\n\tsemgrep scan --error --config p/default\n' },
  pipelines: {
    'github-actions': `
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-24.04
    steps: [{ uses: actions/checkout@v5 }, { run: make check }]
`,
    'gitlab-ci': `
check:
  script: [make check]
`,
    jenkins: `
pipeline {
  agent any
  stages {
    stage('Check') { steps { sh 'make check' } }
  }
}
`,
    'azure-pipelines': `
trigger: [main]
pr: [main]
steps:
  - script: make check
`,
    circleci: `
version: 2.1
jobs:
  check:
    docker: [{ image: 'cimg/node:22.9.0' }]
    steps: [checkout, { run: make check }]
workflows:
  main: { jobs: [check] }
`,
    'bitbucket-pipelines': `
pipelines:
  default:
    - step: { name: Check, script: [make check] }
`,
    buildkite: `
steps: [{ label: Check, command: make check }]
`,
    drone: `
kind: pipeline
type: docker
name: default
steps:
  - { name: check, image: 'node:22.9.0', commands: [make check] }
`,
    woodpecker: `
when: { event: [push, pull_request] }
steps:
  - { name: check, image: 'node:22.9.0', commands: [make check] }
`,
    'aws-codepipeline': codePipeline([{ name: 'Check', commands: ['make check'] }]),
  },
})
