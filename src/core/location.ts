/** A place in a file of the scanned repository. */
export interface Location {
  /** Path relative to the repository's root, with `/` separators. */
  readonly file: string
  /** First line, counted from 1. */
  readonly line: number
  /** First column, counted from 1 in UTF-16 units. */
  readonly column: number
  /** Last line, counted from 1. */
  readonly endLine: number
  /** The column after the last character, counted from 1, as SARIF counts it. */
  readonly endColumn: number
  /** Where the value stands in the file's structure (`jobs.build.steps[2].uses`); survives edits elsewhere. */
  readonly route: string
}

/** A value together with the place it was read from. */
export interface Located<T> {
  readonly value: T
  readonly at: Location
}

/** The whole-file place: line 1, for facts about a file rather than a line of it. */
export function fileLocation(file: string, route = ''): Location {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1, route }
}

/** One link of the chain that leads from a pipeline line to the thing found (`Makefile:12` runs `npm run test:unit`). */
export interface Because {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** A chain link that points at the start of `at`. */
export function because(at: Location, text: string): Because {
  return { file: at.file, line: at.line, text }
}

/** Lines of a file, counted from 1, both ends included. */
export interface LineRange {
  readonly from: number
  readonly to: number
}
