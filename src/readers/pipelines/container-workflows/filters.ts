import { both, either, negated } from '../../../core/three-valued.js'
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

/** The variables that stand for the default branch (Drone docs: Substitution; Woodpecker docs: Environment variables). */
const DEFAULT_BRANCH = /^\$\{(?:CI_REPO_DEFAULT_BRANCH|CI_REPO_BRANCH|DRONE_REPO_BRANCH)\}$/

/** Whether the server puts the name of the default branch in the pattern's place. */
export function isDefaultBranch(pattern: string): boolean {
  return DEFAULT_BRANCH.test(pattern)
}

/** Whether the server puts something in the pattern that only it knows. */
export function isVariable(pattern: string): boolean {
  return pattern.includes('${')
}

/** Whether a value gets through; undefined where that is not known. */
export function isLetThrough(
  { include, exclude }: Filter,
  value: string | undefined,
  defaultBranch?: string,
): boolean | undefined {
  if (value === undefined) return undefined
  const fits = ({ value: pattern }: Located<string>): boolean | undefined => {
    if (isDefaultBranch(pattern) && defaultBranch !== undefined) return value === defaultBranch
    return isVariable(pattern) ? undefined : pattern === value || matchGlob(pattern, value)
  }
  const oneOf = (patterns: readonly Located<string>[]): boolean | undefined =>
    patterns.map(fits).reduce(either, false as boolean | undefined)
  return both(negated(oneOf(exclude)), include.length === 0 ? true : oneOf(include))
}

/** A name that a pattern fits. */
export function exampleOfGlob(pattern: string): string {
  return pattern
    .replace(/\{([^{},]*)(?:,[^{}]*)?\}/g, '$1')
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
