import { spansOf, type ExpressionSpan } from '../../../models/expression.js'
import { UNKNOWN, dataText, type Data, type Unknown } from './data.js'
import { replaceAll, type Replaced, type Replacement } from '../replace.js'
import { evaluate, type Contexts } from './expressions.js'

/** The value of a text with expressions: that of the expression if it is the whole text, else the text they make. */
export function evaluateTemplate(text: string, contexts: Contexts): Data | Unknown {
  const spans = spansOf(text)
  const [first] = spans
  if (first !== undefined && text.slice(0, first.start).trim() === '' && text.slice(first.end).trim() === '') {
    return evaluate(first.expression, contexts)
  }
  const { text: result, complete } = substitute(text, contexts)
  return complete ? result : UNKNOWN
}

/** Puts the values of the known expressions in their place and leaves the others as written. */
export function substitute(text: string, contexts: Contexts): Replaced & { readonly complete: boolean } {
  const spans = spansOf(text)
  const known = replacementsIn(spans, contexts)
  return { ...replaceAll(text, known), complete: known.length === spans.length }
}

/** The values of those expressions that are known. */
export function replacementsIn(spans: readonly ExpressionSpan[], contexts: Contexts): Replacement[] {
  return spans.flatMap(({ start, end, expression }) => {
    const value = evaluate(expression, contexts)
    return value === UNKNOWN ? [] : [{ start, end, value: dataText(value) }]
  })
}
