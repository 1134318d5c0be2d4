import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const SCRIPTS = {
  'scripts/stop.sh': '#!/bin/bash\nsystemctl stop shop\n',
  'scripts/start.sh': '#!/bin/bash\nnpm ci\nsystemctl start shop\n',
  'scripts/check.sh':
    '#!/bin/bash\nfor i in 1 2 3; do [ "$(curl -s localhost/health)" = ok ] && exit 0; done\nexit 1\n',
  'scripts/nothing.sh': '#!/bin/bash\necho done\nexit 0\n',
}

const APPSPEC = `version: 0.0
os: linux
files:
  - {source: /, destination: /srv/shop}
hooks:
  ValidateService:
    - location: scripts/check.sh
      timeout: 300
      runas: root
  ApplicationStop:
    - location: scripts/stop.sh
  ApplicationStart:
    - location: scripts/start.sh
    - location: scripts/gone.sh
`

function outline(files: Readonly<Record<string, string>>): string[] {
  return outlineOf(readSystem('aws-codedeploy', { ...SCRIPTS, ...files }))
}

describe('a deployment to instances', () => {
  test('runs its hooks in the order of the lifecycle and follows their scripts', () => {
    expect(outline({ 'appspec.yml': APPSPEC })).toEqual([
      'reusable appspec.yml on call',
      '  deployment:5 starts 0',
      '    ApplicationStop:11',
      '    ApplicationStart:13 install=npm:13 lost(npm)',
      '    ApplicationStart:14 ?script ./scripts/gone.sh',
      '    ValidateService:7 verify-deployment=codedeploy-hook:7',
    ])
  })

  test('a limit in seconds is one in minutes, a script is a script', () => {
    const { pipelines } = readSystem('aws-codedeploy', { ...SCRIPTS, 'appspec.yml': APPSPEC })
    const step = pipelines[0]?.jobs[0]?.steps.at(-1)
    expect(step).toMatchObject({ timeoutMinutes: { value: '5' }, run: { value: 'scripts/check.sh' } })
  })

  test('scripts stand beside the file; one that looks at nothing verifies nothing', () => {
    const files = {
      'app/appspec.yml': 'version: 0.0\nhooks:\n  ValidateService:\n    - location: scripts/nothing.sh\n',
      'app/scripts/nothing.sh': SCRIPTS['scripts/nothing.sh'],
    }
    expect(outline(files).at(-1)).toBe('    ValidateService:4')
  })
})

test.each([
  ['Amazon ECS', 'Hooks:\n  - BeforeInstall: prepare\n  - AfterAllowTestTraffic: verify\n  - AfterAllowTraffic:\n'],
  ['AWS Lambda', 'Hooks:\n  - AfterAllowTestTraffic: verify\n  - BeforeInstall: prepare\n'],
])('functions of a deployment to %s', (_, hooks) => {
  const lines = outline({
    'appspec.yaml': `version: 0.0\nResources:\n  - Service: {Type: 'AWS::ECS::Service'}\n${hooks}`,
  })
  expect(lines.slice(2).map((line) => line.replace(/:\d+/g, ''))).toEqual([
    '    BeforeInstall uses aws-codedeploy:beforeinstall ?BeforeInstall prepare (it runs a Lambda function)',
    '    AfterAllowTestTraffic uses aws-codedeploy:afterallowtesttraffic verify-deployment=codedeploy-hook',
  ])
})

test('JSON is read as well', () => {
  const text = '{"version": 0.0, "Resources": [], "Hooks": [{"AfterAllowTraffic": "verify"}]}'
  expect(outline({ 'appspec.json': text })[2]).toContain('verify-deployment=codedeploy-hook')
})

test.each([
  ['another file of the name', { 'appspec.yml': 'name: shop\n' }],
  ['an example', { 'examples/appspec.yml': APPSPEC }],
])('%s is no deployment', (_, files) => {
  expect(outline(files)).toEqual([])
})

test('a broken file is a defect', () => {
  expect(readSystem('aws-codedeploy', { 'appspec.yml': 'version: 0.0\nhooks: [a\n' }).defects).toHaveLength(1)
})

describe('a pipeline that deploys with CodeDeploy', () => {
  const template = (configuration: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Deploy
          Actions:
            - Name: Go
              ActionTypeId: {Category: Deploy, Provider: CodeDeploy}
              Configuration: {${configuration}}
`
  const steps = (files: Readonly<Record<string, string>>): string[] =>
    outlineOf(
      readSystem('aws-codepipeline', { ...SCRIPTS, ...files, 'ci.yaml': template('ApplicationName: shop') }),
    ).slice(3)

  test('runs the hooks of the AppSpec file', () => {
    expect(steps({ 'deploy/appspec.yml': APPSPEC })).toEqual(
      [
        '    ApplicationStop:11',
        '    ApplicationStart:13 ?script ./scripts/start.sh',
        '    ApplicationStart:14 ?script ./scripts/gone.sh',
        '    ValidateService:7 ?script ./scripts/check.sh',
      ].map((line, index) => (index === 0 ? `${line} ?script ./scripts/stop.sh` : line)),
    )
    expect(steps({ 'appspec.yml': APPSPEC }).at(-1)).toContain('verify-deployment=codedeploy-hook')
  })

  test('is open where there is none, or more than one', () => {
    const open = ['    -:9 ?the AppSpec file of the deployment']
    expect(steps({})).toEqual(open)
    expect(steps({ 'a/appspec.yml': APPSPEC, 'b/appspec.yml': APPSPEC })).toEqual(open)
  })
})
