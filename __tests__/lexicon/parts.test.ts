import { describe, expect, test } from '@jest/globals'
import { fits } from '../../src/lexicon/glob.js'
import { imageProgram, toolNames } from '../../src/lexicon/index.js'
import { programName } from '../../src/lexicon/program-name.js'
import { isServiceUrl } from '../../src/lexicon/service-url.js'
import { splitWords } from '../../src/lexicon/split-words.js'
import { words } from './helpers.js'

describe('fits', () => {
  test.each([
    ['test', 'test', true],
    ['test', 'tes', false],
    ['test:unit', 'test*', true],
    ['unit:test', '*:test', true],
    ['a/b/c', '*/b/*', true],
    ['', '*', true],
    ['anything', '*', true],
    ['a.b', 'a?b', false],
  ])('%s, %s: %s', (text, pattern, expected) => {
    expect(fits(text, pattern)).toBe(expected)
  })
})

describe('programName', () => {
  test.each([
    ['helm', 'helm', 'system'],
    ['/usr/local/bin/helm', 'helm', 'system'],
    ['C:\\tools\\Helm.exe', 'helm', 'tree'],
    ['mvn.cmd', 'mvn', 'system'],
    ['./migrate', 'migrate', 'tree'],
    ['vendor/bin/phpunit', 'phpunit', 'bin'],
    ['node_modules/.bin/jest', 'jest', 'bin'],
    ['node_modules/jest/bin/jest.js', 'jest', 'bin'],
    ['node_modules/@biomejs/biome/bin/biome', '@biomejs/biome', 'bin'],
    ['prettier@3.1.0', 'prettier', 'system'],
    ['@redocly/cli@latest', '@redocly/cli', 'bin'],
    ['composer.phar', 'composer', 'system'],
    ['', '', 'system'],
    ['@', '@', 'bin'],
    ['node_modules/', '', 'bin'],
  ])('%s', (text, name, from) => {
    expect(programName(text)).toEqual({ name, from })
  })
})

describe('splitWords', () => {
  test.each([
    ['', []],
    ['  build   -x test ', ['build', '-x', 'test']],
    [`-m "not e2e" 'a b'`, ['-m', 'not e2e', 'a b']],
    ['--tag ${{ inputs.tag }}-x y', ['--tag', '${{ inputs.tag }}-x', 'y']],
    ['a""b ""', ['ab', '']],
    ['"open', ['open']],
    ['${{ open', ['${{ open']],
  ])('%j', (text, expected) => {
    expect(splitWords(text).map((word) => word.text)).toEqual(expected)
  })

  test('words with expressions and variables are not literal', () => {
    expect(splitWords("a ${{ b }} $c '$d'").map((word) => word.literal)).toEqual([true, false, false, true])
  })
})

describe('isServiceUrl', () => {
  test.each([
    ['https://app.example.com', true],
    ['http://127.0.0.1:8080/health', true],
    ['localhost:3000', true],
    ['https://user@app.example.com/', true],
    ['https://$HOST/health', true],
    ['$APP_URL', true],
    ['${{ steps.deploy.outputs.url }}', true],
    ['$BASE/healthz', true],
    ['https://github.com/acme/tool', false],
    ['https://sub.github.com/acme/tool', false],
    ['https://notgithub.com/', true],
    ['https://download.example.com/tool', false],
    ['https://example.com/tool.tar.gz?x=1', false],
    ['https://example.com/releases/latest', false],
    ['https://$RELEASE_HOST/x', false],
    ['$DOWNLOAD_URL', false],
    ['$SLACK_WEBHOOK_URL', false],
    ['$THING', false],
    ['app.example.com', false],
    ['https://', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(words(text).concat({ text: '', literal: true }).slice(0, 1).every(isServiceUrl)).toBe(expected)
  })
})

describe('imageProgram', () => {
  test.each([
    ['aquasec/trivy', 'trivy'],
    ['aquasec/trivy:0.60.0', 'trivy'],
    ['docker.io/aquasec/trivy@sha256:00', 'trivy'],
    ['docker://hadolint/hadolint:v2', 'hadolint'],
    ['ghcr.io/aquasecurity/trivy:1', 'trivy'],
    ['registry.example.com:5000/aquasec/trivy', undefined],
    ['node:22', undefined],
    ['', undefined],
  ])('%s', (image, program) => {
    expect(imageProgram(image)).toBe(program)
  })
})

describe('toolNames', () => {
  test('names the tools of commands and of actions, sorted, once', () => {
    const tools = toolNames('secret-scan')
    expect(tools).toEqual(expect.arrayContaining(['ggshield', 'gitleaks', 'trivy', 'trufflehog']))
    expect(tools).toEqual([...new Set(tools)].sort())
  })

  test('names test runners, whose kind a run tells', () => {
    expect(toolNames('unit-test')).toEqual(expect.arrayContaining(['jest', 'pytest', 'go', 'maven']))
    expect(toolNames('integration-test')).toEqual(expect.arrayContaining(['jest', 'pytest']))
  })
})
