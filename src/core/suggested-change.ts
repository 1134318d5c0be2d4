import type { Finding } from './report.js'

/** Lines of a file that could be replaced to solve a finding. */
export interface SuggestedChange {
  readonly finding: Pick<Finding, 'check' | 'title' | 'message' | 'fingerprint'>
  readonly file: string
  /** First and last line that are replaced, counted from 1. */
  readonly from: number
  readonly to: number
  /** The lines as they are. */
  readonly before: readonly string[]
  /** What stands there instead, without a line break at the end; undefined if the lines go. */
  readonly text: string | undefined
}
