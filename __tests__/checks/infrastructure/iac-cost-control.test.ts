import check from '../../../checks/infrastructure/iac-cost-control.js'
import { testCheck } from '../../helpers/check-tester.js'

const DATABASE = 'resource "aws_db_instance" "shop" {\n  engine = "postgres"\n}\n'
const tf = (...blocks: string[]) => ({ 'infra/main.tf': ['provider "aws" {}', DATABASE, ...blocks].join('\n') })
const budget = (body: string, marker = '') =>
  `resource "aws_budgets_budget" "month" {${marker}\n  budget_type = "COST"\n${body}\n}\n`
const NOTICE = '  notification {\n    threshold = 80\n    subscriber_email_addresses = ["ops@acme.example"]\n  }'
const template = (resources: string) => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Data: { Type: AWS::DynamoDB::Table }\n${resources}`,
})
const workflow = (step: string) => ({
  '.github/workflows/plan.yml': `on: pull_request\njobs: { plan: { runs-on: ubuntu-24.04, steps: [${step}] } }\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'nothing that costs', files: { 'infra/main.tf': 'provider "aws" {}\nresource "aws_iam_role" "a" {}\n' } },
    {
      name: 'settings of a forge',
      files: { 'infra/main.tf': 'provider "github" {}\nresource "github_repository" "a" {}\n' },
    },
    { name: 'an example', files: { 'examples/main.tf': `provider "aws" {}\n${DATABASE}` } },
    {
      name: 'a template of roles',
      files: {
        'template.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nResources: { R: { Type: AWS::IAM::Role } }\n",
      },
    },
  ],
  passes: [
    { name: 'a budget that tells somebody', files: tf(budget(NOTICE)) },
    {
      name: 'a budget with an action',
      files: tf(
        budget(''),
        'resource "aws_budgets_budget_action" "stop" {\n  budget_name = aws_budgets_budget.month.name\n}',
      ),
    },
    { name: 'a watch for anomalies', files: tf('resource "aws_ce_anomaly_subscription" "all" {}') },
    {
      name: 'an alarm on the bill',
      files: tf('resource "aws_cloudwatch_metric_alarm" "bill" {\n  namespace = "AWS/Billing"\n}'),
    },
    {
      name: 'a budget of Google Cloud',
      files: {
        'infra/main.tf':
          'provider "google" {}\nresource "google_compute_instance" "a" {}\nresource "google_billing_budget" "b" {}\n',
      },
    },
    { name: 'an estimate by an action', files: { ...tf(), ...workflow('{ uses: infracost/actions/setup@v3 }') } },
    { name: 'an estimate by a command', files: { ...tf(), ...workflow('{ run: infracost breakdown --path infra }') } },
    { name: 'the settings of an estimator', files: { ...tf(), 'infracost.yml': 'version: 0.1\n' } },
    {
      name: 'a budget of a template',
      files: template(
        '  Month:\n    Type: AWS::Budgets::Budget\n    Properties:\n      NotificationsWithSubscribers:\n        - Subscribers: [{ Address: ops@acme.example, SubscriptionType: EMAIL }]\n',
      ),
    },
  ],
  unknown: [
    { name: 'nothing', files: tf() },
    { name: 'a template without any', files: template('') },
    {
      name: 'a budget whose readers are decided elsewhere',
      files: tf(
        budget('  dynamic "notification" {\n    for_each = var.people\n    content {\n      threshold = 1\n    }\n  }'),
        'variable "people" {}',
      ),
    },
    { name: 'a budget in an example', files: { ...tf(), 'examples/budget.tf': budget(NOTICE) } },
  ],
  fails: [
    { name: 'a budget that tells nobody', files: tf(budget('', ' # ! silent')) },
    {
      name: 'a budget of a template that tells nobody',
      files: template(
        '  Month: # ! silent\n    Type: AWS::Budgets::Budget\n    Properties: { Budget: { BudgetType: COST } }\n',
      ),
    },
  ],
})
