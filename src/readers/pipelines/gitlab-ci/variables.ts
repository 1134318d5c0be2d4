import type { Located } from '../../../core/location.js'
import { entriesOf, isNull, located } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { predefined, type Facts, type Lookup, type Value } from './facts.js'
import { given, givenScalar, textsOf } from './nodes.js'

/** Variables of the file, by name, as they are written. */
export type Variables = ReadonlyMap<string, Located<string>>

const MAX_DEPTH = 8
const MAX_LENGTH = 4_000

/** `$$` is a dollar sign; `$NAME` and `${NAME}` are variables (GitLab docs: Where variables can be used). */
const USE = /\$\$|\$\{(\w+)\}|\$([A-Za-z_]\w*)/g

/** A mapping of `variables`: each a text, or a mapping with a value and a description. */
export function readVariables(node: YamlNode | undefined): Variables {
  const variables = new Map<string, Located<string>>()
  for (const { key, value } of entriesOf(node)) {
    const scalar = value.kind === 'mapping' ? givenScalar(value, 'value') : value
    if (scalar?.kind === 'scalar')
      variables.set(key.text, isNull(scalar) ? { value: '', at: scalar.at } : located(scalar))
  }
  return variables
}

/** The values that who starts a pipeline by hand may choose from, by variable (GitLab docs: `variables:options`). */
export function readOptions(node: YamlNode | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }) => {
      const options = textsOf(given(value, 'options')).map(({ text }) => text)
      return options.length === 0 ? [] : [[key.text, options] as const]
    }),
  )
}

/** The variables of a job: the pipeline's, as far as it inherits them, and its own on top. */
export function variablesOf(job: YamlNode, globals: Variables): Variables {
  const inherited = given(given(job, 'inherit'), 'variables')
  const names = inherited?.kind === 'sequence' ? new Set(textsOf(inherited).map(({ text }) => text)) : undefined
  const isOff = inherited?.kind === 'scalar' && inherited.text === 'false'
  const own = readVariables(given(job, 'variables'))
  const outer = isOff ? [] : [...globals].filter(([name]) => names === undefined || names.has(name))
  return outer.length === 0
    ? own
    : own.size === 0 && outer.length === globals.size
      ? globals
      : new Map([...outer, ...own])
}

/**
 * The text with the values of its variables, as far as the lookup has them, also inside of values; the others become
 * expressions.
 */
export function expanded(text: string, variables: Variables, lookup: Lookup): string {
  const known = new Map<string, string | undefined>()
  const ofName = (name: string, depth: number): string | undefined => {
    const value = lookup(name)
    if (value !== undefined && value !== 'some') return value?.text ?? ''
    if (known.has(name)) return known.get(name)
    const own = value === 'some' ? undefined : variables.get(name)?.value
    // A variable that stands in its own value is not known.
    known.set(name, undefined)
    const inner = own === undefined || depth >= MAX_DEPTH ? undefined : within(own, depth + 1)
    known.set(name, inner === undefined || inner.length > MAX_LENGTH ? undefined : inner)
    return known.get(name)
  }
  const within = (outer: string, depth: number): string =>
    outer.slice(0, MAX_LENGTH).replace(USE, (_, braced?: string, bare?: string) => {
      const name = braced ?? bare
      return name === undefined ? '$' : (ofName(name, depth) ?? `\${{ ${name} }}`)
    })
  return text.includes('$') ? within(text, 0).slice(0, MAX_LENGTH) : text
}

/** Whether the text holds nothing that is not known. */
export function isKnown(text: string): boolean {
  return !text.includes('${{')
}

/** What rules know of variables in a kind of run: what GitLab sets, then what the file says. */
export function lookupIn(facts: Facts, variables: Variables): Lookup {
  const lookup = (name: string): Value => {
    const own = variables.get(name)
    if (own === undefined || facts.variables.has(name)) return predefined(name, facts)
    if (facts.givesVariables) return undefined
    const text = expanded(own.value, variables, (inner) => (inner === name ? undefined : predefined(inner, facts)))
    return isKnown(text) ? { text } : undefined
  }
  return lookup
}
