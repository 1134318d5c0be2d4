import type { Location } from '../core/location.js'
import type { UnreadFile } from '../core/report.js'
import type { OwnersHost, Settings } from '../models/index.js'
import type { Files } from '../snapshot/snapshot.js'

/** A file, or a part of one, that is not what it claims to be: reported as a finding of `unreadable-file`. */
export interface Defect {
  readonly at: Location
  readonly message: string
}

/** What every reader gets: the files, what the configuration says, and a place to say what could not be read. */
export interface ReaderContext {
  readonly files: Files
  readonly settings: Settings
  /** `owner/name`, or the folder's name; absent where that is not known. */
  readonly repository?: string
  /** Where the repository lives, if something other than its files tells. */
  readonly host?: OwnersHost | undefined
  /** Records a file that does not parse. One entry a file: the first counts. */
  defect(defect: Defect): void
  /** Records a file that was recognised and deliberately not read, with the reason. */
  unread(file: UnreadFile): void
}
