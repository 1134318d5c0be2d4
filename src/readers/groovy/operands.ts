import type { TokenCursor } from './cursor.js'
import { literalOf } from './operators.js'
import { textOf } from './strings.js'
import type {
  GroovyArgument,
  GroovyClosure,
  GroovyExpression,
  GroovyInterpolation,
  GroovyMapEntry,
  GroovyParameter,
  GroovyStatement,
  GroovyString,
  GroovyText,
} from './syntax.js'
import { TOKEN } from './tokens.js'
import { closureArrow, typeEnd } from './types.js'

/** How to read what operands hold. */
export interface Inner {
  expression(): GroovyExpression
  command(): GroovyExpression
  /** The statements up to the end of what is in reach. */
  statements(): GroovyStatement[]
}

/** Reads what stands between operators: names, strings, numbers, lists, maps, closures, and the arguments of calls. */
export class OperandParser {
  readonly #cursor: TokenCursor
  readonly #inner: Inner

  constructor(cursor: TokenCursor, inner: Inner) {
    this.#cursor = cursor
    this.#inner = inner
  }

  /** The arguments of a call in parentheses at the cursor. */
  argumentsInside(): GroovyArgument[] {
    return this.#cursor.inside(false, () => this.arguments(() => this.#inner.expression())) ?? []
  }

  /** The parameters in parentheses at the cursor. */
  parametersInside(): GroovyParameter[] {
    return this.#cursor.inside(false, () => this.#parameters(Infinity)) ?? []
  }

  /** An expression in parentheses at the cursor. */
  parenthesized(): GroovyExpression {
    const { start } = this.#cursor
    const inner = this.#cursor.inside(false, () => this.#inner.expression())
    return inner === undefined ? this.#opaque(start) : { ...inner, ...this.#cursor.span(start) }
  }

  /** Arguments with commas between them, up to the end of what is in reach or of the line. */
  arguments(read: () => GroovyExpression): GroovyArgument[] {
    const cursor = this.#cursor
    const found: GroovyArgument[] = []
    while (cursor.peek() !== TOKEN.end) {
      const key = this.#key()
      if (key !== undefined) cursor.skipNewlines()
      const value = read()
      found.push(key?.key === undefined ? { value } : { name: key.key, value })
      if (cursor.peek() === TOKEN.comma) {
        cursor.take()
        cursor.skipNewlines()
      } else break
    }
    return found
  }

  /** `name:`, `'name':`, `(name):` at the cursor. */
  #key(): Pick<GroovyMapEntry, 'key' | 'keyAt' | 'computed'> | undefined {
    const cursor = this.#cursor
    const kind = cursor.peek()
    const { start, index } = cursor
    if (kind === TOKEN.name || kind === TOKEN.number) {
      if (cursor.kindAt(index + 1) !== TOKEN.colon) return undefined
      const key = cursor.text
      cursor.take()
      const keyAt = cursor.span(start)
      cursor.take()
      return { key, keyAt }
    }
    if (kind !== TOKEN.quoteOpen && kind !== TOKEN.parenOpen) return undefined
    if (cursor.kindAt(cursor.closeOf(index) + 1) !== TOKEN.colon) return undefined
    const computed = kind === TOKEN.quoteOpen ? this.string() : this.parenthesized()
    const keyAt = cursor.span(start)
    cursor.take()
    const [only] = computed.kind === 'string' ? computed.parts : []
    const isText = computed.kind === 'string' && computed.parts.length <= 1 && only?.kind !== 'interpolation'
    return isText ? { key: only?.value ?? '', keyAt } : { key: undefined, keyAt, computed }
  }

  primary(): GroovyExpression {
    const cursor = this.#cursor
    const { start, text } = cursor
    switch (cursor.peek()) {
      case TOKEN.quoteOpen:
        return this.string()
      case TOKEN.number:
        cursor.take()
        return { kind: 'literal', value: literalOf(text), ...cursor.span(start) }
      case TOKEN.bracketOpen:
        return this.#brackets()
      case TOKEN.braceOpen:
        return this.closure()
      case TOKEN.parenOpen:
        return this.parenthesized()
      case TOKEN.name:
        return this.#named(start, text)
      default:
        if (cursor.peek() !== TOKEN.end && cursor.peek() !== TOKEN.newline) cursor.skipToken()
        return this.#opaque(start)
    }
  }

  #named(start: number, text: string): GroovyExpression {
    const cursor = this.#cursor
    cursor.take()
    if (text === 'new') {
      const from = cursor.index
      cursor.index = typeEnd(cursor, from) ?? from
      const type = cursor.source.slice(cursor.startAt(from), cursor.endAt(cursor.index - 1))
      if (cursor.index > from) cursor.lastEnd = cursor.endAt(cursor.index - 1)
      const args = cursor.peek() === TOKEN.parenOpen ? this.argumentsInside() : []
      if (cursor.peek() === TOKEN.braceOpen) cursor.skipToken()
      return { kind: 'new', type: type.replace(/\s+/g, ''), arguments: args, ...cursor.span(start) }
    }
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', ...cursor.span(start) }
    if (text === 'null') return { kind: 'literal', value: null, ...cursor.span(start) }
    return { kind: 'name', name: text, ...cursor.span(start) }
  }

  /** A list, or a map. */
  #brackets(): GroovyExpression {
    const cursor = this.#cursor
    const { start } = cursor
    const items: GroovyExpression[] = []
    const entries: GroovyMapEntry[] = []
    let isMap = false
    const read = cursor.inside(false, () => {
      isMap = cursor.peek() === TOKEN.colon
      while (cursor.peek() !== TOKEN.end) {
        const key = this.#key()
        const value = this.#inner.expression()
        if (key === undefined) items.push(value)
        else entries.push({ ...key, value })
        if (!cursor.takeIf(TOKEN.comma)) break
      }
      return true
    })
    if (read === undefined) return this.#opaque(start)
    const span = cursor.span(start)
    return isMap || entries.length > 0 ? { kind: 'map', entries, ...span } : { kind: 'list', items, ...span }
  }

  /** The closure whose brace stands at the cursor. */
  closure(): GroovyClosure {
    const cursor = this.#cursor
    const { start } = cursor
    const arrow = closureArrow(cursor)
    let parameters: GroovyParameter[] = []
    const body = cursor.inside(true, () => {
      if (arrow !== undefined) {
        parameters = this.#parameters(arrow)
        cursor.index = arrow
        cursor.take()
      }
      return this.#inner.statements()
    })
    return { kind: 'closure', parameters, body: body ?? [], ...cursor.span(start) }
  }

  /** Parameters up to the token at `end`, or to the end of what is in reach: the last name of each is its own. */
  #parameters(end: number): GroovyParameter[] {
    const cursor = this.#cursor
    const found: GroovyParameter[] = []
    let name: string | undefined
    let value: GroovyExpression | undefined
    const add = (): void => {
      if (name !== undefined) found.push(value === undefined ? { name } : { name, default: value })
      name = value = undefined
    }
    while (cursor.peek() !== TOKEN.end && cursor.index < end) {
      const { text } = cursor
      const kind = cursor.peek()
      if (kind === TOKEN.comma) add()
      if (kind === TOKEN.name) name = text
      if (kind === TOKEN.assign) {
        cursor.take()
        value = this.#inner.expression()
      } else cursor.take()
    }
    add()
    return found
  }

  string(): GroovyString {
    const cursor = this.#cursor
    const { start, text: open } = cursor
    const parts = cursor.inside(true, () => {
      const found: (GroovyText | GroovyInterpolation)[] = []
      while (cursor.peek() !== TOKEN.end) {
        const from = cursor.start
        if (cursor.peek() === TOKEN.interpolation) found.push(this.#interpolation(from))
        else if (cursor.peek() === TOKEN.path) found.push(this.#path(from))
        else {
          cursor.take()
          found.push(textOf(cursor.source, from, cursor.lastEnd, open))
        }
      }
      return found
    })
    return { kind: 'string', parts: parts ?? [], ...cursor.span(start) }
  }

  #interpolation(start: number): GroovyInterpolation {
    const cursor = this.#cursor
    const expression = cursor.inside(false, () => this.#inner.command()) ?? this.#opaque(start)
    return { kind: 'interpolation', expression, ...cursor.span(start) }
  }

  #path(start: number): GroovyInterpolation {
    const names = this.#cursor.text.slice(1).split('.')
    this.#cursor.take()
    let end = start + 1
    const expression = names.reduce<GroovyExpression | undefined>((target, name) => {
      end += name.length + (target === undefined ? 0 : 1)
      if (target === undefined) return { kind: 'name', name, start: start + 1, end }
      return { kind: 'property', target, name, start: start + 1, end }
    }, undefined)
    return { kind: 'interpolation', expression: expression ?? this.#opaque(start), ...this.#cursor.span(start) }
  }

  #opaque(start: number): GroovyExpression {
    return { kind: 'opaque', ...this.#cursor.span(start) }
  }
}
