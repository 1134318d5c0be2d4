import { defineTestPresenceCheck, nothingDeployed, type Tier } from '../../src/check-api/index.js'

/** Where a running system may be attacked without harm to users. */
const FOR_TESTS: ReadonlySet<Tier> = new Set<Tier>(['staging', 'test', 'development', 'preview'])

/** Tools that feed functions with random input, and ask no running system. */
const FUZZERS: ReadonlySet<string> = new Set(['clusterfuzzlite', 'gitlab-coverage-fuzzing'])

export default defineTestPresenceCheck({
  id: 'test-dast',
  title: 'No dynamic application security test',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  practices: ['QA.ST.5', 'SEC11-BP02', 'hc.full.monitoring-and-testing'],
  does: 'scan the running application',
  intents: ['dast'],
  counts: ({ tool }) => !FUZZERS.has(tool),
  purpose: 'dynamic-security',
  alongside: new Set(),
  unrun: {
    text: '{what} configures a scan of the running application, and no pipeline starts it.',
    remedy:
      'Scan after the deployment to a test environment or on a schedule, never production. Looked for were ZAP, nuclei, StackHawk, Dastardly, wapiti, Nikto, Mayhem, Invicti and the DAST and API fuzzing of GitLab.',
  },
  notApplicable: ({ project: { kind, traits }, delivery }) => {
    if (kind !== 'application') return 'the repository holds no application'
    if (!traits.some((trait) => trait.kind === 'request-server'))
      return 'nothing shows that the application answers requests'
    if (delivery.deployments.some(({ tier, docsOnly }) => !docsOnly && FOR_TESTS.has(tier))) return undefined
    return nothingDeployed(delivery, 'no pipeline here deploys to an environment for tests')
  },
})
