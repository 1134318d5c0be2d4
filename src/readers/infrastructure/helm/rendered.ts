import type { Location } from '../../../core/location.js'
import type { DictValue, Resource, Value } from '../../../models/index.js'
import { Positions } from '../../yaml/positions.js'
import { isMarked, type Holes } from './engine/data.js'
import type { Output, Segment } from './engine/output.js'

/** Leads from rendered text back to the template that it was rendered from. */
export class Origins {
  readonly #segments: readonly Segment[]
  readonly #rendered: Positions
  readonly #source: Positions
  readonly #holes: Holes

  constructor(file: string, source: string, output: Output, holes: Holes) {
    this.#segments = output.segments
    this.#rendered = new Positions(file, output.text)
    this.#source = new Positions(file, source)
    this.#holes = holes
  }

  /** The resource with the places of the template, and the values that its scalars were printed from. */
  resource(resource: Resource): Resource {
    const name = this.#holes.explain(resource.name)
    const namespace = resource.namespace === undefined ? {} : { namespace: this.#holes.explain(resource.namespace) }
    const properties = this.#dict(resource.properties)
    return { ...resource, name, ...namespace, properties, at: this.#place(resource.at) }
  }

  #value(value: Value): Value {
    switch (value.kind) {
      case 'dict':
        return this.#dict(value)
      case 'list':
        return { ...value, items: value.items.map((item) => this.#value(item)), at: this.#place(value.at) }
      case 'scalar': {
        const via = this.#via(value.at)
        return { ...value, at: this.#place(value.at), ...(via.length > 0 && { via }) }
      }
      case 'unresolved':
        return { ...value, at: this.#place(value.at) }
    }
  }

  #dict(value: DictValue): DictValue {
    const entries = new Map([...value.entries].map(([key, each]) => [this.#holes.explain(key), this.#value(each)]))
    return { ...value, entries, at: this.#place(value.at) }
  }

  #place({ file, line, column, endLine, endColumn, route }: Location): Location {
    const start = this.#sourceOffset(this.#offset(line, column), false)
    const end = this.#sourceOffset(Math.max(this.#offset(line, column), this.#offset(endLine, endColumn) - 1), true)
    const place = this.#source.span(start, Math.max(start, end), isMarked(route) ? this.#holes.explain(route) : route)
    return { ...place, file }
  }

  #offset(line: number, column: number): number {
    return this.#rendered.lineStart(line) + column - 1
  }

  /** The source offset of a rendered character, or that behind it. An action counts as a whole. */
  #sourceOffset(offset: number, behind: boolean): number {
    const segment = this.#segments[this.#segmentAt(offset)]
    if (segment === undefined) return 0
    if (!segment.exact) return behind ? segment.end : segment.start
    return Math.min(segment.start + offset - segment.offset + (behind ? 1 : 0), segment.end)
  }

  #via({ line, column, endLine, endColumn }: Location): readonly string[] {
    const end = this.#offset(endLine, endColumn)
    const found = new Set<string>()
    for (let index = this.#segmentAt(this.#offset(line, column)); index < this.#segments.length; index++) {
      const segment = this.#segments[index]
      if (segment === undefined || segment.offset >= end) break
      for (const each of segment.via) found.add(each)
    }
    return [...found]
  }

  #segmentAt(offset: number): number {
    let low = 0
    for (let high = this.#segments.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1
      if ((this.#segments[middle]?.offset ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
