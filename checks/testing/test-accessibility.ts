import { defineTestPresenceCheck, type CheckOutcome, type Project, type Reached } from '../../src/check-api/index.js'

/** Rules for the source of user interfaces, which a linter applies. */
const LINT_PLUGINS: ReadonlySet<string> = new Set([
  'eslint-plugin-jsx-a11y',
  'eslint-plugin-vuejs-accessibility',
  '@angular-eslint/eslint-plugin-template',
  'eslint-plugin-lit-a11y',
  'eslint-plugin-react-native-a11y',
  'ember-template-lint',
])

/** Libraries that look at what a browser shows: they need a browser test. */
const IN_BROWSER = /playwright|puppeteer|webdriver|cypress|selenium|capybara/i

export default defineTestPresenceCheck({
  id: 'test-accessibility',
  title: 'User interface without automated accessibility or usability checks',
  confidence: 'medium',
  since: '0.1.0',
  practices: ['QA.NT.3', 'OPS04-BP03'],
  does: 'check the accessibility of the user interface',
  intents: ['accessibility-test'],
  purpose: 'accessibility',
  alongside: new Set(['javascript', 'python', 'java', 'ruby', 'dotnet', 'php']),
  runs: ({ what }, { kind }) => !IN_BROWSER.test(what) || kind === 'acceptance-test',
  unrun: {
    text: '{what} configures checks of the user interface, and no pipeline runs them.',
    remedy:
      'Run them on every change, and fail on serious findings. Looked for were axe in tests, Pa11y, Lighthouse, Storybook, reviews of screenshots (Chromatic, Percy, Argos) and accessibility rules of linters.',
  },
  notApplicable: ({ project: { kind, traits } }) => {
    if (kind !== 'application' && kind !== 'library') return 'the repository holds no application'
    return traits.some((trait) => trait.kind === 'user-interface') ? undefined : 'nothing shows a user interface'
  },
  *more({ project, reached }) {
    yield* lintRules(project, reached)
  },
})

function* lintRules({ dependencies }: Project, { steps }: Reached): Generator<CheckOutcome<never>> {
  const plugin = dependencies.find(({ ecosystem, name }) => ecosystem === 'npm' && LINT_PLUGINS.has(name))
  const lint = steps
    .flatMap(({ step }) => step.intents)
    .find(({ kind, covers }) => kind === 'lint' && (covers.length === 0 || covers.includes('javascript')))
  if (plugin === undefined || lint === undefined) return
  const data = { what: plugin.name, tool: lint.tool }
  yield { kind: 'evidence', text: '{what} is among the rules of {tool}', data, at: plugin.at, because: lint.because }
}
