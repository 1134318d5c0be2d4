import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'
import { processorTime } from '../../helpers/processor-time.js'

describe('documents', () => {
  test.each<[string, string, string | undefined]>([
    ['MkDocs', 'mkdocs.yml', undefined],
    ['Sphinx', 'docs/source/conf.py', undefined],
    ['VitePress', 'site/.vitepress/config.mts', undefined],
    ['Mintlify', 'docs/docs.json', '{ "$schema": "https://mintlify.com/docs.json" }'],
    ['TechDocs', 'catalog-info.yaml', 'backstage.io/techdocs-ref: dir:.'],
  ])('%s makes a site', (tool, path, text = '') => {
    expect(project({ [path]: text }).documentation.builders.map(({ value }) => value)).toEqual([tool])
  })

  test.each(['conf.py', 'docs.json', 'src/_config.yml', 'vendor/a/mkdocs.yml', 'tests/docs/conf.py'])(
    '%s makes none',
    (path) => expect(project({ [path]: '{}' }).documentation.builders).toEqual([]),
  )
})

describe('owners', () => {
  test('several documents of one file, with the place of each owner', () => {
    const entry = (name: string) =>
      `apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: ${name}\nspec:\n  owner: ${name}-team\n`
    expect(project({ 'catalog-info.yaml': `${entry('a')}---\n${entry('b')}` }).ownership).toMatchObject([
      { what: 'System a', owner: 'a-team', at: { line: 6 } },
      { what: 'System b', owner: 'b-team', at: { line: 13 } },
    ])
  })

  test('locations, users and files of other tools are no entries', () => {
    const texts = {
      'catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: a }\n---\n- a\n---\n:',
      'template.yaml': 'AWSTemplateFormatVersion: 2010-09-09',
      'compass.yml': '[]',
      'cortex.yaml': 'info: {}',
    }
    expect(project(texts).ownership).toEqual([])
  })
})

describe('versions of tools', () => {
  const pins = (path: string, text: string) =>
    project({ [path]: text }).toolPins.map(({ tool, version, moves }) => [tool, version, moves])

  test.each<[string, string, unknown[]]>([
    ['.nvmrc', 'v22.11.0\n', ['node', '22.11.0', false]],
    ['.nvmrc', 'lts/*', ['node', 'lts/*', true]],
    ['.python-version', '3.13\n3.12\n', ['python', '3.13', false]],
    ['.tool-versions', '# tools\nnodejs 22.1.0 20.1.0', ['node', '22.1.0', false]],
    ['mise.toml', '[tools]\nnode = { version = "22" }', ['node', '22', false]],
    ['rust-toolchain', 'stable\n', ['rust', 'stable', true]],
    ['go.mod', 'module a\n\ngo 1.22\n\ntoolchain go1.23.4', ['go', '1.23.4', false]],
    ['package.json', '{\n"packageManager": "pnpm@9.15.0+sha512.abc"\n}', ['package manager', 'pnpm@9.15.0', false]],
    ['flake.lock', '{}', ['environment', undefined, false]],
    [
      'gradle/wrapper/gradle-wrapper.properties',
      'distributionUrl=https\\://a/gradle-8.10.2-bin.zip',
      ['gradle', '8.10.2', false],
    ],
  ])('%s', (path, text, expected) => expect(pins(path, text)).toEqual([expected]))

  test.each<[string, string]>([
    ['go.mod', 'module a\n\ngo 1.22\n'],
    ['package.json', '{\n"engines": { "node": "22.1.0" }\n}'],
    ['Gemfile', "ruby '>= 3.1'"],
    ['tests/.nvmrc', '22'],
    ['.devcontainer/devcontainer.json', '{\n// "image": "a/b:1"\n}'],
  ])('no pin: %s', (path, text) => expect(pins(path, text)).toEqual([]))
})

describe('starting it', () => {
  const starts = (text: string) => project({ 'README.md': text }).localSetup.starts.map(({ command }) => command)

  test.each([
    '$ npm run dev',
    'FOO=1 BAR=2 flask run',
    'sudo docker compose -f dev.yml up -d',
    'cd web && yarn start',
    './gradlew :app:bootRun',
    './scripts/start-server.sh',
    'python manage.py runserver 0.0.0.0:80',
    'go run ./cmd/shop',
  ])('%s', (line) => expect(starts(`\`\`\`sh\n${line}\n\`\`\``)).toHaveLength(1))

  test.each([
    'npm install',
    'npm test',
    'docker build .',
    'docker run -d redis',
    'make test',
    'go test ./...',
    'cargo build',
    'git clone https://a/run',
  ])('not: %s', (line) => expect(starts(`\`\`\`sh\n${line}\n\`\`\``)).toEqual([]))

  test('scripts by their names, and none that clean up', () => {
    const { definitions } = project([
      'bin/setup',
      'bin/clean_up.sh',
      'scripts/run_tests.sh',
      'scripts/dev-up.sh',
      'run.sh',
    ]).localSetup
    expect(definitions.map(({ at }) => at.file)).toEqual(['run.sh', 'bin/setup', 'scripts/dev-up.sh'])
  })
})

describe('releases', () => {
  const versions = (path: string, text: string) =>
    project({ [path]: text }).releasing.versions.map(({ value }) => value)

  test.each<[string, string, string]>([
    ['package.json', '{\n  "name": "a",\n  "version": "1.2.3",\n  "dependencies": { "version": "9.9.9" }\n}', '1.2.3'],
    ['pyproject.toml', '[build-system]\nversion = "9"\n[project]\nversion = "1.2.3"', '1.2.3'],
    ['Cargo.toml', '[package]\nname = "a"\nversion = "1.2.3"\n[dependencies.b]\nversion = "9"', '1.2.3'],
    ['pom.xml', '<project>\n<parent>\n<version>9</version>\n</parent>\n<version>1.2.3</version>\n</project>', '1.2.3'],
    ['VERSION', 'v1.2.3\n', '1.2.3'],
  ])('the version in %s', (path, text, expected) => expect(versions(path, text)).toEqual([expected]))

  test('none of a parent, of dependencies and of packages further down', () => {
    expect(
      versions('pom.xml', '<project>\n<parent>\n<version>9</version>\n</parent>\n<dependencies>\n<version>8</version>'),
    ).toEqual([])
    expect(versions('web/package.json', '{ "version": "1.0.0" }')).toEqual([])
  })

  test('what a list of changes tells', () => {
    const text =
      '# Changes\n\n## [Unreleased]\n\n### Deprecated\n\n- b\n\n## [1.2.0] - 2026-05-01\n\n## v1.1.0\n\nSince 0.9 it is fast.\n'
    expect(project({ 'CHANGELOG.md': text }).releasing.changeLogs).toMatchObject([
      { versions: ['1.2.0', '1.1.0'], unreleased: true, deprecated: { line: 5 } },
    ])
  })
})

describe('texts of sites', () => {
  test('fields in any case; a text without any is filled in later', () => {
    const texts = project({
      'public/.well-known/security.txt': '# a\nCONTACT: mailto:a@acme.com\nexpires: 2026-12-31T00:00:00Z\n',
      'static/.well-known/security.txt': 'to be written',
    }).securityTexts
    expect(texts).toMatchObject([
      {
        contacts: ['mailto:a@acme.com'],
        expires: { value: '2026-12-31T00:00:00Z', at: { line: 3 } },
        filledLater: false,
      },
      { contacts: [], filledLater: true },
    ])
  })
})

test('long lines and many files take no time to speak of', () => {
  const long = `${'a-'.repeat(50_000)}\n${'npm '.repeat(25_000)}\n${' '.repeat(50_000)}x`
  const names = [
    'README.md',
    '.nvmrc',
    '.tool-versions',
    'CHANGELOG.md',
    'Makefile',
    'package.json',
    'go.mod',
    'openapi.yaml',
    'pom.xml',
    'setup.py',
    'mise.toml',
    'docs/docs.json',
    '.devcontainer/devcontainer.json',
    'public/.well-known/security.txt',
    'tasks.py',
  ]
  const texts = Object.fromEntries(names.map((name) => [name, long]))
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`a${i}/package.json`, '{ "scripts": {} }']))
  const began = processorTime()
  const { localSetup, toolPins, releasing, securityTexts, documentation, ownership } = project({ ...texts, ...many })
  const sizes = [localSetup.starts, toolPins, releasing.changeLogs, securityTexts, documentation.documents, ownership]
  expect(sizes.every(({ length }) => length < 50)).toBe(true)
  expect(processorTime() - began).toBeLessThan(10_000)
})
