import check from '../../../checks/ownership/owners-dead-pattern.js'
import { testCheck } from '../../helpers/check-tester.js'

const repository = (...lines: string[]) => ({
  CODEOWNERS: lines.join('\n'),
  'infra/main.tf': 'terraform {}',
  'apps/shop/docs/index.md': '# shop',
})

testCheck(check, {
  notApplicable: [{ name: 'no file', files: { 'README.md': '# shop' } }],
  passes: [
    { name: 'a folder', files: repository('/infra/ @acme/platform') },
    { name: 'a folder at any depth', files: repository('docs/ @acme/docs') },
    {
      name: 'a path that a build creates',
      files: repository('* @acme/shop', '/generated/ @acme/shop'),
      options: { generated: ['/generated/'] },
    },
  ],
  fails: [
    { name: 'a wrong case', files: repository('* @acme/shop', '/Infra/ @acme/platform # ! case') },
    { name: 'a slash too many', files: repository('* @acme/shop', '/docs/ @acme/docs # ! anchored') },
    {
      name: 'a folder that is gone',
      files: repository('* @acme/shop', '/legacy/ @acme/shop # ! dead', '*.rb @acme/shop # ! dead'),
    },
  ],
})
