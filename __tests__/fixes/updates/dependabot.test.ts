import { testFixer } from '../../helpers/fix-tester.js'

const file = '.github/dependabot.yml'
const manifest = '{"name": "shop", "private": true, "dependencies": {"a": "1.0.0"}}\n'
const lock = '{"name": "shop", "lockfileVersion": 3, "packages": {}}\n'
const workflow =
  'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm ci\n'
const beside = { 'package.json': manifest, 'package-lock.json': lock, '.github/workflows/ci.yml': workflow }
const npm = (interval: string, folder = '/'): string =>
  `  - package-ecosystem: npm\n    directory: ${folder}\n    schedule:\n      interval: ${interval}\n`

testFixer('supply-dependency-updates', {
  refuses: [
    {
      name: 'another tool',
      file: 'renovate.json',
      beside,
      before: '{"enabledManagers": ["npm"]}\n',
      reason: 'only the configuration of Dependabot',
    },
  ],
  fixes: [
    {
      name: 'an ecosystem that is missing, as often as the others',
      file,
      beside,
      before: `# bots\nversion: 2\nupdates:\n${npm('monthly')}    # all of them\n`,
      after: `# bots\nversion: 2\nupdates:\n${npm('monthly')}  - package-ecosystem: github-actions\n    directory: /\n    schedule:\n      interval: monthly\n    # all of them\n`,
    },
    {
      name: 'folders of two ecosystems that it looks after elsewhere',
      file,
      beside: {
        'package.json': manifest,
        'package-lock.json': lock,
        'web/package.json': manifest,
        'web/package-lock.json': lock,
        Dockerfile: 'FROM node:22.1.0\n',
        'web/Dockerfile': 'FROM node:22.1.0\n',
      },
      before: `version: 2\nupdates:\n${npm('daily')}${npm('daily').replace('npm', 'docker')}`,
      after: `version: 2\nupdates:\n${npm('daily')}${npm('daily').replace('npm', 'docker')}${npm('daily', '/web')}${npm('daily', '/web').replace('npm', 'docker')}`,
    },
    {
      name: 'several, and folders',
      file,
      beside: {
        ...beside,
        'services/a/go.mod': 'module example.com/a\n\ngo 1.23\n\nrequire example.com/b v1.0.0\n',
        'services/b/go.mod': 'module example.com/b\n\ngo 1.23\n\nrequire example.com/c v1.0.0\n',
        'services/b/main.go': 'package main\n\nfunc main() {}\n',
      },
      before: `version: 2\nupdates:\n${npm('weekly')}`,
      after: `version: 2\nupdates:\n${npm('weekly')}  - package-ecosystem: gomod\n    directories:\n      - /services/a\n      - /services/b\n    schedule:\n      interval: weekly\n  - package-ecosystem: github-actions\n    directory: /\n    schedule:\n      interval: weekly\n`,
    },
  ],
})
