import { testFixer } from '../../helpers/fix-tester.js'

testFixer('data-deletion-protection', {
  refuses: [
    {
      name: 'a store of another type',
      file: 'main.tf',
      before:
        'resource "aws_efs_file_system" "files" {\n  creation_token = "files"\n}\nresource "aws_cognito_user_pool" "users" {\n  name = "users"\n}\n',
      reason: 'for you to say',
    },
    {
      name: 'a table that is protected',
      file: 'main.tf',
      before:
        'resource "aws_dynamodb_table" "orders" {\n  name                        = "orders"\n  deletion_protection_enabled = true\n}\n',
      reason: '',
    },
  ],
  fixes: [
    {
      name: 'a table of Terraform',
      file: 'main.tf',
      before:
        'resource "aws_dynamodb_table" "orders" {\n  name                  = "orders" # all\n  table_class           = "STANDARD"\n}\n',
      after:
        'resource "aws_dynamodb_table" "orders" {\n  name                  = "orders" # all\n  table_class           = "STANDARD"\n\n  deletion_protection_enabled = true\n}\n',
    },
    {
      name: 'two tables of CloudFormation',
      file: 'template.yaml',
      before:
        'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: orders\n  Users:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: users # them\n',
      after:
        'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: orders\n      DeletionProtectionEnabled: true\n  Users:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: users # them\n      DeletionProtectionEnabled: true\n',
    },
  ],
})

testFixer('obs-log-retention', {
  refuses: [
    {
      name: 'a group that somebody keeps for ever',
      file: 'main.tf',
      before:
        'resource "aws_cloudwatch_log_group" "api" {\n  name              = "/ecs/api"\n  retention_in_days = 0\n}\n',
      reason: 'retention_in_days already',
    },
    {
      name: 'a group with a limit',
      file: 'main.tf',
      before:
        'resource "aws_cloudwatch_log_group" "api" {\n  name              = "/ecs/api"\n  retention_in_days = 30\n}\n',
      reason: '',
    },
  ],
  fixes: [
    {
      name: 'a group of Terraform',
      file: 'main.tf',
      before: 'resource "aws_cloudwatch_log_group" "api" {\n  name = "/ecs/api" # all\n}\n',
      after: 'resource "aws_cloudwatch_log_group" "api" {\n  name = "/ecs/api" # all\n\n  retention_in_days = 365\n}\n',
    },
    {
      name: 'a group of CloudFormation',
      file: 'template.yaml',
      before: 'Resources:\n  Api:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: /ecs/api\n',
      after:
        'Resources:\n  Api:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      LogGroupName: /ecs/api\n      RetentionInDays: 365\n',
    },
  ],
})

testFixer('supply-immutable-artifacts', {
  refuses: [
    {
      name: 'a registry of another cloud',
      file: 'main.tf',
      before:
        'resource "google_artifact_registry_repository" "shop" {\n  repository_id = "shop"\n  format        = "DOCKER"\n}\n',
      reason: 'for you to write',
    },
  ],
  fixes: [
    {
      name: 'a repository that says nothing',
      file: 'main.tf',
      before: 'resource "aws_ecr_repository" "shop" {\n  name = "shop"\n}\n',
      after: 'resource "aws_ecr_repository" "shop" {\n  name = "shop"\n\n  image_tag_mutability = "IMMUTABLE"\n}\n',
    },
    {
      name: 'a repository whose tags move',
      file: 'main.tf',
      before:
        'resource "aws_ecr_repository" "shop" {\n  name                 = "shop"\n  image_tag_mutability = "MUTABLE" # for now\n}\n',
      after:
        'resource "aws_ecr_repository" "shop" {\n  name                 = "shop"\n  image_tag_mutability = "IMMUTABLE" # for now\n}\n',
    },
    {
      name: 'repositories of CloudFormation',
      file: 'template.yaml',
      before:
        'Resources:\n  Shop:\n    Type: AWS::ECR::Repository\n    Properties:\n      RepositoryName: shop\n  Web:\n    Type: AWS::ECR::Repository\n    Properties:\n      ImageTagMutability: MUTABLE # for now\n',
      after:
        'Resources:\n  Shop:\n    Type: AWS::ECR::Repository\n    Properties:\n      RepositoryName: shop\n      ImageTagMutability: IMMUTABLE\n  Web:\n    Type: AWS::ECR::Repository\n    Properties:\n      ImageTagMutability: IMMUTABLE # for now\n',
    },
  ],
})
