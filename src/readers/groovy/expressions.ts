import type { TokenCursor } from './cursor.js'
import { OperandParser } from './operands.js'
import { BINARY, NEVER_AN_ARGUMENT } from './operators.js'
import type { GroovyArgument, GroovyCall, GroovyClosure, GroovyExpression, GroovyStatement, Span } from './syntax.js'
import { TOKEN } from './tokens.js'
import { castEnd, typeEnd } from './types.js'

/** Operators and their operands in one expression beyond which nothing is read. */
const MAX_CHAIN = 2_000

/** Reads expressions. Whatever is not one becomes opaque; a token is never read twice. */
export class ExpressionParser {
  readonly operands: OperandParser
  readonly #cursor: TokenCursor

  /** @param statements reads the statements up to the end of what is in reach */
  constructor(cursor: TokenCursor, statements: () => GroovyStatement[]) {
    this.#cursor = cursor
    this.operands = new OperandParser(cursor, {
      expression: () => this.expression(),
      command: () => this.command(),
      statements,
    })
  }

  /** An expression as a statement, or right of an assignment, where a call needs no parentheses. */
  command(): GroovyExpression {
    const start = this.#cursor.start
    const left = this.#operation(0, true)
    if (this.#cursor.peek() !== TOKEN.assign) return left
    const operator = this.#cursor.text
    this.#cursor.take()
    this.#cursor.skipNewlines()
    const value = this.#cursor.nested(() => this.command()) ?? this.#rest()
    return { kind: 'assignment', operator, target: left, value, ...this.#cursor.span(start) }
  }

  /** An expression within parentheses, a list or another expression. */
  expression(): GroovyExpression {
    const start = this.#cursor.start
    const left = this.#operation(0, false)
    if (this.#cursor.peek() !== TOKEN.assign) return left
    const operator = this.#cursor.text
    this.#cursor.take()
    const value = this.#cursor.nested(() => this.expression()) ?? this.#rest()
    return { kind: 'assignment', operator, target: left, value, ...this.#cursor.span(start) }
  }

  /** The value behind `return` and the like; undefined at the end of the line. */
  valueOnLine(): GroovyExpression | undefined {
    return this.#cursor.atLineEnd ? undefined : this.command()
  }

  /** Operators by their precedence, and `? :` around all of them. */
  #operation(least: number, commands: boolean): GroovyExpression {
    const cursor = this.#cursor
    const start = cursor.start
    let left = this.#unary(commands)
    for (let count = 0; count < MAX_CHAIN; count += 1) {
      const index = this.#operatorIndex()
      const text = cursor.textAt(index)
      const precedence = cursor.kindAt(index) === TOKEN.question ? 0 : BINARY.get(text)
      if (precedence === undefined || precedence < least || (precedence === 0 && least > 0)) return left
      cursor.index = index
      cursor.take()
      cursor.skipNewlines()
      left =
        cursor.nested(() =>
          precedence === 0 ? this.#choice(left, text, start) : this.#binary(left, text, precedence),
        ) ?? this.#rest()
    }
    return this.#rest()
  }

  /** Index of the operator that goes on with the expression, also at the start of the next line where it must. */
  #operatorIndex(): number {
    const cursor = this.#cursor
    cursor.peek()
    const { index } = cursor
    if (cursor.kindAt(index) !== TOKEN.newline) return this.#isOperator(index) ? index : -1
    const next = cursor.pastNewlines(index)
    const goesOn = cursor.kindAt(next) === TOKEN.question || /^(?:&&|\|\||\?:|==|\+)$/.test(cursor.textAt(next))
    return goesOn && this.#isOperator(next) ? next : -1
  }

  #isOperator(index: number): boolean {
    const kind = this.#cursor.kindAt(index)
    if (kind === TOKEN.operator || kind === TOKEN.question) return true
    return kind === TOKEN.name && /^(?:in|instanceof|as)$/.test(this.#cursor.textAt(index))
  }

  #binary(left: GroovyExpression, operator: string, precedence: number): GroovyExpression {
    const cursor = this.#cursor
    if (operator === 'as' || operator === 'instanceof') {
      const from = cursor.start
      cursor.index = Math.max(cursor.index, typeEnd(cursor, cursor.index) ?? cursor.index)
      cursor.lastEnd = cursor.endAt(cursor.index - 1)
      if (operator === 'as') return left
      const name = cursor.source.slice(from, cursor.lastEnd)
      const right: GroovyExpression = { kind: 'name', name, start: from, end: cursor.lastEnd }
      return { kind: 'binary', operator, left, right, ...cursor.span(left.start) }
    }
    const right = this.#operation(precedence + 1, false)
    return { kind: 'binary', operator, left, right, ...cursor.span(left.start) }
  }

  #choice(condition: GroovyExpression, operator: string, start: number): GroovyExpression {
    const cursor = this.#cursor
    const first = this.expression()
    if (operator === '?:') return { kind: 'ternary', condition, otherwise: first, ...cursor.span(start) }
    const colon = cursor.pastNewlines(cursor.index)
    if (cursor.kindAt(colon) !== TOKEN.colon) return this.#rest()
    cursor.index = colon
    cursor.take()
    cursor.skipNewlines()
    return { kind: 'ternary', condition, then: first, otherwise: this.expression(), ...cursor.span(start) }
  }

  #unary(commands: boolean): GroovyExpression {
    const cursor = this.#cursor
    const { start, text } = cursor
    if (cursor.peek() === TOKEN.operator && /^(?:!|-|\+|~|\+\+|--|\*)$/.test(text)) {
      cursor.take()
      const operand = cursor.nested(() => this.#unary(false)) ?? this.#rest()
      return { kind: 'unary', operator: text, operand, ...cursor.span(start) }
    }
    const cast = cursor.peek() === TOKEN.parenOpen ? castEnd(cursor) : undefined
    if (cast !== undefined) {
      cursor.index = cast
      return cursor.nested(() => this.#unary(commands)) ?? this.#rest()
    }
    const value = this.#postfix(this.operands.primary(), commands)
    return commands && isCallable(value) && this.#startsArgument() ? this.#commandCall(value) : value
  }

  /** `.name`, `[index]`, `(arguments)` and a closure, in any number. */
  #postfix(first: GroovyExpression, commands: boolean): GroovyExpression {
    const cursor = this.#cursor
    let value = first
    for (;;) {
      cursor.peek()
      const next = cursor.pastNewlines(cursor.index)
      if (cursor.kindAt(next) === TOKEN.dot) {
        cursor.index = next
        value = this.#property(value)
      } else if (
        cursor.peek() === TOKEN.parenOpen &&
        (isCallable(value) || value.kind === 'index' || value.kind === 'closure' || value.kind === 'call')
      ) {
        value = this.#call(value, this.operands.argumentsInside())
      } else if (cursor.peek() === TOKEN.bracketOpen && !(commands && this.#startsMapArgument(value))) {
        const index = cursor.inside(false, () => this.expression())
        value =
          index === undefined
            ? this.#opaque(value.start)
            : { kind: 'index', target: value, index, ...cursor.span(value.start) }
      } else if (this.#closureFollows(value, next, commands)) {
        cursor.index = next
        value = withClosure(value, this.operands.closure(), cursor.lastEnd)
      } else if (cursor.peek() === TOKEN.operator && (cursor.text === '++' || cursor.text === '--')) {
        cursor.take()
      } else return value
    }
  }

  /** `stage('Build') {`, also with the brace on a line of its own. */
  #closureFollows(value: GroovyExpression, next: number, commands: boolean): boolean {
    const cursor = this.#cursor
    if (cursor.kindAt(next) !== TOKEN.braceOpen) return false
    if (next > cursor.index && !commands) return false
    return isCallable(value) || value.kind === 'call'
  }

  #property(target: GroovyExpression): GroovyExpression {
    const cursor = this.#cursor
    cursor.take()
    cursor.skipNewlines()
    if (cursor.peek() === TOKEN.at) cursor.take()
    if (cursor.peek() === TOKEN.name) {
      const name = cursor.text
      cursor.take()
      return { kind: 'property', target, name, ...cursor.span(target.start) }
    }
    if (cursor.peek() === TOKEN.quoteOpen) {
      const string = this.operands.string()
      const [only] = string.parts
      const name = string.parts.length === 1 && only?.kind === 'text' ? only.value : undefined
      return { kind: 'property', target, name, ...cursor.span(target.start) }
    }
    if (cursor.peek() === TOKEN.parenOpen) cursor.skipToken()
    return { kind: 'property', target, name: undefined, ...cursor.span(target.start) }
  }

  #call(callee: GroovyExpression, args: readonly GroovyArgument[]): GroovyCall {
    const end = this.#cursor.lastEnd
    const shared = { kind: 'call', arguments: args, start: callee.start, end } as const
    if (callee.kind === 'name') return { ...shared, name: callee.name, nameAt: callee }
    if (callee.kind === 'property') {
      const { target, name } = callee
      return { ...shared, target, name, nameAt: { start: callee.end - (name?.length ?? 0), end: callee.end } }
    }
    return { ...shared, target: callee, name: undefined, nameAt: callee }
  }

  /** `sh 'make'`, `agent any`, `buildDiscarder logRotator(…)`: what stands behind the name on its line is an argument. */
  #commandCall(callee: GroovyExpression): GroovyExpression {
    const cursor = this.#cursor
    let value = callee
    for (let count = 0; count < MAX_CHAIN && this.#startsArgument(); count += 1) {
      const args = cursor.nested(() => this.operands.arguments(() => this.#commandArgument())) ?? []
      value = this.#call(value, args)
      if (cursor.kindAt(cursor.index) === TOKEN.braceOpen)
        value = withClosure(value, this.operands.closure(), cursor.lastEnd)
      if (cursor.peek() !== TOKEN.name || NEVER_AN_ARGUMENT.has(cursor.text)) return this.#postfix(value, true)
      // `a b c d` calls `c` of what `a b` returns.
      const { start, text } = cursor
      cursor.take()
      value = { kind: 'property', target: value, name: text, start: value.start, end: start + text.length }
      value = this.#postfix(value, true)
    }
    return value
  }

  #commandArgument(): GroovyExpression {
    return this.#operation(0, false)
  }

  #startsArgument(): boolean {
    const cursor = this.#cursor
    switch (cursor.kindAt(cursor.index)) {
      case TOKEN.quoteOpen:
      case TOKEN.number:
      case TOKEN.bracketOpen:
        return true
      case TOKEN.name:
        return !NEVER_AN_ARGUMENT.has(cursor.textAt(cursor.index))
      default:
        return false
    }
  }

  /** `parallel [a: {…}]`: brackets behind a blank that hold a map are an argument. */
  #startsMapArgument(value: GroovyExpression): boolean {
    const cursor = this.#cursor
    if (!isCallable(value) || cursor.startAt(cursor.index) === value.end) return false
    const first = cursor.pastNewlines(cursor.index + 1)
    const last = cursor.kindAt(first) === TOKEN.quoteOpen ? cursor.closeOf(first) : first
    return cursor.kindAt(first) === TOKEN.colon || cursor.kindAt(last + 1) === TOKEN.colon
  }

  /** Gives up on the rest of the statement. */
  #rest(): GroovyExpression {
    const { start } = this.#cursor
    this.#cursor.skipStatement()
    return this.#opaque(start)
  }

  #opaque(start: number): GroovyExpression {
    return { kind: 'opaque', ...this.#cursor.span(start) }
  }
}

function isCallable({ kind }: GroovyExpression): boolean {
  return kind === 'name' || kind === 'property'
}

/** The call with a closure as its last argument; `name {` is a call with nothing else. */
function withClosure(value: GroovyExpression, closure: GroovyClosure, end: number): GroovyExpression {
  if (value.kind === 'call') return { ...value, arguments: [...value.arguments, { value: closure }], end }
  const span: Span = { start: value.start, end }
  const shared = { kind: 'call', arguments: [{ value: closure }], ...span } as const
  if (value.kind === 'name') return { ...shared, name: value.name, nameAt: value }
  if (value.kind !== 'property') return value
  const nameAt = { start: value.end - (value.name?.length ?? 0), end: value.end }
  return { ...shared, target: value.target, name: value.name, nameAt }
}
