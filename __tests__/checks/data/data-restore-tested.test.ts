import check from '../../../checks/data/data-restore-tested.js'
import { testCheck } from '../../helpers/check-tester.js'

const PLAN = { 'infra/main.tf': 'resource "aws_backup_plan" "daily" {\n  name = "daily"\n}\n' }
const DATABASE = { 'infra/main.tf': 'resource "aws_db_instance" "orders" {\n  backup_retention_period = 7\n}\n' }
const workflow = (on: string, run: string, job = 'drill') => ({
  '.github/workflows/a.yml': `on: ${on}\njobs:\n  ${job}:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`,
})
const NIGHTLY = "{ schedule: [{ cron: '3 4 1 * *' }] }"

testCheck(check, {
  notApplicable: [
    { name: 'no backups', files: { 'infra/main.tf': 'resource "aws_db_instance" "orders" {}' } },
    { name: 'only a sample', files: { 'samples/main.tf': PLAN['infra/main.tf'] } },
  ],
  unknown: [
    { name: 'a database with backups', files: DATABASE, reason: 'from elsewhere' },
    {
      name: 'schedules of Velero',
      files: {
        'k8s/velero.yaml':
          'apiVersion: velero.io/v1\nkind: Schedule\nmetadata:\n  name: daily\nspec:\n  schedule: 0 1 * * *\n',
      },
      reason: 'from elsewhere',
    },
    {
      name: 'a pipeline that somebody starts',
      files: { ...PLAN, ...workflow('workflow_dispatch', 'aws backup start-restore-job --role r') },
      reason: 'how often',
    },
    {
      name: 'a record',
      files: { ...PLAN, 'docs/restore-drills.md': '2026-01-07: 14 minutes' },
      reason: 'docs/restore-drills.md',
    },
  ],
  passes: [
    {
      name: 'a restore testing plan',
      files: {
        'infra/main.tf': `${PLAN['infra/main.tf']}resource "aws_backup_restore_testing_plan" "monthly" {\n  name = "monthly"\n}\n`,
      },
    },
    {
      name: 'in CloudFormation',
      files: {
        'infra/stack.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Daily:\n    Type: AWS::Backup::BackupPlan\n  Monthly:\n    Type: AWS::Backup::RestoreTestingPlan\n",
      },
    },
    { name: 'a scheduled workflow', files: { ...PLAN, ...workflow(NIGHTLY, 'aws backup start-restore-job --role r') } },
    {
      name: 'a scheduled workflow of that name',
      files: { ...PLAN, ...workflow(NIGHTLY, 'pg_restore -d copy newest.dump', 'restore-newest') },
    },
    {
      name: 'CircleCI',
      files: {
        ...PLAN,
        '.circleci/config.yml':
          "version: 2.1\njobs:\n  drill:\n    docker: [{ image: cimg/base:2026.01 }]\n    steps:\n      - run: velero restore create --from-schedule daily\nworkflows:\n  monthly:\n    triggers: [{ schedule: { cron: '3 4 1 * *', filters: { branches: { only: main } } } }]\n    jobs: [drill]\n",
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        ...PLAN,
        'azure-pipelines.yml':
          "trigger: none\nschedules:\n  - cron: '3 4 1 * *'\n    branches: { include: [main] }\nsteps:\n  - script: pgbackrest --stanza=main verify\n",
      },
    },
    {
      name: 'a job of the cluster',
      files: {
        ...PLAN,
        'k8s/drill.yaml':
          'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: drill\nspec:\n  schedule: 3 4 1 * *\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: drill\n              image: restic/restic:0.18.0\n              args: [restore, latest, --target, /copy]\n              command: [restic]\n',
      },
    },
  ],
  fails: [
    { name: 'plans alone', files: PLAN, expect: ['infra/main.tf:1 never'] },
    {
      name: 'a workflow of that name that restores nothing',
      files: {
        ...PLAN,
        '.github/workflows/recovery-test.yml': workflow(NIGHTLY, 'npx eslint .')['.github/workflows/a.yml'],
      },
      expect: ['infra/main.tf:1 never'],
    },
    {
      name: 'a dump that fills the database of tests',
      files: { ...PLAN, ...workflow(NIGHTLY, 'pg_restore -d test fixtures.dump', 'test') },
      expect: ['infra/main.tf:1 never'],
    },
    {
      name: 'a restore of packages',
      files: { ...PLAN, ...workflow(NIGHTLY, 'dotnet restore') },
      expect: ['infra/main.tf:1 never'],
    },
  ],
})
