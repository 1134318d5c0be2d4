import { fits, isAmong, areEqual, regularRule } from './compare.js'
import type { ScriptFile } from './file.js'
import { textAt, trimmed } from './texts.js'
import { constant, knownText, listOf, unknownValue, type ListValue, type Value } from './values.js'

/** Methods that add to a list. */
export const GROWING: ReadonlySet<string> = new Set(['add', 'addAll', 'push', 'addLast', 'leftShift'])

/** Methods of Groovy's and Java's own types, by which no library runs a step. */
export const DATA_METHODS: ReadonlySet<string> = new Set(
  (
    'add addAll append asBoolean asList capitalize clear clone compareTo concat contains containsKey containsValue count ' +
    'endsWith entrySet equals equalsIgnoreCase find first flatten format get getAt getClass hashCode indexOf intersect ' +
    'isEmpty isInteger isNumber iterator join keySet last lastIndexOf length matches max min minus padLeft plus pop push ' +
    'put putAll readLines remove removeAll replace replaceAll replaceFirst reverse size sort split startsWith stripIndent ' +
    'substring subList sum take takeRight toBoolean toInteger toList toLong toLowerCase toSet toSorted toString toUpperCase ' +
    'tokenize trim unique values'
  ).split(' '),
)

/** What a method of a text, a list or a map gives, where that is known; undefined for all others. */
export function methodValue(
  target: Value,
  name: string,
  values: readonly Value[],
  file: ScriptFile,
  start: number,
): Value | undefined {
  const [first, second] = values
  const test = testOf(target, name, first)
  if (test !== undefined) return constant(test)
  if (target.kind === 'list' && (name === 'plus' || GROWING.has(name))) return grown(target, name, first)
  if (target.kind === 'map' && name === 'get' && first !== undefined) {
    const key = knownText(first)
    return key === undefined ? undefined : target.entries.get(key)
  }
  if (target.kind !== 'text') return undefined
  if (name === 'trim' || name === 'strip') return trimmed(target)
  if (name === 'toString' || name === 'stripIndent' || name === 'intern') return target
  const changed = target.known ? changedText(target.text, name, knownText(first), knownText(second)) : undefined
  return changed === undefined ? undefined : textAt(changed, file, start)
}

function grown(list: ListValue, name: string, added: Value | undefined): Value {
  if (added?.kind === 'list' && (name === 'addAll' || name === 'plus'))
    return listOf([...list.items, ...added.items], list.open || added.open)
  if (name === 'addAll' || added === undefined) return { ...list, open: true }
  return listOf([...list.items, added], list.open)
}

function changedText(
  text: string,
  name: string,
  first: string | undefined,
  second: string | undefined,
): string | undefined {
  switch (name) {
    case 'toLowerCase':
      return text.toLowerCase()
    case 'toUpperCase':
      return text.toUpperCase()
    case 'capitalize':
      return text.charAt(0).toUpperCase() + text.slice(1)
    case 'replace':
      return first === undefined || second === undefined ? undefined : text.split(first).join(second)
    default:
      return undefined
  }
}

/** Tests of a text or a list; undefined for what is none, or not known. */
function testOf(target: Value, name: string, other: Value | undefined): boolean | undefined {
  if (other === undefined) return undefined
  const text = knownText(other)
  switch (name) {
    case 'equals':
      return areEqual(target, other)
    case 'equalsIgnoreCase':
      return areEqual(lower(target), lower(other))
    case 'startsWith':
      return text === undefined ? undefined : startOf(target, text)
    case 'endsWith':
      return text === undefined ? undefined : knownText(target)?.endsWith(text)
    case 'contains':
      if (target.kind === 'list') return isAmong(other, target)
      return text === undefined ? undefined : knownText(target)?.includes(text)
    case 'matches':
      return text === undefined ? undefined : fits(target, regularRule(text))
    default:
      return undefined
  }
}

/** The rule by which a script asks how the name of a branch begins. */
export function prefixRule(prefix: string): string {
  return `${prefix}**`
}

function startOf(target: Value, prefix: string): boolean | undefined {
  if (target.kind === 'branch') {
    if (target.pattern !== undefined && !target.pattern.startsWith('/')) {
      const literal = target.pattern.split(/[*?{[]/, 1)[0] ?? ''
      if (literal.startsWith(prefix)) return true
      if (!prefix.startsWith(literal)) return false
    }
    return target.excluded?.includes(prefixRule(prefix)) === true ? false : undefined
  }
  return knownText(target)?.startsWith(prefix)
}

function lower(value: Value): Value {
  return value.kind === 'text' && value.known ? { ...value, text: value.text.toLowerCase() } : value
}

/** What the items of a list are called when it is not known. */
export function itemOf(value: Value): Value {
  return unknownValue(
    value.kind === 'unknown' ? `${value.text}.item` : 'item',
    value.kind === 'unknown' && value.isCode,
  )
}
