import check from '../../../checks/repository/repo-release-versioning.js'
import { known, type Known } from '../../../src/core/known.js'
import type { DeliveryHistory } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'

const library = (files: Record<string, string> = {}, version = '1.4.0') => ({
  'package.json': `{\n  "name": "a",\n  "version": "${version}",\n  "exports": "./a.js"\n}`,
  'a.js': 'a()',
  ...files,
})
const LOG = '# Changelog\n\n## [1.4.0] - 2026-05-01\n\n- b\n\n## [1.3.0]\n\n- a'
const publish = (on: string, run = 'npm publish') => ({
  '.github/workflows/release.yml': `on: ${on}\njobs: { publish: { runs-on: ubuntu-24.04, steps: [{ run: '${run}' }] } }`,
})

/** A history that knows of releases alone. */
function released(names: readonly string[], source: 'api' | 'git' = 'api'): Known<DeliveryHistory> {
  const items = names.map((name) => ({ name, at: 0, prerelease: false }))
  const none = known({ items: [], complete: true })
  return known({
    source,
    window: { days: 90, from: 0, until: 1 },
    changes: none,
    openBranches: none,
    deployments: none,
    runs: none,
    incidents: none,
    releases: known({ items, complete: true }),
  })
}
const VERSIONS = ['v1.4.0', 'v1.3.2', 'v1.3.1', 'v1.3.0', 'v1.2.0']

testCheck(check, {
  notApplicable: [
    {
      name: 'a service that is deployed by its commit',
      files: {
        'a.js': 'a()',
        Dockerfile: 'FROM node:22\nEXPOSE 80',
        ...publish('push', 'docker push ghcr.io/acme/shop:$GITHUB_SHA'),
      },
    },
    { name: 'infrastructure', files: { 'main.tf': 'provider "aws" {}' } },
  ],
  passes: [
    { name: 'a version and a list of changes', files: library({ 'CHANGELOG.md': LOG }) },
    {
      name: 'a list with what is to come',
      files: library({ 'CHANGELOG.md': '## Unreleased\n\n- c\n\n## 1.0.0\n\n## 0.9.0' }),
    },
    { name: 'a tool', files: library({ '.changeset/config.json': '{}' }, '0.0.0') },
    {
      name: 'a tool for Python',
      files: {
        'pyproject.toml':
          '[project]\nname = "a"\ndynamic = ["version"]\n[build-system]\nrequires = ["setuptools-scm"]\n',
        'a.py': '',
        ...publish('release', 'twine upload dist/*'),
      },
    },
    {
      name: 'tags that start the release',
      files: {
        ...library(),
        ...publish('{ push: { tags: ["v*"] } }', 'gh release create v1 --generate-notes dist/a.tgz'),
      },
    },
    {
      name: 'on GitLab',
      files: {
        ...library({ 'CHANGES.rst': '1.4.0\n=====\n' }),
        '.gitlab-ci.yml': 'publish: { script: [npm publish], rules: [{ if: $CI_COMMIT_TAG }] }',
      },
    },
    { name: 'releases at the host', files: library(), deliveryHistory: released(VERSIONS) },
    {
      name: 'releases of packages',
      files: library({ 'CHANGELOG.md': LOG }),
      deliveryHistory: released(['@acme/a@1.4.0', 'sdk/v1.3.0', 'api-1.2.0', 'a@1.0.0', 'v1']),
    },
    {
      name: 'calendar versions',
      files: library({ 'CHANGELOG.md': LOG }),
      deliveryHistory: released(
        ['2026.1.0', '2025.12.1', '2025.11.0', '2025.10.0', '2025.9.0'].map((each) => `app-${each}`),
      ),
    },
    {
      name: 'a manifest that a pipeline writes',
      files: { ...library({ 'CHANGELOG.md': LOG }, '1.0.0'), ...publish('release', 'npm version $TAG && npm publish') },
      deliveryHistory: released(VERSIONS),
    },
    { name: 'a fix that the list leaves out', files: library({ 'CHANGELOG.md': LOG }, '1.4.3') },
    { name: 'the next version', files: library({ 'CHANGELOG.md': LOG }, '1.5.0') },
    { name: 'a preview', files: library({ 'CHANGELOG.md': LOG }, '2.0.0-beta.1') },
  ],
  unknown: [{ name: 'a version without notes', files: library(), reason: 'at the host' }],
  fails: [
    {
      name: 'names that are no versions',
      files: library({ 'CHANGELOG.md': LOG }),
      deliveryHistory: released(['release-final', 'v2-new', '1.3.0', 'latest-good', 'june']),
      expect: ['scheme'],
    },
    {
      name: 'a manifest that was left behind',
      files: library({ 'CHANGELOG.md': LOG }, '1.3.0'),
      deliveryHistory: released(VERSIONS),
      expect: ['package.json:3 behind'],
    },
    {
      name: 'a list that was given up',
      files: library({ 'CHANGELOG.md': LOG }, '3.1.0'),
      expect: ['CHANGELOG.md:1 stale'],
    },
    { name: 'no notes anywhere', files: library(), deliveryHistory: released([]), expect: ['notes'] },
    {
      name: 'a list that was given up, on CircleCI',
      files: {
        'Cargo.toml': '[package]\nname = "a"\nversion = "2.3.0"',
        'src/lib.rs': '',
        'CHANGELOG.md': LOG,
        '.circleci/config.yml':
          'version: 2.1\njobs: { a: { docker: [{ image: "cimg/rust:1.83" }], steps: [{ run: cargo publish }] } }\nworkflows: { w: { jobs: [a] } }',
      },
      expect: ['CHANGELOG.md:1 stale'],
    },
  ],
})
