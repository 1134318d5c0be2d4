import type { Location } from '../../core/location.js'
import type { Value } from '../../models/index.js'
import type { HclFile } from './parse.js'
import type { Span } from './syntax.js'

/** What the names in expressions stand for. Without a scope every reference is unresolved. */
export interface HclScope {
  /** What the longest known beginning of `names` stands for; undefined if that is not known. */
  lookup(names: readonly string[]): HclLookup | undefined
  /** Whether the value may be put in the place of a name that stands for it: it may be too large. */
  admits(value: Value): boolean
  /** Whether so many characters of code may be read once more, for a further round of a loop. */
  affords(characters: number): boolean
  /** Functions whose result can be worked out; calls of others are unresolved. */
  readonly functions: ReadonlyMap<string, HclFunction>
}

/** What a name stands for. */
export interface HclLookup {
  readonly value: Value
  /** How many parts of the name it takes. */
  readonly taken: number
  /** What the value is said to come from, instead of the name. */
  readonly via?: readonly string[]
}

/** A function of HCL: its result, placed at the call; undefined if that is not known, or if the call is wrong. */
export type HclFunction = (values: readonly Value[], at: Location) => Value | undefined

/** Where expressions stand: their text and their place in a file. */
export interface HclContext {
  readonly source: string
  at(span: Span, route: string): Location
  readonly scope?: HclScope
}

/** The context of a parsed file. */
export function contextOf({ source, positions }: Pick<HclFile, 'source' | 'positions'>, scope?: HclScope): HclContext {
  return {
    source,
    at: (span, route) => positions.span(span.start, span.end, route),
    ...(scope !== undefined && { scope }),
  }
}
