import check from '../../../checks/repository/repo-runbooks.js'
import { testCheck } from '../../helpers/check-tester.js'

const SERVICE = {
  Dockerfile: 'FROM node:22\nCMD ["node", "src/server.js"]',
  'src/server.js': 'listen()',
  'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "^5.0.0" } }',
}
const GITHUB = [
  'on: { push: { branches: [main] } }',
  'jobs:',
  '  deploy:',
  '    runs-on: ubuntu-24.04',
  '    environment: production',
  '    steps:',
  '      - run: kubectl apply -f k8s/',
].join('\n')
const shop = (others: Record<string, string> = {}) => ({
  ...SERVICE,
  '.github/workflows/deploy.yml': GITHUB,
  'k8s/shop.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\n',
  ...others,
})
const STEPS = '# Full disk\n1. Look at the graph of the disk.\n2. Delete old logs.\n'

testCheck(check, {
  notApplicable: [
    { name: 'nothing deployed', files: SERVICE },
    {
      name: 'a library',
      files: { 'package.json': '{ "name": "dates", "version": "1.0.0", "main": "index.js" }', 'index.js': '' },
    },
  ],
  passes: [
    { name: 'a folder of runbooks', files: shop({ 'docs/runbooks/disk.md': STEPS }) },
    { name: 'a file at the root', files: shop({ 'RUNBOOK.md': STEPS }) },
    { name: 'a document on recovery', files: shop({ 'docs/disaster-recovery.md': STEPS }) },
    { name: 'on-call notes', files: shop({ 'ops/on-call.adoc': STEPS }) },
    {
      name: 'steps to go back in the README',
      files: shop({ 'README.md': '# Shop\n## Rollback\n- Run the last deployment again.\n' }),
    },
    {
      name: 'a link to runbooks elsewhere',
      files: shop({ 'README.md': 'See [here](https://wiki.acme.com/runbooks/shop).' }),
    },
    {
      name: 'an automation of Systems Manager',
      files: shop({
        'infra/main.tf': 'resource "aws_ssm_document" "restart" {\n  document_type = "Automation"\n  content = "{}"\n}',
      }),
    },
    {
      name: 'an alert that names its runbook',
      files: shop({
        'k8s/rules.yaml':
          'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: shop }\nspec:\n  groups:\n    - name: shop\n      rules:\n        - alert: ShopDown\n          expr: up == 0\n          annotations: { runbook_url: https://wiki.acme.com/shop-down }\n',
      }),
    },
    {
      name: 'GitLab',
      files: {
        ...SERVICE,
        '.gitlab-ci.yml': 'deploy: { environment: production, script: [kubectl apply -f k8s/] }',
        'runbooks/disk.md': STEPS,
      },
    },
  ],
  unknown: [
    { name: 'nothing here', files: shop(), reason: 'wiki' },
    {
      name: 'playbooks of Ansible',
      files: shop({ 'playbooks/site.yml': '- hosts: all\n  tasks: []\n' }),
      reason: 'wiki',
    },
    {
      name: 'an alert of others with their runbook',
      files: shop({
        'k8s/rules.yaml':
          'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: shop }\nspec:\n  groups:\n    - name: shop\n      rules:\n        - alert: Etcd\n          expr: up == 0\n          annotations: { runbook_url: https://runbooks.prometheus-operator.dev/etcd }\n',
      }),
      reason: 'wiki',
    },
    { name: 'notes of what happened', files: shop({ 'docs/incidents/2026-01-02.md': STEPS }), reason: 'wiki' },
    { name: 'a feature of the product', files: shop({ 'docs/features/rollback.md': STEPS }), reason: 'wiki' },
    { name: 'a template', files: shop({ 'docs/runbook-template.md': '# Title' }), reason: 'wiki' },
    {
      name: 'Jenkins',
      files: {
        ...SERVICE,
        Jenkinsfile: "pipeline { agent any\nstages { stage('Deploy') { steps { sh 'kubectl apply -f k8s/' } } } }",
      },
      reason: 'wiki',
    },
  ],
  fails: [
    { name: 'a title alone', files: shop({ 'docs/runbooks/disk.md': '# Full disk # ! empty\nTODO\n' }) },
    { name: 'an empty one beside another', files: shop({ 'runbooks/a.md': STEPS, 'runbooks/b.md': '# B # ! empty' }) },
  ],
})
