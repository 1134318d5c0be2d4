import type { Location } from '../../../core/location.js'
import type { Include } from '../../../models/index.js'
import { defined } from '../defined.js'
import type { YamlScalar } from '../../yaml/node.js'

/** `circleci/node@5.1.0`, or the address of an orb that is kept elsewhere. */
export interface OrbReference {
  readonly text: string
  /** `circleci/node`; undefined for an address. */
  readonly name?: string
  readonly version?: string
  readonly at: Location
}

/** A full version is published once and cannot be changed; `1`, `1.2`, `volatile` and `dev:` move (docs: Orb versions). */
const EXACT = /^\d+\.\d+\.\d+$/

/** An address of an orb in a repository may name a commit (docs: Orb types, URL orbs are versioned by Git). */
const COMMIT = /\/[0-9a-f]{40}\//

/** Takes an orb reference apart. */
export function parseOrb({ text, at }: YamlScalar): OrbReference {
  if (text.includes('://')) return { text, at }
  const [name = '', version] = text.split('@')
  return { text, name: name.toLowerCase(), ...defined({ version }), at }
}

/** The orb as code from elsewhere. */
export function includeOf({ text, name, version, at }: OrbReference): Include {
  return {
    text,
    kind: 'orb',
    ...defined({ ref: version }),
    pinned: name === undefined ? COMMIT.test(text) : EXACT.test(version ?? ''),
    official: name?.startsWith('circleci/') === true,
    at,
  }
}
