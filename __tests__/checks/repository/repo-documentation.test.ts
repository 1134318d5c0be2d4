import check from '../../../checks/repository/repo-documentation.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const README = [
  '# Shop',
  'Takes orders of the web shop and hands them to the warehouse, which packs and sends them.',
  '## Build and test',
  '```sh',
  'npm ci',
  'npm test',
  '```',
  '## Contributing',
  'Changes come as pull requests and need one review.',
].join('\n')
const shop = (readme = README, others: Record<string, string> = {}) => ({ 'README.md': readme, ...others })
const GITLAB = { '.gitlab-ci.yml': 'test: { script: [npm test] }', '.gitlab/CODEOWNERS': '* @acme' }
const WITHOUT_RULES = README.replace(/## Contributing[^]*/, '')

testCheck(check, {
  notApplicable: [
    {
      name: 'an archive',
      files: {},
      hosting: {
        repository: known({
          fullName: 'acme/shop',
          defaultBranch: 'main',
          visibility: 'public',
          archived: true,
          mirror: false,
          fork: false,
        }),
      },
    },
  ],
  passes: [
    { name: 'a README with commands and rules', files: shop() },
    { name: 'a README in .github', files: { '.github/README.md': README } },
    { name: 'reStructuredText', files: { 'README.rst': README.replace('# Shop', 'Shop\n====') } },
    {
      name: 'a README that hands on to a site',
      files: shop('# Shop\nSee [the documentation](https://docs.acme.com/shop).\n## Contributing\nBy pull request.'),
    },
    {
      name: 'one person who works alone',
      files: shop(WITHOUT_RULES),
      history: known({ authors: 1, commits: 40, shallow: false }),
    },
    { name: 'rules in a file of their own', files: shop(WITHOUT_RULES, { 'docs/CONTRIBUTING.md': README }) },
    { name: 'a link to rules elsewhere', files: shop(`${WITHOUT_RULES}\n[Rules](https://acme.com/contributing)`) },
    {
      name: 'links that lead somewhere',
      files: shop(
        `${README}\n[a](docs/a.md#top) [b](./docs/) [c](/docs/a.md) [d](https://acme.com/x) [e](#build-and-test) [f](mailto:a@b.c)`,
        { 'docs/a.md': 'a' },
      ),
    },
    { name: 'links to pages of the host', files: shop(`${README}\n[issues](../../issues) [wiki](../../wiki)`) },
    {
      name: 'a link into a submodule',
      files: shop(`${README}\n[lib](lib/x.md)`, { '.gitmodules': '[submodule "lib"]\n\tpath = lib\n' }),
    },
    {
      name: 'links in code and comments',
      files: shop(`${README}\n\`[a](b.md)\`\n<!-- [a](b.md)\n[c](d.md) -->\n\`\`\`\n[a](b.md)\n\`\`\``),
    },
    { name: 'links that a template fills in', files: shop(`${README}\n[a]({{ base }}/b.md) [x](<b c>)`) },
    { name: 'a path with blanks', files: shop(`${README}\n[a](docs/a%20b.md)`, { 'docs/a b.md': 'a' }) },
    {
      name: 'Chinese',
      files: shop(
        `# 商店\n${'这个服务接收网店的订单并把它们交给仓库'.repeat(8)}\n## Usage\n\`make run\`\n## Contributing`,
      ),
    },
    {
      name: 'a project that kept the first sentence of its generator',
      files: shop(
        `# Shop\nThis project was generated with [Angular CLI](https://angular.io) 17.\n${'word '.repeat(500)}\n## Contributing`,
      ),
    },
  ],
  unknown: [
    { name: 'no rules on GitHub', files: shop(WITHOUT_RULES), reason: '.github repository' },
    {
      name: 'no rules, and nobody knows how many work here',
      files: { ...shop(WITHOUT_RULES), ...GITLAB },
      history: unknown('no git here'),
      reason: 'CONTRIBUTING',
    },
  ],
  fails: [
    { name: 'no README', files: { 'src/a.js': 'a()', 'CONTRIBUTING.md': README }, expect: ['none'] },
    { name: 'a title alone', files: shop('# shop # ! thin', { 'CONTRIBUTING.md': README }) },
    {
      name: 'the text of a generator',
      files: shop(
        'This README would normally document whatever steps are necessary to get the application up and running. # ! generated',
        { 'CONTRIBUTING.md': README },
      ),
    },
    {
      name: 'praise without a command',
      files: shop(`# Shop # ! unusable\n${'It is the best shop that there is.\n'.repeat(20)}`, {
        'CONTRIBUTING.md': README,
        'src/a.js': 'a()',
        'package.json': '{ "name": "shop" }',
      }),
    },
    { name: 'rules that say nothing', files: shop(README, { 'CONTRIBUTING.md': 'TODO # ! empty' }) },
    { name: 'no rules on GitLab', files: { ...shop(WITHOUT_RULES), ...GITLAB }, expect: ['contributing'] },
    { name: 'a dead link', files: shop(`${README}\nSee [the plan](docs/plan.md). # ! dead`) },
    { name: 'a dead picture', files: shop(`${README}\n<img src="docs/plan.png"> # ! dead`) },
    { name: 'a dead reference', files: shop(`${README}\n[plan]: docs/plan.md # ! dead`) },
    {
      name: 'a link beside what is there',
      files: { ...shop(), '.github/CONTRIBUTING.md': `${README}\n[a](docs/a.md) # ! dead`, 'docs/a.md': '' },
    },
  ],
})
