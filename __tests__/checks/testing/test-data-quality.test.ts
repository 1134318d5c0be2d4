import check from '../../../checks/testing/test-data-quality.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string) =>
  `on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const dbt = (step: string, files: Record<string, string> = {}) => ({
  'dbt_project.yml': 'name: shop',
  'models/orders.sql': 'select 1',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const rules = {
  'models/schema.yml':
    'models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests: [unique, not_null]',
}
const dags = (step: string, files: Record<string, string> = {}) => ({
  'dags/orders.py': 'from airflow import DAG',
  'requirements.txt': 'apache-airflow',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const build = 'run: dbt build'

testCheck(check, {
  notApplicable: [
    {
      name: 'an application',
      files: { 'src/shop.ts': '', 'models/schema.yml': 'a: 1', '.github/workflows/ci.yml': workflow('run: npx jest') },
    },
    { name: 'samples', files: dbt(build), settings: { kind: 'examples' } },
  ],
  unknown: [
    { name: 'an unknown action', files: dbt('uses: acme/dbt@v1'), reason: 'acme/dbt@v1' },
    {
      name: 'rules that another system applies',
      files: dbt('run: dbt compile', rules),
      reason: 'nothing here runs them',
    },
    {
      name: 'a library for rules beside jobs',
      files: dags('run: ruff check .', { 'requirements.txt': 'apache-airflow\ngreat-expectations' }),
      reason: 'great-expectations',
    },
    {
      name: 'a job of GitLab that cannot be looked into',
      files: dags('run: ruff check .', { '.gitlab-ci.yml': 'q:\n  script: $QUALITY' }),
      reason: '$QUALITY',
    },
  ],
  passes: [
    { name: 'data tests of dbt', files: dbt(build, rules) },
    {
      name: 'a test of one model',
      files: dbt('run: dbt test', { 'tests/no_negative.sql': `select * from {{ ref('orders') }} where total < 0` }),
    },
    { name: 'in GitLab', files: { ...dbt('run: dbt compile', rules), '.gitlab-ci.yml': 'test:\n  script: dbt test' } },
    { name: 'Soda', files: dbt('run: soda scan -d warehouse -c c.yml soda/orders.yml') },
    {
      name: 'Great Expectations in Azure Pipelines',
      files: {
        ...dags('run: ruff check .'),
        'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: great_expectations checkpoint run orders',
      },
    },
    {
      name: 'pandera with the tests',
      files: dags('run: pytest', {
        'requirements.txt': 'apache-airflow\npandera',
        'tests/test_orders.py': 'import pandera',
      }),
    },
    {
      name: 'a rule set of Glue',
      files: {
        'main.tf':
          'resource "aws_glue_job" "orders" {}\nresource "aws_glue_data_quality_ruleset" "orders" {\n  ruleset = "Rules = [IsComplete \\"id\\"]"\n}',
        '.github/workflows/ci.yml': workflow('run: terraform validate'),
      },
    },
  ],
  fails: [
    { name: 'models without rules', files: dbt(build), expect: ['dbt_project.yml:1 none'] },
    {
      name: 'freshness of sources alone',
      files: dbt('run: dbt build && dbt source freshness'),
      expect: ['dbt_project.yml:1 none'],
    },
    { name: 'jobs without rules', files: dags('run: ruff check . && pytest'), expect: ['dags/orders.py:1 none'] },
    {
      name: 'no pipeline here at all',
      files: { 'dbt_project.yml': 'name: shop', 'models/orders.sql': 'select 1' },
      expect: ['dbt_project.yml:1 none'],
    },
    {
      name: 'in GitLab',
      files: {
        'dbt_project.yml': 'name: shop',
        'models/orders.sql': 'select 1',
        '.gitlab-ci.yml': 'run:\n  script: dbt build',
      },
      expect: ['dbt_project.yml:1 none'],
    },
  ],
})
