import check from '../../../checks/testing/test-resilience.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string, on = 'pull_request') =>
  `on: ${on}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const shop = (step: string, files: Record<string, string> = {}) => ({
  'go.mod': 'module acme/shop\nrequire github.com/gin-gonic/gin v1.10.0',
  'main.go': '',
  'main_test.go': 'func TestShop(t *testing.T) {}',
  Dockerfile: 'FROM golang:1.26\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const go = 'run: go test ./...'
const fis = (stop: string) => `resource "aws_fis_experiment_template" "az" {\n  description = "zone"\n${stop}}`
const stack = (source: string) =>
  `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Zone:\n    Type: AWS::FIS::ExperimentTemplate\n    Properties:\n      StopConditions:\n        - ${source}`
const chaos = `apiVersion: chaos-mesh.org/v1alpha1\nkind: PodChaos\nmetadata: { name: kill }\nspec: { action: pod-kill }`
const toolkit = `title: what if\nsteady-state-hypothesis:\n  title: answers`

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: shop(go), settings: { kind: 'library' } },
    {
      name: 'nothing is deployed',
      files: { 'go.mod': 'module acme/shop', 'main.go': '', '.github/workflows/ci.yml': workflow(go) },
    },
  ],
  unknown: [
    { name: 'no sign of one', files: shop(go), reason: 'another repository or system may inject' },
    { name: 'an unknown action', files: shop('uses: acme/chaos@v1'), reason: 'acme/chaos@v1' },
    {
      name: 'experiments of another kind',
      files: shop(go, { 'experiments/model-a.yaml': 'model: a\nsteps: 10' }),
      reason: 'another repository',
    },
  ],
  passes: [
    {
      name: 'an experiment with an alarm',
      files: shop(go, {
        'infra/main.tf': fis(
          '  stop_condition {\n    source = "aws:cloudwatch:alarm"\n    value = aws_cloudwatch_metric_alarm.e.arn\n  }\n',
        ),
      }),
    },
    {
      name: 'conditions that are made',
      files: shop(go, {
        'infra/main.tf': fis(
          '  dynamic "stop_condition" {\n    for_each = var.alarms\n    content { source = "aws:cloudwatch:alarm" }\n  }\n',
        ),
      }),
    },
    {
      name: 'a source that is a variable',
      files: shop(go, { 'infra/main.tf': fis('  stop_condition { source = var.stop }\n') }),
    },
    {
      name: 'CloudFormation',
      files: shop(go, { 'stack.yaml': stack('{ Source: "aws:cloudwatch:alarm", Value: !GetAtt A.Arn }') }),
    },
    { name: 'Chaos Mesh', files: shop(go, { 'k8s/kill.yaml': chaos }) },
    { name: 'started by a pipeline', files: shop('run: aws fis start-experiment --experiment-template-id EXT1') },
    { name: 'its action', files: shop('uses: aws-actions/aws-fis-action@v1') },
    {
      name: 'Chaos Toolkit in GitLab',
      files: shop(go, { '.gitlab-ci.yml': 'drill:\n  script: chaos run experiment.json' }),
    },
    {
      name: 'Toxiproxy with the tests, in Azure Pipelines',
      files: shop('run: go vet ./...', {
        'go.mod':
          'module acme/shop\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n\tgithub.com/Shopify/toxiproxy/v2 v2.12.0\n)',
        'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: go test ./...',
      }),
    },
  ],
  fails: [
    { name: 'no condition', files: shop(go, { 'infra/main.tf': fis('') }), expect: ['infra/main.tf:1 noStop'] },
    {
      name: 'none as condition',
      files: shop(go, { 'infra/main.tf': fis('  stop_condition {\n    source = "none"\n  }\n') }),
      expect: ['infra/main.tf:1 noStop'],
    },
    {
      name: 'none in CloudFormation',
      files: shop(go, { 'stack.yaml': stack('{ Source: none }') }),
      expect: ['stack.yaml:3 noStop'],
    },
    {
      name: 'an experiment of Chaos Toolkit that nothing starts',
      files: shop(go, { 'chaos/answers.yaml': toolkit }),
      expect: ['chaos/answers.yaml:2 unrun'],
    },
    {
      name: 'by hand',
      files: shop(go, { '.github/workflows/drill.yml': workflow('run: chaos run x.json', 'workflow_dispatch') }),
      expect: ['.github/workflows/drill.yml:6 byHand'],
    },
  ],
})
