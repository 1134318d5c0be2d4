import type { YamlNode, YamlScalar } from '../../../yaml/node.js'
import { entriesOf } from '../../../yaml/navigate.js'
import { noted, type Note } from './notes.js'
import { textAt } from './node-data.js'
import type { RunKind } from './scope.js'

/** Texts that a placeholder names. */
const MAX_NAMED = 3

/**
 * What a value is in all runs that start by themselves; where there are none, in all runs. Undefined if it differs or is
 * not known.
 */
export function common<T>(values: readonly T[], runs: readonly RunKind[]): T | undefined {
  const byThemselves = values.filter((_, run) => runs[run]?.automatic === true)
  const [first, ...rest] = byThemselves.length > 0 ? byThemselves : values
  return rest.every((each) => each === first) ? first : undefined
}

/** The scalar whose text in each run is known to be this. Its own text is what they have in common, else an expression. */
export function withVariants(
  scalar: YamlScalar,
  variants: NonNullable<Note['variants']>,
  runs: readonly RunKind[],
): YamlScalar {
  const text = common(variants, runs)
  if (typeof text !== 'string') return noted(text === null ? scalar : placeholder(scalar, variants), { variants })
  const own = text === scalar.text ? scalar : { ...scalar, text }
  return variants.every((each) => each === text) ? { ...own } : noted(own, { variants })
}

function placeholder(scalar: YamlScalar, variants: NonNullable<Note['variants']>): YamlScalar {
  if (scalar.text.includes('${{')) return scalar
  const texts = [...new Set(variants.flatMap((each) => each ?? []))].filter((each) => /^[\w./ -]{1,60}$/.test(each))
  return { ...scalar, text: `\${{ ${texts.slice(0, MAX_NAMED).join(' || ') || 'variants'} }}` }
}

/** The value at `key`, if it is there in the runs that start by themselves. */
export function presentAt(node: YamlNode | undefined, key: string, runs: readonly RunKind[]): YamlNode | undefined {
  const value = entriesOf(node).find((entry) => entry.key.text === key)?.value
  if (value?.kind !== 'scalar') return value
  const texts = runs.map((_, run) => textAt(value, run))
  return common(texts, runs) === null ? undefined : value
}
