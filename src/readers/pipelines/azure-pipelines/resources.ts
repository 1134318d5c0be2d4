import type { Located } from '../../../core/location.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { runOf, variablesOf, type TriggerFields } from './runs.js'
import type { RepositoryResource, RunKind } from './template/scope.js'

/** Resources other than pipelines whose changes may start a run (Azure Pipelines docs: Resources in YAML pipelines). */
const OTHERS = ['repositories', 'containers', 'packages', 'builds'] as const

/** Runs that other pipelines, repositories, images, packages and webhooks start. */
export function resourceRuns(resources: YamlNode | undefined): RunKind[] {
  const pipelines = itemsOf(valueAt(resources, 'pipelines')).flatMap((item) => {
    const trigger = valueAt(item, 'trigger')
    if (trigger === undefined || isOff(trigger)) return []
    const source = scalarAt(item, 'source') ?? scalarAt(item, 'pipeline')
    const fields = { ...branchesOf(trigger), ...(source !== undefined && { upstream: [source.text] }) }
    return [runOf('upstream', 'pipeline', item.at, fields, variablesOf('ResourceTrigger', undefined))]
  })
  const others = OTHERS.flatMap((key) =>
    itemsOf(valueAt(resources, key)).flatMap((item) => {
      const trigger = valueAt(item, 'trigger')
      if (trigger === undefined || isOff(trigger)) return []
      return [runOf('upstream', key, item.at, {}, variablesOf('ResourceTrigger', undefined))]
    }),
  )
  const webhooks = itemsOf(valueAt(resources, 'webhooks')).map((item) =>
    runOf('other', 'webhook', item.at, {}, variablesOf('ResourceTrigger', undefined)),
  )
  return [...pipelines, ...others, ...webhooks]
}

function isOff(trigger: YamlNode): boolean {
  if (scalarAt(trigger, 'enabled')?.text.toLowerCase() === 'false') return true
  return trigger.kind === 'scalar' && (isNull(trigger) || /^(?:none|false)$/i.test(trigger.text))
}

function branchesOf(trigger: YamlNode): TriggerFields {
  const branches = valueAt(trigger, 'branches')
  const include = namesIn(branches?.kind === 'mapping' ? valueAt(branches, 'include') : branches)
  const exclude = namesIn(valueAt(branches, 'exclude'))
  return {
    ...(include.length > 0 && { branches: include }),
    ...(exclude.length > 0 && { branchesIgnored: exclude }),
  }
}

function namesIn(node: YamlNode | undefined): Located<string>[] {
  const scalars =
    node?.kind === 'scalar' ? [node] : itemsOf(node).filter((item): item is YamlScalar => item.kind === 'scalar')
  return scalars.map(located)
}

/** The repositories of `resources`, by alias in lower case. */
export function repositoriesOf(resources: YamlNode | undefined): Map<string, RepositoryResource> {
  return new Map(
    itemsOf(valueAt(resources, 'repositories')).flatMap((item) => {
      const alias = scalarAt(item, 'repository')?.text.toLowerCase()
      const name = scalarAt(item, 'name')?.text ?? alias ?? ''
      const ref = scalarAt(item, 'ref')?.text
      return alias === undefined ? [] : [[alias, { name, node: item, ...(ref !== undefined && { ref }) }] as const]
    }),
  )
}

/** Images of the containers of `resources`, by alias. */
export function containersOf(resources: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  return new Map(
    itemsOf(valueAt(resources, 'containers')).flatMap((item) => {
      const alias = scalarAt(item, 'container')?.text
      const image = scalarAt(item, 'image') ?? scalarAt(item, 'repository')
      return alias === undefined || image === undefined ? [] : [[alias, imageIn(item, image)] as const]
    }),
  )
}

/** The image as written; of a container of type ACR, with its registry in front (docs: resources.containers.container). */
function imageIn(item: YamlNode, image: YamlScalar): Located<string> {
  const registry = scalarAt(item, 'image') === undefined ? scalarAt(item, 'registry')?.text : undefined
  return registry === undefined ? located(image) : { value: `${registry}.azurecr.io/${image.text}`, at: image.at }
}

/** Keys of a mapping, for messages and tests of its shape. */
export function keysOf(node: YamlNode | undefined): ReadonlySet<string> {
  return new Set(entriesOf(node).map(({ key }) => key.text))
}
