import { because } from '../../../core/location.js'
import type { GroovyCall, GroovyExpression } from '../../groovy/index.js'
import type { Context } from './context.js'
import { dockerCall, imageCall } from './docker.js'
import { evaluate, isForeignClass, nameOf } from './evaluate.js'
import { closureOf, placeIn } from './file.js'
import { collectionCall } from './collections.js'
import type { Machine, Performer } from './machine.js'
import { DATA_METHODS, GROWING, methodValue } from './methods.js'
import { framedCall, isKnownStep, opaqueCall, pluginStep, walkClosures } from './plugin.js'
import { Scope } from './scope.js'
import { STEPS } from './steps.js'
import { unknownValue, type CodeValue, type MapValue, type Value } from './values.js'
import { walk } from './walk.js'

/** How deep functions, closures and loaded scripts call one another. */
const MAX_DEPTH = 30

/** Names for the script itself, by which code elsewhere calls its steps. */
const SCRIPT: ReadonlySet<string> = new Set(['this', 'steps', 'script', 'pipeline', 'context', 'ctx'])

/** Names that Jenkins binds, with methods that run no steps. */
const BOUND: ReadonlySet<string> = new Set(['currentBuild', 'env', 'params', 'scm', 'manager', 'super', 'out', 'log'])

/** Performs calls for a machine. */
export function performerOf(machine: Machine): Performer {
  return {
    call: (call, context, used) =>
      machine.nested(() => performCall(machine, call, context, used)) ?? unknownValue(nameOf(call)),
    described: (call, context) =>
      machine.nested(() => describeCall(machine, call, context)) ?? unknownValue(nameOf(call)),
    invoke: (code, args, context) => invoke(machine, code, args, context),
    walk: (body, context) => walk(machine, body, context),
  }
}

function performCall(machine: Machine, call: GroovyCall, context: Context, used: boolean): Value {
  if (!machine.admitsCall()) return unknownValue(nameOf(call))
  if (call.target !== undefined) return performMethod(machine, call, call.target, context, used)
  const name = call.name ?? ''
  const code = codeNamed(machine, name, context)
  if (code !== undefined) return invoke(machine, code, argumentValues(machine, call, context), called(call, context))
  const step = STEPS.get(name)
  if (step !== undefined) return step(machine, call, context, used)
  // A capital letter: a constructor without `new`, or a class of Jenkins.
  return pluginStep(machine, call, name, context)
}

/** The closure, the function or the own library's step of this name. */
function codeNamed(machine: Machine, name: string, { scope }: Context): CodeValue | undefined {
  const own = scope.get(name)
  if (own?.kind === 'code') return own
  const found = scope.function(name)
  if (found !== undefined) return { kind: 'code', ...found }
  if (own !== undefined || STEPS.has(name)) return undefined
  const file = machine.scripts.step(name)
  const code = file && new Scope(file).function('call')
  return code && { kind: 'code', ...code }
}

/** Calls among the arguments of a step describe something (`string(name: 'A')`), unless they are known to do something. */
function describeCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const name = call.name ?? ''
  const acts = call.target !== undefined || VALUED.has(name) || codeNamed(machine, name, context) !== undefined
  if (acts) return performCall(machine, call, context, true)
  for (const { value } of call.arguments) if (value.kind !== 'closure') machine.argument(value, context)
  return unknownValue(name)
}

/** Steps that are called for their value. */
const VALUED: ReadonlySet<string> = new Set(['sh', 'bat', 'powershell', 'pwsh', 'build', 'input', 'load'])

function performMethod(
  machine: Machine,
  call: GroovyCall,
  target: GroovyExpression,
  context: Context,
  used: boolean,
): Value {
  const root = target.kind === 'name' && context.scope.get(target.name) === undefined ? target.name : undefined
  if (root !== undefined && SCRIPT.has(root)) {
    const { kind, name: step, nameAt, arguments: args, start, end } = call
    return performCall(machine, { kind, name: step, nameAt, arguments: args, start, end }, context, used)
  }
  if (root === 'docker') return dockerCall(machine, call, context)
  return methodCall(machine, call, target, machine.value(target, context), context)
}

function methodCall(
  machine: Machine,
  call: GroovyCall,
  target: GroovyExpression,
  value: Value,
  context: Context,
): Value {
  const { name } = call
  const code = codeOf(value, name)
  if (code !== undefined) return invoke(machine, code, argumentValues(machine, call, context), called(call, context))
  if (value.kind === 'module') return moduleCall(machine, value.scope, call, context)
  if (value.kind === 'image') return imageCall(machine, value, call, context)
  if (isLibrary(machine, target, value, context)) return libraryCall(machine, call, target, context)
  const collected = collectionCall(machine, value, call, context)
  if (collected !== undefined) return collected
  const values = call.arguments.map((each) => machine.argument(each.value, context))
  walkClosures(machine, call, context)
  if (name === undefined) return unknownValue(nameOf(call))
  const given = methodValue(value, name, values, context.scope.file, call.start)
  if (target.kind === 'name' && given?.kind === 'list' && GROWING.has(name)) context.scope.assign(target.name, given)
  return given ?? unknownValue(nameOf(call))
}

/** What `closure()`, `closure.call()` and `map.name()` run. */
function codeOf(value: Value, name: string | undefined): CodeValue | undefined {
  if (value.kind === 'code') return name === 'call' || name === undefined ? value : undefined
  const entry = value.kind === 'map' && name !== undefined ? value.entries.get(name) : undefined
  return entry?.kind === 'code' ? entry : undefined
}

/** A method of code from elsewhere, which may do anything. */
function libraryCall(machine: Machine, call: GroovyCall, target: GroovyExpression, context: Context): Value {
  const name = nameOf(call)
  if (DATA_METHODS.has(call.name ?? '') && closureOf(call) === undefined) return unknownValue(name)
  // Of `a.b().c()` the first call says that nobody knows what follows.
  return target.kind === 'call' && !isKnownStep(machine, name, call, context)
    ? framedCall(machine, call, context)
    : opaqueCall(machine, call, name, context)
}

/** Whether the value is code from elsewhere, whose methods may run any step. */
function isLibrary(machine: Machine, target: GroovyExpression, value: Value, context: Context): boolean {
  if (value.kind !== 'unknown') return false
  if (value.isCode) return true
  const root = rootOf(target)
  if (root === undefined || context.scope.get(root) !== undefined || BOUND.has(root)) return false
  if (/^[A-Z]/.test(root)) return isForeignClass(root, context)
  // Packages written out: `hudson.model.Result`, `org.acme.Tool`.
  if (/^(?:java|javax|groovy|hudson|jenkins|org|com|net|io)$/.test(root)) return isForeignClass(nameOf(target), context)
  return machine.environment(root, context) === undefined
}

/** The name at the beginning of `a.b[0].c()`. */
function rootOf(expression: GroovyExpression): string | undefined {
  let here: GroovyExpression | undefined = expression
  while (here?.kind === 'property' || here?.kind === 'index' || (here?.kind === 'call' && here.target !== undefined))
    here = here.target
  if (here?.kind === 'name') return here.name
  return undefined
}

function moduleCall(machine: Machine, scope: Scope, call: GroovyCall, context: Context): Value {
  const code = scope.function(call.name ?? 'call')
  if (code === undefined) return opaqueCall(machine, call, nameOf(call), context)
  return invoke(machine, { kind: 'code', ...code }, argumentValues(machine, call, context), called(call, context))
}

/** The values of the arguments: those with names become one map, which comes first. */
function argumentValues(machine: Machine, call: GroovyCall, context: Context): Value[] {
  const map: MapValue = { kind: 'map', entries: new Map(), open: false }
  const values: Value[] = []
  for (const { name, value } of call.arguments) {
    const each = machine.argument(value, context)
    if (name === undefined) values.push(each)
    else map.entries.set(name, each)
  }
  return call.arguments.some(({ name }) => name !== undefined) ? [map, ...values] : values
}

/** The context within what is called. */
function called(call: GroovyCall, context: Context): Context {
  const { file } = context.scope
  const at = placeIn(file, call)
  const lineEnd = file.source.indexOf('\n', call.start)
  const text = file.source.slice(call.start, lineEnd < 0 ? call.end : Math.min(call.end, lineEnd))
  return { ...context, because: [...context.because, because(at, text)] }
}

function invoke(machine: Machine, { code, scope }: CodeValue, args: readonly Value[], context: Context): Value {
  if (context.depth >= MAX_DEPTH || !machine.admitsCall()) return unknownValue('expression')
  const inner = scope.inner()
  const parameters = code.kind === 'closure' && code.parameters.length === 0 ? [{ name: 'it' }] : code.parameters
  for (const [index, parameter] of parameters.entries()) {
    const given = args[index]
    const byDefault = 'default' in parameter ? parameter.default : undefined
    const value =
      given ??
      (byDefault === undefined
        ? unknownValue(parameter.name)
        : evaluate(byDefault, {
            scope: inner,
            environment: (name) => machine.environment(name, context),
            call: () => undefined,
            depth: 0,
          }))
    inner.declare(parameter.name, value)
  }
  return walk(machine, code.body, { ...context, scope: inner, depth: context.depth + 1, returns: true }).value
}
