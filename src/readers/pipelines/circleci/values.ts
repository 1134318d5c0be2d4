import { UNKNOWN, type Data, type Unknown } from '../../../models/expression-data.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import type { SampleRun } from '../run-kinds.js'
import type { Config } from './config.js'

/** The value of a YAML scalar: quotes make it a text. */
export function literalOf({ text, style }: YamlScalar): Data {
  if (style !== 'plain') return text
  if (text === '' || text === '~' || text === 'null') return null
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text) ? Number(text) : text
}

/** The default of a parameter of the pipeline; unknown for one that is not declared or must be given. */
export function defaultOf(declared: YamlNode | undefined): Data | Unknown {
  const standard = scalarAt(declared, 'default')
  return standard === undefined ? UNKNOWN : literalOf(standard)
}

/**
 * A value of the pipeline in a run (docs: Pipeline values and parameters). Parameters have their default unless somebody
 * starts the pipeline by hand, or a setup config hands them over.
 */
export function pipelineValue(path: string, config: Config, run: SampleRun): Data | Unknown {
  const parameter = /^pipeline\.parameters\.(.+)$/.exec(path)?.[1]
  if (parameter !== undefined) {
    if (run.kind === 'manual' || config.phase === 'continued') return UNKNOWN
    return defaultOf(config.parameters.get(parameter))
  }
  return VALUES.get(path)?.(run) ?? (VALUES.has(path) ? null : UNKNOWN)
}

/** What was `pipeline.trigger_source` is `pipeline.trigger.type` now. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['schedule', 'scheduled_pipeline'],
  ['manual', 'api'],
])
const EVENTS: ReadonlyMap<string, string> = new Map([
  ['schedule', 'schedule'],
  ['manual', 'api'],
])

const VALUES: ReadonlyMap<string, (run: SampleRun) => Data | Unknown> = new Map<
  string,
  (run: SampleRun) => Data | Unknown
>([
  ['pipeline.git.branch', ({ branch, tag }) => (tag === undefined ? (branch ?? UNKNOWN) : '')],
  ['pipeline.git.tag', ({ tag = '' }) => tag],
  ['pipeline.git.branch.is_default', ({ isDefaultBranch = false }) => isDefaultBranch],
  ['pipeline.trigger_source', ({ kind }) => SOURCES.get(kind) ?? 'webhook'],
  // Of pushes it is the name of the host, in whose place a known text would be wrong.
  ['pipeline.trigger.type', ({ kind }) => EVENTS.get(kind) ?? UNKNOWN],
  ['pipeline.event.name', ({ kind, event }) => EVENTS.get(kind) ?? event ?? 'push'],
  [
    'pipeline.event.action',
    ({ kind, event }) => EVENTS.get(kind) ?? (event === 'pull_request' ? UNKNOWN : (event ?? 'push')),
  ],
  // Which schedule it is cannot be told.
  ['pipeline.schedule.name', ({ kind }) => (kind === 'schedule' ? UNKNOWN : '')],
  ['pipeline.schedule.id', ({ kind }) => (kind === 'schedule' ? UNKNOWN : '')],
])

/** The scalar that declares a parameter's default. */
export function defaultScalar(config: Config, name: string): YamlScalar | undefined {
  const standard = valueAt(config.parameters.get(name), 'default')
  return standard?.kind === 'scalar' ? standard : undefined
}
