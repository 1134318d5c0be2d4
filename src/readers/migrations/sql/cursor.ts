import type { SqlToken } from './tokens.js'

/** Words that open a statement: an alteration that nothing closes ends before them. */
const OPENERS: ReadonlySet<string> = new Set([
  'ALTER',
  'BEGIN',
  'COMMIT',
  'CREATE',
  'DELETE',
  'ELSE',
  'END',
  'EXEC',
  'EXECUTE',
  'GO',
  'IF',
  'INSERT',
  'PRINT',
  'SELECT',
  'UPDATE',
])

/** Walks over tokens. */
export class Cursor {
  readonly #tokens: readonly SqlToken[]
  #index = 0

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens
  }

  get done(): boolean {
    return this.#index >= this.#tokens.length
  }

  /** Where the current token begins, or the last one ends. */
  get offset(): number {
    return this.#tokens[this.#index]?.start ?? this.previousEnd
  }

  get previousEnd(): number {
    const index = Math.min(this.#index, this.#tokens.length - 1)
    return this.#tokens[Math.max(0, index)]?.end ?? 0
  }

  get token(): SqlToken | undefined {
    return this.#tokens[this.#index]
  }

  skip(): void {
    this.#index += 1
  }

  /** One token back: the loop that walks over statements goes on from the next. */
  back(): void {
    this.#index -= 1
  }

  /** Whether the token `ahead` of the current one is this word or symbol. */
  at(text: string, ahead = 0): boolean {
    const token = this.#tokens[this.#index + ahead]
    return token?.text === text && (token.kind === 'word' || token.kind === 'symbol')
  }

  /** Goes past these words if all of them stand here. */
  takes(...texts: readonly string[]): boolean {
    if (!texts.every((text, ahead) => this.at(text, ahead))) return false
    this.#index += texts.length
    return true
  }

  /** The last part of a name (`a.b.c`), in lower case, and past it. */
  name(): string | undefined {
    let found: string | undefined
    for (;;) {
      const token = this.token
      if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) return found
      found = token.text.toLowerCase()
      this.skip()
      if (!this.at('.')) return found
      while (this.at('.')) this.skip()
    }
  }

  /** The dollar-quoted body of the statement that stands here. */
  bodyBeforeEnd(): SqlToken | undefined {
    for (let ahead = 0; ahead < 4; ahead += 1) {
      const token = this.#tokens[this.#index + ahead]
      if (token?.kind !== 'body') continue
      this.#index += ahead
      return token
    }
    return undefined
  }

  /** The tokens up to the comma, the end of the statement or the closing bracket at this level; goes to it. */
  segment(): SqlToken[] {
    const taken: SqlToken[] = []
    let depth = 0
    for (; !this.done; this.skip()) {
      const token = this.token
      if (token === undefined) break
      if (token.kind === 'symbol') {
        if (depth === 0 && (token.text === ',' || token.text === ';' || token.text === ')')) break
        if (token.text === '(') depth += 1
        if (token.text === ')') depth -= 1
        if (token.text === ';') break
      }
      if (depth === 0 && taken.length > 1 && token.kind === 'word' && this.#opens(token)) break
      taken.push(token)
    }
    return taken
  }

  #opens(token: SqlToken): boolean {
    if (!OPENERS.has(token.text)) return false
    const before = this.#tokens[this.#index - 1]
    // `ON DELETE`, `ON UPDATE`, `SET DEFAULT IF`: parts of a constraint.
    return before?.text !== 'ON' && !(token.text === 'IF' && before?.text !== ')' && before?.kind !== 'word')
  }
}
