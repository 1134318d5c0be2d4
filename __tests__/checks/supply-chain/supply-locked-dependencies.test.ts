import check from '../../../checks/supply-chain/supply-locked-dependencies.js'
import { testCheck } from '../../helpers/check-tester.js'

const manifest = '{ "name": "shop", "private": true, "dependencies": { "pg": "8.16.3" } }'
const service = { Dockerfile: 'FROM node:24\nEXPOSE 80\n', 'main.ts': '' }
const locked = { ...service, 'package.json': manifest, 'package-lock.json': '{ "lockfileVersion": 3 }' }
const yarn = { ...service, 'package.json': manifest, 'yarn.lock': '' }
const pnpm = { ...service, 'package.json': manifest, 'pnpm-lock.yaml': '' }
const ci = (...steps: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const passing = (name: string, files: Readonly<Record<string, string>>, ...steps: string[]) => ({
  name,
  files: { ...files, ...ci(...steps) },
})

testCheck(check, {
  notApplicable: [
    { name: 'no manifest', files: { 'main.go': '' } },
    { name: 'a system without lock files by custom', files: { 'pom.xml': '<project/>', 'Main.java': '' } },
    { name: 'a manifest of examples', files: { 'examples/package.json': manifest } },
    {
      name: 'a library',
      files: {
        'package.json': '{ "name": "cart", "version": "1.0.0", "exports": "./cart.js", "dependencies": { "pg": "8" } }',
        'cart.js': '',
      },
    },
    {
      name: 'an application without dependencies',
      files: { ...service, 'package.json': '{ "name": "shop", "private": true }' },
    },
    { name: 'tools of tests', files: { ...service, 'tests/package.json': manifest } },
    { name: 'tools of the workflows', files: { ...service, '.github/scripts/package.json': manifest } },
    {
      name: 'a collection of samples',
      files: { 'web/package.json': manifest, 'web/main.ts': '' },
      settings: { kind: 'examples' },
    },
  ],
  passes: [
    passing('npm ci', locked, 'run: npm ci'),
    passing('a tool by name', locked, 'run: npm install --no-save eslint'),
    passing('a tool for the machine', locked, 'run: npm install -g npm'),
    passing('another folder without a lock', locked, 'run: npm install\n        working-directory: tools'),
    passing('a folder that cannot be told', locked, 'run: npm install\n        working-directory: ${{ matrix.app }}'),
    passing('arguments that cannot be told', locked, 'run: npm install $ARGS'),
    passing('the lock itself only', locked, 'run: npm install --package-lock-only'),
    passing('frozen yarn', yarn, 'run: yarn install --frozen-lockfile'),
    passing('a script of yarn', yarn, 'run: yarn build'),
    passing('the version of yarn', yarn, 'run: yarn --version'),
    passing(
      'yarn 2, which is frozen in pipelines',
      { ...yarn, '.yarnrc.yml': 'nodeLinker: node-modules' },
      'run: yarn install',
    ),
    passing('pnpm, which is frozen in pipelines', pnpm, 'run: pnpm install'),
    passing('updates that are proposed', locked, 'run: npm install', 'uses: peter-evans/create-pull-request@v7'),
    passing('updates that are committed', locked, 'run: npm install', 'run: git commit -am update && git push'),
    passing('a new version of the package itself', locked, 'run: changeset version && npm install'),
    passing(
      'a test with other versions',
      pnpm,
      'run: pnpm config set --location=project overrides a',
      'run: pnpm install --no-frozen-lockfile',
    ),
    passing('repairs of what the audit found', locked, 'run: npm install', 'run: npm audit fix'),
    {
      name: 'a member of a workspace',
      files: {
        ...service,
        'package.json': '{ "name": "shop", "private": true, "workspaces": ["web"], "dependencies": { "pg": "8" } }',
        'package-lock.json': '{}',
        'web/package.json': manifest,
      },
    },
    {
      name: 'go',
      files: {
        'go.mod': 'module a\n\nrequire b.com/c v1.0.0\n',
        'go.sum': '',
        'main.go': '',
        Dockerfile: 'FROM scratch\nEXPOSE 80\n',
      },
    },
    {
      name: 'uv',
      files: {
        ...service,
        'main.py': '',
        'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["flask"]\n',
        'uv.lock': '',
      },
    },
    {
      name: 'requirements with hashes',
      files: {
        ...service,
        'requirements.txt':
          'flask==3.1.0 \\\n    --hash=sha256:5f873c5184c897c8d9d1b05df1e3d01b14910ce69607a117bd3277098a5836ac\n',
      },
    },
    {
      name: 'what a package asks for',
      files: {
        ...locked,
        'client/setup.py': 'from setuptools import setup\nsetup(name="a", install_requires=["b"])\n',
      },
    },
    {
      name: 'a library that commits its lock',
      files: {
        'package.json': '{ "name": "cart", "exports": "./cart.js" , "dependencies": { "pg": "8" } }',
        'package-lock.json': '{}',
        'cart.js': '',
      },
    },
  ],
  fails: [
    { name: 'no lock', files: { ...service, 'package.json': manifest }, expect: ['package.json:1 noLock'] },
    {
      name: 'versions without hashes',
      files: {
        ...service,
        'main.py': '',
        'requirements.txt': '# pip\nflask==3.1.0\npg[x]==1.2 ; python_version > "3"\n',
      },
      expect: ['requirements.txt:1 exact'],
    },
    {
      name: 'a version that is left open among others',
      files: { ...service, 'main.py': '', 'requirements.txt': 'flask==3.1.*\npg==1\n' },
      expect: ['requirements.txt:1 noLock'],
    },
    {
      name: 'open requirements',
      files: { ...service, 'main.py': '', 'requirements.txt': 'flask\n' },
      expect: ['requirements.txt:1 noLock'],
    },
    passing('npm install', locked, 'run: npm install # ! loose'),
    passing('npm i', locked, 'run: npm i # ! loose'),
    passing('options', locked, 'run: npm install --prefer-offline --no-audit # ! loose'),
    passing('yarn 1', yarn, 'run: yarn install # ! loose'),
    passing('yarn 1 in short', yarn, 'run: yarn # ! loose'),
    passing('pnpm, set free', pnpm, 'run: pnpm install --no-frozen-lockfile # ! loose'),
    passing(
      'bundle update',
      { ...service, Gemfile: "gem 'rails'\n", 'Gemfile.lock': '', 'app.rb': '' },
      'run: bundle update # ! loose',
    ),
    {
      name: 'in a make target',
      files: { ...locked, ...ci('run: make deps'), Makefile: 'deps:\n\tnpm install # ! loose\n' },
    },
    {
      name: 'a library, whose pipeline should be reproducible too',
      files: {
        'package.json': '{ "name": "cart", "exports": "./c.js", "dependencies": { "pg": "8" } }',
        'package-lock.json': '{}',
        'c.js': '',
        ...ci('run: npm install # ! loose'),
      },
    },
  ],
})
