import { expect, test } from '@jest/globals'
import check from '../../../checks/ownership/owners-shadowed.js'
import { plain } from '../../../src/core/message.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tree = {
  'infra/main.tf': 'terraform {}',
  'apps/shop/index.ts': '',
  'apps/shop/docs/index.md': '',
  'docs/index.md': '',
  LICENSE: '',
}
const github = (...lines: string[]) => ({ ...tree, CODEOWNERS: lines.join('\n') })
const gitlab = (...lines: string[]) => ({ ...tree, '.gitlab-ci.yml': 'test: {}', CODEOWNERS: lines.join('\n') })
const many = Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`src/${index}.ts`, '']))

testCheck(check, {
  notApplicable: [
    { name: 'no file', files: { 'README.md': '# shop' } },
    { name: 'no valid line', files: github('!/docs/ @acme/docs') },
  ],
  unknown: [
    {
      name: 'more lines than can be compared',
      files: { CODEOWNERS: '* @acme/shop\n'.repeat(3_100), ...many },
      reason: 'too many',
    },
    {
      name: 'more covered lines and files than can be compared',
      files: { CODEOWNERS: '* @acme/shop\n'.repeat(1_100), ...many },
      reason: 'too many',
    },
  ],
  passes: [
    { name: 'one line', files: github('* @acme/everyone') },
    {
      name: 'from general to special',
      files: github('* @acme/everyone', '/apps/ @acme/web', '/apps/shop/ @acme/shop'),
    },
    {
      name: 'a general line whose files of today all have lines of their own: new files are its own',
      files: github(
        '/apps/ @acme/web',
        '/apps/shop/ @acme/shop',
        '/infra/ @acme/platform',
        '/infra/main.tf @acme/leads',
      ),
    },
    {
      name: 'a folder that holds only files of an ending today',
      files: github('/docs/ @acme/docs', '*.md @acme/writers', '/infra/ @acme/platform', '*.tf @acme/terraform'),
    },
    {
      name: 'the later line repeats the owners',
      files: github('/infra/ @acme/Platform', '* @acme/everyone @acme/platform'),
    },
    {
      name: 'a third line gives the files back',
      files: github('/infra/ @acme/platform', '* @acme/everyone', '/infra/ @acme/platform'),
    },
    { name: 'direct children do not cover what lies deeper', files: github('/apps/ @acme/web', '/apps/* @acme/leads') },
    {
      name: 'the root alone does not cover folders of that name elsewhere',
      files: github('docs/ @acme/docs', '/docs/ @acme/leads'),
    },
    { name: 'a line for nothing, a finding of another check', files: github('/old/ @acme/web', '* @acme/everyone') },
    {
      name: 'a line without owner above another without',
      files: github('/docs/ @acme/docs', 'apps/', '/apps/shop/ @acme/shop'),
    },
    { name: 'a name of a file only', files: github('LICENSE @acme/legal', '/LICENSE @acme/leads') },
    {
      name: 'lines of different sections on GitLab',
      files: gitlab('[Platform]', '/infra/ @acme/platform', '[Everyone]', '* @acme/everyone'),
    },
    {
      name: 'an exclusion of another section, or of less',
      files: gitlab('[A]', '/infra/ @acme/platform', '!/infra/*.md', '[B]', '!/infra/', '/apps/ @acme/web'),
    },
    {
      name: 'a name that means a file on GitLab, and the folder of that name',
      files: gitlab('/docs/ @acme/docs', '/docs @acme/leads'),
    },
    {
      name: 'a relative path that GitLab finds at any depth',
      files: gitlab('apps/shop/ @acme/web', '/apps/shop/ @acme/shop'),
    },
  ],
  fails: [
    { name: 'a catch-all at the end', files: github('/infra/ @acme/platform # ! shadowed', '* @acme/everyone') },
    { name: 'a catch-all twice', files: github('* @acme/shop # ! shadowed', '* @acme/everyone') },
    {
      name: 'the same pattern written differently',
      files: github('/infra @acme/platform # ! shadowed', '/infra/** @acme/leads'),
    },
    { name: 'a folder below', files: github('/apps/shop/ @acme/shop # ! shadowed', '/apps/ @acme/web') },
    { name: 'a file', files: github('/LICENSE @acme/legal # ! shadowed', 'LICENSE @acme/leads') },
    { name: 'a folder at any depth', files: github('/docs/ @acme/docs # ! shadowed', 'docs/ @acme/leads') },
    { name: 'an ending', files: github('/infra/*.tf @acme/platform # ! shadowed', '*.tf @acme/leads') },
    { name: 'one of two owners stays', files: github('/infra/ @acme/platform @jane # ! shadowed', '* @jane') },
    { name: 'ownership taken away again', files: github('/docs/ @acme/docs # ! shadowed', '/docs/') },
    { name: 'a line without owner that a catch-all undoes', files: github('/docs/ # ! returned', '* @acme/everyone') },
    {
      name: 'an exclusion on GitLab, wherever it stands',
      files: gitlab('[Code]', '!/infra/', '/infra/ @acme/platform # ! excluded', '* @acme/everyone'),
    },
    {
      name: 'one section on GitLab, whatever its case',
      files: gitlab(
        '[Platform]',
        '/infra/ @acme/platform # ! shadowed',
        '[Docs]',
        '/docs/ @docs',
        '[PLATFORM]',
        '* @acme/leads',
      ),
    },
  ],
})

test('what one line overrides is one finding', () => {
  const { result } = run(check, {
    files: github('/infra/ @acme/platform', '/docs/ @acme/docs', '/apps/ @acme/everyone', '* @acme/everyone'),
  })
  expect(result.outcomes.map(({ kind, at }) => [kind, at?.line])).toEqual([['problem', 1]])
  expect(result.outcomes[0]?.because?.map(({ line }) => line)).toEqual([4, 2])
})

test('the message names the owners that are lost and the pattern that takes their files', () => {
  const { result } = run(check, { files: github('/infra/ @acme/platform @jane', '* @jane') })
  expect(result.outcomes.map((outcome) => 'message' in outcome && plain(outcome.message))).toEqual([
    'A change to "/infra/" never asks "@acme/platform": the later line for "*" takes every file of it.',
  ])
})
