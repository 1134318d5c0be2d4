import { known, unknown, type Known } from '../core/known.js'
import type { LineRange } from '../core/location.js'
import { numberAt, textAt } from './json.js'
import type { GitHub } from './types.js'

/** GitHub lists no more files of a pull request than these (GitHub docs: List pull requests files). */
const MOST_FILES = 3000

/** Large pages lose the patches of their last files, so pages are kept small. */
const PER_PAGE = 30

/** A file that a pull request touches. */
export interface ChangedFile {
  readonly path: string
  readonly previousPath?: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  /** The lines that are new or changed; unknown for binary files, and where the host leaves the patch out. */
  readonly lines: Known<readonly LineRange[]>
}

/** Reads the files that a pull request touches; unknown unless the list is complete. */
export async function readChangedFiles(github: GitHub, pull: number): Promise<Known<readonly ChangedFile[]>> {
  const list = await github.list(
    'pullFiles',
    { pull_number: pull, per_page: PER_PAGE },
    { most: MOST_FILES / PER_PAGE },
  )
  if (!list.ok) return list.why
  if (!list.complete) return list.why?.why ?? unknown('the list of changed files is not complete')
  if (list.items.length >= MOST_FILES) return unknown(`GitHub lists no more than ${MOST_FILES} changed files`)
  return known(list.items.flatMap(changedFileOf))
}

/** A file of a list as GitHub gives it; none if the list does not name it. */
export function changedFileOf(file: unknown): ChangedFile[] {
  const path = textAt(file, 'filename')
  if (path === undefined) return []
  const previousPath = textAt(file, 'previous_filename')
  const status = statusOf(textAt(file, 'status'))
  return [{ path, ...(previousPath !== undefined && { previousPath }), status, lines: linesOf(file, status) }]
}

function statusOf(status: string | undefined): ChangedFile['status'] {
  if (status === 'added' || status === 'copied') return 'added'
  return status === 'removed' || status === 'renamed' ? status : 'modified'
}

/**
 * Late rows of a large page claim no changes and carry no patch, although the file did change; only of a removed or a
 * purely renamed file is that the truth.
 */
function linesOf(file: unknown, status: ChangedFile['status']): Known<readonly LineRange[]> {
  if (status === 'removed') return known([])
  const patch = textAt(file, 'patch')
  if (patch !== undefined) return known(addedLines(patch))
  if (status === 'renamed' && numberAt(file, 'changes') === 0) return known([])
  return unknown('GitHub leaves out which lines of the file changed')
}

/** The lines that a unified diff adds, as ranges of the new file. Linear in the patch. */
export function addedLines(patch: string): readonly LineRange[] {
  const ranges: { from: number; to: number }[] = []
  let line = 0
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text)
    if (hunk !== null) {
      line = Number(hunk[1])
    } else if (text.startsWith('+')) {
      const last = ranges.at(-1)
      if (last !== undefined && last.to === line - 1) last.to = line
      else ranges.push({ from: line, to: line })
      line += 1
    } else if (text.startsWith(' ') || text === '') {
      line += 1
    }
  }
  return ranges
}
