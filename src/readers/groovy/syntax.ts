/**
 * The syntax tree of a Groovy script, as far as pipelines use the language (Groovy Language Documentation, Syntax).
 * Nodes know their place as offsets into the source.
 */
export interface Span {
  /** Offset of the first character, in UTF-16 units. */
  readonly start: number
  /** Offset behind the last character. */
  readonly end: number
}

export type GroovyExpression =
  | GroovyString
  | GroovyLiteral
  | GroovyName
  | GroovyProperty
  | GroovyIndex
  | GroovyCall
  | GroovyNew
  | GroovyList
  | GroovyMap
  | GroovyClosure
  | GroovyUnary
  | GroovyBinary
  | GroovyTernary
  | GroovyAssignment
  | GroovyOpaque

/** A run of characters of a string, escapes resolved. */
export interface GroovyText {
  readonly kind: 'text'
  readonly value: string
  /** Where pieces of `value` begin in the source; between two of them characters stand as they are. */
  readonly segments: readonly { readonly offset: number; readonly source: number }[]
}

export interface GroovyInterpolation extends Span {
  readonly kind: 'interpolation'
  readonly expression: GroovyExpression
}

export interface GroovyString extends Span {
  readonly kind: 'string'
  readonly parts: readonly (GroovyText | GroovyInterpolation)[]
}

export interface GroovyLiteral extends Span {
  readonly kind: 'literal'
  readonly value: number | boolean | null
}

export interface GroovyName extends Span {
  readonly kind: 'name'
  readonly name: string
}

/** `target.name`, `target?.name`, `target."name"`. */
export interface GroovyProperty extends Span {
  readonly kind: 'property'
  readonly target: GroovyExpression
  /** Undefined where the name is computed. */
  readonly name: string | undefined
}

export interface GroovyIndex extends Span {
  readonly kind: 'index'
  readonly target: GroovyExpression
  readonly index: GroovyExpression
}

export interface GroovyArgument {
  /** Of a named argument. */
  readonly name?: string
  readonly value: GroovyExpression
}

/** `name(…)`, `name …`, `target.name(…)`, a closure behind it included as the last argument. */
export interface GroovyCall extends Span {
  readonly kind: 'call'
  readonly target?: GroovyExpression
  /** Undefined where what is called has no name: `closures[0]()`. */
  readonly name: string | undefined
  /** The name's own place; the call's without one. */
  readonly nameAt: Span
  readonly arguments: readonly GroovyArgument[]
}

export interface GroovyNew extends Span {
  readonly kind: 'new'
  readonly type: string
  readonly arguments: readonly GroovyArgument[]
}

export interface GroovyList extends Span {
  readonly kind: 'list'
  readonly items: readonly GroovyExpression[]
}

export interface GroovyMapEntry {
  /** Undefined where the key is computed. */
  readonly key: string | undefined
  readonly keyAt: Span
  /** The key's expression, where it is one. */
  readonly computed?: GroovyExpression
  readonly value: GroovyExpression
}

export interface GroovyMap extends Span {
  readonly kind: 'map'
  readonly entries: readonly GroovyMapEntry[]
}

export interface GroovyParameter {
  readonly name: string
  readonly default?: GroovyExpression
}

export interface GroovyClosure extends Span {
  readonly kind: 'closure'
  readonly parameters: readonly GroovyParameter[]
  readonly body: readonly GroovyStatement[]
}

export interface GroovyUnary extends Span {
  readonly kind: 'unary'
  readonly operator: string
  readonly operand: GroovyExpression
}

export interface GroovyBinary extends Span {
  readonly kind: 'binary'
  readonly operator: string
  readonly left: GroovyExpression
  readonly right: GroovyExpression
}

/** `a ? b : c`, and `a ?: b` without `then`. */
export interface GroovyTernary extends Span {
  readonly kind: 'ternary'
  readonly condition: GroovyExpression
  readonly then?: GroovyExpression
  readonly otherwise: GroovyExpression
}

export interface GroovyAssignment extends Span {
  readonly kind: 'assignment'
  readonly operator: string
  readonly target: GroovyExpression
  readonly value: GroovyExpression
}

/** Something that is not read. */
export interface GroovyOpaque extends Span {
  readonly kind: 'opaque'
}

export type GroovyStatement =
  | { readonly kind: 'expression'; readonly expression: GroovyExpression; readonly start: number; readonly end: number }
  | GroovyDeclaration
  | GroovyIf
  | GroovyTry
  | GroovyLoop
  | GroovySwitch
  | GroovyReturn
  | GroovyBlock
  | GroovyFunction
  | GroovyAnnotation
  | GroovyImport
  | GroovyOpaque

/** `def a = 1`, `def (a, b) = …`. */
export interface GroovyDeclaration extends Span {
  readonly kind: 'declaration'
  readonly names: readonly string[]
  readonly value?: GroovyExpression
}

export interface GroovyIf extends Span {
  readonly kind: 'if'
  readonly condition: GroovyExpression
  readonly then: readonly GroovyStatement[]
  readonly otherwise?: readonly GroovyStatement[]
}

export interface GroovyCatch extends Span {
  /** Empty where any exception is caught without naming a type. */
  readonly types: readonly string[]
  readonly name: string
  readonly body: readonly GroovyStatement[]
}

export interface GroovyTry extends Span {
  readonly kind: 'try'
  readonly body: readonly GroovyStatement[]
  readonly catches: readonly GroovyCatch[]
  readonly finally?: readonly GroovyStatement[]
}

export interface GroovyLoop extends Span {
  readonly kind: 'loop'
  /** Of `for (name in items)`. */
  readonly variable?: string
  readonly items?: GroovyExpression
  /** Of `while`, and the middle of `for (a; b; c)`. */
  readonly condition?: GroovyExpression
  readonly body: readonly GroovyStatement[]
}

export interface GroovySwitch extends Span {
  readonly kind: 'switch'
  readonly subject: GroovyExpression
  /** `value` is absent for `default`. */
  readonly cases: readonly { readonly value?: GroovyExpression; readonly body: readonly GroovyStatement[] }[]
}

/** `return`, `throw`, `break`, `continue`, `assert`. */
export interface GroovyReturn extends Span {
  readonly kind: 'leave'
  readonly keyword: string
  readonly value?: GroovyExpression
}

export interface GroovyBlock extends Span {
  readonly kind: 'block'
  readonly body: readonly GroovyStatement[]
}

export interface GroovyFunction extends Span {
  readonly kind: 'function'
  readonly name: string
  readonly parameters: readonly GroovyParameter[]
  readonly body: readonly GroovyStatement[]
}

/** `@Library('acme@main')`; what it stands before follows as a statement of its own. */
export interface GroovyAnnotation extends Span {
  readonly kind: 'annotation'
  readonly name: string
  readonly arguments: readonly GroovyArgument[]
}

export interface GroovyImport extends Span {
  readonly kind: 'import'
  /** Dotted; `*` at the end for all of a package. */
  readonly name: string
}
