import check from '../../../checks/protection/settings-security-alerts.js'
import { known, unknown } from '../../../src/core/known.js'
import type { Hosting, RepositoryFacts, SecurityFacts } from '../../../src/models/index.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { testCheck } from '../../helpers/check-tester.js'

const facts: RepositoryFacts = {
  fullName: 'acme/shop',
  defaultBranch: 'main',
  visibility: 'public',
  archived: false,
  mirror: false,
  fork: false,
}
const host = (changes: Partial<SecurityFacts> = {}, repository: Partial<RepositoryFacts> = {}): Partial<Hosting> => ({
  repository: known({ ...facts, ...repository }),
  reportedChecks: known([]),
  security: {
    ...noHosting('').security,
    dependencyAlerts: known(true),
    secretScanning: known(true),
    pushProtection: known(true),
    privateReporting: known(true),
    ...changes,
  },
})
const off = known(false)
const hidden = unknown('the settings are only visible with `administration: read`')
const app = {
  'package.json': '{"name": "shop", "dependencies": {"koa": "3.0.0"}}',
  'package-lock.json': '{"lockfileVersion": 3, "packages": {}}',
}
const workflow = (on: string, run: string) => ({
  ...app,
  '.github/workflows/ci.yml': `on: ${on}\njobs:\n  ci:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}`,
})
const onChange = workflow('pull_request', 'npm audit')
const gitlab = (rules: string) => ({
  ...app,
  '.gitlab-ci.yml': `audit:\n  image: node:24\n  script:\n    - npm audit\n${rules}`,
})
const azure = (schedules: string) => ({
  ...app,
  'azure-pipelines.yml': `trigger: [main]\n${schedules}steps:\n  - script: npm audit\n`,
})
const nightly = 'schedules:\n  - cron: "0 3 * * *"\n    branches: { include: [main] }\n    always: true\n'

testCheck(check, {
  notApplicable: [
    { name: 'an archived repository', hosting: host({ dependencyAlerts: off }, { archived: true }) },
    { name: 'a mirror', hosting: host({ pushProtection: off }, { mirror: true }) },
  ],
  unknown: [
    { name: 'an offline run', reason: 'no token was given' },
    {
      name: 'alerts that the token may not see',
      hosting: host({ dependencyAlerts: hidden }),
      reason: 'administration',
    },
    {
      name: 'secret scanning for administrators',
      hosting: host({ secretScanning: hidden, pushProtection: hidden }),
      reason: 'administration',
    },
    { name: 'push protection alone is hidden', hosting: host({ pushProtection: hidden }) },
    { name: 'a host without private reporting', hosting: host({ privateReporting: unknown('not available here') }) },
    {
      name: 'a service that watches',
      files: workflow('pull_request', 'snyk test'),
      hosting: host({ dependencyAlerts: off }),
      reason: 'snyk',
    },
    {
      name: 'a step that may scan every night',
      files: {
        ...onChange,
        '.github/workflows/nightly.yml': `on: {schedule: [{cron: "0 3 * * *"}]}\njobs:\n  ci:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make audit`,
      },
      hosting: host({ dependencyAlerts: off }),
      reason: 'may look at dependencies on a schedule',
    },
    {
      name: 'a step that may scan',
      files: workflow('pull_request', 'make audit'),
      hosting: host({ dependencyAlerts: off }),
      reason: 'supply-composition-analysis could not be decided',
    },
  ],
  implied: [
    {
      name: 'nothing scans dependencies',
      files: workflow('pull_request', 'npx tsc'),
      hosting: host({ dependencyAlerts: off }),
    },
    {
      name: 'nothing scans for secrets, whatever push protection says',
      files: workflow('pull_request', 'npm audit'),
      hosting: host({ secretScanning: off, pushProtection: off }),
    },
  ],
  passes: [
    { name: 'updates of vulnerable dependencies', hosting: host({ securityUpdates: known(true) }) },
    { name: 'updates that only administrators see', hosting: host({ securityUpdates: hidden }) },
    {
      name: 'updates that Renovate brings',
      files: { ...app, 'renovate.json': '{"extends": ["config:recommended"]}' },
      hosting: host({ securityUpdates: off }),
    },
    { name: 'everything on', hosting: host() },
    { name: 'no dependencies that alerts could be about', hosting: host({ dependencyAlerts: off }) },
    {
      name: 'a scan every night, GitHub',
      files: workflow('{schedule: [{cron: "0 3 * * *"}]}', 'npm audit'),
      hosting: host({ dependencyAlerts: off }),
    },
    {
      name: 'a scan on a schedule, GitLab',
      files: gitlab('  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n'),
      hosting: host({ dependencyAlerts: off }),
    },
    { name: 'a scan every night, Azure', files: azure(nightly), hosting: host({ dependencyAlerts: off }) },
    {
      name: 'gitleaks in place of secret scanning',
      files: workflow('pull_request', 'gitleaks git'),
      hosting: host({ secretScanning: off, pushProtection: off }),
    },
    {
      name: 'a policy in place of private reporting',
      files: { '.github/SECURITY.md': '# Security' },
      hosting: host({ privateReporting: off }),
    },
    {
      name: 'private reporting, which a private repository does not have',
      hosting: host({ privateReporting: off }, { visibility: 'private' }),
    },
    { name: 'alerts on, and no word of the newer settings', hosting: { security: withoutNewer() } },
  ],
  fails: [
    {
      name: 'alerts without updates',
      files: app,
      hosting: host({ securityUpdates: off }),
      expect: ['securityUpdates'],
    },
    {
      name: 'updates of versions by Dependabot, none for vulnerabilities',
      files: {
        ...app,
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - { package-ecosystem: npm, directory: /, schedule: { interval: monthly } }\n',
      },
      hosting: host({ securityUpdates: off }),
      expect: ['securityUpdates'],
    },
    { name: 'a scan of changes only', files: onChange, hosting: host({ dependencyAlerts: off }), expect: ['alerts'] },
    {
      name: 'a scan of changes only, GitLab',
      files: gitlab('  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n'),
      hosting: host({ dependencyAlerts: off }),
      expect: ['alerts'],
    },
    {
      name: 'a scan of changes only, Azure',
      files: azure(''),
      hosting: host({ dependencyAlerts: off }),
      expect: ['alerts'],
    },
    { name: 'secrets found after the push', hosting: host({ pushProtection: off }), expect: ['pushProtection'] },
    {
      name: 'secret scanning bought for a private repository, without push protection',
      hosting: host({ pushProtection: off }, { visibility: 'private' }),
      expect: ['pushProtection'],
    },
    { name: 'no private way to report', hosting: host({ privateReporting: off }), expect: ['privateReporting'] },
    {
      name: 'a file of settings by that name',
      files: { 'security.json': '{}' },
      hosting: host({ privateReporting: off }),
      expect: ['privateReporting'],
    },
    {
      name: 'a policy among the examples only',
      files: { 'examples/SECURITY.md': '# Security' },
      hosting: host({ privateReporting: off }),
      expect: ['privateReporting'],
    },
  ],
})

function withoutNewer(): SecurityFacts {
  return { ...noHosting('').security, dependencyAlerts: known(true), secretScanning: known(true) }
}
