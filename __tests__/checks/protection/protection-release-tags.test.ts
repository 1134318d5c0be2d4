import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/protection/protection-release-tags.js'
import { openTo, refPattern, sampleTag } from '../../../src/check-api/index.js'
import { known, unknown, type Known } from '../../../src/core/known.js'
import type { TagProtection, TagRuleset } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'
import { repository } from '../../helpers/hosting.js'

const workflow = (on: string, ...steps: string[]) => ({
  '.github/workflows/release.yml': [
    `on: ${on}`,
    'jobs:',
    '  release:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const ON_TAG = "{ push: { tags: ['v*'] } }"
const publishes = workflow(ON_TAG, 'run: npm publish')
const releases = workflow(ON_TAG, 'run: gh release create "$GITHUB_REF_NAME"')
const deploys = workflow(ON_TAG, 'run: helm upgrade --install api ./chart')

const ruleset = (changes: Partial<TagRuleset> = {}): TagRuleset => ({
  name: 'releases',
  include: ['refs/tags/v*'],
  exclude: [],
  restricts: { creation: false, update: true, deletion: true },
  ...changes,
})
const tags = (rulesets: readonly TagRuleset[], immutableReleases: Known<boolean> = known(false)) => ({
  tagProtection: known<TagProtection>({ rulesets, immutableReleases, sources: ['GET /repos/acme/shop/rulesets'] }),
})
const hidden = unknown('only administrators see it', { permission: 'administration: read' })

testCheck(check, {
  passes: [
    { name: 'a ruleset for the pattern', files: publishes, hosting: tags([ruleset()]) },
    { name: 'a ruleset for all tags', files: deploys, hosting: tags([ruleset({ include: ['~ALL'] })]) },
    {
      name: 'a ruleset for full versions alone, so that v1 may move',
      files: publishes,
      hosting: tags([ruleset({ include: ['refs/tags/v*.*.*'] })]),
    },
    {
      name: 'two rulesets together',
      files: publishes,
      hosting: tags([
        ruleset({ restricts: { creation: false, update: true, deletion: false } }),
        ruleset({ include: ['~ALL'], restricts: { creation: true, update: false, deletion: true } }),
      ]),
    },
    { name: 'releases that cannot be changed', files: releases, hosting: tags([], known(true)) },
  ],
  notApplicable: [
    { name: 'no pipeline', hosting: tags([]) },
    { name: 'tests of a tag', files: workflow(ON_TAG, 'run: npm test'), hosting: tags([]) },
    {
      name: 'a publication from the default branch',
      files: workflow('{ push: { branches: [main] } }', 'run: npm publish'),
      hosting: tags([]),
    },
    {
      name: 'an archived repository',
      files: publishes,
      hosting: {
        ...tags([]),
        repository: known({
          fullName: 'acme/shop',
          defaultBranch: 'main',
          visibility: 'public',
          archived: true,
          mirror: false,
          fork: false,
        }),
      },
    },
  ],
  unknown: [
    { name: 'an offline run', files: publishes, reason: 'no token was given' },
    {
      name: 'a token without the permission',
      files: publishes,
      hosting: { tagProtection: unknown('the rulesets could not be read') },
      reason: 'could not be read',
    },
    { name: 'a release that may be immutable', files: releases, hosting: tags([], hidden), reason: 'administrators' },
    {
      name: 'a pattern that is a regular expression',
      files: {
        '.gitlab-ci.yml': 'release:\n  rules: [{ if: "$CI_COMMIT_TAG =~ /^v\\\\d+/" }]\n  script: [npm publish]\n',
        ...workflow("{ push: { tags: ['^v'] } }", 'run: npm publish'),
      },
      hosting: tags([ruleset()]),
      reason: 'cannot be told',
    },
  ],
  fails: [
    { name: 'no ruleset', files: publishes, hosting: { ...tags([]), ...repository() }, expect: ['open'] },
    { name: 'a deployment', files: deploys, hosting: tags([]), expect: ['open'] },
    { name: 'a release that can be changed', files: releases, hosting: tags([]), expect: ['open'] },
    {
      name: 'what is immutable is no release here',
      files: publishes,
      hosting: tags([], known(true)),
      expect: ['open'],
    },
    {
      name: 'a ruleset for other tags',
      files: publishes,
      hosting: tags([ruleset({ include: ['refs/tags/prod-*'] })]),
      expect: ['open'],
    },
    {
      name: 'a ruleset that leaves them out',
      files: publishes,
      hosting: tags([ruleset({ include: ['~ALL'], exclude: ['refs/tags/v*'] })]),
      expect: ['open'],
    },
    {
      name: 'a ruleset about the making of tags alone',
      files: publishes,
      hosting: tags([ruleset({ restricts: { creation: true, update: false, deletion: false } })]),
      expect: ['open'],
    },
    {
      name: 'another system',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  publish:',
          '    docker: [{ image: cimg/node:22.1 }]',
          '    steps: [checkout, { run: npm publish }]',
          'workflows:',
          '  release:',
          '    jobs:',
          '      - publish: { filters: { branches: { ignore: /.*/ }, tags: { only: v1.2.3 } } }',
        ].join('\n'),
      },
      hosting: tags([]),
      expect: ['open'],
    },
  ],
})

describe('patterns of tags', () => {
  test.each([
    ['v*', 'v1.2.3', 'refs/tags/v*'],
    ['*', 'v1.2.3', '~ALL'],
    ['**', 'v1.2.3', '~ALL'],
    ['v*.*.*', 'v1.2.3.1.1', 'refs/tags/v*.*.*'],
    ['v[0-9]+.[0-9]+.[0-9]+', 'v1.1.1', 'refs/tags/v[0-9]*.[0-9]*.[0-9]*'],
    ['v?[0-9]*', 'v11.2.3', undefined],
    ['release/v*', 'release/v1.2.3', 'refs/tags/release/v*'],
    ['v1.2.3', 'v1.2.3', 'refs/tags/v1.2.3'],
    ['/^v.*/', undefined, undefined],
    ['^v', undefined, undefined],
    ['${{ vars.TAG }}', undefined, undefined],
  ])('%s', (pattern, tag, ref) => {
    expect([sampleTag(pattern), refPattern(pattern)]).toEqual([tag, ref])
    if (tag !== undefined && ref !== undefined) expect(openTo(tag, [ruleset({ include: [ref] })])).toEqual([])
  })
})
