import type { Location } from '../core/location.js'

/** A mistake in a configuration file. */
export interface ConfigError {
  readonly at: Location
  /** What is wrong and what to write instead, as one sentence without a full stop. Quotes text of the file. */
  readonly message: string
}

/** The error as one line: file, line, column and message. */
export function configErrorText({ at, message }: ConfigError): string {
  return `${at.file}:${at.line}:${at.column}: ${message}`
}
