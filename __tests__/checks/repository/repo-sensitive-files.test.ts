import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import check from '../../../checks/repository/repo-sensitive-files.js'
import { run, testCheck } from '../../helpers/check-tester.js'

/** Text that looks made at random, made here so that nothing in this file has the form of a credential. */
function noise(length: number): string {
  const alphabet = 'k7QzWm3XbR9vTjL2hNcY5gFdP8sHxB4wG6nKtJqVfZrMuCpD'
  const bytes = Array.from({ length: 8 }, (_, index) => createHash('sha256').update(`${length} ${index}`).digest())
  return Array.from(Buffer.concat(bytes).subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('')
}

const pem = (label: string, ...body: string[]) =>
  [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`, ''].join('\n')
const KEY = pem(`PRIVATE ${'KEY'}`, noise(64))
const TOKEN = `ghp${'_'}${noise(36)}`
const STATE = JSON.stringify({
  version: 4,
  serial: 3,
  lineage: 'a',
  outputs: {},
  resources: [{ type: 'aws_db_instance' }],
})
const ROOT = { 'main.tf': 'provider "aws" {}\nresource "aws_s3_bucket" "logs" {}\n' }
const REMOTE = { 'main.tf': 'terraform {\n  backend "s3" {}\n}\nprovider "aws" {}\n' }
const DOTENV = { 'package.json': '{ "name": "shop", "dependencies": { "dotenv": "17.2.3" } }' }

testCheck(check, {
  notApplicable: [
    { name: 'nothing of the kind', files: { 'src/index.js': '' } },
    { name: 'a certificate', files: { 'certs/server.pem': pem('CERTIFICATE', noise(64)) } },
    {
      name: 'a public key',
      files: { 'deploy/id_rsa.pub': 'ssh-rsa AAAA', 'keys/jwt.pem': pem('PUBLIC KEY', noise(64)) },
    },
    { name: 'an encrypted key', files: { 'certs/server.key': pem(`ENCRYPTED PRIVATE ${'KEY'}`, noise(64)) } },
    {
      name: 'a key of OpenSSH with a passphrase',
      files: {
        'deploy/id_ed25519': pem(`OPENSSH PRIVATE ${'KEY'}`, `b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHI${noise(64)}`),
      },
    },
    { name: 'a key that is filled in later', files: { 'certs/server.key': pem(`PRIVATE ${'KEY'}`, '{{ key }}') } },
    {
      name: 'a key of tests',
      files: { 'test/server.key': KEY, 'spec/fixtures/a.pem': KEY, 'src/test/resources/b.pem': KEY },
    },
    { name: 'a key for the own machine', files: { 'certs/localhost.key': KEY, 'local/server.key': KEY } },
    {
      name: 'a key of what tests use',
      files: { 'testutil/pki/server.pem': KEY, 'molecule/ca.pem': KEY, 'certs/valid.p8': KEY },
    },
    { name: 'a key in documents', files: { 'docs/server.key': KEY } },
    {
      name: 'an empty state',
      files: { 'terraform.tfstate': '{ "version": 4, "serial": 1, "outputs": {}, "resources": [] }' },
    },
    {
      name: 'an encrypted state',
      files: { 'terraform.tfstate': '{ "serial": 1, "lineage": "a", "encrypted_data": "x" }' },
    },
    { name: 'a text that is no state', files: { 'terraform.tfstate': 'see the bucket' } },
    { name: 'a state of tests', files: { 'tests/data/terraform.tfstate': STATE } },
    {
      name: 'defaults for the own machine',
      files: { '.env': 'PORT=8080\nDB_PASSWORD=postgres\nAPI_KEY=changeme\nJWT_SECRET=a-secret-of-development-1\n' },
    },
    { name: 'a sample to copy', files: { 'config/prod.env.sample': `API_TOKEN=${noise(40)}\n` } },
    {
      name: 'a key in the environment of tests',
      files: { '.env.test': `CLIENT_KEY="${KEY}"\n`, 'config/.env.test.local': `CLIENT_KEY="${KEY}"\n` },
    },
    { name: 'an environment of tests', files: { '.env.test': `SECRET_KEY_BASE=${noise(64)}\n` } },
    { name: 'keys for pages', files: { '.env': `VITE_API_KEY=${noise(40)}\nALGOLIA_SEARCH_API_KEY=${noise(32)}\n` } },
    { name: 'a value from elsewhere', files: { '.env': 'API_KEY=$(pass show shop)\nTOKEN=op://vault/shop/token\n' } },
    { name: 'a comment', files: { '.env': `# API_KEY=${noise(40)}\n` } },
    {
      name: 'npm settings that read a variable',
      files: { '.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n' },
    },
    {
      name: 'npm settings without a token',
      files: { '.npmrc': 'engine-strict=true\nregistry=https://registry.npmjs.org/\n' },
    },
    { name: 'a program that fetches the password', files: { '.vault_pass': '#!/bin/sh\npass show vault\n' } },
    {
      name: 'a kubeconfig that signs in by a program',
      files: { 'kubeconfig.yaml': 'users:\n- user:\n    exec: { command: aws }\n' },
    },
    { name: 'a store of trusted certificates', files: { 'src/truststore.jks': 'x', 'app/debug.keystore': 'x' } },
    { name: 'a remote backend', files: REMOTE },
    {
      name: 'a tool of development that reads .env',
      files: { 'package.json': '{ "devDependencies": { "dotenv": "17.2.3" } }' },
    },
  ],
  passes: [
    { name: 'the state is ignored', files: { ...ROOT, '.gitignore': '*.tfstate*\n' } },
    {
      name: 'by a rule of the folder',
      files: { 'infra/main.tf': ROOT['main.tf'], 'infra/.gitignore': 'terraform.tfstate\n' },
    },
    { name: 'the environment is ignored', files: { ...DOTENV, '.gitignore': '.env\n' } },
    { name: 'all but the sample are', files: { '.env.example': 'A=\n', '.gitignore': '.env*\n!.env.example\n' } },
  ],
  fails: [
    { name: 'a key', files: { 'deploy/server.key': KEY }, expect: ['deploy/server.key:1 committed'] },
    {
      name: 'a key of OpenSSH without a passphrase',
      files: { 'deploy/id_ed25519': pem(`OPENSSH PRIVATE ${'KEY'}`, `b3BlbnNzaC1rZXktdjEAAAAABG5vbmU${noise(64)}`) },
      expect: ['deploy/id_ed25519:1 committed'],
    },
    {
      name: 'a key of a service account',
      files: { 'service-account.json': JSON.stringify({ type: 'service_account', private_key: KEY }) },
      expect: ['service-account.json:1 committed'],
    },
    {
      name: 'the key of a Rails application',
      files: { 'config/master.key': `0f1e2d3c4b5a69788796a5b4c3d2e1f0\n` },
      expect: ['config/master.key:1 committed'],
    },
    {
      name: 'a key of PuTTY',
      files: { 'deploy/host.ppk': 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\nabc\n' },
      expect: ['deploy/host.ppk:3 committed'],
    },
    {
      name: 'a state and its backup',
      files: { 'terraform.tfstate': STATE, 'terraform.tfstate.backup': STATE },
      expect: ['terraform.tfstate:1 committed', 'terraform.tfstate.backup:1 committed'],
    },
    {
      name: 'a token in the environment',
      files: { '.env.local': `PORT=1\nTOKEN=${TOKEN}\n` },
      expect: ['.env.local:2 committed'],
    },
    {
      name: 'what looks like one',
      files: { '.env': `PORT=1\nMAIL_API_KEY="${noise(32)}" # mail\n` },
      expect: ['.env:2 look'],
    },
    {
      name: 'in a file of variables',
      files: { 'prod.tfvars': `db_password = "${noise(20)}"\n` },
      expect: ['prod.tfvars:1 look'],
    },
    {
      name: 'a token for packages',
      files: { '.npmrc': `//registry.npmjs.org/:_authToken=${noise(36)}\n` },
      expect: ['.npmrc:1 committed'],
    },
    {
      name: 'a login',
      files: { '.netrc': `machine api.acme.io login ci password ${noise(24)}\n` },
      expect: ['.netrc:1 committed'],
    },
    {
      name: 'the password of a vault',
      files: { '.vault_pass': `${noise(20)}\n` },
      expect: ['.vault_pass:1 committed'],
    },
    {
      name: 'a user of a cluster',
      files: { kubeconfig: `users:\n- user:\n    client-key-data: ${noise(120)}\n` },
      expect: ['kubeconfig:3 committed'],
    },
    { name: 'a store of keys', files: { 'app/release.keystore': 'x' }, expect: ['app/release.keystore:1 store'] },
    { name: 'a state on disk that nothing ignores', files: ROOT, expect: ['main.tf:1 not-ignored'] },
    {
      name: 'a rule that is taken back',
      files: { ...ROOT, '.gitignore': '*.tfstate\n!terraform.tfstate\n' },
      expect: ['main.tf:1 not-ignored'],
    },
    {
      name: 'an environment that nothing ignores',
      files: { '.env.example': 'API_KEY=\n' },
      expect: ['.env.example:1 not-ignored'],
    },
  ],
})

test('a finding conceals the value, and one on ignore rules is a notice', () => {
  const value = noise(32)
  const { result } = run(check, { files: { '.env': `API_KEY=${value}\n`, ...ROOT } })
  expect(JSON.stringify(result.outcomes.map((each) => ('message' in each ? each.message : '')))).not.toContain(value)
  const severities = result.outcomes.flatMap((each) => (each.kind === 'problem' ? [each.severity] : []))
  expect(severities).toEqual(['warning', 'notice'])
})
