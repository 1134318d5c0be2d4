import type { DeliveryFlow, DeliveryGraph, DeliveryStage, StageRole } from '../../core/delivery-graph.js'
import type { Report } from '../../core/report.js'
import { addTo } from '../../core/group.js'
import { cargoOf, namedEnvironments, pictureOf, stageName } from '../delivery.js'
import type { Links } from '../links.js'
import { plural } from '../select.js'
import { clip } from '../visible.js'
import { BOX, layOutDelivery, type Lane, type Layout, type PlacedFlow, type PlacedStage } from './delivery-layout.js'
import { code, html, type Content, type Html } from './escape.js'
import { table } from './parts.js'
import { placeOf } from './place.js'

/** Characters that fit into a box, and above an arrow. */
const FITS = 26
const CARGO_FITS = 60

/** How a change gets to its users: a picture, and the same as text. Empty where nothing is delivered. */
export function deliveryBody({ delivery: { graph } }: Report, links: Links | undefined): Html {
  if (graph.stages.length === 0) return html``
  const picture = pictureOf(graph)
  return html`${orderOf(graph)}
    <div class="scroll" role="region" tabindex="0" aria-label="Picture of the delivery">
      ${draw(layOutDelivery(picture))}
    </div>
    <p class="quiet">
      Rounded: deploys. Pointed: a person decides. Dashed: only after a failure. Dotted: uses what was
      built.${picture.more > 0 && ` ${plural(picture.more, 'more stage')} in the table only.`}
    </p>
    ${stageTable(graph, links)}`
}

function orderOf({ environments }: DeliveryGraph): Html {
  if (environments.length === 0) return html`<p>Nothing is deployed; what is published is drawn below.</p>`
  return html`<p>${plural(environments.length, 'environment')}, in order of promotion:</p>
    <ol class="environments">
      ${environments.map(
        ({ name, tier, persistent }) =>
          html`<li>
            ${code(name)}${tier !== name && tier !== 'unknown' && ` (${tier})`}${!persistent && ', goes away by itself'}
          </li>`,
      )}
    </ol>`
}

function draw({ width, height, lanes, stages, flows }: Layout): Html {
  return html`<svg
    class="figure delivery"
    role="img"
    aria-label="Delivery: the stages and what leads from one to another; the table below says the same"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <defs>
      <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path class="tip" d="M0 0L8 4L0 8z" />
      </marker>
    </defs>
    ${lanes.map((lane) => drawLane(lane, width))} ${flows.map(drawFlow)} ${stages.map(drawStage)}
  </svg>`
}

function drawLane({ pipeline, y, height }: Lane, width: number): Html {
  return html`<rect
      class="lane"
      x="${BOX.margin}"
      y="${y}"
      width="${width - 2 * BOX.margin}"
      height="${height}"
      rx="6"
    />
    <text class="small" x="${BOX.margin + 10}" y="${y + 18}">${pipeline ?? 'pulled by controllers'}</text> `
}

function drawStage({ stage, x, y }: PlacedStage): Html {
  const [name, doing] = [stageName(stage), doingOf(stage)]
  return html`<g
    ><title>${name}: ${doing}</title>${shapeOf(stage, x, y)}
    <text class="name" x="${x + BOX.width / 2}" y="${y + 19}" text-anchor="middle">${clip(name, FITS)}</text>
    <text class="small" x="${x + BOX.width / 2}" y="${y + 36}" text-anchor="middle">${clip(doing, FITS + 2)}</text></g
  > `
}

function shapeOf({ roles }: DeliveryStage, x: number, y: number): Html {
  const { width, height } = BOX
  if (roles.includes('deploy')) {
    return html`<rect class="box deploy" x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 2}" />`
  }
  if (!roles.includes('approve'))
    return html`<rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="4" />`
  const [right, middle, low] = [x + width, y + height / 2, y + height]
  return html`<polygon
    class="box approve"
    points="${x},${middle} ${x + 12},${y} ${right - 12},${y} ${right},${middle} ${right - 12},${low} ${x + 12},${low}"
  />`
}

/** What a stage does, in words: `build · deploy to production`. */
function doingOf(stage: DeliveryStage): string {
  const known = namedEnvironments(stage)
  const word = (role: StageRole): string =>
    role === 'deploy' && known.length > 0 ? `deploy to ${known.join(', ')}` : role.replace('-', ' ')
  return stage.roles.map(word).join(' · ')
}

function drawFlow({ flow, points }: PlacedFlow): Html {
  const [first, ...rest] = points
  if (first === undefined) return html``
  let [path, last] = [`M${first.x} ${first.y}`, first]
  for (const point of rest) {
    const bend = point.x > last.x ? (point.x - last.x) / 2 : BOX.across
    path +=
      point.y === last.y && point.x > last.x
        ? `H${point.x}`
        : `C${last.x + bend} ${last.y} ${point.x - bend} ${point.y} ${point.x} ${point.y}`
    last = point
  }
  return html`<g
    ><title>${clip(flowWords(flow), CARGO_FITS)}</title
    ><path class="flow by-${flow.by}" d="${path}" marker-end="url(#tip)"
  /></g> `
}

const FLOW_WORDS: Readonly<Record<DeliveryFlow['by'], string>> = {
  order: 'after',
  failure: 'if it fails, after',
  start: 'started by',
  pull: 'pulls what is written by',
  artifact: 'uses what is built by',
}

function flowWords(flow: DeliveryFlow): string {
  const cargo = cargoOf(flow)
  return cargo === '' ? FLOW_WORDS[flow.by] : `${FLOW_WORDS[flow.by]}: ${cargo}`
}

function stageTable({ stages, flows }: DeliveryGraph, links: Links | undefined): Html {
  const names = new Map(stages.map((stage) => [stage.id, stageName(stage)]))
  const before = new Map<string, Content>()
  const lists = new Map<string, Html[]>()
  for (const flow of flows) {
    const cargo = cargoOf(flow)
    addTo(
      lists,
      flow.to,
      html`<li>${FLOW_WORDS[flow.by]} ${names.get(flow.from) ?? ''}${cargo !== '' && html` (${code(cargo)})`}</li>`,
    )
  }
  for (const [id, items] of lists)
    before.set(
      id,
      html`<ul>
        ${items}
      </ul>`,
    )
  return html`<details>
    <summary>The delivery as a table (${plural(stages.length, 'stage')})</summary>
    ${table(
      'Stages of the delivery',
      ['Stage', 'Does', 'Comes', 'Where'],
      stages.map((stage) => [
        stageName(stage),
        doingOf(stage),
        before.get(stage.id) ?? 'first',
        placeOf(stage.at, links),
      ]),
    )}
  </details>`
}
