import type { GroovyCall } from '../../groovy/index.js'
import type { Context } from './context.js'
import type { Machine } from './machine.js'
import { addOpaque } from './plugin.js'
import { stageNamed } from './stages.js'
import { NULL, type CodeValue, type Value } from './values.js'

/** `parallel(name: {…}, …)` and `parallel(branches)`: jobs beside one another. */
export function parallelCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const branches: { readonly name: string; readonly code: CodeValue }[] = []
  let isOpen = false
  const add = (name: string, value: Value): void => {
    if (value.kind === 'code') branches.push({ name, code: value })
    else if (name !== 'failFast') isOpen = true
  }
  for (const { name, value } of call.arguments) {
    const each = machine.argument(value, context)
    if (name !== undefined) add(name, each)
    else if (each.kind === 'map') {
      isOpen ||= each.open
      for (const [key, entry] of each.entries) add(key, entry)
    } else isOpen = true
  }
  if (isOpen) addOpaque(machine, call, 'parallel branches that the script makes', 'dynamic', context)
  machine.jobs.parallel(
    branches.map(({ name, code }) => () => {
      const stage = stageNamed(name, call, context)
      machine.performer.invoke(code, [], { ...context, stage })
    }),
  )
  return NULL
}
