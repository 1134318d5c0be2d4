import type { SchemaChangeKind } from '../../../models/index.js'
import type { Syntax } from '../../tests/code.js'

/** Where a call has a name: the place among its literals that have no key, a key, or the call that it stands in. */
type Place = number | string

/** What a call of a migration library does. */
export interface CallRule {
  /** As the code writes it, without brackets. */
  readonly call: string
  readonly kind: SchemaChangeKind
  readonly table?: Place
  readonly column?: Place
  readonly to?: Place
  /** Only if the arguments say this. */
  readonly when?: RegExp
  /** The column is required if the arguments say the first and not the second. */
  readonly required?: readonly [says: RegExp, unless: RegExp]
}

/** How migrations of a tool are written in a programming language. */
export interface Style {
  readonly syntax: Syntax
  /** Whether functions end with their bracket or with their indentation. */
  readonly blocks: 'braces' | 'indentation'
  /** Heads of the functions for the way up; the first that is there counts. The whole file without. */
  readonly up?: readonly RegExp[]
  readonly down?: RegExp
  readonly calls: readonly CallRule[]
  /** Calls that hold other calls on the same table. */
  readonly scopes: readonly string[]
  /** Calls whose arguments are SQL. */
  readonly sql: readonly string[]
  /** Names start with a colon (`:orders`). */
  readonly symbols?: true
}
