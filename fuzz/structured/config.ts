import * as fc from 'fast-check'
import { anything, list, mapping, word, written } from './parts.js'

const sha = fc.constantFrom('a'.repeat(40), 'main')

const record = mapping({
  ...{ id: fc.constantFrom('DL.ADS.2', 'x', ''), reason: word, by: word, date: word, expires: word, evidence: word },
  ...{ status: fc.constantFrom('met', 'not-met', 'x'), service: word, paths: list(word), check: word },
})

/** Configurations. */
export const configTexts: fc.Arbitrary<string> = written(
  mapping({
    ...{
      profile: word,
      'fail-on': fc.constantFrom('error', 'never', 'x'),
      scope: word,
      exclude: list(word),
      extends: list(word),
    },
    checks: mapping({ 'deploy-canary': fc.oneof(word, mapping({ severity: word, options: anything })), '*': word }),
    ...{ exceptions: list(record), attestations: list(record), environments: anything, baseline: word, history: word },
    services: fc.oneof(
      word,
      mapping({ api: mapping({ paths: list(word), checks: anything, exceptions: list(record) }) }),
    ),
    lexicon: list(mapping({ command: word, action: word, intents: list(word), tool: word })),
    ...{ 'critical-paths': list(word), 'trusted-owners': list(word), 'sarif-inputs': list(word), repository: anything },
  }),
)

const place = mapping({
  file: word,
  line: fc.integer(),
  column: fc.integer(),
  endLine: fc.integer(),
  endColumn: fc.double(),
})
const finding = mapping({
  ...{ check: fc.constantFrom('deploy-canary', 'constructor'), message: word, at: fc.option(place), fingerprint: word },
  ...{
    severity: fc.constantFrom('error', 'x'),
    standing: fc.constantFrom('open', 'excepted'),
    delta: fc.constant(null),
  },
  ...{ inChange: fc.option(fc.boolean()), facet: fc.option(word) },
})

/** Reports of other runs. */
export const claimTexts: fc.Arbitrary<string> = written(
  fc.record({
    schemaVersion: fc.constant(1),
    tool: fc.constant({ name: 'pillarlint', version: '0.1.0' }),
    subject: mapping({
      kind: fc.constant('service'),
      revision: fc.option(sha),
      baseRevision: fc.option(sha),
      pullRequest: fc.integer(),
    }),
    gate: mapping({
      verdict: fc.constantFrom('pass', 'fail'),
      scope: fc.constantFrom('changes', 'repository'),
      because: list(word),
    }),
    practices: list(
      mapping({
        id: fc.constantFrom('DL.ADS.2', 'x'),
        verdict: fc.constantFrom('met', 'not-met'),
        rule: fc.nat(9),
        reason: word,
      }),
    ),
    ...{ findings: list(finding), fixed: list(finding) },
    checks: list(
      mapping({ id: fc.constantFrom('deploy-canary', 'x'), outcome: fc.constantFrom('problem', 'ok'), reason: word }),
    ),
    coverage: mapping({ files: mapping({ seen: fc.nat(), read: fc.integer() }) }),
  }),
)
