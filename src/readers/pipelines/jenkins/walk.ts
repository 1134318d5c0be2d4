import { negated } from '../../../core/three-valued.js'
import { type GroovyCall, type GroovyExpression, type GroovyStatement } from '../../groovy/index.js'
import { areEqual } from './compare.js'
import type { Context, Outcome, Stage } from './context.js'
import { evaluate, nameOf } from './evaluate.js'
import { callOf, writtenIn } from './file.js'
import type { Machine } from './machine.js'
import { forget } from './forget.js'
import { itemOf } from './methods.js'
import { narrowed, type Run } from './runs.js'
import { stageOf } from './stages.js'
import { walkTry } from './try.js'
import { NULL, truth, unknownValue, writtenText, type Value } from './values.js'

/** Items of a known list up to which a loop is run once for each. */
export const MAX_UNROLLED = 12

/** Steps that end the run. */
const ENDING: ReadonlySet<string> = new Set(['error'])

/** Where a statement stands. */
interface Place {
  /** Whether its value is looked at. */
  readonly used: boolean
  /** The stage around the block. */
  readonly around: Stage
}

/** Runs through statements in their order. */
export function walk(machine: Machine, body: readonly GroovyStatement[], start: Context): Outcome {
  let context = start
  let value: Value = NULL
  for (const [index, statement] of body.entries()) {
    if (!machine.admitsStatement()) return { left: true, value, context }
    const used = start.returns && index === body.length - 1
    const outcome = walkStatement(machine, statement, context, { used, around: start.stage })
    value = outcome.value
    context = outcome.context
    if (outcome.left || (context.starts.length === 0 && start.starts.length > 0)) return { left: true, value, context }
  }
  return { left: false, value, context }
}

function walkStatement(
  machine: Machine,
  statement: GroovyStatement,
  context: Context,
  { used, around: outer }: Place,
): Outcome {
  const goOn = (value: Value = NULL): Outcome => ({ left: false, value, context })
  switch (statement.kind) {
    case 'expression': {
      const call = callOf(statement)
      const stage = call === undefined ? undefined : stageOf(machine, call, { ...context, stage: outer })
      // `stage 'Build'` without a closure holds for what follows.
      if (stage !== undefined) return { left: false, value: NULL, context: { ...context, stage } }
      const value = walkExpression(machine, statement.expression, context, used)
      return { left: isEnding(call), value, context }
    }
    case 'declaration':
      return goOn(declare(machine, statement, context))
    case 'if':
      return walkIf(machine, statement, context)
    case 'try':
      return walkTry(machine, statement, context)
    case 'loop':
      walkLoop(machine, statement, context)
      return goOn()
    case 'switch':
      walkSwitch(machine, statement, context)
      return goOn()
    case 'leave': {
      const value = statement.value === undefined ? NULL : machine.value(statement.value, context)
      return { left: statement.keyword !== 'assert', value, context }
    }
    case 'block': {
      const inner = { ...context, scope: context.scope.inner() }
      const { left, value } = walk(machine, statement.body, inner)
      return { left, value, context }
    }
    default:
      return goOn()
  }
}

function isEnding(call: GroovyCall | undefined): boolean {
  return call?.target === undefined && ENDING.has(call?.name ?? '')
}

function declare(
  machine: Machine,
  { names, value: expression }: Extract<GroovyStatement, { kind: 'declaration' }>,
  context: Context,
): Value {
  const value = expression === undefined ? NULL : machine.value(expression, context)
  for (const [index, name] of names.entries()) {
    const item = value.kind === 'list' ? value.items[index] : undefined
    context.scope.declare(name, names.length > 1 ? (item ?? unknownValue(name)) : value)
  }
  return value
}

function walkExpression(machine: Machine, expression: GroovyExpression, context: Context, used: boolean): Value {
  if (expression.kind === 'assignment') {
    const { target, operator } = expression
    const value =
      operator === '='
        ? machine.value(expression.value, context)
        : machine.value(
            { ...expression, kind: 'binary', operator: operator.slice(0, -1), left: target, right: expression.value },
            context,
          )
    assign(machine, target, value, context)
    return value
  }
  const value = machine.value(expression, context, used)
  // `list << item` changes the list.
  if (expression.kind === 'binary' && expression.operator === '<<' && expression.left.kind === 'name')
    context.scope.assign(expression.left.name, value)
  return value
}

function assign(machine: Machine, target: GroovyExpression, value: Value, context: Context): void {
  if (target.kind === 'name') return context.scope.assign(target.name, value)
  if (target.kind !== 'property' && target.kind !== 'index') return
  const key = target.kind === 'property' ? target.name : writtenText(evaluate(target.index, around(machine, context)))
  if (key === undefined) return
  if (target.target.kind === 'name' && target.target.name === 'env') {
    const text = {
      ...writtenIn(context.scope.file, target),
      value: writtenText(value) ?? writtenText(unknownValue(key)) ?? '',
    }
    machine.env.set(key, { value, text })
    return
  }
  const owner = evaluate(target.target, around(machine, context))
  if (owner.kind === 'map') owner.entries.set(key, value)
}

/** Surroundings in which nothing is performed. */
function around(machine: Machine, context: Context): Parameters<typeof evaluate>[1] {
  return {
    scope: context.scope,
    environment: (name) => machine.environment(name, context),
    call: (call) => unknownValue(nameOf(call)),
    depth: 0,
  }
}

function walkIf(machine: Machine, statement: Extract<GroovyStatement, { kind: 'if' }>, context: Context): Outcome {
  const { condition, then, otherwise = [] } = statement
  const known = truth(machine.value(condition, context))
  if (known !== undefined) {
    const inner = { ...context, scope: context.scope.inner() }
    const { left, value } = walk(machine, known ? then : otherwise, inner)
    return { left, value, context }
  }
  const holds = (run: Run): boolean | undefined => machine.holds(condition, context, run)
  const first = conditional(machine, condition, context, holds)
  const second = conditional(machine, condition, context, (run) => negated(holds(run)))
  const ended = [first, second].map((inner, index) =>
    inner.starts.length === 0 ? undefined : walk(machine, index === 0 ? then : otherwise, inner).left,
  )
  forget([...then, ...otherwise], context)
  // Where one branch leaves, what follows is reached by the other alone.
  const [firstLeft, secondLeft] = ended
  if (firstLeft !== false && secondLeft !== false && ended.includes(true)) return { left: true, value: NULL, context }
  const value = unknownValue('expression')
  if (firstLeft === true) return { left: false, value, context: { ...context, starts: second.starts } }
  if (secondLeft === true) return { left: false, value, context: { ...context, starts: first.starts } }
  return { left: false, value, context }
}

/** What holds behind a condition: fewer runs get there. */
function conditional(
  machine: Machine,
  condition: GroovyExpression,
  context: Context,
  holds: (run: Run) => boolean | undefined,
): Context {
  return {
    ...context,
    scope: context.scope.inner(),
    starts: narrowed(context.starts, machine.runs, holds),
    condition: writtenIn(context.scope.file, condition),
  }
}

function walkLoop(machine: Machine, statement: Extract<GroovyStatement, { kind: 'loop' }>, context: Context): void {
  const { variable, items, condition, body } = statement
  const list = items === undefined ? undefined : machine.value(items, context)
  if (condition !== undefined) machine.value(condition, context)
  const known = list?.kind === 'list' && !list.open && list.items.length <= MAX_UNROLLED ? list.items : undefined
  const rounds = known ?? [list === undefined ? unknownValue('item') : itemOf(list)]
  if (known === undefined) forget(body, context)
  for (const item of rounds) {
    const scope = context.scope.inner()
    if (variable !== undefined) scope.declare(variable, item)
    walk(machine, body, { ...context, scope })
  }
}

function walkSwitch(machine: Machine, statement: Extract<GroovyStatement, { kind: 'switch' }>, context: Context): void {
  const { subject, cases } = statement
  machine.value(subject, context)
  const others: GroovyExpression[] = []
  for (const { value, body } of cases) {
    const fits = (run: Run, each: GroovyExpression): boolean | undefined =>
      areEqual(machine.inRun(subject, context, run), machine.inRun(each, context, run))
    const holds = (run: Run): boolean | undefined => {
      if (value !== undefined) return fits(run, value)
      const taken = others.map((each) => fits(run, each))
      return taken.includes(true) ? false : taken.includes(undefined) ? undefined : true
    }
    if (value !== undefined) others.push(value)
    const inner = conditional(machine, value ?? subject, context, holds)
    if (inner.starts.length > 0) walk(machine, body, inner)
  }
  forget(
    cases.flatMap(({ body }) => body),
    context,
  )
}
