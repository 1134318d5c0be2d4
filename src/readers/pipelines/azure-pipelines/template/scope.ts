import type { Because } from '../../../../core/location.js'
import { UNKNOWN } from '../../../../models/expression-data.js'
import type { Include, Trigger } from '../../../../models/index.js'
import type { YamlMapping, YamlNode, YamlSequence } from '../../../yaml/node.js'
import type { AdapterReading } from '../../reading.js'
import { evaluate, NOTHING_KNOWN, type Evaluated, type Names } from './evaluate.js'
import { truthOfValue, type Value } from './functions.js'
import type { Presence } from './notes.js'
import { childOf, evaluatedNode } from './node-data.js'
import type { Variables } from './variables.js'

/** One kind of run of a pipeline, and what is known of it before it starts. */
export interface RunKind {
  readonly trigger: Trigger
  /** False for runs whose parameters a person chooses. */
  readonly automatic: boolean
  /** False where it is not known whether such runs are started at all. */
  readonly certain: boolean
  /** Predefined variables by name, lower case; those that are not listed are not known. */
  readonly variables: ReadonlyMap<string, Value>
}

/** What a name stands for in each kind of run. */
export type PerRun = readonly Evaluated[]

/** Expands parts of files; see expand.ts, which include.ts and read-variables.ts serve and need. */
export interface Expander {
  node(node: YamlNode, scope: Scope): YamlNode
  mapping(node: YamlMapping, scope: Scope): YamlMapping
  items(node: YamlSequence, scope: Scope, take: (items: readonly YamlNode[]) => void): YamlNode[]
}

/** What all parts of one pipeline share while templates are expanded. */
export interface Expansion {
  readonly expand: Expander
  readonly reading: AdapterReading
  readonly runs: readonly RunKind[]
  /** Repositories that `resources` names, by alias. */
  readonly repositories: Map<string, RepositoryResource>
  /** Templates of other repositories that were asked for. */
  readonly includes: Map<string, Include>
  /** Files of the tree whose text the pipeline holds. */
  readonly files: Set<string>
  /** Values that the pipeline's own parameters may have, by name in lower case. */
  readonly allowedValues: ReadonlyMap<string, readonly string[]>
  /** Parts that may still be expanded, and templates that may still be brought in. */
  nodesLeft: number
  templatesLeft: number
}

/** A repository of `resources: repositories`. */
export interface RepositoryResource {
  readonly name: string
  readonly ref?: string
  readonly node: YamlNode
}

/** What the expressions of one file, or of one part of it, are read with. */
export interface Scope {
  readonly expansion: Expansion
  /** The file in which the expressions stand. */
  readonly file: string
  readonly parameters: ReadonlyMap<string, PerRun>
  /** Variables of `each`. */
  readonly locals: ReadonlyMap<string, PerRun>
  readonly variables: Variables
  /** The lines of the templates around. */
  readonly because: readonly Because[]
  readonly depth: number
}

/** The value of an expression in each kind of run. */
export function evaluateIn(expression: string, scope: Scope): PerRun {
  const { runs } = scope.expansion
  const first = evaluate(expression, namesOf(scope, 0))
  if (runs.length === 1 || !mayVary(expression, scope)) return runs.map(() => first)
  return runs.map((_, run) => (run === 0 ? first : evaluate(expression, namesOf(scope, run))))
}

/** In which runs a condition of a template holds. */
export function presenceOf(expression: string, scope: Scope): Presence {
  return evaluateIn(expression, scope).map(({ value }) => truthOfValue(value))
}

function mayVary(expression: string, { parameters, locals }: Scope): boolean {
  if (/\bvariables\b/i.test(expression)) return true
  const used = expression.toLowerCase()
  return [...locals, ...parameters].some(([name, values]) => used.includes(name) && !isUniform(values))
}

function isUniform(values: PerRun): boolean {
  return values.every((each) => each === values[0])
}

function namesOf(scope: Scope, run: number): Names {
  return {
    value: (name) => {
      if (name === 'parameters') return parametersOf(scope, run)
      if (name === 'variables') {
        return {
          value: UNKNOWN,
          child: (key) => ({ value: scope.variables.atCompileTime(key, run, scope.expansion.runs) }),
        }
      }
      return scope.locals.get(name)?.[run]
    },
    below: (node, key) => childOf(node, key),
  }
}

function parametersOf({ parameters }: Scope, run: number): Evaluated {
  const values = Array.from(parameters, ([name, perRun]) => [name, perRun[run]?.value ?? UNKNOWN] as const)
  return {
    value: new Map(values),
    child: (key) => {
      const perRun = parameters.get(key.toLowerCase())
      return perRun === undefined ? { value: null } : (perRun[run] ?? NOTHING_KNOWN)
    },
  }
}

/** The same for all runs. */
export function everywhere(scope: Scope, value: Evaluated): PerRun {
  return scope.expansion.runs.map(() => value)
}

/** What an expanded part of a file stands for in each run. */
export function perRunOf(node: YamlNode, { expansion }: Scope): PerRun {
  const all = expansion.runs.map((_, run) => evaluatedNode(node, run))
  const [first] = all
  return first !== undefined && all.every(({ value }) => value === first.value) ? all.map(() => first) : all
}
