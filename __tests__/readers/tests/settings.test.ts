import { describe, expect, test } from '@jest/globals'
import { readTestSettings } from '../../../src/readers/tests/settings.js'
import { filesOf } from '../../helpers/files.js'
import { processorTime } from '../../helpers/processor-time.js'

function read(path: string, text: string): string[] {
  const index = { paths: [path], has: () => true, hasFolder: () => false, isExcluded: () => false }
  const files = filesOf(new Map([[path, text]]))
  return readTestSettings({ files }, index).map(
    ({ kind, tool, what, at }) => `${kind} ${tool} ${at.line}:${at.column} ${what}`,
  )
}

describe('settings of test runners', () => {
  test.each<[name: string, path: string, text: string, settings: readonly string[]]>([
    ['another file', 'src/index.ts', 'coverageThreshold: 1', []],
    [
      'Jest',
      'jest.config.ts',
      'export default {\n  coverageThreshold: {} }',
      ['coverage-floor jest 2:3 coverageThreshold'],
    ],
    ['Jest, commented out', 'jest.config.js', 'x = {\n  // coverageThreshold: {},\n}', []],
    [
      'Jest in package.json',
      'package.json',
      '{"jest": {"collectCoverage": true}}',
      ['coverage jest 1:11 "collectCoverage":'],
    ],
    ['a setup that retries', 'jest.setup.js', 'jest.retryTimes(2)', ['retry jest 1:1 jest.retryTimes(2']],
    ['a setup that does not', 'jest.setup.js', 'jest.retryTimes(0)', []],
    [
      'Vitest',
      'vitest.config.ts',
      'x = { test: { coverage: { thresholds: { lines: 80 } } } }',
      ['coverage vitest 1:15 coverage: {', 'coverage-floor vitest 1:15 coverage: { thresholds: { lines: 80'],
    ],
    [
      'Vitest before 1.0',
      'vite.config.ts',
      'x = { test: { coverage: { lines: 80 } } }',
      ['coverage vitest 1:15 coverage: {', 'coverage-floor vitest 1:15 coverage: { lines: 80'],
    ],
    ['Vite alone', 'vite.config.ts', 'x = { server: { retry: 3 } }', []],
    [
      'nyc',
      '.nycrc',
      '{"check-coverage": true}',
      ['coverage nyc 1:3 check', 'coverage-floor nyc 1:2 "check-coverage": true'],
    ],
    [
      'Playwright in CI',
      'playwright.config.ts',
      'x = { retries: process.env.CI ? 2 : 0 }',
      ['retry-named playwright 1:7 retries: process.env.CI ? 2'],
    ],
    [
      'Playwright without',
      'playwright.config.ts',
      'x = { retries: 0, workers: 1 }',
      ['serial playwright 1:19 workers: 1'],
    ],
    [
      'Cypress',
      'cypress.config.ts',
      'x = { retries: { runMode: 2, openMode: 0 } }',
      ['retry cypress 1:7 retries: { runMode: 2'],
    ],
    ['Cypress for people alone', 'cypress.config.ts', 'x = { retries: { runMode: 0, openMode: 1 } }', []],
    [
      'coverage.py',
      'pyproject.toml',
      '[tool.coverage.report]\nfail_under = 80',
      ['coverage coverage.py 1:1 [tool.coverage.report', 'coverage-floor coverage.py 2:1 fail_under = 80'],
    ],
    ['no minimum is none', '.coveragerc', '[report]\nfail_under = 0', ['coverage coverage.py 1:1 [report]']],
    [
      'pytest options',
      'pytest.ini',
      '[pytest]\naddopts = --cov --cov-fail-under=70 -n auto',
      [
        'coverage coverage.py 2:11 --cov',
        'coverage-floor coverage.py 2:17 --cov-fail-under=70',
        'parallel pytest 2:37 -n auto',
      ],
    ],
    ['reruns, commented out', 'setup.cfg', '[tool:pytest]\n# addopts = --reruns 3', []],
    [
      'reruns of some failures',
      'tox.ini',
      '[pytest]\naddopts = --reruns 3 --only-rerun OSError',
      ['retry pytest 2:11 --reruns 3', 'retry-limited pytest 2:22 --only-rerun'],
    ],
    [
      'JaCoCo',
      'pom.xml',
      '<artifactId>jacoco-maven-plugin</artifactId>\n<minimum>0.8</minimum>',
      ['coverage jacoco 1:13 jacoco-maven-plugin', 'coverage-floor jacoco 2:1 <minimum>0.8'],
    ],
    ['JaCoCo, commented out', 'pom.xml', '<!-- jacoco-maven-plugin <minimum> -->', []],
    [
      'Surefire',
      'pom.xml',
      '<rerunFailingTestsCount>2</rerunFailingTestsCount>',
      ['retry surefire 1:1 <rerunFailingTestsCount>2'],
    ],
    [
      'Gradle',
      'app/build.gradle.kts',
      'jacoco {}\nretry { maxRetries.set(3) }',
      ['coverage gradle 1:1 jacoco', 'retry gradle 2:9 maxRetries.set(3'],
    ],
    ['Gradle, commented out', 'build.gradle', '// violationRules {', []],
    ['coverlet', 'Tests.csproj', '<Threshold>80</Threshold>', ['coverage-floor coverlet 1:1 <Threshold>80']],
    [
      'SimpleCov',
      'spec/spec_helper.rb',
      'SimpleCov.start do\n  minimum_coverage 90\nend',
      ['coverage simplecov 1:1 SimpleCov.start', 'coverage-floor simplecov 2:3 minimum_coverage'],
    ],
    ['nextest', '.config/nextest.toml', '[profile.ci]\nretries = 2', ['retry-named nextest 2:1 retries = 2']],
    [
      'Codecov',
      'codecov.yml',
      'coverage:\n  status:\n    project:\n      default:\n        target: 80%',
      ['coverage-floor codecov 5:9 target: 80%'],
    ],
    [
      'SonarQube',
      'sonar-project.properties',
      'sonar.qualitygate.wait=true',
      ['coverage-floor sonarqube 1:1 sonar.qualitygate.wait=true'],
    ],
  ])('%s', (_, path, text, settings) => {
    expect(read(path, text)).toEqual(settings)
  })

  test('whatever a file holds takes linear time', () => {
    const start = processorTime()
    const texts = ['\n', ' ', 'coverage: {', 'retries: ', '<!--', '<Threshold> ', '[coverage']
    const paths = [
      'vitest.config.ts',
      'pom.xml',
      'pyproject.toml',
      'a.csproj',
      'cypress.config.ts',
      '.nycrc',
      'codecov.yml',
    ]
    for (const path of paths) for (const text of texts) read(path, `test: ${text.repeat(200_000 / text.length)}`)
    expect(processorTime() - start).toBeLessThan(20_000)
  })
})
