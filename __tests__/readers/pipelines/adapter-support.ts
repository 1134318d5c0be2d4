import type { Job, Pipeline, Settings, Step } from '../../../src/models/index.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import type { Defect } from '../../../src/readers/context.js'
import type { Adapter } from '../../../src/readers/pipelines/adapter.js'
import { createResolver } from '../../../src/readers/resolve/index.js'
import { filesOf } from '../../helpers/files.js'

export interface ReadTree {
  readonly pipelines: readonly Pipeline[]
  readonly defects: readonly Defect[]
}

/** Reads a tree in memory with one adapter and the real resolver. */
export function readWith(
  adapter: Adapter,
  tree: Readonly<Record<string, string>>,
  settings: Settings = NO_SETTINGS,
): ReadTree {
  const defects: Defect[] = []
  const files = filesOf(new Map(Object.entries(tree)))
  const context = { files, settings, defect: (each: Defect) => void defects.push(each), unread: () => {} }
  const infrastructure = (): never => {
    throw new Error('this adapter reads no infrastructure as code')
  }
  const reading = { context, resolver: createResolver(files, settings), infrastructure, isExcluded: () => false }
  return { pipelines: adapter.read(reading), defects }
}

/** Each job on a line: its id, what it needs, and the runs that get to it (`?` uncertain, `!` started by a person). */
export function jobLines({ jobs, triggers }: Pipeline): string[] {
  return jobs.map((job) => {
    const starts = (job.starts ?? []).map(
      ({ trigger, certain, manual }) =>
        `${trigger.event}${triggers.indexOf(trigger)}${certain ? '' : '?'}${manual ? '!' : ''}`,
    )
    return `${job.id} [${job.needs.join(', ')}] ${starts.join(' ')}${job.after === undefined ? '' : ` after ${job.after}`}`
  })
}

/** What a step or job is for: kind and tool of each of its intents, and what is not known. */
export function intentsOf({ steps }: Pick<Job, 'steps'>): string[] {
  return steps.flatMap(purposesOf)
}

/** The same of one step. */
export function purposesOf({ intents, opaque }: Step): string[] {
  return [...intents.map(({ kind, tool }) => `${kind}:${tool}`), ...opaque.map(({ what }) => `? ${what}`)]
}
