import { definePresenceCheck } from '../../../src/check-api/index.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { noHosting } from '../../../src/models/no-hosting.js'

const check = definePresenceCheck({
  id: 'presence-of-a-scan',
  title: 'No scan',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'none',
  practices: [],
  messageId: 'none',
  message: { text: 'Nothing scans.', remedy: 'Scan. Looked for was gitleaks.' },
  notApplicable: ({ kind }) => (kind === 'docs-only' ? 'there is nothing to scan' : undefined),
  signals: {
    does: 'scan',
    intents: ['secret-scan'],
    host: ({ security }) => {
      const scanning = security.known ? security.value.secretScanning : security
      if (!scanning.known) return { unreadable: scanning.reason, ...scanning }
      return scanning.value ? { seen: 'the host scans' } : undefined
    },
    services: { words: new Set(['gitguardian']), files: ['.gitguardian.yaml'] },
  },
})

const security = noHosting('no token was given').security
const on = { security: { ...security, secretScanning: known(true) } }
const off = { security: { ...security, secretScanning: known(false) }, reportedChecks: known([]) }
const offline = { security: off.security }
const reported = (name: string, app = 'commit status') => ({ ...off, reportedChecks: known([{ name, app }]) })

const workflow = (trigger: string, step: string, more = '') =>
  [
    'name: CI',
    `on: ${trigger}`,
    'jobs:',
    '  work:',
    '    runs-on: ubuntu-24.04',
    ...(more === '' ? [] : [`    ${more}`]),
    '    steps:',
    `      - ${step}`,
  ].join('\n')
const file = (name: string, text: string) => ({ [`.github/workflows/${name}.yml`]: text })
const source = { 'main.go': 'package main' }
const build = file('ci', workflow('pull_request', 'run: go build ./...'))
const opaque = 'run: ./${{ matrix.tool }}'
const scan = 'run: gitleaks git'

testCheck(check, {
  notApplicable: [
    {
      name: 'what the check leaves out',
      files: {
        'README.md': '# shop',
        ...build,
        'a.md': '',
        'b.md': '',
        'c.md': '',
        'd.md': '',
        'e.md': '',
        'f.md': '',
        'g.md': '',
        'h.md': '',
        'i.md': '',
      },
    },
  ],
  passes: [
    { name: 'on pull requests', files: { ...source, ...file('scan', workflow('pull_request', scan)) } },
    { name: 'on pushes', files: { ...source, ...file('scan', workflow('push', scan)) } },
    { name: 'in the merge queue', files: { ...source, ...file('scan', workflow('merge_group', scan)) } },
    {
      name: 'on a schedule',
      files: { ...source, ...file('scan', workflow("{ schedule: [{ cron: '0 4 * * 1' }] }", scan)) },
    },
    { name: 'on deployments', files: { ...source, ...file('scan', workflow('deployment_status', scan)) } },
    {
      name: 'in a reusable workflow that a change reaches',
      files: {
        ...source,
        ...file('scan', workflow('workflow_call', scan)),
        ...file('ci', 'on: push\njobs:\n  scan:\n    uses: ./.github/workflows/scan.yml'),
      },
    },
    {
      name: 'after a workflow that a change reaches',
      files: {
        ...source,
        ...build,
        ...file('after', workflow('{ workflow_run: { workflows: [CI], types: [completed] } }', scan)),
      },
    },
    {
      name: 'beside an opaque step',
      files: { ...source, ...file('ci', `${workflow('push', opaque)}\n      - ${scan}`) },
    },
    { name: 'a fact of the host', files: { ...source, ...build }, hosting: on },
    {
      name: 'a fact of the host beside an opaque step',
      files: { ...source, ...file('ci', workflow('push', opaque)) },
      hosting: on,
    },
    {
      name: 'a condition that a change may meet',
      files: {
        ...source,
        ...file('ci', workflow('[push, workflow_dispatch]', scan, "if: github.event_name == 'push'")),
      },
    },
  ],
  unknown: [
    {
      name: 'an opaque step',
      files: { ...source, ...file('ci', workflow('pull_request', opaque)) },
      hosting: off,
      reason: 'may scan and cannot be looked into',
    },
    {
      name: 'two opaque steps',
      files: { ...source, ...file('ci', `${workflow('pull_request', opaque)}\n      - run: ./\${{ inputs.tool }}`) },
      hosting: off,
      reason: ' and 1 more may scan',
    },
    {
      name: 'a reusable workflow of others',
      files: { ...source, ...file('ci', 'on: push\njobs:\n  scan:\n    uses: acme/ci/.github/workflows/scan.yml@v1') },
      hosting: off,
      reason: 'acme/ci/.github/workflows/scan.yml@v1',
    },
    {
      name: 'a pipeline of a system that is not read',
      files: { ...source, ...build, '.cirrus.yml': 'scan_task: { script: gitleaks git }' },
      hosting: off,
      reason: 'Cirrus CI',
    },
    { name: 'a host that says nothing', files: { ...source, ...build }, reason: 'no token was given' },
    { name: 'no pipeline, and a host that says nothing', files: source, reason: 'no token was given' },
    {
      name: 'a service that reports on changes',
      files: { ...source, ...build },
      hosting: reported('GitGuardian Security Checks', 'gitguardian'),
      reason: '"gitguardian" reports checks and may scan',
    },
    {
      name: 'a configured service whose reports cannot be read',
      files: { ...source, ...build, '.gitguardian.yaml': 'version: 2' },
      hosting: offline,
      reason: '.gitguardian.yaml',
    },
    {
      name: 'a pipeline of another system that reports on changes',
      files: { ...source, ...build },
      hosting: reported('concourse-ci/scan'),
      reason: '"concourse-ci/scan" reports checks without a file here',
    },
    {
      name: 'pipelines that only keep house, so that others must build',
      files: { ...source, ...file('stale', workflow('push', 'uses: actions/labeler@v6')) },
      hosting: { ...offline, reportedChecks: unknown('no token was given') },
      reason: 'another system may scan',
    },
    {
      name: 'a tool that runs what its configuration lists',
      files: { ...source, ...file('ci', workflow('pull_request', 'run: pre-commit run --all-files')) },
      hosting: off,
      reason: 'pre-commit',
    },
  ],
  implied: [{ name: 'no pipeline', files: source, hosting: off }],
  fails: [
    { name: 'everything was looked into', files: { ...source, ...build }, hosting: off, expect: ['none'] },
    {
      name: 'reports of known services only',
      files: { ...source, ...build },
      hosting: reported('codecov/patch'),
      expect: ['none'],
    },
    {
      name: 'reports of the workflows only',
      files: { ...source, ...build },
      hosting: reported('build', 'github-actions'),
      expect: ['none'],
    },
    {
      name: 'an opaque step that nothing but a person starts',
      files: { ...source, ...build, ...file('tool', workflow('workflow_dispatch', opaque)) },
      hosting: off,
      expect: ['none'],
    },
    {
      name: 'an opaque step of a reusable workflow that nothing calls',
      files: { ...source, ...build, ...file('tool', workflow('workflow_call', opaque)) },
      hosting: off,
      expect: ['none'],
    },
    {
      name: 'an opaque step of a release',
      files: { ...source, ...build, ...file('tool', workflow('release', opaque)) },
      hosting: off,
      expect: ['none'],
    },
    {
      name: 'an opaque step after a workflow that a person starts',
      files: {
        ...source,
        ...build,
        ...file('manual', workflow('workflow_dispatch', 'run: go vet ./...').replace('name: CI', 'name: Manual')),
        ...file(
          'after',
          workflow('{ workflow_run: { workflows: [Manual] } }', opaque).replace('name: CI', 'name: After'),
        ),
      },
      hosting: off,
      expect: ['none'],
    },
    {
      name: 'an opaque step whose condition no change meets',
      files: {
        ...source,
        ...build,
        ...file('tool', workflow('[push, workflow_dispatch]', opaque, "if: github.event_name == 'workflow_dispatch'")),
      },
      hosting: off,
      expect: ['none'],
    },
    {
      name: 'a step that is switched off',
      files: { ...source, ...file('ci', `${workflow('push', 'run: go build')}\n      - ${scan}\n        if: false`) },
      hosting: off,
      expect: ['none'],
    },
    {
      name: 'a scan that a person must start',
      files: { ...source, ...build, ...file('scan', workflow('workflow_dispatch', scan)) },
      hosting: off,
      expect: ['none'],
    },
  ],
})
