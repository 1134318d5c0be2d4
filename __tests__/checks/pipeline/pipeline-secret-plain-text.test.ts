import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { checks as allChecks } from '../../../checks/index.js'
import check from '../../../checks/pipeline/pipeline-secret-plain-text.js'
import type { AnyCheck } from '../../../src/check-api/index.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { runCli } from '../../helpers/cli.js'
import { temporaryFolder, write } from '../../helpers/git-repository.js'
import { processorTime } from '../../helpers/processor-time.js'

/** Text that looks made at random, made here so that nothing in this file has the form of a credential. */
function noise(length: number, alphabet = 'k7QzWm3XbR9vTjL2hNcY5gFdP8sHxB4wG6nKtJqVfZrMuCpD'): string {
  const bytes = Array.from({ length: 8 }, (_, index) => createHash('sha256').update(`${length} ${index}`).digest())
  return Array.from(Buffer.concat(bytes).subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('')
}

const env = (...lines: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'env:',
    ...lines.map((line) => `  ${line}`),
    'jobs: { a: { runs-on: x, steps: [{ run: make }] } }',
  ].join('\n'),
})
const script = (...lines: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  a:',
    '    runs-on: x',
    '    steps:',
    '      - run: |',
    ...lines.map((line) => `          ${line}`),
  ].join('\n'),
})
const TOKEN = `ghp${'_'}${noise(36)}`
const KEY_ID = `AK${'IA'}${noise(16, 'QZ7WX3VT5NKJ2GHMBRY6')}`
const KEY = [`-----BEGIN ${'PRIVATE'} KEY-----`, noise(64), noise(64), noise(64), noise(64)]
const address = (password: string, host = 'db.acme.io') => `postgres://shop:${password}@${host}/shop`

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline' },
    {
      name: 'the password of a service for tests',
      files: env('DATABASE_URL: postgres://postgres:postgres@localhost:5432/test'),
    },
    {
      name: 'a real password of a service beside the job',
      files: env(`DATABASE_URL: ${address(noise(16), 'postgres')}`),
    },
    { name: 'a placeholder', files: env('URL: https://user:changeme123@db.acme.io', 'TOKEN: ghp_your-token-here') },
    { name: 'too regular to be random', files: env(`TOKEN: ghp_${'a'.repeat(36)}`) },
    { name: 'an address whose password is read', files: script('git push https://bot:$PASSWORD@git.acme.io/shop') },
    { name: 'a key id without its secret', files: env(`KEY: ${KEY_ID}`) },
    {
      name: 'a commit beside a key id',
      files: env(`KEY: ${KEY_ID}`, `COMMIT: ${'0123456789abcdef'.repeat(3).slice(0, 40)}`),
    },
    { name: 'a key that tests sign with', files: env(`JWT_SECRET: ${noise(32)}`, `SECRET_KEY_BASE: ${noise(64)}`) },
    {
      name: 'names and places of credentials',
      files: env('DB_PASSWORD: ci-database-2024-v2', 'API_TOKEN: /run/secrets/api-token-3', 'VAULT_TOKEN: ""'),
    },
    { name: 'the head of a private key, which is searched for', files: script("grep -r 'BEGIN PRIVATE KEY' .") },
  ],
  passes: [
    { name: 'a secret of the host', files: env('DB_PASSWORD: ${{ secrets.DB_PASSWORD }}') },
    { name: 'a variable', files: env('API_KEY: $KEY_OF_THE_RUNNER') },
  ],
  fails: [
    { name: 'a token in the environment', files: env(`GITHUB_TOKEN: ${TOKEN} # ! written`) },
    {
      name: 'a token in a script',
      files: script('make', `curl -H "Authorization: Bearer ${TOKEN}" https://api.github.com # ! written`),
    },
    { name: 'a password in an address', files: env(`DATABASE_URL: ${address(noise(16))} # ! written`) },
    {
      name: 'a key beside its id',
      files: env(`AWS_ACCESS_KEY_ID: ${KEY_ID}`, `AWS_SECRET_ACCESS_KEY: ${noise(40)} # ! written`),
    },
    {
      name: 'a private key',
      files: env('KEY: |', `  ${KEY[0]} # ! written`, ...KEY.slice(1).map((line) => `  ${line}`)),
    },
    {
      name: 'a script file',
      files: {
        ...script('./deploy.sh'),
        'deploy.sh': `#!/bin/sh\ngit push https://bot:${noise(20)}@git.acme.io/shop # ! written\n`,
      },
    },
    { name: 'a random text of a key that somebody gave out', files: env(`SONAR_TOKEN: ${noise(40)} # ! named`) },
    {
      name: 'what a called workflow is given',
      files: {
        '.github/workflows/ci.yml': [
          'on: push',
          'jobs:',
          '  a:',
          '    uses: ./.github/workflows/deploy.yml',
          '    with:',
          `      api-key: ${noise(30)} # ! named`,
        ].join('\n'),
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  build:',
          '    docker: [{ image: cimg/base:2024.01 }]',
          '    environment:',
          `      NPM_TOKEN: npm${'_'}${noise(36)} # ! written`,
          '    steps: [checkout, run: make]',
        ].join('\n'),
      },
    },
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile: [
          'pipeline {',
          '  agent any',
          '  environment {',
          `    SLACK = 'https://hooks.slack.com/services/T${noise(9, 'Q7WX3V')}/B${noise(9, 'Z5NKJ2')}/${noise(24)}'`,
          '  }',
          "  stages { stage('Build') { steps { sh 'make' } } }",
          '}',
        ].join('\n'),
      },
      expect: ['Jenkinsfile:4 written'],
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml': `a:\n  variables:\n    TOKEN: glpat${'-'}${noise(20)} # ! written\n  script: [make]\n`,
      },
    },
  ],
})

test('the value stands nowhere in the outcome', () => {
  const { result } = run(check, { files: script(`curl -H "token: ${TOKEN}" https://acme.io`) })
  expect(result.state).toBe('problem')
  expect(JSON.stringify(result)).not.toContain(TOKEN.slice(4, 16))
})

describe('no output shows the value, whichever check speaks of the line', () => {
  const password = 'correct-Horse9'
  const random = noise(24, 'k7m3b9v2h5d8x4w6')
  const folder = temporaryFolder()
  write(folder, {
    '.github/workflows/deploy.yml': [
      'on: push',
      'jobs:',
      '  deploy:',
      '    runs-on: ubuntu-24.04',
      '    environment: production',
      '    env:',
      `      DEPLOY_TOKEN: ${random}`,
      '    steps:',
      `      - run: npm test -- --token ${TOKEN} || true`,
      `      - run: helm upgrade shop chart --set db=${address(password)} --set token=${random}`,
      `      - run: frobnicate --key ${TOKEN}`,
      '      - uses: acme/deploy@main',
      '        with:',
      `          key: ${TOKEN}`,
    ].join('\n'),
    'package.json': '{ "scripts": { "test": "jest" } }',
  })
  const checks = () => Promise.resolve(allChecks as AnyCheck[])
  const formats = ['terminal', 'json', 'markdown', 'sarif', 'annotations'].map((format) => [format])

  test.each(formats)('%s', async (format) => {
    const { stdout, stderr } = await runCli(['lint', folder, '--format', format, '--verbose'], { checks })
    expect(stdout).toContain('pipeline-secret-plain-text')
    const printed = stdout + stderr
    for (const value of [TOKEN.slice(8, 16), password, random])
      expect(printed.split('\n').filter((line) => line.includes(value))).toEqual([])
  })
})

test('a long text without credentials takes no time to speak of', () => {
  const start = processorTime()
  run(check, { files: env(`LONG: "${'://a:b'.repeat(20_000)}"`) })
  expect(processorTime() - start).toBeLessThan(20_000)
})
