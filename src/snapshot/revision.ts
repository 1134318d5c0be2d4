import { posix } from 'node:path'
import { known, unknown, type Known } from '../core/known.js'
import { isAutomationFile } from './automation-files.js'
import { BlobStore, type TreeEntry } from './blob-store.js'
import { git } from './git.js'
import { lazyFiles, type Loaded, type Refusal } from './lazy-files.js'
import { DEFAULT_LIMITS, type FileLimits } from './limits.js'
import { namedEntries, STRANGE_NAME } from './path-names.js'
import type { Files } from './snapshot.js'

/** A commit id in full: SHA-1 or SHA-256. */
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** A link to a link to a link is somebody's mistake, or a loop. */
const MAX_LINKS = 5

/** Mode of a symbolic link in a tree (git docs: git-fast-import, filemodify). */
const LINK_MODE = '120000'

/** A message that is longer is none. */
const MAX_COMMIT_BYTES = 1024 * 1024

/** A target path is at most this long (Linux: PATH_MAX). */
const MAX_LINK_BYTES = 4096

/**
 * The full commit id of `revision`, or undefined if there is no such commit here. Refuses what git could take for an
 * option or a search.
 */
export function resolveRevision(root: string, revision: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what must not get through
  if (revision === '' || /^[-:]|[\x00-\x20\x7f]/.test(revision)) return undefined
  const meant = branchFirst(root, revision)
  const resolved = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${meant}^{commit}`])
  const id = resolved.ok ? resolved.stdout.toString('utf8').trim().split('\n').at(-1) : undefined
  return id !== undefined && FULL_ID.test(id) ? id : undefined
}

/** The name that a revision begins with: `origin/main` of `origin/main~2`. */
const NAME = /^[\w.+-][\w./+-]*/

/**
 * Of a tag and a branch of one name git takes the tag (gitrevisions manual), which people may push who may not push to the
 * branch: here the branch is meant.
 */
function branchFirst(root: string, revision: string): string {
  const name = NAME.exec(revision)?.[0]
  if (name === undefined || /^(?:refs\/|(?:\w+_)?HEAD$)/.test(name) || FULL_ID.test(name)) return revision
  const kinds = ['refs/tags/', 'refs/remotes/', 'refs/heads/'].map((kind) => kind + name)
  const listed = git(root, ['for-each-ref', '--format=%(refname)', ...kinds])
  const there = new Set(listed.stdout.toString('utf8').split('\n'))
  const [tag = '', ...branches] = kinds
  const branch = there.has(tag) ? branches.find((each) => there.has(each)) : undefined
  return branch === undefined ? revision : branch + revision.slice(name.length)
}

/** The revision as an id that git can be given; an id that is already full is not looked up again. */
function idOf(root: string, revision: string): string | undefined {
  return FULL_ID.test(revision) ? revision : resolveRevision(root, revision)
}

/**
 * The newest commit that both revisions contain: where the changes of `head` began. Undefined if there is none, or if
 * the clone is too shallow to tell.
 */
export function mergeBase(root: string, base: string, head: string): string | undefined {
  const [from, to] = [idOf(root, base), idOf(root, head)]
  if (from === undefined || to === undefined) return undefined
  const found = git(root, ['merge-base', from, to])
  const id = found.ok ? found.stdout.toString('utf8').trim() : ''
  return FULL_ID.test(id) ? id : undefined
}

/**
 * The parents of the commit that is checked out as the commit itself names them: in a shallow clone they are not there,
 * and git says that there are none.
 */
export function namedParents(root: string): string[] {
  const read = git(root, ['cat-file', 'commit', 'HEAD'], { maxBytes: MAX_COMMIT_BYTES })
  if (!read.ok) return []
  const [headers = ''] = read.stdout.toString('utf8').split('\n\n', 1)
  const ids = headers.split('\n').flatMap((line) => (line.startsWith('parent ') ? [line.slice('parent '.length)] : []))
  return ids.filter((id) => FULL_ID.test(id))
}

/**
 * The files of one commit, read from git's objects without checking anything out, under the rules of
 * {@link workTreeFiles}: paths are relative to `root`, a symbolic link is read only if it leads to another file of the
 * commit, submodules have no content. Unknown if the revision, or its objects, are not in this clone.
 */
export function revisionFiles(
  root: string,
  revision: string,
  limits: FileLimits = DEFAULT_LIMITS,
): Known<Files & { readonly commit: string }> {
  const id = idOf(root, revision)
  if (id === undefined) return unknown(`the revision ${revision} is not in this clone`, { remedy: FETCH })
  const listed = git(root, ['ls-tree', '-r', '-z', '-l', id])
  if (!listed.ok) return unknown(`the files of ${revision} cannot be listed: ${listed.reason}`, { remedy: FETCH })
  const { tree, strange } = readTree(listed.stdout)
  const store = new BlobStore(root, [...tree.values()], limits)
  if (!store.load(({ path, mode }) => isBlob(mode) && isAutomationFile(path))) {
    return unknown(`not all files of ${revision} are in this clone`, { remedy: FETCH })
  }
  const files = lazyFiles(
    [...tree.keys()],
    (path, refuse) => (strange.has(path) ? { problem: STRANGE_NAME } : loadEntry(store, tree, path, refuse)),
    limits,
    (path) => {
      const entry = tree.get(path)
      return entry !== undefined && isBlob(entry.mode) ? entry.size : undefined
    },
  )
  for (const path of strange) files.text(path)
  const isLink = (path: string): boolean => tree.get(path)?.mode === LINK_MODE
  return known(Object.assign(files, { commit: id, isLink }))
}

const FETCH = 'fetch the whole history of the branch (actions/checkout: fetch-depth: 0, no filter)'

function readTree(stdout: Buffer): { tree: Map<string, TreeEntry>; strange: ReadonlySet<string> } {
  const tree = new Map<string, TreeEntry>()
  const strange = new Set<string>()
  const named = namedEntries(stdout)
  for (const line of named.entries) {
    const tab = line.indexOf('\t')
    const [mode = '', , object = '', size = ''] = line.slice(0, tab).split(/ +/)
    const path = line.slice(tab + 1)
    if (named.strange.has(line)) strange.add(path)
    tree.set(path, { path, mode, object, size: Number(size) || 0 })
  }
  return { tree, strange }
}

function isBlob(mode: string): boolean {
  return mode.startsWith('100')
}

function loadEntry(store: BlobStore, tree: ReadonlyMap<string, TreeEntry>, path: string, refuse: Refusal): Loaded {
  const entry = followLinks(store, tree, path)
  if (entry === undefined) {
    return { problem: 'it is a symbolic link to something that is not a file of this repository' }
  }
  if (!isBlob(entry.mode)) return { problem: 'it is a folder: a submodule' }
  const refused = refuse(entry.size)
  if (refused !== undefined) return { problem: refused }
  const bytes = store.get(entry)
  return bytes === undefined ? { problem: 'its content is not in this clone' } : { bytes }
}

function followLinks(store: BlobStore, tree: ReadonlyMap<string, TreeEntry>, path: string): TreeEntry | undefined {
  let here = path
  for (let links = 0; links <= MAX_LINKS; links++) {
    const entry = tree.get(here)
    if (entry?.mode !== LINK_MODE) return entry
    if (entry.size > MAX_LINK_BYTES) return undefined
    const target = store.get(entry)?.toString('utf8')
    if (target === undefined || target.startsWith('/')) return undefined
    here = posix.normalize(posix.join(posix.dirname(here), target))
  }
  return undefined
}
