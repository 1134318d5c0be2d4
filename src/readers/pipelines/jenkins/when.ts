import { both, either, negated } from '../../../core/three-valued.js'
import type { GroovyCall, GroovyExpression, GroovyStatement } from '../../groovy/index.js'
import { CAUSES } from './causes.js'
import { areEqual, fits } from './compare.js'
import type { Context } from './context.js'
import { argument, bodyOf, closureOf, directiveOf, firstArgument, namedArguments } from './file.js'
import type { Machine } from './machine.js'
import { resultOf } from './pure.js'
import { literalText, ruleOf } from './rules.js'
import type { Run } from './runs.js'
import { truth } from './values.js'

/** Whether the conditions of a `when` all hold in a kind of run; undefined where that hangs on what is not known. */
export function whenHolds(
  machine: Machine,
  body: readonly GroovyStatement[],
  context: Context,
  run: Run,
): boolean | undefined {
  const calls = body.flatMap((statement) => directiveOf(statement) ?? [])
  return calls.reduce<boolean | undefined>((sum, call) => both(sum, holds(machine, call, context, run)), true)
}

function holds(machine: Machine, call: GroovyCall, context: Context, run: Run): boolean | undefined {
  const inner = (): (boolean | undefined)[] =>
    bodyOf(call).flatMap((statement) => {
      const each = directiveOf(statement)
      return each === undefined ? [] : [holds(machine, each, context, run)]
    })
  switch (call.name) {
    case 'allOf':
      return inner().reduce(both, true)
    case 'anyOf':
      return inner().reduce(either, false)
    case 'not':
      return negated(inner().reduce(both, true))
    case 'branch':
      return ofBranch(call, run)
    case 'changeRequest':
      return run.isChange === true && call.arguments.length > 0 ? undefined : run.isChange
    case 'buildingTag':
      return run.isTag
    case 'tag':
      return run.isTag === false ? false : undefined
    case 'expression': {
      const closure = closureOf(call)
      return closure === undefined ? undefined : truth(conditionValue(machine, closure.body, context, run))
    }
    case 'environment':
      return ofEnvironment(machine, call, context, run)
    case 'equals':
      return ofEquals(machine, call, context, run)
    case 'triggeredBy':
      return ofCause(call, run)
    case 'isRestartedRun':
      return false
    // Says only when the conditions are looked at.
    case 'beforeAgent':
    case 'beforeInput':
    case 'beforeOptions':
      return true
    default:
      return undefined
  }
}

function conditionValue(machine: Machine, body: readonly GroovyStatement[], context: Context, run: Run) {
  return resultOf(body, {
    scope: context.scope.inner(),
    environment: (name) => run.environment.get(name) ?? machine.environment(name, context),
  })
}

function ofBranch(call: GroovyCall, { environment, isTag }: Run): boolean | undefined {
  const rule = ruleOf(call)
  const branch = environment.get('BRANCH_NAME')
  if (isTag === true) return false
  return rule === undefined || branch === undefined ? undefined : fits(branch, rule)
}

function ofEnvironment(machine: Machine, call: GroovyCall, context: Context, run: Run): boolean | undefined {
  const named = namedArguments(call.arguments)
  const name = literalText(named.get('name'))
  const value = named.get('value')
  if (name === undefined || value === undefined) return undefined
  const found = run.environment.get(name) ?? machine.environment(name, context)
  return found === undefined ? undefined : areEqual(found, machine.inRun(value, context, run))
}

function ofEquals(machine: Machine, call: GroovyCall, context: Context, run: Run): boolean | undefined {
  const named = namedArguments(call.arguments)
  const value = (expression: GroovyExpression | undefined) =>
    expression === undefined ? undefined : machine.inRun(expression, context, run)
  const [expected, actual] = [value(named.get('expected')), value(named.get('actual'))]
  return expected === undefined || actual === undefined ? undefined : areEqual(expected, actual)
}

function ofCause(call: GroovyCall, { trigger }: Run): boolean | undefined {
  const cause = literalText(argument(call, 'cause') ?? firstArgument(call))
  const kind = CAUSES.get((cause ?? '').replace(/^.*[.$]/, ''))
  if (kind === undefined) return undefined
  return trigger.kind === kind
}
