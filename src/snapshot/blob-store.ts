import { readBlobs } from './blobs.js'
import type { FileLimits } from './limits.js'

/** One path of a commit. */
export interface TreeEntry {
  readonly path: string
  readonly mode: string
  readonly object: string
  /** Bytes; 0 for a submodule. */
  readonly size: number
}

/** Contents that are fetched along with one that is asked for: this many files, this many bytes. */
const BATCH_FILES = 256
const BATCH_BYTES = 8 * 1024 * 1024

/**
 * The contents of a commit's files. Each call of git is a process, so files are fetched in batches: beforehand those
 * that are likely to be asked for, later those that end like the one that was, because readers go by endings.
 */
export class BlobStore {
  private readonly blobs = new Map<string, Buffer>()
  private readonly root: string
  private readonly entries: readonly TreeEntry[]
  private readonly limits: FileLimits

  constructor(root: string, entries: readonly TreeEntry[], limits: FileLimits) {
    this.root = root
    this.entries = entries
    this.limits = limits
  }

  /** Fetches what `isWanted`, as far as the limits allow; false if git does not have all of it. */
  load(isWanted: (entry: TreeEntry) => boolean): boolean {
    return this.fetch(this.entries.filter(isWanted), Infinity, this.limits.maxTotalBytes)
  }

  /** The content, or undefined if git does not have it. */
  get(entry: TreeEntry): Buffer | undefined {
    if (!this.blobs.has(entry.object)) {
      const batch = this.entries.slice(this.entries.indexOf(entry)).filter(({ mode, path }) => {
        return mode === entry.mode && endingOf(path) === endingOf(entry.path)
      })
      if (!this.fetch(batch, BATCH_FILES, BATCH_BYTES)) this.fetch([entry], 1, Infinity)
    }
    return this.blobs.get(entry.object)
  }

  private fetch(entries: readonly TreeEntry[], maxFiles: number, maxBytes: number): boolean {
    const ids = new Set<string>()
    let total = 0
    for (const { object, size } of entries) {
      if (size > this.limits.maxFileBytes || this.blobs.has(object)) continue
      total += size
      if (ids.size >= maxFiles || total > maxBytes) break
      ids.add(object)
    }
    const read = readBlobs(this.root, [...ids])
    for (const [id, bytes] of read ?? []) this.blobs.set(id, bytes)
    return read !== undefined
  }
}

/** What follows the last dot of the name; the whole name without one. */
function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.slice(name.lastIndexOf('.') + 1)
}
