/** Cases that ask whether time grows as the repository does. */
import { pillarlint } from '../contestants/own.js'
import { workflows } from '../made/corpus.js'
import { treeOf, type Recipe } from '../made/sources.js'
import type { Case, Entry, Target } from './case.js'
import { made } from './folders.js'

const COUNTS = [250, 500, 1_000, 2_000, 4_000]
/** 4,000 is sixteen times 250. */
const SIXTEEN_TIMES = 20
/** The same slack for infrastructure: four times as much. */
const FOUR_TIMES = 5

/** Processor time, which other work on the machine hardly changes. */
export function growth(): Case[] {
  return [
    infrastructure('Terraform files', { terraform: 2_000, kubernetes: 0 }),
    infrastructure('Kubernetes manifests', { terraform: 0, kubernetes: 3_000 }),
    infrastructure('files of both', { terraform: 2_000, kubernetes: 3_000 }),
    {
      name: 'from 250 to 4,000 workflows',
      group: 'Growth',
      runs: COUNTS.map((count) => ({
        name: workflowsName(count),
        contestant: pillarlint,
        place: made(`workflows-${count}`, () => workflows(count)),
      })),
      unit: workflowsName(250),
      targets: [
        { of: workflowsName(4_000), against: workflowsName(250), measure: 'processor', atMost: SIXTEEN_TIMES },
        ...COUNTS.map((count): Target => ({ of: workflowsName(count), measure: 'memory', atMost: 256 })),
      ],
      weight: 70,
    },
  ]
}

function workflowsName(count: number): string {
  return `${count.toLocaleString('en')} workflows`
}

/** A quarter of a made repository against all of it. */
function infrastructure(what: string, { terraform, kubernetes }: Recipe): Case {
  const entry = (share: number): Entry => {
    const recipe = { terraform: terraform * share, kubernetes: kubernetes * share }
    const count = recipe.terraform + recipe.kubernetes
    return {
      name: `${count.toLocaleString('en')} ${what}`,
      contestant: pillarlint,
      place: made(`infrastructure-${count}`, () => treeOf(recipe)),
    }
  }
  const [small, large] = [entry(1 / 4), entry(1)]
  return {
    name: `from ${small.name.split(' ')[0]} to ${large.name}`,
    group: 'Growth',
    runs: [small, large],
    unit: small.name,
    targets: [
      { of: large.name, against: small.name, measure: 'processor', atMost: FOUR_TIMES },
      { of: large.name, measure: 'memory', atMost: 256 },
    ],
    weight: 20,
  }
}
