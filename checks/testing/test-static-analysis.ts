import { definePresenceCheck } from '../../src/check-api/index.js'

/** Languages with a linter or type checker that most projects could run as it is. */
const LINTED = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php', 'shell', 'terraform'])

/** Apps that lint changes by themselves, and the files that configure them. */
const SERVICES = {
  words: new Set(
    'pre sonar sonarcloud sonarqubecloud codacy codefactor codeclimate deepsource hound houndci stickler restyled qlty'.split(
      ' ',
    ),
  ),
  files: [
    '.pre-commit-config.yaml',
    '.sonarcloud.properties',
    'sonar-project.properties',
    '.codacy.yml',
    '.codacy.yaml',
    '.codeclimate.yml',
    '.deepsource.toml',
    '.hound.yml',
    '.stickler.yml',
    '.restyled.yaml',
    '.qlty/qlty.toml',
  ],
}

export default definePresenceCheck({
  id: 'test-static-analysis',
  title: 'No static analysis in the pipeline',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.LD.5',
    'DL.CR.1',
    'DL.CR.4',
    'QA.NT.1',
    'OPS05-BP07',
    'SEC11-BP02',
    'hc.automate.cicd.ci-every-commit',
    'ba.trap.test-coverage',
  ],
  messageId: 'none',
  message: {
    text: 'No pipeline lints or type-checks {language}.',
    remedy:
      'Run the language’s linter on every pull request, so that reviews can be about the change itself. Looked for were linters, type checkers and format checks of the language (eslint, tsc, ruff, mypy, golangci-lint, clippy, checkstyle, rubocop, phpstan, shellcheck, tflint …) and those of every language (pre-commit, super-linter, megalinter, sonar-scanner).',
  },
  notApplicable: ({ kind, languages }) => {
    if (kind === 'examples') return 'the repository is a collection of samples'
    const linted = languages.some(({ language }) => LINTED.has(language))
    return linted ? undefined : 'there is no code of a language with a common linter'
  },
  signals: {
    does: 'lint or check types',
    intents: ['lint', 'type-check', 'iac-validate', 'format-check', 'sast'],
    services: SERVICES,
    perLanguage: { languages: LINTED, minShare: 0.2, minFiles: 3 },
  },
})
