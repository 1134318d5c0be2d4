import { expect, test } from '@jest/globals'
import check from '../../../checks/ownership/owners-syntax.js'
import { known } from '../../../src/core/known.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const owners = (...lines: string[]) => ({ CODEOWNERS: lines.join('\n') })
const platform = (line: number, message: string, kind = 'Invalid owner') => ({
  codeownersErrors: known([{ line, column: 9, kind, message, path: 'CODEOWNERS' }]),
})

testCheck(check, {
  notApplicable: [{ name: 'no file', files: { 'README.md': '# shop' } }],
  unknown: [
    { name: 'a file for Gitea', files: { '.gitea/CODEOWNERS': '.*\\.go @jane' }, reason: 'regular expressions' },
    {
      name: 'a file of an app for Bitbucket',
      files: { '.bitbucket/CODEOWNERS': '@@@web @jane\n*.ts @@web' },
      reason: 'an app',
    },
  ],
  passes: [
    {
      name: 'sections and optional owners on GitLab',
      files: {
        '.gitlab-ci.yml': 'test: {}',
        CODEOWNERS: '[Documentation][2] @acme/docs\n/docs/\n^[Infrastructure]\n/infra/ @acme/platform',
      },
    },
    { name: 'comments and empty lines', files: owners('# owners', '', '   ', '* @acme/shop # everything') },
    {
      name: 'GitLab’s ranges, roles, exclusions and nested groups',
      files: {
        '.gitlab-ci.yml': 'test: {}',
        CODEOWNERS: '[Code] @@developer\n/src/[ab]*.ts\n!/src/gen/\n/lib/ @acme/web/core jane@example.com',
      },
    },
    {
      name: 'Bitbucket’s groups and how they are chosen from',
      files: { '.bitbucket/CODEOWNERS': '* jane@example.com\n*.py @acme/api:least_busy(2) @teams/leads:random(1)' },
    },
    { name: 'what the host says is not known', files: owners('* @acme/shop'), hosting: {} },
    {
      name: 'patterns and owners of every kind',
      files: owners('*  @acme/shop @jane jane@example.com', '/docs/', 'a\\ b/*.md @jane # inline'),
    },
    {
      name: 'an owner that the host does not know, a finding of another check',
      files: owners('* @acme/gone'),
      hosting: platform(1, 'Unknown owner on line 1\n…', 'Unknown owner'),
    },
    { name: 'the host agrees', files: owners('* @acme/shop'), hosting: { codeownersErrors: known([]) } },
    {
      name: 'an error in a file that does not count',
      files: owners('* @acme/shop'),
      hosting: {
        codeownersErrors: known([{ line: 1, column: 1, kind: 'Invalid owner', message: 'x', path: 'docs/CODEOWNERS' }]),
      },
    },
  ],
  fails: [
    { name: 'a negation', files: owners('* @acme/shop', '!/docs/ @acme/docs # ! negation') },
    { name: 'a range', files: owners('src/[ab].ts @acme/web # ! range') },
    { name: 'an escaped hash', files: owners('* @acme/shop', '\\#notes @acme/docs # ! escapedHash') },
    { name: 'a section of GitLab on GitHub', files: owners('* @acme/shop', '[Documentation] @acme/docs # ! range') },
    { name: 'a blank in a path', files: { ...owners('/my docs/ @acme/docs # ! unescapedSpace'), 'my docs/a.md': '' } },
    { name: 'owners without @', files: owners('/src/ acme/web # ! invalidOwner') },
    { name: 'glued owners', files: owners('/src/ @acme/web@acme/api # ! gluedOwners') },
    {
      name: 'a wrong owner, and what looks like a comment, on GitLab',
      files: {
        '.gitlab-ci.yml': 'test: {}',
        CODEOWNERS:
          '* @acme/shop\n/docs/ acme # ! passedOver\n/src/ @acme/web # not @acme/api # ! commentOwner\n/a b/c @jane # ! shortPattern',
      },
    },
    {
      name: 'heads of sections that GitLab cannot read',
      files: {
        '.gitlab-ci.yml': 'test: {}',
        CODEOWNERS: '[Docs # ! section\n/docs/ @acme/docs\n^[Web][2] # ! section',
      },
    },
    {
      name: 'a negation on Bitbucket',
      files: { '.bitbucket/CODEOWNERS': '* @acme/shop\n!/docs/ @jane # ! negation' },
    },
    {
      name: 'a mistake that only the host sees',
      files: owners('* @acme/shop # ! platform'),
      hosting: platform(1, 'Unrecognized line 1\n…', 'Unrecognized line'),
    },
    {
      name: 'the host repeats what the text tells',
      files: owners('/src/ acme/web # ! invalidOwner'),
      hosting: platform(1, 'Invalid owner'),
    },
  ],
})

test('a line with two mistakes is one finding', () => {
  const { result } = run(check, { files: owners('* @acme/shop', '/src/ @acme/web, api', '/docs/ acme') })
  expect(result.outcomes.map(({ kind, at }) => `${kind} ${at?.line}`)).toEqual(['problem 2', 'problem 3'])
})
