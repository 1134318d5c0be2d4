import { UNKNOWN } from '../../../../models/expression-data.js'
import { spansOf, type ExpressionSpan } from '../../../../models/expression.js'
import type { YamlNode, YamlScalar } from '../../../yaml/node.js'
import { replaceAll, type Replacement } from '../../replace.js'
import { scalarWith } from '../../source-text.js'
import { SOME } from '../branch-filter.js'
import type { Evaluated } from './evaluate.js'
import { textOfValue } from './functions.js'
import { noted, onlyWhen } from './notes.js'
import { evaluateIn, type PerRun, type Scope } from './scope.js'
import { common } from './variants.js'

/**
 * A scalar with its expressions replaced by what is known of them. One that is nothing but an expression may give a list
 * or a mapping.
 */
export function expandScalar(node: YamlScalar, scope: Scope): YamlNode {
  if (!node.text.includes('${{')) return node
  const spans = spansOf(node.text)
  const [first] = spans
  if (first === undefined) return node
  const values = spans.map(({ expression }) => evaluateIn(expression.trim(), scope))
  const isWhole =
    spans.length === 1 && node.text.slice(0, first.start).trim() === '' && node.text.slice(first.end).trim() === ''
  return (isWhole ? wholeNode(values[0] ?? [], scope) : undefined) ?? textNode(node, spans, values, scope)
}

/** The part of a file that an expression stands for, if it stands for one. */
function wholeNode(values: PerRun, { expansion }: Scope): YamlNode | undefined {
  const [node, ...others] = [...new Set(values.flatMap((each) => each.node ?? []))]
  if (node === undefined) return undefined
  const when = values.map((each) => (each.node === node ? true : each.value === UNKNOWN ? undefined : false))
  if (when.every((each) => each === true)) return node
  // A scalar that differs from run to run is a text with variants.
  if (node.kind === 'scalar' || others.length > 0 || expansion.runs.length !== values.length) return undefined
  return node.kind === 'sequence' ? { ...node, items: node.items.map((item) => onlyWhen(item, when)) } : node
}

function textNode(
  node: YamlScalar,
  spans: readonly ExpressionSpan[],
  values: readonly PerRun[],
  { expansion: { runs } }: Scope,
): YamlScalar {
  const replacements = spans.flatMap(({ start, end }, index): Replacement[] => {
    const value = common((values[index] ?? []).map(textOf), runs)
    return value === undefined ? [] : [{ start, end, value }]
  })
  const variants = runs.map((_, run) => textInRun(node.text, spans, values, run))
  const result = scalarWith(node, replacements)
  const isSame = variants.every((each) => each === result.text)
  return isSame ? result : noted(result, { variants, written: node.text })
}

function textInRun(
  text: string,
  spans: readonly ExpressionSpan[],
  values: readonly PerRun[],
  run: number,
): string | undefined {
  const all = spans.map(({ start, end }, index): Replacement | undefined => {
    const value = textOf(values[index]?.[run])
    return value === undefined ? undefined : { start, end, value }
  })
  const known = all.filter((each) => each !== undefined)
  return known.length < all.length ? undefined : replaceAll(text, known).text
}

/** A text with a part that differs from run to run is not known. */
function textOf(value: Evaluated | undefined): string | undefined {
  if (value === undefined || value.value === UNKNOWN) return undefined
  if (typeof value.value === 'object' && value.value !== null) return undefined
  const text = textOfValue(value.value)
  return text.includes(SOME) ? undefined : text
}
