import type { Located, Location } from '../../core/location.js'
import type { Infrastructure } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import type { Resolver } from '../resolve/types.js'
import { isNull, located } from '../yaml/navigate.js'
import type { YamlEntry, YamlNode, YamlScalar } from '../yaml/node.js'

/** What every adapter reads with. */
export interface AdapterReading {
  readonly context: ReaderContext
  readonly resolver: Resolver
  /** What the tree's infrastructure as code defines, for pipelines that are defined there. Read when first asked for. */
  infrastructure(): Infrastructure
  /** Whether checks do not judge the file (vendored, generated, an example): pipelines that only lie there never run. */
  isExcluded(path: string): boolean
}

/** Records that what stands at `at` is not what the CI system accepts in its place. */
export function unfit({ context }: AdapterReading, at: Location, message: string): void {
  context.defect({ at, message })
}

/** The mapping's entries. An empty value has none; anything else is recorded as a defect. */
export function mappingEntries(
  reading: AdapterReading,
  node: YamlNode | undefined,
  what: string,
): readonly YamlEntry[] {
  if (node?.kind === 'mapping') return node.entries
  if (node !== undefined && !isNull(node)) unfit(reading, node.at, `${what} must be a mapping`)
  return []
}

/** Whether the node is one expression in place of what should stand there. */
export function isExpressionNode(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text.includes('${{')
}

/** The scalars of a scalar or a list of scalars, as most filters may be written. Anything else is a defect. */
export function scalarList(reading: AdapterReading, node: YamlNode | undefined, what: string): YamlScalar[] {
  if (node === undefined || isNull(node)) return []
  if (node.kind === 'scalar') return [node]
  if (node.kind === 'mapping') {
    unfit(reading, node.at, `${what} must be a text or a list of texts`)
    return []
  }
  return node.items.flatMap((item) => {
    if (item.kind === 'scalar') return [item]
    unfit(reading, item.at, `each of ${what} must be a text`)
    return []
  })
}

/** The scalar, or undefined if the key is missing. A collection is recorded as a defect. */
export function scalarOf(reading: AdapterReading, node: YamlNode | undefined, what: string): YamlScalar | undefined {
  if (node === undefined || node.kind === 'scalar') return node
  unfit(reading, node.at, `${what} must be a text`)
  return undefined
}

/** What most steps have of `env` and `with`: one for all. */
const NO_VALUES: ReadonlyMap<string, Located<string>> = new Map()

/** A mapping of names to scalars (`env`, `with`). One expression in its place is not known and reads as empty. */
export function scalarMap(
  reading: AdapterReading,
  node: YamlNode | undefined,
  what: string,
): ReadonlyMap<string, Located<string>> {
  if (node === undefined || isExpressionNode(node)) return NO_VALUES
  const result = new Map<string, Located<string>>()
  for (const { key, value } of mappingEntries(reading, node, what)) {
    const scalar = scalarOf(reading, value, `${key.text} in ${what}`)
    if (scalar !== undefined) result.set(key.text, located(scalar))
  }
  return result
}

/** The scalar with its place, or undefined. */
export function locatedOf(scalar: YamlScalar | undefined): Located<string> | undefined {
  return scalar && located(scalar)
}

/** `true` or `false` as written; undefined for anything else, an expression for example. */
export function literalBoolean(scalar: YamlScalar | undefined): boolean | undefined {
  const text = scalar?.text.toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : undefined
}

/** The present key's value where it is literally true. */
export function literallyTrue(scalar: YamlScalar | undefined): Located<boolean> | undefined {
  return scalar !== undefined && literalBoolean(scalar) === true ? { value: true, at: scalar.at } : undefined
}
