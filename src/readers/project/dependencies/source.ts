import type { Location } from '../../../core/location.js'
import type { Dependency } from '../../../models/index.js'

/** A manifest as the readers of its format get it. */
export interface DependencySource {
  readonly path: string
  readonly text: string
}

/** What a format says of one package. */
export type Named = Pick<Dependency, 'name' | 'development' | 'git' | 'at'>

/** The place of `text` on a line of a file; lines and columns count from 1. */
export function onLine(file: string, line: number, column: number, text: string): Location {
  return { file, line, column, endLine: line, endColumn: column + text.length, route: text }
}
