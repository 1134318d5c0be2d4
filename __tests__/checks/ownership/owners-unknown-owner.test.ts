import { expect, test } from '@jest/globals'
import check from '../../../checks/ownership/owners-unknown-owner.js'
import { known, unknown } from '../../../src/core/known.js'
import type { RepositoryFacts } from '../../../src/models/index.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const owners = (...lines: string[]) => ({ CODEOWNERS: lines.join('\n') })
const facts: RepositoryFacts = {
  fullName: 'Acme/shop',
  defaultBranch: 'main',
  visibility: 'private',
  archived: false,
  mirror: false,
  fork: false,
}
const ours = known(facts)
const hidden = unknown('the token may not read it', { permission: 'contents: read' })

/** What the host says of an owner: line, column, name. */
const says = (...errors: readonly (readonly [number, number, string])[]) => ({
  repository: ours,
  codeownersErrors: known(
    errors.map(([line, column, owner]) => ({
      line,
      column,
      kind: 'Unknown owner',
      message: `Unknown owner on line ${line}: make sure ${owner} exists and has write access to the repository\n\n  …`,
      path: 'CODEOWNERS',
    })),
  ),
})
const other = (change: { kind?: string; path?: string; message?: string }) => ({
  codeownersErrors: known([{ line: 1, column: 3, kind: 'Unknown owner', message: 'x', path: 'CODEOWNERS', ...change }]),
})

testCheck(check, {
  notApplicable: [
    { name: 'no file', files: { 'README.md': '# shop' } },
    { name: 'no owner', files: owners('/docs/') },
    {
      name: 'a fork',
      files: owners('* @upstream/team'),
      hosting: { ...says([1, 3, '@upstream/team']), repository: known({ ...facts, fork: true }) },
    },
  ],
  unknown: [
    { name: 'no token', files: owners('* @acme/shop'), reason: 'no token' },
    {
      name: 'no permission, and teams of this organisation and people',
      files: owners('* @acme/shop @jane jane@example.com'),
      hosting: { repository: ours, codeownersErrors: hidden },
      reason: 'may not read',
    },
    {
      name: 'teams of another organisation in a repository of unknown name',
      files: owners('* @other/shop'),
      hosting: { codeownersErrors: hidden },
      reason: 'may not read',
    },
    {
      name: 'groups on GitLab',
      files: { '.gitlab-ci.yml': 'test: {}', ...owners('* @other/shop') },
      hosting: { codeownersErrors: hidden },
      reason: 'only GitHub is asked',
    },
    {
      name: 'the host has another version of the file',
      files: owners('* @acme/shop'),
      hosting: says([7, 3, '@acme/gone']),
      reason: 'not pushed yet',
    },
  ],
  passes: [
    { name: 'the host knows them all', files: owners('* @acme/shop'), hosting: says() },
    { name: 'a team that the host takes', files: owners('* @other/shop'), hosting: says() },
    { name: 'another mistake', files: owners('* @acme/shop'), hosting: other({ kind: 'Invalid owner' }) },
    { name: 'a file that does not count', files: owners('* @acme/shop'), hosting: other({ path: 'docs/CODEOWNERS' }) },
  ],
  fails: [
    { name: 'a team that is gone', files: owners('* @acme/gone # ! unknown'), hosting: says([1, 3, '@acme/gone']) },
    {
      name: 'two of three owners',
      files: owners('* @acme/shop', '/infra/ @Jane @acme/shop @joe # ! unknown'),
      hosting: says([2, 9, '@jane'], [2, 26, '@joe']),
    },
    { name: 'a message of other words', files: owners('* @acme/gone # ! unknown'), hosting: other({}) },
    { name: 'one of several, unnamed', files: owners('* @acme/gone @jane # ! unnamed'), hosting: other({}) },
    {
      name: 'a team of another organisation, where the host cannot be asked',
      files: owners('* @acme/shop', '/infra/ @other/platform # ! foreign'),
      hosting: { repository: ours, codeownersErrors: hidden },
    },
  ],
})

test('one owner is one finding, at the line that is left without any', () => {
  const files = owners('* @acme/gone @jane', '/infra/ @acme/gone', '/docs/ @acme/gone @jane')
  const { result } = run(check, {
    files,
    hosting: says([1, 3, '@acme/gone'], [2, 9, '@acme/gone'], [3, 8, '@acme/gone']),
  })
  expect(result.outcomes).toHaveLength(1)
  expect(result.outcomes[0]).toMatchObject({ severity: 'error', at: { line: 2, column: 9, endColumn: 19 } })
  expect(result.outcomes[0]?.because?.map(({ line }) => line)).toEqual([1, 3])
})

test('a line that names somebody else too is a warning', () => {
  const { result } = run(check, { files: owners('* @acme/gone @jane'), hosting: says([1, 3, '@acme/gone']) })
  expect(result.outcomes).toMatchObject([{ kind: 'problem', severity: 'warning' }])
})

test('where the host could not be asked, the permission is named', () => {
  const { result } = run(check, { files: owners('* @jane'), hosting: { repository: ours, codeownersErrors: hidden } })
  expect(result.outcomes).toMatchObject([{ kind: 'unknown', permission: 'contents: read' }])
})
