import type { Command } from '../measure/run.js'

/** A folder that contestants are given. */
export interface Folder {
  readonly root: string
  /** Its files, with `/`, sorted; without `.git`. */
  readonly paths: readonly string[]
  /** Bytes of all of them. */
  readonly bytes: number
}

/** A program that a case measures. */
export interface Contestant {
  readonly name: string
  command(folder: Folder): Command
  /** Those of a folder's files that it looks at; undefined for one that looks at none. */
  readonly looksAt?: readonly string[]
  /** How it tells its version; only peers, which may be absent, have to. */
  readonly version?: readonly string[]
}
