import { known, unknown, type Known } from '../core/known.js'
import { readFilesAt } from './files-at.js'
import type { GitHub } from './types.js'

/** A file of any repository of the host. */
export interface RemoteFile {
  readonly owner: string
  readonly repo: string
  readonly path: string
  /** Commit id, tag or branch; the default branch without it. */
  readonly ref?: string
}

/** The text of a file of another repository, read with the token of the run, or else with that for settings. */
export async function readRemoteFile(github: GitHub, file: RemoteFile): Promise<Known<string>> {
  const { owner, repo, path, ref = 'HEAD' } = file
  const ask = (admin: boolean) => readFilesAt(github, ref, [path], { owner, repo }, { admin })
  const first = await ask(false)
  const found = !first.known && github.hasSettingsToken ? await ask(true) : first
  if (!found.known) return isHidden(found.reason) ? hidden(file) : found
  const text = found.value.get(path)
  return text === undefined ? unknown(`${owner}/${repo} has no text file ${path} at ${ref}`) : known(text)
}

/** What the host says of a repository that the token may not see is the same as of one that there is not. */
function isHidden(reason: string): boolean {
  return /could not resolve to a repository|may not read the files/i.test(reason)
}

function hidden({ owner, repo }: RemoteFile): Known<string> {
  return unknown(`the token does not see a repository ${owner}/${repo}`, {
    permission: 'contents: read',
    remedy: `if it is private, give a token that may read its contents: a job's own token reads its own repository and public ones`,
  })
}
