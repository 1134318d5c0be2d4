import { EVENT_ID, SCALAR_STYLE, type Event, type MappingEvent, type ScalarEvent, type SequenceEvent } from 'js-yaml'
import { CommentScanner } from './comments.js'
import type { Fault, ParsedEvents } from './events.js'
import { mergedInto, mergedItems } from './merge.js'
import type { YamlComment, YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from './node.js'
import type { Positions } from './positions.js'
import { routeOfDocument, routeOfItem, routeOfKey } from './route.js'
import { scalarText, type ScalarText } from './scalar-text.js'

export interface Limits {
  /** Nodes of a source, each alias counted with everything it stands for. */
  readonly maxNodes: number
  /** Levels of nesting, through aliases too. */
  readonly maxDepth: number
  /** For readers of systems that take the last of two equal keys: no mistake then, as in Psych and Go's YAML 2. */
  readonly lastKeyCounts?: boolean
  /** For Woodpecker, in whose lists `- <<: *list` stands for the items of other lists (docs: Sequence merges). */
  readonly listMerges?: boolean
}

const STYLES = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
} as const

/** Written out for each case: most nodes are scalars, and objects that are put together of others are slow to make. */
function scalarNode(
  { text, lines, segments }: ScalarText,
  style: YamlScalar['style'],
  tag: string | undefined,
  at: YamlScalar['at'],
): YamlScalar {
  if (tag !== undefined) return { kind: 'scalar', style, tag, text, lines, ...(segments && { segments }), at }
  if (segments !== undefined) return { kind: 'scalar', style, text, lines, segments, at }
  return { kind: 'scalar', style, text, lines, at }
}

/** What an anchor stands for, with its size in nodes and its height in levels. */
interface Anchor {
  readonly node: YamlNode
  readonly size: number
  readonly height: number
}

/** Thrown inside the composer only: the source holds more nodes than may be kept. */
class TooLarge extends Error {}

/** Builds the tree of one source from its events. */
export class Composer {
  readonly documents: YamlNode[] = []
  /** The first mistake that js-yaml does not look for. */
  fault: Fault | undefined
  readonly #source: string
  readonly #positions: Positions
  readonly #events: readonly Event[]
  readonly #length: number
  readonly #limits: Limits
  readonly #comments: CommentScanner
  /** An anchor whose node is not complete yet has no value. */
  #anchors = new Map<string, Anchor | undefined>()
  #index = 0
  /** End of the furthest token so far. */
  #last = 0
  #nodes = 0
  #depth = 0
  /** Levels of the node composed last. */
  #height = 0
  /** Lists whose items take their place in the list that holds them. */
  readonly #spliced = new Set<YamlNode>()

  constructor(source: string, positions: Positions, { events, length }: ParsedEvents, limits: Limits) {
    this.#source = source
    this.#positions = positions
    this.#events = events
    this.#length = length
    this.#limits = limits
    this.#comments = new CommentScanner(source, positions)
  }

  get comments(): readonly YamlComment[] {
    return this.#comments.found
  }

  /** Fills `documents`, `comments` and `fault`. */
  run(): void {
    try {
      while (this.#index < this.#events.length) this.#document()
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
    }
    this.#comments.gap(this.#last, this.#length)
  }

  #document(): void {
    this.#index++
    this.#anchors = new Map()
    this.documents.push(this.#node(routeOfDocument(this.documents.length)))
    this.#index++
  }

  #node(route: string): YamlNode {
    const event = this.#events[this.#index++]
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, () => this.#scalar(event, route))
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, () => this.#sequence(event, route))
      case EVENT_ID.MAPPING:
        return this.#anchored(event, () => this.#mapping(event, route))
      case EVENT_ID.ALIAS:
        return this.#alias(event.anchorStart, event.anchorEnd, route)
      default:
        throw new Error(`js-yaml gave event ${event?.type} where a node was due`)
    }
  }

  #anchored(event: ScalarEvent | SequenceEvent | MappingEvent, compose: () => YamlNode): YamlNode {
    if (++this.#nodes > this.#limits.maxNodes) {
      this.#report(this.#last, `the file holds more than ${this.#limits.maxNodes} values: split it`)
      throw new TooLarge()
    }
    if (event.anchorStart < 0) return compose()
    const name = this.#source.slice(event.anchorStart, event.anchorEnd)
    const before = this.#nodes
    this.#anchors.set(name, undefined)
    const node = compose()
    this.#anchors.set(name, { node, size: this.#nodes - before + 1, height: this.#height })
    return node
  }

  #scalar(event: ScalarEvent, route: string): YamlScalar {
    this.#height = 0
    const style = STYLES[event.style]
    const tag = this.#tag(event)
    if (event.valueStart < 0) {
      const end = Math.max(this.#last, event.tagEnd, event.anchorEnd)
      this.#pass(end, end)
      const at = this.#positions.span(end, end, route)
      return scalarNode({ text: '', lines: [this.#positions.place(end)] }, style, tag, at)
    }
    const before = Math.max(this.#last, event.tagEnd, event.anchorEnd)
    const quote = style === 'single' || style === 'double' ? 1 : 0
    this.#pass(event.valueStart - quote, event.valueEnd + quote)
    const text = scalarText(this.#source, event, this.#positions)
    const at =
      style === 'literal' || style === 'folded'
        ? this.#blockPlace(event, text, before, route)
        : this.#positions.span(event.valueStart - quote, event.valueEnd + quote, route)
    return scalarNode(text, style, tag, at)
  }

  /** A block's place goes from its first character to the end of its last line; an empty one stands at its header. */
  #blockPlace(event: ScalarEvent, { lines }: ScalarText, before: number, route: string): YamlScalar['at'] {
    let end = event.valueEnd
    while (end > event.valueStart && /\s/.test(this.#source.charAt(end - 1))) end--
    if (end === event.valueStart) {
      let header = before
      while (header < event.valueStart && !/[|>]/.test(this.#source.charAt(header))) header++
      return this.#positions.span(header, this.#positions.lineEnd(header), route)
    }
    const { line, column } = lines[0] ?? this.#positions.place(event.valueStart)
    return { ...this.#positions.span(event.valueStart, end, route), line, column }
  }

  #sequence(event: SequenceEvent, route: string): YamlSequence {
    const items: YamlNode[] = []
    this.#children(event.start, () => {
      const item = this.#node(routeOfItem(route, items.length))
      if (item.kind === 'sequence' && this.#spliced.has(item)) for (const each of item.items) items.push(each)
      else items.push(item)
    })
    return { kind: 'sequence', items, ...this.#collection(event, ']', route) }
  }

  #mapping(event: MappingEvent, route: string): YamlMapping | YamlSequence {
    const entries: YamlEntry[] = []
    const merges: { readonly index: number; readonly value: YamlNode }[] = []
    const seen = new Map<string, number>()
    this.#children(event.start, () => {
      const key = this.#node(route)
      const keyHeight = this.#height
      const value = this.#node(key.kind === 'scalar' ? routeOfKey(route, key.text) : route)
      this.#height = Math.max(keyHeight, this.#height)
      if (key.kind !== 'scalar') {
        this.#reportAt(key, 'a key must be a single value: quote text that starts with { or [')
      } else if (key.text === '<<' && key.style === 'plain') {
        merges.push({ index: entries.length, value })
      } else if (seen.has(key.text) && this.#limits.lastKeyCounts === true) {
        entries[seen.get(key.text) ?? 0] = { key, value }
      } else if (seen.has(key.text) && !key.text.startsWith('${{')) {
        this.#reportAt(key, `the key "${key.text}" is given twice in one mapping: remove one of the two`)
      } else {
        seen.set(key.text, entries.length)
        entries.push({ key, value })
      }
    })
    const items = this.#limits.listMerges === true && entries.length === 0 ? mergedItems(route, merges) : undefined
    if (items !== undefined) {
      this.#nodes += items.length
      const list: YamlSequence = { kind: 'sequence', items, ...this.#collection(event, '}', route) }
      this.#spliced.add(list)
      return list
    }
    return { kind: 'mapping', entries: this.#merged(entries, merges, seen), ...this.#collection(event, '}', route) }
  }

  #merged(
    entries: YamlEntry[],
    merges: readonly { readonly index: number; readonly value: YamlNode }[],
    own: ReadonlyMap<string, unknown>,
  ): readonly YamlEntry[] {
    if (merges.length === 0) return entries
    const budget = this.#limits.maxNodes - this.#nodes
    const result = mergedInto(entries, merges, new Set(own.keys()), budget)
    this.#nodes += result.work
    if (result.unfit !== undefined) this.#reportAt(result.unfit, 'only a mapping, or a list of mappings, can be merged')
    if (result.work > budget) this.#report(this.#last, 'merge keys expand to too many values: merge less')
    return result.entries
  }

  /** Calls `each` for every child up to the end of the collection, counting levels. */
  #children(start: number, each: () => void): void {
    this.#pass(start, Math.max(this.#last, start))
    this.#depth++
    let height = 0
    while (this.#events[this.#index]?.type !== EVENT_ID.POP) {
      each()
      height = Math.max(height, this.#height)
    }
    this.#index++
    this.#depth--
    this.#height = height + 1
  }

  #collection(event: SequenceEvent | MappingEvent, closing: string, route: string): Pick<YamlNode, 'at' | 'tag'> {
    const opening = this.#source.charAt(event.start)
    if (opening === '[' || opening === '{') this.#passClosing(event.start, closing)
    const tag = this.#tag(event)
    return {
      at: this.#positions.span(event.start, Math.max(this.#last, event.start), route),
      ...(tag !== undefined && { tag }),
    }
  }

  /** Moves over the closing bracket if it is the next token; a pair inside a list has none of its own. */
  #passClosing(start: number, closing: string): void {
    let offset = Math.max(this.#last, start + 1)
    for (; offset < this.#length; offset++) {
      const char = this.#source.charAt(offset)
      if (char === '#' && /\s/.test(this.#source.charAt(offset - 1))) offset = this.#positions.lineEnd(offset) - 1
      else if (!/[\s,:]/.test(char)) break
    }
    if (this.#source.charAt(offset) === closing) this.#pass(offset, offset + 1)
  }

  #alias(start: number, end: number, route: string): YamlNode {
    const name = this.#source.slice(start, end)
    this.#pass(start - 1, end)
    const anchor = this.#anchors.get(name)
    if (anchor === undefined) {
      const why = this.#anchors.has(name) ? 'stands inside the value it refers to' : 'has no anchor above it'
      return this.#unresolved(start, end, route, `the alias *${name} ${why}: correct the name or write the value out`)
    }
    if (this.#nodes + anchor.size > this.#limits.maxNodes) {
      return this.#unresolved(start, end, route, `aliases expand to more than ${this.#limits.maxNodes} values`)
    }
    if (this.#depth + anchor.height > this.#limits.maxDepth) {
      return this.#unresolved(start, end, route, `aliases nest deeper than ${this.#limits.maxDepth} levels`)
    }
    this.#nodes += anchor.size
    this.#height = anchor.height
    return anchor.node
  }

  #unresolved(start: number, end: number, route: string, message: string): YamlScalar {
    this.#report(start - 1, message)
    this.#nodes++
    this.#height = 0
    const at = this.#positions.span(start - 1, end, route)
    return { kind: 'scalar', text: '', style: 'plain', lines: [{ line: at.line, column: at.column }], at }
  }

  /** Reads the comments up to a token and moves behind it. */
  #pass(start: number, end: number): void {
    if (start > this.#last) this.#comments.gap(this.#last, start)
    this.#last = Math.max(this.#last, end)
  }

  #tag({ tagStart, tagEnd }: { tagStart: number; tagEnd: number }): string | undefined {
    return tagStart < 0 ? undefined : this.#source.slice(tagStart, tagEnd)
  }

  #reportAt({ at }: YamlNode, message: string): void {
    this.#report(this.#positions.lineStart(at.line) + at.column - 1, message)
  }

  #report(offset: number, message: string): void {
    this.fault ??= { offset, message }
  }
}
