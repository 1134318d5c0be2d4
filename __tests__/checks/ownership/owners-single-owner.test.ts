import { expect, test } from '@jest/globals'
import check from '../../../checks/ownership/owners-single-owner.js'
import { known, unknown } from '../../../src/core/known.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tree = { 'infra/main.tf': 'terraform {}', 'docs/index.md': '# shop', 'apps/shop/index.ts': '' }
const github = (...lines: string[]) => ({ ...tree, CODEOWNERS: lines.join('\n') })
const gitlab = (...lines: string[]) => ({ ...tree, '.gitlab-ci.yml': 'test: {}', CODEOWNERS: lines.join('\n') })
const solo = known({ authors: 1, commits: 20, shallow: false })
const shallow = known({ authors: 1, commits: 1, shallow: true })
const many = Object.fromEntries(Array.from({ length: 2_500 }, (_, index) => [`src/${index}.ts`, '']))

testCheck(check, {
  notApplicable: [
    { name: 'no file', files: { 'README.md': '# shop' } },
    { name: 'no owner', files: github('/docs/') },
    { name: 'one person alone', files: github('* @jane'), history: solo },
    { name: 'one person alone, who names others', files: github('* @jane', '/docs/ @joe'), history: solo },
    { name: 'a line for nothing, a finding of another check', files: github('/old/ @jane') },
  ],
  unknown: [
    { name: 'a shallow clone', files: github('* @jane', '/docs/ @Jane'), history: shallow, reason: 'shallow clone' },
    { name: 'no history', files: github('* @jane'), history: unknown('this is no clone'), reason: 'could not be read' },
    {
      name: 'an account of a machine',
      files: github('/package.json @acme-bot', '* @shop-admin'),
      reason: 'or stand for several',
    },
    { name: 'a user or a group on GitLab', files: gitlab('* @platform'), reason: 'or stand for several' },
    {
      name: 'more lines and files than can be compared',
      files: { CODEOWNERS: '*x* @jane\n'.repeat(2_100), ...many },
      reason: 'too many',
    },
  ],
  passes: [
    { name: 'a team', files: github('* @acme/platform') },
    { name: 'two people', files: github('* @jane @joe') },
    { name: 'a person and an address', files: github('* @jane joe@example.com') },
    { name: 'a team behind an unreadable history', files: github('* @acme/platform'), history: shallow },
    { name: 'a line of one person that a later one takes', files: github('/docs/ @jane', '* @acme/shop') },
    { name: 'a line of one person for nothing', files: github('* @acme/shop', '/old/ @jane') },
    { name: 'a line without owner', files: github('* @acme/shop', '/docs/') },
    { name: 'a group inside another and a role on GitLab', files: gitlab('* @acme/shop', '/docs/ @@maintainer') },
    { name: 'the owners of a section', files: gitlab('[Docs] @jane @joe', '/docs/') },
  ],
  fails: [
    { name: 'one person', files: github('* @acme/shop', '/infra/ @jane # ! single') },
    { name: 'an address', files: github('* @acme/shop', '/infra/ jane@example.com # ! single') },
    { name: 'the same person twice', files: github('* @jane @Jane # ! single') },
    { name: 'an address on GitLab', files: gitlab('* @acme/shop', '/infra/ jane@example.com # ! single') },
    {
      name: 'two people, each alone, in a shallow clone: one finding',
      files: github('/infra/ @jane # ! single', '/docs/ @joe'),
      history: shallow,
    },
    {
      name: 'a person beside a team, with a history that could not be read',
      files: github('* @acme/shop', '/infra/ @jane # ! single'),
      history: unknown('this is no clone'),
    },
  ],
})

test('one file is one finding, which names the other lines', () => {
  const { result } = run(check, { files: github('/infra/ @jane', '/docs/ @Jane', '/apps/ @joe') })
  expect(result.outcomes.map(({ kind, at }) => [kind, at?.line])).toEqual([['problem', 1]])
  expect(result.outcomes[0]?.because?.map(({ line }) => line)).toEqual([2, 3])
})
