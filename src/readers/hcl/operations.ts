import type { ScalarValue, Value } from '../../models/index.js'

type Scalar = ScalarValue['value']

/** How strongly operators bind, from the loosest (HCL Native Syntax Specification, Operations). */
const LEVELS: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
])

/** A list or an object: it equals no scalar, and whether it equals another one is not looked at. */
const COMPOUND = Symbol('a list or an object')

/** undefined: not known. */
type Operand = Scalar | typeof COMPOUND | undefined

/**
 * The result of operands and the operators between them; undefined if it hangs on an operand that is unresolved, or if
 * Terraform would refuse it. One side alone can decide `&&` and `||`.
 */
export function operate(operands: readonly Value[], operators: readonly string[]): Scalar | undefined {
  const result = new Calculation(operands.map(operandOf), operators).from(0)
  return result === COMPOUND ? undefined : result
}

function operandOf(value: Value): Operand {
  return value.kind === 'scalar' ? value.value : value.kind === 'unresolved' ? undefined : COMPOUND
}

class Calculation {
  readonly #operands: readonly Operand[]
  readonly #operators: readonly string[]
  #next = 0

  constructor(operands: readonly Operand[], operators: readonly string[]) {
    this.#operands = operands
    this.#operators = operators
  }

  /** What stands from here on, up to an operator that binds more loosely than `level`. */
  from(level: number): Operand {
    let left = this.#operands[this.#next]
    for (;;) {
      const operator = this.#operators[this.#next]
      const own = LEVELS.get(operator ?? '') ?? -1
      if (operator === undefined || own < level) return left
      this.#next += 1
      left = apply(left, operator, this.from(own + 1))
    }
  }
}

function apply(left: Operand, operator: string, right: Operand): Operand {
  switch (operator) {
    case '&&':
    case '||':
      return logical(left, operator === '||', right)
    case '==':
    case '!=': {
      const same = equal(left, right)
      return same === undefined ? undefined : same === (operator === '==')
    }
    default:
      return typeof left === 'number' && typeof right === 'number' ? arithmetic(left, operator, right) : undefined
  }
}

/** `deciding` is what one side must be to decide: true for `||`, false for `&&`. */
function logical(left: Operand, deciding: boolean, right: Operand): Operand {
  if (left === deciding || right === deciding) return deciding
  return left === !deciding && right === !deciding ? !deciding : undefined
}

/** Values of different types are not equal (HCL Native Syntax Specification, Comparison Operators). */
function equal(left: Operand, right: Operand): boolean | undefined {
  if (left === undefined || right === undefined) return undefined
  return left === COMPOUND && right === COMPOUND ? undefined : left === right
}

function arithmetic(left: number, operator: string, right: number): Operand {
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    default:
      return right === 0 ? undefined : operator === '/' ? left / right : left % right
  }
}
