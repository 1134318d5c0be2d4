import { testFixer } from '../../helpers/fix-tester.js'

const service = (inside: string): string =>
  `resource "aws_ecs_service" "web" {\n  name            = "web"\n${inside}}\n`

testFixer('rollback-ecs-circuit-breaker', {
  refuses: [
    {
      name: 'a breaker that is switched off',
      file: 'main.tf',
      before: service('\n  deployment_circuit_breaker {\n    enable = false\n  }\n'),
      reason: 'switched off in so many words',
    },
    {
      name: 'a service in one line',
      file: 'main.tf',
      before: 'resource "aws_ecs_service" "web" { name = "web" }\n',
      reason: 'laid out in a way',
    },
    {
      name: 'Terraform as JSON',
      file: 'main.tf.json',
      before: '{"resource": {"aws_ecs_service": {"web": {"name": "web"}}}}\n',
      reason: 'of a kind that is not changed',
    },
    {
      name: 'a service that another controller deploys',
      file: 'main.tf',
      before: service('  deployment_controller {\n    type = "EXTERNAL"\n  }\n'),
      reason: '',
    },
    {
      name: 'a template whose service is shared by an anchor',
      file: 'template.yaml',
      before:
        'Resources:\n  A: &service\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: x\n  B: *service\n',
      reason: 'shared with other places',
    },
  ],
  fixes: [
    {
      name: 'no breaker, comments and CRLF kept',
      file: 'infra/main.tf',
      before: service('  # how it runs\n  task_definition = aws_ecs_task_definition.web.arn // latest\n').replaceAll(
        '\n',
        '\r\n',
      ),
      after: service(
        '  # how it runs\n  task_definition = aws_ecs_task_definition.web.arn // latest\n\n  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }\n',
      ).replaceAll('\n', '\r\n'),
    },
    {
      name: 'a breaker without rollback',
      file: 'main.tf',
      before: service('\n  deployment_circuit_breaker {\n    enable = true # stops\n  }\n'),
      after: service('\n  deployment_circuit_breaker {\n    enable = true # stops\n\n    rollback = true\n  }\n'),
    },
    {
      name: 'a breaker with rollback switched off, and another service',
      file: 'main.tf',
      before:
        service('\n  deployment_circuit_breaker {\n    enable   = true\n    rollback = false\n  }\n') +
        'resource "aws_ecs_service" "api" {\n  name = "api"\n}\n',
      after:
        service('\n  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }\n') +
        'resource "aws_ecs_service" "api" {\n  name = "api"\n\n  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }\n}\n',
    },
    {
      name: 'a service of CloudFormation, with short functions and comments',
      file: 'template.yaml',
      before:
        'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task # it\n      DesiredCount: 2\n  Task:\n    Type: AWS::ECS::TaskDefinition\n',
      after:
        'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      TaskDefinition: !Ref Task # it\n      DesiredCount: 2\n      DeploymentConfiguration:\n        DeploymentCircuitBreaker:\n          Enable: true\n          Rollback: true\n  Task:\n    Type: AWS::ECS::TaskDefinition\n',
    },
    {
      name: 'a service of CloudFormation with a configuration, in JSON',
      file: 'template.json',
      before:
        '{\n  "Resources": {\n    "Web": {\n      "Type": "AWS::ECS::Service",\n      "Properties": {\n        "TaskDefinition": "x",\n        "DeploymentConfiguration": {"MaximumPercent": 200}\n      }\n    }\n  }\n}\n',
      after:
        '{\n  "Resources": {\n    "Web": {\n      "Type": "AWS::ECS::Service",\n      "Properties": {\n        "TaskDefinition": "x",\n        "DeploymentConfiguration": {"MaximumPercent": 200, "DeploymentCircuitBreaker": {"Enable": true, "Rollback": true}}\n      }\n    }\n  }\n}\n',
    },
    {
      name: 'a breaker of CloudFormation without rollback',
      file: 'template.yaml',
      before:
        'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      DeploymentConfiguration:\n        DeploymentCircuitBreaker:\n          Enable: true\n          Rollback: false # why\n',
      after:
        'Resources:\n  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      DeploymentConfiguration:\n        DeploymentCircuitBreaker:\n          Enable: true\n          Rollback: true # why\n',
    },
  ],
})

const group = (refresh: string, version = 'aws_launch_template.web.latest_version'): string =>
  `resource "aws_autoscaling_group" "web" {\n  max_size = 3\n\n  launch_template {\n    id      = aws_launch_template.web.id\n    version = ${version}\n  }\n\n${refresh}}\n`

testFixer('rollback-instance-refresh', {
  refuses: [
    {
      name: 'the latest version, whichever that is',
      file: 'main.tf',
      before: group('  instance_refresh {\n    strategy = "Rolling"\n  }\n', '"$Latest"'),
      reason: 'a launch template with a fixed version',
    },
    {
      name: 'a group without a launch template',
      file: 'main.tf',
      before:
        'resource "aws_autoscaling_group" "web" {\n  launch_configuration = "x"\n  instance_refresh {\n    strategy = "Rolling"\n  }\n}\n',
      reason: 'a launch template with a fixed version',
    },
    {
      name: 'a switch that is off',
      file: 'main.tf',
      before: group(
        '  instance_refresh {\n    strategy = "Rolling"\n    preferences {\n      auto_rollback = false\n    }\n  }\n',
      ),
      reason: 'switched off in so many words',
    },
  ],
  fixes: [
    {
      name: 'with preferences',
      file: 'main.tf',
      before: group(
        '  instance_refresh {\n    strategy = "Rolling"\n    preferences {\n      min_healthy_percentage = 50\n    }\n  }\n',
      ),
      after: group(
        '  instance_refresh {\n    strategy = "Rolling"\n    preferences {\n      min_healthy_percentage = 50\n      auto_rollback          = true\n    }\n  }\n',
      ),
    },
    {
      name: 'without preferences',
      file: 'main.tf',
      before: group('  instance_refresh {\n    strategy = "Rolling"\n  }\n'),
      after: group(
        '  instance_refresh {\n    strategy = "Rolling"\n\n    preferences {\n      auto_rollback = true\n    }\n  }\n',
      ),
    },
  ],
})

testFixer('iac-key-rotation', {
  refuses: [
    {
      name: 'a key of Google Cloud',
      file: 'main.tf',
      before: 'resource "google_kms_crypto_key" "a" {\n  name = "a"\n}\n',
      reason: 'for you to say',
    },
    {
      name: 'a key that cannot be rotated by itself',
      file: 'main.tf',
      before: 'resource "aws_kms_key" "a" {\n  customer_master_key_spec = "RSA_2048"\n}\n',
      reason: '',
    },
  ],
  fixes: [
    {
      name: 'all keys of a file at once',
      file: 'main.tf',
      before:
        'resource "aws_kms_key" "a" {\n  description = "a"\n}\n\nresource "aws_kms_key" "b" {\n  description = "b"\n  tags        = {}\n}\n',
      after:
        'resource "aws_kms_key" "a" {\n  description = "a"\n\n  enable_key_rotation = true\n}\n\nresource "aws_kms_key" "b" {\n  description = "b"\n  tags        = {}\n\n  enable_key_rotation = true\n}\n',
    },
    {
      name: 'keys of CloudFormation',
      file: 'template.yml',
      before:
        'Resources:\n  A:\n    Type: AWS::KMS::Key\n    Properties:\n      Description: a\n  B:\n    Type: AWS::KMS::Key\n    Properties: {Description: b}\n',
      after:
        'Resources:\n  A:\n    Type: AWS::KMS::Key\n    Properties:\n      Description: a\n      EnableKeyRotation: true\n  B:\n    Type: AWS::KMS::Key\n    Properties: {Description: b, EnableKeyRotation: true}\n',
    },
    {
      name: 'a switch that is off, as a proposal',
      file: 'main.tf',
      before: 'resource "aws_kms_key" "a" {\n  enable_key_rotation = false\n}\n',
      after: 'resource "aws_kms_key" "a" {\n  enable_key_rotation = true\n}\n',
    },
  ],
})

const backend = (version: string, more = ''): string =>
  `terraform {\n  required_version = "${version}"\n\n  backend "s3" {\n    bucket = "b"\n    key    = "k"\n${more}  }\n}\n\nresource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n`

testFixer('tf-state-locking', {
  refuses: [
    { name: 'an older Terraform', file: 'main.tf', before: backend('~> 1.9'), reason: 'Terraform before 1.10' },
    { name: 'any Terraform', file: 'main.tf', before: backend('< 2'), reason: 'Terraform before 1.10' },
    {
      name: 'a lock in a table',
      file: 'main.tf',
      before: backend('~> 1.10', '    dynamodb_table = "t"\n'),
      reason: '',
    },
  ],
  fixes: [
    {
      name: 'a Terraform that knows it',
      file: 'main.tf',
      before: backend('>= 1.10, < 2'),
      after: backend('>= 1.10, < 2', '\n    use_lockfile = true\n'),
    },
  ],
})

const LOCK =
  'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.31.0"\n  hashes = ["h1:x"]\n}\nprovider "registry.terraform.io/hashicorp/null" {\n  version = "0.9.0"\n}\nprovider "example.com/acme/shop" {\n  version = "2.4.1"\n}\n'
const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n'
const terraform = (inside: string): string => `terraform {\n  required_version = "~> 1.11"\n${inside}}\n\n${bucket}`

testFixer('tf-version-constraints', {
  refuses: [
    { name: 'no lock file', file: 'main.tf', before: terraform(''), reason: 'no lock file' },
    {
      name: 'a module without a terraform block',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK, '.terraform-version': '1.11.0\n' },
      before: `provider "aws" {\n}\n${bucket}`,
      reason: 'no file of the module has a terraform block',
    },
    {
      name: 'a version before 1.0',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK },
      before: 'terraform {\n  required_version = "~> 1.11"\n}\n\nresource "null_resource" "a" {\n}\n',
      reason: 'no lock file of the module says',
    },
    {
      name: 'an entry with more than a source',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK },
      before: terraform(
        '\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.b]\n    }\n  }\n',
      ),
      reason: 'laid out in a way',
    },
  ],
  fixes: [
    {
      name: 'no required_providers',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK },
      before: terraform(''),
      after: terraform(
        '\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.31"\n    }\n  }\n',
      ),
    },
    {
      name: 'another provider beside it, of a registry of its own',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK },
      before: `terraform {\n  required_version = "~> 1.11"\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.0"\n    }\n  }\n}\n\n${bucket}\nresource "shop_item" "a" {\n}\n`,
      after: `terraform {\n  required_version = "~> 1.11"\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.0"\n    }\n    shop = {\n      source  = "example.com/acme/shop"\n      version = "~> 2.4"\n    }\n  }\n}\n\n${bucket}\nresource "shop_item" "a" {\n}\n`,
    },
    {
      name: 'an entry with a source alone',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK },
      before: terraform('\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n'),
      after: terraform(
        '\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.31"\n    }\n  }\n',
      ),
    },
    {
      name: 'the same in one line',
      file: 'main.tf',
      beside: { '.terraform.lock.hcl': LOCK },
      before: terraform('\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n'),
      after: terraform('\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 5.31" }\n  }\n'),
    },
    {
      name: 'a block in another file',
      file: 'versions.tf',
      beside: { '.terraform.lock.hcl': LOCK, 'main.tf': bucket },
      before: 'terraform {\n  required_version = "~> 1.11"\n}\n',
      after:
        'terraform {\n  required_version = "~> 1.11"\n\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.31"\n    }\n  }\n}\n',
    },
  ],
})
