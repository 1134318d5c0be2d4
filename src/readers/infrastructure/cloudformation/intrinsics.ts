import type { Location } from '../../../core/location.js'
import type { ListValue, ScalarValue, UnresolvedValue, Value } from '../../../models/index.js'
import { referencesIn, textOf } from '../../../models/value.js'
import { list, scalar, unresolved } from '../make-value.js'

/** An intrinsic function with its argument already converted. */
export interface Call {
  /** Long name: `Ref`, `Fn::Sub`, `Condition`. */
  readonly name: string
  readonly argument: Value
  /** The expression as written. */
  readonly text: string
  readonly at: Location
}

/** What the names of a template stand for, as far as it is known. */
export interface TemplateNames {
  /** Entry of the section Mappings. */
  mapping(map: string, first: string, second: string): ScalarValue | ListValue | undefined
  /** What a parameter is set to. */
  parameter(name: string): ScalarValue | ListValue | undefined
  /** Whether a condition of the section Conditions holds. */
  condition(name: string): boolean | undefined
}

/**
 * The value of an intrinsic function: decided where the template alone decides it (a Join of literals, an If with two
 * equal branches, FindInMap with literal keys), else unresolved with the names it depends on: `Ref:Name`,
 * `GetAtt:Resource.Attribute`, `Condition:Name`, `ImportValue:Name`, `FindInMap:Map`, `Transform:Name`. A parameter
 * stays unresolved even with a default, because a deployment may set it, unless a stack of the tree is what sets it.
 * (AWS CloudFormation Template Reference: Intrinsic functions.)
 */
export function callValue(call: Call, names: TemplateNames): Value {
  return (
    decided(call, names) ?? unresolved(call.text, [...ownReferences(call), ...referencesIn(call.argument)], call.at)
  )
}

function decided({ name, argument, at }: Call, names: TemplateNames): Value | undefined {
  const items = argument.kind === 'list' ? argument.items : []
  switch (name) {
    case 'Ref': {
      const set = names.parameter(textOf(argument) ?? '')
      return set && { ...set, at }
    }
    case 'Fn::Sub':
      return substituted(argument, names, at)
    case 'Fn::If': {
      const holds = names.condition(textOf(items[0]) ?? '')
      if (holds !== undefined) return holds ? items[1] : items[2]
      return items.length === 3 && same(items[1], items[2]) ? items[1] : undefined
    }
    case 'Fn::Join':
      return joined(items, at)
    case 'Fn::Split':
      return split(items, at)
    case 'Fn::FindInMap': {
      const [map, first, second] = items.map(textOf)
      if (map === undefined || first === undefined || second === undefined) return undefined
      const found = names.mapping(map, first, second)
      return found && { ...found, via: [`FindInMap:${map}`] }
    }
    default: {
      const truth = truthOfCall(name, argument, names)
      return truth === undefined ? undefined : scalar(truth, at)
    }
  }
}

/** Condition functions whose result is known (Template Reference: Condition functions). */
function truthOfCall(name: string, argument: Value, names: TemplateNames): boolean | undefined {
  const items = argument.kind === 'list' ? argument.items : [argument]
  const truths = () => items.map((item) => (item.kind === 'scalar' ? textOf(item) === 'true' : undefined))
  switch (name) {
    case 'Condition':
      return names.condition(textOf(argument) ?? '')
    case 'Fn::Equals': {
      const [first, second] = items.map(textOf)
      return first === undefined || second === undefined ? undefined : first === second
    }
    case 'Fn::Not': {
      const [truth] = truths()
      return truth === undefined ? undefined : !truth
    }
    case 'Fn::And':
      return truths().includes(false) ? false : truths().includes(undefined) ? undefined : true
    case 'Fn::Or':
      return truths().includes(true) ? true : truths().includes(undefined) ? undefined : false
    default:
      return undefined
  }
}

/** `Fn::Sub` if all of its names are known. */
function substituted(argument: Value, names: TemplateNames, at: Location): Value | undefined {
  const [template, own] = argument.kind === 'list' ? argument.items : [argument]
  const text = textOf(template)
  if (text === undefined) return undefined
  let known = true
  const via: string[] = []
  const filled = text.replaceAll(/\$\{([^${}]{1,300})\}/g, (whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`
    const value = (own?.kind === 'dict' ? own.entries.get(name.trim()) : undefined) ?? names.parameter(name.trim())
    const filling = textOf(value)
    if (filling === undefined || value?.kind !== 'scalar') known = false
    else via.push(...(value.via ?? []))
    return filling ?? whole
  })
  if (!known || filled.length > MAX_TEXT) return undefined
  return via.length === 0 ? scalar(filled, at) : { ...scalar(filled, at), via }
}

/** Longer texts are not made. */
const MAX_TEXT = 65_536

function joined([delimiter, values]: readonly Value[], at: Location): Value | undefined {
  const separator = textOf(delimiter)
  if (separator === undefined || values?.kind !== 'list') return undefined
  const texts = values.items.map(textOf)
  return texts.includes(undefined) ? undefined : scalar(texts.join(separator), at)
}

function split([delimiter, value]: readonly Value[], at: Location): Value | undefined {
  const separator = textOf(delimiter)
  const text = textOf(value)
  if (separator === undefined || separator === '' || text === undefined) return undefined
  return list(
    text.split(separator).map((each) => scalar(each, at)),
    at,
  )
}

/** Whether two values are the same literals. */
function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a?.kind === 'scalar' && b?.kind === 'scalar') return textOf(a) !== undefined && textOf(a) === textOf(b)
  if (a?.kind === 'list' && b?.kind === 'list') {
    return a.items.length === b.items.length && a.items.every((item, index) => same(item, b.items[index]))
  }
  if (a?.kind !== 'dict' || b?.kind !== 'dict' || a.entries.size !== b.entries.size) return false
  return [...a.entries].every(([key, value]) => same(value, b.entries.get(key)))
}

function ownReferences({ name, argument }: Call): string[] {
  const text = textOf(argument)
  const items = argument.kind === 'list' ? argument.items : []
  const first = textOf(items[0])
  const prefixed = (prefix: string, named: string | undefined) => (named === undefined ? [] : [`${prefix}:${named}`])
  switch (name) {
    case 'Ref':
    case 'Condition':
      return prefixed(name, text)
    case 'Fn::GetAtt': {
      const parts = text === undefined ? items.map(textOf) : [text]
      return parts.length === 0 || parts.includes(undefined) ? [] : [`GetAtt:${parts.join('.')}`]
    }
    case 'Fn::Sub':
      return first === undefined ? subReferences(text ?? '', new Set()) : subReferences(first, keysOf(items[1]))
    case 'Fn::If':
      return prefixed('Condition', first)
    case 'Fn::FindInMap':
      return prefixed('FindInMap', first)
    case 'Fn::ImportValue':
      return prefixed('ImportValue', text)
    case 'Fn::Transform':
      return prefixed('Transform', argument.kind === 'dict' ? textOf(argument.entries.get('Name')) : undefined)
    default:
      return []
  }
}

function keysOf(value: Value | undefined): ReadonlySet<string> {
  return new Set(value?.kind === 'dict' ? value.entries.keys() : [])
}

/** Names in `${…}`, but for `${!Literal}` and those that the function's own map defines. */
function subReferences(text: string, own: ReadonlySet<string>): string[] {
  return Array.from(text.matchAll(/\$\{([^${}!][^${}]{0,300})\}/g), (match) => (match[1] ?? '').trim())
    .filter((name) => !own.has(name))
    .map((name) => (name.includes('.') ? `GetAtt:${name}` : `Ref:${name}`))
}

/** Whether the value is `!Ref AWS::NoValue`: the property is then left out. */
export function isNoValue(value: Value): value is UnresolvedValue {
  return value.kind === 'unresolved' && value.references.length === 1 && value.references[0] === 'Ref:AWS::NoValue'
}
