import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const PACKAGE = JSON.stringify({ scripts: { test: 'jest' } })

const BUILDSPEC = `version: 0.2
phases:
  build:
    commands:
      - npm test
`

const PROJECT = `  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      TimeoutInMinutes: 20
      Environment: {Image: 'aws/codebuild/standard:7.0'}
      Source: {Type: CODEPIPELINE}
`

/** A template with a pipeline: lines of its properties, its stages, and more resources. */
function template(stages: string, { more = '', resources = '' } = {}): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: shop
${more}      Stages:
        - Name: Source
          Actions:
            - Name: Checkout
              ActionTypeId: {Category: Source, Provider: CodeStarSourceConnection}
              Configuration: {FullRepositoryId: acme/shop, BranchName: main}
${stages}${resources}`
}

function action(name: string, type: string, configuration = '', more = ''): string {
  const [category, provider] = type.split('/')
  return `            - Name: ${name}
              ActionTypeId: {Category: ${category}, Provider: ${provider}}
              Configuration: {${configuration}}
${more}`
}

function stage(name: string, ...lines: string[]): string {
  return `        - Name: ${name}\n          Actions:\n${lines.join('')}`
}

function outline(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  const lines = outlineOf(readSystem('aws-codepipeline', { 'package.json': PACKAGE, ...more, 'ci.yaml': text }))
  return lines.map((line) => line.replace(/:\d+ starts [^ ]+/, '').replace(/^( {4}[^:]+):\d+/, '$1'))
}

describe('stages and actions', () => {
  test('of a build, a gate and deployments side by side', () => {
    const text = template(
      stage('Build', action('Compile', 'Build/CodeBuild', 'ProjectName: !Ref Build')) +
        stage('Gate', action('Review', 'Approval/Manual')) +
        stage(
          'Production',
          action('Stack', 'Deploy/CloudFormation', 'ActionMode: CREATE_UPDATE, StackName: shop'),
          action('Web', 'Deploy/S3', 'BucketName: shop-www'),
          action('Service', 'Deploy/ECS', 'ClusterName: shop, ServiceName: web', '              RunOrder: 2\n'),
        ),
      { resources: PROJECT },
    )
    expect(outline(text, { 'buildspec.yml': BUILDSPEC })).toEqual([
      'workflow shop on push(main)',
      '  Build/Compile',
      '  Build/Compile/build called by Build/Compile images aws/codebuild/standard:7.0 20 minutes',
      '    build unit-test=jest:17',
      '  Gate/Review needs Build/Compile Build/Compile/build approval gate',
      '  Production/Stack needs Gate/Review in Production/production',
      '    Stack uses aws-codepipeline:deploy/cloudformation iac-apply=cloudformation:25',
      '  Production/Web needs Gate/Review in Production/production',
      '    Web uses aws-codepipeline:deploy/s3 deploy=aws-s3:28',
      '  Production/Service needs Production/Stack Production/Web in Production/production',
      '    Service uses aws-codepipeline:deploy/ecs deploy=aws-ecs:31',
    ])
  })

  test('the way to a command leads through the action and the buildspec', () => {
    const text = template(stage('Build', action('Compile', 'Build/CodeBuild', 'ProjectName: !Ref Build')), {
      resources: PROJECT,
    })
    const files = { 'package.json': PACKAGE, 'buildspec.yml': BUILDSPEC, 'ci.yaml': text }
    const { pipelines } = readSystem('aws-codepipeline', files)
    expect(pipelines[0]?.jobs[1]?.steps[0]?.commands[0]?.because).toEqual([
      { file: 'ci.yaml', line: 17, text: 'CodeBuild project Build' },
      { file: 'ci.yaml', line: 18, text: 'buildspec buildspec.yml' },
      { file: 'buildspec.yml', line: 5, text: 'npm test' },
      { file: 'package.json', line: 1, text: 'jest' },
    ])
  })

  test('a buildspec within the template gives the action its steps', () => {
    const project = `  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Name: !Sub '\${AWS::StackName}-build'
      Source:
        BuildSpec: |
          version: 0.2
          phases: {build: {commands: ['npm test']}}
`
    const text = template(
      stage('Build', action('Compile', 'Build/CodeBuild', "ProjectName: !Sub '${AWS::StackName}-build'")),
      { resources: project },
    )
    expect(outline(text)).toEqual(['workflow shop on push(main)', '  Build/Compile', '    build unit-test=jest:17'])
  })

  test.each([
    ['is not in the tree', 'ProjectName: shop-build', '?CodeBuild project shop-build'],
    ['is decided elsewhere', 'ProjectName: !ImportValue Build', '?CodeBuild project ${{ !ImportValue Build }}'],
    ['has no buildspec in the tree', 'ProjectName: !Ref Build', '?buildspec buildspec.yml'],
  ])('a project that %s leaves its action open', (_, configuration, open) => {
    const text = template(stage('Build', action('Compile', 'Build/CodeBuild', configuration)), { resources: PROJECT })
    expect(outline(text)[2]).toContain(open)
  })

  test('a batch runs only where the action asks for it', () => {
    const batch = `${BUILDSPEC}batch:\n  build-list: [{identifier: one}, {identifier: two}]\n`
    const jobs = (configuration: string): string[] => {
      const compile = action('Compile', 'Build/CodeBuild', `ProjectName: !Ref Build${configuration}`)
      const text = template(stage('Build', compile), { resources: PROJECT })
      const { pipelines } = readSystem('aws-codepipeline', { 'ci.yaml': text, 'buildspec.yml': batch })
      return pipelines[0]?.jobs.map(({ id }) => id) ?? []
    }
    expect(jobs('')).toEqual(['Build/Compile', 'Build/Compile/build'])
    expect(jobs(', BatchEnabled: true')).toEqual(['Build/Compile', 'Build/Compile/one', 'Build/Compile/two'])
  })

  test('variables of the action count more than those of the project', () => {
    const set = `EnvironmentVariables: '[{"name":"STAGE","value":"prod"},{"name":"KEY","value":"shop:key","type":"SECRETS_MANAGER"}]'`
    const compile = action('Compile', 'Build/CodeBuild', `ProjectName: !Ref Build, ${set}`)
    const text = template(stage('Build', compile), { resources: PROJECT })
    const spec = 'version: 0.2\nenv: {variables: {STAGE: dev}}\nphases: {build: {commands: [./deploy $STAGE]}}\n'
    const { pipelines } = readSystem('aws-codepipeline', { 'ci.yaml': text, 'buildspec.yml': spec })
    const job = pipelines[0]?.jobs[1]
    expect(job?.env.get('STAGE')?.value).toBe('prod')
    expect(job?.secrets?.map(({ value }) => value)).toEqual(['shop:key'])
    expect(job?.steps[0]?.commands[0]?.argv.map(({ text: word }) => word)).toEqual(['./deploy', 'prod'])
  })

  test('commands of the Commands action are a script', () => {
    const commands = "              Commands: ['npm ci', 'npm test']\n"
    expect(outline(template(stage('Test', action('Run', 'Compute/Commands', '', commands))))).toEqual([
      'workflow shop on push(main)',
      '  Test/Run',
      '    Run install=npm:18 unit-test=jest:18',
    ])
  })

  test.each([
    ['CHANGE_SET_REPLACE', 'iac-plan=cloudformation:15'],
    ['CHANGE_SET_EXECUTE', 'iac-apply=cloudformation:15'],
    ['DELETE_ONLY', 'cleanup=cloudformation:15'],
  ])('CloudFormation with %s', (mode, intent) => {
    const text = template(stage('Deploy', action('Stack', 'Deploy/CloudFormation', `ActionMode: ${mode}`)))
    expect(outline(text)[2]).toContain(intent)
  })

  test.each([
    ['Test', 'Build/CodeBuild', '', undefined],
    ['Staging', 'Build/CodeBuild', '', 'in Staging/staging'],
    ['Deploy', 'Deploy/ECS', 'ClusterName: shop-prod', 'in shop-prod/production'],
    ['Deploy', 'Deploy/ECS', 'ClusterName: shop', undefined],
  ])('stage %s with %s {%s} deploys to: %s', (name, type, configuration, environment) => {
    const line = outline(template(stage(name, action('Go', type, configuration))))[1]
    expect(line?.match(/in \S+/)?.[0]).toBe(environment)
  })

  test('stages that the template leaves open are recorded', () => {
    const text = template(
      `        - !If [WithStaging, {Name: Staging, Actions: []}, !Ref 'AWS::NoValue']
` + stage('Deploy', action('Go', 'Deploy/ECS'), '            - !If [Blue, {Name: A}, {Name: B}]\n'),
    )
    expect(outline(text)[0]).toMatch(
      /^workflow shop on push\(main\) \?stages of the pipeline \(!If .*\) \?actions of a stage \(!If/,
    )
  })
})

describe('conditions, approvals and locks of stages', () => {
  const deploy = stage('Deploy', action('Service', 'Deploy/ECS'))
  const RULE = '{Name: alarm, RuleTypeId: {Category: Rule, Provider: CloudWatchAlarm}, Configuration: {AlarmName: a}}'

  test('a failing stage is rolled back', () => {
    const text = template(`${deploy}          OnFailure: {Result: ROLLBACK}\n`)
    expect(outline(text).slice(2)).toEqual([
      '    Service uses aws-codepipeline:deploy/ecs deploy=aws-ecs:15',
      '  Deploy/on failure needs Deploy/Service after failure',
      '    - uses aws-codepipeline:stage/rollback rollback=codepipeline:18',
    ])
  })

  test('alarms after a stage are looked at before the next one', () => {
    const condition = `          OnSuccess: {Conditions: [{Result: ROLLBACK, Rules: [${RULE}]}]}\n`
    const text = template(deploy + condition + stage('Next', action('More', 'Deploy/ECS')))
    expect(outline(text).slice(3)).toEqual([
      '  Deploy/on success needs Deploy/Service',
      '    alarm uses aws-codepipeline:rule/cloudwatchalarm verify-deployment=cloudwatch:18',
      '    - uses aws-codepipeline:stage/rollback after failure rollback=codepipeline:18',
      '  Next/More needs Deploy/on success',
      '    More uses aws-codepipeline:deploy/ecs deploy=aws-ecs:21',
    ])
  })

  test('rules before a stage run first, and a failing stage may be tried again', () => {
    const text = template(
      `${deploy}          BeforeEntry: {Conditions: [{Result: FAIL, Rules: [${RULE}]}]}
          OnFailure: {Result: RETRY, RetryConfiguration: {RetryMode: FAILED_ACTIONS}}
`,
    )
    expect(outline(text).filter((line) => /^ {2}\S/.test(line))).toEqual([
      '  Deploy/before entry',
      '  Deploy/Service needs Deploy/before entry 1 retries',
    ])
  })

  test('a stage that nothing enters by itself waits for a person', () => {
    const more = '      DisableInboundStageTransitions: [{StageName: Deploy, Reason: by hand}]\n'
    expect(outline(template(deploy, { more }))[1]).toBe('  Deploy/Service approval gate')
  })

  test.each([
    ['', 'shop/Deploy'],
    ['      ExecutionMode: QUEUED\n', 'shop/Deploy'],
    ['      ExecutionMode: PARALLEL\n', undefined],
  ])('with %j executions share the lock %s', (more, group) => {
    const { pipelines } = readSystem('aws-codepipeline', { 'ci.yaml': template(deploy, { more }) })
    const concurrency = pipelines[0]?.jobs[0]?.concurrency
    expect(concurrency?.group.value).toBe(group)
    expect(concurrency?.cancelInProgress?.value).toBe(group === undefined ? undefined : false)
  })
})

describe('what starts a pipeline', () => {
  const deploy = stage('Deploy', action('Service', 'Deploy/ECS'))
  const head = (text: string): string | undefined =>
    outlineOf(readSystem('aws-codepipeline', { 'ci.yaml': text }))
      .slice(0, 2)
      .map((line) => line.replace('workflow shop on ', '').replace(/^.*:\d+ starts (.*)$/, '[$1]'))
      .join(' ')
  const source = (provider: string, configuration: string): string =>
    template(deploy)
      .replace('CodeStarSourceConnection', provider)
      .replace('FullRepositoryId: acme/shop, BranchName: main', configuration)

  test.each([
    ['CodeCommit', 'BranchName: main', 'push(main) [0]'],
    ['CodeCommit', 'BranchName: main, PollForSourceChanges: false', 'push(main) [0?]'],
    ['GitHub', 'Branch: !Ref Branch, PollForSourceChanges: true', 'push(${{ !Ref Branch }}) [0]'],
    ['CodeStarSourceConnection', 'BranchName: main, DetectChanges: false', 'manual [0]'],
    ['S3', 'S3Bucket: shop', 'other [0]'],
    ['ECR', 'RepositoryName: shop', 'upstream [0]'],
  ])('source %s {%s}: %s', (provider, configuration, start) => {
    expect(head(source(provider, configuration))).toBe(start)
  })

  test('a rule of the tree tells the pipeline of changes, another starts it by the clock', () => {
    const rule = (how: string): string => `  Rule${how.length}:
    Type: AWS::Events::Rule
    Properties:
      ${how}
      Targets: [{Arn: !Sub 'arn:aws:codepipeline:eu:1:\${Pipeline}'}]
`
    const told = source('CodeCommit', 'BranchName: main, PollForSourceChanges: false')
    expect(head(told + rule("EventPattern: {source: ['aws.codecommit']}"))).toBe('push(main) [0]')
    expect(head(told + rule('ScheduleExpression: rate(1 day)'))).toBe('push(main), schedule [0? 1]')
  })

  test('triggers with filters replace the detection of changes', () => {
    const more = `      Triggers:
        - ProviderType: CodeStarSourceConnection
          GitConfiguration:
            SourceActionName: Checkout
            Push:
              - Branches: {Includes: [main, 'release/*'], Excludes: [release/old]}
                FilePaths: {Includes: ['src/**']}
              - Tags: {Includes: ['v*']}
            PullRequest:
              - Events: [OPEN, UPDATED]
                Branches: {Includes: [main]}
`
    const text = template(deploy, { more })
    expect(head(text)).toBe('push(main release/*), tag(v*), change-request(main) [0 1 2]')
    const { pipelines } = readSystem('aws-codepipeline', { 'ci.yaml': text })
    expect(pipelines[0]?.triggers[0]).toMatchObject({
      branchesIgnored: [{ value: 'release/old' }],
      paths: [{ value: 'src/**' }],
    })
  })
})
