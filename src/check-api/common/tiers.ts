import type { Tier } from '../../models/index.js'

/** Names of folders that stand for one environment each, and the words that begin or end such names. */
const WORDS: ReadonlyMap<string, Tier> = new Map([
  ['prod', 'production'],
  ['production', 'production'],
  ['prd', 'production'],
  ['live', 'production'],
  ['preprod', 'staging'],
  ['staging', 'staging'],
  ['stage', 'staging'],
  ['stg', 'staging'],
  ['nonprod', 'test'],
  ['test', 'test'],
  ['qa', 'test'],
  ['uat', 'test'],
  ['dev', 'development'],
  ['development', 'development'],
  ['sandbox', 'development'],
])

/** The tier that a path's folders name, the innermost that names one; `unknown` if none does. */
export function tierOfPath(path: string): Tier {
  for (const folder of path.toLowerCase().split('/').reverse()) {
    const joined = folder.replace(/\b(non|pre)[-_](?=prod)/, '$1')
    const parts = joined.split(/[-_.]/)
    const tier = [joined, parts.at(-1) ?? '', parts[0] ?? '']
      .map((word) => WORDS.get(word))
      .find((each) => each !== undefined)
    if (tier !== undefined) return tier
  }
  return 'unknown'
}
