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
