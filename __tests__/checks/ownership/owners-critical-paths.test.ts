import { expect, test } from '@jest/globals'
import check from '../../../checks/ownership/owners-critical-paths.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const repository = (...lines: string[]) => ({
  '.github/CODEOWNERS': lines.join('\n'),
  '.github/workflows/ci.yml': 'on: push\njobs: {}',
  'infra/main.tf': 'terraform {\n  backend "s3" {}\n}',
  'src/index.js': '',
})

testCheck(check, {
  implied: [{ name: 'no file at all', files: { '.github/workflows/ci.yml': 'on: push\njobs: {}' } }],
  passes: [
    {
      name: 'an owner for each',
      files: repository('/src/ @acme/shop', '/.github/ @acme/platform', '/infra/ @acme/platform'),
    },
  ],
  fails: [
    {
      name: 'workflows and infrastructure without owner',
      files: repository('/src/ @acme/shop', '/.github/CODEOWNERS @acme/leads'),
      expect: ['unownedOne', 'unownedOne'],
    },
    {
      name: 'an owner taken away',
      files: repository('* @acme/shop', '/.github/ @acme/platform', '/infra/ # ! removed'),
    },
    { name: 'a catch-all line alone passes with a note', files: repository('* @acme/shop'), expect: ['catchAll'] },
    {
      name: 'a catch-all line alone, where more is asked for',
      files: repository('* @acme/shop'),
      options: { catchAllCounts: false },
      expect: ['catchAll'],
    },
  ],
})

test('a catch-all line is a notice, a missing owner of a workflow a warning', () => {
  const severities = (files: Record<string, string>) =>
    run(check, { files }).result.outcomes.flatMap((outcome) =>
      outcome.kind === 'problem' ? [`${outcome.facet} ${outcome.severity}`] : [],
    )
  expect(new Set(severities(repository('* @acme/shop')))).toEqual(new Set(['pipelines notice', 'others notice']))
  expect(severities(repository('/infra/ @acme/platform', '/.github/CODEOWNERS @acme/leads'))).toEqual([
    'pipelines warning',
  ])
})
