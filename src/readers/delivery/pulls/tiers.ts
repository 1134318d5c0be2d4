import type { Settings, Tier } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import type { Claims } from './claims.js'
import { foldersAbove } from './claims.js'
import type { Draft } from './draft.js'

/** A draft with the files that it deploys. */
export interface Claimed {
  readonly draft: Draft
  readonly claims: Claims
}

/** How far a pull is followed up to those that deploy its object. */
const DEPTH = 4

/** The environments of each pull, by what it is told itself, or by the pulls that deploy its object. */
export class Tiers {
  readonly #own = new Map<Claimed, OwnTier>()
  readonly #byFile = new Map<string, Claimed[]>()
  readonly #byFolder = new Map<string, Claimed[]>()

  constructor(all: readonly Claimed[], settings: Settings) {
    for (const each of all) {
      this.#own.set(each, ownTier(each.draft, settings))
      for (const file of each.claims.files) add(this.#byFile, file, each)
      for (const folder of each.claims.whole) add(this.#byFolder, folder, each)
    }
  }

  /** One or more tiers; `unknown` alone where nothing tells. */
  of(pull: Claimed): readonly Tier[] {
    const found = [...new Set(this.#tiers(pull, DEPTH))].filter((tier) => tier !== 'unknown')
    return found.length > 0 ? found : ['unknown']
  }

  /** The pulls that deploy the object of this one. */
  parents({ draft }: Claimed): Claimed[] {
    const { file } = draft.resource
    const named = this.#byFile.get(file) ?? foldersAbove(file).flatMap((folder) => this.#byFolder.get(folder) ?? [])
    return [...new Set(named)].filter((each) => each.draft.resource !== draft.resource)
  }

  #tiers(pull: Claimed, depth: number): Tier[] {
    const { clear, vague } = this.#own.get(pull) ?? { clear: 'unknown', vague: 'unknown' }
    if (clear !== 'unknown' || depth === 0) return [clear]
    const above = this.parents(pull).flatMap((parent) => this.#tiers(parent, depth - 1))
    return above.some((tier) => tier !== 'unknown') ? above : [vague]
  }
}

function add(map: Map<string, Claimed[]>, key: string, value: Claimed): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

interface OwnTier {
  /** By a name that is a tier or ends in one. */
  readonly clear: Tier
  /** By one that holds the word of a tier: `dev-portal`, `prod-eu`. */
  readonly vague: Tier
}

/**
 * Names that are a tier and nothing else tell more than those that end in its word (`overlays/prod` than `shop-prod`);
 * among them, those nearer to the target. The folders of the object's own file come last.
 */
function ownTier({ names, resource, preview }: Draft, settings: Settings): OwnTier {
  if (preview) return { clear: 'preview', vague: 'preview' }
  const folders = resource.file.split('/').slice(0, -1).reverse()
  const parts = [...names, ...folders]
    .map(bare)
    .filter((name) => name !== '' && !name.includes('{{') && !isOfSeveral(name, settings))
  const first = (texts: readonly string[]): Tier =>
    texts.map((text) => classifyEnvironment(text, settings).tier).find((tier) => tier !== 'unknown') ?? 'unknown'
  const configured = parts.filter((name) => settings.environments.has(name))
  const whole = parts.filter((name) => /^[A-Za-z]+$/.test(name))
  const ending = parts.filter((name) => first([name.split(/[-_.]/).at(-1) ?? '']) !== 'unknown')
  return { clear: first([...configured, ...whole, ...ending]), vague: first(parts) }
}

/** Whether the name lists environments side by side, as that of a cluster for all of them does: `dev-stage-prod`. */
function isOfSeveral(name: string, settings: Settings): boolean {
  if (settings.environments.has(name)) return false
  const tiers = name.split(/[-_.]/).map((word) => classifyEnvironment(word, settings).tier)
  return tiers.some((tier, index) => {
    const next = tiers[index + 1] ?? 'unknown'
    return tier !== 'unknown' && next !== 'unknown' && tier !== next
  })
}

/** `prod` of `values-prod.yaml`. */
function bare(name: string): string {
  return name.replace(/\.(?:ya?ml|json)$/, '').replace(/^(?:values|config)[-._]/, '')
}
