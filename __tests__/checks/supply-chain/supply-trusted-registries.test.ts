import { expect, test } from '@jest/globals'
import check from '../../../checks/supply-chain/supply-trusted-registries.js'
import { plain } from '../../../src/core/message.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const PACKAGE = { 'package.json': '{ "name": "shop", "dependencies": { "express": "^5.0.0" } }' }
const job = (...commands: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...commands.map((command) => `      - run: ${command}`),
  ].join('\n'),
})
const image = (...lines: string[]) => ({ Dockerfile: ['FROM python:3.13', ...lines].join('\n') })

testCheck(check, {
  notApplicable: [
    { name: 'nothing is taken', files: { 'README.md': '# shop' } },
    { name: 'images without a list of registries', files: image() },
  ],
  passes: [
    { name: 'the public registry', files: PACKAGE },
    { name: 'a scope of npm', files: { ...PACKAGE, '.npmrc': '@acme:registry=https://npm.acme.example/\n' } },
    {
      name: 'one index for all',
      files: { 'requirements.txt': '--index-url https://pypi.acme.example/simple\nflask==3.1.0\n' },
    },
    {
      name: 'an extra index, with hashes',
      files: {
        'requirements.txt': '--extra-index-url https://pypi.acme.example/simple\nflask==3.1.0 --hash=sha256:aa\n',
      },
    },
    {
      name: 'an index of uv, which is asked first',
      files: {
        'pyproject.toml':
          '[project]\nname = "a"\n[[tool.uv.index]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\n',
      },
    },
    {
      name: 'an explicit source of Poetry',
      files: {
        'pyproject.toml':
          '[tool.poetry]\nname = "a"\n[[tool.poetry.source]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\npriority = "explicit"\n',
      },
    },
    {
      name: 'mapped sources of NuGet',
      files: {
        'nuget.config': [
          '<configuration>',
          '  <packageSources>',
          '    <add key="nuget" value="https://api.nuget.org/v3/index.json" />',
          '    <add key="acme" value="https://nuget.acme.example/v3/index.json" />',
          '  </packageSources>',
          '  <packageSourceMapping><packageSource key="acme"><package pattern="Acme.*" /></packageSource></packageSourceMapping>',
          '</configuration>',
        ].join('\n'),
      },
    },
    {
      name: 'a source block of a Gemfile',
      files: { Gemfile: "source 'https://rubygems.org'\nsource 'https://gems.acme.example' do\n  gem 'acme'\nend\n" },
    },
    {
      name: 'commands that ask a near machine',
      files: {
        ...PACKAGE,
        ...job('npm install --registry http://localhost:4873', 'pip install -i http://127.0.0.1:3141/simple a'),
      },
    },
    {
      name: 'a commit, a version and a variable',
      files: {
        ...PACKAGE,
        ...job(
          'pip install git+https://github.com/acme/a@6f1840a57b6fb1ee40b7e84f2f18ec229de8aa72',
          'pip install "a @ git+https://github.com/acme/a.git@v1.2.0"',
          'pip install git+https://github.com/acme/a@$REF',
          'cargo install --git https://github.com/acme/a --tag v1',
        ),
      },
    },
    {
      name: 'a requirement of git with its commit',
      files: { 'requirements.txt': 'a @ git+https://github.com/acme/a.git@6f1840a57b6fb1ee40b7e84f2f18ec229de8aa72\n' },
    },
    {
      name: 'uv asks the extra index first',
      files: { ...PACKAGE, ...job('uv pip install --extra-index-url https://pypi.acme.example/simple a') },
    },
    {
      name: 'images of the list',
      files: { Dockerfile: 'FROM ghcr.io/acme/base:1.2\n' },
      options: { approved: ['ghcr.io/acme'] },
    },
    { name: 'official images', files: image(), options: { approved: ['docker.io/library'] } },
    {
      name: 'a repository of Maven where packages go',
      files: {
        'pom.xml':
          '<project><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId></dependency></dependencies><distributionManagement><repository><url>http://m.acme.example/</url></repository></distributionManagement></project>',
      },
    },
  ],
  fails: [
    { name: 'npm without encryption', files: { ...PACKAGE, '.npmrc': 'registry=http://npm.acme.example/ # ! plain' } },
    {
      name: 'pip without encryption, beside the public index',
      files: { ...PACKAGE, ...job('pip install --extra-index-url http://pypi.acme.example/simple acme # ! plain') },
      expect: ['.github/workflows/ci.yml:6 extra'],
    },
    {
      name: 'an extra index in a requirements file',
      files: { 'requirements.txt': '--extra-index-url https://pypi.acme.example/simple # ! extra\nacme==1.0\n' },
    },
    {
      name: 'in the settings of pip',
      files: { 'pip.conf': '[global]\nextra-index-url = https://pypi.acme.example/simple # ! extra\n' },
    },
    {
      name: 'a supplemental source of Poetry',
      files: {
        'pyproject.toml':
          '[tool.poetry]\nname = "a"\n[[tool.poetry.source]]\nurl = "https://pypi.acme.example/simple" # ! extra\npriority = "supplemental"\n',
      },
    },
    {
      name: 'uv told to be unsafe',
      files: {
        'pyproject.toml':
          '[project]\nname = "a"\n[tool.uv]\nindex-strategy = "unsafe-best-match"\n[[tool.uv.index]]\nurl = "https://pypi.acme.example/simple" # ! extra\n',
      },
    },
    {
      name: 'sources of NuGet without a mapping',
      files: {
        'NuGet.config': [
          '<configuration><packageSources>',
          '  <add key="nuget" value="https://api.nuget.org/v3/index.json" />',
          '  <add key="acme" value="https://nuget.acme.example/v3/index.json" /> # ! extra',
          '  <add key="more" value="https://nuget.acme.example/v4/index.json" />',
          '</packageSources></configuration>',
        ].join('\n'),
      },
    },
    {
      name: 'a second source for all gems',
      files: { Gemfile: "source 'https://rubygems.org'\nsource 'https://gems.acme.example' # ! extra\n" },
    },
    {
      name: 'Maven without encryption',
      files: {
        'pom.xml':
          '<project><repositories><repository>\n<url>http://maven.acme.example/</url> # ! plain\n</repository></repositories></project>',
      },
    },
    {
      name: 'Gradle without encryption',
      files: {
        'build.gradle':
          'repositories {\n  maven { url "http://maven.acme.example/" } # ! plain\n}\npublishing {\n  repositories { maven { url "http://to.acme.example" } }\n}\n',
      },
    },
    {
      name: 'Composer without encryption',
      files: {
        'composer.json': '{"repositories": [\n{"type": "composer", "url": "http://satis.acme.example"} # ! plain\n]}',
      },
    },
    {
      name: 'a chart repository, a registry and a proxy',
      files: job(
        'helm repo add acme http://charts.acme.example # ! plain',
        'npm config set registry http://npm.acme.example # ! plain',
        'go env -w GOPROXY=http://go.acme.example # ! plain',
      ),
    },
    {
      name: 'branches of git',
      files: {
        'requirements.txt':
          'git+https://github.com/acme/a@main # ! git\nb @ git+https://github.com/acme/b.git # ! git\n',
        ...job(
          'pip install git+https://github.com/acme/a # ! git',
          'cargo install --git https://github.com/acme/a # ! git',
        ),
      },
    },
    {
      name: 'packages that nobody vouches for, in a Dockerfile',
      files: image(
        'RUN apt-get install -y --allow-unauthenticated tool # ! unchecked',
        'RUN pip install --trusted-host pypi.acme.example a # ! unchecked',
      ),
    },
    {
      name: 'GitLab, in a variable',
      files: {
        '.gitlab-ci.yml':
          'test:\n  variables:\n    PIP_EXTRA_INDEX_URL: https://pypi.acme.example/simple # ! extra\n  script: [pip install a]\n',
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  build:',
          '    docker: [{ image: cimg/python:3.13 }]',
          '    steps:',
          '      - run: pip install --extra-index-url $PRIVATE_INDEX acme # ! extra',
        ].join('\n'),
      },
    },
    {
      name: 'images and registries that are not on the list',
      files: {
        '.npmrc': 'registry=https://npm.other.example/ # ! unapproved',
        Dockerfile: 'FROM quay.io/acme/base:1 # ! unapproved\nFROM ghcr.io/acme/base:1\n',
        'deploy.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: someone/tool:1 # ! unapproved\n',
      },
      options: { approved: ['ghcr.io/acme', '*.acme.example'] },
    },
  ],
})

test('an index that everybody can read is a notice, and nobody sees passwords', () => {
  const severities = (line: string) => {
    const { result } = run(check, { files: { 'requirements.txt': `${line}\n` } })
    return result.outcomes.map((each) =>
      each.kind === 'problem' ? [each.severity, plain(each.message)].join(': ') : each.kind,
    )
  }
  expect(severities('--extra-index-url https://download.pytorch.org/whl/cpu').join()).toMatch(/^notice: /)
  const [shown = ''] = severities('--extra-index-url https://bob:hunter2@pypi.acme.example/simple')
  expect(shown).toContain('https://pypi.acme.example/simple')
  expect(shown).not.toContain('hunter2')
})
