import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'

const kinds = (path: string, text: string) => project({ [path]: text }).records.map(({ kind }) => kind)

describe('what documents put on record', () => {
  test.each<[string, string, string]>([
    ['a text of another name', 'docs/colours.md', '# Colours'],
    ['a heading of a change log', 'CHANGELOG.md', '# Changes\n\n## Deprecated\n'],
    ['what is new in a release', 'docs/release-notes.md', '# 1.2'],
    ['a template', 'docs/adr/0000-template.md', '# Title'],
    ['a document of something vendored', 'vendor/a/docs/deployment.md', '# Deployment'],
    ['a document of a test', 'tests/docs/deployment.md', '# Deployment'],
    ['a heading in a comment', 'README.md', '# a\n\n<!--\n## Deployment\n-->\n'],
    ['a heading in code', 'README.md', '# a\n\n```\n# Deployment\n```\n'],
    ['a heading of a package in a folder of sources', 'src/a/notes.md', '# Deployment'],
    ['support by mail', 'SUPPORT.md', '# Support\n\nWrite to us.'],
    ['recovery without objectives', 'docs/recovery.md', '# Recovery\n\nRestore the copy.'],
  ])('nothing: %s', (_name, path, text) => expect(kinds(path, text)).toEqual([]))

  test.each<[string, string, string, string[]]>([
    ['delivery by name', 'docs/deployment-guide.md', '# a', ['delivery']],
    ['delivery by heading', 'CONTRIBUTING.md', '# a\n\n## How to release\n', ['delivery']],
    ['one record for a whole document', 'RELEASING.md', '# Releasing\n\n## Release a patch\n', ['delivery']],
    ['a decision', 'docs/adr/0003-use-helm.md', '# Helm', ['decision']],
    ['support by heading', 'SECURITY.md', '# Security\n\n## Supported Versions\n', ['support']],
    ['support by name', 'docs/release-policy.md', 'Each release ends after a year.', ['support']],
    ['a threat model of a tool', 'security/threat-model.json', '{}', ['threat-model']],
    ['a threat model by heading', 'docs/security.md', '# Security\n\n## Threat model\n', ['threat-model']],
    ['objectives', 'docs/recovery.md', '# Recovery\n\nRTO: 1 h', ['recovery-objectives']],
    ['a plan', 'docs/incident-response.md', '# a', ['incident-plan']],
    ['an analysis', 'docs/postmortems/2026-09-03.md', '# a', ['post-incident']],
  ])('%s', (_name, path, text, expected) => expect(kinds(path, text)).toEqual(expected))

  test('a part ends at the next heading of its level, and keeps those below it', () => {
    const [part] = project({
      'README.md': '# a\n\n## Deployment\nby hand\n### Rollback\nback\n## Licence\nMIT\n',
    }).records
    expect(part).toMatchObject({
      what: 'README.md, Deployment',
      lines: ['## Deployment', 'by hand', '### Rollback', 'back'],
      words: 5,
      at: { file: 'README.md', line: 3 },
    })
  })

  test('many documents, and long lines, take no time to speak of', () => {
    const texts = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`docs/deploy-${i}.md`, '# Deployment']))
    expect(project(texts).records).toHaveLength(250)
    expect(project({ 'docs/deploy.md': 'deploy-'.repeat(100_000) }).records[0]?.words).toBe(0)
  })
})

describe('settings of tools', () => {
  const languages = (path: string, text = '') => project({ [path]: text }).toolSettings.map(({ language }) => language)

  test.each<[string, string]>([
    ['package.json', '{ "name": "eslint" }'],
    ['pyproject.toml', '[tool.poetry]'],
    ['pom.xml', '<project/>'],
    ['tests/.eslintrc.json', '{}'],
    ['node_modules/a/.eslintrc.json', '{}'],
    ['.vscode/launch.json', '{}'],
  ])('%s %s holds none', (path, text) => expect(languages(path, text)).toEqual([]))

  test.each<[string, string, string]>([
    ['.editorconfig', '', 'any'],
    ['.idea/codeStyles/Project.xml', '', 'any'],
    ['web/biome.json', '', 'javascript'],
    ['setup.cfg', '[flake8]', 'python'],
    ['config/checkstyle/checkstyle.xml', '', 'java'],
    ['Directory.Build.props', '<EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>', 'dotnet'],
    ['phpcs.xml.dist', '', 'php'],
    ['Gemfile', "gem 'rubocop-rails'", 'ruby'],
  ])('%s %s is for %s', (path, text, language) => expect(languages(path, text)).toEqual([language]))
})
