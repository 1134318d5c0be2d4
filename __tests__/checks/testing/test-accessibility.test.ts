import check from '../../../checks/testing/test-accessibility.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string, on = 'pull_request') =>
  `on: ${on}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const manifest = (...development: string[]) =>
  JSON.stringify({
    private: true,
    dependencies: { 'react-dom': '19' },
    devDependencies: Object.fromEntries(development.map((name) => [name, '1'])),
  })
const shop = (step: string, files: Record<string, string> = {}) => ({
  'package.json': manifest(),
  'src/shop.tsx': '',
  Dockerfile: 'FROM node:24\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const jest = 'run: npx jest'

testCheck(check, {
  notApplicable: [
    { name: 'no user interface', files: shop(jest, { 'package.json': '{"dependencies": {"express": "5"}}' }) },
    { name: 'samples', files: shop(jest), settings: { kind: 'examples' } },
  ],
  unknown: [
    { name: 'no sign of one', files: shop(jest), reason: 'another repository or system may check' },
    { name: 'an unknown action', files: shop('uses: acme/a11y@v1'), reason: 'acme/a11y@v1' },
    {
      name: 'a library for browser tests without browser tests',
      files: shop(jest, { 'package.json': manifest('@axe-core/playwright') }),
      reason: 'another repository',
    },
    {
      name: 'rules of a linter that does not run',
      files: shop(jest, { 'package.json': manifest('eslint-plugin-jsx-a11y') }),
      reason: 'another repository',
    },
  ],
  passes: [
    { name: 'Pa11y', files: shop('run: npx pa11y-ci --config .pa11yci.json') },
    { name: 'Lighthouse', files: shop('uses: treosh/lighthouse-ci-action@v12') },
    { name: 'Chromatic', files: shop('uses: chromaui/action@v13') },
    {
      name: 'the template of GitLab',
      files: shop(jest, { '.gitlab-ci.yml': 'include:\n  - template: Verify/Accessibility.gitlab-ci.yml' }),
    },
    { name: 'axe with the tests', files: shop(jest, { 'package.json': manifest('jest-axe') }) },
    {
      name: 'axe with browser tests',
      files: shop(jest, {
        'package.json': manifest('@axe-core/playwright'),
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  e2e:\n    docker: [{ image: "cimg/node:24.0" }]\n    steps:\n      - run: npx playwright test\nworkflows:\n  all:\n    jobs: [e2e]',
      }),
    },
    {
      name: 'test code',
      files: shop(jest, { 'src/shop.test.tsx': 'expect(await axe(container)).toHaveNoViolations()' }),
    },
    {
      name: 'rules of a linter, in Azure Pipelines',
      files: shop(jest, {
        'package.json': manifest('eslint-plugin-jsx-a11y'),
        'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: npx eslint src',
      }),
    },
    {
      name: 'axe in Ruby',
      files: {
        Gemfile: "gem 'rails'\ngroup :test do\n  gem 'axe-core-rspec'\nend",
        'app/models/shop.rb': '',
        'spec/shop_spec.rb': '',
        Dockerfile: 'FROM ruby:4\nEXPOSE 80',
        '.github/workflows/ci.yml': workflow('run: bundle exec rspec'),
      },
    },
  ],
  fails: [
    {
      name: 'settings of Pa11y that nobody uses',
      files: shop(jest, { '.pa11yci': '{}' }),
      expect: ['.pa11yci:1 unrun'],
    },
    {
      name: 'Lighthouse CI by hand',
      files: shop(jest, { '.github/workflows/web.yml': workflow('run: npx lhci autorun', 'workflow_dispatch') }),
      expect: ['.github/workflows/web.yml:6 byHand'],
    },
    {
      name: 'screenshots by hand, in GitLab',
      files: shop(jest, { '.gitlab-ci.yml': 'look:\n  when: manual\n  script: npx percy exec -- jest' }),
      expect: ['.gitlab-ci.yml:3 byHand'],
    },
  ],
})
