import type { TokenCursor } from './cursor.js'
import type { HclExpression, HclFor, HclObject, HclStep, HclTemplate, Span } from './syntax.js'
import { TemplateParser } from './templates.js'
import { TOKEN, type TokenKind } from './tokens.js'

const LITERALS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
])

const BINARY: ReadonlySet<TokenKind> = new Set<TokenKind>([TOKEN.operator, TOKEN.minus, TOKEN.star])

/** Parses expressions (HCL specification, Expressions) at a cursor. Throws a SyntaxFault where there is none. */
export class ExpressionParser {
  readonly #cursor: TokenCursor
  readonly #templates: TemplateParser

  constructor(cursor: TokenCursor, warn: (message: string, span: Span) => void) {
    this.#cursor = cursor
    this.#templates = new TemplateParser(cursor, () => this.expression(), warn)
  }

  expression(): HclExpression {
    const cursor = this.#cursor
    cursor.enter()
    const condition = this.#operation()
    const expression = cursor.takeIf(TOKEN.question) ? this.#conditional(condition) : condition
    cursor.leave()
    return expression
  }

  #conditional(condition: HclExpression): HclExpression {
    const whenTrue = this.expression()
    this.#cursor.expect(TOKEN.colon, '`:` of the conditional')
    const whenFalse = this.expression()
    return { kind: 'conditional', condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end }
  }

  /** A quoted string or a heredoc at the cursor. */
  template(): HclTemplate {
    return this.#templates.template()
  }

  #operation(): HclExpression {
    const cursor = this.#cursor
    const first = this.#unary()
    if (!BINARY.has(cursor.peek())) return first
    const operands = [first]
    const operators: string[] = []
    let end = first.end
    while (BINARY.has(cursor.peek())) {
      operators.push(cursor.text)
      cursor.take()
      const operand = this.#unary()
      operands.push(operand)
      end = operand.end
    }
    return { kind: 'operation', operands, operators, start: first.start, end }
  }

  #unary(): HclExpression {
    const cursor = this.#cursor
    const kind = cursor.peek()
    if (kind !== TOKEN.minus && kind !== TOKEN.not) return this.#postfix()
    const { start } = cursor
    cursor.take()
    cursor.enter()
    const operand = this.#unary()
    cursor.leave()
    return { kind: 'unary', operator: kind === TOKEN.minus ? '-' : '!', operand, start, end: operand.end }
  }

  #postfix(): HclExpression {
    const cursor = this.#cursor
    const base = this.#term()
    const steps: HclStep[] = []
    for (let kind = cursor.peek(); kind === TOKEN.dot || kind === TOKEN.bracketOpen; kind = cursor.peek()) {
      cursor.take()
      steps.push(kind === TOKEN.dot ? this.#dotStep() : this.#bracketStep())
    }
    return steps.length === 0 ? base : { kind: 'access', base, steps, start: base.start, end: cursor.lastEnd }
  }

  #dotStep(): HclStep {
    const cursor = this.#cursor
    const kind = cursor.peek()
    if (kind === TOKEN.number) return { kind: 'index', index: this.#number() }
    if (cursor.takeIf(TOKEN.star)) return { kind: 'splat' }
    return { kind: 'attribute', name: cursor.name('a name after `.`') }
  }

  #bracketStep(): HclStep {
    const cursor = this.#cursor
    const before = cursor.skipNewlines(true)
    const splat = cursor.peek() === TOKEN.star && cursor.peekAhead(1) === TOKEN.bracketClose
    if (splat) cursor.take()
    const step: HclStep = splat ? { kind: 'splat' } : { kind: 'index', index: this.expression() }
    this.#close(TOKEN.bracketClose, '`]`', before)
    return step
  }

  /** Takes a closing bracket, behind which line breaks count as they did `before`. */
  #close(kind: TokenKind, what: string, before: boolean): void {
    const cursor = this.#cursor
    if (cursor.peek() !== kind) cursor.expect(kind, what)
    cursor.skipNewlines(before)
    cursor.take()
  }

  #term(): HclExpression {
    const cursor = this.#cursor
    const { start } = cursor
    switch (cursor.peek()) {
      case TOKEN.identifier:
        return this.#named()
      case TOKEN.quoteOpen:
      case TOKEN.heredocOpen:
        return this.template()
      case TOKEN.number:
        return this.#number()
      case TOKEN.bracketOpen:
        cursor.take()
        return this.#tuple(start)
      case TOKEN.braceOpen:
        cursor.take()
        return this.#object(start)
      case TOKEN.parenOpen: {
        cursor.take()
        const before = cursor.skipNewlines(true)
        const inner = this.expression()
        this.#close(TOKEN.parenClose, '`)`', before)
        return { kind: 'group', inner, start, end: cursor.lastEnd }
      }
      default:
        return cursor.fail(`expected a value, found ${cursor.found()}`)
    }
  }

  #number(): HclExpression {
    const { start, end, text } = this.#cursor
    this.#cursor.take()
    return { kind: 'literal', value: Number(text), start, end }
  }

  #named(): HclExpression {
    const cursor = this.#cursor
    const { start } = cursor
    let name = cursor.name('a name')
    if (cursor.peek() === TOKEN.doubleColon) {
      while (cursor.takeIf(TOKEN.doubleColon)) name += `::${cursor.name('a function name')}`
      if (cursor.peek() !== TOKEN.parenOpen) cursor.expect(TOKEN.parenOpen, '`(`')
    }
    const end = cursor.lastEnd
    if (cursor.peek() === TOKEN.parenOpen) return this.#call(name, start)
    const literal = LITERALS.get(name)
    return literal === undefined
      ? { kind: 'variable', name, start, end }
      : { kind: 'literal', value: literal, start, end }
  }

  #call(name: string, start: number): HclExpression {
    const cursor = this.#cursor
    cursor.take()
    const before = cursor.skipNewlines(true)
    const values: HclExpression[] = []
    let expanded = false
    while (!expanded && cursor.peek() !== TOKEN.parenClose) {
      values.push(this.expression())
      expanded = cursor.takeIf(TOKEN.ellipsis)
      if (!cursor.takeIf(TOKEN.comma)) break
    }
    this.#close(TOKEN.parenClose, '`,` or `)`', before)
    return { kind: 'call', name, arguments: values, expanded, start, end: cursor.lastEnd }
  }

  #tuple(start: number): HclExpression {
    const cursor = this.#cursor
    const before = cursor.skipNewlines(true)
    const items: HclExpression[] = []
    const repeated = this.#startsFor() ? this.#for() : undefined
    while (repeated === undefined && cursor.peek() !== TOKEN.bracketClose) {
      items.push(this.expression())
      if (!cursor.takeIf(TOKEN.comma)) break
    }
    this.#close(TOKEN.bracketClose, '`,` or `]`', before)
    const span = { start, end: cursor.lastEnd }
    return repeated === undefined ? { kind: 'tuple', items, ...span } : { ...repeated, ...span }
  }

  #object(start: number): HclExpression {
    const cursor = this.#cursor
    const before = cursor.skipNewlines(true)
    if (this.#startsFor()) {
      const repeated = this.#for()
      this.#close(TOKEN.braceClose, '`}`', before)
      return { ...repeated, start, end: cursor.lastEnd }
    }
    cursor.skipNewlines(false)
    const entries = this.#entries()
    cursor.skipNewlines(before)
    return { kind: 'object', entries, start, end: cursor.lastEnd }
  }

  /** The entries of an object, each ended by a comma or its line, and the closing brace. */
  #entries(): HclObject['entries'] {
    const cursor = this.#cursor
    const entries: { key: HclExpression; value: HclExpression }[] = []
    for (;;) {
      while (cursor.takeIf(TOKEN.newline));
      if (cursor.takeIf(TOKEN.braceClose)) return entries
      const key = this.#key()
      if (!cursor.takeIf(TOKEN.assign)) cursor.expect(TOKEN.colon, '`=` after the key')
      entries.push({ key, value: this.expression() })
      if (cursor.takeIf(TOKEN.braceClose)) return entries
      if (!cursor.takeIf(TOKEN.comma)) cursor.expect(TOKEN.newline, '`,`, `}` or a new line')
    }
  }

  /** A name, or names with dots as in Terraform's `providers` map, stands for itself; anything else is an expression. */
  #key(): HclExpression {
    const cursor = this.#cursor
    if (cursor.peek() !== TOKEN.identifier) return this.expression()
    const { start } = cursor
    const key = this.expression()
    const { end } = key
    const isName = key.kind === 'variable' || key.kind === 'access' || key.kind === 'literal'
    if (!isName) return key
    return { kind: 'template', parts: [cursor.source.slice(start, end)], content: { start, end }, start, end }
  }

  #startsFor(): boolean {
    const cursor = this.#cursor
    return cursor.peek() === TOKEN.identifier && cursor.text === 'for' && cursor.peekAhead(1) === TOKEN.identifier
  }

  /** `for a, b in collection : [key =>] value[...] [if condition]`, up to the closing bracket. */
  #for(): HclFor {
    const cursor = this.#cursor
    const { start } = cursor
    cursor.take()
    const names = [cursor.name('a name')]
    if (cursor.takeIf(TOKEN.comma)) names.push(cursor.name('a name'))
    if (cursor.name('`in`') !== 'in') cursor.fail('expected `in` after the names of `for`')
    const collection = this.expression()
    cursor.expect(TOKEN.colon, '`:` after the collection of `for`')
    const results = [this.expression()]
    if (cursor.takeIf(TOKEN.arrow)) results.push(this.expression())
    cursor.takeIf(TOKEN.ellipsis)
    if (cursor.peek() === TOKEN.identifier && cursor.text === 'if') {
      cursor.take()
      results.push(this.expression())
    }
    return { kind: 'for', names, collection, results, start, end: cursor.lastEnd }
  }
}
