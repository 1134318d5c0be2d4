import type { DeliveryFlow, DeliveryGraph, DeliveryStage } from '../../core/delivery-graph.js'
import type { Report } from '../../core/report.js'
import { cargoOf, namedEnvironments, pictureOf, stageName } from '../delivery.js'
import { plural } from '../select.js'
import { clip, visible } from '../visible.js'
import { code } from './escape.js'
import { folded, type Section } from './layout.js'

const LONGEST_LABEL = 60

/** How each kind of flow is drawn (Mermaid docs: Flowcharts, Links between nodes). */
const ARROWS: Readonly<Record<DeliveryFlow['by'], string>> = {
  order: '-->',
  failure: '-. on failure .->',
  start: '-- starts -->',
  pull: '-- pulled by -->',
  artifact: '-.->',
}

/** How a change gets to its users, drawn for GitHub, which shows Mermaid in Markdown. Empty where nothing is delivered. */
export function deliverySection({ delivery: { graph } }: Report): Section {
  if (graph.stages.length === 0) return folded('', [])
  return folded('<b>Delivery</b>: how a change gets to its users', [orderOf(graph), diagramOf(graph)].filter(isThere))
}

const isThere = (text: string): boolean => text !== ''

function orderOf({ environments }: DeliveryGraph): string {
  if (environments.length === 0) return 'Nothing is deployed; what is published is drawn below.\n'
  const words = environments.map(({ name, tier }) =>
    tier === name || tier === 'unknown' ? code(name) : `${code(name)} (${tier})`,
  )
  return `${plural(environments.length, 'environment')}, in order of promotion: ${words.join(' → ')}\n`
}

function diagramOf(graph: DeliveryGraph): string {
  const { stages, flows, more } = pictureOf(graph)
  const files = [...new Set(stages.map(({ pipeline }) => pipeline))]
  return [
    '```mermaid',
    'flowchart LR',
    ...files.flatMap((file, index) => {
      const nodes = stages.filter(({ pipeline }) => pipeline === file).map(nodeOf)
      return file === null ? nodes : [`subgraph f${index}["${label(file)}"]`, '  direction LR', ...nodes, 'end']
    }),
    ...flows.map(arrowOf),
    '```',
    ...(more > 0 ? ['', `…and ${plural(more, 'more stage')}; the JSON report has them all.`] : []),
  ].join('\n')
}

/** Deployments are rounded, people's decisions are hexagons, everything else is a box. */
function nodeOf(stage: DeliveryStage): string {
  const { id, roles } = stage
  const known = namedEnvironments(stage)
  const deploy = known.length > 0 ? `deploy to ${label(known.join(', '))}` : 'deploy'
  const words = roles.map((role) => (role === 'deploy' ? deploy : role))
  const text = `${label(stageName(stage))}<br>${words.join(' · ')}`
  if (roles.includes('deploy')) return `  ${id}(["${text}"])`
  return roles.includes('approve') ? `  ${id}{{"${text}"}}` : `  ${id}["${text}"]`
}

function arrowOf(flow: DeliveryFlow): string {
  const { from, to, by } = flow
  const cargo = cargoOf(flow)
  if (cargo === '') return `  ${from} ${ARROWS[by]} ${to}`
  return `  ${from} ${by === 'artifact' ? '-.->' : '-->'}|"${label(cargo)}"| ${to}`
}

/**
 * Repository text inside a quoted label: everything but letters, digits and a few harmless signs is written by its number,
 * which Mermaid shows as the character (its docs: Flowcharts, Entity codes).
 */
function label(text: string): string {
  return clip(visible(text), LONGEST_LABEL).replace(
    /[^\p{L}\p{N} ,._/→…-]/gu,
    (char) => `#${char.codePointAt(0) ?? 0};`,
  )
}
