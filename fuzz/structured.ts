import * as fc from 'fast-check'

/** Strings that readers look for, and any others. */
const word = fc.oneof(
  fc.constantFrom(
    ...['on', 'push', 'main', 'jobs', 'steps', 'run', 'uses', 'if', 'needs', 'true', 'null', '~', '1', ''],
  ),
  fc.constantFrom(
    ...['${{ github.ref }}', '${{', '$(x)', 'a: b', '- a', '#', '__proto__', '<<', '*a', '!t', '2026-01-01'],
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)

/** Any JSON value, of few levels. */
const anything = fc.jsonValue({ maxDepth: 3, noUnicodeString: false })

/** A mapping in which each of the keys may be missing, may fit, and may hold anything at all. */
function mapping(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const odd = Object.entries(fields).map(
    ([key, fitting]) => [key, fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: anything })] as const,
  )
  return fc.record(Object.fromEntries(odd), { requiredKeys: [] })
}

const list = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: fc.array(item, { maxLength: 4 }) }, { weight: 1, arbitrary: anything })

/** As JSON, which YAML reads too, and as the block form of YAML. */
function written(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(value, fc.constantFrom('json', 'indented', 'block')).map(([each, form]) => {
    if (form === 'block') return block(each, '')
    return JSON.stringify(each, undefined, form === 'indented' ? 2 : undefined)
  })
}

function block(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value, indent)
  const entries = Array.isArray(value) ? value.map((each: unknown) => ['- ', each] as const) : keysOf(value)
  if (entries.length === 0) return Array.isArray(value) ? ' []\n' : ' {}\n'
  const lines = entries.map(([key, each]) => `${indent}${key}${block(each, `${indent}  `)}`).join('')
  return indent === '' ? lines : `\n${lines}`
}

function keysOf(value: object): (readonly [string, unknown])[] {
  return Object.entries(value).map(([key, each]) => [`${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)}:`, each])
}

/** Texts of several lines stand as they are, the others as JSON writes them, or without quotes. */
function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string') return ` ${JSON.stringify(value)}\n`
  if (value.includes('\n')) return ` |\n${value.replace(/^/gm, indent)}\n`
  return value.length % 2 === 0 ? ` ${JSON.stringify(value)}\n` : ` ${value}\n`
}

const command = fc.letrec<{ readonly script: string; readonly simple: string; readonly word: string }>((tie) => ({
  word: fc.oneof(
    fc.constantFrom(
      'make',
      'npm',
      'test',
      'kubectl',
      '$X',
      '"$Y z"',
      "'q'",
      '${A:-b}',
      '$((1+2))',
      '\\',
      '{a,b}',
      '*.sh',
    ),
    tie('script').map((inner) => `$(${inner})`),
    tie('script').map((inner) => `"$(${inner})"`),
    fc.string({ maxLength: 8 }),
  ),
  simple: fc.array(tie('word'), { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  script: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('simple'),
    fc
      .tuple(tie('script'), fc.constantFrom(' && ', ' || ', '; ', ' | ', ' & ', '\n'), tie('script'))
      .map((all) => all.join('')),
    fc.tuple(tie('script'), tie('script')).map(([test, then]) => `if ${test}; then ${then}; else :; fi`),
    fc.tuple(tie('word'), tie('script')).map(([name, body]) => `for x in ${name}; do ${body}; done`),
    fc.tuple(tie('word'), tie('script')).map(([name, body]) => `case ${name} in ${name}) ${body} ;; esac`),
    tie('script').map((body) => `f() { ${body}; }; f`),
    tie('script').map((body) => `( ${body} ) > "out" 2>&1`),
    tie('script').map((body) => `sh -c '${body}'`),
    tie('script').map((body) => `cat <<EOF\n${body}\nEOF\n`),
  ),
}))

/** Commands of a shell within commands. */
export const shellTexts: fc.Arbitrary<string> = command.script.map((text) => text.slice(0, 4_000))

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

const hcl = fc.letrec<{ readonly body: string; readonly value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '1',
      '-2.5e3',
      'true',
      'null',
      '"a"',
      '"${var.x}-%{ if a }b%{ endif }"',
      'var.a.b[0].*.c',
      '<<-EOT\n  a ${b}\n  EOT',
    ),
    fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(tie('value'), { maxLength: 3 })
      .map((items) => `{${items.map((item, index) => `k${index} = ${item}`).join(', ')}}`),
    fc.tuple(tie('value'), fc.constantFrom('+', '==', '&&', '?', ':', '||'), tie('value')).map((all) => all.join(' ')),
    tie('value').map((inner) => `merge(${inner}, { for k, v in ${inner} : k => v if v != null })`),
    tie('value').map((inner) => `[for x in ${inner} : x...]`),
  ),
  body: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc
          .tuple(fc.constantFrom('a', 'for_each', 'count', 'source'), tie('value'))
          .map(([key, value]) => `${key} = ${value}\n`),
        fc
          .tuple(
            fc.constantFrom('resource "aws_s3_bucket" "b"', 'variable "x"', 'dynamic "tag"', 'locals', 'module "m"'),
            tie('body'),
          )
          .map(([header, body]) => `${header} {\n${body}}\n`),
      ),
      { maxLength: 4 },
    )
    .map((items) => items.join('')),
}))

/** Bodies of HCL within bodies. */
export const hclTexts: fc.Arbitrary<string> = hcl.body.map((text) => text.slice(0, 4_000))

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
