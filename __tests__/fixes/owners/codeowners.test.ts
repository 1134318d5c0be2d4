import { testFixer } from '../../helpers/fix-tester.js'

const file = '.github/CODEOWNERS'
const beside = { 'my docs/a.md': '', 'src/App/a.ts': '', 'src/b.ts': '' }

testFixer('owners-syntax', {
  refuses: [
    { name: 'a word that is no owner', file, beside, before: '* @acme/all\n/src/ nobody\n', reason: '' },
    { name: 'a negation', file, beside, before: '* @acme/all\n!/src/ @acme/web\n', reason: '' },
  ],
  fixes: [
    {
      name: 'a path with spaces, with CRLF and a comment',
      file,
      beside,
      before: '# owners\r\n* @acme/all\r\n/my docs/ @acme/docs # them\r\n',
      after: '# owners\r\n* @acme/all\r\n/my\\ docs/ @acme/docs # them\r\n',
    },
    { name: 'owners that stand together', file, beside, before: '* @acme/all@ada\n', after: '* @acme/all @ada\n' },
  ],
})

testFixer('owners-dead-pattern', {
  refuses: [
    { name: 'a path that is gone', file, beside, before: '* @acme/all\n/lib/ @acme/web\n', reason: '' },
    {
      name: 'a pattern with a wildcard',
      file,
      beside,
      before: '* @acme/all\n/src/app/*.ts @acme/web\n',
      reason: 'not changed',
    },
  ],
  fixes: [
    {
      name: 'another case',
      file,
      beside,
      before: '* @acme/all\n/src/app/   @acme/web # the app\n',
      after: '* @acme/all\n/src/App/   @acme/web # the app\n',
    },
  ],
})
