import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { substituted } from '../substitution.js'

/** Jobs that Buildkite makes of one step at most (Buildkite docs: Build matrix, Matrix limits). */
const MAX_JOBS = 50

/** Names of dimensions to values; the dimension of a plain list has no name. */
type Combination = ReadonlyMap<string, string>

/** A step for one combination of its matrix. */
export interface MatrixStep {
  readonly node: YamlNode
  /** The values, as Buildkite shows them behind the step's name; undefined without a matrix that can be told. */
  readonly values?: string
}

const TOKEN = /\{\{\s*matrix(?:\.([\w-]+))?\s*\}\}/g

/** The steps that a matrix makes of one. Without a matrix, or one that is known in the run alone, it is a single one. */
export function matrixSteps(step: YamlNode): MatrixStep[] {
  const matrix = valueAt(step, 'matrix')
  if (matrix === undefined) return [{ node: step }]
  const combinations = combinationsOf(matrix)
  if (combinations === undefined) {
    return [{ node: substituted(step, TOKEN, ([, name]) => `\${{ matrix${name === undefined ? '' : `.${name}`} }}`) }]
  }
  return combinations.map((each) => ({
    node: substituted(step, TOKEN, ([, name = '']) => each.get(name)),
    values: [...each.values()].join(', '),
  }))
}

/** The combinations; undefined for more than Buildkite makes, and for dimensions that are no lists. */
function combinationsOf(matrix: YamlNode): Combination[] | undefined {
  const setup = matrix.kind === 'sequence' ? matrix : valueAt(matrix, 'setup')
  if (setup === undefined) return undefined
  const dimensions: [string, YamlNode][] =
    setup.kind === 'sequence' ? [['', setup]] : entriesOf(setup).map(({ key, value }) => [key.text, value])
  let combinations: Combination[] = [new Map()]
  for (const [name, list] of dimensions) {
    const values = itemsOf(list).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
    if (values.length === 0 || combinations.length * values.length > MAX_JOBS) return undefined
    combinations = combinations.flatMap((each) => values.map((value) => new Map([...each, [name, value]])))
  }
  const adjusted = adjustmentsOf(matrix)
  const added = adjusted.filter(({ skip, of }) => !skip && !combinations.some((each) => isSame(each, of)))
  const kept = combinations.filter((each) => !adjusted.some(({ skip, of }) => skip && isPart(of, each)))
  return [...kept, ...added.map(({ of }) => of)].slice(0, MAX_JOBS)
}

function adjustmentsOf(matrix: YamlNode): { of: Combination; skip: boolean }[] {
  return itemsOf(valueAt(matrix, 'adjustments')).flatMap((each) => {
    const written = valueAt(each, 'with')
    if (written === undefined) return []
    const skip = scalarAt(each, 'skip')
    const values: [string, string][] =
      written.kind === 'scalar'
        ? [['', written.text]]
        : entriesOf(written).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key.text, value.text]] : []))
    return [{ of: new Map(values), skip: skip !== undefined && skip.text !== 'false' && skip.text !== '' }]
  })
}

function isSame(left: Combination, right: Combination): boolean {
  return left.size === right.size && isPart(left, right)
}

/** A skipped combination may name some of the dimensions only. */
function isPart(part: Combination, whole: Combination): boolean {
  return [...part].every(([name, value]) => whole.get(name) === value)
}
