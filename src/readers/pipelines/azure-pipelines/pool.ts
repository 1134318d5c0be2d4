import type { Located } from '../../../core/location.js'
import type { JobImage } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** Where a job runs. */
export interface Pool {
  /** Name of the pool, image and demands, as written. */
  readonly labels: readonly string[]
  readonly windows: boolean
  /** Without an agent: `pool: server`. */
  readonly server: boolean
}

/** The agents of Microsoft, with Ubuntu (Azure Pipelines docs: Microsoft-hosted agents, default image of YAML pipelines). */
export const DEFAULT_POOL: Pool = { labels: [], windows: false, server: false }

/** Reads `pool`: a name, or a mapping of name, image and demands. */
export function readPool(node: YamlNode | undefined, outer: Pool): Pool {
  if (node === undefined || isNull(node)) return outer
  const name = node.kind === 'scalar' ? node.text : scalarAt(node, 'name')?.text
  const image = scalarAt(node, 'vmImage')?.text ?? scalarAt(node, 'image')?.text
  const demands = valueAt(node, 'demands')
  const demanded = (demands?.kind === 'scalar' ? [demands] : itemsOf(demands)).flatMap((item) =>
    item.kind === 'scalar' ? [item.text] : [],
  )
  const labels = [name, image, ...demanded].filter((label) => label !== undefined && label !== '')
  return {
    labels: labels.filter((label) => label !== undefined),
    windows: isWindows(labels.join(' ')),
    server: name?.trim().toLowerCase() === 'server' || scalarAt(node, 'type')?.text === 'agentless',
  }
}

function isWindows(text: string): boolean {
  const lower = text.toLowerCase()
  return /(?:^|[^a-z])(?:windows|win|vs20\d\d)/.test(lower) && !/ubuntu|linux|macos|darwin/.test(lower)
}

/** Containers that single steps run in (Azure Pipelines docs: Step targets); `host` is none. */
export function targetsOf(
  hooks: readonly { readonly steps: readonly YamlNode[] }[],
  containers: ReadonlyMap<string, Located<string>>,
): JobImage[] {
  const names = hooks
    .flatMap(({ steps }) => steps)
    .flatMap((step) => scalarAt(step, 'target')?.text ?? scalarAt(valueAt(step, 'target'), 'container')?.text ?? [])
  return [...new Set(names)].flatMap((name) => containers.get(name) ?? [])
}

/** The images that a job runs in: its container, and those of its services. */
export function imagesOf(node: YamlNode, containers: ReadonlyMap<string, Located<string>>): JobImage[] {
  const imageOf = (written: YamlNode | undefined): Located<string>[] => {
    if (written === undefined || isNull(written)) return []
    const scalar = written.kind === 'scalar' ? written : (scalarAt(written, 'image') ?? scalarAt(written, 'alias'))
    if (scalar === undefined || scalar.text === '') return []
    const known = containers.get(scalar.text)
    // Names of images have no capitals: this one stands for a container that is declared elsewhere.
    const isAlias = known === undefined && /^[a-z0-9_]*[A-Z]\w*$/.test(scalar.text)
    return isAlias ? [] : [known ?? located(scalar)]
  }
  const services = valueAt(node, 'services')
  return [
    ...imageOf(valueAt(node, 'container')),
    ...entriesOf(services)
      .flatMap(({ value }) => imageOf(value))
      .map((image) => ({ ...image, service: true as const })),
  ]
}
