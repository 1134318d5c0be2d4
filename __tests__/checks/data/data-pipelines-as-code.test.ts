import check from '../../../checks/data/data-pipelines-as-code.js'
import { testCheck } from '../../helpers/check-tester.js'

const tf = (text: string) => ({ files: { 'infra/main.tf': text } })
const JOB = 'resource "aws_glue_job" "export" {\n  name = "monthly-export"\n}\n'
const DBT = { 'dbt_project.yml': 'name: shop\nversion: 1.0.0\n', 'models/orders.sql': 'SELECT 1' }
const workflow = (on: string, run: string) => ({
  '.github/workflows/data.yml': `on: ${on}\njobs:\n  data:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`,
})
const NIGHTLY = "{ schedule: [{ cron: '3 4 * * *' }] }"

testCheck(check, {
  notApplicable: [
    { name: 'no data', files: { 'src/a.ts': '' } },
    {
      name: 'a package of models, which its pipeline tries out',
      files: { ...DBT, 'integration_tests/dbt_project.yml': 'name: tests', ...workflow('push', 'dbt build') },
    },
    { name: 'a sample', files: { 'samples/main.tf': JOB } },
  ],
  unknown: [
    { name: 'dbt without a scheduler', files: DBT, reason: 'a scheduler elsewhere' },
    {
      name: 'dbt in change requests alone',
      files: { ...DBT, ...workflow('pull_request', 'dbt build') },
      reason: 'a scheduler elsewhere',
    },
    {
      name: 'a function may start it',
      ...tf(`${JOB}resource "aws_lambda_function" "start" {}`),
      reason: 'is not told',
    },
    {
      name: 'a trigger of jobs that a variable names',
      ...tf(
        `variable "job" {}\n${JOB}resource "aws_glue_trigger" "nightly" {\n  actions {\n    job_name = var.job\n  }\n}`,
      ),
      reason: 'is not told',
    },
    {
      name: 'a repository of Dataform',
      ...tf('resource "google_dataform_repository" "models" {\n  name = "models"\n}'),
      reason: 'is not told',
    },
  ],
  passes: [
    {
      name: 'a trigger',
      ...tf(
        `${JOB}resource "aws_glue_trigger" "nightly" {\n  actions {\n    job_name = aws_glue_job.export.name\n  }\n}`,
      ),
    },
    {
      name: 'a trigger of the same name',
      ...tf(`${JOB}resource "aws_glue_trigger" "nightly" {\n  actions {\n    job_name = "monthly-export"\n  }\n}`),
    },
    {
      name: 'CloudFormation',
      files: {
        'infra/stack.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Export:\n    Type: AWS::Glue::Job\n  Nightly:\n    Type: AWS::Glue::Trigger\n    Properties:\n      Actions:\n        - JobName: !Ref Export\n",
      },
    },
    {
      name: 'a schedule of Databricks',
      ...tf('resource "databricks_job" "export" {\n  schedule {\n    quartz_cron_expression = "0 0 3 * * ?"\n  }\n}'),
    },
    {
      name: 'a pipeline starts it',
      files: { 'infra/main.tf': JOB, ...workflow(NIGHTLY, 'aws glue start-job-run --job-name monthly-export') },
    },
    { name: 'dbt on a schedule', files: { ...DBT, ...workflow(NIGHTLY, 'dbt build --target prod') } },
    {
      name: 'dbt in GitLab',
      files: {
        ...DBT,
        '.gitlab-ci.yml': 'build:\n  script: dbt run\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n',
      },
    },
    {
      name: 'dbt in Azure Pipelines',
      files: {
        ...DBT,
        'azure-pipelines.yml':
          "trigger: none\nschedules:\n  - cron: '3 4 * * *'\n    branches: { include: [main] }\nsteps:\n  - script: dbt build\n",
      },
    },
    { name: 'graphs of Airflow', files: { 'dags/export.py': 'with DAG("export", schedule="@daily"):\n    pass\n' } },
  ],
  fails: [
    { name: 'a job of Glue that nothing starts', ...tf('resource "aws_glue_job" "export" { # ! idle\n}') },
    {
      name: 'in CloudFormation, although another one has a trigger',
      files: {
        'infra/stack.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Export: # ! idle\n    Type: AWS::Glue::Job\n  Import:\n    Type: AWS::Glue::Job\n  Nightly:\n    Type: AWS::Glue::Trigger\n    Properties:\n      Actions:\n        - JobName: !Ref Import\n",
      },
    },
    { name: 'a job of Databricks', ...tf('resource "databricks_job" "export" { # ! idle\n}') },
    {
      name: 'several of a file are one finding',
      ...tf('resource "aws_glue_job" "export" { # ! idle\n}\nresource "aws_glue_job" "import" {\n}'),
    },
  ],
})
