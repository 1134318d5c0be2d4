import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'

const registries = (path: string, text: string) =>
  project({ [path]: text }).registries.map(
    ({ ecosystem, role, url }) => `${ecosystem} ${role} ${url.value} ${url.at.line}:${url.at.column}`,
  )

describe('registries that settings name', () => {
  test.each<[string, string, string, string[]]>([
    ['npm', '.npmrc', '# a\nregistry=https://a.example/\n', ['npm default https://a.example/ 2:10']],
    ['a scope of npm', 'web/.npmrc', '@acme:registry = "https://a.example"', ['npm named https://a.example 1:19']],
    ['other keys of npm', '.npmrc', '//a.example/:_authToken=x\nregistry=\nsave-exact=true', []],
    [
      'Yarn',
      '.yarnrc.yml',
      'npmRegistryServer: https://a.example\nnpmScopes: { acme: { npmRegistryServer: "https://b.example" } }',
      ['npm default https://a.example 1:20', 'npm named https://b.example 2:41'],
    ],
    [
      'where a package is published',
      'package.json',
      '{"publishConfig": {"registry": "https://a.example"}}',
      ['npm publish https://a.example 1:32'],
    ],
    ['a package that does not say', 'package.json', '{"publishConfig": {"access": "public"}}', []],
  ])('%s', (_name, path, text, expected) => expect(registries(path, text)).toEqual(expected))
})
