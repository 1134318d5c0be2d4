import { fileLocation, type Located, type Location } from '../../../core/location.js'
import type {
  GroovyArgument,
  GroovyCall,
  GroovyClosure,
  GroovyExpression,
  GroovyStatement,
  Span,
} from '../../groovy/syntax.js'
import { parseGroovy, type GroovyFile } from '../../groovy/parse.js'

/** A script with its path. */
export interface ScriptFile extends GroovyFile {
  readonly path: string
}

/** The text parsed as a script of this path. */
export function scriptFile(path: string, text: string): ScriptFile {
  return { ...parseGroovy(path, text), path }
}

/** The place of a part of the file. */
export function placeIn(file: ScriptFile, { start, end }: Span, route = ''): Location {
  return file.positions.span(start, end, route)
}

/** The place of the file's first fault, which is what Jenkins would say first as well. */
export function firstFault({ path, faults, positions }: ScriptFile): { at: Location; message: string } | undefined {
  const first = [...faults].sort((a, b) => a.offset - b.offset)[0]
  if (first === undefined) return undefined
  const at = first.offset === 0 ? fileLocation(path) : positions.span(first.offset, first.offset + 1, '')
  return { at, message: first.message }
}

/** The call that a statement is, if it is one and nothing else. */
export function callOf(statement: GroovyStatement): GroovyCall | undefined {
  return statement.kind === 'expression' && statement.expression.kind === 'call' ? statement.expression : undefined
}

/** The call without a target that a statement is: a directive or a step. A name alone counts as a call of it. */
export function directiveOf(statement: GroovyStatement): GroovyCall | undefined {
  const call = callOf(statement)
  if (call !== undefined) return call.target === undefined ? call : undefined
  if (statement.kind !== 'expression' || statement.expression.kind !== 'name') return undefined
  const { name, start, end } = statement.expression
  return { kind: 'call', name, nameAt: { start, end }, arguments: [], start, end }
}

/** The directives of this name, in order. */
export function directives(body: readonly GroovyStatement[], name: string): GroovyCall[] {
  return body.flatMap((statement) => {
    const call = directiveOf(statement)
    return call?.name === name ? [call] : []
  })
}

/** The closure that a call is given last, or within a map of arguments. */
export function closureOf({ arguments: args }: GroovyCall): GroovyClosure | undefined {
  const last = args.at(-1)?.value
  return last?.kind === 'closure' ? last : undefined
}

/** The body of the closure that a directive is given. */
export function bodyOf(call: GroovyCall | undefined): readonly GroovyStatement[] {
  return (call && closureOf(call)?.body) ?? []
}

/** The arguments with a name, those of a map that stands for all of them included. */
export function namedArguments(args: readonly GroovyArgument[]): ReadonlyMap<string, GroovyExpression> {
  const named = new Map<string, GroovyExpression>()
  for (const { name, value } of args) {
    if (name !== undefined) named.set(name, value)
    else if (value.kind === 'map') for (const entry of value.entries) named.set(entry.key ?? '', entry.value)
  }
  return named
}

/** The first argument without a name. */
export function firstArgument({ arguments: args }: GroovyCall): GroovyExpression | undefined {
  return args.find(({ name, value }) => name === undefined && value.kind !== 'closure' && value.kind !== 'map')?.value
}

/** The argument of this name, or else the first without one. */
export function argument(call: GroovyCall, name: string): GroovyExpression | undefined {
  return namedArguments(call.arguments).get(name) ?? firstArgument(call)
}

/** A text of a script as it is written, with its place. */
export function writtenIn(file: ScriptFile, span: Span, route = ''): Located<string> {
  return { value: file.source.slice(span.start, span.end), at: placeIn(file, span, route) }
}
