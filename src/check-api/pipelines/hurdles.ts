import type { IntentKind } from '../../core/intent-kind.js'
import type { Location } from '../../core/location.js'
import { conditionHolds, type Contexts } from '../../models/evaluate.js'
import { PartialMap } from '../../models/expression-data.js'
import type { Job, Pipeline, Pipelines, Step, Trigger, Unresolved } from '../../models/index.js'
import { runsDespite, stepRunsDespite } from './after-failure.js'
import { outermostCaller, ownName } from './called.js'
import { ancestorsOf } from './pipelines.js'
import { stepsAhead } from '../../models/step-order.js'

/** Kinds whose failure says nothing about what is brought out. */
const INCIDENTAL: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'checkout',
  'setup',
  'restore-cache',
  'notify',
  'docs',
  'cleanup',
  'release',
  'publish',
])

/** Something before a step that should keep it from running when it fails: a needed job, an earlier step, a workflow. */
export interface Hurdle {
  readonly kind: 'job' | 'step' | 'workflow'
  readonly name: string
  /** Whether the step runs although the hurdle failed; undefined where that cannot be told. */
  readonly despite: boolean | undefined
  /** Whether it tests, builds or checks anything; what hides that where it cannot be told. */
  readonly matters: boolean | Unresolved
  /** Where it is decided whether the step runs, and the condition there. */
  readonly at: Location
  readonly condition: string
}

interface Place {
  readonly pipeline: Pipeline
  readonly job: Job
  readonly step: Step
  readonly triggers: readonly Trigger[]
}

/** All that runs before the step. What may fail without failing the run is left out. */
export function hurdlesBefore(place: Place, pipelines: Pipelines): Hurdle[] {
  return [...jobsBefore(place), ...stepsBefore(place), ...workflowsBefore(place, pipelines)]
}

function jobsBefore({ pipeline, job }: Place): Hurdle[] {
  const deciding = job.after === undefined ? outermostCaller(pipeline, job) : job
  return ancestorsOf(pipeline, job)
    .filter(({ allowFailure, steps }) => allowFailure === undefined && steps.length > 0)
    .map((each) => ({
      kind: 'job',
      name: ownName(each),
      despite: runsDespite(pipeline, job, each),
      matters: whetherAnyMatters(each.steps),
      at: deciding.condition?.at ?? deciding.at,
      condition: deciding.condition?.value ?? deciding.after ?? '',
    }))
}

function stepsBefore({ job, step }: Place): Hurdle[] {
  return stepsAhead(job, step)
    .filter(({ allowFailure, after }) => allowFailure === undefined && after === undefined)
    .map((each) => ({
      kind: 'step',
      name: each.name?.value ?? each.id ?? each.uses?.text ?? 'a step',
      despite: each.endsJob === true ? false : stepRunsDespite(step),
      matters: whetherAnyMatters([each]),
      at: step.condition?.at ?? step.at,
      condition: step.condition?.value ?? step.after ?? '',
    }))
}

/** Workflows of the tree after which this one starts, whatever came of them (GitHub docs: `workflow_run`). */
function workflowsBefore({ pipeline, job, step, triggers }: Place, { all }: Pipelines): Hurdle[] {
  return triggers
    .filter(({ event }) => event === 'workflow_run')
    .flatMap(({ upstream = [], at }) =>
      all
        .filter(({ name, kind }) => kind === 'workflow' && upstream.includes(name))
        .map((each) => ({
          kind: 'workflow' as const,
          name: each.name,
          despite: followsFailure(pipeline, job, step),
          matters: whetherAnyMatters(each.jobs.flatMap(({ steps }) => steps)),
          at,
          condition: '',
        })),
    )
}

const FAILED: Contexts = new Map([
  [
    'github',
    new PartialMap([
      ['event_name', 'workflow_run'],
      ['event', new PartialMap([['workflow_run', new PartialMap([['conclusion', 'failure']])]])],
    ]),
  ],
])

function followsFailure(pipeline: Pipeline, job: Job, step: Step): boolean | undefined {
  const before = ancestorsOf(pipeline, job)
  const waitedFor = job.after === undefined ? before : []
  const conditions = [job, step, ...waitedFor].flatMap(({ condition }) => condition?.value ?? [])
  if (conditions.some((condition) => conditionHolds(condition, FAILED) === false)) return false
  const texts = [...before, job].flatMap((each) => [each.condition, ...each.steps.flatMap(({ run }) => run)])
  return texts.some((text) => /\bconclusion\b/.test(text?.value ?? '')) ? undefined : true
}

function whetherAnyMatters(steps: readonly Step[]): boolean | Unresolved {
  if (steps.some(({ intents }) => intents.some(({ kind }) => !INCIDENTAL.has(kind)))) return true
  return steps.flatMap(({ opaque }) => opaque)[0] ?? false
}
