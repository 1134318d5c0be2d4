import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const BUILDSPEC = `version: 0.2
phases:
  build:
    commands:
      - npm test
`

const PACKAGE = JSON.stringify({ scripts: { test: 'jest' } })

function outline(files: Readonly<Record<string, string>>): string[] {
  return outlineOf(readSystem('aws-codebuild', { 'package.json': PACKAGE, ...files }))
}

/** A CloudFormation template with one project. */
function template(source: string, more = ''): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: shop-build
      TimeoutInMinutes: 20
      AutoRetryLimit: 2
      Environment:
        Type: LINUX_CONTAINER
        Image: aws/codebuild/standard:7.0
        EnvironmentVariables:
          - {Name: STAGE, Value: prod}
          - {Name: KEY, Value: 'shop:key', Type: SECRETS_MANAGER}
      Source:
        Type: GITHUB
${source}${more}`
}

const WEBHOOK = `      Triggers:
        Webhook: true
        FilterGroups:
          - - {Type: EVENT, Pattern: 'PULL_REQUEST_CREATED,PULL_REQUEST_UPDATED'}
            - {Type: BASE_REF, Pattern: '^refs/heads/main$'}
          - - {Type: EVENT, Pattern: PUSH}
            - {Type: HEAD_REF, Pattern: '^refs/heads/main$'}
          - - {Type: EVENT, Pattern: PUSH}
            - {Type: HEAD_REF, Pattern: '^refs/tags/v.*'}
            - {Type: ACTOR_ACCOUNT_ID, Pattern: '1234'}
`

describe('a project of CloudFormation', () => {
  test('gives its buildspec triggers, variables, image, limit and retries', () => {
    expect(outline({ 'infra/ci.yaml': template('', WEBHOOK), 'buildspec.yml': BUILDSPEC })).toEqual([
      'workflow shop-build on change-request(main), push(main), tag(v*)',
      '  build:2 starts 0 1 2? images aws/codebuild/standard:7.0 20 minutes 2 retries secrets shop:key',
      '    build:5 unit-test=jest:5',
    ])
  })

  test('without a webhook is started by something that is not known', () => {
    const [head] = outline({ 'ci.yaml': template(''), 'buildspec.yml': BUILDSPEC })
    expect(head).toBe('workflow shop-build on change-request, push, tag, schedule, manual within')
  })

  test('names its buildspec, from the root or from its own folder', () => {
    const at = (path: string, file: string): string[] =>
      outline({ 'infra/ci.yaml': template(`        BuildSpec: ${path}\n`, WEBHOOK), [file]: BUILDSPEC }).slice(2)
    const read = ['    build:5 unit-test=jest:5']
    expect(at('ci/build.yml', 'ci/build.yml')).toEqual(read)
    expect(at('./build.yml', 'infra/build.yml')).toEqual(read)
    expect(at('gone.yml', 'other.txt')).toEqual(['    -:17 ?buildspec gone.yml'])
    expect(at('!Ref Spec', 'other.txt')).toEqual(['    -:17 ?buildspec ${{ !Ref Spec }} of shop-build'])
  })

  const INLINE: readonly (readonly [string, string, number])[] = [
    [
      'a block',
      `        BuildSpec: |
          version: 0.2
          phases:
            build:
              commands:
                - npm test
`,
      22,
    ],
    [
      'Fn::Sub',
      `        BuildSpec: !Sub
          - |
            version: 0.2
            phases:
              build:
                commands:
                  - STAGE=\${Stage} npm test
                  - echo \${!HOME}
          - {Stage: prod}
`,
      23,
    ],
    [
      'Fn::Join',
      `        BuildSpec:
          Fn::Join:
            - "\\n"
            - - 'version: 0.2'
              - 'phases:'
              - '  build:'
              - '    commands:'
              - '      - npm test'
              - !Ref Rest
`,
      24,
    ],
  ]

  test.each(INLINE)('holds its buildspec as %s, each command in its line', (_, text, line) => {
    const lines = outline({ 'ci.yaml': template(text, WEBHOOK) })
    expect(lines[2]).toContain(`unit-test=jest:${line}`)
  })

  test('several projects of one buildspec are one pipeline', () => {
    const two = template('', WEBHOOK).replace(
      'Resources:\n',
      'Resources:\n  Other:\n    Type: AWS::CodeBuild::Project\n',
    )
    expect(
      outline({ 'ci.yaml': two, 'buildspec.yml': BUILDSPEC }).filter((line) => !line.startsWith(' ')),
    ).toHaveLength(1)
  })

  test('that a pipeline of the tree uses leaves its start to that pipeline', () => {
    const pipeline = `  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages: [{Name: Build, Actions: [{Configuration: {ProjectName: !Ref Build}}]}]
`
    const [head, job] = outline({ 'ci.yaml': template('', pipeline), 'buildspec.yml': BUILDSPEC })
    expect([head, job]).toEqual(['reusable buildspec.yml on call', '  build:2 starts 0'])
  })
})

describe('a project of Terraform', () => {
  const project = (buildspec: string, more = ''): string => `resource "aws_codebuild_project" "build" {
  name          = "shop-build"
  build_timeout = 20
  environment {
    image = "aws/codebuild/standard:7.0"
    type  = "LINUX_CONTAINER"
    environment_variable {
      name  = "STAGE"
      value = var.stage
    }
  }
  source {
    type      = "GITHUB"
    buildspec = ${buildspec}
  }
}
${more}`

  test('has its webhook in another resource', () => {
    const webhook = `resource "aws_codebuild_webhook" "hook" {
  project_name = aws_codebuild_project.build.name
  filter_group {
    filter {
      type    = "EVENT"
      pattern = "PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED"
    }
  }
}
`
    const files = { 'infra/main.tf': project('"buildspec.yml"', webhook), 'buildspec.yml': BUILDSPEC }
    const { pipelines } = readSystem('aws-codebuild', { 'package.json': PACKAGE, ...files })
    expect(outlineOf({ pipelines })).toEqual([
      'workflow shop-build on change-request',
      '  build:2 starts 0 images aws/codebuild/standard:7.0 20 minutes',
      '    build:5 unit-test=jest:5',
    ])
    expect(pipelines[0]?.jobs[0]?.env.get('STAGE')?.value).toBe('${{ var.stage }}')
  })

  test.each([
    ['file', 'file("${path.module}/ci.yml")', { 'infra/ci.yml': BUILDSPEC }, 5],
    ['templatefile', 'templatefile("${path.module}/ci.yml", { a = 1 })', { 'infra/ci.yml': BUILDSPEC }, 5],
    [
      'a heredoc',
      '<<-EOT\n      version: 0.2\n      phases:\n        build:\n          commands:\n            - npm test\n    EOT',
      {},
      19,
    ],
    [
      'yamlencode',
      'yamlencode({ version = 0.2, phases = { build = {\n    commands = [\n      "npm test",\n    ] } } })',
      {},
      16,
    ],
  ])('has its buildspec from %s', (_, buildspec, more, line) => {
    const lines = outline({ 'infra/main.tf': project(buildspec), ...more })
    expect(lines[2]).toContain(`unit-test=jest:${line}`)
  })
})
