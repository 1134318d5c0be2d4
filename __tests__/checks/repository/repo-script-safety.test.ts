import check from '../../../checks/repository/repo-script-safety.js'
import { testCheck } from '../../helpers/check-tester.js'

const WORK = ['npm ci', 'npm run build', 'rsync -a dist/ web:/srv/shop', 'systemctl restart shop']
const script = (...lines: string[]) => ['#!/usr/bin/env bash', ...lines].join('\n')
const github = (run: string, shell = '') =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n${shell}`
const POWERSHELL = ['New-Item out', 'Copy-Item a out', 'Publish-Module -Path out', 'Restart-Service shop'].join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'no script', files: { 'main.py': 'print(1)' } },
    { name: 'three commands', files: { 'scripts/deploy.sh': script(...WORK.slice(0, 3)) } },
    {
      name: 'looking only',
      files: { 'scripts/status.sh': script('kubectl get pods', 'docker ps', 'git status', 'df -h') },
    },
    { name: 'a library', files: { 'scripts/lib.sh': script('a() {', ...WORK, '}') } },
    {
      name: 'taken in by another',
      files: { 'scripts/env.sh': script(...WORK), 'scripts/run.sh': script('source "$(dirname "$0")/env.sh"') },
    },
    {
      name: 'functions of another file',
      files: {
        'scripts/up.sh': script('. lib', 'msg a', 'msg b', 'msg c', 'msg d'),
        'scripts/lib.sh': script('msg() {', 'echo x', '}'),
      },
    },
    {
      name: 'asking only',
      files: { 'ops/see.sh': script(...Array.from({ length: 5 }, () => 'aws s3api list-buckets')) },
    },
    { name: 'for a test', files: { 'scripts/tests/up.sh': script(...WORK) } },
    { name: 'neither started nor in such a folder', files: { 'tool/up.sh': script(...WORK) } },
    { name: 'a person answers', files: { 'scripts/setup.sh': script('read -p "Name? " name', ...WORK) } },
    { name: 'of Gradle', files: { 'bin/gradlew': script(...WORK) } },
    { name: 'not shell syntax', files: { 'scripts/up.sh': script(...WORK, 'if then ((') } },
  ],
  passes: [
    { name: 'set -e', files: { 'scripts/deploy.sh': script('set -euo pipefail', ...WORK) } },
    { name: 'set -o errexit', files: { 'scripts/deploy.sh': script('set -o errexit', ...WORK) } },
    { name: 'in the first line', files: { 'scripts/deploy.sh': ['#!/bin/sh -e', ...WORK].join('\n') } },
    { name: 'each one looked at', files: { 'scripts/deploy.sh': script(...WORK.map((line) => `${line} || exit 1`)) } },
    { name: 'a chain', files: { 'scripts/deploy.sh': script(WORK.join(' && ')) } },
    { name: 'one status is read', files: { 'scripts/deploy.sh': script('trap "exit 1" ERR', 'set -e', ...WORK) } },
    {
      name: 'the pipeline starts it with -e',
      files: { 'ci/deploy.sh': script(...WORK), '.github/workflows/ci.yml': github('bash -e ci/deploy.sh') },
    },
    {
      name: 'a pipeline takes it in, and stops',
      files: { 'ci/deploy.sh': script(...WORK), '.github/workflows/ci.yml': github('source ci/deploy.sh') },
    },
    {
      name: 'what removes is set before',
      files: { 'scripts/x.sh': script('set -e', 'OUT=out', 'rm -rf "$OUT/a"', ...WORK) },
    },
    {
      name: 'a file that is taken in may set it',
      files: { 'scripts/x.sh': script('set -e', '. config.txt', 'rm -rf $OUT/a', ...WORK) },
    },
    {
      name: 'a pipeline may set it',
      files: {
        'ci/x.sh': script('set -e', 'rm -rf $OUT/a', ...WORK),
        '.github/workflows/ci.yml': github('ci/x.sh'),
      },
    },
    { name: 'what removes is demanded', files: { 'scripts/x.sh': script('set -e', 'rm -rf "${OUT:?}/a"', ...WORK) } },
    { name: 'nothing unset goes on', files: { 'scripts/x.sh': script('set -eu', 'rm -rf "$OUT/a"', ...WORK) } },
    {
      name: 'PowerShell that stops',
      files: { 'deploy/up.ps1': `$ErrorActionPreference = 'Stop'\n${POWERSHELL}` },
    },
    {
      name: 'PowerShell that a step starts, which stops it',
      files: {
        'ci/up.sh': script('set -e', ...WORK),
        'ci/up.ps1': POWERSHELL,
        '.github/workflows/ci.yml': github('./ci/up.sh && ./ci/up.ps1'),
      },
    },
    {
      name: 'long, with functions',
      files: {
        'scripts/x.sh': script('set -e', 'a() { npm ci; }', 'a', ...WORK, ...Array.from({ length: 300 }, () => '# a')),
      },
    },
  ],
  fails: [
    {
      name: 'GitHub starts it',
      files: {
        'ci/deploy.sh': script('npm ci # ! goesOn', ...WORK.slice(1)),
        '.github/workflows/ci.yml': github('./ci/deploy.sh'),
      },
    },
    {
      name: 'GitLab starts it, by way of make',
      files: {
        'ci/deploy.sh': script('echo hello', 'npm ci # ! goesOn', ...WORK.slice(1)),
        Makefile: 'deploy:\n\t./ci/deploy.sh\n',
        '.gitlab-ci.yml': 'deploy: { script: [make deploy] }',
      },
    },
    {
      name: 'Jenkins starts it',
      files: {
        'ci/deploy.sh': script('npm ci # ! goesOn', ...WORK.slice(1)),
        Jenkinsfile: "pipeline { agent any\nstages { stage('a') { steps { sh './ci/deploy.sh' } } } }",
      },
    },
    {
      name: 'a hook starts it',
      files: { '.husky/pre-push': './ci/check.sh', 'ci/check.sh': script('npm ci # ! goesOn', ...WORK.slice(1)) },
    },
    { name: 'for operation', files: { 'deploy/up.sh': script('npm ci # ! goesOn', ...WORK.slice(1)) } },
    { name: 'by its name', files: { 'backup-db.sh': script('npm ci # ! goesOn', ...WORK.slice(1)) } },
    {
      name: 'set +e',
      files: {
        'ops/up.sh': script('set -e', 'npm ci', ...WORK.slice(1), 'true')
          .replace('set -e', 'ls')
          .replace('npm ci', 'npm ci # ! goesOn'),
      },
    },
    { name: 'PowerShell', files: { 'deploy/up.ps1': `New-Item out # ! powershell\n${POWERSHELL}` } },
    {
      name: 'a variable that nobody sets',
      files: { 'ops/clean.sh': script('set -e', 'rm -rf "$OUT/cache" # ! unset', ...WORK) },
    },
    {
      name: 'long, without a function',
      files: { 'ops/x.sh': script('set -e', 'npm ci # ! long', ...WORK, ...Array.from({ length: 300 }, () => '# a')) },
    },
    {
      name: 'its own length',
      files: { 'ops/x.sh': script('set -e', 'npm ci # ! long', ...WORK) },
      options: { maxLines: 4 },
    },
  ],
})
