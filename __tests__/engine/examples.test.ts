import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { defineCheck, z } from '../../src/check-api/index.js'
import { run } from '../helpers/check-tester.js'

const EXAMPLES = {
  'README.md': '# Terraform samples',
  'a/main.tf': 'provider "aws" {}',
  'b/main.tf': '',
  'c/main.tf': '',
}

const check = (more: { readonly judgesExamples?: false }) =>
  defineCheck({
    id: 'example-check',
    title: 'Example',
    severity: 'warning',
    confidence: 'high',
    kind: 'rule',
    since: '0.1.0',
    fixable: 'none',
    practices: [],
    ...more,
    needs: ['infrastructure'],
    options: z.strictObject({}),
    messages: { found: { text: 'Found.', remedy: 'Mend it.' } },
    *run() {
      yield { kind: 'problem', message: 'found' }
    },
  })

describe('a check that does not judge examples', () => {
  test('does not apply to a repository of examples', () => {
    const { result, problems } = run(check({ judgesExamples: false }), { files: EXAMPLES })
    expect(problems).toEqual([])
    expect(result.state).toBe('not-applicable')
  })

  test('judges every other repository', () => {
    expect(run(check({ judgesExamples: false }), { files: { 'README.md': '# shop' } }).problems).toEqual(['found'])
  })

  test('is told from one that does', () => {
    expect(run(check({}), { files: EXAMPLES }).problems).toEqual(['found'])
    expect(checks.some(({ judgesExamples }) => judgesExamples === undefined)).toBe(true)
  })
})
