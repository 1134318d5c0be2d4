/** Cases of infrastructure as code: large ones, and ones that slow peers come to the end of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant } from '../contestants/contestant.js'
import { pillarlint } from '../contestants/own.js'
import { cfnLint, checkov, isTemplate, tflint } from '../contestants/peers.js'
import { filesBelow } from '../made/corpus.js'
import { treeOf, type Recipe, type Tree } from '../made/sources.js'
import { all, MEMORY, type Case } from './case.js'
import { made } from './folders.js'

/** The real repository of which templates are taken, and how many. */
const TEMPLATES = 'aws-cloudformation__aws-cloudformation-templates'
const TEMPLATE_COUNT = 40

export function infrastructure(real: ReadonlyMap<string, string>): Case[] {
  const templates = real.get(TEMPLATES)
  const terraform = [tflint, checkov(['terraform'], tflint.looksAt)]
  const kubernetes = [checkov(['kubernetes'], ['**/*.yaml'])]
  return [
    ...(templates === undefined ? [] : [templateCase(templates)]),
    madeCase('200 Terraform files', { terraform: 200, kubernetes: 0 }, terraform, 50),
    madeCase('2,000 Terraform files', { terraform: 2_000, kubernetes: 0 }, terraform, 80),
    madeCase('300 Kubernetes manifests', { terraform: 0, kubernetes: 300 }, kubernetes, 30),
    madeCase('3,000 Kubernetes manifests', { terraform: 0, kubernetes: 3_000 }, kubernetes, 60),
  ]
}

function madeCase(name: string, recipe: Recipe, peers: readonly Contestant[], weight: number): Case {
  const place = made(name.replaceAll(/\W+/g, '-'), () => treeOf(recipe))
  return infrastructureCase(name, all(place, pillarlint, ...peers), weight)
}

function templateCase(root: string): Case {
  const place = made('templates', () => templatesIn(root))
  return infrastructureCase(
    `${TEMPLATE_COUNT} real CloudFormation templates`,
    all(place, pillarlint, cfnLint, checkov(['cloudformation'], ['**'])),
    50,
  )
}

function infrastructureCase(name: string, runs: Case['runs'], weight: number): Case {
  return { name, group: 'Infrastructure', runs, unit: 'Pillarlint', targets: [MEMORY], weight }
}

/** The first templates by their paths. */
function templatesIn(root: string): Tree {
  const texts = filesBelow(root).map((path): [string, string] => [path, readFileSync(join(root, path), 'utf8')])
  return new Map(texts.filter(([, text]) => isTemplate(text)).slice(0, TEMPLATE_COUNT))
}
