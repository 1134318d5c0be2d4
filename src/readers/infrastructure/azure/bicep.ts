import type { DictValue, Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { dict, scalar } from '../make-value.js'
import { NOTHING, type FileReading } from '../reading.js'
import { BicepParser, conditionEnd, type NestedResource } from './bicep-parser.js'
import { blankEnd, expressionEnd, lineEnd, stringAt } from './bicep-text.js'

const PARAMETER = /^param[ \t]+([A-Za-z_]\w*)(?:[ \t][^=\n]{0,300})?(?:=|$)/
const VARIABLE = /^var[ \t]+([A-Za-z_]\w*)[ \t]*=/
const RESOURCE = /^resource[ \t]+([A-Za-z_]\w*)[ \t]+'([^'\n]{1,300})'(?:[ \t]*(existing))?[ \t]*=/
const MODULE = /^module[ \t]+([A-Za-z_]\w*)[ \t]+'([^'\n]{1,500})'[ \t]*=/

interface Statement {
  readonly start: number
  /** Where the next one starts, or the source ends: a statement reaches no further. */
  readonly end: number
  /** The line without what follows it. */
  readonly line: string
  readonly secure: boolean
}

/** Whether the path is one of Bicep's. */
export function isBicep(path: string): boolean {
  return /\.(?:bicep|bicepparam)$/.test(path)
}

/**
 * Reads the parameters, resources and modules of a Bicep file. A resource has its type without the API version and its body
 * as properties, as {@link readArm} gives them, and is named by its symbol; one that is only referred to (`existing`) has
 * `data.` before its type. A resource that a loop makes is one. A module is a `bicep-module` with its `source`. A file of
 * parameters is an `arm-parameters`. What the small grammar of objects does not know makes a resource incomplete.
 */
export function readBicep(context: ReaderContext, path: string): FileReading {
  const source = context.files.text(path)
  if (source === undefined) return NOTHING
  const statements = statementsOf(source)
  if (path.endsWith('.bicepparam')) return { resources: [parametersOf(path, source, statements)] }
  const parser = new BicepParser(path, source, namesOf(path, source, statements))
  return { resources: statements.flatMap((each) => resourcesOf(parser.before(each.end), path, each)) }
}

/** The statements at the start of a line that are not within a body: bodies are indented, and closed at the start. */
function statementsOf(source: string): Statement[] {
  const found: Omit<Statement, 'end'>[] = []
  let secure = false
  let comment = false
  for (let start = 0; start < source.length;) {
    const end = lineEnd(source, start)
    const line = source.slice(start, end).replace(/\r$/, '')
    if (comment) comment = !line.includes('*/')
    else if (line.startsWith('/*')) comment = !line.includes('*/')
    else if (/^@(?:sys\.)?secure\(\)/.test(line)) secure = true
    else if (/^(?:param|var|resource|module)[ \t]/.test(line)) {
      found.push({ start, line, secure })
      secure = false
    } else if (/^(?:output|type|func|import|metadata|using|targetScope)\b/.test(line)) secure = false
    start = multiLineEnd(source, start, end) + 1
  }
  return found.map((each, index) => ({ ...each, end: found[index + 1]?.start ?? source.length }))
}

/** A text between three quotes may hold lines that look like statements. */
function multiLineEnd(source: string, start: number, end: number): number {
  // Not in the rest of the file, which may be long and have none.
  const open = source.slice(start, end).indexOf("'''")
  return open < 0 ? end : lineEnd(source, stringAt(source, start + open)?.end ?? end)
}

/** Names of literals: variables, and parameters by their defaults, which who deploys may set to something else. */
function namesOf(path: string, source: string, statements: readonly Statement[]): ReadonlyMap<string, Value> {
  const parser = new BicepParser(path, source)
  const found = new Map<string, Value>()
  for (const { start, end, line } of statements) {
    const [header, name = ''] = PARAMETER.exec(line) ?? VARIABLE.exec(line) ?? []
    if (header?.endsWith('=') !== true) continue
    const { value } = parser.before(end).value(start + header.length, name, 0)
    if (value.kind !== 'scalar') continue
    found.set(name, { ...value, via: [line.startsWith('param') ? `var.${name}` : `local.${name}`] })
  }
  return found
}

function parametersOf(path: string, source: string, statements: readonly Statement[]): Resource {
  const parser = new BicepParser(path, source)
  const entries = statements.flatMap(({ start, end, line }): [string, Value][] => {
    const [header, name = ''] = PARAMETER.exec(line) ?? []
    if (header?.endsWith('=') !== true) return []
    return [[name, parser.before(end).value(start + header.length, `param.${name}`, 0).value]]
  })
  const at = parser.at(0, lineEnd(source, 0), '')
  const properties = dict(entries, parser.at(0, source.length, ''))
  return { technology: 'bicep', type: 'arm-parameters', name: path, file: path, properties, at, complete: true }
}

function resourcesOf(parser: BicepParser, file: string, statement: Statement): Resource[] {
  const { start, line } = statement
  const [header, symbol = '', type = '', existing] = RESOURCE.exec(line) ?? []
  if (header !== undefined) {
    const route = `resource.${symbol}`
    const body = parser.body(bodyStart(parser.source, start + header.length), route)
    if (body.value.kind !== 'dict') return []
    const at = parser.at(start, start + header.length - 1, route)
    const own = { symbol, type, existing: existing !== undefined, body: body.value, at }
    return declared(file, own, body.nested, body.complete)
  }
  const [called, name = '', source = ''] = MODULE.exec(line) ?? []
  if (called !== undefined) return moduleOf(parser, file, { start, length: called.length, name, source })
  const [parameter, variable = ''] = PARAMETER.exec(line) ?? []
  return parameter === undefined ? [] : [parameterOf(parser, file, statement, parameter, variable)]
}

/** Where the object of a resource begins: behind a condition, or within a loop (Microsoft Learn: Iterative loops in Bicep). */
function bodyStart(source: string, start: number): number {
  const from = blankEnd(source, start)
  if (!/^\[\s*for\s/.test(source.slice(from, from + 40))) return conditionEnd(source, from)
  const colon = expressionColon(source, from + 1)
  return colon === undefined ? from : conditionEnd(source, colon + 1)
}

/** The colon behind `for item in items`, which may hold brackets of its own. */
function expressionColon(source: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at)
    if (character === "'") at = (stringAt(source, at)?.end ?? expressionEnd(source, at)) - 1
    else if (character === '{' && depth === 0) return undefined
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (character === ':' && depth === 0) return at
  }
  return undefined
}

function declared(
  file: string,
  { symbol, type, existing, body, at }: NestedResource,
  nested: readonly NestedResource[],
  complete: boolean,
  within = '',
): Resource[] {
  const [plain = ''] = type.split('@')
  // The type of a resource in another goes on from that one's.
  const full = within === '' || plain.includes('.') ? plain : `${within}/${plain}`
  const own: Resource = {
    technology: 'bicep',
    type: existing ? `data.${full}` : full,
    name: symbol,
    file,
    properties: body,
    at,
    complete,
  }
  return [own, ...nested.flatMap((each) => declared(file, each, [], complete, full))]
}

function moduleOf(
  parser: BicepParser,
  file: string,
  { start, length, name, source }: { start: number; length: number; name: string; source: string },
): Resource[] {
  const route = `module.${name}`
  const body = parser.body(bodyStart(parser.source, start + length), route)
  const at = parser.at(start, start + length - 1, route)
  const given: DictValue = body.value.kind === 'dict' ? body.value : dict([], at)
  const properties = dict([['source', scalar(source, at)], ...given.entries], given.at)
  return [{ technology: 'bicep', type: 'bicep-module', name, file, properties, at, complete: body.complete }]
}

function parameterOf(
  parser: BicepParser,
  file: string,
  { start, secure }: Statement,
  header: string,
  name: string,
): Resource {
  const at = parser.at(start, start + header.trimEnd().length, `param.${name}`)
  const given = header.endsWith('=') ? parser.value(start + header.length, `param.${name}.default`, 0).value : undefined
  const properties = dict(
    [
      ['default', given],
      ['sensitive', secure ? scalar(true, at) : undefined],
    ],
    at,
  )
  return { technology: 'bicep', type: 'variable', name, file, properties, at, complete: true }
}
