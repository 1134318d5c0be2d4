import { Positions } from '../yaml/positions.js'
import { TokenCursor } from './cursor.js'
import { lexGroovy } from './lexer.js'
import { StatementParser } from './statements.js'
import type { GroovyStatement } from './syntax.js'
import type { GroovyFault } from './tokens.js'

/** Longer scripts are not read: the largest that people maintain has a tenth of it. */
const MAX_LENGTH = 2_000_000

/** One source, parsed. */
export interface GroovyFile {
  readonly source: string
  readonly body: readonly GroovyStatement[]
  /** Brackets and strings that do not end: Groovy could not read the file either. In no certain order. */
  readonly faults: readonly GroovyFault[]
  /** Turns offsets of the source into lines and columns. */
  readonly positions: Positions
}

/**
 * Parses the part of Groovy that pipelines use. What it does not know becomes opaque. Never throws; time is linear in the
 * length of `source`.
 */
export function parseGroovy(file: string, source: string): GroovyFile {
  const positions = new Positions(file, source)
  if (source.length > MAX_LENGTH) {
    return { source, body: [], faults: [{ offset: 0, message: 'the script is too long to be read' }], positions }
  }
  const tokens = lexGroovy(source)
  const body = new StatementParser(new TokenCursor(source, tokens)).statements()
  return { source, body, faults: tokens.faults, positions }
}
