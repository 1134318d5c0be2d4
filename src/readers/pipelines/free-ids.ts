/** Gives ids that no other has, each in about the same time however many share a name. */
export class FreeIds {
  readonly #taken = new Set<string>()
  /** The number with which the next of a name is tried: smaller ones are taken, and stay so. */
  readonly #next = new Map<string, number>()

  /** `name` itself if it is free, else the first free one of `numbered`, from 2 on. */
  take(name: string, numbered: (number: number) => string): string {
    let id = name
    let number = this.#next.get(name) ?? 2
    for (; this.#taken.has(id); number++) id = numbered(number)
    this.#next.set(name, number)
    this.#taken.add(id)
    return id
  }
}
