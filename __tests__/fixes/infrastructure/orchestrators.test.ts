import { testFixer } from '../../helpers/fix-tester.js'

const task = '    task "t" {\n      driver = "docker"\n    }\n'

testFixer('rollback-nomad-auto-revert', {
  refuses: [
    {
      name: 'a batch job',
      file: 'web.nomad',
      before: `job "web" {\n  type = "batch"\n  group "g" {\n${task}  }\n}\n`,
      reason: '',
    },
  ],
  fixes: [
    {
      name: 'a job without update',
      file: 'web.nomad',
      before: `job "web" {\n  datacenters = ["a"]\n\n  group "g" {\n${task}  }\n}\n`,
      after: `job "web" {\n  datacenters = ["a"]\n\n  group "g" {\n${task}  }\n\n  update {\n    auto_revert = true\n  }\n}\n`,
    },
    {
      name: 'a job with an update',
      file: 'web.nomad.hcl',
      before: `job "web" {\n  update {\n    max_parallel = 2 # at a time\n  }\n  group "g" {\n${task}  }\n}\n`,
      after: `job "web" {\n  update {\n    max_parallel = 2 # at a time\n    auto_revert  = true\n  }\n  group "g" {\n${task}  }\n}\n`,
    },
    {
      name: 'a switch that is off, as a proposal',
      file: 'web.nomad',
      before: `job "web" {\n  update {\n    auto_revert = false\n  }\n  group "g" {\n${task}  }\n}\n`,
      after: `job "web" {\n  update {\n    auto_revert = true\n  }\n  group "g" {\n${task}  }\n}\n`,
    },
  ],
})

testFixer('rollback-swarm-failure-action', {
  refuses: [
    {
      name: 'a service that is no swarm’s',
      file: 'docker-compose.yml',
      before: 'services:\n  web:\n    image: nginx:1.27\n',
      reason: '',
    },
    {
      name: 'settings behind an alias',
      file: 'docker-compose.yml',
      before:
        'x-update: &update\n  parallelism: 1\nservices:\n  web:\n    image: nginx:1.27\n    deploy:\n      update_config: *update\n  api:\n    image: nginx:1.27\n    deploy:\n      update_config: *update\n',
      reason: 'shared with other places',
    },
  ],
  fixes: [
    {
      name: 'an update without it',
      file: 'docker-compose.yml',
      before:
        'services:\n  web:\n    image: nginx:1.27\n    deploy:\n      replicas: 2\n      update_config:\n        parallelism: 1 # one by one\n        delay: 10s\n',
      after:
        'services:\n  web:\n    image: nginx:1.27\n    deploy:\n      replicas: 2\n      update_config:\n        parallelism: 1 # one by one\n        delay: 10s\n        failure_action: rollback\n',
    },
    {
      name: 'another one, as a proposal',
      file: 'docker-compose.yml',
      before:
        'services:\n  web:\n    image: nginx:1.27\n    deploy:\n      update_config:\n        failure_action: pause\n',
      after:
        'services:\n  web:\n    image: nginx:1.27\n    deploy:\n      update_config:\n        failure_action: rollback\n',
    },
  ],
})

testFixer('rollback-cfn-disabled', {
  refuses: [
    {
      name: 'a value in quotation marks',
      file: 'serverless.yml',
      before: 'service: x\nprovider:\n  name: aws\n  disableRollback: "true"\n',
      reason: 'written in a way that is not changed',
    },
  ],
  fixes: [
    {
      name: 'the Serverless Framework',
      file: 'serverless.yml',
      before: 'service: x\nprovider:\n  name: aws\n  disableRollback: true # for now\n',
      after: 'service: x\nprovider:\n  name: aws\n  disableRollback: false # for now\n',
    },
    {
      name: 'AWS SAM',
      file: 'samconfig.toml',
      before: 'version = 0.1\r\n[prod.deploy.parameters]\r\ndisable_rollback = true # for now\r\nstack_name = "x"\r\n',
      after: 'version = 0.1\r\n[prod.deploy.parameters]\r\ndisable_rollback = false # for now\r\nstack_name = "x"\r\n',
    },
    {
      name: 'Terraform',
      file: 'main.tf',
      before: 'resource "aws_cloudformation_stack" "s" {\n  name       = "s"\n  on_failure = "DO_NOTHING"\n}\n',
      after: 'resource "aws_cloudformation_stack" "s" {\n  name       = "s"\n  on_failure = "ROLLBACK"\n}\n',
    },
  ],
})

const deployment = (container: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n${container}---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports:\n    - port: 80\n      targetPort: 8080\n`

testFixer('k8s-probes', {
  refuses: [
    {
      name: 'several ports that are not told apart',
      file: 'k8s/web.yaml',
      before: deployment(
        '        - name: web\n          image: shop:1.2\n          ports:\n            - containerPort: 8080\n            - containerPort: 8081\n',
      ),
      reason: 'which of its ports answers',
    },
  ],
  fixes: [
    {
      name: 'one port',
      file: 'k8s/web.yaml',
      before: deployment(
        '        - name: web\n          image: shop:1.2\n          ports:\n            - containerPort: 8080 # http\n          resources: {}\n',
      ),
      after: deployment(
        '        - name: web\n          image: shop:1.2\n          ports:\n            - containerPort: 8080 # http\n          readinessProbe:\n            tcpSocket:\n              port: 8080\n          resources: {}\n',
      ),
    },
    {
      name: 'a port by its name',
      file: 'k8s/web.yaml',
      before: deployment(
        '        - image: shop:1.2\n          name: web\n          ports: [{containerPort: 9090, name: admin}, {containerPort: 8080, name: http}]\n',
      ),
      after: deployment(
        '        - image: shop:1.2\n          name: web\n          ports: [{containerPort: 9090, name: admin}, {containerPort: 8080, name: http}]\n          readinessProbe:\n            tcpSocket:\n              port: 8080\n',
      ),
    },
  ],
})

const api = '      Events:\n        Api:\n          Type: Api\n          Properties: {Path: /, Method: get}\n'
const sam = (properties: string, alarm = 'F'): string =>
  `Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n${properties}${api}  Errors:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      MetricName: Errors\n      Dimensions:\n        - Name: FunctionName\n          Value: !Ref ${alarm}\n`
const beside = {
  '.github/workflows/d.yml':
    'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - uses: actions/checkout@v4\n      - run: sam deploy --stack-name x\n',
}

testFixer('rollback-lambda-gradual', {
  refuses: [
    { name: 'an alarm on something else', file: 'template.yaml', beside, before: sam('', 'G'), reason: 'no alarm' },
    {
      name: 'a function of plain CloudFormation',
      file: 'template.yaml',
      beside,
      before:
        'Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {Handler: a.b}\n  Api:\n    Type: AWS::Lambda::Permission\n    Properties: {FunctionName: !Ref F, Principal: apigateway.amazonaws.com, Action: lambda:InvokeFunction}\n',
      reason: '',
    },
  ],
  fixes: [
    {
      name: 'no alias',
      file: 'template.yaml',
      beside,
      before: sam(''),
      after: sam('').replace(
        '  Errors:\n',
        '      AutoPublishAlias: live\n      DeploymentPreference:\n        Type: Canary10Percent5Minutes\n        Alarms:\n          - Ref: Errors\n  Errors:\n',
      ),
    },
    {
      name: 'an alias that moves at once',
      file: 'template.yaml',
      beside,
      before: sam('      AutoPublishAlias: current # it\n'),
      after: sam('      AutoPublishAlias: current # it\n').replace(
        '  Errors:\n',
        '      DeploymentPreference:\n        Type: Canary10Percent5Minutes\n        Alarms:\n          - Ref: Errors\n  Errors:\n',
      ),
    },
    {
      name: 'a shift without alarms',
      file: 'template.yaml',
      beside,
      before: sam(
        '      AutoPublishAlias: live\n      DeploymentPreference:\n        Type: Linear10PercentEvery1Minute\n',
      ),
      after: sam(
        '      AutoPublishAlias: live\n      DeploymentPreference:\n        Type: Linear10PercentEvery1Minute\n        Alarms:\n          - Ref: Errors\n',
      ),
    },
  ],
})
