import type { TokenCursor } from './cursor.js'
import type { ExpressionParser } from './expressions.js'
import type { GroovyStatement } from './syntax.js'
import { TOKEN } from './tokens.js'
import { isTypeName, typeEnd } from './types.js'

/** Words in front of a definition that say nothing here. */
export const MODIFIERS: ReadonlySet<string> = new Set([
  'final',
  'static',
  'public',
  'private',
  'protected',
  'synchronized',
  'transient',
  'volatile',
  'abstract',
])
const TYPES: ReadonlySet<string> = new Set(['class', 'interface', 'enum', 'trait'])

/** Reads what defines a name: variables, functions, and classes, which are left out. */
export class DefinitionParser {
  readonly #cursor: TokenCursor
  readonly #expressions: ExpressionParser
  readonly #body: () => readonly GroovyStatement[]

  /** @param body reads the statements in the braces at the cursor */
  constructor(cursor: TokenCursor, expressions: ExpressionParser, body: () => readonly GroovyStatement[]) {
    this.#cursor = cursor
    this.#expressions = expressions
    this.#body = body
  }

  /** A declaration, a function or a class; undefined if the line is an expression. */
  read(start: number): GroovyStatement | undefined {
    const cursor = this.#cursor
    let at = cursor.index
    while (cursor.kindAt(at) === TOKEN.name && (MODIFIERS.has(cursor.textAt(at)) || this.#isIdle(at))) at += 1
    if (cursor.kindAt(at) === TOKEN.name && TYPES.has(cursor.textAt(at)) && cursor.kindAt(at + 1) === TOKEN.name) {
      while (cursor.peek() !== TOKEN.braceOpen && cursor.peek() !== TOKEN.end) cursor.take()
      if (cursor.peek() === TOKEN.braceOpen) cursor.skipToken()
      return this.#opaque(start)
    }
    return this.#variable(start, at)
  }

  /** `def` in front of a type says nothing: `def void deploy() {…}`. */
  #isIdle(at: number): boolean {
    const cursor = this.#cursor
    const isNamed = cursor.kindAt(at + 1) === TOKEN.name && cursor.kindAt(at + 2) === TOKEN.name
    return cursor.textAt(at) === 'def' && isNamed && cursor.textAt(at + 2) !== 'in'
  }

  /** What is defined behind the modifiers, which end at `at`. */
  #variable(start: number, at: number): GroovyStatement | undefined {
    const cursor = this.#cursor
    const hasModifier = at > cursor.index
    const first = cursor.textAt(at)
    const type = typeEnd(cursor, at)
    if (type === undefined) return undefined
    if (first === 'def' && cursor.kindAt(type) === TOKEN.parenOpen) return this.#several(start, type)
    const isTyped = cursor.kindAt(type) === TOKEN.name || cursor.kindAt(type) === TOKEN.quoteOpen
    const isType = isTypeName(first) || (type > at + 1 && isTypeName(cursor.textAt(type - 1)))
    if (isTyped && (isType || hasModifier)) return this.#named(start, type)
    return hasModifier ? this.#named(start, at) : undefined
  }

  /** What the name at an index defines, behind modifiers and a type. */
  #named(start: number, at: number): GroovyStatement | undefined {
    const cursor = this.#cursor
    const quoted = cursor.kindAt(at) === TOKEN.quoteOpen
    const name = quoted ? cursor.textAt(at + 1) : cursor.textAt(at)
    const next = quoted ? cursor.closeOf(at) + 1 : at + 1
    const kind = cursor.kindAt(next)
    if (kind === TOKEN.parenOpen) {
      const brace = cursor.pastNewlines(cursor.closeOf(next) + 1)
      if (cursor.kindAt(brace) !== TOKEN.braceOpen && cursor.textAt(brace) !== 'throws') return undefined
      cursor.index = next
      const parameters = this.#expressions.operands.parametersInside()
      while (cursor.peek() !== TOKEN.braceOpen && cursor.peek() !== TOKEN.end) cursor.take()
      return { kind: 'function', name, parameters, body: this.#body(), ...cursor.span(start) }
    }
    if (quoted) return undefined
    if (kind === TOKEN.assign) {
      cursor.index = next
      cursor.take()
      cursor.skipNewlines()
      const value = this.#expressions.command()
      const more = this.#more()
      return { kind: 'declaration', names: [name, ...more], value, ...cursor.span(start) }
    }
    const ends = kind === TOKEN.newline || kind === TOKEN.semicolon || kind === TOKEN.end || kind === TOKEN.comma
    if (!ends) return undefined
    cursor.index = at
    cursor.take()
    return { kind: 'declaration', names: [name, ...this.#more()], ...cursor.span(start) }
  }

  /** `, b, c = 1` behind the first name of a declaration; values of those are not kept. */
  #more(): string[] {
    const cursor = this.#cursor
    const names: string[] = []
    while (cursor.peek() === TOKEN.comma) {
      cursor.take()
      cursor.skipNewlines()
      if (cursor.peek() === TOKEN.name) names.push(cursor.text)
      while (!cursor.atLineEnd && cursor.kindAt(cursor.index) !== TOKEN.comma) cursor.skipToken()
    }
    return names
  }

  /** `def (a, b) = …`. */
  #several(start: number, paren: number): GroovyStatement {
    const cursor = this.#cursor
    cursor.index = paren
    const names = this.#expressions.operands.parametersInside().map(({ name }) => name)
    if (!cursor.takeIf(TOKEN.assign)) return { kind: 'declaration', names, ...cursor.span(start) }
    cursor.skipNewlines()
    const value = this.#expressions.command()
    return { kind: 'declaration', names, value, ...cursor.span(start) }
  }

  #opaque(start: number): GroovyStatement {
    return { kind: 'opaque', ...this.#cursor.span(start) }
  }
}
