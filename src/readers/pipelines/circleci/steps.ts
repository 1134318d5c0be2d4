import type { Located } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'
import { entriesOf, itemsOf, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode, YamlScalar } from '../../yaml/node.js'
import { spend } from '../budget.js'
import { opaqueStep, unresolved } from '../parts.js'
import type { SampleRun } from '../run-kinds.js'
import type { Reading } from './config.js'
import { holds, textsIn } from './logic.js'
import { orbSteps } from './orb-steps.js'
import { runStep } from './run-step.js'
import { BUILT_IN, builtInStep } from './built-in.js'
import type { Runtime } from './runtime.js'
import { MAX_CALL_DEPTH, argumentsOf, followed, type Scope } from './scope.js'

/** What the steps of one job are read with. */
export interface JobContext {
  readonly runtime: Runtime
  /** The runs that get to the job. */
  readonly runs: readonly SampleRun[]
  /** The folder into which the repository is checked out. Changes on the way. */
  readonly workspace: { root: string | undefined }
  /** The condition of the steps around that some runs do not fulfil. */
  readonly condition?: Located<string>
}

/** Reads a list of steps; those of commands stand in the place of their call. */
export function readSteps(reading: Reading, written: YamlNode | undefined, outer: Scope, context: JobContext): Step[] {
  if (written === undefined) return []
  const { node, scope } = followed(written, outer)
  return itemsOf(node).flatMap((item) => readStep(reading, item, scope, context))
}

function readStep(reading: Reading, written: YamlNode, outer: Scope, context: JobContext): Step[] {
  const { node, scope } = followed(written, outer)
  if (node.kind === 'scalar') return call(reading, node, undefined, scope, context)
  if (node.kind === 'sequence') return []
  const [entry] = node.entries
  if (entry === undefined) return []
  const { key, value } = entry
  if (key.text === 'when' || key.text === 'unless') return conditional(reading, entry, scope, context)
  if (key.text === 'steps') return nested(reading, value, scope, context)
  return call(reading, key, value, scope, context)
}

/** Steps that a parameter hands over. */
function nested(reading: Reading, value: YamlNode, scope: Scope, context: JobContext): Step[] {
  const steps = followed(value, scope)
  if (steps.node.kind === 'sequence') return readSteps(reading, value, scope, context)
  const what = 'steps that a parameter hands over'
  return [opaqueStep(unresolved(what, 'missing', value.at, scope.because))]
}

/** Leaves out what no run fulfils; what only some do is told by the condition. */
function conditional(reading: Reading, { key, value }: YamlEntry, scope: Scope, context: JobContext): Step[] {
  const { node, scope: there } = followed(value, scope)
  const condition = valueAt(node, 'condition')
  if (condition === undefined) return []
  const wanted = key.text === 'when'
  const results = context.runs.map((run) => {
    const result = holds(condition, there, run)
    return result === undefined ? undefined : result === wanted
  })
  if (results.length > 0 && results.every((result) => result === false)) return []
  const always = results.length > 0 && results.every((result) => result === true)
  const text = `${key.text} ${textsIn(condition).join(' ')}`
  const inner: JobContext = always
    ? context
    : { ...context, condition: context.condition ?? { value: text, at: condition.at } }
  return readSteps(reading, valueAt(node, 'steps'), there, inner)
}

/** A step by its name: a command of the config, one that CircleCI has itself, or one of an orb. */
function call(
  reading: Reading,
  name: YamlScalar,
  given: YamlNode | undefined,
  scope: Scope,
  context: JobContext,
): Step[] {
  const command = scope.elements.commands.get(name.text)
  if (command !== undefined) return commandSteps(reading, name, { command, given }, scope, context)
  if (name.text === 'run' || name.text === 'deploy') return [runStep(reading, name, given, scope, context)]
  if (BUILT_IN.has(name.text)) return [builtInStep(reading, name, given, scope, context)]
  const slash = name.text.indexOf('/')
  const orb = slash < 0 ? undefined : scope.elements.orbs.get(name.text.slice(0, slash))
  if (orb === undefined) return [unknownStep(name, scope)]
  const own = name.text.slice(slash + 1)
  if (orb.kind === 'registry') {
    const uses = { orb: orb.reference, name: own, at: name.at }
    return orbSteps(reading, uses, given, scope, context, readSteps)
  }
  const inner = orb.elements.commands.get(own)
  if (inner === undefined) return [unknownStep(name, scope)]
  const there = { ...scope, elements: orb.elements }
  return commandSteps(reading, name, { command: inner, given }, scope, context, there)
}

function commandSteps(
  reading: Reading,
  name: YamlScalar,
  { command, given }: { command: YamlNode; given: YamlNode | undefined },
  scope: Scope,
  context: JobContext,
  elements: Pick<Scope, 'elements'> = scope,
): Step[] {
  const steps = valueAt(command, 'steps')
  const link = { file: name.at.file, line: name.at.line, text: name.text }
  if (scope.depth >= MAX_CALL_DEPTH || !spend(reading.budget, itemsOf(steps).length)) {
    const what = `command ${name.text}, which is called too many levels deep`
    return [opaqueStep(unresolved(what, 'too-deep', name.at, scope.because))]
  }
  return readSteps(
    reading,
    steps,
    {
      ...scope,
      elements: elements.elements,
      parameters: argumentsOf(valueAt(command, 'parameters'), entriesOf(given), scope),
      because: [...scope.because, link],
      depth: scope.depth + 1,
    },
    context,
  )
}

function unknownStep(name: YamlScalar, scope: Scope): Step {
  return opaqueStep(unresolved(`command ${name.text}, which is not in the tree`, 'missing', name.at, scope.because))
}
