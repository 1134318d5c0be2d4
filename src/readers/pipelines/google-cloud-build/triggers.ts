import type { Located } from '../../../core/location.js'
import type { JobStart, Resource, Trigger, TriggerKind, Value } from '../../../models/index.js'
import { itemsOf, textOf, truthOf, valueAt } from '../../../models/value.js'
import { writtenText } from '../aws-codebuild/projects.js'
import type { AdapterReading } from '../reading.js'
import type { Start } from '../started-elsewhere.js'

/**
 * What starts the build configurations of the tree, by file, as far as Terraform defines triggers for them. (Terraform
 * Registry, hashicorp/google: google_cloudbuild_trigger.)
 */
export function triggerStarts(
  reading: Pick<AdapterReading, 'infrastructure' | 'isExcluded'>,
): ReadonlyMap<string, Start> {
  const starts = new Map<string, readonly JobStart[]>()
  for (const resource of reading.infrastructure().resources) {
    if (resource.type !== 'google_cloudbuild_trigger' || reading.isExcluded(resource.file)) continue
    const file =
      textOf(valueAt(resource.properties, 'filename')) ?? textOf(valueAt(resource.properties, 'git_file_source.path'))
    if (file === undefined || truthOf(valueAt(resource.properties, 'disabled')) === true) continue
    const path = file.replace(/^\.?\//, '')
    starts.set(path, [...(starts.get(path) ?? []), ...startsOf(resource)])
  }
  return new Map([...starts].map(([file, all]) => [file, { triggers: all.map(({ trigger }) => trigger), starts: all }]))
}

function startsOf({ properties, at }: Resource): JobStart[] {
  const manual = truthOf(valueAt(properties, 'approval_config.approval_required')) === true
  const start = (kind: TriggerKind, event: string, names: Partial<Trigger> = {}): JobStart => ({
    trigger: { kind, event, at, ...names },
    certain: true,
    manual,
  })
  const sources = ['github', 'repository_event_config', 'bitbucket_server_trigger_config', 'trigger_template']
  const found = sources.flatMap((source) => {
    const value = valueAt(properties, source)
    if (value === undefined) return []
    const push = source === 'trigger_template' ? value : valueAt(value, 'push')
    const change = valueAt(value, 'pull_request')
    return [
      ...(push === undefined ? [] : [pushStart(push, start)]),
      ...(change === undefined ? [] : [start('change-request', 'pull_request', branchesOf(valueAt(change, 'branch')))]),
    ]
  })
  if (found.length > 0) return found
  const other = ['pubsub_config', 'webhook_config'].find((key) => valueAt(properties, key) !== undefined)
  return [other === undefined ? start('manual', 'trigger') : start('other', other)]
}

function pushStart(
  push: Value,
  start: (kind: TriggerKind, event: string, names: Partial<Trigger>) => JobStart,
): JobStart {
  const tag = valueAt(push, 'tag') ?? valueAt(push, 'tag_name')
  if (tag !== undefined) return start('tag', 'push', { tags: itemsOf(tag).flatMap(patternOf) })
  return start('push', 'push', branchesOf(valueAt(push, 'branch') ?? valueAt(push, 'branch_name')))
}

function branchesOf(value: Value | undefined): Partial<Trigger> {
  const branches = value === undefined ? [] : [value].flatMap(patternOf)
  return branches.length > 0 ? { branches } : {}
}

/** A regular expression as a pattern: `^main$` is `main`. */
function patternOf(value: Value): Located<string>[] {
  const written = writtenText(value)
  if (written === undefined) return []
  return [{ ...written, value: written.value.replace(/^\^/, '').replace(/\$$/, '').replaceAll('.*', '*') }]
}
