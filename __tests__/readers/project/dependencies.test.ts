import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'
import { processorTime } from '../../helpers/processor-time.js'

/** `ecosystem name`, with `dev` behind those that only development needs, and the line. */
const named = (path: string, ...lines: string[]) =>
  project({ [path]: lines.join('\n') }).dependencies.map(
    ({ ecosystem, name, development, at }) => `${ecosystem} ${name}${development ? ' dev' : ''} :${at.line}`,
  )

describe('packages that manifests name', () => {
  test.each<[string, string[], string[]]>([
    [
      'package.json',
      ['{', '"dependencies": {', '"PG": "8",', '"@nestjs/core": "11" },', '"devDependencies": { "jest": "30" }', '}'],
      ['npm pg :3', 'npm @nestjs/core :4', 'npm jest dev :5'],
    ],
    ['package.json', ['{"dependencies": ["pg"], "peerDependencies": {"react": "19"}}'], []],
    [
      'pyproject.toml',
      [
        '[project]',
        'dependencies = ["Flask>=3", "psycopg[binary] ~= 3.2", "lib @ https://x.example/lib.whl"]',
        '[project.optional-dependencies]',
        'redis = ["redis"]',
        '[dependency-groups]',
        'test = ["pytest"]',
      ],
      ['python flask :2', 'python psycopg :2', 'python lib :2', 'python redis dev :4', 'python pytest dev :6'],
    ],
    [
      'pyproject.toml',
      [
        '[tool.poetry.dependencies]',
        'python = "^3.13"',
        'django = "^5"',
        'celery = { version = "5" }',
        '[tool.poetry.group.dev.dependencies]',
        'moto = "5"',
      ],
      ['python django :3', 'python celery :4', 'python moto dev :6'],
    ],
    [
      'Pipfile',
      ['[packages]', 'flask = "*"', '[dev-packages]', 'pytest = "*"'],
      ['python flask :2', 'python pytest dev :4'],
    ],
    [
      'requirements.txt',
      [
        '# tools',
        '-r base.txt',
        'flask==3.1.2 \\',
        '    --hash=sha256:00',
        'redis; python_version > "3"',
        './local',
        '',
      ],
      ['python flask :3', 'python redis :5'],
    ],
    ['requirements-dev.txt', ['pytest'], ['python pytest dev :1']],
    ['requirements/test.in', ['moto[s3]'], ['python moto dev :1']],
    ['app/requirements.txt', ['flask'], ['python flask :1']],
    [
      'setup.py',
      [
        'setup(',
        '  install_requires=[',
        "    'flask>=3', 'redis'",
        '  ],',
        '  extras_require={"test": ["pytest"]},',
        ')',
      ],
      ['python flask :3', 'python redis :3', 'python test dev :5', 'python pytest dev :5'],
    ],
    [
      'setup.cfg',
      [
        '[options]',
        'install_requires =',
        '    flask >= 3',
        'python_requires = >=3.12',
        '[options.extras_require]',
        'test =',
        '    pytest',
      ],
      ['python flask :3', 'python pytest dev :7'],
    ],
    [
      'go.mod',
      [
        'module shop',
        'require github.com/Lib/pq v1.10.9',
        'require (',
        '\tgorm.io/gorm v1.30.0',
        '\tx.example/y v1.0.0 // indirect',
        ')',
      ],
      ['go github.com/lib/pq :2', 'go gorm.io/gorm :4'],
    ],
    [
      'Cargo.toml',
      [
        '[dependencies]',
        'axum = "0.8"',
        '[dependencies.sqlx]',
        'version = "0.8"',
        '[dev-dependencies]',
        'wiremock = "0.6"',
      ],
      ['cargo axum :2', 'cargo sqlx :3', 'cargo wiremock dev :6'],
    ],
    [
      'pom.xml',
      [
        '<project><dependencyManagement><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId></dependency></dependencies></dependencyManagement>',
        '<dependencies><dependency><groupId>org.postgresql</groupId>',
        '<artifactId>postgresql</artifactId></dependency>',
        '<dependency><groupId>org.testcontainers</groupId><artifactId>kafka</artifactId><scope>test</scope></dependency>',
        '<dependency><groupId>no.artifact</groupId></dependency>',
        '</dependencies></project>',
      ],
      ['maven org.postgresql:postgresql :2', 'maven org.testcontainers:kafka dev :4'],
    ],
    [
      'build.gradle',
      [
        'plugins { ',
        "  id 'org.springframework.boot' version '4.0.0'",
        '}',
        'dependencies {',
        "  implementation 'org.postgresql:postgresql:42.7.7'",
        '  testImplementation("org.testcontainers:kafka")',
        '  implementation platform("io.quarkus:quarkus-bom:3")',
        '  implementation project(":shop:core")',
        '}',
      ],
      [
        'gradle org.springframework.boot :2',
        'gradle org.postgresql:postgresql :5',
        'gradle org.testcontainers:kafka dev :6',
        'gradle io.quarkus:quarkus-bom :7',
      ],
    ],
    [
      'build.gradle',
      [
        'dependencies {',
        "  implementation group: 'org.springframework.boot', name: 'spring-boot-starter-web'",
        "  testImplementation(group: 'org.testcontainers', name: 'kafka', version: '1.20.0')",
        '}',
      ],
      ['gradle org.springframework.boot:spring-boot-starter-web :2', 'gradle org.testcontainers:kafka dev :3'],
    ],
    [
      'gradle/libs.versions.toml',
      [
        '[libraries]',
        'jooq = "org.jooq:jooq:3.20"',
        'jedis = { module = "redis.clients:jedis", version.ref = "jedis" }',
        'sqs = { group = "software.amazon.awssdk", name = "sqs" }',
      ],
      ['gradle org.jooq:jooq :2', 'gradle redis.clients:jedis :3', 'gradle software.amazon.awssdk:sqs :4'],
    ],
    [
      'Gemfile',
      [
        "gem 'rails'",
        'group :development, :test do',
        '  gem "rspec-rails"',
        'end',
        "gem 'pg'",
        "gem 'pry', group: :development",
      ],
      ['bundler rails :1', 'bundler rspec-rails dev :3', 'bundler pg :5', 'bundler pry dev :6'],
    ],
    [
      'shop.gemspec',
      ["  s.add_dependency 'pg'", "  spec.add_development_dependency 'rake'"],
      ['bundler pg :1', 'bundler rake dev :2'],
    ],
    [
      'Shop.csproj',
      [
        '<Project Sdk="Microsoft.NET.Sdk.Web">',
        '<ItemGroup><PackageReference Include="Npgsql" Version="9" /></ItemGroup></Project>',
      ],
      ['nuget microsoft.net.sdk.web :1', 'nuget npgsql :2'],
    ],
    [
      'Web.csproj',
      ['<?xml version="1.0"?>', '', '<Project Sdk="Microsoft.NET.Sdk.Web"/>'],
      ['nuget microsoft.net.sdk.web :3'],
    ],
    [
      'composer.json',
      ['{"require": {"php": "8", "laravel/framework": "12"}, "require-dev": {"pestphp/pest": "4"}}'],
      ['composer php :1', 'composer laravel/framework :1', 'composer pestphp/pest dev :1'],
    ],
  ])('%s %#', (path, lines, expected) => {
    expect(named(path, ...lines)).toEqual(expected)
  })

  test('excluded paths and files that are not manifests do not count', () => {
    expect(named('examples/package.json', '{"dependencies": {"pg": "8"}}')).toEqual([])
    expect(named('docs/requirements.md', 'flask')).toEqual([])
  })

  test.each([
    ['Gemfile', `gem ${' '.repeat(300_000)}'pg'`],
    ['build.gradle', `implementation ${'('.repeat(300_000)}`],
    ['requirements.txt', `a${'['.repeat(300_000)}`],
    ['setup.py', `install_requires=[${'"'.repeat(300_001)}`],
    ['go.mod', `require ${'a/'.repeat(200_000)}`],
    ['gradle/libs.versions.toml', `[libraries]\na = { module ${' '.repeat(300_000)}`],
  ])('a hostile %s ends', (path, text) => {
    const start = processorTime()
    named(path, text)
    expect(processorTime() - start).toBeLessThan(20_000)
  })
})

test('what is taken from a git repository has its address and its reference', () => {
  const text = [
    'git+https://github.com/acme/a.git@main#egg=acme-a',
    '-e git+ssh://git@github.com/acme/b.git@v1.2',
    'c @ git+https://github.com/acme/c',
    'd==1.0',
  ].join('\n')
  const found = project({ 'requirements.txt': text }).dependencies.map(({ name, git }) => [name, git])
  expect(found).toEqual([
    ['acme-a', { url: 'https://github.com/acme/a.git', ref: 'main' }],
    ['b', { url: 'ssh://git@github.com/acme/b.git', ref: 'v1.2' }],
    ['c', { url: 'https://github.com/acme/c' }],
    ['d', undefined],
  ])
})
