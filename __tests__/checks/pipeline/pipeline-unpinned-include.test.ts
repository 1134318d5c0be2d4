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

const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': ['include:', ...lines.map((line) => `  ${line}`), 'build:', '  script: [make]'].join('\n'),
})
const COMMIT = 'b6643a29fecd7f34b3597bc6acb0a98b03d33ff8'

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
    { name: 'a template of GitLab itself', files: gitlab('- template: Jobs/SAST.gitlab-ci.yml') },
    { name: 'a project at a version tag', files: gitlab('- { project: platform/ci, ref: v4.2.0, file: /deploy.yml }') },
    { name: 'a project at a commit', files: gitlab(`- { project: platform/ci, ref: ${COMMIT}, file: /deploy.yml }`) },
    { name: 'a component of a version', files: gitlab('- component: gitlab.com/acme/deploy/ecs@2.1.0') },
    {
      name: 'a file elsewhere with its digest',
      files: gitlab(
        '- remote: https://acme.io/ci.yml',
        "  integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
      ),
    },
    { name: 'an owner that is trusted', files: circle('acme/deploy@volatile'), settings: { trustedOwners: ['acme'] } },
  ],
  unknown: [
    {
      name: 'a ref in a variable',
      files: gitlab('- { project: platform/ci, ref: $CI_REF, file: /deploy.yml }'),
      reason: 'variable',
    },
    { name: 'a pipeline that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' },
  ],
  fails: [
    { name: 'the newest orb', files: circle('circleci/node@volatile # ! movable') },
    { name: 'a development version', files: circle('acme/deploy@dev:first # ! movable') },
    { name: 'a part of a version', files: circle('circleci/node@7 # ! range') },
    { name: 'an orb without a version', files: circle('circleci/node # ! noRef') },
    { name: 'a pipe without a version', files: pipe('atlassian/aws-ecs-deploy # ! noRef') },
    { name: 'a project without a ref', files: gitlab('- project: platform/ci', '  file: /deploy.yml # ! noRef') },
    {
      name: 'one finding for several files of a project',
      files: gitlab(
        '- project: platform/ci',
        '  ref: main',
        '  file:',
        '    - /deploy.yml # ! movable',
        '    - /test.yml',
      ),
    },
    { name: 'the newest component', files: gitlab('- component: gitlab.com/acme/deploy/ecs@~latest # ! movable') },
    {
      name: 'a part of a version of a component',
      files: gitlab('- component: gitlab.com/acme/deploy/ecs@2 # ! range'),
    },
    { name: 'a file elsewhere', files: gitlab('- remote: https://acme.io/ci.yml # ! noRef') },
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
