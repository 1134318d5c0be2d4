import { describe, expect, test } from '@jest/globals'
import { known, unknown } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { readModels } from '../../../src/readers/read-models.js'
import { memoryFiles } from '../../helpers/memory-files.js'
import type { Infrastructure, RepositoryKind } from '../../../src/models/index.js'
import { project, resource, terraform } from './read.js'

const kind = (texts: Parameters<typeof project>[0], infrastructure: Partial<Infrastructure> = {}) =>
  project(texts, infrastructure).kind

const published = '{"name": "a", "exports": "./a.js"}'
const service = 'FROM node:24\nEXPOSE 8080\nCMD ["node", "a.js"]\n'

describe('kind', () => {
  test.each<[RepositoryKind, string, Parameters<typeof project>[0], Partial<Infrastructure>]>([
    ['unknown', 'nothing', [], {}],
    ['unknown', 'data of no known form', ['a.json', 'b.csv'], {}],
    [
      'application',
      'a service with a chart, whose image only starts it',
      {
        Dockerfile: 'FROM acme/java:25\nCMD ["shop.jar"]\n',
        'build.gradle': '',
        'src/main/java/Shop.java': '',
        'charts/shop/Chart.yaml': 'name: shop',
        ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`infrastructure/${i}.tfvars`, ''])),
      },
      { terraform: [terraform('infrastructure', true)] },
    ],
    [
      'infrastructure',
      'a tool for it, with an image',
      {
        'tools/Dockerfile': 'FROM python:3.13\nCMD ["a.py"]\n',
        'tools/a.py': '',
        ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`infrastructure/${i}.tfvars`, ''])),
      },
      { terraform: [terraform('infrastructure', true)] },
    ],
    ['application', 'sources alone', ['src/orders.ts', 'src/billing.ts'], {}],
    ['application', 'sources and a service image', { Dockerfile: service, 'src/a.ts': '' }, {}],
    [
      'application',
      'a published package that is also run',
      { 'package.json': published, Dockerfile: service, 'a.ts': '' },
      {},
    ],
    [
      'application',
      'sources and manifests',
      ['src/a.go', 'src/b.go', 'k8s/a.yaml'],
      { resources: [resource('kubernetes', 'apps/v1/Deployment', 'k8s/a.yaml')] },
    ],
    [
      'application',
      'few sources beside many manifests, but built here',
      {
        'api/Dockerfile': service,
        'api/a.ts': '',
        ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`k8s/${i}.yaml`, ''])),
      },
      { resources: [resource('kubernetes', 'apps/v1/Deployment', 'k8s/1.yaml')] },
    ],
    ['library', 'a published package', { 'package.json': published, 'src/a.ts': '' }, {}],
    ['library', 'one with a module called serverless', { 'package.json': published, 'src/serverless.ts': '' }, {}],
    [
      'application',
      'a published package that Serverless Framework runs',
      { 'package.json': published, 'serverless.ts': '', 'src/a.ts': '' },
      {},
    ],
    [
      'library',
      'a released program whose image only packages it',
      { '.goreleaser.yml': '', 'main.go': '', Dockerfile: 'FROM scratch\nCOPY a /\nENTRYPOINT ["/a"]\n' },
      {},
    ],
    [
      'library',
      'a published package whose site a platform builds',
      { 'package.json': published, 'src/a.ts': '', 'vercel.json': '{}' },
      {},
    ],
    [
      'library',
      'a Terraform module',
      ['main.tf', 'modules/a/main.tf', 'examples/a/main.tf'],
      { terraform: [terraform('.', false), terraform('modules/a', false), terraform('examples/a', false)] },
    ],
    [
      'library',
      'charts',
      ['charts/a/Chart.yaml', 'charts/a/templates/a.yaml'],
      { resources: [resource('helm', 'chart', 'charts/a/Chart.yaml')] },
    ],
    [
      'infrastructure',
      'a chart with values for its environments',
      ['helm/a/Chart.yaml', 'helm/values-prod.yaml', 'helm/values-dev.yaml'],
      { resources: [resource('helm', 'chart', 'helm/a/Chart.yaml')] },
    ],
    ['library', 'an Ansible role', ['meta/main.yml', 'tasks/main.yml'], {}],
    ['library', 'an Ansible collection', ['galaxy.yml', 'playbooks/a.yml'], {}],
    ['infrastructure', 'Terraform roots', ['prod/main.tf'], { terraform: [terraform('prod', true)] }],
    [
      'infrastructure',
      'a root beside a module',
      ['main.tf', 'prod/main.tf'],
      { terraform: [terraform('.', false), terraform('prod', true)] },
    ],
    [
      'infrastructure',
      'GitOps',
      ['apps/a.yaml', 'clusters/prod.yaml'],
      { resources: [resource('flux', 'kustomize.toolkit.fluxcd.io/v1/Kustomization', 'clusters/prod.yaml')] },
    ],
    [
      'infrastructure',
      'a stack',
      ['stack.yaml'],
      { resources: [resource('cloudformation', 'AWS::S3::Bucket', 'stack.yaml')] },
    ],
    ['infrastructure', 'playbooks and roles', ['site.yml', 'roles/web/tasks/main.yml'], {}],
    [
      'infrastructure',
      'charts and what installs them',
      ['charts/a/Chart.yaml', 'envs/prod.yaml'],
      {
        resources: [
          resource('helm', 'chart', 'charts/a/Chart.yaml'),
          resource('argocd', 'argoproj.io/v1alpha1/Application', 'envs/prod.yaml'),
        ],
      },
    ],
    ['data', 'dbt', ['dbt_project.yml', 'models/a.sql'], {}],
    ['data', 'Airflow', ['dags/a.py'], {}],
    ['data', 'notebooks', ['a.ipynb', 'b.ipynb', 'util.py'], {}],
    ['application', 'a folder of that name deep in an application', ['src/a/b/dags/a.py', 'src/b.py'], {}],
    [
      'pipeline-library',
      'an action',
      { 'action.yml': '', 'src/a.ts': '', 'package.json': '{"private": true, "name": "a", "exports": "./a.js"}' },
      {},
    ],
    ['pipeline-library', 'a collection of actions', ['setup/action.yml', 'deploy/action.yml', 'setup/a.sh'], {}],
    ['pipeline-library', 'a Jenkins shared library', ['vars/build.groovy', 'src/a.groovy'], {}],
    ['pipeline-library', 'an orb', ['src/@orb.yml', 'src/scripts/a.sh'], {}],
    [
      'pipeline-library',
      'reusable workflows only',
      {
        '.github/workflows/a.yml': 'on: workflow_call\n',
        '.github/workflows/b.yml': 'on:\n  workflow_call:\n    inputs: {}\n',
      },
      {},
    ],
    [
      'pipeline-library',
      'GitLab components',
      { '.gitlab-ci.yml': '', 'templates/a.yml': 'spec:\n  inputs: {}\n---\na: {}\n' },
      {},
    ],
    [
      'unknown',
      'workflows that also run by themselves',
      { '.github/workflows/a.yml': 'on: [workflow_call, push]\n' },
      {},
    ],
    [
      'library',
      'a released program that also offers an action',
      { 'action.yml': '', '.goreleaser.yaml': '', 'main.go': '' },
      {},
    ],
    ['docs-only', 'documents', ['README.md', 'docs/a.md', 'docs/a.png', 'mkdocs.yml', 'LICENSE'], {}],
    [
      'examples',
      'by its title',
      { 'README.md': '# Acme Pipeline Examples\n', 'a/a.yml': '', 'b/b.yml': '', 'c/c.yml': '' },
      {},
    ],
    [
      'examples',
      'by its introduction and folders that stand alone',
      {
        'README.md': '# Acme\n\nHere are samples for all.\n',
        'a/package.json': '',
        'b/package.json': '',
        'c/compose.yaml': '',
      },
      {},
    ],
    [
      'examples',
      'by its folders',
      ['declarative-examples/a', 'scripted-examples/a', 'library-examples/a', 'docs/a.md'],
      {},
    ],
    [
      'application',
      'one example application',
      {
        'README.md': '# Example voting app\n',
        'compose.yaml': '',
        'vote/app.py': '',
        'result/a.js': '',
        'worker/a.cs': '',
      },
      {},
    ],
    [
      'infrastructure',
      'templates that are no samples',
      { 'README.md': '# Acme CloudFormation Templates\n', 'network/a.yaml': '', 'data/a.yaml': '', 'web/a.yaml': '' },
      { resources: [resource('cloudformation', 'AWS::EC2::VPC', 'network/a.yaml')] },
    ],
  ])('%s: %s', (expected, _name, texts, infrastructure) => expect(kind(texts, infrastructure)).toBe(expected))

  test.each([
    ['kubernetes/examples', 'examples'],
    ['acme/serverless-samples', 'examples'],
    ['acme/example', 'application'],
    ['acme/examples-of-nothing-else-app', 'application'],
    ['examples/shop', 'application'],
  ])('a repository with the name %s', (repository, expected) => {
    const snapshot = {
      repository,
      revision: null,
      deliveryHistory: unknown('not read'),
      files: memoryFiles({
        'web/main.py': 'print(1)\n',
        'guestbook/main.py': 'print(2)\n',
        'data/main.py': 'print(3)\n',
      }),
      hosting: noHosting('no token was given'),
      history: known({ authors: 3, commits: 120, shallow: false }),
    }
    const { models } = readModels(snapshot, NO_SETTINGS)
    expect(models.project).toMatchObject({ known: true, value: { kind: expected } })
  })

  test('the configuration decides first', () => {
    expect(project(['main.tf'], {}, { kind: 'application' })).toMatchObject({
      kind: 'application',
      kindBecause: 'the configuration says so',
    })
  })

  test('the reason names what was seen', () => {
    expect(project({ 'package.json': published, 'a.ts': '' }).kindBecause).toBe(
      'package.json describes a package for others',
    )
    expect(project(['prod/main.tf'], { terraform: [terraform('prod', true)] }).kindBecause).toContain(
      'a Terraform root module',
    )
  })
})
