import type { Located } from '../../../core/location.js'
import { entriesOf, itemsOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'

export type Variables = ReadonlyMap<string, Located<string>>

/** `A=b C="d e"`: the words of one line of `env`. Values in single and double quotes are taken as they are. */
const ASSIGNMENT = /(?:^|\s)([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']*)/g

/** Keys of `env` that hold variables of all jobs, or one list for each job, rather than variables themselves. */
const LISTS: ReadonlySet<string> = new Set(['global', 'jobs', 'matrix'])

/** The variables that every job has: `env.global`, and `env` itself where it names just one set. */
export function globalVariables(root: YamlNode): Variables {
  const env = valueAt(root, 'env')
  return merged([variablesIn(valueAt(env, 'global')), ...(rowsOf(env) === 1 ? [variablesOf(env)] : [])])
}

/** The variables of one job of `jobs.include`. */
export function jobVariables(job: YamlNode): Variables {
  return variablesOf(valueAt(job, 'env'))
}

/** How many jobs `env` makes: one for each entry of its list. */
export function rowsOf(env: YamlNode | undefined): number {
  if (env === undefined) return 1
  if (env.kind === 'sequence') return Math.max(1, env.items.length)
  const list = valueAt(env, 'jobs') ?? valueAt(env, 'matrix')
  return list?.kind === 'sequence' ? Math.max(1, list.items.length) : 1
}

function variablesOf(env: YamlNode | undefined): Variables {
  if (env?.kind !== 'mapping') return variablesIn(env)
  const own = env.entries.filter(({ key }) => !LISTS.has(key.text))
  const lists = ['jobs', 'matrix'].map((key) => variablesIn(valueAt(env, key)))
  return merged([...lists, variablesIn({ ...env, entries: own })])
}

/** Encrypted values (`secure`) are left out: nobody knows what they are called. */
function variablesIn(node: YamlNode | undefined): Variables {
  if (node === undefined) return new Map()
  if (node.kind === 'sequence') return merged(itemsOf(node).map(variablesIn))
  if (node.kind === 'scalar') return assignments(node)
  return new Map(
    entriesOf(node).flatMap(({ key, value }): [string, Located<string>][] =>
      value.kind === 'scalar' && key.text !== 'secure' ? [[key.text, located(value)]] : [],
    ),
  )
}

function assignments(scalar: YamlScalar): Variables {
  return new Map(
    Array.from(scalar.text.matchAll(ASSIGNMENT), ([, name = '', value = '']): [string, Located<string>] => [
      name,
      { value: /^["']/.test(value) ? value.slice(1, -1) : value, at: scalar.at },
    ]),
  )
}

/** The maps as one; the last counts. */
export function merged(maps: readonly Variables[]): Variables {
  return new Map(maps.flatMap((map) => [...map]))
}
