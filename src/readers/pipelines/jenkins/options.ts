import { nodesIn, type GroovyCall } from '../../groovy/index.js'
import type { Context } from './context.js'
import { bodyOf, directiveOf, firstArgument, namedArguments, placeIn } from './file.js'
import { limitOf, lockOf, retriesOf } from './frames.js'
import type { Machine } from './machine.js'
import { knownText, truth } from './values.js'

/** The options that `properties([…])` lists. */
export function optionCalls(call: GroovyCall): GroovyCall[] {
  const found: GroovyCall[] = []
  for (const { value } of call.arguments) {
    for (const node of nodesIn([value]))
      if (node.kind === 'call' && node.name === 'disableConcurrentBuilds') found.push(node)
  }
  return found
}

/** The options in the closure of `options {…}`. */
export function optionsIn(call: GroovyCall | undefined): GroovyCall[] {
  return bodyOf(call).flatMap((statement) => directiveOf(statement) ?? [])
}

/** The context with what the options of a pipeline or a stage set; others mean nothing here. */
export function readOptions(machine: Machine, options: readonly GroovyCall[], outer: Context): Context {
  let context = outer
  for (const call of options) {
    switch (call.name) {
      case 'timeout': {
        const timeout = limitOf(machine, call, context)
        if (timeout !== undefined) context = { ...context, timeout }
        break
      }
      case 'retry': {
        const retries = retriesOf(machine, call, context)
        if (retries !== undefined) context = { ...context, retries }
        break
      }
      case 'lock': {
        const concurrency = lockOf(machine, call, context)
        if (concurrency !== undefined) context = { ...context, concurrency }
        break
      }
      case 'checkoutToSubdirectory': {
        const folder = firstArgument(call)
        machine.checkoutFolder = folder === undefined ? '' : knownText(machine.argument(folder, context))
        context.workspace.enterOwn(machine.checkoutFolder)
        break
      }
      case 'disableConcurrentBuilds':
        machine.concurrency = oneAtATime(machine, call, context)
    }
  }
  return context
}

/** One run of a project at a time, and with `abortPrevious` the newest (Pipeline syntax: options). */
function oneAtATime(machine: Machine, call: GroovyCall, context: Context): Machine['concurrency'] {
  const at = placeIn(context.scope.file, call)
  const aborts = namedArguments(call.arguments).get('abortPrevious')
  const value = aborts === undefined ? undefined : truth(machine.argument(aborts, context))
  const cancels = aborts === undefined ? undefined : placeIn(context.scope.file, aborts)
  return {
    group: { value: 'disableConcurrentBuilds', at },
    cancelInProgress: cancels === undefined || value === undefined ? undefined : { value, at: cancels },
    at,
  }
}
