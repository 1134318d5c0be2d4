import type { Location, Segment } from '../../core/location.js'

/** A YAML tree in which every node knows its place. Aliases share the anchor's node; merge keys are already applied. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping

interface YamlNodeBase {
  readonly at: Location
  /** The tag as written (`!Ref`, `!vault`, `!!binary`), if any. */
  readonly tag?: string
}

export interface YamlScalar extends YamlNodeBase {
  readonly kind: 'scalar'
  /** Decoded: escapes resolved, block indentation removed. */
  readonly text: string
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
  /** Source position of each line of `text`; lets a reader point into a block scalar. */
  readonly lines: readonly { readonly line: number; readonly column: number }[]
  /** Where each piece of `text` stands that begins a source line or follows an escape; absent if there is but one. */
  readonly segments?: readonly Segment[]
}

export interface YamlSequence extends YamlNodeBase {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
}

export interface YamlMapping extends YamlNodeBase {
  readonly kind: 'mapping'
  readonly entries: readonly YamlEntry[]
}

export interface YamlEntry {
  readonly key: YamlScalar
  readonly value: YamlNode
}

export interface YamlComment {
  /** Without the `#` and the blanks around the text. */
  readonly text: string
  readonly at: Location
}

/** What a source holds. With an `error`, `documents` is what stands before the fault. */
export interface YamlFile {
  readonly documents: readonly YamlNode[]
  readonly comments: readonly YamlComment[]
  readonly error?: { readonly message: string; readonly at: Location }
}
