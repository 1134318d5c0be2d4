import { PartialMap, UNKNOWN } from '../../../models/expression-data.js'
import { spansOf } from '../../../models/expression.js'
import { replaceAll } from '../replace.js'
import { evaluate, type Evaluated, type Names } from './template/evaluate.js'
import { textOfValue, truthOfValue, type Value } from './template/functions.js'
import type { RunKind } from './template/scope.js'
import { predefined, type Variables } from './template/variables.js'

/** Either everything before went well, or something failed. */
export type World = 'well' | 'failed'

/** What a condition can look back on: what the stage, job or step waits for. */
export interface Before {
  /** Whether each was reached, by name in lower case. */
  readonly direct: ReadonlyMap<string, boolean | undefined>
  /** The same of what those wait for in turn. */
  readonly indirect: readonly (boolean | undefined)[]
}

export interface ConditionScope {
  readonly variables: Variables
  readonly runs: readonly RunKind[]
  readonly run: number
  readonly world: World
  readonly before: Before
  /** A step looks back on the steps of its job. */
  readonly isStep: boolean
}

const MAX_DEPTH = 8

/**
 * Whether a condition lets something run (Azure Pipelines docs: Specify conditions). Without one it waits for success;
 * one without a status function does not.
 * @param text null where there is none, undefined where it is not known
 */
export function conditionHolds(text: string | undefined | null, scope: ConditionScope): boolean | undefined {
  if (text === undefined) return undefined
  const written = text === null || text.trim() === '' ? 'succeeded()' : text
  const spans = spansOf(written)
  const { text: known } = replaceAll(
    written,
    spans.map(({ start, end }) => ({ start, end, value: 'unknown()' })),
  )
  return truthOfValue(evaluate(known, namesOf(scope, 0)).value)
}

function namesOf(scope: ConditionScope, depth: number): Names {
  return {
    value: (name) => {
      if (name === 'variables') return { value: UNKNOWN, child: (key) => variableOf(key, scope, depth) }
      return name === 'dependencies' ? { value: dependenciesOf(scope) } : undefined
    },
    call: (name, values) => status(name, values, scope),
  }
}

/** The value that a variable has when the run gets there, as far as the files tell. */
function variableOf(name: string, scope: ConditionScope, depth: number): Evaluated {
  const { variables, runs, run, world, isStep } = scope
  if (isStep && name.toLowerCase() === 'agent.jobstatus') return { value: world === 'well' ? 'Succeeded' : 'Failed' }
  if (depth > MAX_DEPTH || variables.mayChange(name)) return { value: UNKNOWN }
  const own = variables.find(name)
  if (own === undefined) return { value: predefined(name, runs[run]) }
  const text = own.values[run]
  if (text === undefined || text === null) return { value: text === null ? null : UNKNOWN }
  return { value: runtimeText(text, scope, depth) }
}

/** The text of a variable with `$[ expression ]` evaluated and `$(macros)` replaced; not known if one of them is not. */
function runtimeText(text: string, scope: ConditionScope, depth: number): Value {
  const trimmed = text.trim()
  if (trimmed.startsWith('$[') && trimmed.endsWith(']')) {
    const { value } = evaluate(trimmed.slice(2, -1), namesOf(scope, depth + 1))
    return value === UNKNOWN || typeof value === 'object' ? value : textOfValue(value)
  }
  if (!text.includes('$(')) return text
  let isKnown = true
  const result = text.replace(/\$\(([\w.-]{1,200})\)/g, (_, name: string) => {
    const { value } = variableOf(name, scope, depth + 1)
    isKnown &&= value !== UNKNOWN
    return value === UNKNOWN ? '' : textOfValue(value)
  })
  return isKnown ? result : UNKNOWN
}

/** Job status check functions (Azure Pipelines docs: Expressions). What was skipped did not succeed. */
function status(name: string, values: readonly Value[], { world, before, isStep }: ConditionScope): Value | undefined {
  const named = values.flatMap((value) =>
    typeof value === 'string' ? (before.direct.get(value.toLowerCase()) ?? []) : [],
  )
  const all = [...before.direct.values()]
  const waits = isStep || all.length > 0
  switch (name) {
    case 'always':
    case 'succeededorfailed':
      return true
    case 'canceled':
      return false
    case 'failed':
      return world === 'failed' && waits
    case 'succeeded':
      if (world === 'failed') return !waits
      return succeeded(values.length > 0 ? named : all, values.length > 0 ? [] : before.indirect)
    default:
      return undefined
  }
}

function succeeded(direct: readonly (boolean | undefined)[], indirect: readonly (boolean | undefined)[]): Value {
  if (direct.includes(false)) return false
  return direct.includes(undefined) || indirect.some((each) => each !== true) ? UNKNOWN : true
}

/** Results and outputs of what it waits for; outputs are made by the run. */
function dependenciesOf({ before, world }: ConditionScope): Value {
  const results = Array.from(before.direct, ([name, reached]): [string, Value] => {
    const result = world === 'failed' || reached === undefined ? UNKNOWN : reached ? 'Succeeded' : 'Skipped'
    return [name, new PartialMap([['result', result]])]
  })
  return new PartialMap(results)
}
