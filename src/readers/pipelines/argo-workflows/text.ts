import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { rewritten, type SourceText } from '../source-text.js'

/** Literal values of parameters, by the names that templates use for them: `inputs.parameters.x`. */
export type Values = ReadonlyMap<string, string>

const TAG = /\{\{(=?[^{}]{1,300})\}\}/g

/** The text with template tags replaced: by the value where it is known, else by an expression. (Argo Workflows docs: Workflow variables.) */
export function filled(source: SourceText, values: Values): SourceText {
  return rewritten(source, TAG, ([, inner = '']) => values.get(inner.trim()) ?? `\${{ ${inner.trim()} }}`)
}

/** The same of a text without a place. */
export function filledText(text: string, values: Values): string {
  return filled({ text, file: '', route: '', place: () => ({ line: 1, column: 1 }) }, values).text
}

/** Literal values in `arguments` or `inputs`, under the names that tags have for them. */
export function parametersIn(holder: YamlNode | undefined, prefix: string, known: Values): Map<string, string> {
  return new Map(
    itemsOf(valueAt(holder, 'parameters')).flatMap((each) => {
      const name = scalarAt(each, 'name')
      const value = scalarAt(each, 'value') ?? scalarAt(each, 'default')
      return name === undefined || value === undefined
        ? []
        : [[`${prefix}.${name.text}`, filledText(value.text, known)] as const]
    }),
  )
}
