import type { Job } from '../../../models/index.js'
import { isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { UNKNOWN, dataOf, holdsUnknown, isDataMap, matches, type Data, type DataMap, type Unknown } from './data.js'
import { defined } from '../defined.js'
import type { Contexts } from './expressions.js'
import { isExpressionNode, mappingEntries, unfit, type Reading } from './reading.js'
import { evaluateTemplate } from './template.js'

/** Jobs one matrix may make (GitHub docs: Actions limits). */
const MAX_COMBINATIONS = 256

/** Lists, and combinations before the excluded ones are taken out, of a matrix that is looked into at all. */
const MAX_VECTORS = 64
const MAX_PRODUCT = 1024

export interface Matrix {
  readonly combinations: readonly DataMap[]
  /** False if an expression decides which combinations there are, or what one of them holds. */
  readonly complete: boolean
  readonly shape: NonNullable<Job['matrix']>
}

/** Reads `strategy`. Undefined for a job without a matrix. */
export function readMatrix(reading: Reading, strategy: YamlNode | undefined, contexts: Contexts): Matrix | undefined {
  if (strategy === undefined || isNull(strategy)) return undefined
  if (isExpressionNode(strategy)) return dynamic(strategy)
  mappingEntries(reading, strategy, 'strategy')
  const node = valueAt(strategy, 'matrix')
  if (node === undefined || isNull(node)) return undefined
  const limit = valueAt(strategy, 'max-parallel')
  const maxParallel = limit?.kind === 'scalar' && /^[0-9]{1,6}$/.test(limit.text) ? Number(limit.text) : undefined
  const data = dataOf(node, (text) => evaluateTemplate(text, contexts))
  if (data === UNKNOWN) return dynamic(node, maxParallel)
  if (!isDataMap(data)) {
    unfit(reading, node.at, 'a matrix must be a mapping of names to lists')
    return dynamic(node, maxParallel)
  }
  const { combinations, complete } = expand(data)
  const expressions = isExpressionNode(node) || (node.kind === 'mapping' && node.entries.some(holdsExpression))
  return { combinations, complete, shape: { expressions, ...defined({ maxParallel }), at: node.at } }
}

function dynamic(node: YamlNode, maxParallel?: number): Matrix {
  return { combinations: [], complete: false, shape: { expressions: true, ...defined({ maxParallel }), at: node.at } }
}

function holdsExpression({ value }: Pick<YamlEntry, 'value'>): boolean {
  if (value.kind === 'scalar') return value.text.includes('${{')
  return value.kind === 'sequence'
    ? value.items.some((item) => holdsExpression({ value: item }))
    : value.entries.some(holdsExpression)
}

/**
 * The combinations of a matrix: the product of its lists, without the excluded ones, extended by `include`. Source:
 * GitHub docs, Running variations of jobs in a workflow.
 */
function expand(matrix: DataMap): { combinations: DataMap[]; complete: boolean } {
  const vectors = [...matrix].filter(([name]) => name !== 'include' && name !== 'exclude')
  const includes = filtersOf(matrix.get('include'))
  const excludes = filtersOf(matrix.get('exclude'))
  const product = productOf(vectors)
  if (product === undefined || Math.max(includes.length, excludes.length) > MAX_PRODUCT)
    return { combinations: [], complete: false }
  const kept = product.filter((combination) => !excludes.some((filter) => matches(combination, filter) === true))
  const combinations = [...kept.map((combination) => new Map(combination)), ...included(kept, includes)]
  kept.forEach((original, index) => extend(original, combinations[index], includes))
  const complete = combinations.length > 0 && combinations.length <= MAX_COMBINATIONS && !holdsUnknown(matrix)
  return { combinations: combinations.slice(0, MAX_COMBINATIONS), complete }
}

function filtersOf(list: Data | Unknown | undefined): DataMap[] {
  return Array.isArray(list) ? (list as readonly (Data | Unknown)[]).filter(isDataMap) : []
}

/** Undefined if a list is not known, or there are more combinations than GitHub allows. */
function productOf(vectors: readonly (readonly [string, Data | Unknown])[]): DataMap[] | undefined {
  if (vectors.length === 0) return []
  if (vectors.length > MAX_VECTORS) return undefined
  let product: ReadonlyMap<string, Data | Unknown>[] = [new Map()]
  for (const [name, vector] of vectors) {
    if (!Array.isArray(vector)) return undefined
    const values = vector as readonly (Data | Unknown)[]
    if (product.length * values.length > MAX_PRODUCT) return undefined
    product = product.flatMap((combination) => values.map((value) => new Map([...combination, [name, value]])))
  }
  return product
}

/** Entries that fit no combination without overwriting one of its values become combinations of their own. */
function included(originals: readonly DataMap[], includes: readonly DataMap[]): Map<string, Data | Unknown>[] {
  return includes.filter((entry) => !originals.some((original) => fits(original, entry))).map((entry) => new Map(entry))
}

function extend(
  original: DataMap,
  combination: Map<string, Data | Unknown> | undefined,
  includes: readonly DataMap[],
): void {
  for (const entry of includes) {
    if (fits(original, entry)) for (const [name, value] of entry) combination?.set(name, value)
  }
}

function fits(original: DataMap, entry: DataMap): boolean {
  return [...entry].every(([name, value]) => {
    const own = original.get(name)
    return own === undefined || matches(own, value) === true
  })
}
