import { describe, expect, test } from '@jest/globals'
import { findServices } from '../../../src/readers/services/index.js'
import { modelsOf, packageJson, WORKSPACE } from './support.js'

const NODE = 'FROM node:24\nEXPOSE 8080\nCMD ["node", "index.js"]\n'
const service = (folder: string) => ({
  [`${folder}/package.json`]: packageJson(folder.split('/').at(-1) ?? ''),
  [`${folder}/index.js`]: 'serve()',
  [`${folder}/Dockerfile`]: NODE,
})
const derived = (files: Readonly<Record<string, string>>) =>
  findServices(modelsOf(files), undefined)?.all.map(({ name, paths }) => `${name}: ${paths.join(' ')}`) ?? []

describe('no services', () => {
  test.each([
    ['an empty tree', {}],
    ['one service', service('app')],
    ['one service at the root', { 'package.json': packageJson('shop'), Dockerfile: NODE, 'index.js': '' }],
    ['one service beside its tools', { ...service('app'), ...service('tools/lint'), ...service('e2e') }],
    [
      'mocks, samples and infrastructure',
      { ...service('app'), ...service('mock-pay'), ...service('samples/a'), ...service('infra/b') },
    ],
    [
      'a workspace of libraries',
      {
        ...WORKSPACE,
        'packages/a/package.json': packageJson('@acme/a', { version: '1.0.0' }),
        'packages/a/index.js': '',
        'packages/b/package.json': packageJson('@acme/b', { version: '1.0.0' }),
        'packages/b/index.js': '',
      },
    ],
    [
      'private packages of a workspace that nothing delivers',
      {
        ...WORKSPACE,
        'packages/config/package.json': packageJson('c'),
        'packages/types/package.json': packageJson('t'),
      },
    ],
    [
      'applications of no workspace',
      { 'apps/showcase/pom.xml': '<project/>', 'apps/rest/pom.xml': '<project/>', 'src/A.java': '' },
    ],
    [
      'images that build, without a manifest',
      { 'docker/a/Dockerfile': NODE, 'docker/b/Dockerfile': NODE, 'main.go': '' },
    ],
  ])('%s', (_, files) => expect(derived(files)).toEqual([]))

  test('the configuration can switch them off', () => {
    const models = modelsOf({ ...service('services/a'), ...service('services/b') })
    expect(findServices(models, 'off')).toBeUndefined()
    expect(findServices(models, undefined)?.all).toHaveLength(2)
  })
})

describe('derived services', () => {
  test('folders with a manifest and an image', () => {
    expect(derived({ ...service('frontend'), ...service('backend') })).toEqual([
      'backend: backend',
      'frontend: frontend',
    ])
  })

  test('the image may lie deeper, the manifest in a folder without a name of its own', () => {
    const files = {
      'service-api/composer.json': '{}',
      'service-api/docker/app/Dockerfile': NODE,
      'src/cart/src/cart.csproj': '<Project/>',
      'src/cart/src/Dockerfile': NODE,
    }
    expect(derived(files)).toEqual(['service-api: service-api', 'cart: src/cart'])
  })

  test('applications of a workspace, not its packages', () => {
    const files = {
      ...WORKSPACE,
      'apps/web/package.json': packageJson('web'),
      'apps/web/index.ts': '',
      'apps/admin/package.json': packageJson('admin'),
      'apps/docs/package.json': packageJson('docs'),
      'apps/web-e2e/package.json': packageJson('web-e2e'),
      'packages/ui/package.json': packageJson('ui'),
    }
    expect(derived(files)).toEqual(['admin: apps/admin', 'web: apps/web'])
  })

  test('images of one manifest below folders for services', () => {
    const files = {
      'go.mod': 'module acme',
      'cmd/data/Dockerfile': NODE,
      'cmd/data/main.go': '',
      'cmd/core/Dockerfile': NODE,
    }
    expect(derived(files)).toEqual(['core: cmd/core', 'data: cmd/data'])
  })

  test('folders that a deploying pipeline watches', () => {
    const pipeline = (folder: string) =>
      `on: { push: { branches: [main], paths: ['${folder}/**'] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps: [{ run: 'serverless deploy' }]\n`
    const files = {
      'orders/pyproject.toml': '[project]\nname = "orders"\nclassifiers = ["Private :: Do Not Upload"]\n',
      'orders/main.py': '',
      'stock/pyproject.toml': '[project]\nname = "stock"\nclassifiers = ["Private :: Do Not Upload"]\n',
      'stock/main.py': '',
      '.github/workflows/orders.yml': pipeline('orders'),
      '.github/workflows/stock.yml': pipeline('stock'),
    }
    expect(derived(files)).toEqual(['orders: orders', 'stock: stock'])
  })

  test('owners say that an application is one', () => {
    const files = {
      'services/a/pom.xml': '<project/>',
      'services/b/pom.xml': '<project/>',
      'services/a/A.java': '',
      'services/b/B.java': '',
      '.github/CODEOWNERS': '* @acme/all\n/services/a/ @acme/a\n/services/b/ @acme/b\n',
      '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
    }
    const all = findServices(modelsOf(files), undefined)?.all ?? []
    expect(all.map(({ name, owners, derivedFrom }) => [name, ...owners, derivedFrom])).toEqual([
      ['a', '@acme/a', 'services/a/pom.xml with owners of its own (.github/CODEOWNERS:2)'],
      ['b', '@acme/b', 'services/b/pom.xml with owners of its own (.github/CODEOWNERS:3)'],
    ])
  })

  test('what lies in a service is a part of it; what holds several is none', () => {
    expect(derived({ ...service('backend'), ...service('backend/worker'), ...service('web') })).toEqual([
      'backend: backend',
      'web: web',
    ])
    const umbrella = { 'backend/package.json': packageJson('b'), ...service('backend/a'), ...service('backend/b') }
    expect(derived(umbrella)).toEqual(['a: backend/a', 'b: backend/b'])
  })

  test('two folders of one name are told apart', () => {
    expect(derived({ ...service('shop/api'), ...service('bank/api') })).toEqual([
      'bank/api: bank/api',
      'shop/api: shop/api',
    ])
  })
})
