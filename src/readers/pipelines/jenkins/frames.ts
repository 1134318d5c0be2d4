import type { Located } from '../../../core/location.js'
import type { GroovyCall } from '../../groovy/index.js'
import { pathFrom } from '../../shell/paths.js'
import type { Context, Variable } from './context.js'
import { argument, closureOf, firstArgument, namedArguments, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { textAt } from './texts.js'
import { knownText, NULL, truth, unknownValue, writtenText, type Value } from './values.js'
import { Workspace } from './workspace.js'
import { walk } from './walk.js'

/** Runs the closure of a call in a changed context. */
export function within(machine: Machine, call: GroovyCall, context: Context): Value {
  const closure = closureOf(call)
  if (closure === undefined) return NULL
  return walk(machine, closure.body, { ...context, scope: context.scope.inner() }).value
}

/** `node('label') {…}`: a machine with a workspace of its own. */
export function nodeCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const label = argument(call, 'label')
  const text = label === undefined ? undefined : writtenText(machine.argument(label, context))
  const runner = [text === undefined || text === '' ? 'any' : text]
  // Steps beside stages are limited in time by what is around the node.
  const stage = context.stage.timeout === context.timeout ? context.stage : { ...context.stage, ...timeLimit(context) }
  return within(machine, call, { ...context, stage, runner, workspace: new Workspace(), directory: '' })
}

function timeLimit({ timeout }: Context): { timeout?: Located<string> } {
  return timeout === undefined ? {} : { timeout }
}

/** `dir('path') {…}`; `ws` stands for a workspace of its own, anywhere. */
export function dirCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const path = argument(call, call.name === 'ws' ? 'dir' : 'path')
  const text = path === undefined ? undefined : writtenText(machine.argument(path, context))
  return within(machine, call, {
    ...context,
    directory: call.name === 'ws' || text === undefined ? undefined : folderIn(context.directory, text),
  })
}

function folderIn(directory: string | undefined, path: string): string | undefined {
  const below = path.replace(/^\$\{\{ (?:env\.)?WORKSPACE \}\}\/?/, '')
  if (below.includes('$')) return undefined
  return pathFrom(below === path ? directory : '', below)
}

/** `withEnv(['NAME=value']) {…}`. */
export function withEnvCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const list = argument(call, 'overrides')
  const values = list === undefined ? NULL : machine.argument(list, context)
  const added = new Map<string, Variable>()
  for (const item of values.kind === 'list' ? values.items : []) {
    const text = writtenText(item)
    const equals = text?.indexOf('=') ?? -1
    if (text === undefined || list === undefined || equals <= 0) continue
    const name = text.slice(0, equals)
    const value = text.slice(equals + 1)
    const at = placeIn(context.scope.file, list)
    added.set(name, {
      value: textAt(value, context.scope.file, list.start, !value.includes('${{')),
      text: { value, at },
    })
  }
  return within(machine, call, withVariables(context, added))
}

/** The context with environment variables for its steps. */
export function withVariables(context: Context, added: ReadonlyMap<string, Variable>): Context {
  return {
    ...context,
    env: new Map([...context.env, ...added]),
    stepEnv: new Map([...context.stepEnv, ...added]),
  }
}

const MINUTES: ReadonlyMap<string, number> = new Map([
  ['NANOSECONDS', 1 / 60e9],
  ['MICROSECONDS', 1 / 60e6],
  ['MILLISECONDS', 1 / 60e3],
  ['SECONDS', 1 / 60],
  ['MINUTES', 1],
  ['HOURS', 60],
  ['DAYS', 1440],
])

/** The time limit that `timeout(time: 1, unit: 'HOURS')` sets, in minutes (Pipeline: Basic Steps, `timeout`). */
export function limitOf(machine: Machine, call: GroovyCall, context: Context): Located<string> | undefined {
  const time = argument(call, 'time')
  if (time === undefined) return undefined
  const unit = namedArguments(call.arguments).get('unit')
  const value = machine.argument(time, context)
  const minutes = MINUTES.get(unit === undefined ? 'MINUTES' : (knownText(machine.argument(unit, context)) ?? ''))
  const number = Number(knownText(value) ?? NaN)
  const isKnown = minutes !== undefined && Number.isFinite(number)
  const text = isKnown ? String(Math.round(number * minutes * 100) / 100) : writtenText(unknownValue('timeout'))
  return { value: text ?? '', at: placeIn(context.scope.file, { start: call.start, end: time.end }) }
}

/** `timeout(…) {…}`. */
export function timeoutCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const timeout = limitOf(machine, call, context)
  return within(machine, call, timeout === undefined ? context : { ...context, timeout })
}

/**
 * How often `retry(3)` runs something again. With `conditions` it does so only if an agent was lost or Jenkins started
 * anew (Pipeline: Basic Steps, `retry`).
 */
export function retriesOf(machine: Machine, call: GroovyCall, context: Context): Located<number> | undefined {
  if (namedArguments(call.arguments).has('conditions')) return undefined
  const count = argument(call, 'count')
  const number = count === undefined ? NaN : Number(knownText(machine.argument(count, context)) ?? NaN)
  if (count === undefined || !Number.isFinite(number)) return undefined
  // The first of the runs is none again.
  return { value: Math.max(0, number - 1), at: placeIn(context.scope.file, { start: call.start, end: count.end }) }
}

/** `retry(3) {…}`. */
export function retryCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const retries = retriesOf(machine, call, context)
  return within(machine, call, retries === undefined ? context : { ...context, retries })
}

/**
 * `catchError {…}` goes on after a failure and, unless it is told otherwise, still marks the build as failed (Pipeline:
 * Basic Steps, `catchError`).
 */
export function catchErrorCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const result = namedArguments(call.arguments).get('buildResult')
  const value = result === undefined ? undefined : machine.argument(result, context)
  const isGreen = value !== undefined && (knownText(value) === 'SUCCESS' || truth(value) === false)
  if (result === undefined || !isGreen) return within(machine, call, context)
  const construct = `catchError(buildResult: ${knownText(value) ?? 'null'})`
  return within(machine, call, { ...context, forgiving: { construct, at: placeIn(context.scope.file, result) } })
}

/** `lock('name') {…}`: one run at a time, later ones wait (Lockable Resources plugin). */
export function lockCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const concurrency = lockOf(machine, call, context)
  return within(machine, call, concurrency === undefined ? context : { ...context, concurrency })
}

/** The lock that `lock('name')` takes. */
export function lockOf(machine: Machine, call: GroovyCall, context: Context): Context['concurrency'] {
  const named = namedArguments(call.arguments)
  const name = named.get('resource') ?? named.get('label') ?? firstArgument(call)
  const text = name === undefined ? undefined : writtenText(machine.argument(name, context))
  if (name === undefined || text === undefined) return undefined
  const at = placeIn(context.scope.file, name)
  return { group: { value: text, at }, cancelInProgress: undefined, at }
}
