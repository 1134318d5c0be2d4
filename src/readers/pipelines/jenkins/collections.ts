import type { GroovyCall } from '../../groovy/index.js'
import type { Context } from './context.js'
import { closureOf } from './file.js'
import type { Machine } from './machine.js'
import { itemOf } from './methods.js'
import { unknownValue, type CodeValue, type MapValue, type Value } from './values.js'
import { forget } from './forget.js'
import { MAX_UNROLLED } from './walk.js'

/** What a closure is called with, one call each, and whether that is all. */
interface Rounds {
  readonly calls: readonly (readonly Value[])[]
  readonly known: boolean
}

/**
 * `list.each { … }` and its kind: the closure is run for each item of a known list, or once for those of one that is not
 * known. Undefined if the call has no closure.
 */
export function collectionCall(machine: Machine, value: Value, call: GroovyCall, context: Context): Value | undefined {
  const closure = closureOf(call)
  if (closure === undefined) return undefined
  const code: CodeValue = { kind: 'code', code: closure, scope: context.scope }
  const { calls, known } = roundsOf(value, call, code)
  if (!known) forget(closure.body, context)
  const results = calls.map((args) => machine.performer.invoke(code, args, context))
  switch (call.name) {
    case 'collect':
      return { kind: 'list', items: results, open: !known }
    case 'collectEntries':
      return mapOf(results, known)
    case 'each':
    case 'eachWithIndex':
      return value
    default:
      return unknownValue(call.name ?? 'expression')
  }
}

function roundsOf(value: Value, { name }: GroovyCall, { code }: CodeValue): Rounds {
  const open: Rounds = { calls: [code.parameters.length > 1 ? [] : [itemOf(value)]], known: false }
  if (value.kind === 'list' && !value.open && value.items.length <= MAX_UNROLLED)
    return {
      calls: value.items.map((item, index) =>
        name === 'eachWithIndex' ? [item, { kind: 'constant' as const, value: index }] : [item],
      ),
      known: true,
    }
  if (value.kind === 'map' && !value.open && value.entries.size <= MAX_UNROLLED)
    return {
      calls: Array.from(value.entries, ([key, each]) => {
        const text = keyText(key)
        if (code.parameters.length > 1) return [text, each]
        return [
          { kind: 'map' as const, entries: new Map([['key', text] as const, ['value', each] as const]), open: true },
        ]
      }),
      known: true,
    }
  return open
}

function keyText(key: string): Value {
  const source = { text: key, file: '', route: '', place: () => ({ line: 1, column: 1 }) }
  return { kind: 'text', text: key, known: !key.includes('${{'), source }
}

function mapOf(results: readonly Value[], known: boolean): MapValue {
  const map: MapValue = { kind: 'map', entries: new Map(), open: !known }
  for (const each of results) {
    if (each.kind === 'map') for (const [key, value] of each.entries) map.entries.set(key, value)
    else if (each.kind === 'list' && each.items[0]?.kind === 'text' && each.items[1] !== undefined)
      map.entries.set(each.items[0].text, each.items[1])
    else map.open = true
  }
  return map
}
