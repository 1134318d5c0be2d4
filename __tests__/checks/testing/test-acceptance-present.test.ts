import check from '../../../checks/testing/test-acceptance-present.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string, on = 'pull_request') =>
  `on: ${on}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const shop = (step = 'run: npx jest', files: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ private: true, dependencies: { express: '5' } }),
  'src/shop.ts': '',
  'src/shop.test.ts': `it('adds', () => {})`,
  Dockerfile: 'FROM node:24\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const rails = (command: string) => ({
  Gemfile: "gem 'rails'\ngroup :test do\n  gem 'capybara'\nend",
  'app/models/shop.rb': '',
  'spec/features/checkout_spec.rb': '',
  Dockerfile: 'FROM ruby:4\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow(`run: ${command}`),
})

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: shop(), settings: { kind: 'library' } },
    { name: 'nothing that anybody uses from outside', files: shop('run: npx jest', { 'package.json': '{}' }) },
    {
      name: 'nothing is deployed',
      files: { 'package.json': '{"private": true, "dependencies": {"express": "5"}}', 'src/shop.ts': '' },
    },
  ],
  unknown: [
    { name: 'no sign of one: it may live elsewhere', files: shop(), reason: 'another repository or system may run' },
    { name: 'an unknown action', files: shop('uses: acme/e2e@v1'), reason: 'acme/e2e@v1' },
    {
      name: 'a suite beside an unknown action',
      files: shop('uses: acme/e2e@v1', { 'playwright.config.ts': '' }),
      reason: 'acme/e2e@v1',
    },
    {
      name: 'a package whose tests have a command of their own',
      files: shop('run: npx jest', {
        'package.json': '{"dependencies": {"express": "5"}, "devDependencies": {"@playwright/test": "1"}}',
      }),
      reason: 'another repository or system may run',
    },
    {
      name: 'verification alone is no acceptance',
      files: shop('run: npx jest && helm test shop'),
      reason: 'another repository',
    },
  ],
  passes: [
    { name: 'Playwright', files: shop('run: npx playwright test') },
    { name: 'Cypress by its action', files: shop('uses: cypress-io/github-action@v6') },
    { name: 'Newman', files: shop('run: npx newman run shop.postman_collection.json') },
    { name: 'Hurl', files: shop('run: hurl --test tests/*.hurl') },
    { name: 'Robot Framework', files: shop('run: robot tests') },
    { name: 'Behave', files: shop('run: behave') },
    {
      name: 'after a deployment',
      files: shop('run: npx jest', {
        '.github/workflows/e2e.yml': workflow('run: npx playwright test', 'deployment_status'),
      }),
    },
    {
      name: 'at night',
      files: shop('run: npx jest', {
        '.github/workflows/e2e.yml': workflow('run: npx playwright test', "{ schedule: [{ cron: '1 2 * * *' }] }"),
      }),
    },
    { name: 'browser tests among the others', files: rails('bundle exec rspec') },
  ],
  fails: [
    {
      name: 'a suite that no pipeline runs',
      files: shop('run: npx jest', { 'e2e/playwright.config.ts': '' }),
      expect: ['e2e/playwright.config.ts:1 unrun'],
    },
    {
      name: 'scenarios that only a person starts',
      files: shop('run: npx jest', {
        'features/checkout.feature': '',
        '.github/workflows/e2e.yml': workflow('run: npx cucumber-js', 'workflow_dispatch'),
      }),
      expect: ['.github/workflows/e2e.yml:6 byHand'],
    },
  ],
})
