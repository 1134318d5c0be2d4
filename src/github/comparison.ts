import { known, unknown, type Known } from '../core/known.js'
import { changedFileOf, type ChangedFile } from './changed-files.js'
import { listAt, textAt } from './json.js'
import type { GitHub } from './types.js'

/** A comparison names no more files than these, on its first page (GitHub docs: Compare two commits). */
const MOST_FILES = 300

/** How two commits differ. */
export interface Comparison {
  /** The newest commit that both contain: where the changes of the second began. */
  readonly mergeBase: string
  /** What the second one changes since then. */
  readonly files: readonly ChangedFile[]
}

/** Compares two commits without a clone, in one call; unknown unless the list of files is complete. */
export async function readComparison(github: GitHub, base: string, head: string): Promise<Known<Comparison>> {
  const answer = await github.call('compare', { basehead: `${base}...${head}`, per_page: 1, page: 1 })
  if (!answer.ok) return answer.why
  const mergeBase = textAt(answer.data, 'merge_base_commit', 'sha')
  const files = listAt(answer.data, 'files')
  if (mergeBase === undefined || !/^[0-9a-f]{40,64}$/.test(mergeBase)) {
    return unknown('GitHub does not say where the change began')
  }
  if (files.length >= MOST_FILES) return unknown(`the change touches ${MOST_FILES} files or more`)
  return known({ mergeBase, files: files.flatMap(changedFileOf) })
}
