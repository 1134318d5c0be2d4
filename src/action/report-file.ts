import { errorText, UserError } from '../core/errors.js'
import { writeInside } from '../publish/write-inside.js'

/**
 * Writes a report below `workspace` (or to an absolute path that the workflow names) and returns where it is. A link of
 * the checked out files never leads the report elsewhere. Throws a {@link UserError} if it cannot be written.
 */
export function writeReportFile(workspace: string, file: string, text: string): string {
  try {
    return writeInside(workspace, file, text)
  } catch (error) {
    throw new UserError(`the report cannot be written to ${file}: ${errorText(error)}`)
  }
}
