import * as fc from 'fast-check'
import { anything, list, mapping, word, written } from './parts.js'

const sha = fc.constantFrom('a'.repeat(40), 'b'.repeat(64), 'main', '')
const repository = mapping({ full_name: fc.constantFrom('shop/front', 'x/y', '/'), default_branch: word })
const end = mapping({ sha, ref: word, repo: repository })

/** Payloads of events. */
export const eventTexts: fc.Arbitrary<string> = written(
  mapping({
    ...{
      number: fc.oneof(fc.integer(), fc.double()),
      repository,
      sender: mapping({ login: word }),
      after: sha,
      before: sha,
    },
    pull_request: mapping({
      number: fc.integer(),
      head: end,
      base: end,
      user: mapping({ login: word }),
      draft: fc.boolean(),
    }),
    merge_group: mapping({ base_sha: sha, base_ref: word, head_sha: sha }),
    workflow_run: mapping({
      ...{ head_sha: sha, head_repository: repository, repository, actor: mapping({ login: word }) },
      pull_requests: list(mapping({ number: fc.integer(), base: end, head: end })),
    }),
  }),
)

const region = mapping({
  startLine: fc.integer(),
  startColumn: fc.integer(),
  endLine: fc.double(),
  endColumn: fc.integer(),
})
const artifact = mapping({
  uri: fc.oneof(word, fc.constantFrom('file:///a/b', '../x', 'src/a.ts', '%zz')),
  uriBaseId: word,
  index: fc.integer(),
})

/** SARIF 2.1.0. */
export const sarifTexts: fc.Arbitrary<string> = written(
  mapping({
    version: fc.constantFrom('2.1.0', '2.0.0'),
    runs: list(
      mapping({
        tool: mapping({
          driver: mapping({ name: word, rules: list(mapping({ id: word, properties: anything })) }),
          extensions: list(anything),
        }),
        ...{
          artifacts: list(mapping({ location: artifact })),
          originalUriBaseIds: mapping({ ROOT: artifact }),
          invocations: anything,
        },
        results: list(
          mapping({
            ...{
              ruleId: word,
              ruleIndex: fc.integer(),
              rule: mapping({ id: word, index: fc.integer() }),
              suppressions: anything,
            },
            ...{ level: fc.constantFrom('error', 'note', 'x'), message: mapping({ text: word, id: word }), kind: word },
            locations: list(mapping({ physicalLocation: mapping({ artifactLocation: artifact, region }) })),
          }),
        ),
      }),
    ),
  }),
)
