import type { GroovyCall, GroovyExpression, GroovyStatement } from '../../groovy/index.js'
import { evaluate } from './evaluate.js'
import type { Scope } from './scope.js'
import { NULL, truth, unknownValue, type CodeValue, type Value } from './values.js'

/** How deep functions call one another. */
const MAX_DEPTH = 6

interface PureSurroundings {
  readonly scope: Scope
  environment(name: string): Value | undefined
}

/**
 * What statements give, as those of a condition: the value that they return, or that of the last one. Steps are not
 * performed, so that what they would give is not known.
 */
export function resultOf(body: readonly GroovyStatement[], around: PureSurroundings, depth = 0): Value {
  let last: Value = NULL
  for (const statement of body) {
    const { value, left } = statementResult(statement, around, depth)
    if (left) return value
    last = value ?? last
  }
  return last
}

/** What one statement gives; `left`: nothing behind it counts. */
type StatementResult = { readonly value: Value; readonly left: true } | { readonly value?: Value; readonly left: false }

const NOT_KNOWN: StatementResult = { value: unknownValue('expression'), left: true }

function statementResult(statement: GroovyStatement, around: PureSurroundings, depth: number): StatementResult {
  const { scope } = around
  const value = (expression: GroovyExpression): Value =>
    evaluate(expression, {
      scope,
      environment: (name) => around.environment(name),
      call: (call) => callOf(call, around, depth),
      depth: 0,
    })
  switch (statement.kind) {
    case 'expression': {
      const { expression } = statement
      const given = value(expression)
      if (expression.kind === 'assignment' && expression.target.kind === 'name')
        scope.declare(expression.target.name, given)
      return { value: given, left: false }
    }
    case 'declaration': {
      const given = statement.value === undefined ? NULL : value(statement.value)
      const isOne = statement.names.length === 1
      for (const name of statement.names) scope.declare(name, isOne ? given : unknownValue(name))
      return { value: given, left: false }
    }
    case 'leave':
      if (statement.keyword !== 'return' || statement.value === undefined) return NOT_KNOWN
      return { value: value(statement.value), left: true }
    case 'if': {
      const holds = truth(value(statement.condition))
      if (holds === undefined) return NOT_KNOWN
      const branch = holds ? statement.then : (statement.otherwise ?? [])
      if (branch.length === 0) return { left: false }
      return { value: resultOf(branch, around, depth), left: branch.some(({ kind }) => kind === 'leave') }
    }
    case 'annotation':
    case 'import':
    case 'function':
      return { left: false }
    default:
      return NOT_KNOWN
  }
}

/** What a function or closure of the script gives; undefined for steps and methods. */
function callOf(call: GroovyCall, around: PureSurroundings, depth: number): Value | undefined {
  if (call.target !== undefined && !(call.target.kind === 'name' && call.target.name === 'this')) return undefined
  const name = call.name ?? ''
  const own = around.scope.get(name)
  const code: CodeValue | undefined = own?.kind === 'code' ? own : functionOf(around.scope, name)
  if (code === undefined) return call.target === undefined ? unknownValue(name) : undefined
  if (depth >= MAX_DEPTH) return unknownValue(name)
  const scope = code.scope.inner()
  const positional = call.arguments.filter((each) => each.name === undefined)
  for (const [index, { name: parameter }] of code.code.parameters.entries()) {
    const given = positional[index]
    scope.declare(
      parameter,
      given === undefined
        ? unknownValue(parameter)
        : evaluate(given.value, {
            scope: around.scope,
            environment: (each) => around.environment(each),
            call: (each) => callOf(each, around, depth + 1),
            depth: 0,
          }),
    )
  }
  return resultOf(code.code.body, { ...around, scope }, depth + 1)
}

function functionOf(scope: Scope, name: string): CodeValue | undefined {
  const found = scope.function(name)
  return found && { kind: 'code', ...found }
}
