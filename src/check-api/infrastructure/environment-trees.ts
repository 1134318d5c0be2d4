import { pathsFitting } from '../../core/path-index.js'
import type { Location } from '../../core/location.js'
import { fileLocation } from '../../core/location.js'
import { classifyEnvironment, subjectOf } from '../../models/environment-names.js'
import type { FileIndex, Infrastructure, Resource, Settings, Tier } from '../../models/index.js'
import { isTerraformResource } from './authored-infrastructure.js'
import { isSample } from '../common/paths.js'
import { addTo } from '../../core/group.js'

/** Two environments of one system, each with definitions of its own. */
export interface EnvironmentPair {
  readonly technology: 'Terraform' | 'CloudFormation' | 'Kubernetes'
  /** Where their definitions are: `infra/prod`. */
  readonly one: string
  readonly other: string
  /** What both define, and what only one of them does; Terraform's and CloudFormation's addresses, objects' kinds and names. */
  readonly common: number
  readonly onlyOne: readonly string[]
  readonly onlyOther: readonly string[]
  /** Whether both take a module or a base of the tree, or one from elsewhere. */
  readonly shares: boolean
  readonly at: Location
  readonly otherAt: Location
}

/** What several environments are made from. */
export interface SharedBase {
  /** For a person: `module ../modules/shop`, `values-prod.yaml and values-staging.yaml`. */
  readonly what: string
  readonly tiers: ReadonlySet<Tier>
  readonly at: Location
}

/** A path with the part of it that names an environment. */
interface Placed {
  readonly tier: Tier
  /** The path up to that part, which it ends with. */
  readonly folder: string
  /** The same for all environments of the system. */
  readonly group: string
  /** The rest of the path, words for environments removed. */
  readonly rest: string
}

const TECHNOLOGIES = { terraform: 'Terraform', cloudformation: 'CloudFormation', kubernetes: 'Kubernetes' } as const

/** Kinds of objects that hold what an environment has of its own. */
const OWN_VALUES = /\/(?:Namespace|ConfigMap|\w*Secret)$/

/** Where in a path its environment is named: a part that says nothing else comes before one that says more. */
function placed(path: string, settings: Settings): Placed | undefined {
  const parts = path.replace(/\.(?:tf|tf\.json|tfvars|ya?ml|json|hcl|auto\.tfvars)$/, '').split('/')
  const tiers = parts.map((part) => tierOf(part, settings))
  const bare = tiers.findIndex((tier, index) => tier !== 'unknown' && subjectOf(parts[index] ?? '', settings) === '')
  const index = bare >= 0 ? bare : tiers.findLastIndex((tier) => tier !== 'unknown')
  const tier = tiers[index]
  if (tier === undefined || tier === 'unknown' || tier === 'preview') return undefined
  const above = parts.slice(0, index).join('/')
  const rest = parts.slice(index + 1).map((part) => subjectOf(part, settings))
  return {
    tier,
    folder: parts.slice(0, index + 1).join('/'),
    group: `${above}/${subjectOf(parts[index] ?? '', settings)}`,
    rest: rest.slice(0, -1).join('/'),
  }
}

function tierOf(part: string, settings: Settings): Tier {
  return classifyEnvironment(part.replace(/^\./, ''), settings).tier
}

interface Environment {
  readonly folder: string
  readonly tier: Tier
  readonly addresses: Map<string, Location>
  /** What its definitions come from: sources of modules, folders that its kustomizations take. */
  readonly bases: Map<string, Location>
}

/** The environments that are defined apart, by system. */
class Trees {
  readonly #groups = new Map<string, Map<string, Environment>>()

  of(technology: string, place: Placed): Environment {
    const key = `${technology} ${place.group}`
    const group = this.#groups.get(key) ?? new Map<string, Environment>()
    this.#groups.set(key, group)
    const found = group.get(place.folder) ?? { ...place, addresses: new Map(), bases: new Map() }
    group.set(place.folder, found)
    return found
  }

  *groups(): Generator<{ technology: EnvironmentPair['technology']; environments: Environment[] }> {
    for (const [key, group] of this.#groups) {
      const environments = [...group.values()]
      if (new Set(environments.map(({ tier }) => tier)).size < 2) continue
      yield { technology: key.slice(0, key.indexOf(' ')) as EnvironmentPair['technology'], environments }
    }
  }
}

/** What was read of an infrastructure, for the same files and settings. */
const READ = new WeakMap<Infrastructure, { files: FileIndex; settings: Settings; trees: Trees }>()

/** Everything that is written for one environment alone; folders named for development and tests are environments here. */
function treesOf(infrastructure: Infrastructure, files: FileIndex, settings: Settings): Trees {
  const known = READ.get(infrastructure)
  if (known !== undefined && known.files === files && known.settings === settings) return known.trees
  const trees = readTrees(infrastructure, files, settings)
  READ.set(infrastructure, { files, settings, trees })
  return trees
}

function readTrees(infrastructure: Infrastructure, files: FileIndex, settings: Settings): Trees {
  const trees = new Trees()
  for (const resource of infrastructure.resources) {
    const { technology, file } = resource
    if (technology !== 'terraform' && technology !== 'cloudformation' && technology !== 'kubernetes') continue
    if (files.isExcluded(file) || isSample(file)) continue
    const place = placed(file, settings)
    if (place === undefined) continue
    const environment = trees.of(TECHNOLOGIES[technology], place)
    const address = addressOf(resource, place, settings)
    if (address !== undefined) environment.addresses.set(address, resource.at)
  }
  for (const { folder, moduleSources } of infrastructure.terraform) {
    for (const { source, local } of moduleSources) {
      const place = placed(`${folder}/x`, settings) ?? placed(source.at.file, settings)
      if (place !== undefined)
        trees.of('Terraform', place).bases.set(`module ${local ?? source.value.split('?')[0] ?? ''}`, source.at)
    }
  }
  for (const { resource, folder, takes } of infrastructure.kustomizations ?? []) {
    const place = folder === undefined ? undefined : placed(`${folder}/x`, settings)
    if (place === undefined) continue
    for (const taken of takes.filter((each) => !`${each}/`.startsWith(`${place.folder}/`)))
      trees.of('Kubernetes', place).bases.set(`base ${taken}`, resource.at)
  }
  return trees
}

function addressOf(resource: Resource, { rest }: Placed, settings: Settings): string | undefined {
  const { technology, type, name } = resource
  if (technology === 'terraform' && !isTerraformResource(resource)) return undefined
  if (technology === 'cloudformation' && !type.includes('::')) return undefined
  if (technology === 'kubernetes' && (!type.includes('/') || OWN_VALUES.test(type))) return undefined
  return [rest, type, subjectOf(name, settings)].join(' ').trim()
}

/** Environments with definitions of their own, each with the one that it has most in common with. */
export function environmentPairs(
  infrastructure: Infrastructure,
  files: FileIndex,
  settings: Settings,
): EnvironmentPair[] {
  const found: EnvironmentPair[] = []
  for (const { technology, environments } of treesOf(infrastructure, files, settings).groups()) {
    const first = environments.find(({ tier }) => tier === 'production') ?? environments[0]
    if (first === undefined) continue
    const pairs = environments.flatMap((each) => (each.tier === first.tier ? [] : [pairOf(technology, first, each)]))
    const [best] = pairs.sort((a, b) => b.common - a.common || differences(a) - differences(b))
    if (best !== undefined && (best.common > 0 || first.addresses.size > 0)) found.push(best)
  }
  return found
}

function differences({ onlyOne, onlyOther }: EnvironmentPair): number {
  return onlyOne.length + onlyOther.length
}

function pairOf(technology: EnvironmentPair['technology'], one: Environment, other: Environment): EnvironmentPair {
  const names = [...one.addresses.keys()]
  const onlyOne = names.filter((name) => !other.addresses.has(name))
  const onlyOther = [...other.addresses.keys()].filter((name) => !one.addresses.has(name))
  const [first] = names.filter((name) => other.addresses.has(name))
  return {
    technology,
    one: one.folder,
    other: other.folder,
    common: names.length - onlyOne.length,
    onlyOne,
    onlyOther,
    shares: [...one.bases.keys()].some((base) => other.bases.has(base)),
    at: one.addresses.get(first ?? '') ?? fileLocation(one.folder),
    otherAt: other.addresses.get(first ?? '') ?? fileLocation(other.folder),
  }
}

/** Files that hold the values of one environment, and nothing else. */
const VALUES: readonly RegExp[] = [
  /\.tfvars(?:\.json)?$/,
  /(?:^|\/)values[^/]*\.ya?ml$/,
  /(?:^|\/)[^/]*values\.ya?ml$/,
  /(?:^|\/)Pulumi\.[^/]+\.ya?ml$/,
  /(?:^|\/)(?:params?|parameters?)\/[^/]+\.(?:json|ya?ml)$|(?:^|\/)[^/]*param[^/]*\.(?:json|ya?ml|bicepparam)$|\.bicepparam$/,
  /(?:^|\/)terragrunt\.hcl$/,
  /(?:^|\/)inventor(?:y|ies)\//,
]

/** What two or more environments are made from: modules and bases that both take, or files of values for one code. */
export function sharedBases(infrastructure: Infrastructure, files: FileIndex, settings: Settings): SharedBase[] {
  const found: SharedBase[] = []
  for (const { environments } of treesOf(infrastructure, files, settings).groups()) {
    const takers = new Map<string, Environment[]>()
    for (const each of environments) for (const base of each.bases.keys()) addTo(takers, base, each)
    for (const [base, all] of takers) {
      const tiers = new Set(all.map(({ tier }) => tier))
      const at = all[0]?.bases.get(base)
      if (tiers.size > 1 && at !== undefined) found.push({ what: base, tiers, at })
    }
  }
  return [...found, ...sharedValues(files, settings)]
}

function sharedValues(files: FileIndex, settings: Settings): SharedBase[] {
  const groups = new Map<string, { path: string; tier: Tier }[]>()
  for (const path of pathsFitting(files.paths, VALUES)) {
    const kind = VALUES.findIndex((pattern) => pattern.test(path))
    const place =
      kind < 0 || files.isExcluded(path) || isSample(path) ? undefined : placed(withTierApart(path), settings)
    if (place === undefined) continue
    const key = `${kind} ${place.group} ${place.rest}`
    addTo(groups, key, { path, tier: place.tier })
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all
    const other = all.find(({ tier }) => tier !== first?.tier)
    if (first === undefined || other === undefined) return []
    const tiers = new Set(all.map(({ tier }) => tier))
    return [{ what: `${first.path} and ${other.path}`, tiers, at: fileLocation(first.path) }]
  })
}

/** `Pulumi.prod.yaml` as `prod.yaml`, `values-prod.yaml` as `prod.yaml`. */
function withTierApart(path: string): string {
  return path.replace(/(?:^|(?<=\/))(?:Pulumi\.|values[-._]|params?[-._]|parameters?[-._])(?=[^/.]+\.[^/]+$)/, '')
}
