import type { Job, JobStart, Step } from '../../../models/index.js'
import { conditionHolds, type Before, type World } from './conditions.js'
import { joint, type Presence } from './template/notes.js'
import type { RunKind } from './template/scope.js'
import type { Variables } from './template/variables.js'

/** Which runs get to a stage, job or step. */
export interface Reach {
  /** If everything before went well. */
  readonly well: Presence
  /** If something before failed. */
  readonly failed: Presence
}

/** What decides whether a run gets to a stage, job or step. */
export interface Gate {
  /** The text of the condition in each run, as `textAt` gives it. */
  readonly condition: readonly (string | undefined | null)[]
  /** In which runs templates put it there. */
  readonly when: Presence | undefined
  readonly variables: Variables
  readonly isStep: boolean
}

/** What a stage or job waits for, with what those wait for. */
export interface Waiting {
  readonly direct: ReadonlyMap<string, Reach>
  readonly indirect: readonly Reach[]
}

export const WAITS_FOR_NOTHING: Waiting = { direct: new Map(), indirect: [] }

/** Which runs get through a gate. */
export function reachOf(gate: Gate, waiting: Waiting, runs: readonly RunKind[]): Reach {
  const holds = (world: World): Presence =>
    runs.map((_, run) => {
      const there = gate.when === undefined ? true : gate.when[run]
      if (there === false) return false
      const { variables, isStep } = gate
      const scope = { variables, isStep, runs, run, world, before: beforeIn(waiting, run) }
      const met = conditionHolds(gate.condition[run], scope)
      return met === false ? false : there === true ? met : undefined
    })
  return { well: holds('well'), failed: holds('failed') }
}

function beforeIn({ direct, indirect }: Waiting, run: number): Before {
  return {
    direct: new Map(Array.from(direct, ([name, { well }]) => [name, well[run]])),
    indirect: indirect.map(({ well }) => well[run]),
  }
}

/** Whether it runs after a failure: only then, or whatever happened. */
export function afterOf({ well, failed }: Reach): Step['after'] {
  if (!failed.some((each) => each !== false)) return undefined
  return well.some((each) => each !== false) ? 'always' : 'failure'
}

/** Where both are reached: a job in its stage, a step in its job. */
export function within(outer: Reach, inner: Reach): Reach {
  return { well: joint(outer.well, inner.well), failed: joint(outer.failed, inner.failed) }
}

/** The runs of a presence, as starts of a job or step. */
export function startsIn(presence: Presence, runs: readonly RunKind[]): JobStart[] {
  return runs.flatMap(({ trigger, certain }, run) => {
    const reached = presence[run]
    return reached === false ? [] : [{ trigger, certain: certain && reached === true, manual: false }]
  })
}

/** The starts and the `after` of a job. `ownAfter` is about what the job itself waits for. */
export function jobStarts(
  stage: Reach,
  own: Reach,
  waits: { readonly stage: boolean; readonly job: boolean },
  runs: readonly RunKind[],
): Pick<Job, 'starts' | 'after'> {
  const stageAfter = waits.stage ? afterOf(stage) : undefined
  const ownAfter = waits.job ? afterOf(own) : undefined
  const after = stageAfter === 'failure' || ownAfter === 'failure' ? 'failure' : (stageAfter ?? ownAfter)
  const inStage = stageAfter === 'failure' ? stage.failed : stage.well
  const inJob = ownAfter === 'failure' ? own.failed : own.well
  const presence = joint(inStage, inJob)
  return { starts: startsIn(presence, runs), ...(after !== undefined && { after }) }
}
