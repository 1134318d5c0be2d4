import type { Pipelines } from '../../models/index.js'
import { startedBy, type Reached } from './reached.js'

/** What changes under review, comments on them and the queue that merges them start. */
export function underReview(pipelines: Pipelines): Reached {
  return startedBy(pipelines, ({ kind }) => /^(?:change-request|merge-queue|comment)/.test(kind))
}

/** Whether two folders may be the same one: undefined and expressions may be any. */
export function mayBeSameFolder(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other || [one, other].some((each) => each.includes('$'))
}
