import { expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const PIPELINE = `resource "aws_codepipeline" "shop" {
  name           = "shop"
  execution_mode = "QUEUED"
  pipeline_type  = "V2"

  trigger {
    provider_type = "CodeStarSourceConnection"
    git_configuration {
      source_action_name = "Source"
      push {
        branches {
          includes = ["main"]
        }
      }
      pull_request {
        events = ["OPEN"]
        branches {
          includes = ["main"]
        }
      }
    }
  }

  stage {
    name = "Source"
    action {
      name     = "Source"
      category = "Source"
      provider = "CodeStarSourceConnection"
      configuration = {
        FullRepositoryId = "acme/shop"
        BranchName       = "main"
      }
    }
  }

  stage {
    name = "Build"
    action {
      name     = "Build"
      category = "Build"
      provider = "CodeBuild"
      configuration = {
        ProjectName          = aws_codebuild_project.build.name
        EnvironmentVariables = jsonencode([{ name = "STAGE", value = "prod" }])
      }
    }
  }

  dynamic "stage" {
    for_each = var.stages
    content {
      name = stage.value
    }
  }

  stage {
    name = "Production"
    before_entry {
      condition {
        result = "FAIL"
        rule {
          name = "alarm"
          rule_type_id {
            category = "Rule"
            provider = "CloudWatchAlarm"
          }
          configuration = { AlarmName = "errors" }
        }
      }
    }
    on_failure {
      result = "ROLLBACK"
    }
    action {
      name      = "Approve"
      category  = "Approval"
      provider  = "Manual"
      run_order = 1
    }
    action {
      name      = "Deploy"
      category  = "Deploy"
      provider  = "CodeDeployToECS"
      run_order = 2
      configuration = {
        ApplicationName     = "shop"
        DeploymentGroupName = aws_codedeploy_deployment_group.shop.deployment_group_name
      }
    }
  }
}

resource "aws_codebuild_project" "build" {
  name = "\${var.prefix}-build"
  environment {
    image = "aws/codebuild/standard:7.0"
    type  = "LINUX_CONTAINER"
  }
  source {
    type      = "CODEPIPELINE"
    buildspec = "ci/buildspec.yml"
  }
}
`

test('a pipeline of Terraform', () => {
  const reading = readSystem('aws-codepipeline', {
    'package.json': JSON.stringify({ scripts: { test: 'jest' } }),
    'ci/buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - npm test\n',
    'infra/main.tf': PIPELINE,
  })
  expect(outlineOf(reading)).toEqual([
    'workflow shop on push(main), change-request(main) ?stages of the pipeline (dynamic "stage")',
    '  Build/Build:40 starts 0 1',
    '  Build/Build/build:2 starts 0 1 called by Build/Build images aws/codebuild/standard:7.0',
    '    build:5 unit-test=jest:44',
    '  Production/before entry:59 starts 0 1 needs Build/Build Build/Build/build',
    '    alarm:63 uses aws-codepipeline:rule/cloudwatchalarm verify-deployment=cloudwatch:63',
    '  Production/Approve:76 starts 0 1 needs Production/before entry approval gate',
    '  Production/Deploy:82 starts 0 1 needs Production/Approve in Production/production',
    '    Deploy:82 uses aws-codepipeline:deploy/codedeploytoecs deploy=codedeploy:82',
    '    -:82 ?the AppSpec file of the deployment',
    '  Production/on failure:72 starts 0 1 needs Production/before entry Production/Approve Production/Deploy after failure',
    '    -:72 uses aws-codepipeline:stage/rollback rollback=codepipeline:72',
  ])
  expect(reading.pipelines[0]?.jobs[1]?.env.get('STAGE')?.value).toBe('prod')
})

test('an action and a stage that hang on a variable', () => {
  const block = (kind: string, content: string) =>
    `dynamic "${kind}" {\n  for_each = var.tests ? [1] : []\n  content {\n${content}\n  }\n}\n`
  const action = (name: string, provider: string, order: number) =>
    `name = "${name}"\ncategory = "Build"\nprovider = "${provider}"\nrun_order = ${order}\ncommands = ["npx jest"]\n`
  const { pipelines } = readSystem('aws-codepipeline', {
    'main.tf': `resource "aws_codepipeline" "shop" {
  stage {
    name = "Deploy"
    action {
${action('Ship', 'ECS', 1)}
    }
    ${block('action', action('Look', 'Commands', 2))}
  }
  ${block('stage', `name = "Later"\naction {\n${action('Tell', 'Commands', 1)}}\n`)}
}
`,
  })
  const [pipeline] = pipelines
  expect(pipeline?.unresolved).toEqual([])
  expect(
    pipeline?.jobs.map(({ id, needs, starts = [] }) => ({
      id,
      needs,
      certain: starts.every(({ certain }) => certain),
    })),
  ).toEqual([
    { id: 'Deploy/Ship', needs: [], certain: true },
    { id: 'Deploy/Look', needs: ['Deploy/Ship'], certain: false },
    { id: 'Later/Tell', needs: ['Deploy/Look'], certain: false },
  ])
})

test('a schedule of another resource starts it', () => {
  const more = `
resource "aws_cloudwatch_event_rule" "nightly" {
  schedule_expression = "rate(1 day)"
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_codepipeline.shop.arn
}
`
  const { pipelines } = readSystem('aws-codepipeline', { 'infra/main.tf': PIPELINE + more })
  expect(pipelines[0]?.triggers.map(({ kind }) => kind)).toEqual(['push', 'change-request', 'schedule'])
})

test('examples define no pipeline', () => {
  expect(readSystem('aws-codepipeline', { 'examples/main.tf': PIPELINE }).pipelines).toEqual([])
})
