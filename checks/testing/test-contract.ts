import { defineTestPresenceCheck } from '../../src/check-api/index.js'

export default defineTestPresenceCheck({
  id: 'test-contract',
  title: 'Service interface without contract tests',
  confidence: 'medium',
  since: '0.1.0',
  practices: ['DL.ADS.5', 'QA.NT.7', 'OPS05-BP02', 'REL08-BP02'],
  does: 'compare the interface with what was agreed',
  intents: ['contract-test'],
  purpose: 'contract',
  alongside: new Set(['javascript', 'python', 'java', 'go', 'ruby', 'dotnet', 'php', 'rust']),
  unrun: {
    text: '{what} is there to compare interfaces, and no pipeline does it.',
    remedy:
      'Compare on every change, and fail if a consumer would break. Looked for were Pact, Spring Cloud Contract, Schemathesis, Dredd, Prism, Specmatic, Microcks, buf breaking, oasdiff, openapi-diff, GraphQL Inspector, Rover, AsyncAPI diff and checks of a schema registry.',
  },
  notApplicable: ({ project: { kind, traits } }) => {
    if (kind === 'examples' || kind === 'docs-only') return 'the repository offers no interface of its own'
    if (traits.some((trait) => trait.kind === 'interface-description')) return undefined
    return 'no description of an interface is here (OpenAPI, AsyncAPI, Protocol Buffers, GraphQL, Avro)'
  },
})
