import { pick } from './pick.js'

/** Stacks that each hold this many files, and modules that all of them share. */
const FILES_OF_A_STACK = 5
const MODULES = 12

/** File number `index` of a repository of stacks that share modules. */
export function terraformFile(index: number): [path: string, text: string] {
  if (index < MODULES) return [`modules/${moduleName(index)}/main.tf`, moduleText(index)]
  const stack = Math.floor((index - MODULES) / FILES_OF_A_STACK)
  const folder = `stacks/team-${stack % 40}/app-${stack}-${pick(['prod', 'staging', 'shared'], stack)}`
  switch ((index - MODULES) % FILES_OF_A_STACK) {
    case 0:
      return [`${folder}/main.tf`, mainText(stack)]
    case 1:
      return [`${folder}/variables.tf`, variablesText(stack)]
    case 2:
      return [`${folder}/data.tf`, databaseText(stack)]
    case 3:
      return [`${folder}/alarms.tf`, alarmsText(stack)]
    default:
      return [`${folder}/iam.tf`, iamText(stack)]
  }
}

function moduleName(index: number): string {
  return `service-${index % MODULES}`
}

function moduleText(index: number): string {
  return `variable "name" { type = string }
variable "environment" { default = "prod" }
variable "count_of_tasks" {
  type    = number
  default = ${2 + (index % 3)}
}
variable "ports" { default = [8080, 9090] }

locals {
  name = "\${var.name}-\${var.environment}"
  tags = { Name = local.name, Team = "team-${index}" }
}

resource "aws_ecs_service" "this" {
  name            = local.name
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.count_of_tasks
  tags            = merge(local.tags, { Module = "${moduleName(index)}" })
  ${index % 2 === 0 ? 'deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }' : ''}
}

resource "aws_ecs_task_definition" "this" {
  family                = local.name
  container_definitions = jsonencode([{
    name         = "app"
    image        = "registry.example.com/\${var.name}:1.\${var.count_of_tasks}.0"
    portMappings = [for port in var.ports : { containerPort = port }]
  }])
}

resource "aws_security_group" "this" {
  name = local.name
  dynamic "ingress" {
    for_each = var.ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/\${local.name}"
  retention_in_days = ${pick([7, 30, 90], index)}
}

output "arn" { value = aws_ecs_service.this.id }
`
}

function mainText(stack: number): string {
  return `terraform {
  required_version = ">= 1.${4 + (stack % 5)}"
  backend "s3" {
    bucket = "state-${stack % 40}"
    key    = "app-${stack}/terraform.tfstate"
    region = "eu-west-1"
  }
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> ${pick(['4.67', '5.31', '5.60'], stack)}"
    }
  }
}

provider "aws" {
  region = var.region
}

module "api" {
  source         = "../../../modules/${moduleName(stack)}"
  name           = "api-${stack}"
  count_of_tasks = var.tasks
}

module "worker" {
  source      = "../../../modules/${moduleName(stack + 5)}"
  name        = "worker-${stack}"
  environment = "${pick(['prod', 'staging', 'shared'], stack)}"
}

# The function that takes the orders of the night.
resource "aws_lambda_function" "nightly" {
  function_name = "nightly-${stack}"
  role          = aws_iam_role.this.arn
  runtime       = "${pick(['nodejs20.x', 'python3.12', 'java21'], stack)}"
  handler       = "index.handler"
  timeout       = ${10 + (stack % 50)}
  environment {
    variables = {
      TABLE = aws_dynamodb_table.orders.name
      STAGE = var.region == "eu-west-1" ? "main" : "other"
    }
  }
}
`
}

function variablesText(stack: number): string {
  const more = Array.from({ length: 8 }, (_, index) => {
    return `variable "setting_${index}" {\n  description = "Setting ${index} of ${stack}"\n  default     = "${stack + index}"\n}\n`
  })
  return `variable "region" {\n  default = "eu-west-1"\n}\nvariable "tasks" {\n  default = ${1 + (stack % 4)}\n}\n${more.join('')}`
}

function databaseText(stack: number): string {
  return `resource "aws_db_instance" "main" {
  identifier              = "orders-${stack}"
  engine                  = "postgres"
  instance_class          = "db.${pick(['t3.micro', 'm6g.large', 'r6g.xlarge'], stack)}"
  allocated_storage       = ${20 * (1 + (stack % 5))}
  backup_retention_period = ${pick([0, 7, 14], stack)}
  deletion_protection     = ${pick([true, false], stack)}
  skip_final_snapshot     = ${pick([true, false, false], stack)}
  password                = random_password.main.result
}

resource "random_password" "main" {
  length = 32
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-${stack}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery {
    enabled = ${pick([true, false], stack + 1)}
  }
}

resource "aws_s3_bucket" "assets" {
  for_each      = toset(["a", "b"])
  bucket        = "assets-${stack}-\${each.key}"
  force_destroy = ${stack % 9 === 0}
}
`
}

function alarmsText(stack: number): string {
  const alarms = Array.from({ length: 4 }, (_, index) => {
    return `resource "aws_cloudwatch_metric_alarm" "errors_${index}" {
  alarm_name          = "errors-${stack}-${index}"
  namespace           = "AWS/Lambda"
  metric_name         = "${pick(['Errors', 'Throttles', 'Duration', 'Invocations'], index)}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = ${1 + index}
  threshold           = ${index * 5}
  period              = 60
  statistic           = "Sum"
  alarm_actions       = [aws_sns_topic.this.arn]
  dimensions = {
    FunctionName = aws_lambda_function.nightly.function_name
  }
}
`
  })
  return `resource "aws_sns_topic" "this" {\n  name = "alarms-${stack}"\n}\n${alarms.join('')}`
}

function iamText(stack: number): string {
  return `data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "role-${stack}"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "this" {
  role   = aws_iam_role.this.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "\${aws_s3_bucket.assets["a"].arn}/*" },
        { "Effect": "Allow", "Action": "dynamodb:*", "Resource": "\${aws_dynamodb_table.orders.arn}" }
      ]
    }
  EOT
}
`
}
