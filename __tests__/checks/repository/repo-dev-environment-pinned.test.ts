import check from '../../../checks/repository/repo-dev-environment-pinned.js'
import { testCheck } from '../../helpers/check-tester.js'

const IMAGE = { Dockerfile: 'FROM scratch\nEXPOSE 80' }
const node = (files: Record<string, string> = {}) => ({
  ...IMAGE,
  'a.js': 'a()',
  'b.js': 'b()',
  'c.js': 'c()',
  'package.json': '{ "name": "shop", "private": true, "engines": { "node": ">=20" } }',
  ...files,
})
const python = (files: Record<string, string> = {}) => ({ 'a.py': 'a()', 'b.py': 'b()', 'c.py': 'c()', ...files })
const java = (files: Record<string, string>) => ({ 'src/A.java': '', 'src/B.java': '', 'src/C.java': '', ...files })
const setup = (...inputs: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    '      - uses: actions/setup-node@v4',
    '        with:',
    ...inputs.map((line) => `          ${line}`),
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'shell alone', files: { 'a.sh': 'a', 'b.sh': 'b', 'c.sh': 'c' } },
    { name: 'a few scripts beside something else', files: { 'a.js': 'a()' } },
    {
      name: 'a library',
      files: { 'a.js': 'a()', 'b.js': 'b()', 'c.js': 'c()', 'package.json': '{ "name": "a", "exports": "./a.js" }' },
    },
    { name: 'sources that may be a library', files: python() },
  ],
  passes: [
    { name: '.nvmrc', files: node({ '.nvmrc': 'v22.11.0\n' }) },
    { name: 'a named line of versions', files: node({ '.nvmrc': 'lts/jod' }) },
    { name: 'Volta', files: node({ 'package.json': '{ "name": "shop", "volta": {\n"node": "22.11.0" } }' }) },
    { name: 'asdf', files: python({ '.tool-versions': 'terraform 1.9.0\npython 3.13.0' }) },
    { name: 'mise', files: python({ 'mise.toml': '[tools]\npython = "3.13"' }) },
    { name: 'conda', files: python({ 'environment.yml': 'dependencies:\n  - python=3.13' }) },
    { name: 'a Gemfile', files: { 'a.rb': '', 'b.rb': '', 'c.rb': '', Gemfile: "ruby '3.4.1'" } },
    {
      name: 'a toolchain of Gradle',
      files: java({ 'build.gradle.kts': 'java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }' }),
    },
    {
      name: 'a wrapper',
      files: java({ '.mvn/wrapper/maven-wrapper.properties': 'distributionUrl=https://a/apache-maven-3.9.9-bin.zip' }),
    },
    {
      name: 'Rust',
      files: { 'a.rs': '', 'b.rs': '', 'c.rs': '', 'rust-toolchain.toml': '[toolchain]\nchannel = "1.83"' },
    },
    {
      name: '.NET',
      files: { 'a.cs': '', 'b.cs': '', 'c.cs': '', 'global.json': '{ "sdk": { "version": "9.0.100" } }' },
    },
    {
      name: 'a dev container',
      files: python({
        '.devcontainer/devcontainer.json': '{\n"image": "mcr.microsoft.com/devcontainers/python:1-3.13"\n}',
      }),
    },
    { name: 'Nix', files: python({ 'flake.lock': '{}' }) },
    { name: 'a container for development', files: python({ 'compose.yaml': 'services: { app: { build: . } }' }) },
    { name: 'the same version in a pipeline', files: node({ '.nvmrc': '22.11.0', ...setup("node-version: '22'") }) },
    { name: 'an open version in a pipeline', files: node({ '.nvmrc': '22.11.0', ...setup('node-version: 22.x') }) },
    {
      name: 'a pipeline that reads the file',
      files: node({ '.nvmrc': '22.11.0', ...setup('node-version-file: .nvmrc') }),
    },
    { name: 'a matrix', files: node({ '.nvmrc': '22.11.0', ...setup('node-version: ${{ matrix.node }}') }) },
    {
      name: 'the release that Java is compiled for',
      files: java({
        'pom.xml':
          '<project><properties>\n<maven.compiler.release>21</maven.compiler.release>\n</properties></project>',
      }),
    },
    {
      name: 'an older Go in go.mod, which has its own version fetched',
      files: {
        'a.go': '',
        'b.go': '',
        'go.mod': 'module a\n\ngo 1.23.0\n',
        '.github/workflows/ci.yml':
          "on: push\njobs: { a: { runs-on: ubuntu-24.04, steps: [{ uses: actions/setup-go@v5, with: { go-version: '1.23.1' } }] } }",
      },
    },
    { name: 'a range in a pipeline', files: node({ '.nvmrc': '22.11.0', ...setup("node-version: '>=20'") }) },
  ],
  fails: [
    { name: 'a range alone', files: node(), expect: ['none'] },
    {
      name: 'no version of Python',
      files: python({ 'requirements.txt': 'flask==3.0.0' }),
      expect: ['none'],
    },
    { name: 'a version that moves', files: node({ '.nvmrc': 'lts/* # ! moves' }) },
    {
      name: 'an image without a tag',
      files: python({
        '.devcontainer/devcontainer.json': '{\n"image": "mcr.microsoft.com/devcontainers/python"\n}',
        ...IMAGE,
      }),
      expect: ['.devcontainer/devcontainer.json:2 moves', 'none'],
    },
    {
      name: 'another version in a pipeline',
      files: node({ '.nvmrc': '22.11.0', ...setup("node-version: '20' # ! differs") }),
    },
    {
      name: 'another version on Azure Pipelines',
      files: python({
        '.python-version': '3.13.0',
        'azure-pipelines.yml':
          "steps:\n  - task: UsePythonVersion@0\n    inputs:\n      versionSpec: '3.11' # ! differs",
      }),
    },
    {
      name: 'another version on CircleCI',
      files: node({
        '.node-version': '22.11.0',
        '.circleci/config.yml':
          "version: 2.1\norbs: { node: circleci/node@7.1 }\njobs:\n  a:\n    docker: [{ image: 'cimg/base:2024.01' }]\n    steps:\n      - node/install:\n          node-version: '20.1.0' # ! differs\nworkflows: { w: { jobs: [a] } }",
      }),
    },
  ],
})
