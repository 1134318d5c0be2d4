import check from '../../../checks/ownership/owners-dead-pattern.js'
import { testCheck } from '../../helpers/check-tester.js'

const repository = (...lines: string[]) => ({
  CODEOWNERS: lines.join('\n'),
  'infra/main.tf': 'terraform {}',
  'apps/shop/docs/index.md': '# shop',
})

const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`src/${index}.ts`, '']))

testCheck(check, {
  unknown: [
    {
      name: 'more lines and files than can be compared',
      files: { CODEOWNERS: '*x* @acme/shop\n'.repeat(1_200), ...many },
      options: { generated: ['*x*'] },
      reason: 'too many',
    },
  ],
  notApplicable: [{ name: 'no file', files: { 'README.md': '# shop' } }],
  passes: [
    { name: 'a folder', files: repository('/infra/ @acme/platform') },
    { name: 'a file', files: repository('/apps/shop/docs/index.md @acme/docs') },
    { name: 'an ending', files: repository('*.tf @acme/platform') },
    { name: 'folders by a pattern', files: repository('**/shop/** @acme/shop', '/apps/*/docs/ @acme/docs') },
    { name: 'a line without owner', files: repository('* @acme/shop', '/infra/') },
    { name: 'a vendored file', files: { ...repository('/vendor/ @acme/shop'), 'vendor/a/b.go': '' } },
    {
      name: 'an exclusion and a range on GitLab',
      files: {
        ...repository('* @acme/shop', '!/infra/', '/[hi]nfra/*.tf @acme/platform'),
        '.gitlab-ci.yml': 'test: {}',
      },
    },
    { name: 'a folder at any depth', files: repository('docs/ @acme/docs') },
    {
      name: 'a path that a build creates',
      files: repository('* @acme/shop', '/generated/ @acme/shop'),
      options: { generated: ['/generated/'] },
    },
  ],
  fails: [
    { name: 'a wrong case', files: repository('* @acme/shop', '/Infra/ @acme/platform # ! case') },
    {
      name: 'a wrong case in a pattern',
      files: { ...repository('*billing* @acme/billing # ! case'), 'src/BillingRules.cs': '' },
    },
    {
      name: 'a wrong case in a pattern, the other way round',
      files: { ...repository('BillingRules* @acme/billing # ! case'), 'src/billingRules_test.go': '' },
    },
    {
      name: 'a folder without a slash at its end, on GitLab',
      files: { ...repository('/infra @acme/platform # ! folder'), '.gitlab-ci.yml': 'test: {}' },
    },
    {
      name: 'two asterisks at the end, on GitLab',
      files: { ...repository('/apps/** @acme/web # ! children'), '.gitlab-ci.yml': 'test: {}' },
    },
    { name: 'a file in another case', files: repository('/infra/Main.tf @acme/platform # ! case') },
    { name: 'a line without owner for nothing', files: repository('* @acme/shop', '/old/ # ! dead') },
    { name: 'a slash too many', files: repository('* @acme/shop', '/docs/ @acme/docs # ! anchored') },
    {
      name: 'a folder that is gone',
      files: repository('* @acme/shop', '/legacy/ @acme/shop # ! dead', '*.rb @acme/shop # ! dead'),
    },
  ],
})
