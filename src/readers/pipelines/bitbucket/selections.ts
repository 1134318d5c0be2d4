import type { Located } from '../../../core/location.js'
import type { Trigger, TriggerKind } from '../../../models/index.js'
import { entriesOf, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { mappingEntries, type AdapterReading } from '../reading.js'
import { alternativesOf } from './globs.js'
import type { Selection } from './scope.js'

/** A pipeline of the file: what starts it, and the list of its steps. */
export interface SelectedPipeline extends Selection {
  readonly node: YamlNode
}

interface Selections {
  readonly triggers: readonly Trigger[]
  readonly selections: readonly SelectedPipeline[]
}

/** Sections whose entries are patterns or names (Bitbucket docs: Pipeline start conditions). */
const SECTIONS: readonly (readonly [section: string, kind: TriggerKind])[] = [
  ['branches', 'push'],
  ['pull-requests', 'change-request'],
  ['tags', 'tag'],
  ['custom', 'manual'],
]

/** Events of `triggers`, by how their names begin. */
const EVENTS: readonly (readonly [start: string, kind: TriggerKind])[] = [
  ['repository-push', 'push'],
  ['pullrequest', 'change-request'],
]

/**
 * The pipelines of the file. `default` runs for pushes of branches that no pattern of `branches` names, pull requests
 * start theirs beside those of the push, and `custom` ones are started by a person, a schedule or another pipeline.
 * Shared pipelines (`definitions: pipelines`) are started by those who import them.
 */
export function selectionsOf(reading: AdapterReading, root: YamlMapping): Selections {
  const pipelines = valueAt(root, 'pipelines')
  const named = SECTIONS.flatMap(([section, kind]) =>
    mappingEntries(reading, valueAt(pipelines, section), section).map(({ key, value }) => ({
      id: `${section}/${key.text}`,
      starts: [triggerOf(section, kind, key, value), ...eventsFor(root, section, key.text)],
      node: value,
    })),
  )
  const shared = entriesOf(valueAt(valueAt(root, 'definitions'), 'pipelines')).map(({ key, value }) => ({
    id: `definitions/${key.text}`,
    starts: [{ kind: 'call' as const, event: 'import', at: key.at }],
    node: value,
  }))
  const selections = [...defaultOf(pipelines), ...named, ...shared]
  return { triggers: selections.flatMap(({ starts }) => starts), selections }
}

function defaultOf(pipelines: YamlNode | undefined): SelectedPipeline[] {
  const entry = entriesOf(pipelines).find(({ key }) => key.text === 'default')
  if (entry === undefined) return []
  const others = entriesOf(valueAt(pipelines, 'branches')).flatMap(({ key }) => patternsOf(key))
  const trigger: Trigger = {
    kind: 'push',
    event: 'default',
    ...(others.length > 0 && { branchesIgnored: others }),
    at: entry.key.at,
  }
  return [{ id: 'default', starts: [trigger], node: entry.value }]
}

/** The patterns of `pull-requests` are about the branch that is to be merged, not the one it goes into. */
function triggerOf(section: string, kind: TriggerKind, key: YamlScalar, value: YamlNode): Trigger {
  const shared = { kind, event: section, at: key.at }
  if (kind === 'push') return isEvery(key.text) ? shared : { ...shared, branches: patternsOf(key) }
  if (kind === 'tag') return { ...shared, tags: patternsOf(key) }
  const inputs = kind === 'manual' ? inputsOf(value) : undefined
  return inputs === undefined ? shared : { ...shared, inputs }
}

function isEvery(pattern: string): boolean {
  return pattern === '**'
}

function patternsOf(key: YamlScalar): Located<string>[] {
  const whole = located(key)
  const alternatives = alternativesOf(key.text)
  return alternatives.length === 1 ? [whole] : alternatives.map((value) => ({ value, at: key.at }))
}

/** The variables that a person fills in: all are texts. */
function inputsOf(pipeline: YamlNode): Trigger['inputs'] {
  const variables = itemsOf(pipeline).flatMap((item) => itemsOf(valueAt(item, 'variables')))
  const names = variables.flatMap((variable) => scalarAt(variable, 'name')?.text.toLowerCase() ?? [])
  return names.length === 0 ? undefined : new Map(names.map((name) => [name, 'string']))
}

/** Events that `triggers` lets start a custom pipeline, on conditions of their own. */
function eventsFor(root: YamlMapping, section: string, name: string): Trigger[] {
  if (section !== 'custom') return []
  return entriesOf(valueAt(root, 'triggers')).flatMap(({ key, value }) => {
    const starts = itemsOf(value).some((rule) =>
      itemsOf(valueAt(rule, 'pipelines')).some((item) => item.kind === 'scalar' && item.text === name),
    )
    const kind = EVENTS.find(([start]) => key.text.startsWith(start))?.[1] ?? 'other'
    return starts ? [{ kind, event: key.text, at: key.at }] : []
  })
}
