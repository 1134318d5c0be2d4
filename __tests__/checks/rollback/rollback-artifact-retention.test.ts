import check from '../../../checks/rollback/rollback-artifact-retention.js'
import { testCheck } from '../../helpers/check-tester.js'

const rule = (selection: string, { priority = 1, action = 'expire' } = {}) =>
  `{ rulePriority = ${String(priority)}, action = { type = "${action}" }, selection = {\n${selection}\n} }`

const ecr = (rules: readonly string[], name = 'api') => ({
  'infra/main.tf': [
    `resource "aws_ecr_lifecycle_policy" "${name}" {`,
    `  repository = "${name}"`,
    '  policy = jsonencode({',
    `    rules = [${rules.join(', ')}]`,
    '  })',
    '}',
  ].join('\n'),
})

const newest = (number: string) => `tagStatus = "any"\ncountType = "imageCountMoreThan"\ncountNumber = ${number}`
const tagged = (tags: string, number: string) =>
  `tagStatus = "tagged"\ntagPrefixList = [${tags}]\ncountType = "imageCountMoreThan"\ncountNumber = ${number}`

const google = (policies: string) => ({
  'infra/main.tf': `resource "google_artifact_registry_repository" "api" {\n  repository_id = "api"\n${policies}\n}`,
})

const stack = (policy: string) => ({
  'stack.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Parameters:',
    '  Most: { Type: Number }',
    'Resources:',
    '  Images:',
    '    Type: AWS::ECR::Repository',
    '    Properties:',
    '      LifecyclePolicy:',
    `        LifecyclePolicyText: ${policy}`,
  ].join('\n'),
})

const ecrJson = (count: string) =>
  `{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"sinceImagePushed","countUnit":"days","countNumber":${count}},"action":{"type":"expire"}}]}`

const github = (retention: string, deploy = 'aws s3 sync dist s3://shop', extra = '', download = 'name: site') => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - run: npm run build',
    `      - run: ${extra || 'echo built'}`,
    '      - uses: actions/upload-artifact@v4',
    '        with:',
    '          name: site',
    '          path: dist',
    ...(retention === '' ? [] : [`          retention-days: ${retention}`]),
    '  deploy:',
    '    needs: build',
    '    runs-on: ubuntu-latest',
    '    environment: production',
    '    steps:',
    '      - uses: actions/download-artifact@v4',
    `        with: { ${download} }`,
    `      - run: ${deploy}`,
  ].join('\n'),
})

const gitlab = (expires: string, deploy = 'rsync -a dist/ host:/srv/shop', path = 'dist/') => ({
  '.gitlab-ci.yml': [
    'stages: [build, deploy]',
    'build:',
    '  stage: build',
    '  script: make',
    '  artifacts:',
    `    paths: [${path}]`,
    `    expire_in: ${expires}`,
    'deploy:',
    '  stage: deploy',
    '  environment: production',
    '  rules:',
    '    - if: $CI_COMMIT_BRANCH == "main"',
    `  script: ${deploy}`,
  ].join('\n'),
})

const cleaner = (inputs: readonly string[], action = 'actions/delete-package-versions@v5') => ({
  '.github/workflows/clean.yml': [
    'on: { schedule: [{ cron: "0 3 * * 1" }] }',
    'jobs:',
    '  clean:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    `      - uses: ${action}`,
    '        with:',
    ...inputs.map((line) => `          ${line}`),
  ].join('\n'),
})

const circle = (command: string) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  deploy:',
    '    docker:',
    '      - image: cimg/base:2024.01',
    '    steps:',
    `      - run: ${command}`,
    'workflows:',
    '  main:',
    '    jobs:',
    '      - deploy',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is kept', files: { 'README.md': '# shop' } },
    {
      name: 'a policy for images without tags',
      files: ecr([rule('tagStatus = "untagged"\ncountType = "sinceImagePushed"\ncountUnit = "days"\ncountNumber = 1')]),
    },
    { name: 'a policy for images of changes', files: ecr([rule(tagged('"pr-"', '1'))]) },
    { name: 'a registry for tests', files: ecr([rule(newest('1'))], 'api-test') },
    { name: 'a rule that moves to the archive', files: ecr([rule(newest('1'), { action: 'transition' })]) },
    { name: 'an artifact without a time', files: github('') },
    { name: 'the default of the repository', files: github('0') },
    { name: 'an artifact that is not deployed', files: github('1', 'npm test') },
    { name: 'an artifact of another name', files: github('1', undefined, undefined, 'name: other') },
    { name: 'a host that keeps versions', files: github('1', 'netlify deploy --prod --dir dist') },
    {
      name: 'an artifact that is published, too',
      files: github('1', undefined, 'npm publish'),
    },
    { name: 'a report of tests', files: gitlab('1 hour', undefined, 'coverage/') },
    {
      name: 'only versions without a tag',
      files: cleaner(['package-type: container', 'min-versions-to-keep: 0', 'delete-only-untagged-versions: "true"']),
    },
    {
      name: 'a cache of builds',
      files: cleaner(['package-type: container', 'package-name: shop-buildcache', 'min-versions-to-keep: 0']),
    },
    { name: 'versions of a library', files: cleaner(['package-type: npm', 'min-versions-to-keep: 1']) },
    {
      name: 'Google: images without tags',
      files: google(
        '  cleanup_policies {\n    id = "a"\n    action = "DELETE"\n    condition {\n      tag_state = "UNTAGGED"\n      older_than = "1d"\n    }\n  }',
      ),
    },
  ],
  unknown: [
    {
      name: 'a number of a variable',
      files: { 'infra/vars.tf': 'variable "most" {}', ...ecr([rule(newest('var.most'))]) },
    },
    {
      name: 'a policy from a file',
      files: {
        'infra/main.tf': 'resource "aws_ecr_lifecycle_policy" "api" {\n  repository = "api"\n  policy = var.policy\n}',
      },
    },
    { name: 'a parameter of a template', files: stack(`!Sub '${ecrJson('${Most}')}'`) },
    { name: 'an expression', files: github('${{ vars.DAYS }}') },
    { name: 'a variable of GitLab', files: gitlab('$KEEP') },
    { name: 'the number of revisions is a variable', files: circle('helm upgrade api ./chart --history-max $MOST') },
    {
      name: 'an expression in a clean-up',
      files: cleaner(['package-type: container', 'min-versions-to-keep: ${{ vars.KEEP }}']),
    },
  ],
  passes: [
    { name: 'ten images', files: ecr([rule(newest('10'))]) },
    {
      name: 'what is released is kept, of others little',
      files: ecr([rule(tagged('"v"', '20'), { priority: 1 }), rule(newest('1'), { priority: 2 })]),
    },
    { name: 'a template', files: stack(`'${ecrJson('30')}'`) },
    { name: 'a month', files: github('30') },
    { name: 'GitLab: two weeks', files: gitlab('2 weeks') },
    { name: 'GitLab: for ever', files: gitlab('never') },
    { name: 'all revisions', files: circle('helm upgrade api ./chart --history-max 0') },
    { name: 'a clean-up that keeps enough', files: cleaner(['package-type: container', 'min-versions-to-keep: 10']) },
    {
      name: 'Google: some stay, however old',
      files: google(
        '  cleanup_policies {\n    id = "a"\n    action = "DELETE"\n    condition {\n      older_than = "1d"\n    }\n  }\n  cleanup_policies {\n    id = "b"\n    action = "KEEP"\n    most_recent_versions {\n      keep_count = 5\n    }\n  }',
      ),
    },
  ],
  fails: [
    { name: 'one image', files: ecr([rule(newest('1 # ! few'))]) },
    {
      name: 'by the data source',
      files: {
        'infra/main.tf':
          'data "aws_ecr_lifecycle_policy_document" "api" {\n  rule {\n    priority = 1\n    selection {\n      tag_status = "any"\n      count_type = "imageCountMoreThan"\n      count_number = 2 # ! few\n    }\n  }\n}\nresource "aws_ecr_lifecycle_policy" "api" {\n  repository = "api"\n  policy = data.aws_ecr_lifecycle_policy_document.api.json\n}',
      },
    },
    { name: 'a template', files: stack(`'${ecrJson('7')}' # ! short`) },
    { name: 'GitHub: a day', files: github('1 # ! artifact') },
    { name: 'GitHub: all that there is', files: github('5 # ! artifact', undefined, undefined, 'path: dist') },
    { name: 'GitLab: an hour', files: gitlab('1 hour # ! artifact') },
    { name: 'GitLab: days and hours', files: gitlab('3d 4h # ! artifact') },
    { name: 'CircleCI: one revision', files: circle('helm upgrade api ./chart --history-max 1 # ! history') },
    {
      name: 'a release of Terraform',
      files: {
        'infra/main.tf':
          'resource "helm_release" "api" {\n  name = "api"\n  chart = "api"\n  max_history = 1 # ! history\n}',
      },
    },
    {
      name: 'a clean-up that keeps one',
      files: cleaner(['package-type: container', 'min-versions-to-keep: 1 # ! few']),
    },
    {
      name: 'Google: a week',
      files: google(
        '  cleanup_policies {\n    id = "a"\n    action = "DELETE"\n    condition {\n      older_than = "7d" # ! short\n    }\n  }',
      ),
    },
  ],
})
