import { describe, expect, test } from '@jest/globals'
import { isAuthoredPath } from '../../src/models/authored-paths.js'
import { isKeptBranch, versionOf } from '../../src/models/change-words.js'
import { isMachineName } from '../../src/models/machine-names.js'

describe('a tag', () => {
  test.each([
    'v1',
    'nightly',
    'latest',
    'before-2.0-rewrite',
    'release',
    '20260101',
    'build-17',
    '',
    'a'.repeat(1000),
    'v1.2-of-something',
  ])('%s names no version', (tag) => expect(versionOf(tag)).toBeUndefined())

  test.each([
    'v1.2.3',
    '1.2',
    '2026.01.09',
    'shop@2.0.1',
    '@acme/shop@2.0.1',
    'chart-1.2.0',
    'sdk/v1.2.0',
    'release-1.4.2',
    'REL_15_2',
    '1.2.3-4',
    '1.2.3+build.5',
    '5.0.1.Final',
    '33.0.0-jre',
  ])('%s names a version', (tag) => expect(versionOf(tag)).toEqual({ prerelease: false }))

  test.each(['v1.2.3-rc.1', '1.0.0a1', '1.0b2', '2.0.0-beta', '2.0.0.dev3', '3.0.0-M1', '1.0.0-SNAPSHOT'])(
    '%s names a preview',
    (tag) => expect(versionOf(tag)).toEqual({ prerelease: true }),
  )
})

describe('a branch', () => {
  test.each(['feature/x', 'fix-release', 'bob/main', 'stable-diffusion', 'devtools', 'production-fix', '12-cart'])(
    '%s is not kept by its name',
    (name) => expect(isKeptBranch(name)).toBe(false),
  )

  test.each(['gh-pages', 'develop', 'release/1.x', 'release-1.2', 'v1', '1.x', '2.7', '4.2.x', 'v3.1-stable'])(
    '%s is kept',
    (name) => expect(isKeptBranch(name)).toBe(true),
  )
})

describe('a path', () => {
  test.each(['src/cart.ts', 'package.json', 'Cargo.toml', 'docs/lock.md', 'distribution/x.ts', 'vendors/x.ts'])(
    '%s is written by people',
    (path) => expect(isAuthoredPath(path)).toBe(true),
  )

  test.each([
    'package-lock.json',
    'app/yarn.lock',
    'Cargo.lock',
    'go.sum',
    'infra/.terraform.lock.hcl',
    'vendor/x/y.go',
    'web/dist/app.js',
    'src/__snapshots__/a.test.ts.snap',
    'api/v1/api.pb.go',
    'src/generated/client.ts',
    'jquery.min.js',
  ])('%s is not', (path) => expect(isAuthoredPath(path)).toBe(false))
})

test.each([
  ['dependabot[bot]', true],
  ['Renovate Bot', true],
  ['Jenkins Release Bot', true],
  ['acme-bot', true],
  ['Abbot', false],
  ['GitHub Actions Bot', true],
  ['bot', false],
])('the name %s is of a machine: %s', (name, expected) => expect(isMachineName(name)).toBe(expected))
