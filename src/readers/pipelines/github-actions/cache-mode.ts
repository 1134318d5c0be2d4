import type { Located } from '../../../core/location.js'
import type { CacheMode, Job } from '../../../models/index.js'
import { located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

const MODES: ReadonlySet<string> = new Set<CacheMode>(['read', 'write', 'write-only', 'none'])

/** `cache-mode` of a workflow or a job; undefined for an expression and for a mode that is not known. */
export function readCacheMode(node: YamlNode | undefined): Located<CacheMode> | undefined {
  const mode = valueAt(node, 'cache-mode')
  if (mode?.kind !== 'scalar' || !MODES.has(mode.text)) return undefined
  return { ...located(mode), value: mode.text as CacheMode }
}

/** The jobs with the mode of their workflow, unless they have one of their own. */
export function withCacheMode(jobs: readonly Job[], mode: Located<CacheMode> | undefined): readonly Job[] {
  return mode === undefined ? jobs : jobs.map((job) => ({ cacheMode: mode, ...job }))
}
