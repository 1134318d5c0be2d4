import { both, either, negated } from '../../core/three-valued.js'
import { tokensOf, type ExpressionToken } from './boolean-tokens.js'
import { fitsRegular } from './regular.js'

/** A value in a rule: undefined where it is not known, null where there is none. */
export type RuleValue = string | boolean | null | undefined | readonly RuleValue[]

/** What a rule asks for by name: `build.branch`, `CI_COMMIT_BRANCH`. */
export interface RuleNames {
  value(name: string): RuleValue
  call(name: string, args: readonly RuleValue[]): RuleValue
}

/** A rule as CI systems write it in C's manner: comparisons that `&&`, `||`, `!` and parentheses put together. */
export type RuleExpression =
  | { readonly kind: 'value'; readonly value: RuleValue }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly RuleExpression[] }
  | { readonly kind: 'list'; readonly items: readonly RuleExpression[] }
  | { readonly kind: 'not'; readonly inner: RuleExpression }
  | { readonly kind: 'and' | 'or'; readonly left: RuleExpression; readonly right: RuleExpression }
  | {
      readonly kind: 'compare'
      readonly operator: string
      readonly left: RuleExpression
      readonly right: RuleExpression
    }

const MAX_DEPTH = 50

const OPERATORS: ReadonlySet<string> = new Set(
  '== != =~ !~ in includes contains matches startsWith endsWith < > <= >='.split(' '),
)

/** The tree of a rule; undefined if it is malformed, too long or uses what is not understood. */
export function parseRule(text: string): RuleExpression | undefined {
  const tokens = tokensOf(text)
  if (tokens === undefined || tokens.length === 0) return undefined
  const parser = new Parser(tokens)
  const result = parser.either(0)
  return parser.ended ? result : undefined
}

/** Whether the rule holds; undefined where that hangs on what is not known. */
export function ruleHolds(rule: RuleExpression, names: RuleNames): boolean | undefined {
  switch (rule.kind) {
    case 'not':
      return negated(ruleHolds(rule.inner, names))
    case 'and':
      return both(ruleHolds(rule.left, names), ruleHolds(rule.right, names))
    case 'or':
      return either(ruleHolds(rule.left, names), ruleHolds(rule.right, names))
    case 'compare':
      return compared(valueOf(rule.left, names), rule.operator, valueOf(rule.right, names))
    default: {
      const value = valueOf(rule, names)
      return typeof value === 'boolean' ? value : value === null ? false : undefined
    }
  }
}

/** Texts that a rule compares one of these names with: names, and patterns (regular expressions). */
export function textsComparedWith(
  rule: RuleExpression,
  isMeant: (operand: RuleExpression) => boolean,
): { readonly text: string; readonly pattern: boolean }[] {
  if (rule.kind === 'and' || rule.kind === 'or')
    return [...textsComparedWith(rule.left, isMeant), ...textsComparedWith(rule.right, isMeant)]
  if (rule.kind === 'not') return textsComparedWith(rule.inner, isMeant)
  if (rule.kind !== 'compare') return []
  const other = isMeant(rule.left) ? rule.right : isMeant(rule.right) ? rule.left : undefined
  if (other === undefined) return []
  const operands = other.kind === 'list' ? other.items : [other]
  const pattern = ['=~', '!~', 'matches'].includes(rule.operator)
  return operands.flatMap((each) =>
    each.kind === 'value' && typeof each.value === 'string'
      ? [{ text: asPattern(each.value, rule.operator), pattern: pattern || isAffix(rule.operator) }]
      : [],
  )
}

function isAffix(operator: string): boolean {
  return operator === 'startsWith' || operator === 'endsWith'
}

function asPattern(text: string, operator: string): string {
  if (!isAffix(operator)) return text
  const literal = text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  return operator === 'startsWith' ? `^${literal}x` : `x${literal}$`
}

function valueOf(rule: RuleExpression, names: RuleNames): RuleValue {
  switch (rule.kind) {
    case 'value':
      return rule.value
    case 'name':
      return names.value(rule.name)
    case 'call':
      return names.call(
        rule.name,
        rule.args.map((each) => valueOf(each, names)),
      )
    case 'list':
      return rule.items.map((each) => valueOf(each, names))
    default:
      return ruleHolds(rule, names)
  }
}

function compared(left: RuleValue, operator: string, right: RuleValue): boolean | undefined {
  if (left === undefined || right === undefined) return undefined
  switch (operator) {
    case '==':
      return isSame(left, right)
    case '!=':
      return negated(isSame(left, right))
    case '=~':
    case 'matches':
      return fits(left, right)
    case '!~':
      return negated(fits(left, right))
    case 'in':
      return isIn(left, right)
    case 'includes':
      return isIn(right, left)
    default:
      return typeof left === 'string' && typeof right === 'string' ? textTest(left, operator, right) : undefined
  }
}

function isSame(left: RuleValue, right: RuleValue): boolean | undefined {
  return typeof left === 'object' && left !== null ? undefined : left === right
}

function fits(left: RuleValue, pattern: RuleValue): boolean | undefined {
  if (left === null) return false
  return typeof left === 'string' && typeof pattern === 'string'
    ? fitsRegular(pattern, left, { whole: false })
    : undefined
}

function isIn(value: RuleValue, list: RuleValue): boolean | undefined {
  if (!Array.isArray(list)) return undefined
  return (list as readonly RuleValue[])
    .map((each) => (each === undefined ? undefined : isSame(value, each)))
    .reduce(either, false as boolean | undefined)
}

function textTest(left: string, operator: string, right: string): boolean | undefined {
  if (operator === 'contains') return left.includes(right)
  if (operator === 'startsWith') return left.startsWith(right)
  return operator === 'endsWith' ? left.endsWith(right) : undefined
}

/** What a word stands for by itself: a literal, a number (kept as its text) or a name. */
function operandValue(word: string): RuleExpression {
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' }
  if (word === 'null' || word === 'nil') return { kind: 'value', value: null }
  return /^-?\d+$/.test(word) ? { kind: 'value', value: word } : { kind: 'name', name: word }
}

class Parser {
  readonly #tokens: readonly ExpressionToken[]
  #at = 0

  constructor(tokens: readonly ExpressionToken[]) {
    this.#tokens = tokens
  }

  get ended(): boolean {
    return this.#at === this.#tokens.length
  }

  either(depth: number): RuleExpression {
    let left = this.#both(depth)
    while (this.#take('||') || this.#take('or')) left = { kind: 'or', left, right: this.#both(depth) }
    return left
  }

  #both(depth: number): RuleExpression {
    let left = this.#comparison(depth)
    while (this.#take('&&') || this.#take('and')) left = { kind: 'and', left, right: this.#comparison(depth) }
    return left
  }

  #comparison(depth: number): RuleExpression {
    if (this.#take('not')) return { kind: 'not', inner: this.#comparison(depth + 1) }
    const left = this.#unary(depth)
    const isNegated = this.#take('not')
    const operator = this.#tokens[this.#at]
    if (operator === undefined || operator.kind === 'text' || !OPERATORS.has(operator.text)) {
      return isNegated ? this.#fail() : left
    }
    this.#at++
    const compare: RuleExpression = { kind: 'compare', operator: operator.text, left, right: this.#unary(depth) }
    return isNegated ? { kind: 'not', inner: compare } : compare
  }

  #unary(depth: number): RuleExpression {
    if (depth > MAX_DEPTH) return this.#fail()
    if (this.#take('!')) return { kind: 'not', inner: this.#unary(depth + 1) }
    if (this.#take('(')) {
      const inner = this.either(depth + 1)
      return this.#take(')') ? inner : this.#fail()
    }
    if (this.#take('[')) return this.#listed(']', depth, (items) => ({ kind: 'list', items }))
    const token = this.#tokens[this.#at++]
    if (token === undefined || token.kind === 'symbol') return this.#fail()
    if (token.kind === 'text') return { kind: 'value', value: token.text }
    const name = token.text
    if (this.#take('(')) return this.#listed(')', depth, (args) => ({ kind: 'call', name, args }))
    return operandValue(name)
  }

  #listed(end: string, depth: number, made: (items: RuleExpression[]) => RuleExpression): RuleExpression {
    const items: RuleExpression[] = []
    if (this.#take(end)) return made(items)
    do items.push(this.either(depth + 1))
    while (this.#take(','))
    return this.#take(end) ? made(items) : this.#fail()
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.kind === 'text' || token.text !== text) return false
    this.#at++
    return true
  }

  /** What follows is not read: the whole is malformed then. */
  #fail(): RuleExpression {
    this.#at = this.#tokens.length + 1
    return { kind: 'value', value: undefined }
  }
}
