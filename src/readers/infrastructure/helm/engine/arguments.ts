import { Opaque } from '../template/syntax.js'
import { isList, type Data, type Holes } from './data.js'

/** What functions need beside their arguments. */
export interface Tools {
  readonly holes: Holes
}

/** A function of sprig or Helm. Gets no unknown argument unless it is listed as able to take one. */
export type TemplateFunction = (args: readonly Data[], tools: Tools) => Data

export type FunctionTable = Readonly<Record<string, TemplateFunction>>

export function argument(args: readonly Data[], index: number): Data {
  const value = args[index]
  if (value === undefined) throw new Opaque('a function has too few arguments')
  return value
}

/** Thrown where a function is given nil for what it needs: Helm refuses it, so an installation has to give a value. */
export class Missing extends Error {
  override readonly name = 'Missing'
}

/** The argument; nil is missing. */
function given(args: readonly Data[], index: number): Data {
  const value = argument(args, index)
  if (value === null) throw new Missing()
  return value
}

export function text(args: readonly Data[], index: number): string {
  const value = given(args, index)
  if (typeof value !== 'string') throw new Opaque('a function for text is given something else')
  return value
}

/** A number, or text that says one: values of the command line are text. */
export function number(args: readonly Data[], index: number): number {
  const value = argument(args, index)
  const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof result !== 'number' || !Number.isFinite(result))
    throw new Opaque('a function for numbers is given something else')
  return result
}

export function map(args: readonly Data[], index: number): Map<string, Data> {
  const value = given(args, index)
  if (!(value instanceof Map)) throw new Opaque('a function for maps is given something else')
  return value
}

/** A list; nil counts as an empty one, as most functions of sprig have it. */
export function list(args: readonly Data[], index: number): readonly Data[] {
  const value = argument(args, index)
  if (value === null) return []
  if (!isList(value)) throw new Opaque('a function for lists is given something else')
  return value
}
