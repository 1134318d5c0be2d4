import type { Because } from '../../../core/location.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { entriesOf } from '../../yaml/navigate.js'
import type { Config, Elements } from './config.js'

/** A value handed over: what stands there, and what its own `<< … >>` mean there. */
export interface Argument {
  readonly node: YamlNode
  readonly scope: Scope
}

/** What names and `<< … >>` mean in a job, a command, an executor or the call of a job. */
export interface Scope {
  readonly config: Config
  /** Where commands, executors and orbs are looked up: the config itself, or the inline orb. */
  readonly elements: Elements
  readonly parameters: ReadonlyMap<string, Argument>
  readonly matrix: ReadonlyMap<string, Argument>
  /** The calls that lead here, outermost first. */
  readonly because: readonly Because[]
  /** How many calls these are, of every kind. */
  readonly depth: number
}

/** How deep commands may call one another before they are taken to call themselves. */
export const MAX_CALL_DEPTH = 20

/** The scope of a config as a whole, where no parameters but those of the pipeline exist. */
export function rootScope(config: Config): Scope {
  return { config, elements: config, parameters: new Map(), matrix: new Map(), because: [], depth: 0 }
}

/** The parameters of a call: what is given, or else the declared default. */
export function argumentsOf(
  declared: YamlNode | undefined,
  given: readonly YamlEntry[],
  caller: Scope,
): ReadonlyMap<string, Argument> {
  const outside = rootScope(caller.config)
  const result = new Map<string, Argument>()
  for (const { key, value } of entriesOf(declared)) {
    const standard = valueAt(value, 'default')
    if (standard !== undefined) result.set(key.text, { node: standard, scope: outside })
  }
  for (const { key, value } of given) result.set(key.text, { node: value, scope: caller })
  return result
}

const WHOLE = /^\s*<<\s*(parameters|matrix)\.([\w-]+)\s*>>\s*$/

/** The value that stands in the end in the place of a node: an argument where the node is nothing but its name. */
export function followed(node: YamlNode, scope: Scope): Argument {
  let here: Argument = { node, scope }
  // Each argument comes from a caller, so that this ends.
  for (let step = 0; step <= MAX_CALL_DEPTH + 5; step++) {
    if (here.node.kind !== 'scalar') return here
    const [, kind, name = ''] = WHOLE.exec(here.node.text) ?? []
    if (kind === undefined) return here
    const next = (kind === 'matrix' ? here.scope.matrix : here.scope.parameters).get(name)
    if (next === undefined) return here
    here = next
  }
  return here
}
