import { defineTestPresenceCheck, type TraitKind } from '../../src/check-api/index.js'

/** What somebody uses from outside. */
const USED: ReadonlySet<TraitKind> = new Set<TraitKind>(['user-interface', 'request-server', 'interface-description'])

export default defineTestPresenceCheck({
  id: 'test-acceptance-present',
  title: 'No end-to-end or acceptance tests',
  confidence: 'low',
  since: '0.1.0',
  practices: ['DL.CD.3', 'QA.FT.3', 'OPS05-BP02', 'OPS06-BP02', 'hc.app.test'],
  does: 'run end-to-end tests',
  intents: ['acceptance-test'],
  purpose: 'end-to-end',
  alongside: new Set(['python', 'java', 'go', 'ruby', 'dotnet', 'php', 'rust']),
  unrun: {
    text: '{what} belongs to an end-to-end suite that no pipeline runs.',
    remedy:
      'Run the suite after a deployment to a test environment, or against the composed system. Looked for were Playwright, Cypress, WebdriverIO, Selenium, Cucumber and its kin, Robot Framework, Karate, Newman, Hurl, Maestro and Detox.',
  },
  notApplicable: ({ project: { kind, traits, deployables } }) => {
    if (kind !== 'application') return 'the repository holds no application'
    if (!traits.some((trait) => USED.has(trait.kind)))
      return 'nothing shows a user interface or an interface for requests'
    return deployables.length === 0 ? 'nothing shows that the application is deployed' : undefined
  },
})
