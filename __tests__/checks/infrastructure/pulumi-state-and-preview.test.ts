import check from '../../../checks/infrastructure/pulumi-state-and-preview.js'
import { testCheck } from '../../helpers/check-tester.js'

const project = (...lines: string[]) => ['name: shop', 'runtime: nodejs', ...lines].join('\n')
const PROJECT = { 'infra/Pulumi.yaml': project() }
const SHARED = { 'infra/Pulumi.yaml': project('backend:', '  url: s3://acme-state') }
const workflow = (on: string, ...lines: string[]) =>
  `on: ${on}\njobs:\n  infra:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((each) => `      ${each}\n`).join('')}`
const MAIN = '{ push: { branches: [main] } }'
const up = (...before: string[]) => ({
  '.github/workflows/up.yml': workflow(MAIN, ...before, '- run: pulumi up --yes --cwd infra'),
})
const preview = (...lines: string[]) => ({ '.github/workflows/preview.yml': workflow('pull_request', ...lines) })
const PREVIEW = preview('- run: pulumi preview --cwd infra')

testCheck(check, {
  notApplicable: [
    { name: 'no project', files: { 'README.md': '# shop' } },
    { name: 'an example', files: { 'examples/Pulumi.yaml': project('backend: {url: file://./state}') } },
    { name: 'for development', files: { 'local-dev/infra/Pulumi.yaml': project('backend: {url: file://./state}') } },
    { name: 'a name to fill in', files: { 'Pulumi.yaml': 'name: ${PROJECT}\nruntime: nodejs\n' } },
    { name: 'a project to copy', files: { 'Pulumi.yaml': project('template: {description: web}') } },
  ],
  unknown: [
    { name: 'nobody logs in here', files: PROJECT, reason: 'decided by who logs in' },
    {
      name: 'a variable names the backend',
      files: { ...PROJECT, ...PREVIEW, ...up('- run: pulumi login ${{ vars.BACKEND }}') },
    },
    {
      name: 'a local backend that a variable outdoes',
      files: {
        'infra/Pulumi.yaml': project('backend: {url: file://./state}'),
        ...PREVIEW,
        '.github/workflows/up.yml': `env: { PULUMI_BACKEND_URL: "\${{ vars.BACKEND }}" }\n${workflow(MAIN, '- run: pulumi up --yes --cwd infra')}`,
      },
    },
    {
      name: 'what runs for changes is not known',
      files: { ...SHARED, ...up(), ...preview('- uses: acme/infra@v1') },
    },
  ],
  passes: [
    { name: 'a shared backend', files: SHARED },
    { name: 'a preview of changes', files: { ...SHARED, ...PREVIEW, ...up() } },
    {
      name: 'a login to a shared backend',
      files: { ...PROJECT, ...PREVIEW, ...up('- run: pulumi login gs://acme-state') },
    },
    {
      name: 'a login whose backend stands in a variable',
      files: {
        ...PROJECT,
        ...PREVIEW,
        '.github/workflows/up.yml': `env: { STATE: "gs://acme" }\n${workflow(MAIN, '- run: pulumi login ${{ env.STATE }}', '- run: pulumi up --yes --cwd infra')}`,
      },
    },
    {
      name: 'the action, with a token of Pulumi Cloud',
      files: {
        ...PROJECT,
        ...preview('- uses: pulumi/actions@v6', '  with: { command: preview, stack-name: prod, work-dir: ./infra }'),
        '.github/workflows/up.yml': workflow(
          MAIN,
          '- uses: pulumi/actions@v6',
          '  with: { command: up, stack-name: prod, work-dir: infra }',
          '  env: { PULUMI_ACCESS_TOKEN: "${{ secrets.PULUMI }}" }',
        ),
      },
    },
    {
      name: 'GitLab',
      files: {
        ...SHARED,
        '.gitlab-ci.yml':
          'preview:\n  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]\n  script: [cd infra, pulumi preview]\nup:\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [cd infra, pulumi up --yes]\n',
      },
    },
    {
      name: 'an environment of a pull request keeps its state where it likes',
      files: {
        ...SHARED,
        ...preview('- run: pulumi login --local', '- run: pulumi up --yes --stack pr-${{ github.event.number }}'),
      },
    },
  ],
  fails: [
    {
      name: 'a local backend of the project',
      files: { 'Pulumi.yaml': project('backend:', '  url: file://./state # ! local') },
    },
    {
      name: 'a local login',
      files: { ...PROJECT, ...PREVIEW, ...up('- run: pulumi login --local # ! localLogin') },
    },
    {
      name: 'a local backend of the action',
      files: {
        ...PROJECT,
        ...PREVIEW,
        '.github/workflows/up.yml': workflow(
          MAIN,
          '- uses: pulumi/actions@v6',
          '  with:',
          '    command: up',
          '    cloud-url: file://~ # ! localLogin',
        ),
      },
    },
    {
      name: 'no preview',
      files: {
        ...SHARED,
        '.github/workflows/up.yml': workflow(MAIN, '- run: pulumi up --yes --cwd infra # ! unseen'),
      },
    },
    {
      name: 'a preview of something else',
      files: {
        ...SHARED,
        ...preview('- run: pulumi preview --cwd other'),
        '.github/workflows/up.yml': workflow(MAIN, '- run: pulumi up --yes --cwd infra # ! unseen'),
      },
    },
    {
      name: 'a preview that is skipped',
      files: {
        ...SHARED,
        '.github/workflows/up.yml': workflow(MAIN, '- run: pulumi up --yes --skip-preview --cwd infra # ! skipped'),
      },
    },
    {
      name: 'CircleCI',
      files: {
        ...SHARED,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  up:\n    docker: [{ image: "cimg/base:2025.01" }]\n    steps:\n      - checkout\n      - run: pulumi up --yes --cwd infra # ! unseen\nworkflows:\n  main:\n    jobs:\n      - up: { filters: { branches: { only: main } } }\n',
      },
    },
  ],
})
