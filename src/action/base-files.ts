import { known, unknown, type Known } from '../core/known.js'
import type { LineRange } from '../core/location.js'
import { readComparison, readFilesAt, type ChangedFile, type GitHub } from '../github/index.js'
import { isAutomationFile } from '../snapshot/automation-files.js'
import { filesBefore, type FileBefore } from '../snapshot/files-before.js'
import type { Files } from '../snapshot/snapshot.js'

/** Texts of the base that are read at most, and in one call: three calls for them all, one to learn which they are. */
const MOST_TEXTS = 150
const TEXTS_A_CALL = 50

/** Files beside those of automation in which checks look for what a change did. */
const ALSO_READ = /\.(?:json|sql|bicep)$|(?:^|\/)(?:migrations?|migrate|alembic)\//i

/** The base of a change, put together from the files on disk and the host. */
export interface BaseFiles {
  /** The commit that it is. */
  readonly commit: string
  /** Its files, by paths relative to the linted folder, from those of the head. */
  readonly files: (head: Files) => Files
  readonly changed: ReadonlyMap<string, readonly LineRange[]>
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Reads what a clone without history lacks of the base: which files differ between it and the commit on disk, and the
 * base's texts of those among them that readers open. Four calls at most; unknown if they do not reach.
 *
 * @param folder the linted folder relative to the repository, with a slash at its end, or empty
 */
export async function readBaseFiles(
  github: GitHub,
  base: string,
  onDisk: string,
  folder: string,
): Promise<Known<BaseFiles>> {
  const comparison = await readComparison(github, base, onDisk)
  if (!comparison.known) return comparison
  const { mergeBase, files } = comparison.value
  const wanted = files.flatMap(oldPathOf).filter((path) => path.startsWith(folder) && isRead(path))
  if (wanted.length > MOST_TEXTS) {
    return unknown(`the change touches ${wanted.length} automation files, more than the ${MOST_TEXTS} that are read`)
  }
  const texts = new Map<string, string>()
  for (let from = 0; from < wanted.length; from += TEXTS_A_CALL) {
    const found = await readFilesAt(github, mergeBase, wanted.slice(from, from + TEXTS_A_CALL))
    if (!found.known) return found
    for (const [path, text] of found.value) texts.set(path, text)
  }
  const changes = files.flatMap((file) => changeOf(file, texts, folder))
  return known({
    commit: mergeBase,
    files: (head) => filesBefore(head, changes),
    changed: linesIn(files, folder),
    renamed: new Map(
      changes.flatMap(({ now, was }) =>
        now === undefined || was === undefined || now === was ? [] : [[now, was] as const],
      ),
    ),
  })
}

/** The changed lines by paths relative to the folder; removed files have none. */
export function linesIn(files: readonly ChangedFile[], folder: string): Map<string, readonly LineRange[]> {
  return new Map(
    files
      .filter(({ path, status }) => status !== 'removed' && path.startsWith(folder))
      .map(({ path, lines }) => [path.slice(folder.length), lines.known ? lines.value : []]),
  )
}

function isRead(path: string): boolean {
  return isAutomationFile(path) || ALSO_READ.test(path)
}

/** Where the file was in the base; nowhere if the change adds it. */
function oldPathOf({ path, previousPath, status }: ChangedFile): string[] {
  if (status === 'added') return []
  return [status === 'renamed' ? (previousPath ?? path) : path]
}

function changeOf(file: ChangedFile, texts: ReadonlyMap<string, string>, folder: string): FileBefore[] {
  const inside = (path: string | undefined) =>
    path?.startsWith(folder) === true ? path.slice(folder.length) : undefined
  const [old] = oldPathOf(file)
  const now = file.status === 'removed' ? undefined : inside(file.path)
  const was = inside(old)
  const text = old === undefined ? undefined : texts.get(old)
  if (now === undefined && was === undefined) return []
  return [{ ...(now !== undefined && { now }), ...(was !== undefined && { was }), ...(text !== undefined && { text }) }]
}
