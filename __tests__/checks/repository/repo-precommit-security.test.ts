import check from '../../../checks/repository/repo-precommit-security.js'
import { known, unknown } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import type { SecurityFacts } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'

const CODE = {
  'src/a.js': 'a()',
  'package.json': '{ "name": "shop", "scripts": { "secrets": "gitleaks git --staged" } }',
}
const hook = (text: string) => ({ ...CODE, '.husky/pre-commit': text })
const list = (hooks: string, repo = 'https://github.com/gitleaks/gitleaks') => ({
  ...CODE,
  '.pre-commit-config.yaml': `repos:\n  - repo: ${repo}\n    rev: v8.28.0\n    hooks:\n${hooks}`,
})
const host = (facts: Partial<SecurityFacts>) => ({ security: { ...noHosting('').security, ...facts } })
const OFF = host({ secretScanning: known(false), pushProtection: known(false) })
const HIDDEN = host({ secretScanning: known(true), pushProtection: unknown('the token may not read it') })

testCheck(check, {
  notApplicable: [
    {
      name: 'documents',
      files: { 'README.md': '# Handbook', 'a.md': '', 'b.md': '' },
      settings: { kind: 'docs-only' },
    },
  ],
  passes: [
    { name: 'gitleaks of pre-commit', files: list('      - id: gitleaks\n') },
    {
      name: 'detect-private-key',
      files: list('      - id: detect-private-key\n', 'https://github.com/pre-commit/pre-commit-hooks'),
    },
    { name: 'a stage before the push', files: list('      - id: gitleaks\n        stages: [pre-push]\n') },
    { name: 'husky', files: hook('. "$(dirname -- "$0")/_/husky.sh"\nnpm run secrets\n') },
    {
      name: 'lefthook',
      files: { ...CODE, 'lefthook.yml': 'pre-commit:\n  commands:\n    secrets: { run: gitleaks git --staged }\n' },
    },
    {
      name: 'simple-git-hooks',
      files: {
        ...CODE,
        'package.json': '{ "name": "shop", "simple-git-hooks": { "pre-commit": "ggshield secret scan pre-commit" } }',
      },
    },
    { name: 'a script of the tree', files: { ...CODE, '.githooks/pre-commit': '#!/bin/sh\ngitleaks git --staged\n' } },
    {
      name: 'push protection',
      files: CODE,
      hosting: host({ secretScanning: known(true), pushProtection: known(true) }),
    },
    {
      name: 'push protection beside a hook that is not read',
      files: { ...CODE, '.overcommit.yml': '' },
      hosting: host({ secretScanning: known(true), pushProtection: known(true) }),
    },
  ],
  unknown: [
    { name: 'no hook, and the host cannot be asked', files: CODE, reason: 'push' },
    { name: 'no hook, and push protection cannot be read', files: CODE, hosting: HIDDEN, reason: 'could not be read' },
    {
      name: 'a hook that nobody knows',
      files: list('      - id: guard\n', 'https://github.com/acme/guard'),
      hosting: OFF,
      reason: 'acme/guard',
    },
    { name: 'overcommit', files: { ...CODE, '.overcommit.yml': '' }, hosting: OFF, reason: '.overcommit.yml' },
  ],
  fails: [
    { name: 'a hook that no commit runs', files: list('      - id: gitleaks # ! manual\n        stages: [manual]\n') },
    { name: 'nothing', files: CODE, hosting: OFF, expect: ['none'] },
    { name: 'hooks for other things', files: hook('npx prettier --check . # ! hooksWithout\n'), hosting: OFF },
    {
      name: 'a scanner in a pipeline alone',
      files: { ...CODE, '.gitlab-ci.yml': 'secrets: { script: [gitleaks git] }' },
      hosting: OFF,
      expect: ['none'],
    },
  ],
})
