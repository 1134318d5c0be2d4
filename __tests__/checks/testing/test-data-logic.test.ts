import check from '../../../checks/testing/test-data-logic.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string) =>
  `on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const dbt = (step: string, files: Record<string, string> = {}) => ({
  'dbt_project.yml': 'name: shop',
  'models/revenue.sql': 'select 1',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const unit = { 'models/revenue.yml': 'unit_tests:\n  - name: refunds\n    model: revenue' }
const rules = { 'models/schema.yml': 'models:\n  - name: orders\n    data_tests: [unique]' }
const spark = (step: string, test: string) => ({
  'dags/orders.py': '',
  'requirements.txt': 'apache-airflow\npyspark',
  'jobs/orders.py': '',
  'tests/test_orders.py': test,
  '.github/workflows/ci.yml': workflow(step),
})
const build = 'run: dbt build'

testCheck(check, {
  notApplicable: [
    {
      name: 'an application',
      files: { 'src/shop.py': 'import pandas', '.github/workflows/ci.yml': workflow('run: pytest') },
    },
    { name: 'samples', files: dbt(build), settings: { kind: 'examples' } },
  ],
  unknown: [
    { name: 'an unknown action', files: dbt('uses: acme/dbt@v1'), reason: 'acme/dbt@v1' },
    { name: 'tests that another system runs', files: dbt('run: dbt compile', unit), reason: 'nothing here runs them' },
    {
      name: 'tests whose kind cannot be told',
      files: spark('run: pytest', 'def test_total(): assert total([1]) == 1'),
      reason: 'cannot be told',
    },
  ],
  passes: [
    { name: 'unit tests of dbt', files: dbt(build, unit) },
    { name: 'in GitLab', files: { ...dbt('run: dbt compile', unit), '.gitlab-ci.yml': 'test:\n  script: dbt test' } },
    { name: 'SQLMesh', files: dbt('run: sqlmesh test') },
    {
      name: 'pgTAP in Azure Pipelines',
      files: { ...dbt(build), 'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: pg_prove tests/*.sql' },
    },
    { name: 'tests on Spark', files: spark('run: pytest', 'from chispa import assert_df_equality') },
    { name: 'tests on pandas', files: spark('run: pytest', 'pd.testing.assert_frame_equal(a, b)') },
  ],
  fails: [
    { name: 'models without tests', files: dbt(build), expect: ['dbt_project.yml:1 none'] },
    {
      name: 'rules for the data are no tests of the logic',
      files: dbt(build, rules),
      expect: ['dbt_project.yml:1 none'],
    },
    {
      name: 'jobs without tests',
      files: {
        'dags/orders.py': '',
        'requirements.txt': 'apache-airflow',
        '.github/workflows/ci.yml': workflow('run: ruff check .'),
      },
      expect: ['dags/orders.py:1 none'],
    },
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
