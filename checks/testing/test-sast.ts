import { definePresenceCheck } from '../../src/check-api/index.js'

/** Languages that a widely used static security analyser covers. */
const COVERED = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php', 'swift', 'c', 'cpp'])

/** Older analyses say nothing about today's changes. */
const FRESH_DAYS = 30

export default definePresenceCheck({
  id: 'test-sast',
  title: 'No static application security test',
  severity: 'error',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['QA.ST.4', 'waf.sec.automate-security', 'SEC06-BP01', 'SEC11-BP02', 'hc.automate.cicd.security-scanning'],
  messageId: 'none',
  message: {
    text: 'No pipeline runs a static application security test on changes.',
    remedy:
      'Enable code scanning’s default setup, or run github/codeql-action, Semgrep or your language’s analyser on pull requests. Looked for were CodeQL, Semgrep, SonarQube, Snyk Code, Checkmarx, Synopsys, Qodana, bandit, gosec, brakeman, njsscan, psalm and their like.',
  },
  notApplicable: ({ kind, languages }) => {
    if (kind === 'examples') return 'the repository is a collection of samples'
    const covered = languages.some(({ language, sourceFiles }) => COVERED.has(language) && sourceFiles.length > 0)
    return covered ? undefined : 'there is no source code of a language that such a tool covers'
  },
  signals: {
    does: 'run such a test',
    intents: ['sast'],
    services: {
      words: new Set(
        'sonar sonarcloud sonarqubecloud snyk semgrep checkmarx codacy deepsource veracode fortify'.split(' '),
      ),
      files: [],
    },
    host: ({ security }) => {
      const scanning = security.known ? security.value.codeScanning : security
      if (!scanning.known) return { unreadable: scanning.reason, ...scanning }
      const { newestDaysAgo, tools } = scanning.value
      return newestDaysAgo !== undefined && newestDaysAgo <= FRESH_DAYS
        ? { seen: `code scanning by ${tools.join(', ')} is ${newestDaysAgo} days old` }
        : undefined
    },
  },
})
