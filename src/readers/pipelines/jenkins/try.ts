import type { GroovyCatch, GroovyStatement } from '../../groovy/index.js'
import type { Context, Outcome } from './context.js'
import { placeIn } from './file.js'
import type { Machine } from './machine.js'
import { swallows } from './swallow.js'
import { NULL, unknownValue } from './values.js'
import { forget } from './forget.js'

/**
 * `try`: what stands behind `catch` runs after a failure, what stands behind `finally` whatever happened. A `catch` that
 * lets the build go on as if nothing had failed discards the failure.
 */
export function walkTry(
  machine: Machine,
  statement: Extract<GroovyStatement, { kind: 'try' }>,
  context: Context,
): Outcome {
  const { body, catches, finally: always } = statement
  const swallowing = catches.find((each) => swallows(each, context.scope))
  const before = context.stage
  const inner: Context = {
    ...context,
    scope: context.scope.inner(),
    ...(swallowing !== undefined && {
      forgiving: {
        construct: `catch (${described(swallowing)}) without an error`,
        at: placeIn(context.scope.file, head(swallowing)),
      },
    }),
  }
  const outcome = machine.performer.walk(body, inner)
  const sameJob = machine.jobs.isOpen(before)
  for (const each of catches) {
    const scope = context.scope.inner()
    scope.declare(each.name, unknownValue(each.name))
    machine.performer.walk(each.body, afterward({ ...context, scope }, 'failure', sameJob))
  }
  forget([...body, ...catches.flatMap((each) => each.body)], context)
  if (always !== undefined) {
    machine.performer.walk(always, afterward({ ...context, scope: context.scope.inner() }, 'always', sameJob))
  }
  const goesOn = !outcome.left || catches.length > 0
  return {
    left: !goesOn,
    value: NULL,
    context: goesOn && !outcome.left ? { ...context, starts: outcome.context.starts } : context,
  }
}

/** What runs after something failed, or whatever happened: in the same job, or in one of its own behind several. */
export function afterward(context: Context, after: 'failure' | 'always', sameJob: boolean): Context {
  const stronger = context.after === 'failure' || context.stage.after === 'failure' ? 'failure' : after
  if (sameJob) return { ...context, after: stronger }
  return { ...context, stage: { ...context.stage, after: stronger } }
}

function described({ types, name }: GroovyCatch): string {
  return [types.join(' | '), name].filter((each) => each !== '').join(' ')
}

function head({ start }: GroovyCatch): { start: number; end: number } {
  return { start, end: start + 'catch'.length }
}
