import { UNKNOWN, dataText, isDataMap, type Data, type DataMap, type Unknown } from './data.js'
import type { Contexts } from './expressions.js'
import type { Matrix } from './matrix.js'
import { evaluateTemplate } from './template.js'

/** Longer names of a matrix job are cut by GitHub, with three dots at the end. */
const MAX_LENGTH = 100

export interface CheckNames {
  readonly names: readonly string[]
  /** False if a name, or how many there are, depends on the run. */
  readonly complete: boolean
}

/**
 * The names under which GitHub reports a job. A name with expressions is evaluated for each combination of the matrix;
 * one without gets the combination's values in parentheses, whether it is the job's `name` or its id.
 */
export function checkNamesOf(
  id: string,
  name: string | undefined,
  matrix: Matrix | undefined,
  contexts: Contexts,
): CheckNames {
  const written = name ?? id
  if (matrix === undefined) {
    const value = evaluateTemplate(written, contexts)
    return value === UNKNOWN ? { names: [], complete: false } : { names: [dataText(value) || id], complete: true }
  }
  const named = matrix.combinations.map((combination) =>
    written.includes('${{')
      ? textOf(evaluateTemplate(written, withMatrix(contexts, combination)))
      : withValues(written, combination),
  )
  const names = named.filter((each) => each !== undefined)
  return { names: [...new Set(names)], complete: matrix.complete && names.length === named.length }
}

/** The contexts of one job of a matrix. */
export function withMatrix(contexts: Contexts, combination: DataMap): Contexts {
  return new Map([...contexts, ['matrix', combination]])
}

function textOf(value: Data | Unknown): string | undefined {
  return value === UNKNOWN ? undefined : dataText(value)
}

function withValues(name: string, combination: DataMap): string | undefined {
  const leaves = leavesOf(combination)
  if (leaves === undefined) return undefined
  const full = leaves.length === 0 ? name : `${name} (${leaves.join(', ')})`
  return full.length > MAX_LENGTH ? `${full.slice(0, MAX_LENGTH - 3)}...` : full
}

/** The texts of all scalars in a value, empty ones left out; undefined if one is not known. */
function leavesOf(data: Data | Unknown): string[] | undefined {
  if (data === UNKNOWN) return undefined
  const children = isDataMap(data)
    ? [...data.values()]
    : Array.isArray(data)
      ? (data as readonly (Data | Unknown)[])
      : undefined
  if (children === undefined) return [dataText(data)].filter((text) => text !== '')
  const leaves = children.map(leavesOf)
  return leaves.includes(undefined) ? undefined : leaves.flatMap((each) => each ?? [])
}
