import { posix, relative, sep } from 'node:path'
import { known, unknown, type Known } from '../core/known.js'
import { repositoryRoot } from './repository-root.js'
import { revisionFiles } from './revision.js'
import type { Files } from './snapshot.js'
import { realRoot, workTreeFiles } from './work-tree.js'

/**
 * The text of a file of the repository by its path from the linted folder, which may lead out of that folder (`../x.yml`),
 * but not out of the repository.
 *
 * @param files those of the linted folder, as they are on disk or at `revision`
 */
export async function textBeyond(
  root: string,
  files: Files,
  revision: string | undefined,
  path: string,
): Promise<Known<string>> {
  if (!path.startsWith('../')) return textIn(files, path)
  const top = repositoryRoot(root)
  if (top === undefined) return unknown('it leads out of the linted folder, which lies in no git repository')
  const folder = relative(realRoot(top), realRoot(root)).split(sep).join('/')
  const full = posix.normalize(posix.join(folder, path))
  if (full === '..' || full.startsWith('../')) return unknown('it leads out of the repository')
  if (revision === undefined) return textIn(await workTreeFiles(top), full)
  const all = revisionFiles(top, revision)
  return all.known ? textIn(all.value, full) : all
}

function textIn(files: Files, path: string): Known<string> {
  const text = files.text(path)
  if (text !== undefined) return known(text)
  return unknown(files.unread.find(({ file }) => file === path)?.reason ?? 'there is no such file')
}
