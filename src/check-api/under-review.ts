import type { Pipelines } from '../models/index.js'
import { stepsRun, type Reached } from './reached.js'

/** What changes under review, comments on them and the queue that merges them start. */
export function underReview({ all }: Pipelines): Reached {
  const started = all.flatMap((pipeline) => {
    if (pipeline.kind !== 'workflow') return []
    const triggers = pipeline.triggers.filter(({ kind }) => /^(?:change-request|merge-queue|comment)/.test(kind))
    return triggers.length === 0 ? [] : [{ pipeline, triggers }]
  })
  return {
    pipelines: started.map(({ pipeline }) => pipeline),
    steps: started.flatMap(({ pipeline, triggers }) => stepsRun(pipeline, triggers)),
  }
}

/** Whether two folders may be the same one: undefined and expressions may be any. */
export function mayBeSameFolder(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other || [one, other].some((each) => each.includes('$'))
}
