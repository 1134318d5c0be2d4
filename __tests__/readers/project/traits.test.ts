import { describe, expect, test } from '@jest/globals'
import { project, resource } from './read.js'

const traits = (texts: Record<string, string>, resources = [] as ReturnType<typeof resource>[]) =>
  project(texts, { resources }).traits.map(({ kind, what }) => `${kind} ${what}`)
const npm = (section: string, ...names: string[]) =>
  JSON.stringify({ [section]: Object.fromEntries(names.map((name) => [name, '1'])) })

describe('what calls for tests of a certain kind', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['a package', { 'package.json': npm('dependencies', 'pg') }, ['data-store pg']],
    [
      'a package of two kinds',
      { 'package.json': npm('dependencies', 'next') },
      ['user-interface next', 'request-server next'],
    ],
    [
      'a family of packages',
      { 'go.mod': 'require github.com/jackc/pgx/v5 v5.7.6' },
      ['data-store github.com/jackc/pgx/v5'],
    ],
    [
      'Gradle and Maven share names',
      { 'build.gradle': "implementation 'org.jooq:jooq:3'" },
      ['data-store org.jooq:jooq'],
    ],
    [
      'an SDK that brings a server',
      { 'A.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"/>' },
      ['request-server microsoft.net.sdk.web'],
    ],
    ['tools of development', { 'package.json': npm('devDependencies', 'pg', 'express') }, []],
    [
      'tests and documentation',
      { 'tests/package.json': npm('dependencies', 'pg'), 'docs/package.json': npm('dependencies', 'vue') },
      [],
    ],
    ['an unknown package', { 'package.json': npm('dependencies', 'left-pad', '__proto__') }, []],
    [
      'templates of pages',
      { 'app/views/a/show.html.erb': '', 'app/views/a/edit.html.erb': '' },
      ['user-interface app/views/a/edit.html.erb'],
    ],
    ['pages of documentation', { 'docs/index.html': '', 'docs/templates/a.html': '' }, []],
    [
      'a description of an interface',
      { 'api/openapi.yaml': 'openapi: 3.1.0' },
      ['interface-description api/openapi.yaml'],
    ],
    ['the same in JSON', { 'swagger.json': '{\n  "swagger": "2.0"\n}' }, ['interface-description swagger.json']],
    ['settings of a generator', { 'openapi-config.yaml': 'prettyPrint: true' }, []],
    ['messages', { 'proto/a.proto': '', 'proto/b.proto': '' }, ['interface-description proto/a.proto']],
    [
      'migrations',
      { 'db/migrate/20250101000000_create_users.rb': '' },
      ['data-store db/migrate/20250101000000_create_users.rb'],
    ],
    ['models of data', { 'dbt_project.yml': '' }, ['data-model dbt_project.yml']],
    ['workflows of data', { 'dags/orders.py': '', 'tests/dags/test_orders.py': '' }, ['data-pipeline dags/orders.py']],
  ])('%s', (_, texts, expected) => {
    expect(traits(texts)).toEqual(expected)
  })

  test('resources that run data jobs', () => {
    const found = traits({}, [
      resource('terraform', 'aws_glue_job', 'main.tf'),
      resource('terraform', 'aws_sqs_queue', 'main.tf'),
    ])
    expect(found).toEqual(['data-pipeline aws_glue_job a'])
  })
})
