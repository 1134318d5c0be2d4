import type { TokenCursor } from './cursor.js'
import { ExpressionParser } from './expressions.js'
import type { GroovyCatch, GroovyExpression, GroovyStatement, GroovySwitch } from './syntax.js'
import { TOKEN } from './tokens.js'
import { DefinitionParser, MODIFIERS } from './definitions.js'
import { typeEnd } from './types.js'

const LEAVING: ReadonlySet<string> = new Set(['return', 'throw', 'break', 'continue', 'assert'])

/** Reads statements, one after the other, whatever stands there. */
export class StatementParser {
  readonly #cursor: TokenCursor
  readonly #expressions: ExpressionParser
  readonly #definitions: DefinitionParser

  constructor(cursor: TokenCursor) {
    this.#cursor = cursor
    this.#expressions = new ExpressionParser(cursor, () => this.statements())
    this.#definitions = new DefinitionParser(cursor, this.#expressions, () => this.#body())
  }

  /** The statements up to the end of what is in reach. */
  statements(): GroovyStatement[] {
    const cursor = this.#cursor
    const found: GroovyStatement[] = []
    for (;;) {
      while (cursor.peek() === TOKEN.newline || cursor.peek() === TOKEN.semicolon) cursor.take()
      if (cursor.peek() === TOKEN.end) return found
      const before = cursor.index
      found.push(this.statement())
      if (!cursor.atLineEnd || cursor.index === before) found.push(...this.#leftOver(before))
    }
  }

  /** What stands on the line behind a statement. A closing brace needs no line break behind it. */
  #leftOver(before: number): GroovyStatement[] {
    const cursor = this.#cursor
    if (cursor.index > before && cursor.source.charAt(cursor.lastEnd - 1) === '}') return []
    const { start } = cursor
    if (cursor.index === before) cursor.skipToken()
    cursor.skipStatement()
    return [{ kind: 'opaque', ...cursor.span(start) }]
  }

  statement(): GroovyStatement {
    const cursor = this.#cursor
    const { start } = cursor
    if (cursor.peek() === TOKEN.at) return this.#annotation(start)
    if (cursor.peek() === TOKEN.braceOpen) return this.#block(start)
    if (cursor.peek() === TOKEN.name) {
      const read = cursor.kindAt(cursor.index + 1) === TOKEN.colon ? this.#labelled(start) : this.#keyword(start)
      if (read !== undefined) return read
    }
    const expression = this.#expressions.command()
    return expression.kind === 'opaque' ? expression : { kind: 'expression', expression, ...cursor.span(start) }
  }

  #keyword(start: number): GroovyStatement | undefined {
    const cursor = this.#cursor
    const { text } = cursor
    switch (text) {
      case 'if':
        return this.#if(start)
      case 'try':
        return this.#try(start)
      case 'for':
      case 'while':
        return this.#loop(start)
      case 'switch':
        return this.#switch(start)
      case 'import':
      case 'package':
        return this.#import(start)
    }
    if (LEAVING.has(text)) {
      cursor.take()
      const value = this.#expressions.valueOnLine()
      // What `assert` says if it fails.
      if (cursor.peek() === TOKEN.colon) cursor.skipStatement()
      return { kind: 'leave', keyword: text, ...(value !== undefined && { value }), ...cursor.span(start) }
    }
    return this.#definitions.read(start)
  }

  /** `label: statement`: only the statement counts. */
  #labelled(start: number): GroovyStatement {
    const cursor = this.#cursor
    cursor.take()
    cursor.take()
    cursor.skipNewlines()
    return cursor.nested(() => this.statement()) ?? this.#opaque(start)
  }

  /** Statements in braces, or the only one without. */
  #body(): GroovyStatement[] {
    const cursor = this.#cursor
    cursor.skipNewlines()
    if (cursor.peek() === TOKEN.braceOpen) return cursor.inside(true, () => this.statements()) ?? []
    if (cursor.peek() === TOKEN.end || cursor.peek() === TOKEN.semicolon) return []
    const only = cursor.nested(() => this.statement())
    if (only === undefined) cursor.skipStatement()
    return only === undefined ? [] : [only]
  }

  #condition(): GroovyExpression {
    const cursor = this.#cursor
    cursor.take()
    const { start } = cursor
    const read =
      cursor.peek() === TOKEN.parenOpen ? cursor.inside(false, () => this.#expressions.expression()) : undefined
    return read ?? { kind: 'opaque', ...cursor.span(start) }
  }

  /** Takes the keyword if it goes on with a statement, here or on the next line. */
  #goesOn(word: string): boolean {
    const cursor = this.#cursor
    let next = cursor.pastNewlines(cursor.index)
    if (cursor.kindAt(next) === TOKEN.semicolon) next = cursor.pastNewlines(next + 1)
    if (cursor.kindAt(next) !== TOKEN.name || cursor.textAt(next) !== word) return false
    cursor.index = next
    return true
  }

  #if(start: number): GroovyStatement {
    const condition = this.#condition()
    const then = this.#body()
    if (!this.#goesOn('else')) return { kind: 'if', condition, then, ...this.#cursor.span(start) }
    this.#cursor.take()
    return { kind: 'if', condition, then, otherwise: this.#body(), ...this.#cursor.span(start) }
  }

  #try(start: number): GroovyStatement {
    const cursor = this.#cursor
    cursor.take()
    if (cursor.peek() === TOKEN.parenOpen) cursor.skipToken()
    const body = this.#body()
    const catches: GroovyCatch[] = []
    while (this.#goesOn('catch')) catches.push(this.#catch())
    if (!this.#goesOn('finally')) return { kind: 'try', body, catches, ...cursor.span(start) }
    cursor.take()
    return { kind: 'try', body, catches, finally: this.#body(), ...cursor.span(start) }
  }

  #catch(): GroovyCatch {
    const cursor = this.#cursor
    const { start } = cursor
    cursor.take()
    const names: string[] = []
    if (cursor.peek() === TOKEN.parenOpen) {
      cursor.inside(false, () => {
        while (cursor.peek() !== TOKEN.end) {
          if (cursor.peek() === TOKEN.name && !MODIFIERS.has(cursor.text)) names.push(cursor.text)
          cursor.take()
        }
      })
    }
    const name = names.pop() ?? ''
    const body = this.#body()
    return { types: names.filter((each) => each !== 'def'), name, body, ...cursor.span(start) }
  }

  #loop(start: number): GroovyStatement {
    const cursor = this.#cursor
    if (cursor.text === 'while') {
      const condition = this.#condition()
      return { kind: 'loop', condition, body: this.#body(), ...cursor.span(start) }
    }
    cursor.take()
    const head = cursor.peek() === TOKEN.parenOpen ? cursor.inside(false, () => this.#forHead()) : undefined
    return { kind: 'loop', ...head, body: this.#body(), ...cursor.span(start) }
  }

  /** `def name in items`, `Type name : items`; of `a; b; c` the condition. */
  #forHead(): { variable?: string; items?: GroovyExpression; condition?: GroovyExpression } {
    const cursor = this.#cursor
    for (let at = cursor.index; at < cursor.index + 12; at += 1) {
      const kind = cursor.kindAt(at)
      if (kind === TOKEN.colon || (kind === TOKEN.name && cursor.textAt(at) === 'in')) {
        const variable = cursor.textAt(at - 1)
        cursor.index = at
        cursor.take()
        return { variable, items: this.#expressions.expression() }
      }
      if (kind !== TOKEN.name && kind !== TOKEN.operator && kind !== TOKEN.comma && kind !== TOKEN.dot) break
    }
    while (cursor.peek() !== TOKEN.semicolon && cursor.peek() !== TOKEN.end) cursor.skipToken()
    cursor.take()
    return cursor.peek() === TOKEN.end || cursor.peek() === TOKEN.semicolon
      ? {}
      : { condition: this.#expressions.expression() }
  }

  #switch(start: number): GroovyStatement {
    const cursor = this.#cursor
    const subject = this.#condition()
    cursor.skipNewlines()
    const cases = cursor.peek() === TOKEN.braceOpen ? cursor.inside(true, () => this.#cases()) : undefined
    return { kind: 'switch', subject, cases: cases ?? [], ...cursor.span(start) }
  }

  #cases(): GroovySwitch['cases'] {
    const cursor = this.#cursor
    const cases: { value?: GroovyExpression; body: GroovyStatement[] }[] = []
    while (cursor.peek() !== TOKEN.end) {
      const isCase = cursor.peek() === TOKEN.name && cursor.text === 'case'
      if (isCase || (cursor.peek() === TOKEN.name && cursor.text === 'default')) {
        cursor.take()
        const value = isCase ? this.#expressions.expression() : undefined
        if (!cursor.takeIf(TOKEN.colon)) cursor.takeIf(TOKEN.arrow)
        cases.push(value === undefined ? { body: [] } : { value, body: [] })
      } else if (cursor.peek() === TOKEN.newline || cursor.peek() === TOKEN.semicolon) cursor.take()
      else {
        const before = cursor.index
        const statement = this.statement()
        if (cursor.index === before) cursor.skipToken()
        cases.at(-1)?.body.push(statement)
      }
    }
    return cases
  }

  #import(start: number): GroovyStatement {
    const cursor = this.#cursor
    cursor.take()
    cursor.takeWord('static')
    const from = cursor.start
    while (!cursor.atLineEnd && !(cursor.peek() === TOKEN.name && cursor.text === 'as')) cursor.take()
    const name = cursor.source.slice(from, cursor.lastEnd).replace(/\s+/g, '')
    cursor.skipStatement()
    return { kind: 'import', name, ...cursor.span(start) }
  }

  #annotation(start: number): GroovyStatement {
    const cursor = this.#cursor
    cursor.take()
    const from = cursor.index
    cursor.index = typeEnd(cursor, from) ?? from
    const name = cursor.source.slice(cursor.startAt(from), cursor.endAt(cursor.index - 1))
    if (cursor.index > from) cursor.lastEnd = cursor.endAt(cursor.index - 1)
    const args = cursor.peek() === TOKEN.parenOpen ? this.#expressions.operands.argumentsInside() : []
    const annotation = { kind: 'annotation', name, arguments: args, ...cursor.span(start) } as const
    // `@Library('acme') _`: the name only gives the annotation something to stand before.
    cursor.takeWord('_')
    if (cursor.atLineEnd) return annotation
    const next = cursor.nested(() => this.statement())
    return next === undefined ? annotation : { kind: 'block', body: [annotation, next], ...cursor.span(start) }
  }

  #block(start: number): GroovyStatement {
    const body = this.#cursor.inside(true, () => this.statements()) ?? []
    return { kind: 'block', body, ...this.#cursor.span(start) }
  }

  #opaque(start: number): GroovyStatement {
    return { kind: 'opaque', ...this.#cursor.span(start) }
  }
}
