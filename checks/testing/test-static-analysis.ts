import { definePresenceCheck } from '../../src/check-api/index.js'

/** Languages with a linter or type checker that most projects could run as it is. */
const LINTED = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php', 'terraform', 'ansible'])

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
    remedy: 'Run the language’s linter on every pull request, so that reviews can be about the change itself.',
  },
  notApplicable: ({ languages }) =>
    languages.some(({ language }) => LINTED.has(language))
      ? undefined
      : 'there is no code of a language with a common linter',
  signals: {
    intents: ['lint', 'type-check', 'iac-validate', 'sast', 'format-check'],
    perLanguage: { languages: LINTED, minShare: 0.2 },
  },
})
