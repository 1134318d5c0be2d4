import { describe, expect, test } from '@jest/globals'
import type { AnyCheck } from '../../src/check-api/index.js'
import { known, unknown } from '../../src/core/known.js'
import { plain } from '../../src/core/message.js'
import type { Report } from '../../src/core/report.js'
import type { Verdict } from '../../src/core/verdict.js'
import { lint } from '../../src/lint.js'
import { NO_SETTINGS } from '../../src/models/settings.js'
import { noHosting } from '../../src/models/no-hosting.js'
import { ADAPTERS } from '../../src/readers/pipelines/index.js'
import { filesOf } from '../helpers/files.js'
import { policy } from '../helpers/policy.js'

/** Where each CI system looks for its pipeline. */
const PIPELINE_FILE = {
  'github-actions': '.github/workflows/pipeline.yml',
  'gitlab-ci': '.gitlab-ci.yml',
  jenkins: 'Jenkinsfile',
  'azure-pipelines': 'azure-pipelines.yml',
  circleci: '.circleci/config.yml',
  'bitbucket-pipelines': 'bitbucket-pipelines.yml',
  'aws-codepipeline': 'pipeline.template.yaml',
  buildkite: '.buildkite/pipeline.yml',
  drone: '.drone.yml',
  woodpecker: '.woodpecker.yml',
} as const

export type System = keyof typeof PIPELINE_FILE

const READ: ReadonlySet<string> = new Set(ADAPTERS.map(({ system }) => system))
const SYSTEMS = (Object.keys(PIPELINE_FILE) as System[]).filter((system) => READ.has(system))

/** One practice as every CI system would show it: the pipelines mean the same, so the verdicts must be the same. */
export interface Scenario {
  readonly check: AnyCheck
  /** What the check must find in each of the pipelines. */
  readonly state: 'evidence' | 'problem'
  /** A practice that the check decides, and its verdict if nothing else is looked at. */
  readonly practice: readonly [id: string, verdict: Verdict]
  /** Files beside the pipeline. */
  readonly files?: Readonly<Record<string, string>>
  readonly pipelines: Readonly<Record<System, string>>
  /** What a controller that pulls (Argo CD, Flux) is told, instead of a pipeline, where that means the same. */
  readonly controller?: Readonly<Record<string, string>>
}

/** A service whose tests run with `npm test`. */
export const SERVICE: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "private": true, "scripts": { "test": "jest", "lint": "eslint ." } }\n',
  'package-lock.json': '{ "name": "shop", "lockfileVersion": 3, "packages": {} }\n',
  'src/server.js': 'export const answer = 42\n',
  '__tests__/server.test.js': "test('answers', () => {})\n",
  'k8s/deployment.yaml': [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: shop }',
    'spec:',
    '  selector: { matchLabels: { app: shop } }',
    '  template:',
    '    metadata: { labels: { app: shop } }',
    '    spec: { containers: [{ name: shop, image: registry.example/shop:1.2.3 }] }',
    '',
  ].join('\n'),
}

/** Judges the scenario in every CI system, side by side. */
export function scenario(name: string, { check, state, practice, files = {}, pipelines, controller }: Scenario): void {
  const [id, verdict] = practice
  const judge = (tree: Readonly<Record<string, string>>): void => {
    const { checks, practices } = reportOf(check, { ...SERVICE, ...files, ...tree })
    expect(checks.map((each) => ({ state: each.state, outcomes: each.outcomes.map(outcomeText) }))).toEqual([
      { state, outcomes: expect.anything() },
    ])
    expect(practices.find((each) => each.id === id)?.verdict).toBe(verdict)
  }
  describe(name, () => {
    test.each(SYSTEMS)(`${id} is ${verdict} with %s`, (system) => {
      judge({ [PIPELINE_FILE[system]]: pipelines[system] })
    })
    if (controller !== undefined) test(`${id} is ${verdict} with a controller that pulls`, () => judge(controller))
  })
}

function outcomeText(outcome: CheckOutcomes): string {
  return `${outcome.kind}: ${plain('reason' in outcome ? outcome.reason : outcome.message)}`
}

type CheckOutcomes = Report['checks'][number]['outcomes'][number]

function reportOf(check: AnyCheck, tree: Readonly<Record<string, string>>): Report {
  const snapshot = {
    repository: 'acme/shop',
    revision: null,
    deliveryHistory: unknown('not read'),
    files: filesOf(tree),
    hosting: noHosting('not asked'),
    history: known({ authors: 3, commits: 120, shallow: false }),
  }
  return lint({ version: '0.0.0', checks: [check], policy, settings: NO_SETTINGS }, snapshot)
}

/** One stage of a pipeline of AWS CodePipeline: the commands of a CodeBuild project, or a deployment to Amazon ECS. */
export interface Stage {
  readonly name: string
  /** Lines of the build phase. */
  readonly commands?: readonly string[]
  /** Lines of `post_build`, which runs whatever the build came to. */
  readonly afterwards?: readonly string[]
  readonly image?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Name of an Amazon ECS service that the stage deploys to. */
  readonly service?: string
  /** What CodePipeline does if the stage fails. */
  readonly onFailure?: 'ROLLBACK'
}

/** A CloudFormation template with a pipeline of AWS CodePipeline that follows the main branch. */
export function codePipeline(stages: readonly Stage[], triggers: readonly string[] = []): string {
  const projects = stages.filter(({ commands }) => commands !== undefined)
  return [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    ...projects.flatMap(projectLines),
    '  Pipeline:',
    '    Type: AWS::CodePipeline::Pipeline',
    '    Properties:',
    '      Name: shop',
    '      PipelineType: V2',
    '      RoleArn: arn:aws:iam::111122223333:role/pipeline',
    '      ArtifactStore: { Type: S3, Location: shop-artifacts }',
    ...triggers.map((line) => `      ${line}`),
    '      Stages:',
    '        - Name: Source',
    '          Actions:',
    '            - Name: Source',
    '              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: "1" }',
    '              Configuration: { ConnectionArn: arn:aws:x, FullRepositoryId: acme/shop, BranchName: main }',
    '              OutputArtifacts: [{ Name: source }]',
    ...stages.flatMap(stageLines),
    '',
  ].join('\n')
}

function projectLines({ name, commands = [], afterwards = [], image, environment = {} }: Stage): string[] {
  return [
    `  ${name}Project:`,
    '    Type: AWS::CodeBuild::Project',
    '    Properties:',
    `      Name: shop-${name.toLowerCase()}`,
    '      ServiceRole: arn:aws:iam::111122223333:role/build',
    '      Artifacts: { Type: CODEPIPELINE }',
    '      Environment:',
    '        Type: LINUX_CONTAINER',
    '        ComputeType: BUILD_GENERAL1_SMALL',
    `        Image: ${image ?? 'aws/codebuild/standard:7.0'}`,
    ...(Object.keys(environment).length > 0 ? ['        EnvironmentVariables:'] : []),
    ...Object.entries(environment).map(([key, value]) => `          - { Name: ${key}, Value: ${value} }`),
    '      Source:',
    '        Type: CODEPIPELINE',
    '        BuildSpec: |',
    '          version: 0.2',
    '          phases:',
    '            build:',
    '              commands:',
    ...commands.map((line) => `                - ${line}`),
    ...(afterwards.length > 0 ? ['            post_build:', '              commands:'] : []),
    ...afterwards.map((line) => `                - ${line}`),
  ]
}

function stageLines({ name, commands, service, onFailure }: Stage): string[] {
  return [
    `        - Name: ${name}`,
    ...(onFailure === undefined ? [] : [`          OnFailure: { Result: ${onFailure} }`]),
    '          Actions:',
    `            - Name: ${name}`,
    ...(commands === undefined
      ? [
          '              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ECS, Version: "1" }',
          `              Configuration: { ClusterName: shop, ServiceName: ${service} }`,
        ]
      : [
          '              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1" }',
          `              Configuration: { ProjectName: !Ref ${name}Project }`,
        ]),
    '              InputArtifacts: [{ Name: source }]',
  ]
}
