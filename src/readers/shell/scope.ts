import type { FunctionDefinition, ShellScript } from './ast.js'
import type { Argument } from './command.js'

/** What a variable holds: literal text, or a path of the repository; undefined while that cannot be told. */
export type Value = { readonly text: string } | { readonly path: string } | undefined

/** A function together with the script that defines it. */
export interface DefinedFunction {
  readonly definition: FunctionDefinition
  readonly script: ShellScript
}

/**
 * Variables, functions and positional parameters of one shell process. A subshell sees those of its parent and changes
 * only its own.
 */
export class Scope {
  readonly #parent: Scope | undefined
  readonly #variables = new Map<string, Value>()
  readonly #pinned = new Map<string, Value>()
  readonly #functions = new Map<string, DefinedFunction>()
  /** `$1`, `$2` …; undefined where the caller's arguments are not known. */
  positional: readonly Argument[] | undefined

  constructor(parent?: Scope) {
    this.#parent = parent
    this.positional = parent?.positional
  }

  variable(name: string): Value {
    if (this.#pinned.has(name)) return this.#pinned.get(name)
    return this.#variables.has(name) ? this.#variables.get(name) : this.#parent?.variable(name)
  }

  assign(name: string, value: Value): void {
    this.#variables.set(name, value)
    if (this.isPinned(name)) this.#pinned.set(name, undefined)
  }

  /** Holds the variable of a loop at the value it has in one round. */
  pin(name: string, text: string): void {
    this.#pinned.set(name, { text })
  }

  unpin(name: string): void {
    this.#pinned.delete(name)
    this.#variables.set(name, undefined)
  }

  isPinned(name: string): boolean {
    return this.#pinned.has(name) || this.#parent?.isPinned(name) === true
  }

  function(name: string): DefinedFunction | undefined {
    return this.#functions.get(name) ?? this.#parent?.function(name)
  }

  define(name: string, definition: DefinedFunction): void {
    this.#functions.set(name, definition)
  }
}
