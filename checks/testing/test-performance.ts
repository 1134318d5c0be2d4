import {
  defineTestPresenceCheck,
  type CheckOutcome,
  type Intent,
  type Reached,
  type SeenTest,
  type Tests,
} from '../../src/check-api/index.js'

/** Test commands that can measure functions: how fast one is shows nothing until it is compared. */
const MICRO: ReadonlySet<string> = new Set(['go', 'cargo', 'vitest', 'deno', 'bun', 'cabal', 'stack'])

/** Tools that print figures and succeed whatever those are. */
const FIGURES: ReadonlySet<string> = new Set(['wrk', 'wrk2', 'hey', 'oha', 'ab', 'siege', 'bombardier', 'autocannon'])

/** The tool of the lexicon whose files are named by its configuration and not by the command. */
const BY_CONFIGURATION: ReadonlyMap<string, RegExp> = new Map([['lighthouse', /lighthouserc/]])

export default defineTestPresenceCheck({
  id: 'test-performance',
  title: 'No load or performance test',
  confidence: 'medium',
  since: '0.1.0',
  practices: [
    'QA.NT.2',
    'REL12-BP03',
    'PERF05-BP04',
    'hc.maturity.l3.pre-promotion-tests',
    'hc.full.monitoring-and-testing',
  ],
  does: 'run load tests',
  intents: ['performance-test'],
  counts: (intent) => !measuresFunctions(intent),
  purpose: 'performance',
  alongside: new Set(),
  unrun: {
    text: '{what} belongs to a load test that no pipeline runs.',
    remedy:
      'Run it after the deployment to a test environment or on a schedule, with thresholds. Looked for were k6, Locust, Gatling, JMeter, Artillery, Taurus, vegeta and its kin, Azure Load Testing, Lighthouse and comparisons of benchmarks.',
  },
  messages: {
    noThreshold: {
      text: '{tool} measures, and no threshold lets the run fail.',
      remedy:
        'State what must hold: thresholds of k6, ensure of Artillery, assert of Lighthouse CI, or a comparison of the figures.',
    },
    uncompared: {
      text: '{tool} runs benchmarks, and nothing compares what they measure.',
      remedy:
        'Compare with the base branch (benchstat, Bencher, CodSpeed, github-action-benchmark) and fail on a regression.',
    },
  },
  notApplicable: ({ project: { kind, traits, deployables } }) => {
    if (kind !== 'application') return 'the repository holds no application'
    if (!traits.some((trait) => trait.kind === 'request-server'))
      return 'nothing shows that the application answers requests'
    return deployables.length === 0 ? 'nothing shows that the application is deployed' : undefined
  },
  *more({ reached }) {
    yield* benchmarks(reached)
  },
  *lacks(seen, tests) {
    const { tool, at, because } = seen.intent
    if (cannotFail(seen, tests)) yield { kind: 'problem', message: 'noThreshold', data: { tool }, at, because }
  },
})

function measuresFunctions({ kind, tool, command }: Intent): boolean {
  if (kind !== 'performance-test') return false
  return MICRO.has(tool) || (command?.argv ?? []).some(({ text }) => /\bjmh\b/i.test(text))
}

/** Benchmarks that fail by comparison, or that nothing else compares. */
function* benchmarks({ steps }: Reached): Generator<CheckOutcome<'uncompared'>> {
  const intents = steps.flatMap(({ step }) => step.intents)
  const compared = intents.find(({ command }) =>
    command?.argv.some(({ text }) => text.startsWith('--benchmark-compare-fail')),
  )
  if (compared !== undefined) {
    const { tool, at, because } = compared
    yield { kind: 'evidence', text: '{tool} compares benchmarks', data: { tool }, at, because }
    return
  }
  const all = intents.filter(({ kind }) => kind === 'performance-test')
  const [first] = all
  if (first === undefined || !all.every(measuresFunctions)) return
  const { tool, at, because } = first
  yield { kind: 'problem', message: 'uncompared', data: { tool }, at, because }
}

/** Whether the run succeeds whatever was measured, as far as the command and the files that it names say. */
function cannotFail({ intent: { tool, command }, where }: SeenTest, { signs }: Tests): boolean {
  if (FIGURES.has(tool) && command !== undefined)
    return command.streams === undefined && command.captured !== true && !command.conditional
  const named = [
    ...(command?.argv.map(({ text }) => text) ?? []),
    ...[...where.step.with.values()].map(({ value }) => value),
  ]
  const configuration = BY_CONFIGURATION.get(tool)
  const used = signs.filter(
    ({ purpose, what, asserts }) =>
      purpose === 'performance' &&
      asserts !== undefined &&
      (configuration?.test(what) ?? named.some((name) => isPathOf(name, what))),
  )
  return used.length > 0 && used.every(({ asserts }) => asserts === false)
}

function isPathOf(name: string, path: string): boolean {
  const plain = name.replace(/^(?:\.{1,2}\/)+/, '')
  return plain.includes('.') && (path === plain || path.endsWith(`/${plain}`))
}
