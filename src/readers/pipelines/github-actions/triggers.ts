import type { Located, Location } from '../../../core/location.js'
import type { Trigger, TriggerKind } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { scalarList, unfit, type Reading } from './reading.js'

/** GitHub docs: Events that trigger workflows. `push` and what is not listed are decided below. */
const KINDS: ReadonlyMap<string, TriggerKind> = new Map([
  ['pull_request', 'change-request'],
  ['pull_request_target', 'change-request-privileged'],
  ['merge_group', 'merge-queue'],
  ['schedule', 'schedule'],
  ['workflow_dispatch', 'manual'],
  ['repository_dispatch', 'manual'],
  ['release', 'release'],
  ['workflow_call', 'call'],
  ['workflow_run', 'upstream'],
  ['issue_comment', 'comment'],
  ['issues', 'comment'],
  ['discussion', 'comment'],
  ['discussion_comment', 'comment'],
])

/** Reads `on`: a name, a list of names, or a mapping of names to filters. */
export function readTriggers(reading: Reading, on: YamlNode): Trigger[] {
  switch (on.kind) {
    case 'scalar':
      return triggersOf(reading, on, undefined)
    case 'sequence':
      return on.items.flatMap((item) => {
        if (item.kind === 'scalar') return triggersOf(reading, item, undefined)
        unfit(reading, item.at, 'each of on must be the name of an event')
        return []
      })
    case 'mapping':
      return on.entries.flatMap(({ key, value }) => triggersOf(reading, key, value))
  }
}

function triggersOf(reading: Reading, name: YamlScalar, filters: YamlNode | undefined): Trigger[] {
  const event = name.text
  const at: Location = { ...name.at, route: filters === undefined ? name.at.route : filters.at.route }
  if (event === 'schedule' && filters !== undefined && filters.kind !== 'sequence') {
    unfit(reading, filters.at, 'schedule must be a list of times')
  } else if (event !== 'schedule' && filters !== undefined && filters.kind !== 'mapping' && !isNull(filters)) {
    unfit(reading, filters.at, `the filters of ${event} must be a mapping`)
  }
  const list = (key: string): Located<string>[] | undefined => {
    const node = valueAt(filters, key)
    return node && scalarList(reading, node, `${key} of ${event}`).map(located)
  }
  const shared = { event, ...defined({ paths: list('paths'), pathsIgnored: list('paths-ignore') }), at }
  const branches = defined({ branches: list('branches'), branchesIgnored: list('branches-ignore') })
  if (event === 'push') return pushTriggers(shared, branches, list('tags'), list('tags-ignore'))
  return [
    {
      kind: KINDS.get(event) ?? 'other',
      ...shared,
      ...branches,
      ...defined({
        types: list('types')?.map(({ value }) => value),
        inputs: event === 'workflow_dispatch' || event === 'workflow_call' ? inputsOf(filters) : undefined,
        choices: event === 'workflow_dispatch' ? choicesOf(filters) : undefined,
        upstream: event === 'workflow_run' ? list('workflows')?.map(({ value }) => value) : undefined,
      }),
    },
  ]
}

/** With filters for tags alone a push of a branch starts nothing, and the other way round. */
function pushTriggers(
  shared: Pick<Trigger, 'event' | 'paths' | 'pathsIgnored' | 'at'>,
  branches: Pick<Trigger, 'branches' | 'branchesIgnored'>,
  tags: Located<string>[] | undefined,
  tagsIgnored: Located<string>[] | undefined,
): Trigger[] {
  const filtersTags = tags !== undefined || tagsIgnored !== undefined
  const filtersBranches = Object.keys(branches).length > 0
  return [
    ...(filtersBranches || !filtersTags ? [{ kind: 'push' as const, ...shared, ...branches }] : []),
    ...(filtersTags ? [{ kind: 'tag' as const, ...shared, ...defined({ tags }) }] : []),
  ]
}

function inputsOf(filters: YamlNode | undefined): Trigger['inputs'] {
  const inputs = entriesOf(valueAt(filters, 'inputs'))
  if (inputs.length === 0) return undefined
  return new Map(inputs.map(({ key, value }) => [key.text.toLowerCase(), scalarAt(value, 'type')?.text ?? 'string']))
}

/** GitHub docs: Workflow syntax, `on.workflow_dispatch.inputs.<input_id>.options`. */
function choicesOf(filters: YamlNode | undefined): Trigger['choices'] {
  const choices = entriesOf(valueAt(filters, 'inputs')).flatMap(({ key, value }) => {
    const options = scalarAt(value, 'type')?.text === 'choice' ? itemsOf(valueAt(value, 'options')) : []
    const texts = options.flatMap((option) => (option.kind === 'scalar' ? [option.text] : []))
    return texts.length === 0 ? [] : [[key.text.toLowerCase(), texts] as const]
  })
  return choices.length === 0 ? undefined : new Map(choices)
}
