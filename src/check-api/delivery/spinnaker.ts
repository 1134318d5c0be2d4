import type { Resource, Value } from '../../models/index.js'
import { hasUnresolved, isOpen, itemsOf, textOf, truthOf, valueAt } from '../../models/value.js'
import { namesNoProduction, namesProduction } from '../common/tier-words.js'

/** Kinds of objects of which Kubernetes keeps earlier revisions, or Spinnaker earlier versions. */
const REVISED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])

/** Stages that bring a new version (Spinnaker docs: Pipeline Stages). */
const DEPLOYING: ReadonlySet<string> = new Set(['deploy', 'deployManifest', 'createServerGroup', 'cloneServerGroup'])

/** Where a stage says to which account, namespace or cluster it deploys. */
const PLACES = ['account', 'credentials', 'namespace', 'namespaceOverride', 'location', 'stack', 'freeFormDetails']

/** Pipelines with more stages than this are not judged. */
export const MOST_SPINNAKER_STAGES = 200

/** A stage of a pipeline of Spinnaker. */
export interface SpinnakerStage {
  readonly type: string
  readonly name: string
  readonly value: Value
  /** Whether what comes after it runs although it failed; undefined where an expression decides. */
  readonly continues: boolean | undefined
  /** Stages for which it waits, as far as they are known. */
  readonly needs: readonly SpinnakerStage[]
}

/**
 * The stages of a pipeline with their order. A stage that fails ends its branch unless `continuePipeline` is true; the
 * other settings only say what becomes of the branches beside it (Spinnaker, Orca: `failureStatus`). The first
 * {@link MOST_SPINNAKER_STAGES} of them.
 */
export function spinnakerStages({ properties }: Resource): SpinnakerStage[] {
  const found = new Map<string, SpinnakerStage & { needs: SpinnakerStage[] }>()
  const written = itemsOf(valueAt(properties, 'stages')).slice(0, MOST_SPINNAKER_STAGES)
  const listed = written.map((value, index) => {
    const type = textOf(valueAt(value, 'type')) ?? ''
    const continuing = valueAt(value, 'continuePipeline')
    const continues = isOpen(continuing) ? undefined : truthOf(continuing) === true
    const stage = { type, name: nameOf(value) ?? type, value, continues, needs: [] }
    found.set(textOf(valueAt(value, 'refId')) ?? `#${String(index)}`, stage)
    return stage as SpinnakerStage & { needs: SpinnakerStage[] }
  })
  for (const stage of listed)
    for (const id of itemsOf(valueAt(stage.value, 'requisiteStageRefIds'))) {
      const needed = found.get(textOf(id) ?? '')
      if (needed !== undefined) stage.needs.push(needed)
    }
  return listed
}

function nameOf(stage: Value): string | undefined {
  const name = valueAt(stage, 'name')
  return name?.kind === 'unresolved' ? name.text : textOf(name)
}

/** What was found for a stage: each is asked about many times. */
const ANCESTORS = new WeakMap<SpinnakerStage, ReadonlySet<SpinnakerStage>>()

/** All stages that have to be over before `stage` starts. */
export function spinnakerAncestors(stage: SpinnakerStage): ReadonlySet<SpinnakerStage> {
  const known = ANCESTORS.get(stage)
  if (known !== undefined) return known
  const found = new Set<SpinnakerStage>()
  const open = [...stage.needs]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...next.needs)
  }
  ANCESTORS.set(stage, found)
  return found
}

/** Whether a stage brings a new version of something that can go back, to where nothing says that it is no production. */
export function deploysForUse({ type, name, value }: SpinnakerStage): boolean {
  if (!DEPLOYING.has(type)) return false
  const clusters = clustersOf(value)
  const places = [value, ...clusters].flatMap((each) => PLACES.map((key) => textOf(valueAt(each, key)) ?? ''))
  if ([name, ...places].some((each) => namesNoProduction(dashed(each)))) return false
  const kinds = itemsOf(valueAt(value, 'manifests')).map((each) => textOf(valueAt(each, 'kind')))
  return kinds.length === 0 || kinds.some((kind) => kind === undefined || REVISED.has(kind))
}

/** Names that people read, as names that tools take: `Deploy to staging` is `Deploy-to-staging`. */
function dashed(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, '-')
}

/** Whether the name of a stage says that it deploys to production. */
export function isNamedForProduction({ name }: SpinnakerStage): boolean {
  return namesProduction(dashed(name))
}

/** Whether server groups that fail to come up give way to the ones before: `rollback.onFailure` of each cluster. */
export function rollsServersBack({ value }: SpinnakerStage): boolean | undefined {
  const settings = clustersOf(value).map((each) => valueAt(each, 'rollback'))
  const own = valueAt(value, 'rollback')
  const all = own === undefined ? settings : [own]
  if (all.some((each) => isOpen(each) || hasUnresolved(each))) return undefined
  return all.length > 0 && all.every((each) => truthOf(valueAt(each, 'onFailure')) === true)
}

function clustersOf(stage: Value): readonly Value[] {
  return itemsOf(valueAt(stage, 'clusters'))
}
