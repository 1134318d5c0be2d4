import { expect, test } from '@jest/globals'
import check from '../../../checks/repository/repo-ownership-metadata.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const IMAGE = 'FROM node:22\nEXPOSE 80\nCMD ["node", "a.js"]'
const SERVICE = { 'src/a.js': 'listen()', 'package.json': '{ "name": "shop" }', Dockerfile: IMAGE }
const entry = (spec: string, kind = 'Component') =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: shop }\nspec:\n  type: service\n${spec}`
const shop = (files: Record<string, string> = {}) => ({ ...SERVICE, ...files })
const deployment = (metadata: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: ${metadata}\nspec: { template: { spec: { containers: [{ name: a, image: "a:1" }] } } }`

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: { 'package.json': '{ "name": "a", "exports": "./a.js" }', 'a.js': 'a()' } },
    {
      name: 'what is filled in later',
      files: { 'skeleton/catalog-info.yaml': entry('  owner: guests'), 'a.js': 'a()' },
    },
  ],
  passes: [
    {
      name: 'an entry with an owner and interfaces, and something to order',
      files: shop({
        'catalog-info.yaml': `${entry('  owner: shop\n  providesApis: [orders]')}\n---\n${entry('  owner: shop', 'Template')}`,
      }),
    },
  ],
  unknown: [
    { name: 'no file says so', files: shop(), reason: 'who answers' },
    {
      name: 'owners of single folders alone',
      files: shop({ '.github/CODEOWNERS': '/src/ @acme/shop' }),
      reason: 'who answers',
    },
    {
      name: 'a file that is none of the catalogue',
      files: shop({ 'template.yaml': 'Resources: {}' }),
      reason: 'who answers',
    },
  ],
  fails: [
    {
      name: 'an entry without an owner',
      files: shop({
        'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1 # ! nobody\nkind: Component\nmetadata: { name: shop }`,
      }),
    },
    { name: 'the owner of a generator', files: shop({ 'catalog-info.yaml': entry('  owner: user:guest # ! nobody') }) },
    {
      name: 'a system and a template',
      files: shop({ 'catalog-info.yaml': entry('  owner: TODO # ! nobody', 'System') }),
    },
    {
      name: 'a team of Datadog',
      files: shop({ 'entity.datadog.yaml': 'apiVersion: v3 # ! nobody\nkind: service\nmetadata: { name: shop }' }),
    },
    {
      name: 'a folder without an entry beside two that have one',
      files: {
        'services/a/catalog-info.yaml': entry('  owner: a'),
        'services/b/catalog-info.yaml': entry('  owner: b'),
        'services/c/Dockerfile': `${IMAGE}`,
      },
      expect: ['services/c/Dockerfile:1 sibling'],
    },
  ],
})

const sides = (files: Record<string, string>, kind: string) =>
  run(check, { files }).result.outcomes.flatMap((outcome) => (outcome.kind === kind ? [outcome.facet] : []))

test.each([
  { name: 'an entry with an owner', files: shop({ 'catalog-info.yaml': entry('  owner: team-shop') }) },
  {
    name: 'of Cortex',
    files: shop({
      'cortex.yaml': 'info:\n  x-cortex-tag: shop\n  x-cortex-owners:\n    - { type: group, name: shop }',
    }),
  },
  { name: 'of OpsLevel', files: shop({ 'opslevel.yml': 'version: 1\nservice: { name: shop, owner: shop }' }) },
  {
    name: 'of Datadog',
    files: shop({ 'service.datadog.yaml': 'schema-version: v2.2\ndd-service: shop\nteam: shop' }),
  },
  {
    name: 'of Datadog, version 3',
    files: shop({ 'entity.datadog.yaml': 'apiVersion: v3\nkind: service\nmetadata: { name: shop, owner: shop }' }),
  },
  { name: 'of Compass', files: shop({ 'compass.yml': 'name: shop\nownerId: "ari:cloud:identity::team/1"' }) },
  { name: 'a label', files: shop({ 'k8s/a.yaml': deployment('{ name: a, labels: { acme.com/team: shop } }') }) },
  {
    name: 'maintainers of a chart',
    files: shop({ 'chart/Chart.yaml': 'name: shop\nversion: 1.0.0\nmaintainers: [{ name: Ann }]' }),
  },
  { name: 'a list of maintainers', files: shop({ 'MAINTAINERS.md': '# Maintainers\n\nAnn' }) },
  { name: 'a line for all files', files: shop({ '.github/CODEOWNERS': '* @acme/shop' }) },
  {
    name: 'folders beside each other that all have entries',
    files: {
      'services/a/Dockerfile': IMAGE,
      'services/b/Dockerfile': IMAGE,
      'services/a/catalog-info.yaml': entry('  owner: a'),
      'services/b/catalog-info.yaml': entry('  owner: b'),
    },
  },
  {
    name: 'one file for all',
    files: {
      'services/a/Dockerfile': IMAGE,
      'services/b/Dockerfile': IMAGE,
      'catalog-info.yaml': `${entry('  owner: a')}\n---\n${entry('  owner: b')}`,
    },
  },
])('an owner is seen, and no problem: $name', ({ files }) => {
  expect(sides(files, 'problem')).toEqual([])
  expect(sides(files, 'evidence')).toContain('owner')
})

test('that somebody answers for it says nothing of interfaces and of what developers order', () => {
  const files = shop({ '.github/CODEOWNERS': '* @acme/shop' })
  expect(sides(files, 'evidence')).toEqual(['owner'])
  expect(sides(files, 'unknown')).toEqual(['interface', 'self-service'])
})

test.each([
  ['terraform/a.tf', 'resource "aws_servicecatalog_product" "a" {\n  name = "shop"\n}'],
  ['xrd.yaml', 'apiVersion: apiextensions.crossplane.io/v1\nkind: CompositeResourceDefinition\nmetadata: { name: a }'],
])('what developers order by themselves: %s', (path, text) => {
  expect(sides(shop({ [path]: text }), 'evidence')).toEqual(['self-service'])
})
