import { isOpen, type DictValue, type ScalarValue, type Value } from '../../../models/value.js'
import type { HclContext } from '../../hcl/context.js'
import { expressionValue } from '../../hcl/expression-value.js'
import type { HclCall, HclExpression, HclObject } from '../../hcl/syntax.js'
import { dict, list, scalar } from '../make-value.js'

type Known = Exclude<Value, { kind: 'unresolved' }>

/** Types nested deeper than this are not looked into. */
const MAX_DEPTH = 10

/**
 * The value as Terraform converts it to the type of a variable (Terraform docs: Type Constraints): text that is a number
 * becomes one, an object gets the defaults of its optional attributes and loses those that the type does not name.
 * undefined if the value does not fit.
 */
export function conform(
  value: Value,
  type: HclExpression | undefined,
  context: HclContext,
  depth = 0,
): Value | undefined {
  if (type === undefined || depth > MAX_DEPTH || value.kind === 'unresolved') return value
  if (value.kind === 'scalar' && value.value === null) return value
  if (type.kind === 'variable') return ofName(value, type.name)
  if (type.kind !== 'call') return value
  return ofCall(value, type, context, depth)
}

function ofCall(value: Known, type: HclCall, context: HclContext, depth: number): Value | undefined {
  const [inner] = type.arguments
  const below = (each: Value) => conform(each, inner, context, depth + 1)
  switch (type.name) {
    case 'object':
      return value.kind === 'dict' && inner?.kind === 'object' ? ofObject(value, inner, context, depth) : undefined
    case 'list':
    case 'set': {
      const items = value.kind === 'list' ? value.items.map(below) : undefined
      return items?.every((item) => item !== undefined) ? { ...value, ...list(items, value.at) } : undefined
    }
    case 'map': {
      if (value.kind !== 'dict') return undefined
      const entries = [...value.entries].map(([key, each]) => [key, below(each)] as const)
      return entries.some(([, each]) => each === undefined) ? undefined : { ...value, ...dict(entries, value.at) }
    }
    default:
      return value
  }
}

function ofName(value: Known, name: string): Value | undefined {
  const simple = name === 'string' || name === 'number' || name === 'bool'
  if (value.kind !== 'scalar') return simple ? undefined : value
  const converted = simple ? convert(value.value, name) : value.value
  return converted === undefined ? undefined : { ...value, value: converted }
}

function convert(value: ScalarValue['value'], name: 'string' | 'number' | 'bool'): ScalarValue['value'] | undefined {
  const text = String(value)
  if (name === 'string') return text
  if (name === 'bool') return text === 'true' ? true : text === 'false' ? false : undefined
  return typeof value !== 'boolean' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
}

function ofObject(value: DictValue, type: HclObject, context: HclContext, depth: number): Value | undefined {
  const entries = new Map<string, Value>()
  for (const { key, value: attribute } of type.entries) {
    const name = nameOf(key)
    if (name === undefined) return undefined
    const optional = attribute.kind === 'call' && attribute.name === 'optional' ? attribute : undefined
    const given = value.entries.get(name)
    const missing = given === undefined || (given.kind === 'scalar' && given.value === null)
    const made = missing
      ? defaultOf(optional, value, context, depth)
      : conform(given, optional === undefined ? attribute : optional.arguments[0], context, depth + 1)
    if (made === undefined) return undefined
    entries.set(name, made)
  }
  return { ...value, entries }
}

/** The default of an optional attribute, `null` if it has none; undefined for an attribute that must be there. */
function defaultOf(
  optional: HclCall | undefined,
  { at, via }: DictValue,
  context: HclContext,
  depth: number,
): Value | undefined {
  if (optional === undefined) return undefined
  const [type, given] = optional.arguments
  if (given === undefined) return { ...scalar(null, at), ...(via !== undefined && { via }) }
  const value = expressionValue(given, context, '')
  return isOpen(value) ? undefined : conform(value, type, context, depth + 1)
}

function nameOf(key: HclExpression): string | undefined {
  if (key.kind === 'variable') return key.name
  const [text, ...others] = key.kind === 'template' ? key.parts : []
  return typeof text === 'string' && others.length === 0 ? text : undefined
}
