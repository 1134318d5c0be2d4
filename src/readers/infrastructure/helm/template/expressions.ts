import { Opaque, type Command, type Expression, type Pipeline } from './syntax.js'

/** Parentheses are followed this deep. */
const MAX_DEPTH = 50

type Token =
  | { readonly kind: 'string' | 'word' | 'variable' | 'mark'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** A name behind a dot; `spaced` if a blank stands before the dot: it then starts a new operand. */
  | { readonly kind: 'field'; readonly text: string; readonly spaced: boolean }

const TOKEN =
  /\s*(?:"((?:[^"\\\n]|\\.)*)"|`([^`]*)`|([-+]?[0-9][0-9_]*(?:\.[0-9]+)?)(?![\w.])|\.([A-Za-z_]\w*)|\$(\w*)|([A-Za-z_]\w*)|(:=|[()|=,.]))/y

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < end;) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) throw new Opaque(`unknown syntax: ${text.slice(from, from + 30).trim()}`)
    const [, quoted, raw, number, field, variable, word, mark] = match
    if (quoted !== undefined) tokens.push({ kind: 'string', text: unescaped(quoted) })
    else if (raw !== undefined) tokens.push({ kind: 'string', text: raw })
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number.replaceAll('_', '')) })
    else if (field !== undefined)
      tokens.push({ kind: 'field', text: field, spaced: from === 0 || /\s/.test(text.charAt(from)) })
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'mark', text: mark ?? '' })
  }
  return tokens
}

function unescaped(quoted: string): string {
  if (!quoted.includes('\\')) return quoted
  try {
    return String(JSON.parse(`"${quoted.replaceAll('\t', '\\t')}"`))
  } catch {
    throw new Opaque('an escape of Go that JSON does not have')
  }
}

/** Parses what stands in an action: a pipeline, with the variables that it sets. An empty one has no commands. */
export function parsePipeline(text: string): Pipeline {
  const reader = new TokenReader(tokensOf(text))
  const pipeline = reader.pipeline(0)
  reader.expectEnd()
  return pipeline
}

class TokenReader {
  readonly #tokens: readonly Token[]
  #index = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  expectEnd(): void {
    if (this.#index < this.#tokens.length) throw new Opaque('more than one expression in an action')
  }

  pipeline(depth: number): Pipeline {
    if (depth > MAX_DEPTH) throw new Opaque(`parentheses nest deeper than ${MAX_DEPTH} levels`)
    const { variables, assigns } = this.#declaration()
    const commands: Command[] = []
    while (this.#index < this.#tokens.length && !this.#isMark(')')) {
      const command = this.#command(depth)
      commands.push(command)
      if (!this.#isMark('|')) break
      this.#index++
    }
    return { variables, assigns, commands }
  }

  /** `$a :=`, `$a =` or `$a, $b :=` at the start. */
  #declaration(): { variables: string[]; assigns: boolean } {
    const [first, second, third, fourth] = this.#tokens.slice(this.#index, this.#index + 4)
    if (first?.kind === 'variable' && second?.kind === 'mark') {
      if (second.text === ':=' || second.text === '=') {
        this.#index += 2
        return { variables: [first.text], assigns: second.text === '=' }
      }
      if (second.text === ',' && third?.kind === 'variable' && fourth?.kind === 'mark' && fourth.text === ':=') {
        this.#index += 4
        return { variables: [first.text, third.text], assigns: false }
      }
    }
    return { variables: [], assigns: false }
  }

  #command(depth: number): Command {
    const operands: Expression[] = []
    while (this.#index < this.#tokens.length && !this.#isMark(')') && !this.#isMark('|'))
      operands.push(this.#operand(depth))
    const [first, ...rest] = operands
    if (first === undefined) throw new Opaque('an empty command')
    return [first, ...rest]
  }

  #operand(depth: number): Expression {
    let expression = this.#term(depth)
    for (;;) {
      const next = this.#tokens[this.#index]
      if (next?.kind !== 'field' || next.spaced) return expression
      this.#index++
      expression = { kind: 'field', base: expression, name: next.text }
    }
  }

  #term(depth: number): Expression {
    const token = this.#tokens[this.#index++]
    switch (token?.kind) {
      case 'string':
        return { kind: 'literal', value: token.text }
      case 'number':
        return { kind: 'literal', value: token.value }
      case 'variable':
        return { kind: 'variable', name: token.text }
      case 'field':
        return { kind: 'field', base: { kind: 'dot' }, name: token.text }
      case 'word':
        return wordExpression(token.text)
      default:
        if (token?.text === '.') return { kind: 'dot' }
        if (token?.text !== '(') throw new Opaque(`unexpected ${token?.text ?? 'end'} in an action`)
    }
    const pipeline = this.pipeline(depth + 1)
    if (!this.#isMark(')')) throw new Opaque('a parenthesis is not closed')
    this.#index++
    return { kind: 'pipeline', pipeline }
  }

  #isMark(text: string): boolean {
    const token = this.#tokens[this.#index]
    return token?.kind === 'mark' && token.text === text
  }
}

function wordExpression(word: string): Expression {
  if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' }
  return word === 'nil' ? { kind: 'literal', value: null } : { kind: 'function', name: word }
}
