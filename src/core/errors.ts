/**
 * A mistake of the user or a limit of the environment: shown as one sentence, never as a stack trace.
 * Ends the run with exit status 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** The text of whatever was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
