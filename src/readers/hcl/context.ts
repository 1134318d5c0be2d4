import type { Location } from '../../core/location.js'
import type { Value } from '../../models/index.js'
import type { HclFile } from './parse.js'
import type { Span } from './syntax.js'

/** What the names in expressions stand for. Without a scope every reference is unresolved. */
export interface HclScope {
  /** The value of the longest known beginning of `names`, and how many of them it takes; undefined if unknown. */
  lookup(names: readonly string[]): { readonly value: Value; readonly taken: number } | undefined
  /** Whether the value may be put in the place of a name that stands for it: it may be too large. */
  admits(value: Value): boolean
  /** Functions of one argument whose result shows the same data (`jsonencode`, `toset`): read as their argument. */
  readonly transparent: ReadonlySet<string>
}

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
