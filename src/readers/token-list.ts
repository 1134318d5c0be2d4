/** Tokens while they are found. Typed arrays, because lists of numbers cost more to collect than to read. */
export class TokenList<Kind extends number> {
  kinds: Uint8Array
  starts: Int32Array
  ends: Int32Array
  count = 0

  /** Reserves space for a source of `length` characters. */
  constructor(length: number) {
    const capacity = (length >> 2) + 16
    this.kinds = new Uint8Array(capacity)
    this.starts = new Int32Array(capacity)
    this.ends = new Int32Array(capacity)
  }

  add(kind: Kind, start: number, end: number): void {
    if (this.count === this.kinds.length) this.#grow()
    this.kinds[this.count] = kind
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count += 1
  }

  #grow(): void {
    const { kinds, starts, ends } = this
    this.kinds = new Uint8Array(kinds.length * 2)
    this.starts = new Int32Array(kinds.length * 2)
    this.ends = new Int32Array(kinds.length * 2)
    this.kinds.set(kinds)
    this.starts.set(starts)
    this.ends.set(ends)
  }
}
