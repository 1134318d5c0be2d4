import type { Known } from '../core/known.js'
import type { UnreadFile } from '../core/report.js'
import type { DeliveryHistory, History, Hosting, OwnersHost } from '../models/index.js'

/** The files of one revision. Paths are relative to the root, with `/`, sorted. */
export interface Files {
  readonly paths: readonly string[]
  has(path: string): boolean
  /**
   * The file's text, or undefined if it is not there, not text, or over the limits (then it is in `unread`).
   * Read once and kept; a byte order mark is removed.
   */
  text(path: string): string | undefined
  /** Whether the path is a symbolic link. Absent where files cannot be links. */
  isLink?(path: string): boolean
  /** How many different files were read so far. */
  readonly readCount: number
  /** Files that were asked for and not read, with the reason; grows as files are asked for. */
  readonly unread: readonly UnreadFile[]
}

/** Everything that is known of a repository at one revision, before any of it is understood. */
export interface Snapshot {
  /** `owner/name`, or the folder's name. */
  readonly repository: string
  /** Commit, or null for a work tree. */
  readonly revision: string | null
  readonly files: Files
  readonly hosting: Hosting
  /** The host that the clone's remote names, if it is one of those that are known by name. */
  readonly host?: OwnersHost | undefined
  readonly history: Known<History>
  readonly deliveryHistory: Known<DeliveryHistory>
}

/** Reports of other tools, as the steps before have left them. */
export interface ReportFiles {
  readonly files: Files
  /** Patterns that nothing on disk fits. */
  readonly missing: readonly string[]
  /** Absolute paths by which the tools may know the linted folder. */
  readonly roots: readonly string[]
}
