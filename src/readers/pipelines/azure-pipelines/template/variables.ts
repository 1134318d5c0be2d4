import { UNKNOWN } from '../../../../models/expression-data.js'
import type { YamlScalar } from '../../../yaml/node.js'
import type { Value } from './functions.js'
import type { RunKind } from './scope.js'

/** A variable that the YAML sets: its text in each kind of run, undefined where it is not known. */
export interface Variable {
  readonly name: string
  readonly values: readonly (string | undefined | null)[]
  readonly node: YamlScalar
}

/** A variable that the system sets before the run starts: null where such runs have none. */
export function predefined(name: string, run: RunKind | undefined): Value {
  const value = run?.variables.get(name.toLowerCase())
  return value === undefined ? UNKNOWN : value
}

/** The variables of a pipeline, stage or job, over those of the level above. Names have no case. */
export class Variables {
  readonly #own = new Map<string, Variable>()
  readonly #outer: Variables | undefined
  /** Names that some script may set while the pipeline runs. */
  readonly #changing: ReadonlySet<string>

  constructor(outer?: Variables, changing: ReadonlySet<string> = new Set()) {
    this.#outer = outer
    this.#changing = outer === undefined ? changing : outer.#changing
  }

  /** Those of this level. */
  get own(): Iterable<Variable> {
    return this.#own.values()
  }

  /** Those of this level and of all above, each name once. */
  all(): readonly Variable[] {
    const outer = this.#outer?.all().filter(({ name }) => !this.#own.has(name.toLowerCase())) ?? []
    return [...outer, ...this.#own.values()]
  }

  /** Sets a variable in the runs in which its text is not null; in the others it keeps its value. */
  set(name: string, values: Variable['values'], node: YamlScalar): void {
    const key = name.toLowerCase()
    const before = this.#own.get(key)?.values
    const merged = before === undefined ? values : values.map((value, run) => (value === null ? before[run] : value))
    this.#own.set(key, { name, values: merged, node })
  }

  find(name: string): Variable | undefined {
    return this.#own.get(name.toLowerCase()) ?? this.#outer?.find(name)
  }

  /** The text as it is written, for `${{ variables.name }}`. */
  atCompileTime(name: string, run: number, runs: readonly RunKind[]): Value {
    const own = this.find(name)
    if (own === undefined) return predefined(name, runs[run])
    const value = own.values[run]
    return value === undefined ? UNKNOWN : value
  }

  /** Whether a script may give the variable another value. */
  mayChange(name: string): boolean {
    return this.#changing.has(name.toLowerCase())
  }
}
