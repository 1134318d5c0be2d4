import { Opaque } from '../template/syntax.js'
import { argument, number, text, type FunctionTable } from './arguments.js'
import { Hole, isList, isUnknown, truth, type Data } from './data.js'
import { satisfies } from './semver.js'

/** Thrown for `fail`: an installation with these values is refused. */
export class Refused extends Opaque {
  override readonly name = 'Refused'
}

/** Functions that decide by truth, or pass a value on: they take holes. */
export const HOLE_LOGIC_FUNCTIONS: FunctionTable = {
  not: (args) => {
    const holds = truth(argument(args, 0))
    return holds === undefined ? new Hole('not') : !holds
  },
  empty: (args) => {
    const holds = truth(argument(args, 0))
    return holds === undefined ? new Hole('empty') : !holds
  },
  default: (args) => firstOf([argument(args, args.length - 1), argument(args, 0)]),
  coalesce: (args) => firstOf(args),
  ternary: (args) => {
    const holds = truth(argument(args, 2))
    return holds === undefined ? new Hole('ternary') : argument(args, holds ? 0 : 1)
  },
  all: (args) => (args.map(truth).includes(undefined) ? new Hole('all') : args.every((each) => truth(each) === true)),
  any: (args) => (args.map(truth).includes(undefined) ? new Hole('any') : args.some((each) => truth(each) === true)),
  required: (args) => {
    const value = argument(args, 1)
    return value === null || value === '' ? new Hole(`required ${JSON.stringify(argument(args, 0))}`) : value
  },
  fail: () => {
    throw new Refused('the values have to be set before it can be installed')
  },
}

/** Comparisons, numbers and types. */
export const LOGIC_FUNCTIONS: FunctionTable = {
  eq: (args) => args.slice(1).some((_, index) => equal(argument(args, 0), argument(args, index + 1))),
  ne: (args) => !equal(argument(args, 0), argument(args, 1)),
  lt: (args) => order(args) < 0,
  le: (args) => order(args) <= 0,
  gt: (args) => order(args) > 0,
  ge: (args) => order(args) >= 0,
  int: (args) => Math.trunc(numeric(argument(args, 0))),
  int64: (args) => Math.trunc(numeric(argument(args, 0))),
  float64: (args) => numeric(argument(args, 0)),
  add: (args) => args.reduce<number>((sum, _, index) => sum + number(args, index), 0),
  add1: (args) => number(args, 0) + 1,
  sub: (args) => number(args, 0) - number(args, 1),
  mul: (args) => args.reduce<number>((product, _, index) => product * number(args, index), 1),
  div: (args) => nonZero(args, (a, b) => Math.trunc(a / b)),
  mod: (args) => nonZero(args, (a, b) => a % b),
  max: (args) => Math.max(...args.map((_, index) => number(args, index))),
  biggest: (args) => Math.max(...args.map((_, index) => number(args, index))),
  min: (args) => Math.min(...args.map((_, index) => number(args, index))),
  round: (args) => {
    const scale = 10 ** number(args, 1)
    return Math.round(number(args, 0) * scale) / scale
  },
  floor: (args) => Math.floor(number(args, 0)),
  ceil: (args) => Math.ceil(number(args, 0)),
  kindIs: (args) => isKind(text(args, 0), kindOf(argument(args, 1))),
  typeIs: isOfType,
  typeIsLike: isOfType,
  kindOf: (args) => kindOf(argument(args, 0)) ?? new Hole('kindOf'),
  semverCompare: (args) => satisfies(text(args, 0), text(args, 1)) ?? new Hole('semverCompare'),
}

/** The first value that is not empty; a hole in front of it may be. */
function firstOf(values: readonly Data[]): Data {
  for (const value of values) {
    const holds = truth(value)
    if (holds === undefined) return value
    if (holds) return value
  }
  return values.at(-1) ?? null
}

function equal(a: Data, b: Data): boolean {
  if (isUnknown(a) || isUnknown(b) || a instanceof Map || b instanceof Map || isList(a) || isList(b)) {
    throw new Opaque('a comparison of collections')
  }
  if (a !== null && b !== null && typeof a !== typeof b) throw new Opaque('a comparison of different types')
  return a === b
}

function order(args: readonly Data[]): number {
  const [a, b] = [argument(args, 0), argument(args, 1)]
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b)
  return number(args, 0) - number(args, 1)
}

function numeric(value: Data): number {
  if (value === null || value === '') return 0
  return typeof value === 'boolean' ? Number(value) : number([value], 0)
}

function nonZero(args: readonly Data[], compute: (a: number, b: number) => number): number {
  if (number(args, 1) === 0) throw new Opaque('a division by zero')
  return compute(number(args, 0), number(args, 1))
}

/** Go's kind of a value. Undefined for numbers: those of a values file and those of a template have different kinds. */
function kindOf(value: Data): string | undefined {
  if (value === null) return 'invalid'
  if (value instanceof Map) return 'map'
  if (isList(value)) return 'slice'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'number' ? undefined : 'string'
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'int64', 'float64'])

/** Kinds of the types that values files give. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['map[string]interface {}', 'map'],
  ['[]interface {}', 'slice'],
])

function isOfType(args: readonly Data[]): Data {
  return isKind(TYPES.get(text(args, 0)) ?? text(args, 0), kindOf(argument(args, 1)))
}

function isKind(asked: string, kind: string | undefined): Data {
  if (kind !== undefined) return asked === kind
  return NUMBERS.has(asked) ? new Hole('the kind of a number') : false
}
