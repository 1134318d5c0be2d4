import type { GroovyCall } from '../../groovy/index.js'
import type { Context, Stage } from './context.js'
import { argument, closureOf, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { writtenText } from './values.js'

/** The stage that `stage('name')` opens in a context. */
export function newStage(machine: Machine, call: GroovyCall, context: Context): Stage {
  const name = argument(call, 'name')
  const text = name === undefined ? undefined : writtenText(machine.argument(name, context))
  return stageNamed(text?.trim() || 'stage', call, context)
}

/** A stage of this name; what holds around it holds in it. */
export function stageNamed(name: string, call: Pick<GroovyCall, 'start' | 'end' | 'nameAt'>, context: Context): Stage {
  const { starts, condition, timeout, retries, concurrency, scope, stage } = context
  const after = context.after ?? stage.after
  const head = { start: call.start, end: Math.min(call.end, lineEnd(scope.file.source, call.start)) }
  return {
    name,
    outermost: stage.outermost ?? name,
    at: placeIn(scope.file, head, `stages.${name}`),
    starts,
    env: stage.env,
    ...(condition !== undefined && { condition }),
    ...(timeout !== undefined && { timeout }),
    ...(retries !== undefined && { retries }),
    ...(concurrency !== undefined && { concurrency }),
    ...(after !== undefined && { after }),
    ...(stage.matrix !== undefined && { matrix: stage.matrix }),
  }
}

/** The stage of a call of `stage` without a closure, which holds for all that follows; undefined for other calls. */
export function stageOf(machine: Machine, call: GroovyCall, context: Context): Stage | undefined {
  const isOld = call.name === 'stage' && call.target === undefined && closureOf(call) === undefined
  return isOld && call.arguments.length > 0 ? newStage(machine, call, context) : undefined
}

function lineEnd(source: string, start: number): number {
  const end = source.indexOf('\n', start)
  return end < 0 ? source.length : end
}
