import type { Location } from '../../core/location.js'
import { Positions } from '../yaml/positions.js'
import { BodyParser } from './bodies.js'
import { SyntaxFault, TokenCursor } from './cursor.js'
import { ExpressionParser } from './expressions.js'
import { lexHcl, lexTemplate } from './lexer.js'
import type { HclBody, HclExpression, Span } from './syntax.js'

export interface HclError {
  /** What is wrong, as a sentence part in plain words. */
  readonly message: string
  readonly at: Location
}

/** One source, parsed. What could not be read is in `errors` and left out of `body`. */
export interface HclFile {
  readonly source: string
  readonly body: HclBody
  readonly comments: readonly Span[]
  readonly errors: readonly HclError[]
  /** Turns offsets of the source into lines and columns. */
  readonly positions: Positions
}

/**
 * Parses HCL as Terraform, OpenTofu and Packer write it (HCL Native Syntax Specification). Never throws; time is linear
 * in the length of `source`.
 */
export function parseHcl(file: string, source: string): HclFile {
  const tokens = lexHcl(source)
  let parser = new BodyParser(new TokenCursor(source, tokens), false)
  let body = parser.file()
  if (parser.unclosed) {
    // Which block lacks its brace? Read again and believe the indentation, or all that follows would belong to it.
    const second = new BodyParser(new TokenCursor(source, tokens), true)
    body = second.file()
    parser = second
  }
  const positions = new Positions(file, source)
  const errors = parser.faults.map(({ message, span }) => ({ message, at: positions.span(span.start, span.end, '') }))
  return { source, body, comments: tokens.comments, errors, positions }
}

/** Parses a text that is one template (HCL specification, Templates); undefined if it is none. */
export function parseHclTemplate(text: string): HclExpression | undefined {
  try {
    return new ExpressionParser(new TokenCursor(text, lexTemplate(text)), () => undefined).template()
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined
    throw fault
  }
}
