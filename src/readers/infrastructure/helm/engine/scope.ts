import { Opaque } from '../template/syntax.js'
import { Hole, type Data } from './data.js'

interface Change {
  readonly variables: Map<string, Data>
  readonly name: string
  readonly before: Data
}

/** Changes of variables while something is tried out, so that they can be taken back. */
export class Trial {
  readonly #changes: Change[] = []

  record(change: Change): void {
    this.#changes.push(change)
  }

  /** Takes every change back. */
  undo(): void {
    for (const { variables, name, before } of [...this.#changes].reverse()) variables.set(name, before)
  }

  /** Makes every variable that was changed unknown. */
  blur(): void {
    for (const { variables, name } of this.#changes) variables.set(name, new Hole(`$${name}`))
  }
}

/** The variables that can be seen from one place of a template. */
export class Scope {
  readonly #variables = new Map<string, Data>()
  readonly #outer: Scope | undefined

  constructor(outer?: Scope) {
    this.#outer = outer
  }

  declare(name: string, value: Data): void {
    this.#variables.set(name, value)
  }

  assign(name: string, value: Data, trials: readonly Trial[]): void {
    const before = this.#variables.get(name)
    if (before === undefined) {
      if (this.#outer === undefined) throw new Opaque(`the variable $${name} is not declared`)
      return this.#outer.assign(name, value, trials)
    }
    for (const trial of trials) trial.record({ variables: this.#variables, name, before })
    this.#variables.set(name, value)
  }

  get(name: string): Data {
    const value = this.#variables.get(name)
    if (value !== undefined) return value
    if (this.#outer === undefined) throw new Opaque(`the variable $${name} is not declared`)
    return this.#outer.get(name)
  }
}
