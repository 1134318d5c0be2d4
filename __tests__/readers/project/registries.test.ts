import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'

const registries = (path: string, text: string) =>
  project({ [path]: text }).registries.map(
    ({ ecosystem, role, url }) => `${ecosystem} ${role} ${url.value} ${url.at.line}:${url.at.column}`,
  )

describe('registries that settings name', () => {
  test.each<[string, string, string, string[]]>([
    ['npm', '.npmrc', '# a\nregistry=https://a.example/\n', ['npm default https://a.example/ 2:10']],
    ['a scope of npm', 'web/.npmrc', '@acme:registry = "https://a.example"', ['npm named https://a.example 1:19']],
    ['other keys of npm', '.npmrc', '//a.example/:_authToken=x\nregistry=\nsave-exact=true', []],
    [
      'Yarn',
      '.yarnrc.yml',
      'npmRegistryServer: https://a.example\nnpmScopes: { acme: { npmRegistryServer: "https://b.example" } }',
      ['npm default https://a.example 1:20', 'npm named https://b.example 2:41'],
    ],
    [
      'where a package is published',
      'package.json',
      '{"publishConfig": {"registry": "https://a.example"}}',
      ['npm publish https://a.example 1:32'],
    ],
    ['options of a requirements file', 'requirements/dev.in', 'flask\n', []],
    [
      'indexes of a requirements file',
      'requirements.txt',
      '-i https://a.example/simple\n--extra-index-url=https://b.example/simple # c\n',
      ['python default https://a.example/simple 1:4', 'python extra https://b.example/simple 2:19'],
    ],
    [
      'a requirements file with hashes',
      'requirements.txt',
      '--extra-index-url https://b.example/simple\na==1 --hash=sha256:00\n',
      ['python named https://b.example/simple 1:19'],
    ],
    [
      'pip',
      'pip.conf',
      '[global]\nindex-url = https://a.example\nextra-index-url = https://b.example https://c.example',
      [
        'python default https://a.example 2:13',
        'python extra https://b.example 3:19',
        'python extra https://c.example 3:37',
      ],
    ],
    [
      'uv',
      'pyproject.toml',
      '[[tool.uv.index]]\nurl = "https://a.example"\n[[tool.uv.index]]\nurl = "https://b.example"\ndefault = true\n',
      ['python named https://a.example 2:1', 'python default https://b.example 4:1'],
    ],
    [
      'Poetry',
      'pyproject.toml',
      '[[tool.poetry.source]]\nurl = "https://a.example"\npriority = "supplemental"\n[[tool.poetry.source]]\nurl = "https://b.example"\n',
      ['python extra https://a.example 2:1', 'python default https://b.example 5:1'],
    ],
    [
      'NuGet',
      'NuGet.Config',
      '<configuration><packageSources><add key="a" value="https://api.nuget.org/v3/index.json"/><add key="b" value="../local"/></packageSources></configuration>',
      ['nuget default https://api.nuget.org/v3/index.json 1:32'],
    ],
    [
      'Maven, without what is published',
      'pom.xml',
      '<project><repositories><repository><url>https://a.example</url></repository></repositories><distributionManagement><repository><url>https://b.example</url></repository></distributionManagement></project>',
      ['maven default https://a.example 1:36'],
    ],
    [
      'Gradle, without what is published',
      'build.gradle.kts',
      'repositories {\n  maven { url = uri("https://a.example") }\n}\npublishing {\n  repositories {\n    maven { url = uri("https://b.example") }\n  }\n}\n',
      ['gradle default https://a.example 2:22'],
    ],
    [
      'a Gemfile',
      'Gemfile',
      "source 'https://a.example'\nsource 'https://b.example' do\nend\nsource 'https://c.example'",
      [
        'bundler default https://a.example 1:9',
        'bundler named https://b.example 2:9',
        'bundler extra https://c.example 4:9',
      ],
    ],
    [
      'Composer',
      'composer.json',
      '{"repositories": [{"type": "vcs", "url": "https://a.example"}, {"type": "path", "url": "../b"}]}',
      ['composer named https://a.example 1:42'],
    ],
    ['a package that does not say', 'package.json', '{"publishConfig": {"access": "public"}}', []],
  ])('%s', (_name, path, text, expected) => expect(registries(path, text)).toEqual(expected))
})
