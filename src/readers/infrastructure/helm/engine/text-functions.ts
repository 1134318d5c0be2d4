import { posix } from 'node:path'
import { composeYaml } from '../../../yaml/compose.js'
import { Opaque } from '../template/syntax.js'
import { argument, number, text, type FunctionTable, type TemplateFunction, type Tools } from './arguments.js'
import { Hole, MAX_LENGTH, bounded, isList, printed, type Data } from './data.js'
import { dataOf } from './from-yaml.js'
import { toJsonText, toYamlText } from './yaml-text.js'

/** Spaces in front of a line, at most. */
const MAX_INDENT = 200

/** Functions on text (sprig: Strings; Helm: Template function list). */
export const TEXT_FUNCTIONS: FunctionTable = {
  trim: (args) => text(args, 0).trim(),
  trimAll: (args) => trimmed(text(args, 1), text(args, 0), true, true),
  trimall: (args) => trimmed(text(args, 1), text(args, 0), true, true),
  trimSuffix: (args) => withoutEnd(text(args, 1), text(args, 0)),
  trimPrefix: (args) => withoutStart(text(args, 1), text(args, 0)),
  upper: (args) => text(args, 0).toUpperCase(),
  lower: (args) => text(args, 0).toLowerCase(),
  title: (args) => text(args, 0).replace(/(^|[^\p{L}\p{N}_])\p{L}/gu, (start) => start.toUpperCase()),
  untitle: (args) => text(args, 0).replace(/(^|\s)\S/g, (start) => start.toLowerCase()),
  trunc: (args) => truncated(text(args, 1), number(args, 0)),
  contains: (args) => text(args, 1).includes(text(args, 0)),
  hasPrefix: (args) => text(args, 1).startsWith(text(args, 0)),
  hasSuffix: (args) => text(args, 1).endsWith(text(args, 0)),
  replace: (args) => text(args, 2).replaceAll(text(args, 0), () => text(args, 1)),
  nospace: (args) => text(args, 0).replace(/\s/g, ''),
  repeat: (args) => {
    const [count, value] = [number(args, 0), text(args, 1)]
    if (count * value.length > MAX_LENGTH) throw new Opaque('text is repeated too often')
    return value.repeat(Math.max(0, count))
  },
  substr: (args) => {
    const [start, end, value] = [number(args, 0), number(args, 1), text(args, 2)]
    return value.slice(Math.max(0, start), end < 0 ? undefined : end)
  },
  splitList: (args) => text(args, 1).split(text(args, 0)),
  split: (args) =>
    new Map(
      text(args, 1)
        .split(text(args, 0))
        .map((part, index) => [`_${index}`, part]),
    ),
  base: (args) => posix.basename(text(args, 0)) || '.',
  dir: (args) => posix.dirname(text(args, 0)),
  ext: (args) => posix.extname(text(args, 0)),
  atoi: (args) => Math.trunc(number(args, 0)),
}

/** `printf` with the verbs that charts use; anything else is refused. */
const formatted: TemplateFunction = (args, { holes }) => {
  if (args.includes(null)) return new Hole(`printf ${JSON.stringify(text(args, 0))}`)
  let next = 1
  const result = text(args, 0).replace(/%(?:%|[^%]?[A-Za-z]?)/g, (verb): string => {
    if (verb === '%%') return '%'
    const value = argument(args, next++)
    if (verb === '%s' || verb === '%v') return printed(value, holes)
    if (verb === '%d' && typeof value === 'number') return String(value)
    if (verb === '%q') return JSON.stringify(printed(value, holes))
    if (verb === '%t' && typeof value === 'boolean') return String(value)
    throw new Opaque(`printf with ${verb}`)
  })
  if (next < args.length) throw new Opaque('printf with arguments that no verb takes')
  return bounded(result)
}

/** Text as YAML; a hole in it stays inside the scalar where it stands. */
const parsed: TemplateFunction = (args) => {
  if (args[0] instanceof Hole) return new Hole(`fromYaml ${args[0].name}`)
  const { documents, error } = composeYaml('', text(args, 0))
  if (error !== undefined) throw new Opaque('text that should be YAML cannot be read')
  return dataOf(documents[0])
}

/** Functions that write text around an unknown argument, or read it: they take holes. */
export const HOLE_TEXT_FUNCTIONS: FunctionTable = {
  quote: (args, { holes }) => each(args, (value) => JSON.stringify(printed(value, holes))),
  squote: (args, { holes }) => each(args, (value) => `'${printed(value, holes)}'`),
  cat: (args, { holes }) => each(args, (value) => printed(value, holes)),
  print: (args, { holes }) => bounded(args.map((value) => printed(value, holes)).join('')),
  println: (args, { holes }) => bounded(`${args.map((value) => printed(value, holes)).join(' ')}\n`),
  printf: formatted,
  toString: (args: readonly Data[], { holes }: Tools) => printed(argument(args, 0), holes),
  indent: (args, { holes }) => indented(number(args, 0), printed(argument(args, 1), holes)),
  nindent: (args, { holes }) => `\n${indented(number(args, 0), printed(argument(args, 1), holes))}`,
  join: (args, { holes }) => {
    const value = argument(args, 1)
    const items = isList(value) ? value : value === null ? [] : [value]
    return bounded(items.map((item) => printed(item, holes)).join(text(args, 0)))
  },
  toYaml: (args, { holes }) => toYamlText(argument(args, 0), holes),
  toJson: (args, { holes }) => toJsonText(argument(args, 0), holes),
  toRawJson: (args, { holes }) => toJsonText(argument(args, 0), holes),
  toPrettyJson: (args, { holes }) => bounded(JSON.stringify(JSON.parse(toJsonText(argument(args, 0), holes)), null, 2)),
  fromYaml: parsed,
  fromYamlArray: parsed,
  fromJson: parsed,
  fromJsonArray: parsed,
}

function each(args: readonly Data[], write: (value: Data) => string): string {
  return bounded(
    args
      .filter((value) => value !== null)
      .map(write)
      .join(' '),
  )
}

function indented(width: number, value: string): string {
  if (width < 0 || width > MAX_INDENT) throw new Opaque('an indent is out of range')
  const pad = ' '.repeat(width)
  return bounded(pad + value.replaceAll('\n', `\n${pad}`))
}

function trimmed(value: string, characters: string, start: boolean, end: boolean): string {
  let from = 0
  let to = value.length
  if (start) while (from < to && characters.includes(value.charAt(from))) from++
  if (end) while (to > from && characters.includes(value.charAt(to - 1))) to--
  return value.slice(from, to)
}

function withoutStart(value: string, prefix: string): string {
  return value.startsWith(prefix) ? value.slice(prefix.length) : value
}

function withoutEnd(value: string, suffix: string): string {
  return suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value
}

function truncated(value: string, length: number): string {
  return length < 0 ? value.slice(length) : value.slice(0, length)
}
