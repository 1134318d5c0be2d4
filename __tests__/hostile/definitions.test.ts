import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { commit, repository, temporaryFolder, write } from '../helpers/git-repository.js'
import { lintBuilt, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(120_000)

const TERRAFORM = `terraform {
  required_version = "~> 1.9"
  backend "s3" {
    bucket       = "state"
    key          = "shop"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
resource "aws_db_instance" "orders" {
  storage_encrypted       = true
  backup_retention_period = 14
  deletion_protection     = true
  publicly_accessible     = false
}
`
/** Nothing is wrong with it. */
const SOUND: Readonly<Record<string, string>> = {
  '.github/workflows/ci.yml': `on:
  push: { branches: [main] }
  pull_request:
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
      - run: make
`,
  'app/Dockerfile': `FROM node:22@sha256:${'a'.repeat(64)}\nUSER node\n`,
  'infra/main.tf': TERRAFORM,
}
const ENCRYPTION = 'AG.DLM.2'
const IMAGES = 'hc.define.immutable.containers'
const DOWNLOADS = 'SEC06-BP02'

const verdictOf = ({ report }: Linted, practice: string): string | undefined => {
  const found = report.practices.find(({ id }) => id === practice)
  return found && `${found.verdict}: ${found.reason}`
}

describe('a definition that cannot be read leaves open what hangs on it:', () => {
  const root = temporaryFolder()
  write(root, SOUND)
  const sound = lintBuilt(root)

  /** The tree with one more file. */
  function withFile(path: string, content: string | Uint8Array): Linted {
    write(root, { [path]: content })
    const linted = lintBuilt(root)
    rmSync(join(root, path))
    return linted
  }

  test('without one everything is met', () => {
    for (const practice of [ENCRYPTION, IMAGES, DOWNLOADS]) expect(verdictOf(sound, practice)).toMatch(/^met: /)
    expect(verdictOf(sound, IMAGES)).not.toContain('as far as visible')
    expect(sound.status).toBe(0)
  })

  test.each<[string, string, string | Uint8Array]>([
    ['syntax', 'infra/more.tf', 'resource "aws_db_instance" "x" {\n'],
    ['a zero byte', 'infra/more.tf', Buffer.from('resource "aws_db_instance" "x" {}\0\n')],
    ['its size', 'infra/more.tf', Buffer.alloc(1_000_001, '#\n')],
    [
      'CloudFormation',
      'stack.yaml',
      'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A: {Type: AWS::S3::Bucket\n',
    ],
    ['Bicep', 'main.bicep', Buffer.from('param x string\0\n')],
  ])('%s: a foundational practice is unknown, and the gate does not pass', (_, path, content) => {
    const linted = withFile(path, content)
    expect(saidOf(linted, path)?.severity).toBe('warning')
    expect(verdictOf(linted, ENCRYPTION)).toMatch(new RegExp(`^unknown: .*${path}`))
    expect(verdictOf(linted, DOWNLOADS)).toBe(verdictOf(sound, DOWNLOADS))
    expect(linted.report.gate.practices).toEqual([ENCRYPTION])
    expect(linted.status).toBe(1)
  })

  test('a Dockerfile: what it may not hold is unknown, what it should is met as far as visible', () => {
    const linted = withFile('web/Dockerfile', Buffer.from('FROM node\0'))
    expect(verdictOf(linted, DOWNLOADS)).toMatch(/^unknown: "web\/Dockerfile" .*cannot be read/)
    expect(verdictOf(linted, IMAGES)).toMatch(/^met: .*as far as visible: "web\/Dockerfile"/)
    expect(verdictOf(linted, ENCRYPTION)).toBe(verdictOf(sound, ENCRYPTION))
    // No foundational practice hangs on it alone.
    expect(linted.status).toBe(0)
  })

  test.each(['infra/examples/x.tf', 'tests/fixtures/x.tf', 'node_modules/a/x.tf'])('%s is nobody’s', (path) => {
    const linted = withFile(path, 'resource {\n')
    expect(verdictOf(linted, ENCRYPTION)).toBe(verdictOf(sound, ENCRYPTION))
    expect(linted.status).toBe(0)
  })
})

test('of a pull request only what it makes unreadable counts', () => {
  const root = repository({ ...SOUND, 'infra/old.tf': 'resource {\n' })
  write(root, { 'README.md': 'x\n' })
  const before = lintBuilt(root, '--base', 'HEAD')
  expect([verdictOf(before, ENCRYPTION)?.split(':')[0], before.status]).toEqual(['unknown', 0])
  commit(root)
  write(root, { 'infra/new.tf': 'resource {\n' })
  expect(lintBuilt(root, '--base', 'HEAD').status).toBe(1)
})
