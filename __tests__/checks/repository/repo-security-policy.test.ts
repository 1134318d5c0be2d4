import check from '../../../checks/repository/repo-security-policy.js'
import { known } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { testCheck } from '../../helpers/check-tester.js'

const facts = (visibility: 'public' | 'private') =>
  known({ fullName: 'acme/shop', defaultBranch: 'main', visibility, archived: false, mirror: false, fork: false })
const open = { repository: facts('public') }
const POLICY = '# Security\n\nWrite to security@acme.com. An answer comes within two days.'
const GITLAB = { '.gitlab-ci.yml': 'test: { script: [npm test] }', '.gitlab/CODEOWNERS': '* @acme' }
const today = { today: '2026-06-01' }

testCheck(check, {
  notApplicable: [
    { name: 'a private repository', files: { 'a.js': 'a()' }, hosting: { repository: facts('private') } },
  ],
  passes: [
    {
      name: 'the README, where the owner may have a policy for all repositories',
      files: { 'README.md': '# Shop\n\n## Security\n\nReport vulnerabilities to a@acme.com.' },
    },
    { name: 'a policy', files: { 'SECURITY.md': POLICY } },
    { name: 'a policy in .github', files: { '.github/SECURITY.md': POLICY } },
    { name: 'a link', files: { 'docs/SECURITY.rst': 'Report at https://acme.com/security.' } },
    { name: 'the form of the host', files: { 'SECURITY.md': 'Use “Report a vulnerability” on the Security tab.' } },
    { name: 'an address that programs do not read', files: { 'SECURITY.md': 'Write to security [at] acme.com.' } },
    {
      name: 'a text of a site',
      files: { 'public/.well-known/security.txt': 'Contact: mailto:a@acme.com\nExpires: 2026-12-31T00:00:00Z' },
      settings: today,
    },
    { name: 'a text that is filled in later', files: { 'static/.well-known/security.txt': 'Contact: {{ contact }}' } },
    { name: 'contacts of a project of Kubernetes', files: { SECURITY_CONTACTS: 'ann' } },
    {
      name: 'private reports at the host',
      files: {},
      hosting: { ...open, security: { ...noHosting('no token').security, privateReporting: known(true) } },
    },
    {
      name: 'a template in one place and a policy in another',
      files: { 'SECURITY.md': 'Use this section to tell people how.', '.github/SECURITY.md': POLICY },
    },
  ],
  unknown: [
    {
      name: 'on GitHub it may come from the owner',
      files: { 'README.md': '# Shop' },
      hosting: open,
      reason: '.github repository',
    },
    { name: 'nobody knows who sees the repository', files: GITLAB, reason: 'whether people outside' },
  ],
  fails: [
    { name: 'nothing on GitLab', files: GITLAB, hosting: open, settings: { host: 'gitlab' }, expect: ['none'] },
    {
      name: 'a template',
      files: { 'SECURITY.md': '# Security Policy\n\nUse this section to tell people how to report it. # ! template' },
    },
    {
      name: 'an address of a template',
      files: { 'SECURITY.md': '# Security Policy\nWrite to security@example.com. # ! template' },
    },
    { name: 'praise', files: { 'SECURITY.md': '# Security # ! nowhere\n\nWe take it seriously.' } },
    {
      name: 'a text that has ended',
      files: {
        'public/.well-known/security.txt': 'Contact: mailto:a@acme.com\nExpires: 2025-12-31T00:00:00Z # ! expired',
      },
      settings: today,
    },
    {
      name: 'a text without a contact',
      files: { 'public/.well-known/security.txt': 'Expires: 2026-12-31T00:00:00Z # ! incomplete' },
      settings: today,
    },
    {
      name: 'the README alone',
      files: { 'README.md': '# Shop # ! readme\n\n## Security\n\nReport vulnerabilities to a@acme.com.', ...GITLAB },
      settings: { host: 'gitlab' },
    },
  ],
})
