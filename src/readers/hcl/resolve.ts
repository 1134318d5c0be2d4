import type { Value } from '../../models/index.js'
import type { HclStep } from './syntax.js'

/** More names than this are not kept of one resolved value. */
export const MAX_VIA = 20

/** The names that a value came from or depends on. */
export function viaOf(value: Value): readonly string[] {
  return value.kind === 'unresolved' ? value.references : (value.via ?? [])
}

/** `value`, marked as resolved through the names. */
export function withVia<V extends Exclude<Value, { kind: 'unresolved' }>>(value: V, names: readonly string[]): V {
  return names.length === 0 ? value : { ...value, via: [...new Set(names)].slice(0, MAX_VIA) }
}

/** What the steps lead to from `value`; undefined where a step is not known or leads nowhere. */
export function followSteps(value: Value, steps: readonly HclStep[]): Value | undefined {
  let here: Value | undefined = value
  for (const step of steps) {
    const key = keyOf(step)
    if (key === undefined) return undefined
    if (here.kind === 'dict') here = here.entries.get(String(key))
    else here = here.kind === 'list' && typeof key === 'number' ? here.items[key] : undefined
    if (here === undefined) return undefined
  }
  return here
}

function keyOf(step: HclStep): string | number | undefined {
  if (step.kind === 'attribute') return step.name
  if (step.kind === 'splat') return undefined
  const { index } = step
  if (index.kind === 'literal' && typeof index.value === 'number') return index.value
  const [text, ...others] = index.kind === 'template' ? index.parts : []
  return typeof text === 'string' && others.length === 0 ? text : undefined
}
