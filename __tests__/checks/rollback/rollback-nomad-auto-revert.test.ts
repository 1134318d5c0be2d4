import check from '../../../checks/rollback/rollback-nomad-auto-revert.js'
import { testCheck } from '../../helpers/check-tester.js'

const job = (lines: readonly string[] = [], group: readonly string[] = [], header = 'job "shop" {') => ({
  'jobs/shop.nomad': [
    header,
    ...lines.map((line) => `  ${line}`),
    '  group "api" {',
    ...group.map((line) => `    ${line}`),
    '  }',
    '}',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no job', files: { 'README.md': '# shop' } },
    { name: 'a batch job', files: job(['type = "batch"']) },
    { name: 'a system job', files: job(['type = "system"', 'update {', '  max_parallel = 1', '}']) },
    { name: 'a group without allocations', files: job([], ['count = 0']) },
    { name: 'a job that is stopped', files: job(['stop = true']) },
    { name: 'an example', files: { 'demo/shop.nomad': job()['jobs/shop.nomad'] } },
  ],
  unknown: [
    {
      name: 'the type is a variable',
      files: job(['type = var.type']),
      reason: 'type of job "shop"',
    },
    { name: 'auto_revert is a variable', files: job(['update {', '  auto_revert = var.revert', '}']) },
    {
      name: 'its default decides only as long as nobody sets it',
      files: {
        'jobs/shop.nomad': `variable "revert" {\n  default = false\n}\n${job(['update {', '  auto_revert = var.revert', '}'])['jobs/shop.nomad']}`,
      },
    },
    {
      name: 'a file that is broken',
      files: { 'jobs/shop.nomad': 'job "shop" {\n  group "api" {\n    count = \n  }\n}' },
    },
  ],
  passes: [
    { name: 'the job reverts', files: job(['update {', '  auto_revert = true', '}']) },
    { name: 'the group reverts', files: job([], ['update {', '  auto_revert = true', '}']) },
    {
      name: 'the group adds to what the job says',
      files: job(['update {', '  auto_revert = true', '}'], ['update {', '  canary = 1', '}']),
    },
    {
      name: 'in a file of another name',
      files: { 'deploy/shop.hcl': job(['update {', '  auto_revert = true', '}'])['jobs/shop.nomad'] },
    },
  ],
  fails: [
    { name: 'no update at all', files: job([], ['count = 2'], 'job "shop" { # ! none') },
    { name: 'an update without it', files: job(['update { # ! none', '  max_parallel = 2', '}']) },
    { name: 'switched off', files: job(['update {', '  auto_revert = false # ! off', '}']) },
    {
      name: 'switched off for the group',
      files: job(['update {', '  auto_revert = true', '}'], ['update {', '  auto_revert = false # ! off', '}']),
    },
    {
      name: 'health by hand',
      files: job(['update {', '  auto_revert = true', '  health_check = "manual" # ! manual', '}']),
    },
    {
      name: 'forced updates',
      files: job(['update {', '  auto_revert = true', '  max_parallel = 0 # ! forced', '}']),
    },
    {
      name: 'two groups in one file are one finding',
      files: job([], ['count = 1', '}', 'group "web" {', '  count = 1'], 'job "shop" { # ! none'),
    },
  ],
})
