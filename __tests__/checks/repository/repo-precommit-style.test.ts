import check from '../../../checks/repository/repo-precommit-style.js'
import { testCheck } from '../../helpers/check-tester.js'

const CODE = {
  'src/a.js': 'a()',
  'eslint.config.js': 'export default []',
  'package.json': '{ "name": "shop", "scripts": { "lint": "eslint ." } }',
}
const manifest = (text: string) => ({ ...CODE, 'package.json': `{ "name": "shop", ${text} }` })
const list = (hooks: string, repo = 'https://github.com/pre-commit/pre-commit-hooks') => ({
  ...CODE,
  '.pre-commit-config.yaml': `repos:\n  - repo: ${repo}\n    rev: v1.0.0\n    hooks:\n${hooks}`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no linter', files: { 'src/a.js': 'a()' } },
    { name: 'documents', files: CODE, settings: { kind: 'docs-only' } },
    {
      name: 'an analysis that needs a server',
      files: { 'src/a.rs': 'fn a() {}', '.gitlab-ci.yml': 'scan: { script: [sonar-scanner] }' },
    },
    { name: 'settings in an example', files: { 'src/a.js': 'a()', 'examples/eslint.config.js': '' } },
  ],
  passes: [
    { name: 'husky with a package script', files: { ...CODE, '.husky/pre-commit': 'npm run lint\n' } },
    {
      name: 'husky with lint-staged and settings that are a program',
      files: { ...CODE, '.husky/pre-commit': 'npx lint-staged\n', 'lint-staged.config.js': 'x()' },
    },
    { name: 'older husky', files: manifest('"husky": { "hooks": { "pre-commit": "eslint ." } }') },
    {
      name: 'a formatter that writes',
      files: manifest(
        '"husky": { "hooks": { "pre-commit": "lint-staged" } }, "lint-staged": { "*.js": ["prettier --write", "git add"] }',
      ),
    },
    {
      name: 'terraform fmt in a script',
      files: { ...CODE, '.githooks/pre-commit': '#!/bin/sh\nterraform fmt -recursive\n' },
    },
    { name: 'the package pre-commit', files: manifest('"scripts": { "lint": "eslint ." }, "pre-commit": ["lint"]') },
    { name: 'pre-commit', files: list('      - id: ruff\n', 'https://github.com/astral-sh/ruff-pre-commit') },
    { name: 'before the push', files: { ...CODE, '.husky/pre-push': 'npx eslint .\n' } },
    {
      name: 'lefthook',
      files: { ...CODE, 'lefthook.yml': 'pre-commit:\n  jobs:\n    - run: npx eslint {staged_files}\n' },
    },
    { name: 'a folder below', files: { ...CODE, 'web/.husky/pre-commit': 'cd web\nnpx prettier --check .\n' } },
  ],
  unknown: [
    {
      name: 'a hook that nobody knows',
      files: list('      - id: guard\n', 'https://github.com/acme/guard'),
      reason: 'acme/guard',
    },
    { name: 'overcommit', files: { ...CODE, '.overcommit.yml': '' }, reason: '.overcommit.yml' },
  ],
  fails: [
    { name: 'settings alone', files: CODE, expect: ['none'] },
    {
      name: 'a linter in a pipeline of GitLab',
      files: { 'src/a.rs': 'fn a() {}', '.gitlab-ci.yml': 'lint: { script: [cargo clippy] }' },
      expect: ['none'],
    },
    {
      name: 'a hook for the message alone',
      files: { ...CODE, '.husky/commit-msg': 'npx commitlint --edit $1\n' },
      expect: ['none'],
    },
    {
      name: 'hooks for any file alone',
      files: list('      - id: check-yaml # ! hooksWithout\n      - id: end-of-file-fixer\n'),
    },
    { name: 'a hook for tests', files: { ...CODE, '.husky/pre-commit': 'npx jest # ! hooksWithout\n' } },
  ],
})
