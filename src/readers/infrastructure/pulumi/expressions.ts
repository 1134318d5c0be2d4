import type { Value } from '../../../models/index.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { toValue } from '../../yaml/to-value.js'
import { valueFrom, type Interpret } from '../from-yaml.js'
import { scalar, unresolved } from '../make-value.js'
import { referencesIn } from '../../../models/value.js'

/** Calls that only mark or encode their argument: who reads the value wants what stands in it. */
const TRANSPARENT: ReadonlySet<string> = new Set(['fn::secret', 'fn::tojson', 'fn::tobase64json'])

/** What names of the program stand for, where that is a literal. */
export type Literals = ReadonlyMap<string, Value>

/**
 * The node as a value of a program: `${name.property}` and calls (`fn::…`) are unresolved with the names that they read,
 * but for variables of the program that are literals (Pulumi docs: YAML language reference, Expressions).
 */
export function programValue(node: YamlNode, literals: Literals): Value {
  const interpret: Interpret = (each, _key, convert) => {
    if (each.kind === 'scalar') return interpolated(each, literals)
    const [entry, ...others] = each.kind === 'mapping' ? each.entries : []
    if (entry === undefined || others.length > 0) return undefined
    const name = entry.key.text.toLowerCase()
    if (!name.startsWith('fn::')) return undefined
    const argument = convert(entry.value)
    return TRANSPARENT.has(name) ? argument : unresolved(entry.key.text, referencesIn(argument), each.at)
  }
  return valueFrom(node, interpret)
}

function interpolated(node: YamlScalar, literals: Literals): Value | undefined {
  const { text, at } = node
  if (!text.includes('${')) return undefined
  const found = expressionsIn(text)
  const [only] = found
  if (only === undefined) return scalar(text.replaceAll('$${', '${'), at)
  if (found.length === 1 && text === `\${${only}}`) {
    const value = literals.get(only)
    if (value !== undefined && value.kind !== 'unresolved') return { ...value, at, via: [`local.${only}`] }
  }
  return unresolved(text, found, at)
}

/** The names in `${…}`; `$${` is the two characters `${`. */
function expressionsIn(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at + 2)) {
    const end = text.indexOf('}', at)
    if (end < 0) break
    if (text.charAt(at - 1) !== '$') found.push(text.slice(at + 2, end).trim())
  }
  return found
}

/** The variables of a program whose value is written out. */
export function literalsOf(variables: YamlNode | undefined): Literals {
  if (variables?.kind !== 'mapping') return new Map()
  return new Map(
    variables.entries.flatMap(({ key, value }): [string, Value][] =>
      value.kind === 'scalar' && value.tag === undefined && !value.text.includes('${')
        ? [[key.text, toValue(value)]]
        : [],
    ),
  )
}
