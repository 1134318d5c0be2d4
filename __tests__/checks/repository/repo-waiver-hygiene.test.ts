import check from '../../../checks/repository/repo-waiver-hygiene.js'
import { testCheck } from '../../helpers/check-tester.js'

const tf = (...lines: string[]) => ({ 'main.tf': ['resource "aws_s3_bucket" "site" {', ...lines, '}'].join('\n') })
const settings = { today: '2026-06-01' }

testCheck(check, {
  notApplicable: [
    { name: 'nothing is left out', files: tf('  bucket = "site"') },
    { name: 'a text that speaks of it', files: tf('  bucket = "checkov:skip=CKV_AWS_20"') },
    { name: 'an empty policy of Snyk', files: { '.snyk': 'version: v1.25.1\nignore: {}\n' } },
    { name: 'a policy of Snyk that only leaves out paths', files: { '.snyk': 'exclude:\n  global:\n    - docs/**\n' } },
    { name: 'rules of style', files: { Dockerfile: '# hadolint ignore=DL3008\nRUN apt-get install curl\n' } },
    {
      name: 'samples and tests',
      files: { 'docs/main.tf': '#checkov:skip=CKV_AWS_20', 'tests/main.tf': '#checkov:skip=CKV_AWS_20' },
    },
  ],
  passes: [
    {
      name: 'a reason beside the first of the same',
      files: tf('  # The website is public by design.', '  #tfsec:ignore:a-b', '  acl = "a"', '  #tfsec:ignore:a-b'),
    },
    { name: 'a reason behind the rule', files: tf('  #checkov:skip=CKV_AWS_20:public website, OPS-312') },
    { name: 'a ticket alone', files: tf('  # tfsec:ignore:aws-s3-enable-versioning OPS-312') },
    { name: 'a reason above', files: tf('  # The website is public by design.', '  #trivy:ignore:AVD-AWS-0086') },
    {
      name: 'a reason above several',
      files: tf('  # The website is public by design.', '  #tfsec:ignore:a-b', '  #tfsec:ignore:c-d'),
    },
    { name: 'a reason below', files: tf('  #tfsec:ignore:a-b', '  # The website is public by design.') },
    {
      name: 'a reason for zizmor',
      files: {
        '.github/workflows/ci.yml': 'on: push # zizmor: ignore[dangerous-triggers] no code of the change runs\n',
      },
    },
    {
      name: 'a list with reasons and ends',
      files: {
        '.trivyignore':
          '# no fix yet, and the code is not reached\nCVE-2026-1 exp:2026-12-31\nCVE-2026-2 exp:2026-12-31\n',
      },
      settings,
    },
    {
      name: 'a policy of Snyk',
      files: {
        '.snyk':
          "ignore:\n  SNYK-JS-A-1:\n    - '*':\n        reason: the parser only sees our own files\n        expires: 2026-12-31T00:00:00.000Z\n",
      },
      settings,
    },
    {
      name: 'the end is today',
      files: { '.trivyignore': 'CVE-2026-1 exp:2026-06-01 # only our own files are read\n' },
      settings,
    },
    { name: 'no day is known', files: { '.trivyignore': 'CVE-2026-1 exp:2020-06-01 # only our own files are read\n' } },
  ],
  fails: [
    {
      name: 'one rule several times, once',
      files: tf('  #tfsec:ignore:a-b # ! unexplained', '  acl = "a"', '  #tfsec:ignore:a-b'),
    },
    { name: 'Checkov without a reason', files: tf('  #checkov:skip=CKV_AWS_20 # ! unexplained') },
    { name: 'Checkov with a word', files: tf('  #checkov:skip=CKV_AWS_20:ok # ! unexplained') },
    {
      name: 'tfsec behind a line',
      files: tf('  acl = "public-read" #tfsec:ignore:aws-s3-no-public-access # ! unexplained'),
    },
    { name: 'Trivy with an end alone', files: tf('  #trivy:ignore:AVD-AWS-0086:exp:2027-03-10 # ! unexplained') },
    { name: 'several that say nothing', files: tf('  #tfsec:ignore:a-b #tfsec:ignore:c-d # ! unexplained') },
    { name: 'KICS', files: { 'k8s/app.yaml': '# kics-scan ignore-line # ! unexplained\nkind: Pod\n' } },
    {
      name: 'zizmor',
      files: { '.github/workflows/ci.yml': 'on: push # zizmor: ignore[dangerous-triggers] # ! unexplained\n' },
    },
    {
      name: 'Semgrep in a Dockerfile',
      files: { Dockerfile: 'FROM node # nosemgrep: missing-image-version # ! unexplained\n' },
    },
    {
      name: 'an empty line keeps the comment apart',
      files: tf('  # The website is public by design.', '', '  #tfsec:ignore:a-b # ! unexplained'),
    },
    {
      name: 'a list',
      files: { '.trivyignore': 'CVE-2026-1\nCVE-2026-2\n' },
      expect: ['.trivyignore:1 unexplained-entries'],
    },
    {
      name: 'a list as YAML',
      files: {
        '.trivyignore.yaml':
          'vulnerabilities:\n  - id: CVE-2026-1\n    statement: only our own files are read\n  - id: CVE-2026-2\n',
      },
      expect: ['.trivyignore.yaml:4 unexplained-entries'],
    },
    {
      name: 'what Snyk writes by itself',
      files: {
        '.snyk': "ignore:\n  SNYK-JS-A-1:\n    - '*':\n        reason: None Given\n        expires: 2027-01-01\n",
      },
      expect: ['.snyk:2 unexplained-entries'],
    },
    {
      name: 'an end that has passed',
      files: {
        '.snyk':
          "ignore:\n  SNYK-JS-A-1:\n    - '*':\n      reason: the parser only sees our own files\n      expires: '2024-10-03T00:00:00.000Z'\n",
      },
      settings,
      expect: ['.snyk:2 expired'],
    },
    {
      name: 'a comment whose end has passed',
      files: tf('  #trivy:ignore:AVD-AWS-0086:exp:2024-03-10 the site is public # ! expired'),
      settings,
    },
    {
      name: 'no end',
      files: { 'osv-scanner.toml': '[[IgnoredVulns]]\nid = "CVE-2026-1"\nreason = "Only affects gRPC servers"\n' },
      expect: ['osv-scanner.toml:2 endless'],
    },
    {
      name: 'an end of OSV-Scanner that has passed',
      files: {
        'osv-scanner.toml':
          '[[IgnoredVulns]]\nid = "CVE-2026-1"\nignoreUntil = 2025-01-01\nreason = "Only affects gRPC servers"\n',
      },
      settings,
      expect: ['osv-scanner.toml:2 expired'],
    },
  ],
})
