import { expect, test } from '@jest/globals'
import check from '../../../checks/ownership/owners-critical-paths.js'
import { plain } from '../../../src/core/message.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const repository = (...lines: string[]) => ({
  '.github/CODEOWNERS': lines.join('\n'),
  '.github/workflows/ci.yml': 'on: push\njobs: {}',
  'infra/main.tf': 'terraform {\n  backend "s3" {}\n}',
  'src/index.js': '',
})
const ALL = ['/src/ @acme/shop', '/.github/ @acme/platform', '/infra/ @acme/platform']

testCheck(check, {
  implied: [{ name: 'no file at all', files: { '.github/workflows/ci.yml': 'on: push\njobs: {}' } }],
  unknown: [
    {
      name: 'more lines and files than can be compared',
      files: {
        CODEOWNERS: '*x* @acme/shop\n'.repeat(2_500),
        ...Object.fromEntries(Array.from({ length: 2_100 }, (_, index) => [`infra/${index}.tf`, ''])),
      },
      reason: 'too many',
    },
  ],
  passes: [
    { name: 'an owner for each', files: repository(...ALL) },
    { name: 'a line for some beside the catch-all line', files: repository('* @acme/shop', ...ALL) },
    {
      name: 'an owner of everything in two lines',
      files: repository('* @acme/shop', '.github/** @acme/platform', 'infra/ @acme/platform'),
    },
    { name: 'an owner taken away from what is not critical', files: repository(...ALL, '/src/generated/') },
    {
      name: 'files that nobody runs for users',
      files: {
        ...repository(...ALL),
        'docs/k8s/api.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: api }\n',
        'tests/Dockerfile': 'FROM scratch',
        'vendor/x/main.tf': '',
      },
    },
    {
      name: 'a Compose file for the work on the repository',
      files: { ...repository(...ALL), 'dev/docker-compose.yml': 'services:\n  db:\n    image: postgres:18\n' },
    },
    {
      name: 'samples to copy',
      files: {
        'README.md': '# Terraform samples',
        CODEOWNERS: '/CODEOWNERS @acme/docs',
        'a/main.tf': '',
        'b/Dockerfile': 'FROM scratch',
        'c/main.tf': '',
      },
    },
  ],
  fails: [
    {
      name: 'workflows and infrastructure without owner',
      files: repository('/src/ @acme/shop', '/.github/CODEOWNERS @acme/leads'),
      expect: ['unownedOne'],
    },
    {
      name: 'several files of a group',
      files: { ...repository('/.github/ @acme/platform'), 'infra/outputs.tf': '' },
      expect: ['unowned'],
    },
    {
      name: 'an owner taken away',
      files: repository('* @acme/shop', '/.github/ @acme/platform', '/infra/ # ! removed'),
    },
    {
      name: 'owners taken away by two lines',
      files: {
        ...repository(
          '* @acme/shop',
          '/.github/ @acme/platform',
          '/infra/main.tf # ! removed',
          '/infra/out.tf # ! removed',
        ),
        'infra/out.tf': '',
      },
    },
    {
      name: 'a line without owner that takes nothing away',
      files: repository('*', '/.github/ @acme/platform'),
      expect: ['unownedOne'],
    },
    {
      name: 'a production Compose file',
      files: { ...repository(...ALL), 'compose.prod.yml': 'services: {}\n' },
      expect: ['unownedOne'],
    },
    {
      name: 'what the configuration calls critical',
      files: { ...repository(...ALL), 'billing/rules.csv': '' },
      settings: { criticalPaths: ['billing/'] },
      expect: ['unownedOne'],
    },
    { name: 'a catch-all line alone passes with a note', files: repository('* @acme/shop # ! catchAll') },
    {
      name: 'a catch-all line alone, where more is asked for',
      files: repository('* @acme/shop # ! catchAll'),
      options: { catchAllCounts: false },
    },
  ],
})

const problems = (files: Record<string, string>, options: Record<string, unknown> = {}) =>
  run(check, { files, options }).result.outcomes.filter((outcome) => outcome.kind === 'problem')

test('a catch-all line is one notice for all groups, and they are seen to be owned', () => {
  const files = repository('* @acme/shop')
  expect(problems(files).map(({ facet, severity }) => [facet, severity])).toEqual([[undefined, 'notice']])
  expect(plain(problems(files)[0]?.message ?? [])).toContain('CODEOWNERS, pipeline, infrastructure')
  const seen = run(check, { files }).result.outcomes.filter(({ kind }) => kind === 'evidence')
  expect(seen.map(({ facet }) => facet)).toEqual(['others', 'pipelines', 'others'])
})

test('a missing owner of a workflow is a warning of the side that speaks for pipelines', () => {
  const missing = problems(repository('/infra/ @acme/platform', '/.github/CODEOWNERS @acme/leads'))
  expect(missing.map(({ facet, severity }) => [facet, severity])).toEqual([['pipelines', 'warning']])
})

test('a missing owner of an image is a notice', () => {
  const missing = problems({ ...repository(...ALL), Dockerfile: 'FROM scratch' })
  expect(missing.map(({ facet, severity }) => [facet, severity])).toEqual([['others', 'notice']])
})

test('where a catch-all line does not count, each group has its own severity', () => {
  const files = { ...repository('* @acme/shop'), Dockerfile: 'FROM scratch' }
  expect(problems(files, { catchAllCounts: false }).map(({ severity }) => severity)).toEqual([
    'warning',
    'warning',
    'notice',
    'warning',
  ])
})
