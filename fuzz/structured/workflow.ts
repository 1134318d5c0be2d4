import * as fc from 'fast-check'
import { shellTexts } from './languages.js'
import { anything, list, mapping, word, written } from './parts.js'

const step = mapping({
  ...{ name: word, id: word, uses: fc.constantFrom('actions/checkout@v4', './.github/a', 'docker://node:22', 'x') },
  ...{
    run: shellTexts,
    shell: fc.constantFrom('bash', 'pwsh', 'cmd', 'python {0}'),
    if: word,
    env: mapping({ A: word }),
  },
  ...{ with: mapping({ ref: word, script: shellTexts }), 'working-directory': word, 'continue-on-error': fc.boolean() },
})

const job = mapping({
  ...{ 'runs-on': fc.oneof(word, list(word)), needs: fc.oneof(fc.constantFrom('a', 'b'), list(word)), if: word },
  ...{ environment: fc.oneof(word, mapping({ name: word, url: word })), steps: list(step), permissions: anything },
  ...{ strategy: mapping({ matrix: mapping({ x: list(word), include: list(mapping({ x: word })) }) }) },
  ...{
    container: fc.oneof(word, mapping({ image: word })),
    services: anything,
    concurrency: anything,
    outputs: anything,
  },
  ...{ uses: fc.constantFrom('./.github/workflows/ci.yml', 'a/b/.github/workflows/c.yml@main'), secrets: word },
})

const filter = mapping({ branches: list(word), 'branches-ignore': list(word), tags: list(word), paths: list(word) })

/** GitHub Actions workflows in which anything may stand anywhere. */
export const workflowTexts: fc.Arbitrary<string> = written(
  mapping({
    on: fc.oneof(
      word,
      list(word),
      mapping({ push: filter, pull_request: filter, schedule: list(mapping({ cron: word })) }),
    ),
    ...{ name: word, env: mapping({ A: word }), permissions: anything, concurrency: anything, defaults: anything },
    jobs: mapping({ a: job, b: job, c: job }),
  }),
)

/** YAML of any shape. */
export const yamlTexts: fc.Arbitrary<string> = written(
  fc.oneof(anything, list(anything), mapping({ a: anything, b: word })),
)
