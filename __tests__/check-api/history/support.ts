import type { HistoryFacts } from '../../../src/check-api/history/measured.js'
import type { Delivery, DeliveryHistory } from '../../../src/models/index.js'

/** Nothing is deployed, tested or published. */
export const NO_DELIVERY: Delivery = { deployments: [], publications: [], tests: [], links: [], pulls: [] }

/** `ci.yml` runs tests; `cd.yml` deploys to production on pushes, tags and by hand. Figures look at nothing else. */
export const DELIVERY = {
  ...NO_DELIVERY,
  tests: [{ pipeline: { file: '.github/workflows/ci.yml' } }, { pipeline: { file: '.github/workflows/e2e.yml' } }],
  deployments: [
    {
      pipeline: { file: '.github/workflows/cd.yml' },
      tier: 'production',
      persistent: true,
      docsOnly: false,
      triggers: [
        { kind: 'push', event: 'push' },
        { kind: 'tag', event: 'push' },
        { kind: 'manual', event: 'workflow_dispatch' },
      ],
    },
  ],
} as unknown as Delivery

export const CD = '.github/workflows/cd.yml'
export const E2E = '.github/workflows/e2e.yml'

export const facts = (history: DeliveryHistory, delivery: Delivery = DELIVERY): HistoryFacts => ({ history, delivery })
