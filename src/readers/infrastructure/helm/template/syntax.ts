/** A value expression of a template. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'dot' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly base: Expression; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }

/** `a b c`: an operand, or a function (or method) with its arguments. */
export type Command = readonly [Expression, ...Expression[]]

/** Commands joined by `|`, each given the result of the one before as its last argument. */
export interface Pipeline {
  /** Variables that take the result, without their dollar sign; two in a `range`. */
  readonly variables: readonly string[]
  /** `=`, which changes a variable that is already there. */
  readonly assigns: boolean
  readonly commands: readonly Command[]
}

/** Offsets of the source that a node was read from. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Branch {
  readonly condition: Pipeline
  readonly body: readonly Node[]
}

/** A piece of a template. */
export type Node =
  | ({ readonly kind: 'text'; readonly text: string } & Span)
  | ({ readonly kind: 'action'; readonly pipeline: Pipeline } & Span)
  | ({ readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] } & Span)
  | ({ readonly kind: 'with'; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] } & Span)
  | ({
      readonly kind: 'range'
      readonly over: Pipeline
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    } & Span)
  | ({ readonly kind: 'break' | 'continue' } & Span)
  | ({ readonly kind: 'template'; readonly name: string; readonly argument?: Pipeline } & Span)

/** A parsed file: what it prints, and the templates that it defines by name. */
export interface TemplateFile {
  readonly body: readonly Node[]
  readonly defines: ReadonlyMap<string, readonly Node[]>
}

/** Thrown inside the chart reader only: the template cannot be rendered without guessing. */
export class Opaque extends Error {
  override readonly name: string = 'Opaque'
}
