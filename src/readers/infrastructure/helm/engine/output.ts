import { Opaque, type Span } from '../template/syntax.js'

/** Characters that one file may print. */
const MAX_OUTPUT = 2_000_000

/** Where a run of rendered text comes from. */
export interface Segment extends Span {
  /** Offset in the rendered text. */
  readonly offset: number
  /** True if the text is a copy of the source's characters, false if an action printed it. */
  readonly exact: boolean
  /** Values that the action printed: `.Values.image.tag`. */
  readonly via: readonly string[]
}

/** Collects rendered text, and for a file's own text where it comes from. */
export class Output {
  readonly segments: Segment[] = []
  /** True for the text of a named template that a function asked for. */
  readonly captured: boolean
  readonly #parts: string[] = []
  #length = 0

  constructor(captured: boolean) {
    this.captured = captured
  }

  get text(): string {
    return this.#parts.join('')
  }

  write(text: string, { start, end }: Span, exact: boolean, via: readonly string[] = []): undefined {
    if (text === '') return undefined
    this.segments.push({ offset: this.#length, start, end, exact, via })
    this.#parts.push(text)
    this.#length += text.length
    if (this.#length > MAX_OUTPUT) throw new Opaque(`more than ${MAX_OUTPUT} characters are rendered`)
    return undefined
  }
}
