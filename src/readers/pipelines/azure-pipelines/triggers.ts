import { someStartWith } from '../../../core/path-index.js'
import { fileLocation, type Located } from '../../../core/location.js'
import type { Concurrency } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode } from '../../yaml/node.js'
import { literallyTrue, type AdapterReading } from '../reading.js'
import { readFilter, type Filter } from './branch-filter.js'
import type { Mentions } from './mentions.js'
import { resourceRuns } from './resources.js'
import { MAX_RUNS, pullRequestRun, pushRuns, runOf, scheduleRuns, tagRuns, type TriggerFields } from './runs.js'
import type { RunKind } from './template/scope.js'

export interface ReadRuns {
  readonly runs: readonly RunKind[]
  /** `batch: true`: a run for a push waits until the one before has ended. */
  readonly batch?: Concurrency
}

/** The kinds of runs that a pipeline file lets start, that of a person always among them. */
export function readRuns(reading: AdapterReading, file: string, root: YamlMapping, mentions: Mentions): ReadRuns {
  const entry = (key: string): YamlEntry | undefined => entriesOf(root).find((each) => each.key.text === key)
  const trigger = entry('trigger')
  const batch = literallyTrue(scalarAt(trigger?.value, 'batch'))
  const runs = [
    ...changeRuns(reading, file, entry('pr')),
    ...ciRuns(reading, file, trigger, mentions, batch !== undefined),
    ...itemsOf(entry('schedules')?.value).flatMap((item) => {
      const filter = readFilter(reading, valueAt(item, 'branches'), 'branches of schedules')
      return scheduleRuns(filter, scalarAt(item, 'displayName')?.text ?? '', mentions, item.at)
    }),
    ...resourceRuns(valueAt(root, 'resources')),
    runOf('manual', 'manual', fileLocation(file), inputsOf(root), [['build.reason', 'Manual']]),
  ]
  const kept = runs.length > MAX_RUNS ? [...runs.slice(0, MAX_RUNS - 1), ...runs.slice(-1)] : runs
  if (batch === undefined) return { runs: kept }
  return { runs: kept, batch: { group: { value: 'batch', at: batch.at }, cancelInProgress: undefined, at: batch.at } }
}

/** Runtime parameters, which a person chooses who starts a run: name in lower case to type (docs: Runtime parameters). */
function inputsOf(root: YamlMapping): TriggerFields {
  const inputs = new Map(
    itemsOf(valueAt(root, 'parameters')).flatMap((item) => {
      const name = scalarAt(item, 'name')?.text
      return name === undefined ? [] : [[name.toLowerCase(), scalarAt(item, 'type')?.text ?? 'string'] as const]
    }),
  )
  return inputs.size > 0 ? { inputs } : {}
}

/** Pushes of all branches, unless the file says otherwise; of tags only if it says so (docs: CI triggers). */
function ciRuns(
  reading: AdapterReading,
  file: string,
  trigger: YamlEntry | undefined,
  mentions: Mentions,
  batch: boolean,
): RunKind[] {
  if (trigger === undefined || isNull(trigger.value)) {
    return pushRuns({ exclude: [] }, {}, mentions, trigger?.key.at ?? fileLocation(file), batch)
  }
  if (isNone(trigger.value)) return []
  const { value, key } = trigger
  const isMapping = value.kind === 'mapping'
  const written = readFilter(reading, isMapping ? valueAt(value, 'branches') : value, 'branches of trigger')
  const { branches, tags: tagRefs } = withoutTags(written)
  const tagFilter = isMapping ? readFilter(reading, valueAt(value, 'tags'), 'tags of trigger') : { exclude: [] }
  const tags = [...(tagFilter.include ?? []), ...tagRefs]
  const fields = isMapping ? pathsOf(reading, valueAt(value, 'paths')) : {}
  // A filter of tags alone leaves no branch.
  const isForBranches =
    branches.include === undefined ? tags.length === 0 || branches.exclude.length > 0 : branches.include.length > 0
  return [
    ...(isForBranches ? pushRuns(branches, fields, mentions, key.at, batch) : []),
    ...(tags.length > 0 ? tagRuns(tags, fields, mentions, key.at) : []),
  ]
}

const TAGS = 'refs/tags/'

/** Tags may stand among the branches, with their whole names. */
function withoutTags({ include, exclude }: Filter): { branches: Filter; tags: Located<string>[] } {
  const isTag = ({ value }: Located<string>): boolean => value.startsWith(TAGS)
  const tags = (include ?? []).filter(isTag).map(({ value, at }) => ({ value: value.slice(TAGS.length), at }))
  return {
    branches: {
      ...(include && { include: include.filter((each) => !isTag(each)) }),
      exclude: exclude.filter((each) => !isTag(each)),
    },
    tags,
  }
}

function pathsOf(reading: AdapterReading, node: YamlNode | undefined): TriggerFields {
  const { include, exclude } = readFilter(reading, node, 'paths')
  return { ...(include && { paths: include }), ...(exclude.length > 0 && { pathsIgnored: exclude }) }
}

/**
 * Pull requests. `pr` is read for repositories on GitHub and Bitbucket, where pull requests start a pipeline unless it
 * says otherwise; on Azure Repos a branch policy decides, which no file shows (docs: Azure Repos Git, PR triggers).
 */
function changeRuns(reading: AdapterReading, file: string, pr: YamlEntry | undefined): RunKind[] {
  const host = hostOf(reading, pr !== undefined)
  const at = pr?.key.at ?? fileLocation(file)
  if (host !== 'other') return [pullRequestRun('branch policy', { exclude: [] }, {}, at, false)]
  if (pr === undefined || isNull(pr.value)) return [pullRequestRun('pr', { exclude: [] }, {}, at, true)]
  if (isNone(pr.value)) return []
  const isMapping = pr.value.kind === 'mapping'
  const filter = readFilter(reading, isMapping ? valueAt(pr.value, 'branches') : pr.value, 'branches of pr')
  const fields = isMapping ? pathsOf(reading, valueAt(pr.value, 'paths')) : {}
  return [pullRequestRun('pr', filter, fields, at, true)]
}

/** Where the repository lives, as far as its folders tell. */
function hostOf({ context }: AdapterReading, hasPr: boolean): 'azure-repos' | 'other' | 'unknown' {
  const { paths } = context.files
  if (someStartWith(paths, '.github/')) return 'other'
  if (someStartWith(paths, '.azuredevops/')) return 'azure-repos'
  return hasPr ? 'other' : 'unknown'
}

function isNone(node: YamlNode): boolean {
  if (node.kind === 'sequence') return node.items.length === 1 && node.items.every(isNone)
  return node.kind === 'scalar' && located(node).value.trim().toLowerCase() === 'none'
}
