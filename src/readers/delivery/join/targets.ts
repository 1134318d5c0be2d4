import type { Command, DeploymentTarget, Resource } from '../../../models/index.js'
import { DEPLOY_KINDS } from '../../../core/intent-kind.js'
import { optionsOf } from '../command-words.js'
import type { Place } from '../throwaway.js'
import { inputValues, pathsOf, resourcesAt, wordsAfter } from './files.js'
import { knownTexts } from './known-text.js'
import type { Naming } from './joining.js'
import { JOININGS, PLACES } from './tools.js'
import type { Tree } from './tree.js'
import { namedWorkloads } from './workloads.js'

/** Things that one step names beyond this number are not told apart. */
const MAX_TARGETS = 50

/** What a step says that it deploys with `tool`, and what the tree defines under these names. */
export function targetsOf(place: Place, tool: string, tree: Tree): DeploymentTarget[] {
  const commands = place.step.intents
    .filter((intent) => intent.tool === tool && DEPLOY_KINDS.has(intent.kind))
    .map(({ command }) => command)
  const found = commands.flatMap((command) => [
    ...filed(place, tool, command, tree),
    ...(JOININGS.get(tool)?.names ?? []).flatMap((naming) => named(naming, place, command, tree)),
    ...(tool === 'kubectl' || tool === 'argo-rollouts' ? namedWorkloads(place, command, tree) : []),
  ])
  return distinct(found).slice(0, MAX_TARGETS)
}

/** The resources that are deployed themselves, each once: not the cluster and the namespace that they go to. */
export function subjectsOf(targets: readonly DeploymentTarget[]): Resource[] {
  return [...new Set(targets.filter(({ kind }) => !PLACES.has(kind)).flatMap(({ resources }) => resources))]
}

function filed(place: Place, tool: string, command: Command | undefined, tree: Tree): DeploymentTarget[] {
  const filing = JOININGS.get(tool)?.files
  if (filing === undefined) return []
  return pathsOf(filing, place, command, tree).map((path) => ({
    kind: 'path',
    text: path.text,
    known: path.known,
    exists: path.known && (path.text === '' || tree.has(path.text)),
    resources: resourcesAt(path, filing, tree),
    candidates: [],
  }))
}

function named(naming: Naming, place: Place, command: Command | undefined, tree: Tree): DeploymentTarget[] {
  return written(naming, place, command)
    .filter((text) => text !== '')
    .flatMap((text) => knownTexts(text, place, command))
    .map(({ text, known }) => {
      const resources: readonly Resource[] = known ? tree.named(naming, text) : []
      const exists = resources.length > 0
      return { kind: naming.kind, text, known, exists, resources, candidates: exists ? [] : tree.unnamed(naming) }
    })
}

function written(
  { options = [], inputs = [], after }: Naming,
  { step }: Place,
  command: Command | undefined,
): string[] {
  if (command === undefined) return inputValues(step, inputs)
  const given = optionsOf(command).flatMap(({ name, value }) => (options.includes(name) ? [value.text] : []))
  return given.length > 0 || after === undefined ? given : wordsAfter(command, after)
}

function distinct(targets: readonly DeploymentTarget[]): DeploymentTarget[] {
  return [...new Map(targets.map((target) => [`${target.kind} ${target.text}`, target])).values()]
}
