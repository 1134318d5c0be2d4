import { pathsNamed } from '../../core/path-index.js'
import type { Command, Delivery, FileIndex, Resource, Step } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'
import { isForUse, joinPaths } from '../common/paths.js'
import { deployPaths } from '../pipelines/pipelines.js'
import { valuesOf } from '../common/options.js'
import { namesProduction } from '../common/tier-words.js'
import { folderPrefix } from '../../core/paths.js'

/** A service of a Compose file that is run to last. */
export interface ComposeService {
  /** In the file that makes it part of what runs. */
  readonly resource: Resource
  /** The same service in all files that may be merged into it, itself first (Compose: Merge Compose files). */
  readonly parts: readonly Resource[]
  /** Whether a swarm runs it. */
  readonly swarm: boolean
  /** False if only a name says that it is run to last, and nothing of the file is made to. */
  readonly certain: boolean
}

const TOOLS: ReadonlySet<string> = new Set(['docker-compose', 'docker-swarm', 'docker', 'podman-compose'])

const PULLS: ReadonlySet<string> = new Set(['pull', 'fetch', 'reset', 'checkout', 'clone'])

/** The names that Compose looks for by itself. */
const DEFAULTS = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'] as const

/** Services of Compose files that a pipeline deploys with, or that names put into production. */
export function lastingServices(
  { resources }: { readonly resources: readonly Resource[] },
  delivery: Delivery,
  files: FileIndex,
): ComposeService[] {
  const services = resources.filter(({ technology, type }) => technology === 'compose' && type === 'service')
  const handed = handedFiles(delivery, files)
  const lasting = new Set(services.filter(restarts).map(({ file }) => file))
  return services
    .filter(({ file }) => handed.has(file) || (isForUse(file, files) && isNamedForProduction(file)))
    .map((resource) => ({
      resource,
      parts: [resource, ...services.filter((each) => each !== resource && mayMerge(each, resource, handed))],
      swarm: handed.get(resource.file) === 'docker-swarm',
      certain: handed.has(resource.file) || lasting.has(resource.file),
    }))
}

/** Compose file reference: restart; Compose Deploy Specification: restart_policy, whose condition is `any` by default. */
export function restarts({ properties }: Resource): boolean {
  const restart = textOf(valueAt(properties, 'restart')) ?? ''
  return (
    /^(?:always|unless-stopped|on-failure)/.test(restart) || valueAt(properties, 'deploy.restart_policy') !== undefined
  )
}

/** By the name of the file, or of the folder that it is in: `compose.prod.yaml`, `deploy/docker-compose.yml`. */
function isNamedForProduction(file: string): boolean {
  const [name = '', folder = ''] = file.split('/').reverse()
  return (
    namesProduction(name) ||
    namesProduction(folder) ||
    /(?:^|[-_.])deploy(?:[-_.]|$)/i.test(name) ||
    folder === 'deploy'
  )
}

/** The base beside an overlay, and what the same command is handed. */
function mayMerge(other: Resource, { name, file }: Resource, handed: ReadonlyMap<string, string>): boolean {
  if (other.name !== name) return false
  const folder = folderPrefix(file)
  return handed.has(other.file) ? handed.has(file) : DEFAULTS.some((each) => other.file === `${folder}${each}`)
}

/** Compose files that deployments name, and those of this repository that a server has as a copy, with the tool. */
function handedFiles(delivery: Delivery, files: FileIndex): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { step } of deployPaths(delivery)) {
    for (const { tool, command } of step.intents) {
      if (command === undefined || !TOOLS.has(tool)) continue
      const named = valuesOf(command.argv, '-f', '--file', '-c', '--compose-file')
      const paths =
        named.length > 0 ? named.flatMap(({ text }) => fileNamed(text, command, files)) : copied(step, command, files)
      for (const path of paths) found.set(path, tool)
    }
  }
  return found
}

/** A server has its files in folders of its own: the only one of the name is taken for it. */
function fileNamed(text: string, { remote, directory }: Command, files: FileIndex): readonly string[] {
  if (remote !== true) return directory === undefined ? [] : [joinPaths(directory, text) ?? '']
  const name = text.slice(text.lastIndexOf('/') + 1)
  const found = pathsNamed(files.paths, name)
  return found.length === 1 ? found : []
}

/** The file that Compose finds by itself at the root, where the server pulls this repository first. */
function copied({ commands }: Step, { remote }: Command, files: FileIndex): string[] {
  const pulls = commands.some(
    ({ argv, remote: there }) => there === true && argv[0]?.text === 'git' && PULLS.has(argv[1]?.text ?? ''),
  )
  return remote === true && pulls ? DEFAULTS.filter((name) => files.has(name)).slice(0, 1) : []
}
