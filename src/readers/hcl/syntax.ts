/**
 * The syntax tree of an HCL file (HCL Native Syntax Specification). Nodes know their place as offsets into the source;
 * {@link HclFile} turns offsets into locations when somebody asks.
 */
export interface Span {
  /** Offset of the first character, in UTF-16 units. */
  readonly start: number
  /** Offset behind the last character. */
  readonly end: number
}

export interface HclBody extends Span {
  readonly items: readonly (HclAttribute | HclBlock)[]
}

export interface HclAttribute extends Span {
  readonly kind: 'attribute'
  readonly name: string
  readonly value: HclExpression
}

export interface HclBlock extends Span {
  readonly kind: 'block'
  readonly type: string
  readonly labels: readonly string[]
  /** Type and labels, without the brace. */
  readonly header: Span
  readonly body: HclBody
}

export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclTuple
  | HclObject
  | HclFor
  | HclVariable
  | HclAccess
  | HclCall
  | HclUnary
  | HclOperation
  | HclConditional
  | HclGroup
  | HclEmbedded

export interface HclLiteral extends Span {
  readonly kind: 'literal'
  readonly value: number | boolean | null
}

/** A quoted string or a heredoc. One without interpolation has no part (empty) or a single text. */
export interface HclTemplate extends Span {
  readonly kind: 'template'
  readonly parts: readonly (string | HclInterpolation | HclDirective)[]
  /** What stands between the quotation marks, or between the heredoc's markers. */
  readonly content: Span
}

export interface HclInterpolation extends Span {
  readonly kind: 'interpolation'
  readonly expression: HclExpression
}

/** `%{ if … }`, `%{ for … }` and their ends; what they enclose follows as further parts. */
export interface HclDirective extends Span {
  readonly kind: 'directive'
  readonly keyword: string
  /** Names that a `for` declares. */
  readonly names: readonly string[]
  readonly expression?: HclExpression
}

export interface HclTuple extends Span {
  readonly kind: 'tuple'
  readonly items: readonly HclExpression[]
}

export interface HclObject extends Span {
  readonly kind: 'object'
  readonly entries: readonly { readonly key: HclExpression; readonly value: HclExpression }[]
}

export interface HclFor extends Span {
  readonly kind: 'for'
  readonly names: readonly string[]
  /** Collection, then the key of an object's entry if any, the result and the condition, if any. */
  readonly collection: HclExpression
  readonly results: readonly HclExpression[]
}

/** A name that stands alone: the root of a reference, or a keyword such as `string`. */
export interface HclVariable extends Span {
  readonly kind: 'variable'
  readonly name: string
}

export type HclStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly index: HclExpression }
  | { readonly kind: 'splat' }

/** `base.name`, `base[0]`, `base.0`, `base[*]`, `base.*`, in any number. */
export interface HclAccess extends Span {
  readonly kind: 'access'
  readonly base: HclExpression
  readonly steps: readonly HclStep[]
}

export interface HclCall extends Span {
  readonly kind: 'call'
  /** With its namespace: `provider::aws::arn_parse`. */
  readonly name: string
  readonly arguments: readonly HclExpression[]
  /** True if the last argument is expanded (`...`). */
  readonly expanded: boolean
}

export interface HclUnary extends Span {
  readonly kind: 'unary'
  readonly operator: '-' | '!'
  readonly operand: HclExpression
}

/** Operands and the operators between them, as written: nothing here calculates, so precedence is not applied. */
export interface HclOperation extends Span {
  readonly kind: 'operation'
  readonly operands: readonly HclExpression[]
  readonly operators: readonly string[]
}

export interface HclConditional extends Span {
  readonly kind: 'conditional'
  readonly condition: HclExpression
  readonly whenTrue: HclExpression
  readonly whenFalse: HclExpression
}

/** An expression in parentheses. */
export interface HclGroup extends Span {
  readonly kind: 'group'
  readonly inner: HclExpression
}

/** A template inside a string of another syntax (JSON): `expression` is placed in `text`, the node itself in the file. */
export interface HclEmbedded extends Span {
  readonly kind: 'embedded'
  readonly text: string
  readonly expression: HclExpression
}
