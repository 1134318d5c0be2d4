import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-unpinned-include.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const circle = (orb: string) => ({
  '.circleci/config.yml': `version: 2.1\norbs:\n  node: ${orb}\njobs: { build: { docker: [{ image: "cimg/base:2026.01" }], steps: [checkout] } }\nworkflows: { all: { jobs: [build] } }`,
})
const bitbucket = (...lines: string[]) => ({
  'bitbucket-pipelines.yml': ['pipelines:', '  default:', ...lines.map((line) => `    ${line}`)].join('\n'),
})
const pipe = (name: string) => bitbucket('- step:', '    script:', `      - pipe: ${name}`)

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline' },
    { name: 'nothing from elsewhere', files: bitbucket('- step: { script: [npm test] }') },
    {
      name: 'a reusable workflow, which another check judges',
      files: { '.github/workflows/ci.yml': 'on: push\njobs: { a: { uses: acme/ci/.github/workflows/a.yml@main } }' },
    },
  ],
  passes: [
    { name: 'an orb of a full version', files: circle('circleci/node@7.1.0') },
    { name: 'a pipe of a full version', files: pipe('atlassian/aws-ecs-deploy:1.12.2') },
    {
      name: 'a shared pipeline of a version tag',
      files: { 'bitbucket-pipelines.yml': 'pipelines:\n  custom:\n    build:\n      import: shared:v2.1.0:build\n' },
    },
    { name: 'an owner that is trusted', files: circle('acme/deploy@volatile'), settings: { trustedOwners: ['acme'] } },
  ],
  unknown: [{ name: 'a pipeline that is not read', files: { '.travis.yml': 'script: make' }, reason: '.travis.yml' }],
  fails: [
    { name: 'the newest orb', files: circle('circleci/node@volatile # ! movable') },
    { name: 'a development version', files: circle('acme/deploy@dev:first # ! movable') },
    { name: 'a part of a version', files: circle('circleci/node@7 # ! range') },
    { name: 'an orb without a version', files: circle('circleci/node # ! noRef') },
    { name: 'a pipe without a version', files: pipe('atlassian/aws-ecs-deploy # ! noRef') },
    { name: 'the newest pipe', files: pipe('acme/deploy:latest # ! movable') },
    {
      name: 'a shared pipeline of a branch',
      files: {
        'bitbucket-pipelines.yml': 'pipelines:\n  custom:\n    build:\n      import: shared:main:build # ! movable\n',
      },
    },
  ],
})

test('a range is a notice, a moving reference a warning', () => {
  const severity = (orb: string) =>
    run(check, { files: circle(orb) }).result.outcomes.map((each) => ('severity' in each ? each.severity : ''))
  expect(severity('circleci/node@7.1')).toEqual(['notice'])
  expect(severity('circleci/node@volatile')).toEqual(['warning'])
})
