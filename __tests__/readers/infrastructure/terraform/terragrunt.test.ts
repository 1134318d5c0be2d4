import { describe, expect, test } from '@jest/globals'
import type { Value } from '../../../../src/models/index.js'
import { isOpen, textOf } from '../../../../src/models/value.js'
import { read } from './read.js'

const MODULE =
  'variable "size" {\n  default = 1\n}\nvariable "name" {}\nresource "aws_x" "y" {\n  size = var.size\n  name = var.name\n}\n'
const INCLUDE = 'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n'
const SOURCE = 'terraform {\n  source = "../../modules//app"\n}\n'

/** What the module's resource has as its name, for the unit `live/prod` that sets it to `expression`. */
function named(expression: string, files: Record<string, string> = {}, unit = SOURCE): Value | undefined {
  const tree = {
    'modules/app/main.tf': MODULE,
    'live/prod/terragrunt.hcl': `${unit}inputs = {\n  name = ${expression}\n}\n`,
  }
  return read({ ...tree, ...files })
    .resource('aws_x.y')
    .properties.entries.get('name')
}

describe('inputs of a unit', () => {
  test('are what the module that it runs is called with', () => {
    const { resource } = read({
      'modules/app/main.tf': MODULE,
      'live/prod/terragrunt.hcl': `${SOURCE}inputs = {\n  name = "shop"\n  size = 3\n}\n`,
    })
    const { properties, calledFrom } = resource('aws_x.y')
    expect([textOf(properties.entries.get('name')), textOf(properties.entries.get('size'))]).toEqual(['shop', '3'])
    expect(isOpen(properties.entries.get('size'))).toBe(false)
    expect(calledFrom).toMatchObject([{ file: 'live/prod/terragrunt.hcl', line: 1 }])
  })

  test('are one resource each where units differ', () => {
    const { resources } = read({
      'modules/app/main.tf': MODULE,
      'live/prod/terragrunt.hcl': `${SOURCE}inputs = { name = "a" }\n`,
      'live/dev/terragrunt.hcl': `${SOURCE}inputs = { name = "b" }\n`,
      'live/qa/terragrunt.hcl': `${SOURCE}inputs = { name = "b" }\n`,
    })
    const found = resources.filter(({ type }) => type === 'aws_x')
    expect(
      found.map(({ calledFrom, properties }) => [textOf(properties.entries.get('name')), calledFrom?.length]),
    ).toEqual([
      ['b', 2],
      ['a', 1],
    ])
  })

  test('count for a module in the folder of the unit', () => {
    const { resource } = read({ 'app/main.tf': MODULE, 'app/terragrunt.hcl': 'inputs = {\n  name = "shop"\n}\n' })
    expect(textOf(resource('aws_x.y').properties.entries.get('name'))).toBe('shop')
  })

  test('leave a default that somebody else may replace', () => {
    const { resource } = read({ 'modules/app/main.tf': MODULE, 'live/prod/terragrunt.hcl': `${SOURCE}inputs = {}\n` })
    const { entries } = resource('aws_x.y').properties
    expect([textOf(entries.get('size')), isOpen(entries.get('size'))]).toEqual(['1', true])
    expect(entries.get('name')).toMatchObject({ kind: 'unresolved', references: ['var.name'] })
  })

  test.each<[string, string, Record<string, string>, string]>([
    ['a local', 'local.name', {}, 'live'],
    ['the path below the include', 'path_relative_to_include()', { 'live/root.hcl': '' }, 'prod'],
    ['the path to the include', 'path_relative_from_include("root")', { 'live/root.hcl': '' }, '..'],
    ['the name of the folder', 'basename(get_terragrunt_dir())', {}, 'prod'],
    ['the name of the folder above', 'basename(dirname(get_terragrunt_dir()))', {}, 'live'],
    ['the path from the root', 'get_path_from_repo_root()', {}, 'live/prod'],
    [
      'a configuration',
      'read_terragrunt_config("../env.hcl").locals.a',
      { 'live/env.hcl': 'locals {\n  a = "x"\n}' },
      'x',
    ],
    [
      'a configuration above',
      'read_terragrunt_config(find_in_parent_folders("env.hcl")).inputs.a',
      { 'env.hcl': 'inputs = { a = "x" }' },
      'x',
    ],
    ['what is given for a missing file', 'read_terragrunt_config("none.hcl", { a = "x" }).a', {}, 'x'],
    ['YAML', 'yamldecode(file(find_in_parent_folders("env.yaml"))).a.b', { 'env.yaml': 'a: { b: x }' }, 'x'],
    ['JSON', 'jsondecode(file("${get_terragrunt_dir()}/env.json")).a', { 'live/prod/env.json': '{"a": "x"}' }, 'x'],
    ['an exposed include', 'include.root.locals.a', { 'live/root.hcl': 'locals {\n  a = "x"\n}' }, 'x'],
  ])('are known from %s', (_, expression, files, expected) => {
    const unit = `${INCLUDE.replace('\n}', '\n  expose = true\n}')}locals {\n  name = "live"\n}\n${SOURCE}`
    expect(textOf(named(expression, { 'live/root.hcl': '', ...files }, unit))).toBe(expected)
  })

  test.each<[string, string, Record<string, string>?, string?]>([
    ['the environment', 'get_env("NAME", "x")'],
    ['a command', 'run_cmd("whoami")'],
    ['a dependency', 'dependency.vpc.outputs.id'],
    ['an absolute path', '"${get_repo_root()}/x"'],
    ['the content of a file', 'file("name.txt")', { 'live/prod/name.txt': 'x' }],
    ['a file that is not there', 'read_terragrunt_config("none.hcl").locals.a'],
    ['a configuration that reads itself', 'read_terragrunt_config("terragrunt.hcl").inputs.name'],
    [
      'an include that is not exposed',
      'include.root.locals.a',
      { 'live/root.hcl': 'locals {\n  a = "x"\n}' },
      INCLUDE + SOURCE,
    ],
    ['values that no stack gives', 'values.name'],
    ['a file of variables that wins', '"x"', { 'live/prod/terraform.tfvars': 'name = "y"' }],
    [
      'a file of variables that is named',
      '"x"',
      {},
      SOURCE.replace('\n}', '\n  extra_arguments "x" {\n    required_var_files = ["x.tfvars"]\n  }\n}'),
    ],
    [
      'an argument that sets a variable',
      '"x"',
      {},
      SOURCE.replace('\n}', '\n  extra_arguments "x" {\n    arguments = ["-var", "name=y"]\n  }\n}'),
    ],
    ['an include that is not there', '"x"', {}, INCLUDE + SOURCE],
  ])('are open for %s', (_, expression, files = {}, unit = SOURCE) => {
    expect(named(expression, files, unit)?.kind).toBe('unresolved')
  })

  test('stay known beside arguments that set none', () => {
    const unit = SOURCE.replace('\n}', '\n  extra_arguments "x" {\n    arguments = ["-lock-timeout=5m"]\n  }\n}')
    expect(textOf(named('"x"', {}, unit))).toBe('x')
  })
})

describe('includes', () => {
  const root = 'inputs = {\n  size = 2\n  name = "root"\n  tags = { a = 1 }\n}\n'
  test.each<[string, string, string, Record<string, unknown>]>([
    ['give what the unit does not say', '', 'inputs = { size = 5 }\n', { size: '5', name: 'root' }],
    [
      'are left out on demand',
      '  merge_strategy = "no_merge"\n',
      'inputs = { size = 5 }\n',
      { size: '5', name: undefined },
    ],
    ['may be merged deeply', '  merge_strategy = "deep"\n', 'inputs = { tags = { b = 2 } }\n', { size: '2', tags: 2 }],
    ['are replaced at the top else', '', 'inputs = { tags = { b = 2 } }\n', { size: '2', tags: 1 }],
  ])('%s', (_, option, inputs, expected) => {
    const { resource } = read({
      'root.hcl': root,
      'live/prod/terragrunt.hcl': `${INCLUDE.replace('\n}', `\n${option}}`)}terraform {\n  source = "git::x//y"\n}\n${inputs}`,
    })
    const { entries } = resource('module.live/prod').properties
    const tags = entries.get('tags')
    expect({
      size: textOf(entries.get('size')),
      name: textOf(entries.get('name')),
      tags: tags?.kind === 'dict' ? tags.entries.size : undefined,
    }).toMatchObject(expected)
  })

  test('are evaluated for the unit', () => {
    const { module } = read({
      'live/root.hcl': [
        'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals.env\n}',
        'remote_state {\n  backend = "s3"\n  config = {\n    bucket = "state-${local.env}"',
        '    key = "${path_relative_to_include()}/x"\n    use_lockfile = true\n  }\n}\n',
      ].join('\n'),
      'live/prod/env.hcl': 'locals {\n  env = "prod"\n}\n',
      'live/prod/app/terragrunt.hcl': `${INCLUDE}terraform {\n  source = "git::x//y"\n}\n`,
    })
    const { backend, isRoot, isUnit, generatedBy } = module('live/prod/app')
    expect({ isRoot, isUnit, generatedBy }).toEqual({ isRoot: true, isUnit: true, generatedBy: 'terragrunt' })
    expect(backend).toMatchObject({ type: 's3', whole: true, at: { file: 'live/root.hcl', line: 4 } })
    expect(textOf(backend?.settings?.entries.get('bucket'))).toBe('state-prod')
    expect(textOf(backend?.settings?.entries.get('key'))).toBe('prod/app/x')
  })

  test('give the source of units that have none', () => {
    const { resource } = read({
      'common/app.hcl': 'terraform {\n  source = "tfr:///acme/app/aws//sub?version=1.2.3"\n}\n',
      'live/prod/terragrunt.hcl': 'include "app" {\n  path = "${get_repo_root()}/common/app.hcl"\n}\n',
    })
    const { at, file, properties } = resource('module.live/prod')
    expect([file, at.file, at.line]).toEqual(['live/prod/terragrunt.hcl', 'common/app.hcl', 1])
    expect(textOf(properties.entries.get('source'))).toBe('acme/app/aws//sub')
    expect(textOf(properties.entries.get('version'))).toBe('1.2.3')
  })
})

describe('the state of a unit', () => {
  const app = { 'modules/app/main.tf': `terraform {\n  backend "s3" {}\n}\n${MODULE}` }
  const state = 'remote_state {\n  backend = "s3"\n  config = {\n    bucket = "a"\n    key = "b"\n  }\n}\n'

  test('is that of the module that it runs', () => {
    const { module } = read({ ...app, 'live/prod/terragrunt.hcl': SOURCE + state })
    const { backend } = module('modules/app')
    expect(backend).toMatchObject({ type: 's3', whole: true, at: { file: 'live/prod/terragrunt.hcl', line: 4 } })
    expect([...(backend?.settings?.entries.keys() ?? [])]).toEqual(['bucket', 'key'])
  })

  test('is not known of a module that is run in different ways', () => {
    const { module } = read({ ...app, 'live/prod/terragrunt.hcl': SOURCE + state, 'live/dev/terragrunt.hcl': SOURCE })
    expect(module('modules/app').backend?.at.file).toBe('modules/app/main.tf')
  })

  test.each<[string, string, string, boolean]>([
    ['in the code', 'terraform {\n  backend "gcs" {\n    bucket = "a"\n  }\n}', 'gcs', true],
    [
      'with something unknown in it',
      'terraform {\n  backend "s3" {\n    bucket = "${get_env("B")}"\n  }\n}',
      's3',
      true,
    ],
    ['with a fault in it', 'terraform {\n  backend "s3" {\n    a = = 1\n  }\n}', 's3', false],
  ])('is generated, %s', (_, contents, type, whole) => {
    const generate = `generate "b" {\n  path = "backend.tf"\n  contents = <<EOF\n${contents}\nEOF\n}\n`
    const { module } = read({ 'live/prod/terragrunt.hcl': `terraform {\n  source = "git::x"\n}\n${generate}` })
    const { backend } = module('live/prod')
    expect([backend?.type, backend?.whole === true]).toEqual([type, whole])
  })

  test('is not whole where its settings are an expression', () => {
    const expression = 'remote_state {\n  backend = "s3"\n  config = get_env("X")\n}\n'
    const { module } = read({ 'live/prod/terragrunt.hcl': `terraform {\n  source = "git::x"\n}\n${expression}` })
    expect(module('live/prod').backend).toMatchObject({ type: 's3' })
    expect(module('live/prod').backend?.whole).toBeUndefined()
  })
})

describe('stacks', () => {
  const unit = 'terraform {\n  source = "${get_repo_root()}/modules/app"\n}\ninputs = {\n  name = values.name\n}\n'
  test('make units of the tree, with what they give them', () => {
    const { resource, modules } = read({
      'modules/app/main.tf': MODULE,
      'units/app/terragrunt.hcl': unit,
      'live/terragrunt.stack.hcl':
        'unit "app" {\n  source = "../units/app"\n  path = "app"\n  values = {\n    name = "shop"\n  }\n}\n',
    })
    const { properties, calledFrom } = resource('aws_x.y')
    expect(textOf(properties.entries.get('name'))).toBe('shop')
    expect(calledFrom?.map(({ file }) => file)).toEqual(['units/app/terragrunt.hcl', 'live/terragrunt.stack.hcl'])
    expect(modules.filter(({ isUnit }) => isUnit).map(({ folder }) => folder)).toEqual(['live/app'])
  })

  test('are made of stacks', () => {
    const { resource } = read({
      'modules/app/main.tf': MODULE,
      'units/app/terragrunt.hcl': unit,
      'stacks/shop/terragrunt.stack.hcl':
        'unit "app" {\n  source = "${get_repo_root()}/units/app"\n  path = "app"\n  values = { name = "${values.env}-shop" }\n}\n',
      'live/terragrunt.stack.hcl':
        'stack "s" {\n  source = "../stacks/shop"\n  path = "s"\n  values = { env = "prod" }\n}\n',
    })
    expect(textOf(resource('aws_x.y').properties.entries.get('name'))).toBe('prod-shop')
  })

  test('call units from elsewhere', () => {
    const { resource } = read({
      'live/terragrunt.stack.hcl': 'unit "app" {\n  source = "git::x//app?ref=v1.0.0"\n  path = "app"\n}\n',
    })
    expect(textOf(resource('module.live/app').properties.entries.get('source'))).toBe('git::x//app?ref=v1.0.0')
  })
})

describe('what is no unit', () => {
  test.each<[string, Record<string, string>]>([
    ['a configuration that others include', { 'terragrunt.hcl': 'inputs = {}', 'a/b.tf': MODULE }],
    ['a copy', { '.terragrunt-cache/x/terragrunt.hcl': SOURCE }],
    ['a template', { 'x/terragrunt.hcl': 'terraform {\n  source = "{{ .sourceUrl }}"\n}\n' }],
  ])('%s', (_, files) => {
    const { modules, resources } = read(files)
    expect(modules.filter(({ isUnit }) => isUnit)).toEqual([])
    expect(resources.filter(({ type }) => type === 'module')).toEqual([])
  })

  test('a root with a source that its units include', () => {
    const { modules } = read({
      'terragrunt.hcl': 'terraform {\n  source = "git::x"\n}\n',
      'a/terragrunt.hcl': 'include {\n  path = find_in_parent_folders()\n}\n',
    })
    expect(modules.map(({ folder }) => folder)).toEqual(['a'])
  })

  test('a broken file is read as far as it goes', () => {
    const { unread, defects, modules } = read({
      'a/terragrunt.hcl': 'terraform {\n  source = "git::x"\n}\ninputs = = {}\n',
    })
    expect(defects).toEqual([])
    expect(unread).toHaveLength(1)
    expect(modules).toMatchObject([{ folder: 'a', complete: false }])
  })

  test('units of examples set nothing', () => {
    const { resource } = read({
      'modules/app/main.tf': MODULE,
      'examples/a/terragrunt.hcl': `${SOURCE}inputs = { name = "x" }\n`,
    })
    expect(resource('aws_x.y').calledFrom).toBeUndefined()
  })
})
