import { UNKNOWN, holdsUnknown, isDataMap, type Data, type Unknown } from '../../../../models/expression-data.js'

export type Value = Data | Unknown

/** Longest text that functions may make. */
const MAX_TEXT = 100_000

/** The text of a value (Azure Pipelines docs: Expressions, "Type casting"); collections have none. */
export function textOfValue(value: Data): string {
  if (value === null || typeof value === 'object') return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return String(value)
}

/** Whether a value counts as true: any text but the empty one does, `false` in quotes too. */
export function truthOfValue(value: Value): boolean | undefined {
  if (value === UNKNOWN) return undefined
  return !(value === null || value === false || value === 0 || value === '')
}

type Implementation = (...values: Data[]) => Value

const lower = (value: Data): string => textOfValue(value).toLowerCase()

/** Functions whose value follows from all of their arguments (Azure Pipelines docs: Expressions, "Functions"). */
const FUNCTIONS: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ['eq', (left = null, right = null) => equal(left, right)],
  ['ne', (left = null, right = null) => !equal(left, right)],
  ['in', (left = null, ...rest) => rest.some((right) => equal(left, right))],
  ['notin', (left = null, ...rest) => !rest.some((right) => equal(left, right))],
  ['startswith', (text = null, start = null) => lower(text).startsWith(lower(start))],
  ['endswith', (text = null, end = null) => lower(text).endsWith(lower(end))],
  ['contains', (text = null, part = null) => lower(text).includes(lower(part))],
  ['lower', (text = null) => lower(text)],
  ['upper', (text = null) => textOfValue(text).toUpperCase()],
  ['trim', (text = null) => textOfValue(text).trim()],
  ['replace', (text = null, from = null, to = null) => replace(textOfValue(text), textOfValue(from), textOfValue(to))],
  ['split', (text = null, by = null) => split(textOfValue(text), textOfValue(by))],
  ['length', (value = null) => lengthOf(value)],
  ['gt', (left = null, right = null) => ordered(left, right, (order) => order > 0)],
  ['ge', (left = null, right = null) => ordered(left, right, (order) => order >= 0)],
  ['lt', (left = null, right = null) => ordered(left, right, (order) => order < 0)],
  ['le', (left = null, right = null) => ordered(left, right, (order) => order <= 0)],
  ['format', (text = null, ...values) => format(textOfValue(text), values)],
])

/** Functions that may be known although an argument is not. */
const LENIENT: ReadonlyMap<string, (...values: Value[]) => Value> = new Map<string, (...values: Value[]) => Value>([
  ['and', (...values) => every(values)],
  ['or', (...values) => negated(every(values.map(negated)))],
  ['not', (value = UNKNOWN) => negated(value)],
  ['xor', (left = UNKNOWN, right = UNKNOWN) => different(truthOfValue(left), truthOfValue(right))],
  ['coalesce', (...values) => coalesce(values)],
  ['iif', (condition = UNKNOWN, yes = UNKNOWN, no = UNKNOWN) => choose(truthOfValue(condition), yes, no)],
  ['containsvalue', (where = UNKNOWN, what = UNKNOWN) => containsValue(where, what)],
  ['join', (by = UNKNOWN, list = UNKNOWN) => join(by, list)],
])

/** The value of a function; not known for functions of the run (`counter`) and where it hangs on what is not known. */
export function callFunction(name: string, values: readonly Value[]): Value {
  const lenient = LENIENT.get(name.toLowerCase())
  if (lenient !== undefined) return lenient(...values)
  const known = values.filter((value) => value !== UNKNOWN)
  if (known.length < values.length) return UNKNOWN
  return FUNCTIONS.get(name.toLowerCase())?.(...known) ?? UNKNOWN
}

/** The right side is converted to the type of the left; texts are compared without regard to case. */
function equal(left: Data, right: Data): boolean {
  if (left === null) return right === null || right === ''
  if (typeof left === 'boolean') return truthOfValue(right) === left
  if (typeof left === 'number') return typeof right !== 'object' && textOfValue(right) !== '' && left === Number(right)
  if (typeof left === 'string')
    return typeof right !== 'object' || right === null ? lower(left) === lower(right) : false
  return left === right
}

function ordered(left: Data, right: Data, fits: (order: number) => boolean): Value {
  if (typeof left === 'number') {
    const number = Number(textOfValue(right))
    return Number.isNaN(number) ? UNKNOWN : fits(left - number)
  }
  const [a, b] = [lower(left), lower(right)]
  return fits(a < b ? -1 : a === b ? 0 : 1)
}

function every(values: readonly Value[]): Value {
  const truths = values.map(truthOfValue)
  if (truths.includes(false)) return false
  return truths.includes(undefined) ? UNKNOWN : true
}

function negated(value: Value): Value {
  const truth = truthOfValue(value)
  return truth === undefined ? UNKNOWN : !truth
}

function different(left: boolean | undefined, right: boolean | undefined): Value {
  return left === undefined || right === undefined ? UNKNOWN : left !== right
}

function coalesce(values: readonly Value[]): Value {
  const first = values.find((value) => value === UNKNOWN || (value !== null && value !== ''))
  return first === undefined ? null : first
}

function choose(truth: boolean | undefined, yes: Value, no: Value): Value {
  return truth === undefined ? UNKNOWN : truth ? yes : no
}

function containsValue(where: Value, what: Value): Value {
  if (where === UNKNOWN || what === UNKNOWN || typeof where !== 'object' || where === null) return UNKNOWN
  const values = isDataMap(where) ? [...where.values()] : where
  if (values.some((value) => value !== UNKNOWN && equal(what, value))) return true
  return values.includes(UNKNOWN) ? UNKNOWN : false
}

function join(by: Value, list: Value): Value {
  if (by === UNKNOWN || list === UNKNOWN) return UNKNOWN
  if (!Array.isArray(list)) return textOfValue(list)
  if (holdsUnknown(list)) return UNKNOWN
  return limited((list as readonly Data[]).map(textOfValue).join(textOfValue(by)))
}

function replace(text: string, from: string, to: string): Value {
  return from === '' ? text : limited(text.split(from).join(to))
}

function split(text: string, by: string): Value {
  return by === '' ? [text] : text.split(by)
}

function lengthOf(value: Data): Value {
  if (value === null) return 0
  if (Array.isArray(value)) return value.length
  return isDataMap(value) ? value.size : textOfValue(value).length
}

function format(text: string, values: readonly Data[]): Value {
  let unfit = false
  const result = text.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (whole, index: string | undefined) => {
    if (index === undefined) return whole.charAt(0)
    const value = values[Number(index)]
    unfit ||= value === undefined
    return textOfValue(value ?? null)
  })
  return unfit ? UNKNOWN : limited(result)
}

function limited(text: string): Value {
  return text.length > MAX_TEXT ? UNKNOWN : text
}
