import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'

/** File, lock file, dependencies, publishable, workspace member. */
const manifests = (texts: Record<string, string>) =>
  project(texts).manifests.map((each) => [
    each.file,
    each.lockFile,
    each.hasDependencies,
    each.publishable,
    each.workspaceMember,
  ])
const first = (texts: Record<string, string>) => manifests(texts)[0]
const json = (value: unknown): string => JSON.stringify(value, null, 2)

describe('npm', () => {
  const dependencies = { react: '^19.0.0' }

  test.each([
    ['{}', false, undefined],
    [json({ dependencies: {} }), false, undefined],
    [json({ peerDependencies: dependencies }), false, undefined],
    [json({ dependencies }), true, undefined],
    [json({ devDependencies: dependencies, private: true, exports: './a.js', name: 'a' }), true, false],
    [json({ name: 'a', main: 'index.js' }), false, undefined],
    [json({ name: 'a', exports: './index.js' }), false, true],
    [json({ name: 'a', bin: { a: 'a.js' } }), false, true],
    [json({ exports: './index.js' }), false, undefined],
    ['{\n\t"name": "a",\n\t"files": ["dist"]\n}', false, true],
    ['[]', false, undefined],
    ['{"__proto__": {"dependencies": {"a": "1"}}}', false, undefined],
  ])('%s', (text, hasDependencies, publishable) => {
    expect(first({ 'package.json': text })).toEqual(['package.json', undefined, hasDependencies, publishable, false])
  })

  test('the place is that of the dependencies', () => {
    const [manifest] = project({ 'package.json': '{\n  "name": "a",\n  "dependencies": {"b": "1"}\n}' }).manifests
    expect(manifest?.at).toMatchObject({ line: 3, column: 3 })
  })

  test('a file that does not parse is a defect', () => {
    expect(project({ 'package.json': '{"a": [}' }).defects).toHaveLength(1)
  })

  test.each(['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'npm-shrinkwrap.json'])(
    '%s locks',
    (lock) => expect(first({ 'package.json': json({ dependencies }), [lock]: '' })?.[1]).toBe(lock),
  )

  test('a member of a workspace is covered by the root', () => {
    const member = { 'packages/a/package.json': json({ dependencies }), 'other/package.json': json({ dependencies }) }
    const root = json({ private: true, workspaces: ['packages/*'] })
    expect(manifests({ 'package.json': root, 'package-lock.json': '', ...member })).toEqual([
      ['other/package.json', undefined, true, undefined, false],
      ['package.json', 'package-lock.json', false, false, false],
      ['packages/a/package.json', 'package-lock.json', true, undefined, true],
    ])
  })

  test.each([
    ['pnpm', { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages:\n  - apps/**\n  - "!apps/old/**"\n' }],
    ['yarn', { 'package.json': json({ workspaces: { packages: ['apps/*'] } }) }],
    ['lerna', { 'package.json': '{}', 'lerna.json': json({ packages: ['apps/*'] }) }],
  ])('%s workspaces', (_name, root) => {
    const texts = { ...root, 'pnpm-lock.yaml': '', 'apps/a/package.json': '{}', 'apps/old/b/package.json': '{}' }
    expect(manifests(texts).map(([file, lock, , , member]) => [file, lock, member])).toEqual([
      ['apps/a/package.json', 'pnpm-lock.yaml', true],
      ['apps/old/b/package.json', undefined, false],
      ['package.json', 'pnpm-lock.yaml', false],
    ])
  })

  test('Rush keeps one lock file for all', () => {
    const texts = { 'rush.json': '', 'common/config/rush/pnpm-lock.yaml': '', 'apps/a/package.json': '{}' }
    expect(first(texts)?.[1]).toBe('common/config/rush/pnpm-lock.yaml')
  })
})

describe('Python', () => {
  const classifiers = 'classifiers = ["Programming Language :: Python :: 3"]'

  test.each([
    ['pyproject.toml', '[tool.ruff]\nline-length = 100', undefined],
    ['pyproject.toml', '[project]\nname = "a"', [undefined, false, undefined]],
    ['pyproject.toml', '[project]\ndependencies = []', [undefined, false, undefined]],
    ['pyproject.toml', '[project]\ndependencies = [\n  "flask>=3",\n]', [undefined, true, undefined]],
    ['pyproject.toml', '[project]\ndynamic = ["dependencies"]', [undefined, undefined, undefined]],
    ['pyproject.toml', `[project]\n${classifiers}\n[build-system]\nrequires = []`, [undefined, false, true]],
    [
      'pyproject.toml',
      '[project]\nclassifiers = ["Private :: Do Not Upload"]\n[build-system]',
      [undefined, false, false],
    ],
    ['pyproject.toml', '[tool.poetry]\n[tool.poetry.dependencies]\npython = "^3.12"', [undefined, false, undefined]],
    ['pyproject.toml', '[tool.poetry]\n[tool.poetry.dependencies]\nflask = "^3"', [undefined, true, undefined]],
    ['pyproject.toml', '[tool.poetry]\npackage-mode = false', [undefined, false, false]],
    ['Pipfile', '[packages]\nflask = "*"', [undefined, true, false]],
    ['requirements.txt', '# nothing\n-r base.txt\n', [undefined, false, false]],
    ['requirements.txt', 'flask==3.0\n', [undefined, true, false]],
    ['requirements.txt', 'flask==3.0 \\\n  --hash=sha256:ab\n', ['requirements.txt', true, false]],
    [
      'requirements.txt',
      '# This file was autogenerated by uv via the following command:\nflask==3.0\n',
      ['requirements.txt', true, false],
    ],
    [
      'requirements.txt',
      '#    This file is autogenerated by pip-compile with Python 3.13\nflask>=3.0\n',
      [undefined, true, false],
    ],
    [
      'requirements.txt',
      `a==1 --hash=sha256:ab\nb @ git+https://example.com/b.git@${'1a'.repeat(20)}\n`,
      ['requirements.txt', true, false],
    ],
    ['requirements.txt', 'a==1 --hash=sha256:ab\nb @ git+https://example.com/b.git@main\n', [undefined, true, false]],
    ['setup.py', 'setup(install_requires=["flask"])', [undefined, true, undefined]],
    ['setup.py', 'print("no package")', undefined],
  ])('%s %j', (file, text, expected) => expect(first({ [file]: text })?.slice(1, 4)).toEqual(expected))

  test('one manifest a folder: the fullest', () => {
    const texts = { 'pyproject.toml': '[project]\n', 'setup.py': 'setup()', 'requirements.txt': 'a', 'uv.lock': '' }
    expect(manifests(texts).map(([file, lock]) => [file, lock])).toEqual([['pyproject.toml', 'uv.lock']])
  })

  test('uv workspaces', () => {
    const texts = {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]',
      'uv.lock': '',
      'libs/a/pyproject.toml': '[project]',
    }
    expect(first(texts)).toEqual(['libs/a/pyproject.toml', 'uv.lock', false, undefined, true])
  })
})

describe('Rust', () => {
  test.each([
    ['[package]\nname = "a"\npublish = false\n[dependencies]\nserde = "1"', true, false],
    ['[package]\nname = "a"', false, undefined],
    ['[package]\nname = "a"\n[lib]\n', false, true],
    ['[package]\nname = "a"\n[target.\'cfg(unix)\'.dependencies]\nlibc = "1"', true, undefined],
    ['[workspace]\nmembers = ["a"]', false, false],
  ])('%j', (text, hasDependencies, publishable) =>
    expect(first({ 'Cargo.toml': text })?.slice(2, 4)).toEqual([hasDependencies, publishable]),
  )

  test('members share the lock file of the workspace, excluded ones do not', () => {
    const texts = {
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["fuzz"]',
      'Cargo.lock': '',
      'crates/a/Cargo.toml': '[package]\nname = "a"',
      'crates/a/src/lib.rs': '',
      'fuzz/Cargo.toml': '[package]\nname = "f"',
    }
    expect(manifests(texts).map(([file, lock, , publishable, member]) => [file, lock, publishable, member])).toEqual([
      ['Cargo.toml', 'Cargo.lock', false, false],
      ['crates/a/Cargo.toml', 'Cargo.lock', true, true],
      ['fuzz/Cargo.toml', undefined, undefined, false],
    ])
  })
})

describe('Go', () => {
  test.each([
    ['module a\n\ngo 1.26\n', false],
    ['module a\nrequire b v1.0.0\n', true],
    ['module a\n\nrequire (\n\tb v1.0.0\n)\n', true],
    ['module a\n\nrequire (\n)\n', false],
  ])('%j', (text, expected) => expect(first({ 'go.mod': text })?.[2]).toBe(expected))

  test('go.work.sum stands in for a missing go.sum', () => {
    expect(first({ 'go.work.sum': '', 'svc/go.mod': 'module a' })?.[1]).toBe('go.work.sum')
    expect(first({ 'go.work.sum': '', 'svc/go.sum': '', 'svc/go.mod': 'module a' })?.[1]).toBe('svc/go.sum')
  })
})

describe('others', () => {
  test.each<[string, string, unknown[]]>([
    ['pom.xml', '<project></project>', [undefined, false, undefined]],
    ['pom.xml', '<project><dependencies><dependency/></dependencies></project>', [undefined, true, undefined]],
    [
      'pom.xml',
      '<project><distributionManagement><repository/></distributionManagement></project>',
      [undefined, false, true],
    ],
    ['build.gradle', '// dependencies {\n', [undefined, undefined, undefined]],
    ['build.gradle', "plugins { id 'maven-publish' }\ndependencies {\n  api 'a:b:1'\n}", [undefined, true, true]],
    ['build.gradle.kts', 'plugins { id("org.springframework.boot") }', [undefined, undefined, false]],
    ['Gemfile', "source 'https://rubygems.org'\n", [undefined, false, undefined]],
    ['Gemfile', "gem 'rails'\n", [undefined, true, undefined]],
    [
      'a.csproj',
      '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="a"/></ItemGroup></Project>',
      [undefined, true, false],
    ],
    [
      'a.csproj',
      '<Project><PropertyGroup><PackageId>a</PackageId></PropertyGroup></Project>',
      [undefined, false, true],
    ],
    [
      'a.csproj',
      '<Project><PropertyGroup><IsPackable>false</IsPackable></PropertyGroup></Project>',
      [undefined, false, false],
    ],
    ['composer.json', json({ require: { php: '>=8', 'ext-json': '*' } }), [undefined, false, undefined]],
    ['composer.json', json({ type: 'project', require: { 'a/b': '1' } }), [undefined, true, false]],
    ['composer.json', json({ type: 'library' }), [undefined, false, true]],
  ])('%s %j', (file, text, expected) => expect(first({ [file]: text })?.slice(1, 4)).toEqual(expected))

  test('a gemspec makes a gem', () => {
    expect(first({ Gemfile: 'gemspec\n', 'a.gemspec': '' })?.[3]).toBe(true)
    expect(first({ Gemfile: 'gemspec\n', 'sub/a.gemspec': '' })?.[3]).toBeUndefined()
  })

  test('modules of Maven and Gradle builds are members', () => {
    const texts = {
      'pom.xml': '<project><modules><module>core</module></modules></project>',
      'core/pom.xml': '<project/>',
      'build.gradle': '',
      'settings.gradle': "include 'a',\n  ':b:c'\n// include 'd'\n",
      'a/build.gradle': '',
      'b/c/build.gradle': '',
      'd/build.gradle': '',
    }
    expect(manifests(texts).flatMap(([file, , , , member]) => (member === true ? [file] : []))).toEqual([
      'a/build.gradle',
      'b/c/build.gradle',
      'core/pom.xml',
    ])
  })

  test('excluded manifests are left out', () => {
    expect(manifests({ 'examples/a/package.json': '{}', 'node_modules/a/package.json': '{}' })).toEqual([])
  })

  test('those beyond the limit are recorded as unread', () => {
    const texts = Array.from({ length: 1002 }, (_, number) => [`p${1000 + number}/package.json`, '{}'] as const)
    const read = project(Object.fromEntries(texts))
    const reason = '1000 package manifests before it were read, which is the limit'
    expect(read.manifests).toHaveLength(1000)
    expect(read.unread.filter((each) => each.reason === reason).map(({ file }) => file)).toEqual([
      'p2000/package.json',
      'p2001/package.json',
    ])
  })
})
