import type { Located, Location } from '../../../core/location.js'
import type { ActionRef } from '../../../models/index.js'
import { nodesIn, type GroovyCall, type GroovyExpression } from '../../groovy/index.js'
import { opaqueStep, unresolved, usesStep } from '../parts.js'
import type { Context } from './context.js'
import { closureOf, namedArguments, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { literalText } from './rules.js'
import { stepFields } from './fields.js'
import { unknownValue, writtenText, type Value } from './values.js'
import { forget } from './forget.js'
import { walk } from './walk.js'

/** Steps that stand for another, which `$class` names. */
const GENERIC: ReadonlySet<string> = new Set(['step', 'wrap'])

/** A step of a plugin: what it is for is in the lexicon, under `jenkins:` and its name. */
export function pluginStep(machine: Machine, call: GroovyCall, name: string, context: Context): Value {
  const secrets = secretsIn(call, context)
  const inner = secrets.length === 0 ? context : { ...context, secrets: [...context.secrets, ...secrets] }
  const inputs = inputsOf(machine, call, context)
  const own = GENERIC.has(name) ? inputs.get('$class')?.value : undefined
  addPlugin(machine, call, own ?? name, inputs, inner)
  walkClosures(machine, call, inner)
  return unknownValue(name)
}

/** Adds a step of this name in the lexicon. */
export function addPlugin(
  machine: Machine,
  call: GroovyCall,
  name: string,
  inputs: ReadonlyMap<string, Located<string>>,
  context: Context,
): void {
  if (!machine.admitsStep()) return
  const at = headOf(call, context, machine.jobs.route(context))
  const uses: ActionRef = { text: name, kind: 'plugin', repository: `jenkins:${name.toLowerCase()}`, at }
  const step = usesStep(machine.reading.resolver, uses, inputs, context.because, stepFields(context))
  // What only frames other steps is no step of its own.
  if (closureOf(call) !== undefined && step.intents.length === 0 && step.opaque.length === 0) return
  machine.jobs.add(step, context)
}

/** A call of code from elsewhere: it may do anything, and run the closures that it is given. */
export function opaqueCall(machine: Machine, call: GroovyCall, name: string, context: Context): Value {
  addPlugin(machine, call, name, inputsOf(machine, call, context), context)
  walkClosures(machine, call, context)
  return unknownValue(name, true)
}

/** Runs the closures of a call that is no step of its own. */
export function framedCall(machine: Machine, call: GroovyCall, context: Context): Value {
  for (const { value } of call.arguments) if (value.kind !== 'closure') machine.argument(value, context)
  walkClosures(machine, call, context)
  return unknownValue(call.name ?? 'expression', true)
}

/** Whether the lexicon knows a step of this name. */
export function isKnownStep({ reading }: Machine, name: string, call: GroovyCall, context: Context): boolean {
  const at = placeIn(context.scope.file, call)
  const uses: ActionRef = { text: name, kind: 'plugin', repository: `jenkins:${name.toLowerCase()}`, at }
  return !reading.resolver.action(uses, new Map(), at, []).opaque.some(({ reason }) => reason === 'unknown-action')
}

/** Adds a step of which only this is known. */
export function addOpaque(
  machine: Machine,
  call: GroovyCall,
  what: string,
  reason: 'remote' | 'missing' | 'dynamic' | 'unsupported',
  context: Context,
): void {
  if (!machine.admitsStep()) return
  const at = headOf(call, context, machine.jobs.route(context))
  machine.jobs.add(opaqueStep(unresolved(what, reason, at, context.because), stepFields(context)), context)
}

/** The call's first line, as the place of its step. */
export function headOf(call: GroovyCall, { scope: { file } }: Context, route: string): Location {
  const end = file.source.indexOf('\n', call.start)
  const start = call.target === undefined ? call.start : Math.min(call.start, call.nameAt.start)
  return placeIn(file, { start, end: end < 0 ? call.end : Math.min(call.end, end) }, route)
}

/** What stands for a map in a list: it is there, and says nothing that a text could. */
const UNWRITTEN = '[…]'

/** The arguments as inputs: those without a name are `value`, `value2` …; maps are left out. */
export function inputsOf(machine: Machine, call: GroovyCall, context: Context): ReadonlyMap<string, Located<string>> {
  const inputs = new Map<string, Located<string>>()
  let positional = 0
  const add = (name: string, expression: GroovyExpression): void => {
    if (expression.kind === 'closure') return
    const value = machine.argument(expression, context)
    const text = writtenText(value)
    if (text !== undefined) inputs.set(name, { value: text, at: placeIn(context.scope.file, expression) })
    if (value.kind !== 'list') return
    const items = value.items.flatMap((item) => (item.kind === 'map' ? UNWRITTEN : (writtenText(item) ?? [])))
    if (items.length > 0) inputs.set(name, { value: items.join(' '), at: placeIn(context.scope.file, expression) })
  }
  for (const { name, value } of call.arguments) {
    if (name !== undefined) add(name, value)
    else if (value.kind === 'map') for (const [key, each] of namedArguments([{ value }])) add(key, each)
    else {
      positional += 1
      add(positional === 1 ? 'value' : `value${positional}`, value)
    }
  }
  return inputs
}

/** Ids of credentials among the arguments. */
export function secretsIn(call: GroovyCall, { scope: { file } }: Context): Located<string>[] {
  const found: Located<string>[] = []
  const add = (name: string | undefined, value: GroovyExpression): void => {
    if (!/^(?:credentialsId|credentials|registryCredential|sshCredentialsId)$/.test(name ?? '')) return
    const items = value.kind === 'list' ? value.items : [value]
    for (const item of items) {
      const text = literalText(item)
      if (text !== undefined && text !== '') found.push({ value: text, at: placeIn(file, item) })
    }
  }
  for (const node of nodesIn(call.arguments.map(({ value }) => value).filter(({ kind }) => kind !== 'closure'))) {
    if (node.kind === 'call') for (const each of node.arguments) add(each.name, each.value)
    if (node.kind === 'map') for (const { key, value } of node.entries) add(key, value)
  }
  for (const { name, value } of call.arguments) add(name, value)
  return found
}

/** Runs the closures among the arguments, as whatever is called most likely does. */
export function walkClosures(machine: Machine, call: GroovyCall, context: Context): void {
  const given = call.arguments.flatMap(({ value }) =>
    value.kind === 'map' ? value.entries.map((entry) => entry.value) : [value],
  )
  for (const value of given) {
    if (value.kind !== 'closure') continue
    const scope = context.scope.inner()
    for (const { name } of value.parameters) scope.declare(name, unknownValue(name, true))
    walk(machine, value.body, { ...context, scope, returns: false })
    forget(value.body, context)
  }
}
