import type { Location } from '../../core/location.js'
import type { MessageData } from '../../core/message.js'
import type { Pipelines } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { signInSteps, type Sign } from '../presence/signs.js'

/** Practices that ask for measuring, not for a good result: that this run came to a figure does not show that a team does. */
const MEASURING: ReadonlySet<string> = new Set([
  'DL.CI.6',
  'DL.CD.6',
  'OPS09-BP01',
  'ops05-bp10.guidance.outcomes',
  'hc.maturity.l5.baseline-metrics',
  'hc.maturity.l5.outcome-metrics',
  'hc.maturity.l5.remediation-metrics',
])

/** The two sides of a check of the history: `result` is how delivery goes, `measured` whether somebody looks at it regularly. */
export function historyFacets(practices: readonly string[]): {
  readonly result: readonly string[]
  readonly measured: readonly string[]
} {
  return {
    result: practices.filter((practice) => !MEASURING.has(practice)),
    measured: practices.filter((practice) => MEASURING.has(practice)),
  }
}

/** The outcomes of a figure that is as it should be. */
export function* asItShould(
  pipelines: Pipelines,
  evidence: { readonly text: string; readonly data: MessageData; readonly at?: Location },
): Generator<Extract<CheckOutcome, { kind: 'evidence' | 'unknown' }>> {
  yield { kind: 'evidence', facet: 'result', ...evidence }
  const run = scheduledRun(pipelines)
  if (run !== undefined) {
    const data = { ...evidence.data, tool: run.what }
    yield {
      kind: 'evidence',
      facet: 'measured',
      text: `${evidence.text}; {tool} looks at it on a schedule`,
      data,
      at: run.at,
    }
  } else {
    yield {
      kind: 'unknown',
      facet: 'measured',
      origin: 'hosting',
      reason: `${evidence.text}; whether somebody looks at this regularly is not seen`,
      data: evidence.data,
      remedy: 'Run pillarlint in a pipeline with a schedule, or attest who looks at these figures, and how often.',
    }
  }
}

/** The step of a pipeline with a schedule that runs this linter. */
function scheduledRun(pipelines: Pipelines): Sign | undefined {
  const all = pipelines.all.filter(({ triggers }) => triggers.some(({ kind }) => kind === 'schedule'))
  return signInSteps(
    { ...pipelines, all },
    { action: (repository) => repository.endsWith('/pillarlint'), command: ([program]) => program === 'pillarlint' },
  )
}
