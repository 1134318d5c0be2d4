import { describe, expect, test } from '@jest/globals'
import { itemsOf, textOf, valueAt } from '../../../../src/models/value.js'
import { readTests } from '../../../../src/readers/infrastructure/terraform/tests.js'
import { memoryFiles, readerContext } from '../../../helpers/memory-files.js'

function read(files: Record<string, string>) {
  const context = readerContext(memoryFiles(files))
  return { runs: readTests(context), defects: context.defects }
}

const TEST = [
  'mock_provider "aws" {}',
  'variables {\n  name = "shop"\n}',
  'run "makes_a_bucket" {',
  '  command = plan',
  '  assert {\n    condition = aws_s3_bucket.this.bucket == "shop"\n    error_message = "name"\n  }',
  '}',
  'run "sets_up" {\n  module {\n    source = "./setup"\n  }\n}',
].join('\n')

describe('runs of terraform test', () => {
  test('stand for what a test file does', () => {
    const { runs, defects } = read({ 'modules/store/tests/store.tftest.hcl': TEST })
    expect(defects).toEqual([])
    expect(runs.map(({ type, name, module, at }) => [type, name, module, at.line])).toEqual([
      ['run', 'makes_a_bucket', 'modules/store', 5],
      ['run', 'sets_up', 'modules/store', 12],
    ])
    const [first, second] = runs
    expect(valueAt(first?.properties, 'command')).toMatchObject({ kind: 'unresolved', text: 'plan' })
    expect(itemsOf(first?.properties.entries.get('assert'))).toHaveLength(1)
    expect(itemsOf(first?.properties.entries.get('@mocks')).map(textOf)).toEqual(['aws'])
    expect(textOf(valueAt(second?.properties, 'module.source'))).toBe('./setup')
  })

  test.each<[string, string, string, string]>([
    ['beside the module', 'infra/main.tftest.hcl', 'run "a" {}', 'infra'],
    ['of OpenTofu', 'tests/main.tofutest.hcl', 'run "a" {}', '.'],
    ['in JSON', 'tests/main.tftest.json', '{"run": {"a": {"command": "plan"}}}', '.'],
  ])('are read from files %s', (_, path, text, module) => {
    expect(read({ [path]: text }).runs).toMatchObject([{ name: 'a', module }])
  })

  test.each([
    ['files of others', 'node_modules/x/tests/a.tftest.hcl'],
    ['other files', 'tests/a.hcl'],
  ])('are not read from %s', (_, path) => {
    expect(read({ [path]: TEST }).runs).toEqual([])
  })
})
