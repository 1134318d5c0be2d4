import check from '../../../checks/repository/repo-support-policy.js'
import { testCheck } from '../../helpers/check-tester.js'

const library = (files: Record<string, string> = {}, version = '3.1.0') => ({
  'package.json': `{\n  "name": "a",\n  "version": "${version}",\n  "exports": "./a.js"\n}`,
  'a.js': 'a()',
  ...files,
})
const table = (...rows: string[]) =>
  [
    '# Security',
    '',
    '## Supported versions',
    '',
    'Fixes are given to these.',
    '',
    '| Version | Supported |',
    '| --- | --- |',
    ...rows.map((row) => `| ${row} | yes |`),
  ].join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'a first major version', files: library({}, '1.9.0') },
    {
      name: 'an application',
      files: {
        'a.js': 'listen()',
        'package.json': '{\n"version": "4.0.0", "private": true }',
        Dockerfile: 'FROM node:22\nEXPOSE 80',
      },
    },
  ],
  passes: [
    { name: 'a table', files: library({ 'SECURITY.md': table('3.x', '2.x') }) },
    { name: 'a table that is open', files: library({ 'SECURITY.md': table('latest', '1.x') }) },
    { name: 'a table in a part of the documents', files: library({ 'docs/charts/old.md': table('1.x') }) },
    { name: 'a table of ranges', files: library({ 'SECURITY.md': table('>= 2') }) },
    {
      name: 'a policy',
      files: library({
        'docs/deprecation-policy.md': '# Deprecation\n\nA version is supported for a year after the next.',
      }),
    },
    {
      name: 'a list of changes',
      files: library({ 'CHANGELOG.md': '# Changes\n\n## 3.1.0\n\n### Deprecated\n\n- `b()` goes in 4.0.' }),
    },
    {
      name: 'a retracted version',
      files: {
        'go.mod': 'module a/v3\n\nretract v3.0.1 // wrong build',
        'a.go': 'package a',
        '.goreleaser.yaml': 'version: 2',
        'CHANGELOG.md': '## 3.1.0',
      },
    },
    {
      name: 'a deprecated operation',
      files: library({ 'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      deprecated: true' }),
    },
    {
      name: 'a pipeline that deprecates',
      files: library({
        '.github/workflows/old.yml':
          "on: workflow_dispatch\njobs: { a: { runs-on: ubuntu-24.04, steps: [{ run: 'npm deprecate a@2 old' }] } }",
      }),
    },
    { name: 'on GitLab', files: library({ '.gitlab-ci.yml': 'old: { script: [npm deprecate a@2 old] }' }) },
  ],
  unknown: [
    { name: 'nothing', files: library(), reason: 'a site or a wiki may' },
    {
      name: 'no version is known',
      files: { 'package.json': '{ "name": "a", "exports": "./a.js" }', 'a.js': 'a()' },
      reason: 'a site or a wiki may',
    },
  ],
  fails: [
    {
      name: 'versions of a template',
      files: library({
        'SECURITY.md':
          '# Security Policy\n\n## Supported Versions\n\nUse this section to tell people about which versions of your project are # ! template\nsupported.\n\n| Version |\n| --- |\n| 5.1.x |',
      }),
    },
    {
      name: 'a table that was forgotten',
      files: library({ 'SECURITY.md': table('1.x', '2.0.x') }),
      expect: ['SECURITY.md:3 stale'],
    },
  ],
})
