import { known } from '../../../src/core/known.js'
import check from '../../../checks/repository/repo-commit-convention.js'
import { testCheck } from '../../helpers/check-tester.js'

const history = (subjects: readonly string[], shallow = false) =>
  known({ authors: 3, commits: subjects.length, shallow, subjects })
const repeated = (count: number, ...subjects: readonly string[]) =>
  Array.from({ length: count }, (_, i) => subjects[i % subjects.length] ?? '')
const POOR = repeated(80, 'fix', 'wip', 'update', 'Make the cart faster')
const github = (steps: string) => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}`,
})

testCheck(check, {
  notApplicable: [
    { name: 'few commits', history: history(repeated(49, 'fix')) },
    { name: 'no commits are known', history: known({ authors: 1, commits: 2, shallow: false }) },
  ],
  unknown: [
    { name: 'a shallow clone', history: history(['fix'], true), reason: 'shallow' },
    {
      name: 'sentences',
      history: history(repeated(60, 'Keep the coupon after the login', 'Drop support for Node 18')),
      reason: 'no form',
    },
    {
      name: 'in another language',
      history: history(repeated(60, '修复购物车问题', 'Добавить оплату картой', '支付 页面 增加 优惠券')),
      reason: 'no form',
    },
  ],
  passes: [
    {
      name: 'versions that a tool wrote do not count',
      history: history([...repeated(40, '1.2.3', 'v2.0.0-rc.1'), ...repeated(60, 'fix: it')]),
    },
    {
      name: 'Conventional Commits',
      history: history(repeated(60, 'feat(cart): keep it', 'fix: it', 'chore(deps)!: drop it')),
    },
    {
      name: 'parts in front',
      history: history(repeated(60, 'net/http: close it', 'mm, slab: fix it', 'README: say so')),
    },
    { name: 'gitmoji', history: history(repeated(60, ':bug: repair it', '✨ add it')) },
    { name: 'tickets in front', history: history(repeated(60, 'SHOP-12 keep it', '[SHOP-12] keep', '#12 keep it')) },
    { name: 'pull requests that were squashed', history: history(repeated(60, 'Keep it (#12)', 'Fix (#7)')) },
    {
      name: 'its own prefix',
      history: history(repeated(60, 'shop > keep', 'shop > fix')),
      options: { prefixes: ['shop >'] },
    },
    { name: 'commitlint', files: { 'commitlint.config.js': '' }, history: history(POOR) },
    { name: 'commitizen', files: { '.cz.toml': '' }, history: history(POOR) },
    {
      name: 'an action looks at titles',
      files: github('      - uses: amannn/action-semantic-pull-request@v6'),
      history: history(POOR),
    },
    {
      name: 'GitLab runs gitlint',
      files: { '.gitlab-ci.yml': 'lint: { script: [gitlint --commits origin/main..HEAD] }' },
      history: history(POOR),
    },
    {
      name: 'a hook for messages',
      files: {
        '.husky/commit-msg': 'npx --no -- commitlint --edit $1',
        'package.json': '{ "devDependencies": { "husky": "^9.0.0" } }',
      },
      history: history(POOR),
    },
  ],
  fails: [
    { name: 'words alone', history: history(POOR), expect: ['bare'] },
    { name: 'with another pipeline', files: github('      - run: npm test'), history: history(POOR), expect: ['bare'] },
    {
      name: 'Jenkins that looks at something else',
      files: { Jenkinsfile: "pipeline { agent any\nstages { stage('a') { steps { sh 'npm test' } } } }" },
      history: history(repeated(100, 'asdf', 'typo', '.', 'Test')),
      expect: ['bare'],
    },
    {
      name: 'a stricter share',
      history: history([...repeated(90, 'feat: it'), ...repeated(10, 'wip')]),
      options: { percent: 95 },
      expect: ['bare'],
    },
  ],
})
