import type { DeliveryFlow, DeliveryGraph, DeliveryStage } from '../../core/delivery-graph.js'
import type { Report } from '../../core/report.js'
import { plural } from '../select.js'
import { clip, visible } from '../visible.js'
import { code } from './escape.js'
import { folded, type Section } from './layout.js'

/** More stages than this make a picture that nobody reads. Mermaid itself stops at 500 edges (its docs: Configuration, maxEdges). */
const MOST_STAGES = 60
const MOST_FLOWS = 200
const LONGEST_LABEL = 60

/** The name of an environment of which nothing is known. */
const UNNAMED = 'unknown'

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

function diagramOf({ stages, flows }: DeliveryGraph): string {
  const shown = stages.slice(0, MOST_STAGES)
  const ids = new Set(shown.map(({ id }) => id))
  // What a later stage takes from an early one is drawn where it is deployed: more lines would hide the order.
  const ends = new Set(
    shown.flatMap(({ id, roles, controller }) => (roles.includes('deploy') && controller === null ? [id] : [])),
  )
  const drawn = flows
    .filter(({ from, to, by }) => ids.has(from) && ids.has(to) && (by !== 'artifact' || ends.has(to)))
    .slice(0, MOST_FLOWS)
  const files = [...new Set(shown.map(({ pipeline }) => pipeline))]
  const more = stages.length - shown.length
  return [
    '```mermaid',
    'flowchart LR',
    ...files.flatMap((file, index) => {
      const nodes = shown.filter(({ pipeline }) => pipeline === file).map(nodeOf)
      return file === null ? nodes : [`subgraph f${index}["${label(file)}"]`, ...nodes, 'end']
    }),
    ...drawn.map(arrowOf),
    '```',
    ...(more > 0 ? ['', `…and ${plural(more, 'more stage')}; the JSON report has them all.`] : []),
  ].join('\n')
}

/** Deployments are rounded, people's decisions are hexagons, everything else is a box. */
function nodeOf(stage: DeliveryStage): string {
  const { id, roles, environments } = stage
  const known = environments.filter((name) => name !== UNNAMED)
  const deploy = known.length > 0 ? `deploy to ${label(known.join(', '))}` : 'deploy'
  const words = roles.map((role) => (role === 'deploy' ? deploy : role))
  const text = `${label(nameOf(stage))}<br>${words.join(' · ')}`
  if (roles.includes('deploy')) return `  ${id}(["${text}"])`
  return roles.includes('approve') ? `  ${id}{{"${text}"}}` : `  ${id}["${text}"]`
}

function nameOf({ controller, jobs }: DeliveryStage): string {
  const [first = ''] = jobs
  const more = jobs.length > 1 ? ` and ${jobs.length - 1} more` : ''
  return `${controller === null ? '' : `${controller}: `}${first}${more}`
}

function arrowOf({ from, to, by, artifacts }: DeliveryFlow): string {
  const [first] = artifacts
  if (first === undefined || by === 'failure') return `  ${from} ${ARROWS[by]} ${to}`
  const more = artifacts.length > 1 ? ` and ${artifacts.length - 1} more` : ''
  return `  ${from} ${by === 'artifact' ? '-.->' : '-->'}|"${label(first + more)}"| ${to}`
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
