import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-secret-literal.js'
import { run, testCheck } from '../../helpers/check-tester.js'

/** Text that looks made at random, made here so that nothing in this file has the form of a credential. */
function noise(length: number, alphabet = 'k7QzWm3XbR9vTjL2hNcY5gFdP8sHxB4wG6nKtJqVfZrMuCpD'): string {
  const bytes = Array.from({ length: 8 }, (_, index) => createHash('sha256').update(`${length} ${index}`).digest())
  return Array.from(Buffer.concat(bytes).subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('')
}

const TOKEN = `ghp${'_'}${noise(36)}`
const KEY_ID = `AK${'IA'}${noise(16, 'QZ7WX3VT5NKJ2GHMBRY6')}`
const CHOSEN = ['Vi0let', 'Harb0ur', '88'].join('-')
const base64 = (text: string) => Buffer.from(text).toString('base64')

const terraform = (...lines: string[]) => ({ 'infra/main.tf': lines.join('\n') })
const database = (...lines: string[]) =>
  terraform('resource "aws_db_instance" "main" {', ...lines.map((line) => `  ${line}`), '}')
const secret = (...lines: string[]) => ({
  'deploy/secret.yaml': ['apiVersion: v1', 'kind: Secret', 'metadata: { name: shop }', ...lines].join('\n'),
})
const deployment = (...lines: string[]) => ({
  'deploy/app.yaml': [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: shop }',
    'spec:',
    '  template:',
    '    spec:',
    '      containers:',
    '        - name: shop',
    '          image: shop:1',
    '          env:',
    ...lines.map((line) => `            ${line}`),
  ].join('\n'),
})
const template = (...lines: string[]) => ({
  'cfn/db.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    '  Db:',
    '    Type: AWS::RDS::DBInstance',
    '    Properties:',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})
const parameter = (...lines: string[]) => ({
  'cfn/app.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Parameters:',
    '  Key:',
    '    Type: String',
    ...lines.map((line) => `    ${line}`),
    'Resources:',
    '  Topic: { Type: AWS::SNS::Topic }',
  ].join('\n'),
})
const playbook = (...lines: string[]) => ({
  'site.yml': ['- hosts: all', '  tasks:', '    - name: sign in', ...lines.map((line) => `      ${line}`)].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure code', files: { 'README.md': '# shop' } },
    { name: 'a placeholder for a password', files: database('password = "changeme-please"') },
    { name: 'no password', files: database('password = ""') },
    {
      name: 'a first password that is replaced by hand',
      files: database(`password = "${CHOSEN}"`, 'lifecycle {', '  ignore_changes = [password]', '}'),
    },
    {
      name: 'a password in an example',
      files: { 'examples/main.tf': database(`password = "${CHOSEN}"`)['infra/main.tf'] },
    },
    {
      name: 'a default that who applies the code may replace',
      files: terraform('variable "db_password" {', '  default = "Blue-Harb0ur"', '}'),
    },
    {
      name: 'defaults of declared secrets that stand for one',
      files: {
        ...terraform('variable "key" {', '  sensitive = true', '  default = "Replace-Me-1"', '}'),
        ...parameter('NoEcho: true', 'Default: ""'),
      },
    },
    { name: 'the default of a parameter that is no secret', files: parameter(`Default: ${CHOSEN}`) },
    { name: 'words of a variable for tests', files: deployment('- name: DB_PASSWORD', '  value: postgres') },
    {
      name: 'a switch whose name ends like a secret',
      files: terraform('resource "acme_app" "a" {', '  enable_token = var.token', '  id_token = true', '}'),
    },
    { name: 'settings in a Secret', files: secret('stringData:', '  host: db.acme.io', '  username: shop') },
    { name: 'the id of a key alone', files: terraform('locals {', `  id = "${KEY_ID}"`, '}') },
    {
      name: 'an address in a store of secrets',
      files: terraform(
        'resource "aws_secretsmanager_secret_version" "a" {',
        '  secret_string = "https://Api2.acme.io/v1"',
        '}',
      ),
    },
    { name: 'the arguments of an image', files: { Dockerfile: 'FROM alpine:3.20\nARG TOKEN\nENV MODE=production\n' } },
  ],
  passes: [
    {
      name: 'an encrypted value in the settings of a stack',
      files: { 'infra/Pulumi.prod.yaml': `config:\n  shop:token:\n    secure: ${noise(60)}` },
    },
    {
      name: 'a secure parameter in Bicep',
      files: {
        'infra/main.bicep': [
          '@secure()',
          'param login string',
          "resource db 'Microsoft.Sql/servers@2023-08-01' = {",
          '  properties: {',
          '    administratorLoginPassword: login',
          '  }',
          '}',
        ].join('\n'),
      },
    },
    { name: 'a variable without default', files: database('password = var.db_password') },
    { name: 'a password that the service makes', files: database('manage_master_user_password = true') },
    {
      name: 'a password that is read from the store',
      files: database('password = data.aws_secretsmanager_secret_version.db.secret_string'),
    },
    {
      name: 'a dynamic reference',
      files: template("MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:x}}'"),
    },
    {
      name: 'a variable from a Secret',
      files: deployment('- name: DB_PASSWORD', '  valueFrom: { secretKeyRef: { name: db, key: password } }'),
    },
    {
      name: 'a Secret that SOPS encrypted',
      files: secret('stringData:', `  token: ENC[AES256_GCM,data:${noise(30)}]`, 'sops: { version: 3.9.0 }'),
    },
    {
      name: 'a sealed secret',
      files: {
        'deploy/sealed.yaml': [
          'apiVersion: bitnami.com/v1alpha1',
          'kind: SealedSecret',
          'metadata: { name: shop }',
          'spec:',
          '  encryptedData:',
          `    password: ${noise(120)}`,
        ].join('\n'),
      },
    },
    {
      name: 'a placeholder of a deployment tool',
      files: secret('stringData:', '  password: <path:kv/data/shop#password>'),
    },
    {
      name: 'a variable of a Compose file',
      files: {
        'compose.yaml': 'services:\n  api:\n    image: api:1\n    environment:\n      - API_TOKEN=${API_TOKEN}\n',
      },
    },
    {
      name: 'a secret that is mounted for a build',
      files: { Dockerfile: 'FROM alpine:3.20\nRUN --mount=type=secret,id=npm npm ci\n' },
    },
    {
      name: 'a variable of Ansible',
      files: playbook('ansible.builtin.uri:', '  url: https://acme.io', '  password: "{{ vault_password }}"'),
    },
  ],
  fails: [
    {
      name: 'a password in Bicep',
      files: {
        'infra/main.bicep': [
          "resource db 'Microsoft.Sql/servers@2023-08-01' = {",
          "  name: 'shop'",
          '  properties: {',
          `    administratorLoginPassword: '${CHOSEN}'`,
          '  }',
          '}',
        ].join('\n'),
      },
      expect: ['infra/main.bicep:4 literal'],
    },
    {
      name: 'a password in an ARM template',
      files: {
        'infra/azuredeploy.json': JSON.stringify(
          {
            $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
            variables: { login: CHOSEN },
            resources: [
              { type: 'Microsoft.Sql/servers', properties: { administratorLoginPassword: "[variables('login')]" } },
            ],
          },
          null,
          1,
        ),
      },
      expect: ['infra/azuredeploy.json:10 literal'],
    },
    {
      name: 'a password in a program of Pulumi',
      files: {
        'infra/Pulumi.yaml': [
          'name: shop',
          'runtime: yaml',
          'resources:',
          '  db:',
          '    type: aws:rds:Instance',
          '    properties:',
          `      password: ${CHOSEN} # ! literal`,
        ].join('\n'),
      },
    },
    {
      name: 'a token in the settings of a stack',
      files: { 'infra/Pulumi.prod.yaml': `config:\n  shop:token: ${TOKEN} # ! written` },
    },
    {
      name: 'a token in a job of Nomad',
      files: {
        'jobs/shop.nomad': `job "shop" {\n  group "api" {\n    task "server" {\n      env {\n        TOKEN = "${TOKEN}" # ! written\n      }\n    }\n  }\n}`,
      },
    },
    { name: 'the password of a database', files: database(`password = "${CHOSEN}" # ! literal`) },
    {
      name: 'the password of a database, kept in a local',
      files: terraform(
        'locals {',
        `  db = "${CHOSEN}"`,
        '}',
        'resource "aws_db_instance" "main" {',
        '  password = local.db # ! literal',
        '}',
      ),
    },
    { name: 'the password of a database in a template', files: template(`MasterUserPassword: ${CHOSEN} # ! literal`) },
    {
      name: 'a key of a provider',
      files: terraform(
        'provider "aws" {',
        `  access_key = "${KEY_ID}"`,
        `  secret_key = "${noise(40)}" # ! written`,
        '}',
      ),
    },
    {
      name: 'a token of a provider that a form shows',
      files: terraform('provider "github" {', `  token = "${TOKEN}" # ! written`, '}'),
    },
    {
      name: 'a token of a provider without a form',
      files: terraform('provider "acme" {', `  api_token = "${noise(32)}" # ! named`, '}'),
    },
    {
      name: 'the default of a variable',
      files: terraform('variable "api_token" {', `  default = "${noise(32)}" # ! named`, '}'),
    },
    {
      name: 'a secret in a store',
      files: terraform(
        'resource "aws_secretsmanager_secret_version" "a" {',
        `  secret_string = "${noise(24)}" # ! named`,
        '}',
      ),
    },
    {
      name: 'the default of a sensitive variable',
      files: terraform('variable "key" {', '  sensitive = true', `  default = "${CHOSEN}" # ! named`, '}'),
    },
    {
      name: 'the default of a parameter that is not shown',
      files: parameter('NoEcho: true', `Default: ${CHOSEN} # ! named`),
    },
    { name: 'a decoded token', files: secret('data:', `  github: ${base64(TOKEN)} # ! written`) },
    { name: 'a password in a Secret', files: secret('stringData:', `  password: ${CHOSEN} # ! named`) },
    { name: 'a password in a Secret, encoded', files: secret('data:', `  password: ${base64(CHOSEN)} # ! named`) },
    {
      name: 'a variable of a container',
      files: deployment('- name: ACME_API_KEY', `  value: ${noise(32)} # ! named`),
    },
    {
      name: 'a variable of an image',
      files: { Dockerfile: `FROM alpine:3.20\nENV ACME_TOKEN=${noise(32)} # ! named\n` },
    },
    {
      name: 'a variable of a service',
      files: {
        'compose.yaml': `services:\n  api:\n    image: api:1\n    environment:\n      - ACME_TOKEN=${noise(32)} # ! named\n`,
      },
    },
    {
      name: 'an argument of a task',
      files: playbook('ansible.builtin.uri:', '  url: https://acme.io', `  password: ${noise(24)} # ! named`),
    },
    {
      name: 'two secrets of one resource, once',
      files: secret('stringData:', `  github: ${TOKEN} # ! written`, `  password: ${CHOSEN}`),
    },
  ],
})

test('no text of a finding holds the value', () => {
  const { result } = run(check, {
    files: { ...database(`password = "${CHOSEN}"`), ...secret('data:', `  password: ${base64(CHOSEN)}`) },
  })
  const text = JSON.stringify(
    result.outcomes.map(({ because, ...rest }) => [because, 'message' in rest && rest.message]),
  )
  expect(result.outcomes.length).toBeGreaterThan(0)
  expect(text).not.toContain(CHOSEN)
  expect(text).not.toContain(base64(CHOSEN))
})

test('a secret that several resources hold is one finding', () => {
  const { result } = run(check, {
    files: {
      'a/main.tf': database(`password = "${CHOSEN}"`)['infra/main.tf'],
      ...template(`MasterUserPassword: ${CHOSEN}`),
    },
  })
  const problems = result.outcomes.filter(({ kind }) => kind === 'problem')
  expect(problems).toHaveLength(1)
  expect(problems[0]?.because).toHaveLength(1)
})
