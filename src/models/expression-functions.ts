import {
  UNKNOWN,
  dataOfJson,
  dataText,
  isDataMap,
  isTruthy,
  looselyEqual,
  type Data,
  type Unknown,
} from './expression-data.js'

type Implementation = (...values: Data[]) => Data | Unknown

/** Functions whose value follows from their arguments (GitHub docs: Evaluate expressions in workflows and actions). */
const FUNCTIONS: ReadonlyMap<string, Implementation> = new Map<string, Implementation>([
  ['contains', (where = null, what = null) => contains(where, what)],
  ['startswith', (text = null, start = null) => lower(text).startsWith(lower(start))],
  ['endswith', (text = null, end = null) => lower(text).endsWith(lower(end))],
  ['format', (text = null, ...values) => format(dataText(text), values)],
  ['join', (list = null, separator = ',') => join(list, dataText(separator))],
  ['always', () => true],
  ['fromjson', (text = null) => fromJson(dataText(text))],
])

/** The function's value; not known for functions of the run (`always()`, `hashFiles()`) and unknown arguments. */
export function callFunction(name: string, values: readonly (Data | Unknown)[]): Data | Unknown {
  if (name.toLowerCase() === 'case') return firstOf(values)
  const implementation = FUNCTIONS.get(name.toLowerCase())
  const known = values.filter((value) => value !== UNKNOWN)
  return implementation === undefined || known.length < values.length ? UNKNOWN : implementation(...known)
}

/** `case(when, then, …, otherwise)`: known as soon as all conditions before the first true one are. */
function firstOf(values: readonly (Data | Unknown)[]): Data | Unknown {
  if (values.length < 3 || values.length % 2 === 0) return UNKNOWN
  for (let index = 0; index + 1 < values.length; index += 2) {
    const condition = values[index]
    if (condition === undefined || condition === UNKNOWN) return UNKNOWN
    if (isTruthy(condition)) return values[index + 1] ?? null
  }
  return values.at(-1) ?? null
}

function contains(where: Data, what: Data): boolean | Unknown {
  if (!Array.isArray(where)) return lower(where).includes(lower(what))
  const items: readonly (Data | Unknown)[] = where
  if (items.some((item) => item !== UNKNOWN && looselyEqual(item, what))) return true
  return items.includes(UNKNOWN) ? UNKNOWN : false
}

function join(list: Data, separator: string): string | Unknown {
  if (!Array.isArray(list)) return isDataMap(list) ? '' : dataText(list)
  const items: readonly (Data | Unknown)[] = list
  const known = items.filter((item) => item !== UNKNOWN)
  return known.length === items.length ? known.map(dataText).join(separator) : UNKNOWN
}

function format(text: string, values: readonly Data[]): string | Unknown {
  let unfit = false
  const result = text.replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (whole, index: string | undefined) => {
    if (index === undefined) return whole.charAt(0)
    const value = values[Number(index)]
    unfit ||= value === undefined
    return dataText(value ?? null)
  })
  return unfit ? UNKNOWN : result
}

function fromJson(text: string): Data | Unknown {
  try {
    return dataOfJson(JSON.parse(text))
  } catch {
    return UNKNOWN
  }
}

function lower(data: Data): string {
  return dataText(data).toLowerCase()
}
