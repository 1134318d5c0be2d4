import check from '../../../checks/integration/ci-trigger-on-change.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, run = 'go test ./...') =>
  `${on}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}`
const ci = (on: string, run?: string) => ({ '.github/workflows/ci.yml': workflow(on, run) })

testCheck(check, {
  notApplicable: [
    { name: 'a pipeline that builds and tests nothing', files: ci('on: schedule', 'echo stale') },
    { name: 'a release that is built from a tag', files: ci('on: { push: { tags: [v1] } }', 'goreleaser release') },
  ],
  implied: [
    { name: 'no pipeline', files: { Dockerfile: 'FROM golang', 'main.go': 'package main', 'go.mod': 'module a' } },
  ],
  unknown: [
    {
      name: 'an action on changes that nobody knows',
      files: {
        ...ci('on: workflow_dispatch'),
        '.github/workflows/pr.yml':
          'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: acme/verify@v1',
      },
    },
    { name: 'a reusable workflow, started by others', files: ci('on: workflow_call') },
    {
      name: 'a pipeline of another system beside a nightly one',
      files: { ...ci('on: { schedule: [{ cron: "0 3 * * *" }] }'), Jenkinsfile: 'pipeline {}' },
    },
  ],
  passes: [
    { name: 'pull requests', files: ci('on: pull_request') },
    { name: 'pushes', files: ci('on: { push: { branches: [main] } }') },
    { name: 'a merge queue', files: ci('on: merge_group') },
    {
      name: 'a nightly run beside one for changes',
      files: {
        ...ci('on: [push, pull_request]'),
        '.github/workflows/night.yml': workflow('on: { schedule: [{ cron: "0 3 * * *" }] }'),
      },
    },
  ],
  fails: [
    { name: 'a schedule alone', files: ci('on: { schedule: [{ cron: "0 3 * * *" }] } # ! otherwise') },
    { name: 'a button alone', files: ci('on: workflow_dispatch # ! otherwise') },
  ],
})
