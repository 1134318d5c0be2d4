import type { GroovyFunction, GroovyStatement } from '../../groovy/index.js'
import type { ScriptFile } from './file.js'
import type { Value } from './values.js'

/** The variables and functions that code sees. */
export class Scope {
  readonly file: ScriptFile
  readonly #values = new Map<string, Value>()
  /** This one and those around it, the innermost first. */
  readonly #chain: readonly Scope[]
  readonly #functions: Map<string, GroovyFunction>

  constructor(file: ScriptFile, parent?: Scope) {
    this.file = file
    this.#chain = parent === undefined ? [this] : [this, ...parent.#chain]
    this.#functions = parent === undefined ? functionsOf(file.body) : new Map()
  }

  /** The scope of a block inside of this one. */
  inner(): Scope {
    return new Scope(this.file, this)
  }

  declare(name: string, value: Value): void {
    this.#values.set(name, value)
  }

  /** Sets the variable where it is declared; one that is not becomes one of the whole script. */
  assign(name: string, value: Value): void {
    const owner = this.#chain.find((each) => each.#values.has(name)) ?? this.#root
    owner.#values.set(name, value)
  }

  get(name: string): Value | undefined {
    for (const each of this.#chain) {
      const value = each.#values.get(name)
      if (value !== undefined) return value
    }
    return undefined
  }

  /** A function of the script, with the scope that its body sees. */
  function(name: string): { readonly code: GroovyFunction; readonly scope: Scope } | undefined {
    const root = this.#root
    const code = root.#functions.get(name)
    return code && { code, scope: root }
  }

  get #root(): Scope {
    return this.#chain.at(-1) ?? this
  }
}

function functionsOf(body: readonly GroovyStatement[]): Map<string, GroovyFunction> {
  const found = new Map<string, GroovyFunction>()
  for (const statement of body) {
    if (statement.kind === 'function') found.set(statement.name, statement)
    // `@NonCPS def name() {…}`.
    if (statement.kind === 'block') for (const [name, each] of functionsOf(statement.body)) found.set(name, each)
  }
  return found
}
