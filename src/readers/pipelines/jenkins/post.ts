import type { GroovyCall } from '../../groovy/index.js'
import type { Context } from './context.js'
import { bodyOf, directiveOf } from './file.js'
import type { Machine } from './machine.js'
import { stageNamed } from './stages.js'
import { afterward } from './try.js'
import { walk } from './walk.js'

/** When the conditions of `post` hold; `success` and `fixed` only where all went well (Jenkins: Pipeline syntax, post). */
const CONDITIONS: ReadonlyMap<string, 'failure' | 'always' | undefined> = new Map([
  ['always', 'always'],
  ['cleanup', 'always'],
  ['changed', 'always'],
  ['success', undefined],
  ['fixed', undefined],
  ['failure', 'failure'],
  ['unstable', 'failure'],
  ['unsuccessful', 'failure'],
  ['aborted', 'failure'],
  ['regression', 'failure'],
  ['notBuilt', 'failure'],
])

/**
 * Reads `post {…}`.
 * @param name of the jobs that its steps become; undefined where they belong to the job that is open
 */
export function readPost(machine: Machine, call: GroovyCall, context: Context, name: string | undefined): void {
  const conditions = bodyOf(call).flatMap((statement) => directiveOf(statement) ?? [])
  for (const after of ['always', undefined, 'failure'] as const) {
    const fitting = conditions.filter(
      (each) => CONDITIONS.has(each.name ?? '') && CONDITIONS.get(each.name ?? '') === after,
    )
    const [first] = fitting
    if (first === undefined) continue
    const stage = name === undefined ? context.stage : stageNamed(`${name} ${after ?? 'success'}`, first, context)
    const own: Context = { ...context, stage, scope: context.scope.inner() }
    const behind = after === undefined ? own : afterward(own, after, name === undefined)
    for (const each of fitting) walk(machine, bodyOf(each), behind)
    if (name !== undefined) machine.jobs.close()
  }
}
