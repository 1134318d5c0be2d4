import type { TestSettingKind } from '../../models/index.js'

/** How comments are written in a kind of file, so that what is commented out counts for nothing. */
export type Comments = 'javascript' | 'hash' | 'xml' | 'c' | 'none'

/** Settings of one tool in files of certain names. */
export interface SettingFile {
  readonly tool: string
  /** As {@link TestSetting.language}. */
  readonly language?: string
  /** Fits the name of the file. */
  readonly files: RegExp
  readonly comments: Comments
  /** The file says nothing of the tool without. */
  readonly holds?: RegExp
  readonly settings: readonly (readonly [kind: TestSettingKind, pattern: RegExp])[]
}

/** A number above 0, or an expression that may be one, as far as the line goes. */
const SOME = String.raw`[^\n,}]{0,80}?[1-9]`
const JS = '[cm]?[jt]s'
const PYTHON = /^(?:pyproject\.toml|\.coveragerc|setup\.cfg|tox\.ini|\.?pytest\.(?:ini|toml))$/

/** Sources: the configuration reference of each tool. */
export const SETTING_FILES: readonly SettingFile[] = [
  {
    tool: 'jest',
    language: 'javascript',
    files: new RegExp(`^(?:jest[\\w.-]*|[\\w.-]*\\.jest)\\.config\\.${JS}$|^jest[\\w.-]*\\.${JS}$`),
    comments: 'javascript',
    settings: [
      ['coverage', /\bcollectCoverage\b\s*:\s*true|\bcollectCoverageFrom\b/],
      ['coverage-floor', /\bcoverageThreshold\b/],
      ['retry', new RegExp(`\\bjest\\.retryTimes\\(${SOME}`)],
      ['serial', /\bmaxWorkers\s*:\s*1\b/],
    ],
  },
  {
    tool: 'jest',
    language: 'javascript',
    files: /^(?:package|jest\.config)\.json$/,
    comments: 'none',
    settings: [
      ['coverage', /"collectCoverage(?:From)?"\s*:/],
      ['coverage-floor', /"coverageThreshold"\s*:/],
      ['serial', /"maxWorkers"\s*:\s*1\b/],
    ],
  },
  {
    tool: 'nyc',
    language: 'javascript',
    files: /^package\.json$/,
    comments: 'none',
    holds: /"(?:nyc|c8)"\s*:\s*\{/,
    settings: [
      ['coverage', /"(?:nyc|c8)"\s*:\s*\{/],
      ['coverage-floor', /"check-?[cC]overage"\s*:\s*true/],
    ],
  },
  {
    tool: 'nyc',
    language: 'javascript',
    files: /^(?:\.(?:nyc|c8)rc(?:\.json|\.ya?ml)?|nyc\.config\.[cm]?js)$/,
    comments: 'none',
    settings: [
      ['coverage', /\w/],
      ['coverage-floor', /["']?check-?[cC]overage["']?\s*:\s*true/],
    ],
  },
  {
    tool: 'vitest',
    language: 'javascript',
    files: new RegExp(`^vite(?:st)?[\\w.-]*\\.${JS}$`),
    comments: 'javascript',
    holds: /\btest\s*:/,
    settings: [
      ['coverage', /\bcoverage\s*:\s*\{/],
      [
        'coverage-floor',
        /\bthresholds?\s*:|\bcoverage\s*:\s*\{[^}]{0,400}\b(?:lines|branches|functions|statements)\s*:\s*\d/,
      ],
      ['retry', /\bretry\s*:\s*[1-9]/],
      ['serial', /\bfileParallelism\s*:\s*false|\bmaxWorkers\s*:\s*1\b|\bsingle(?:Thread|Fork)\s*:\s*true/],
    ],
  },
  {
    tool: 'karma',
    language: 'javascript',
    files: new RegExp(`^karma[\\w.-]*\\.${JS}$`),
    comments: 'javascript',
    settings: [
      ['coverage', /\bcoverage(?:Istanbul)?Reporter\s*:/],
      ['coverage-floor', /\bcheck\s*:\s*\{|\bthresholds?\s*:/],
    ],
  },
  {
    tool: 'playwright',
    language: 'javascript',
    files: new RegExp(`^playwright[\\w.-]*\\.${JS}$`),
    comments: 'javascript',
    settings: [
      ['retry-named', new RegExp(`\\bretries\\s*:\\s*${SOME}`)],
      [
        'parallel',
        new RegExp(`\\bfullyParallel\\s*:\\s*true|\\bworkers\\s*:\\s*(?:[2-9]|[^\\n,]{0,80}[?:|]\\s*[2-9])`),
      ],
      ['serial', /\bworkers\s*:\s*(?:1\b|[^\n,]{0,80}\?\s*1\b)/],
    ],
  },
  {
    tool: 'cypress',
    language: 'javascript',
    files: new RegExp(`^cypress(?:[\\w.-]*\\.config\\.${JS}|\\.json)$`),
    comments: 'javascript',
    settings: [['retry', /\bretries\s*:\s*(?:[1-9]|\{[^}]{0,200}\brunMode\s*:\s*[1-9])/]],
  },
  {
    tool: 'cypress',
    language: 'javascript',
    files: /^cypress\.json$/,
    comments: 'none',
    settings: [['retry', /"retries"\s*:\s*(?:[1-9]|\{[^}]{0,200}"runMode"\s*:\s*[1-9])/]],
  },
  {
    tool: 'mocha',
    language: 'javascript',
    files: /^\.mocharc\.(?:[cm]?js|jsonc?|ya?ml)$/,
    comments: 'none',
    settings: [
      ['retry', /^[ \t]*["']?retries["']?\s*:\s*[1-9]/m],
      ['parallel', /^[ \t]*["']?parallel["']?\s*:\s*true/m],
    ],
  },
  {
    tool: 'webdriverio',
    language: 'javascript',
    files: new RegExp(`^wdio[\\w.-]*\\.${JS}$`),
    comments: 'javascript',
    settings: [
      ['retry', /\bspecFileRetries\s*:\s*[1-9]/],
      ['parallel', /\bmaxInstances\s*:\s*[2-9]/],
    ],
  },
  {
    tool: 'coverage.py',
    language: 'python',
    files: PYTHON,
    comments: 'hash',
    settings: [
      ['coverage', /^[ \t]*\[(?:tool\.)?coverage[.:\]]|^\[(?:run|report)\]|--cov\b/m],
      ['coverage-floor', /^[ \t]*fail_under\s*=\s*["']?[1-9]|--cov-fail-under[=\s]["']?[1-9]/m],
    ],
  },
  {
    tool: 'pytest',
    language: 'python',
    files: PYTHON,
    comments: 'hash',
    settings: [
      ['retry', /--(?:reruns|retries)[=\s]["']?[1-9]|^[ \t]*(?:reruns|retries)\s*=\s*["']?[1-9]/m],
      ['retry-limited', /--only-rerun\b/],
      ['parallel', /(?:^|[\s"'])(?:-n|--numprocesses)[=\s"',]{0,4}(?:auto|logical|[2-9])/m],
    ],
  },
  {
    tool: 'jacoco',
    language: 'java',
    files: /^pom\.xml$/,
    comments: 'xml',
    holds: /jacoco-maven-plugin|cobertura-maven-plugin|clover-maven-plugin/,
    settings: [
      ['coverage', /(?:jacoco|cobertura|clover)-maven-plugin/],
      ['coverage-floor', /<(?:minimum|maximum|totalLineRate|targetPercentage)>/],
    ],
  },
  {
    tool: 'surefire',
    language: 'java',
    files: /^pom\.xml$/,
    comments: 'xml',
    settings: [
      ['retry', /<(?:surefire\.|failsafe\.)?rerunFailingTestsCount>\s*[1-9]/],
      ['retry-limited', /<failOnFlakeCount>\s*[1-9]/],
      ['parallel', /<forkCount>\s*(?:[2-9]|\d\.?\d*C)|<parallel>\s*[a-mo-zA-Z]/],
    ],
  },
  {
    tool: 'gradle',
    language: 'java',
    files: /\.gradle(?:\.kts)?$/,
    comments: 'c',
    settings: [
      ['coverage', /\bjacoco\b|\bkover\b/],
      ['coverage-floor', /\bviolationRules\b|\bminBound\b|\bminValue\b/],
      ['retry', /\bmaxRetries\b\s*(?:=|\.set\()\s*[1-9]/],
      ['retry-limited', /\bfailOnPassedAfterRetry\b\s*(?:=|\.set\()\s*true/],
      ['parallel', /\bmaxParallelForks\b/],
    ],
  },
  {
    tool: 'scoverage',
    language: 'java',
    files: /\.sbt$/,
    comments: 'c',
    settings: [
      ['coverage', /\bcoverageEnabled\b/],
      ['coverage-floor', /\bcoverageFailOnMinimum\s*:=\s*true/],
    ],
  },
  {
    tool: 'coverlet',
    language: 'dotnet',
    files: /\.(?:csproj|fsproj|vbproj|props|targets|runsettings)$/,
    comments: 'xml',
    settings: [
      ['coverage', /coverlet|<CollectCoverage>\s*true/i],
      ['coverage-floor', /<Threshold>\s*[1-9]/],
      ['serial', /<MaxCpuCount>\s*1\s*</],
    ],
  },
  {
    tool: 'simplecov',
    language: 'ruby',
    files: /^(?:\.simplecov|(?:spec|test|rails)_helper\.rb|[\w-]*(?:simplecov|coverage)[\w-]*\.rb)$/,
    comments: 'hash',
    settings: [
      ['coverage', /\bSimpleCov\.(?:start|configure)\b/],
      [
        'coverage-floor',
        /\b(?:minimum_coverage|minimum_coverage_by_file|refuse_coverage_drop|maximum_coverage_drop)\b/,
      ],
    ],
  },
  {
    tool: 'tarpaulin',
    language: 'rust',
    files: /^\.?tarpaulin\.toml$/,
    comments: 'hash',
    settings: [['coverage-floor', /^[ \t]*fail-under\s*=\s*["']?[1-9]/m]],
  },
  {
    tool: 'nextest',
    language: 'rust',
    files: /^nextest\.toml$/,
    comments: 'hash',
    settings: [['retry-named', /^[ \t]*retries\s*=\s*(?:[1-9]|\{)/m]],
  },
  {
    tool: 'codecov',
    files: /^\.?codecov\.ya?ml$/,
    comments: 'hash',
    settings: [['coverage-floor', /^[ \t]*(?:-\s*)?target\s*:\s*(?:auto|["']?\d)/m]],
  },
  {
    tool: 'sonarqube',
    files: /^sonar-project\.properties$/,
    comments: 'hash',
    settings: [['coverage-floor', /^sonar\.qualitygate\.wait\s*=\s*true/m]],
  },
]
