import { matchGlob } from '../../../core/glob.js'
import type { Located } from '../../../core/location.js'
import { itemsOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** Patterns of which one must fit, and of which none may (Drone docs: Conditions; Woodpecker docs: Workflow syntax, when). */
export interface Filter {
  readonly include: readonly Located<string>[]
  readonly exclude: readonly Located<string>[]
}

/** A filter: a text, a list of them, or lists under `include` and `exclude`. */
export function filterOf(node: YamlNode): Filter {
  if (node.kind !== 'mapping') return { include: textsOf(node), exclude: [] }
  return { include: textsOf(valueAt(node, 'include')), exclude: textsOf(valueAt(node, 'exclude')) }
}

/** Whether a value gets through; undefined where it is not known. */
export function isLetThrough({ include, exclude }: Filter, value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined
  const fits = ({ value: pattern }: Located<string>): boolean => pattern === value || matchGlob(pattern, value)
  return !exclude.some(fits) && (include.length === 0 || include.some(fits))
}

/** A name that a pattern fits. */
export function exampleOfGlob(pattern: string): string {
  return pattern
    .replace(/\{([^{},]*)[^{}]*\}/g, '$1')
    .replaceAll('**', 'x')
    .replaceAll('*', 'x')
    .replaceAll('?', 'x')
    .replaceAll('\\', '')
}

function textsOf(node: YamlNode | undefined): Located<string>[] {
  const items = node?.kind === 'scalar' ? [node] : itemsOf(node)
  return items.flatMap((item) =>
    item.kind === 'scalar' && item.text !== '' ? [{ value: item.text.trim(), at: item.at }] : [],
  )
}
