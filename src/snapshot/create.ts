import { basename, resolve } from 'node:path'
import { known, unknown, type Known } from '../core/known.js'
import { once } from '../core/once.js'
import type { DeliveryHistory, History, Hosting } from '../models/index.js'
import { readHistory } from './history.js'
import { remoteHost } from './remote-host.js'
import { DEFAULT_LIMITS, type FileLimits } from './limits.js'
import { revisionFiles } from './revision.js'
import type { Files, Snapshot } from './snapshot.js'
import { workTreeFiles } from './work-tree.js'

export interface SnapshotRequest {
  /** The folder to read: a repository, a folder inside one, or any other folder. */
  readonly root: string
  /** The commit to read instead of the files on disk. */
  readonly revision?: string
  readonly hosting: Hosting
  /** `owner/name`; the folder's name without it. */
  readonly repository?: string
  readonly limits?: FileLimits
  /** Where the history comes from, if another snapshot of the repository has it already. */
  readonly history?: () => Known<History>
  /** How delivery has gone; not known without. Asked when a check asks. */
  readonly deliveryHistory?: () => Known<DeliveryHistory>
}

/** Everything that is known of a repository. Unknown only if a revision is asked for that this clone does not hold. */
export async function createSnapshot(request: SnapshotRequest): Promise<Known<Snapshot>> {
  const { root, revision, hosting, limits = DEFAULT_LIMITS } = request
  const files: Known<Files & { readonly commit?: string }> =
    revision === undefined ? known(await workTreeFiles(root, limits)) : revisionFiles(root, revision, limits)
  if (!files.known) return files
  const history = once(() => request.history?.() ?? readHistory(root))
  const host = once(() => remoteHost(root))
  const deliveryHistory = once(() => request.deliveryHistory?.() ?? unknown('the delivery history was not read'))
  return known({
    repository: request.repository ?? basename(resolve(root)),
    revision: files.value.commit ?? null,
    files: files.value,
    hosting,
    get host() {
      return host()
    },
    // Two more processes, which a run whose checks do not ask for the history need not start.
    get history() {
      return history()
    },
    get deliveryHistory() {
      return deliveryHistory()
    },
  })
}
