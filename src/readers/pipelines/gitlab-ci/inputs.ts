import { isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import type { Replacement } from '../replace.js'
import { scalarWith } from '../source-text.js'
import { Rewriter } from './nodes.js'

/** Values of `$[[ inputs.… ]]` by name; a declared input whose value is not known is undefined. */
export type Inputs = ReadonlyMap<string, YamlNode | undefined>

const REFERENCE = /^\s*inputs\.([\w-]+)\s*(\|?)/

/** What a file's inputs are when it is brought in with these values (GitLab docs: CI/CD inputs). */
export function inputsOf(declared: readonly YamlEntry[], values: YamlNode | undefined): Inputs {
  return new Map(
    declared.map(({ key, value }) => {
      const node = valueAt(values, key.text) ?? valueAt(value, 'default')
      const open = node === undefined || (node.kind === 'scalar' && node.text.includes('${{'))
      return [key.text, open ? undefined : node]
    }),
  )
}

/**
 * The tree with the values of inputs in the place of `$[[ inputs.… ]]`. One that stands alone may be any value; one that
 * is not known, or that a function changes, becomes an expression.
 */
export function interpolated(root: YamlMapping, inputs: Inputs): YamlMapping {
  const rewriter = new Rewriter((node) => (node.kind === 'scalar' ? valueFor(node, inputs) : undefined))
  const result = rewriter.of(root)
  return result.kind === 'mapping' ? result : root
}

function valueFor(scalar: YamlScalar, inputs: Inputs): YamlNode | undefined {
  if (!scalar.text.includes('$[[')) return undefined
  const blocks = blocksIn(scalar.text)
  const [only] = blocks
  if (only !== undefined && only.start === 0 && only.end === scalar.text.length) {
    const value = valueOf(only.inside, inputs)
    if (value !== undefined && value.kind !== 'scalar') return value
  }
  const replacements = blocks.map(({ start, end, inside }): Replacement => {
    const value = valueOf(inside, inputs)
    const text = value?.kind === 'scalar' ? (isNull(value) ? '' : value.text) : `\${{ ${inside.trim()} }}`
    return { start, end, value: text }
  })
  return scalarWith(scalar, replacements)
}

function valueOf(inside: string, inputs: Inputs): YamlNode | undefined {
  const [, name = '', pipe] = REFERENCE.exec(inside) ?? []
  return pipe === '' ? inputs.get(name) : undefined
}

interface Block {
  readonly start: number
  readonly end: number
  readonly inside: string
}

function blocksIn(text: string): Block[] {
  const blocks: Block[] = []
  for (let start = text.indexOf('$[['); start >= 0; start = text.indexOf('$[[', start)) {
    const close = text.indexOf(']]', start + 3)
    if (close < 0) break
    blocks.push({ start, end: close + 2, inside: text.slice(start + 3, close) })
    start = close + 2
  }
  return blocks
}
