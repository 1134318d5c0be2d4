import type { Located } from '../../../core/location.js'
import { entriesOf, itemsOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { substituted } from '../substitution.js'

/** Workflows that are made of one matrix (Woodpecker docs: Matrix workflows). */
const MAX_WORKFLOWS = 27

type Combination = ReadonlyMap<string, Located<string>>

/** A workflow for one combination of its matrix. */
export interface MatrixWorkflow {
  readonly node: YamlMapping
  /** The values between commas; undefined without a matrix. */
  readonly values?: string
  readonly combination: Combination
}

const VARIABLE = /(?<!\$)\$\{(\w+)\}/g

/** The workflows of a matrix, its values put in for `${NAME}`. Without one it is the workflow itself. */
export function matrixWorkflows(written: YamlMapping): MatrixWorkflow[] {
  const combinations = combinationsOf(valueAt(written, 'matrix'))
  if (combinations.length === 0) return [{ node: written, combination: new Map() }]
  return combinations.map((combination) => {
    const node = substituted(written, VARIABLE, ([, name = '']) => combination.get(name)?.value)
    return {
      node: node.kind === 'mapping' ? node : written,
      values: [...combination.values()].map(({ value }) => value).join(', '),
      combination,
    }
  })
}

function combinationsOf(matrix: YamlNode | undefined): Combination[] {
  const included = matrix?.kind === 'sequence' ? matrix : valueAt(matrix, 'include')
  if (included !== undefined) {
    return itemsOf(included)
      .slice(0, MAX_WORKFLOWS)
      .map((each) => new Map(scalarsIn(each)))
  }
  let combinations: Combination[] = []
  for (const { key, value } of entriesOf(matrix)) {
    const values = (value.kind === 'scalar' ? [value] : itemsOf(value)).flatMap((item) =>
      item.kind === 'scalar' ? [located(item)] : [],
    )
    const before: Combination[] = combinations.length === 0 ? [new Map()] : combinations
    combinations = before
      .flatMap((each) => values.map((one) => new Map([...each, [key.text, one]])))
      .slice(0, MAX_WORKFLOWS)
  }
  return combinations
}

function scalarsIn(node: YamlNode): [string, Located<string>][] {
  return entriesOf(node).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key.text, located(value)]] : []))
}
