import { fitsRegular } from '../regular.js'
import { both, either, negated } from '../../../core/three-valued.js'

/** The value of an attribute (`branch`, `type`) or a variable; undefined where it is not known, null where it is empty. */
export interface ConditionValues {
  attribute(name: string): string | null | undefined
  variable(name: string): string | null | undefined
}

type Value = string | null | undefined

interface Token {
  readonly kind: 'word' | 'text' | 'regular' | 'symbol'
  readonly text: string
}

/** Words without quotes that are attributes (Travis CI docs: Conditions). */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'type',
  'repo',
  'branch',
  'tag',
  'commit_message',
  'sender',
  'fork',
  'head_repo',
  'head_branch',
  'os',
  'dist',
  'group',
  'sudo',
  'language',
])

const MAX_LENGTH = 2_000
const MAX_DEPTH = 50

/** Whether a condition holds; undefined where it hangs on something that is not known, or is malformed. */
export function conditionHolds(text: string, values: ConditionValues): boolean | undefined {
  const tokens = tokensOf(text)
  if (tokens === undefined) return undefined
  const parser = new Parser(tokens, values)
  const result = parser.either(0)
  return parser.ended ? result : undefined
}

/** Names that a condition compares an attribute with, and regular expressions that it tries on it. */
export function namesIn(text: string, attribute: string): { readonly name: string; readonly pattern: boolean }[] {
  const tokens = tokensOf(text) ?? []
  return tokens.flatMap((token, index): { name: string; pattern: boolean }[] => {
    if (token.kind !== 'word' || token.text.toLowerCase() !== attribute) return []
    const operator = tokens[index + 1]?.text.toLowerCase()
    const next = tokens[index + 2]
    if (next === undefined) return []
    if (operator === '=~') return [{ name: next.text, pattern: true }]
    if (operator === '=' || operator === '==') return [{ name: next.text, pattern: false }]
    if (operator !== 'in') return []
    const end = tokens.findIndex((each, at) => at > index && each.text === ')')
    const items = tokens.slice(index + 3, end < 0 ? undefined : end)
    return items.filter(({ kind }) => kind !== 'symbol').map((item) => ({ name: item.text, pattern: false }))
  })
}

function tokensOf(text: string): Token[] | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const tokens: Token[] = []
  const next = /\s*(?:"([^"]*)"|'([^']*)'|(=~|!~|==|=|!=|&&|\|\||!|[(),])|([^\s"'(),=!~&|]+))/y
  const end = text.trimEnd().length
  while (next.lastIndex < end) {
    const before = tokens.at(-1)?.text
    const regular = before === '=~' || before === '!~' ? regularAt(text, next.lastIndex) : undefined
    if (regular !== undefined) {
      tokens.push({ kind: 'regular', text: regular.text })
      next.lastIndex = regular.end
      continue
    }
    const match = next.exec(text)
    if (match === null) return undefined
    const [, double, single, symbol, word] = match
    if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'text', text: double ?? single ?? '' })
  }
  return tokens
}

/** A regular expression between slashes, or without them up to a blank; a closing parenthesis at its end is not its own. */
function regularAt(text: string, from: number): { text: string; end: number } | undefined {
  const start = from + (text.slice(from).length - text.slice(from).trimStart().length)
  if (text.startsWith('concat', start)) return undefined
  if (text[start] === '/') {
    let end = start + 1
    while (end < text.length && text[end] !== '/') end += text[end] === '\\' ? 2 : 1
    return end < text.length ? { text: text.slice(start + 1, end), end: end + 1 } : undefined
  }
  let end = start
  while (end < text.length && !/\s/.test(text.charAt(end))) end++
  while (end > start && text[end - 1] === ')' && !isBalanced(text.slice(start, end))) end--
  return end > start ? { text: text.slice(start, end), end } : undefined
}

function isBalanced(text: string): boolean {
  return text.split('(').length === text.split(')').length
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #values: ConditionValues
  #at = 0

  constructor(tokens: readonly Token[], values: ConditionValues) {
    this.#tokens = tokens
    this.#values = values
  }

  get ended(): boolean {
    return this.#at === this.#tokens.length
  }

  either(depth: number): boolean | undefined {
    let left = this.#both(depth)
    while (this.#take('or') || this.#take('||')) left = either(left, this.#both(depth))
    return left
  }

  #both(depth: number): boolean | undefined {
    let left = this.#negated(depth)
    while (this.#take('and') || this.#take('&&')) left = both(left, this.#negated(depth))
    return left
  }

  #negated(depth: number): boolean | undefined {
    if (depth > MAX_DEPTH) return this.#fail()
    if (this.#take('not') || this.#take('!')) return negated(this.#negated(depth + 1))
    if (!this.#take('(')) return this.#comparison()
    const result = this.either(depth + 1)
    return this.#take(')') ? result : this.#fail()
  }

  #comparison(): boolean | undefined {
    const left = this.#value()
    const operator = this.#tokens[this.#at]?.text.toLowerCase()
    switch (operator) {
      case '=':
      case '==':
      case '!=': {
        this.#at++
        const right = this.#value()
        if (left === undefined || right === undefined) return undefined
        return ((left ?? '') === (right ?? '')) === (operator !== '!=')
      }
      case '=~':
      case '!~': {
        this.#at++
        const result = this.#fits(left)
        return operator === '=~' ? result : negated(result)
      }
      case 'in':
        this.#at++
        return this.#isIn(left)
      case 'not':
        this.#at++
        return this.#take('in') ? negated(this.#isIn(left)) : this.#fail()
      case 'is':
        this.#at++
        return this.#predicate(left)
      default:
        return left === undefined ? undefined : left !== null && left !== '' && left !== 'false'
    }
  }

  #fits(left: Value): boolean | undefined {
    const token = this.#tokens[this.#at]
    const pattern = token?.kind === 'regular' ? token.text : this.#value()
    if (token?.kind === 'regular') this.#at++
    if (left === undefined || pattern === undefined) return undefined
    return fitsRegular(pattern ?? '', left ?? '', { whole: false })
  }

  #isIn(left: Value): boolean | undefined {
    if (!this.#take('(')) return this.#fail()
    let result: boolean | undefined = false
    do {
      const item = this.#value()
      result = either(result, left === undefined || item === undefined ? undefined : left === item)
    } while (this.#take(','))
    return this.#take(')') ? result : this.#fail()
  }

  #predicate(left: Value): boolean | undefined {
    const isNegated = this.#take('not')
    const isPresent = this.#take('present')
    if (!isPresent && !this.#take('blank')) return this.#fail()
    if (left === undefined) return undefined
    return ((left !== null && left !== '') === isPresent) !== isNegated
  }

  #value(): Value {
    const token = this.#tokens[this.#at++]
    if (token === undefined || token.kind === 'symbol') return this.#fail()
    if (token.kind !== 'word') return token.text
    const name = token.text.toLowerCase()
    if (name === 'env' && this.#take('(')) {
      const variable = this.#tokens[this.#at++]?.text ?? ''
      return this.#take(')') ? this.#values.variable(variable) : this.#fail()
    }
    if (name === 'concat' && this.#take('(')) return this.#concatenated()
    return ATTRIBUTES.has(name) ? this.#values.attribute(name) : token.text
  }

  #concatenated(): Value {
    let result: Value = ''
    do {
      const part = this.#value()
      result = result === undefined || part === undefined ? undefined : `${result ?? ''}${part ?? ''}`
    } while (this.#take(','))
    return this.#take(')') ? result : this.#fail()
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.kind === 'text' || token.text.toLowerCase() !== text) return false
    this.#at++
    return true
  }

  #fail(): undefined {
    this.#at = this.#tokens.length + 1
    return undefined
  }
}
