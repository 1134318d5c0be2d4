import { both, either, negated } from '../../../core/three-valued.js'
import { UNKNOWN, isTruthy, type Data, type Unknown } from '../../../models/expression-data.js'
import { entriesOf, itemsOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { fitsRegular } from '../regular.js'
import type { SampleRun } from '../run-kinds.js'
import { evaluateExpression, type Lookup } from './expression.js'
import { followed, type Scope } from './scope.js'
import { TEMPLATE } from './template.js'
import { literalOf, pipelineValue } from './values.js'

/** Statements may stand this deep in one another (docs: Logic statement syntax). */
const MAX_DEPTH = 100

/** Whether a logic statement or an expression holds in a run; undefined where that is not known. */
export function holds(node: YamlNode, scope: Scope, run: SampleRun, depth = 0): boolean | undefined {
  if (depth > MAX_DEPTH) return undefined
  const { node: value, scope: there } = followed(node, scope)
  if (value.kind === 'scalar') return truthOf(conditionValue(value, there, run))
  if (value.kind === 'sequence') return value.items.length > 0
  const results = value.entries.map(({ key, value: operand }) => operation(key.text, operand, there, run, depth + 1))
  return results.length === 0 ? false : results.reduce(both)
}

function operation(name: string, operand: YamlNode, scope: Scope, run: SampleRun, depth: number): boolean | undefined {
  const operands = (): (boolean | undefined)[] => itemsOf(operand).map((item) => holds(item, scope, run, depth))
  switch (name) {
    case 'and':
      return operands().reduce(both, true)
    case 'or':
      return operands().reduce(either, false)
    case 'not':
      return negated(holds(operand, scope, run, depth))
    case 'equal':
      return allEqual(itemsOf(operand).map((item) => dataOf(item, scope, run)))
    case 'matches':
      return fits(operand, scope, run)
    default:
      return undefined
  }
}

function allEqual([first, ...others]: readonly (Data | Unknown)[]): boolean | undefined {
  return others
    .map((each) => (first === undefined || first === UNKNOWN || each === UNKNOWN ? undefined : each === first))
    .reduce(both, true as boolean | undefined)
}

function fits(operand: YamlNode, scope: Scope, run: SampleRun): boolean | undefined {
  const [pattern, value] = ['pattern', 'value'].map((key) => {
    const node = valueAt(operand, key)
    return node === undefined ? UNKNOWN : dataOf(node, scope, run)
  })
  if (typeof pattern !== 'string' || typeof value !== 'string') return value === null ? false : undefined
  return fitsRegular(pattern, value, { whole: true })
}

/** In the place of a statement a text may be an expression without `<<` and `>>`. */
function conditionValue(scalar: YamlScalar, scope: Scope, run: SampleRun): Data | Unknown {
  if (!scalar.text.includes('<<') && /\bpipeline\./.test(scalar.text)) return expressionValue(scalar.text, scope, run)
  return dataOf(scalar, scope, run)
}

/** Whether an expression, as a job's filter is one, holds in a run. */
export function expressionHolds(scalar: YamlScalar, scope: Scope, run: SampleRun): boolean | undefined {
  return truthOf(conditionValue(scalar, scope, run))
}

function truthOf(value: Data | Unknown): boolean | undefined {
  return value === UNKNOWN ? undefined : isTruthy(value)
}

function dataOf(node: YamlNode, scope: Scope, run: SampleRun): Data | Unknown {
  const { node: value, scope: there } = followed(node, scope)
  if (value.kind !== 'scalar') return UNKNOWN
  const [template] = value.text.matchAll(TEMPLATE)
  if (template === undefined) return literalOf(value)
  if (template[0].length === value.text.trim().length) return expressionValue(template[1] ?? '', there, run)
  let isKnown = true
  const text = value.text.replace(TEMPLATE, (whole, inner: string | undefined) => {
    const part = inner === undefined ? whole.slice(1) : expressionValue(inner, there, run)
    if (part === UNKNOWN || (typeof part === 'object' && part !== null)) isKnown = false
    return String(part === UNKNOWN ? '' : (part ?? ''))
  })
  return isKnown ? text : UNKNOWN
}

function expressionValue(text: string, scope: Scope, run: SampleRun): Data | Unknown {
  const lookup: Lookup = (path) => {
    if (path.startsWith('pipeline.')) return pipelineValue(path, scope.config, run)
    const [kind, ...rest] = path.split('.')
    const argument = (kind === 'matrix' ? scope.matrix : scope.parameters).get(rest.join('.'))
    return argument === undefined ? UNKNOWN : dataOf(argument.node, argument.scope, run)
  }
  return evaluateExpression(text.trim(), lookup) ?? UNKNOWN
}

/** Every text in a statement, for the names that it mentions. */
export function textsIn(node: YamlNode | undefined, depth = 0): string[] {
  if (node === undefined || depth > MAX_DEPTH) return []
  if (node.kind === 'scalar') return [node.text]
  if (node.kind === 'sequence') return node.items.flatMap((item) => textsIn(item, depth + 1))
  return entriesOf(node).flatMap(({ value }) => textsIn(value, depth + 1))
}
