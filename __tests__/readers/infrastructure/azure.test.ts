import { describe, expect, test } from '@jest/globals'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { filesOf } from '../../helpers/files.js'
import { processorTime } from '../../helpers/processor-time.js'
import { readerContext } from '../../helpers/memory-files.js'
import { covered, plainOf } from './plain.js'

function read(files: Readonly<Record<string, string>>) {
  const context = readerContext(filesOf(files))
  return { ...readInfrastructure(context), defects: context.defects }
}

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'

function template(parts: Readonly<Record<string, unknown>>) {
  const { resources, defects, technologies } = read({
    'azuredeploy.json': JSON.stringify({ $schema: SCHEMA, ...parts }, null, 1),
  })
  expect(defects).toEqual([])
  expect([...technologies]).toEqual(resources.length === 0 ? [] : ['arm'])
  return resources
}

describe('ARM templates', () => {
  test('resources, expressions and names', () => {
    const [tier, store] = template({
      parameters: { tier: { type: 'string', defaultValue: 'Standard_LRS' } },
      variables: { kind: 'StorageV2' },
      resources: [
        {
          type: 'Microsoft.Storage/storageAccounts',
          apiVersion: '2023-01-01',
          name: "[concat('st', parameters('suffix'))]",
          kind: "[variables('kind')]",
          sku: { name: "[parameters('tier')]" },
          tags: { note: '[[x]' },
        },
      ],
    })
    expect(tier).toMatchObject({ technology: 'arm', type: 'variable', name: 'tier' })
    expect(store).toMatchObject({
      type: 'Microsoft.Storage/storageAccounts',
      at: { line: 14, route: 'resources[0]' },
      complete: true,
    })
    expect(plainOf(store?.properties)).toEqual({
      apiVersion: '2023-01-01',
      name: { text: "[concat('st', parameters('suffix'))]", references: ['parameters.suffix'] },
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      tags: { note: '[x]' },
    })
    expect(store?.properties.entries.get('sku')).toMatchObject({})
    const sku = store?.properties.entries.get('sku')
    expect(sku?.kind === 'dict' && sku.entries.get('name')).toMatchObject({ via: ['var.tier'] })
  })

  test('resources in resources, templates in templates, symbolic names', () => {
    const nested = template({
      resources: [
        {
          type: 'Microsoft.Sql/servers',
          name: 'db',
          resources: [{ type: 'databases', name: 'main' }],
        },
        {
          type: 'Microsoft.Resources/deployments',
          name: 'inner',
          properties: {
            mode: 'Incremental',
            template: { $schema: SCHEMA, resources: [{ type: 'Microsoft.KeyVault/vaults', name: 'v' }] },
          },
        },
      ],
    })
    expect(nested.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'Microsoft.Sql/servers db',
      'Microsoft.Sql/servers/databases main',
      'Microsoft.Resources/deployments inner',
      'Microsoft.KeyVault/vaults v',
    ])
    const symbolic = template({
      languageVersion: '2.0',
      resources: { vault: { type: 'Microsoft.KeyVault/vaults', existing: true, name: 'v' } },
    })
    expect(symbolic.map(({ type, name }) => `${type} ${name}`)).toEqual(['data.Microsoft.KeyVault/vaults vault'])
  })

  test('comments, secure parameters, files of parameters', () => {
    const { resources, defects } = read({
      'a.json': `{\n  // what it is\n  "$schema": "${SCHEMA}", /* here */\n  "parameters": {"key": {"type": "secureString"}}\n}`,
      'a.parameters.json': `{"$schema": "${SCHEMA.replace('Template', 'Parameters')}", "parameters": {"size": {"value": 3}, "key": {"reference": {}}}}`,
      'other.json': '{"$schema": "https://json-schema.org/draft-07/schema", "resources": [{"type": "a"}]}',
    })
    expect(defects).toEqual([])
    expect(resources.map(({ type, name, properties }) => [type, name, plainOf(properties)])).toEqual([
      ['variable', 'key', { sensitive: true }],
      ['arm-parameters', 'a.parameters.json', { size: 3 }],
    ])
    expect(resources[0]?.at).toMatchObject({ line: 4, column: 18 })
  })

  test('what Bicep wrote is read from the Bicep file', () => {
    const made = JSON.stringify({
      $schema: SCHEMA,
      metadata: { _generator: { name: 'bicep' } },
      resources: [{ type: 'Microsoft.KeyVault/vaults', name: 'v' }],
    })
    expect(read({ 'main.json': made, 'main.bicep': '' }).resources).toEqual([])
    expect(read({ 'main.json': made }).resources).toHaveLength(1)
  })
})

describe('Bicep', () => {
  function bicep(...lines: string[]) {
    const { resources, defects, technologies } = read({ 'main.bicep': lines.join('\n') })
    expect(defects).toEqual([])
    expect([...technologies]).toEqual(['bicep'])
    return resources
  }

  test('a resource with its body', () => {
    const source = [
      "param tier string = 'Standard_LRS'",
      "var kind = 'StorageV2'",
      '/* resource old is gone',
      "resource gone 'A.B/c@1' = {}",
      '*/',
      "resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = if (tier != 'x') {",
      "  name: 'st${uniqueString(resourceGroup().id)}' // its name",
      '  kind: kind',
      '  sku: { name: tier }',
      '  zones: [',
      "    '1'",
      "    '2', '3'",
      '  ]',
      '  properties: {',
      '    minimumTlsVersion: tls ?',
      "      'TLS1_2'",
      "      : 'TLS1_1'",
      '    allow: false',
      "    'quoted-key': 3",
      "    text: 'it\\'s'",
      "    long: '''",
      'one',
      "resource fake 'A.B/c@1' = {",
      "'''",
      '    made: [for x in xs: {',
      '      name: x',
      '    }]',
      '  }',
      '}',
    ]
    const [, store, ...others] = bicep(...source)
    expect(others).toEqual([])
    expect(store).toMatchObject({
      technology: 'bicep',
      type: 'Microsoft.Storage/storageAccounts',
      name: 'store',
      at: { line: 6, column: 1, route: 'resource.store' },
      complete: true,
    })
    expect(plainOf(store?.properties)).toEqual({
      name: {
        text: 'st${uniqueString(resourceGroup().id)}',
        references: ['uniqueString', 'resourceGroup', 'id'],
      },
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      zones: ['1', '2', '3'],
      properties: {
        minimumTlsVersion: { text: "tls ?\n      'TLS1_2'\n      : 'TLS1_1'", references: ['tls'] },
        allow: false,
        'quoted-key': 3,
        text: "it's",
        long: "one\nresource fake 'A.B/c@1' = {\n",
        made: {
          text: '[for x in xs: {\n      name: x\n    }]',
          references: ['for', 'x', 'in', 'xs', 'name'],
        },
      },
    })
    const properties = store?.properties.entries.get('properties')
    const allow = properties?.kind === 'dict' ? properties.entries.get('allow') : undefined
    expect(covered(source.join('\n'), allow)).toBe('false')
    expect(allow?.at.route).toBe('resource.store.properties.allow')
  })

  test('resources in resources, loops, existing ones, modules', () => {
    const resources = bicep(
      "resource server 'Microsoft.Sql/servers@2023-01-01' = {",
      "  name: 'db'",
      "  resource main 'databases' = {",
      "    name: 'main'",
      "    resource audit 'auditingSettings@2023-01-01' = {",
      "      name: 'default'",
      '    }',
      '  }',
      '}',
      "resource old 'Microsoft.KeyVault/vaults@2023-01-01' existing = {",
      "  name: 'v'",
      '}',
      "resource many 'Microsoft.Web/sites@2023-01-01' = [\n  for (name, i) in items(names ?? {}): if (i > 0) {",
      '  #disable-next-line no-hardcoded-location // on purpose',
      '  name: name',
      "  kind: 'app'",
      "  identities: { '${user.id}': {} }",
      '}]',
      "module net './net.bicep' = {",
      "  name: 'net'",
      '  params: { size: 3 }',
      '}',
    )
    expect(resources.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'Microsoft.Sql/servers server',
      'Microsoft.Sql/servers/databases main',
      'Microsoft.Sql/servers/databases/auditingSettings audit',
      'data.Microsoft.KeyVault/vaults old',
      'Microsoft.Web/sites many',
      'bicep-module net',
    ])
    expect(plainOf(resources[4]?.properties)).toMatchObject({
      kind: 'app',
      identities: { '${user.id}': { text: '${user.id}', references: ['user.id'] } },
    })
    expect(resources.every(({ complete }) => complete)).toBe(true)
    expect(plainOf(resources[5]?.properties)).toEqual({ source: './net.bicep', name: 'net', params: { size: 3 } })
  })

  test('what the grammar does not know leaves the resource incomplete', () => {
    const [first, second] = bicep(
      "resource a 'A.B/c@1' = {",
      '  ...shared',
      "  name: 'a'",
      '}',
      "resource b 'A.B/c@1' = {",
      "  name: 'b'",
    )
    expect([first?.complete, plainOf(first?.properties)]).toEqual([false, { name: 'a' }])
    expect(second?.name).toBe('b')
  })

  test('secure parameters and files of parameters', () => {
    const { resources } = read({
      'main.bicep': "@description('a key')\n@secure()\nparam key string\nparam size int = 3\n",
      'main.bicepparam': "using './main.bicep'\nparam size = 4\nparam key = getSecret('a')\n",
    })
    expect(resources.map(({ type, name, properties }) => [type, name, plainOf(properties)])).toEqual([
      ['variable', 'key', { sensitive: true }],
      ['variable', 'size', { default: 3 }],
      ['arm-parameters', 'main.bicepparam', { size: 4, key: { text: "getSecret('a')", references: ['getSecret'] } }],
    ])
  })

  test('time is linear in the length of hostile text', () => {
    const started = processorTime()
    for (const part of ['{a:', '[', "'${", '${', '/*', '(', "resource a 'b' = {", 'x ? y :', '\n?', '\n', "'''"]) {
      read({ 'a.bicep': `resource a 'A.B/c@1' = {\n  b: ${part.repeat(20_000)}? x` })
    }
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})

describe('Bicep that nobody closes', () => {
  const OPEN = "resource app 'Microsoft.Web/sites@2023-12-01' = {\n  name: 'a'\n"

  test('a resource goes no further than the next one', () => {
    const { resources } = read({ 'main.bicep': `${OPEN}${OPEN.replace('app', 'other')}}\n` })
    expect(resources.map(({ name, complete, properties }) => [name, complete, plainOf(properties)])).toEqual([
      ['app', false, { name: 'a' }],
      ['other', true, { name: 'a' }],
    ])
  })

  test('many resources take time as long as they are', () => {
    const began = processorTime()
    expect(read({ 'main.bicep': OPEN.repeat(5_000) }).resources).toHaveLength(5_000)
    expect(processorTime() - began).toBeLessThan(2_000)
  })

  test('and so do many lines without a text of several lines', () => {
    const began = processorTime()
    expect(read({ 'main.bicep': 'output a string = b\n'.repeat(100_000) }).resources).toEqual([])
    expect(processorTime() - began).toBeLessThan(1_500)
  })
})
