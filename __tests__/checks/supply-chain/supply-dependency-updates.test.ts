import check from '../../../checks/supply-chain/supply-dependency-updates.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const MANIFEST = JSON.stringify({ name: 'shop', private: true, dependencies: { pg: '8.16.3' } })
const SHOP = { 'package.json': MANIFEST, 'package-lock.json': '{}' }
const WORKFLOW = {
  '.github/workflows/ci.yml':
    'on: push\njobs: { test: { runs-on: ubuntu-24.04, steps: [{ uses: actions/checkout@v6 }] } }',
}
const IMAGE = { Dockerfile: 'FROM node:24.1\nEXPOSE 80' }
const entry = (ecosystem: string, directory = '/', more = '', schedule = 'weekly') =>
  `- { package-ecosystem: ${ecosystem}, directory: ${directory}, schedule: { interval: ${schedule} }, cooldown: { default-days: 5 }${more} }`
const dependabot = (...entries: string[]) => ({
  '.github/dependabot.yml': ['version: 2', 'updates:', ...entries].join('\n'),
})
const renovate = (settings: object) => ({
  'renovate.json': JSON.stringify({ minimumReleaseAge: '5 days', ...settings }),
})
const scheduled = (...steps: string[]) =>
  ["on: { schedule: [{ cron: '0 4 * * 1' }] }", 'jobs:', '  bump:', '    runs-on: ubuntu-24.04', '    steps:']
    .concat(steps.map((step) => `      - ${step}`))
    .join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'nothing of others', files: { 'README.md': '# shop', 'main.sh': 'true' } },
    {
      name: 'a library without a lock takes what is newest',
      files: { 'package.json': JSON.stringify({ name: 'lib', exports: './a.js', dependencies: { pg: '^8' } }) },
    },
    { name: 'what is for trying', files: { 'examples/package.json': MANIFEST, 'docs/package.json': MANIFEST } },
    { name: 'an image without a version', files: { Dockerfile: 'FROM scratch\nCOPY a /a' } },
  ],
  passes: [
    { name: 'Dependabot for all there is', files: { ...SHOP, ...IMAGE, ...dependabot(entry('npm'), entry('docker')) } },
    {
      name: 'folders by wildcards, and members of a workspace',
      files: {
        'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'], devDependencies: { a: '1' } }),
        'packages/a/package.json': MANIFEST,
        'services/a/package.json': MANIFEST,
        'services/b/package.json': MANIFEST,
        ...dependabot(
          entry('npm'),
          entry('npm', '/services/*').replace('directory: /services/*', "directories: ['/services/*']"),
        ),
      },
    },
    {
      name: 'a Maven build from its root',
      files: {
        'pom.xml': '<project><modules><module>a</module></modules></project>',
        'a/pom.xml':
          '<project><parent><groupId>g</groupId><artifactId>p</artifactId></parent><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId></dependency></dependencies></project>',
        ...dependabot(entry('maven')),
      },
    },
    {
      name: 'uv counts as Python',
      files: {
        'pyproject.toml': '[project]\nname = "a"\ndependencies = ["httpx"]\n',
        'uv.lock': '',
        ...dependabot(entry('uv')),
      },
    },
    {
      name: 'the schedule of a group',
      files: {
        ...SHOP,
        '.github/dependabot.yml': [
          'version: 2',
          'multi-ecosystem-groups: { all: { schedule: { interval: weekly } } }',
          'updates:',
          '- { package-ecosystem: npm, directory: /, patterns: ["*"], multi-ecosystem-group: all, cooldown: { default-days: 3 } }',
        ].join('\n'),
      },
    },
    { name: 'Renovate finds everything by itself', files: { ...SHOP, ...IMAGE, ...WORKFLOW, ...renovate({}) } },
    {
      name: 'Renovate in JSON5, with comments',
      files: {
        ...SHOP,
        '.github/renovate.json5': `{\n  // our "own" settings\n  extends: ['config:recommended'], /* two\n lines */\n  minimumReleaseAge: '3 days',\n}`,
      },
    },
    {
      name: 'Renovate in package.json',
      files: {
        'package.json': JSON.stringify({ ...JSON.parse(MANIFEST), renovate: { minimumReleaseAge: '3 days' } }),
      },
    },
    {
      name: 'Renovate turns some packages off, not their manager',
      files: {
        ...SHOP,
        ...renovate({ packageRules: [{ matchManagers: ['npm'], matchPackageNames: ['pg'], enabled: false }] }),
      },
    },
    {
      name: 'Renovate turns everything off but what a later rule turns on',
      files: {
        ...SHOP,
        ...renovate({
          packageRules: [
            { matchPackageNames: ['*'], enabled: false },
            { matchManagers: ['npm'], enabled: true },
          ],
        }),
      },
    },
    {
      name: 'two bots share the work',
      files: {
        ...SHOP,
        ...WORKFLOW,
        ...dependabot(entry('github-actions')),
        ...renovate({ enabledManagers: ['npm'] }),
      },
    },
    {
      name: 'a central bot that the history shows',
      files: SHOP,
      history: known({ authors: 3, commits: 90, shallow: false, updaters: ['renovate'] }),
    },
    {
      name: 'GitLab: Renovate in a scheduled job',
      files: {
        ...SHOP,
        '.gitlab-ci.yml':
          'renovate: { image: "renovate/renovate:41", rules: [{ if: "$CI_PIPELINE_SOURCE == \\"schedule\\"" }], script: [renovate] }',
      },
    },
    {
      name: 'a command on a schedule that proposes what it changed',
      files: {
        ...SHOP,
        '.github/workflows/bump.yml': scheduled('run: npx npm-check-updates -u && git push origin bump'),
      },
    },
    {
      name: 'CircleCI: the same',
      files: {
        Gemfile: "source 'https://rubygems.org'\ngem 'rails'",
        'Gemfile.lock': '',
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs: { bump: { docker: [{ image: "cimg/ruby:3.4" }], steps: [{ run: "bundle update && gh pr create --fill" }] } }',
          'workflows: { weekly: { jobs: [bump] } }',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    {
      name: 'a preset from elsewhere narrows, perhaps',
      files: { ...SHOP, ...renovate({ extends: ['github>acme/renovate'], npm: { enabled: false } }) },
      reason: 'github>acme/renovate',
    },
    {
      name: 'updatecli looks after what its manifests name',
      files: { ...SHOP, 'updatecli/updatecli.d/node.yaml': 'sources: {}' },
      reason: 'updatecli',
    },
    {
      name: 'an action that cannot be looked into',
      files: { ...SHOP, '.github/workflows/bump.yml': scheduled('uses: acme/update-dependencies@v1') },
      reason: 'acme/update-dependencies',
    },
  ],
  fails: [
    { name: 'no bot at all', files: SHOP, expect: ['none'] },
    {
      name: 'a command whose change goes nowhere',
      files: { ...SHOP, '.github/workflows/test.yml': scheduled('run: npm update', 'run: npm test') },
      expect: ['none'],
    },
    {
      name: 'Jenkins and Docker, and nothing that raises versions',
      files: { ...IMAGE, Jenkinsfile: "pipeline { agent any\n stages { stage('b') { steps { sh 'make' } } } }" },
      expect: ['none'],
    },
    {
      name: 'the Dependabot of old',
      files: { ...SHOP, '.dependabot/config.yml': 'version: 1 # ! obsolete\nupdate_configs: []' },
    },
    {
      name: 'actions and images are left out',
      files: {
        ...SHOP,
        ...IMAGE,
        ...WORKFLOW,
        '.github/dependabot.yml': `version: 2\nupdates: # ! uncovered\n${entry('npm')}`,
      },
    },
    {
      name: 'a folder is left out',
      files: {
        ...SHOP,
        'web/package.json': MANIFEST,
        '.github/dependabot.yml': `version: 2\nupdates: # ! folders\n${entry('npm')}`,
      },
    },
    {
      name: 'every dependency is ignored',
      files: {
        ...SHOP,
        '.github/dependabot.yml': `version: 2\nupdates: # ! uncovered\n${entry('npm', '/', ", ignore: [{ dependency-name: '*' }]")}`,
      },
    },
    {
      name: 'once a year',
      files: { ...SHOP, '.github/dependabot.yml': `version: 2\nupdates:\n${entry('npm', '/', '', 'yearly')} # ! slow` },
    },
    {
      name: 'security updates only',
      files: {
        ...SHOP,
        '.github/dependabot.yml': `version: 2\nupdates:\n${entry('npm', '/', ', open-pull-requests-limit: 0')} # ! securityOnly`,
      },
    },
    {
      name: 'on the day they come out',
      files: {
        ...SHOP,
        '.github/dependabot.yml':
          'version: 2\nupdates: # ! atOnce\n- { package-ecosystem: npm, directory: /, schedule: { interval: daily } }',
      },
    },
    {
      name: 'Renovate with a list of managers',
      files: { ...SHOP, ...IMAGE, ...renovate({ enabledManagers: ['npm'] }) },
      expect: ['renovate.json:1 uncovered'],
    },
    {
      name: 'Renovate with a manager that is off',
      files: { ...SHOP, ...WORKFLOW, ...renovate({ 'github-actions': { enabled: false } }) },
      expect: ['renovate.json:1 uncovered'],
    },
    {
      name: 'Renovate with a rule that turns a manager off',
      files: { ...SHOP, ...IMAGE, ...renovate({ packageRules: [{ matchManagers: ['dockerfile'], enabled: false }] }) },
      expect: ['renovate.json:1 uncovered'],
    },
  ],
})
