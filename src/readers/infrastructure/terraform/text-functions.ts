import type { Location } from '../../../core/location.js'
import type { ScalarValue, Value } from '../../../models/index.js'
import type { HclFunction } from '../../hcl/context.js'
import { list, scalar } from '../make-value.js'

type Scalar = ScalarValue['value']

/** Texts longer than this are not made. */
const MAX_TEXT = 65_536

/** Functions of scalars. */
export const TEXT_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
  abs: ofNumbers((numbers) => (numbers.length === 1 ? Math.abs(numbers[0] ?? 0) : undefined)),
  ceil: ofNumbers((numbers) => (numbers.length === 1 ? Math.ceil(numbers[0] ?? 0) : undefined)),
  endswith: ofTexts(([text = '', end = '']) => text.endsWith(end)),
  floor: ofNumbers((numbers) => (numbers.length === 1 ? Math.floor(numbers[0] ?? 0) : undefined)),
  format: (values, at) => textOf(formatted(values), at),
  join: ([separator, items], at) => {
    const texts = items?.kind === 'list' ? textsOf(items.items) : undefined
    if (texts === undefined || separator?.kind !== 'scalar' || texts.join('').length > MAX_TEXT) return undefined
    return textOf(texts.join(String(separator.value)), at)
  },
  lower: ofTexts(([text = '']) => text.toLowerCase()),
  max: ofNumbers((numbers) => (numbers.length === 0 ? undefined : Math.max(...numbers))),
  min: ofNumbers((numbers) => (numbers.length === 0 ? undefined : Math.min(...numbers))),
  replace: ofTexts(([text = '', from = '', to = '']) =>
    // What stands between slashes is a regular expression.
    from === '' || /^\/.*\/$/s.test(from) || to.length > 100 ? undefined : text.replaceAll(from, () => to),
  ),
  split: (values, at) => {
    const texts = textsOf(values)
    const [separator, text] = texts ?? []
    if (separator === undefined || text === undefined || separator === '') return undefined
    return list(
      text.split(separator).map((part) => scalar(part, at)),
      at,
    )
  },
  startswith: ofTexts(([text = '', start = '']) => text.startsWith(start)),
  title: ofTexts(([text = '']) => text.replaceAll(/(^|\s)\S/g, (first) => first.toUpperCase())),
  tobool: ([value], at) =>
    converted(value, at, (text) => (text === 'true' ? true : text === 'false' ? false : undefined)),
  tonumber: ([value], at) =>
    converted(value, at, (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined)),
  tostring: ([value], at) => converted(value, at, (text) => text),
  trimprefix: ofTexts(([text = '', start = '']) => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimspace: ofTexts(([text = '']) => text.trim()),
  trimsuffix: ofTexts(([text = '', end = '']) =>
    end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text,
  ),
  upper: ofTexts(([text = '']) => text.toUpperCase()),
}

/** The scalars' texts; undefined if one is unresolved, null, or no scalar. */
function textsOf(values: readonly Value[]): string[] | undefined {
  const texts = values.flatMap((value) =>
    value.kind === 'scalar' && value.value !== null ? [String(value.value)] : [],
  )
  return texts.length === values.length ? texts : undefined
}

function ofTexts(result: (texts: readonly string[]) => Scalar | undefined): HclFunction {
  return (values, at) => {
    const texts = textsOf(values)
    return texts && textOf(result(texts), at)
  }
}

function ofNumbers(result: (numbers: readonly number[]) => number | undefined): HclFunction {
  return (values, at) => {
    const numbers = values.flatMap((value) =>
      value.kind === 'scalar' && typeof value.value === 'number' ? value.value : [],
    )
    return numbers.length === values.length ? textOf(result(numbers), at) : undefined
  }
}

function textOf(value: Scalar | undefined, at: Location): ScalarValue | undefined {
  if (value === undefined || (typeof value === 'string' && value.length > MAX_TEXT)) return undefined
  return scalar(value, at)
}

function converted(
  value: Value | undefined,
  at: Location,
  convert: (text: string) => Scalar | undefined,
): ScalarValue | undefined {
  if (value?.kind !== 'scalar') return undefined
  return value.value === null ? value : textOf(convert(String(value.value)), at)
}

/** `format` with `%s`, `%d`, `%v` and `%%`; other verbs leave it unresolved. */
function formatted([pattern, ...values]: readonly Value[]): string | undefined {
  const texts = textsOf(values)
  if (pattern?.kind !== 'scalar' || typeof pattern.value !== 'string' || texts === undefined) return undefined
  let next = 0
  let fits = true
  const text = pattern.value.replaceAll(/%(.?)/gs, (_, verb: string) => {
    if (verb === '%') return '%'
    const value = texts[next++]
    if (!['s', 'd', 'v'].includes(verb) || value === undefined) fits = false
    return value ?? ''
  })
  return fits && next === texts.length ? text : undefined
}
