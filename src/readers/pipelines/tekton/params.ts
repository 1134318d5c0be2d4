import type { Located } from '../../../core/location.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { rewritten, type SourceText } from '../source-text.js'

/** Values of parameters that are known: texts, and lists of texts. */
export type Params = ReadonlyMap<string, string | readonly string[]>

/** Tekton's own variables, which look like a command substitution of a shell. */
const VARIABLE =
  /\$\(((?:inputs\.|outputs\.|tt\.)?(?:params|resources)|tasks|workspaces|context|results|step(?:s|Results)?|credentials|finally|workload)((?:\.[\w-]+|\[[^\]()]{1,100}\])+)\)/g

/** The folder that a workspace is mounted in: it holds what was checked out. */
const WORKSPACE_PATH = /^\.[\w-]+\.path$/

/**
 * The text with variables replaced: parameters by their value where it is known, the folder of a workspace by the
 * variable for the checked-out repository, all else by an expression. (Tekton docs: Variable substitutions.)
 */
export function substituted(source: SourceText, params: Params): SourceText {
  return rewritten(source, VARIABLE, ([, root = '', rest = '']) => {
    if (root === 'workspaces' && WORKSPACE_PATH.test(rest)) return '$WORKSPACE'
    const value = root.endsWith('params') ? params.get(nameIn(rest)) : undefined
    if (typeof value === 'string') return value
    if (value !== undefined && rest.endsWith('[*]')) return value.join(' ')
    return `\${{ ${root}${rest} }}`
  })
}

/** The same of a text that is no script: there is no shell to look the variable up. */
export function substitutedText(text: string, params: Params): string {
  return substituted({ text, file: '', route: '', place: () => ({ line: 1, column: 1 }) }, params).text
}

/** `.name`, `["name"]` or `.name[*]`. */
function nameIn(rest: string): string {
  const quoted = /^\[["']([^"']+)["']\]/.exec(rest)?.[1]
  return quoted ?? /^\.([\w.-]+)/.exec(rest)?.[1] ?? ''
}

/** Defaults of declared `params`. */
export function defaultsOf(params: YamlNode | undefined): Map<string, string | readonly string[]> {
  return new Map(
    itemsOf(params).flatMap((param) => {
      const name = scalarAt(param, 'name')
      const value = valueOf(valueAt(param, 'default'))
      return name === undefined || value === undefined ? [] : [[name.text, value] as const]
    }),
  )
}

/** The values that `params` hand over, as far as they are known. */
export function givenParams(params: YamlNode | undefined, known: Params): Map<string, string | readonly string[]> {
  return new Map(
    itemsOf(params).flatMap((param) => {
      const name = scalarAt(param, 'name')
      const value = valueOf(valueAt(param, 'value'))
      if (name === undefined || value === undefined) return []
      const text =
        typeof value === 'string' ? substitutedText(value, known) : value.map((each) => substitutedText(each, known))
      return [[name.text, text] as const]
    }),
  )
}

/** The same with their places, for tasks that are not in the tree; items of a list are separated by blanks. */
export function paramInputs(params: YamlNode | undefined, known: Params): Map<string, Located<string>> {
  return new Map(
    itemsOf(params).flatMap((param) => {
      const name = scalarAt(param, 'name')
      const value = valueAt(param, 'value')
      if (name === undefined || value === undefined) return []
      if (value.kind === 'scalar') {
        const text = located(value)
        return [
          [
            name.text,
            text.value.includes('$(') ? { value: substitutedText(text.value, known), at: text.at } : text,
          ] as const,
        ]
      }
      const items = itemsOf(value).flatMap((item) =>
        item.kind === 'scalar' ? [substitutedText(item.text, known)] : [],
      )
      return [[name.text, { value: items.join(' '), at: value.at }] as const]
    }),
  )
}

function valueOf(node: YamlNode | undefined): string | readonly string[] | undefined {
  if (node?.kind === 'scalar') return node.text
  if (node?.kind !== 'sequence') return undefined
  return node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
}
