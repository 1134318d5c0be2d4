import { known, unknown, type Known } from '../core/known.js'
import { listAt, textAt } from './json.js'
import type { GitHub } from './types.js'

/** Pages of tags, of a hundred each, that are looked through for a version. */
const TAG_PAGES = 3

/** A release by its number; the more parts, the more exact. */
const VERSION = /^v?\d+(?:\.\d+){0,3}$/

/** What a tag stands for. */
export interface TagCommit {
  /** Full commit id; of an annotated tag that of the commit behind it. */
  readonly commit: string
  /** The most exact version among the tags of that commit: `v4.2.1` for `v4`. The tag itself if there is none. */
  readonly version: string
}

type Tags = { readonly tags: ReadonlyMap<string, string>; readonly complete: boolean }

/**
 * Tells what tags of repositories on GitHub stand for. The tags of a repository are read once: the list gives the commit
 * behind annotated tags too (GitHub docs: REST API, List repository tags).
 */
export function tagResolver(github: GitHub): (repository: string, ref: string) => Promise<Known<TagCommit>> {
  const asked = new Map<string, Promise<Known<Tags>>>()
  return async (repository, ref) => {
    const [owner = '', repo = ''] = repository.split('/')
    const reading = asked.get(repository) ?? readTags(github, owner, repo)
    asked.set(repository, reading)
    const read = await reading
    if (!read.known) return read
    const { tags, complete } = read.value
    const commit = tags.get(ref) ?? (complete ? undefined : await oldTag(github, owner, repo, ref))
    if (commit === undefined) return unknown(`${repository} has no tag of that name: it may be a branch`)
    return known({ commit, version: versionOf(tags, ref, commit) })
  }
}

async function readTags(github: GitHub, owner: string, repo: string): Promise<Known<Tags>> {
  const list = await github.list('tags', { owner, repo, per_page: 100 }, { most: TAG_PAGES })
  if (!list.ok) return unknown(`the tags of ${owner}/${repo} could not be read: ${list.message}`)
  const tags = new Map<string, string>()
  for (const item of list.items) {
    const [name, commit] = [textAt(item, 'name'), textAt(item, 'commit', 'sha')]
    if (name !== undefined && commit !== undefined && isCommit(commit)) tags.set(name, commit)
  }
  return known({ tags, complete: list.complete })
}

/** A tag that stands behind the pages that were read. */
async function oldTag(github: GitHub, owner: string, repo: string, ref: string): Promise<string | undefined> {
  const found = await github.call('matchingTags', { owner, repo, ref })
  const own = found.ok ? listAt(found.data).find((each) => textAt(each, 'ref') === `refs/tags/${ref}`) : undefined
  if (own === undefined) return undefined
  const commit = await github.call('commit', { owner, repo, ref: `refs/tags/${ref}` })
  const sha = commit.ok ? textAt(commit.data, 'sha') : undefined
  return sha !== undefined && isCommit(sha) ? sha : undefined
}

function versionOf(tags: ReadonlyMap<string, string>, ref: string, commit: string): string {
  const names = [...tags].filter(([, of]) => of === commit).map(([name]) => name)
  const versions = names.filter((name) => VERSION.test(name) && name.startsWith('v') === ref.startsWith('v'))
  const parts = (name: string): number => name.split('.').length
  return (
    versions.sort((a, b) => parts(b) - parts(a) || b.localeCompare(a)).find((each) => parts(each) > parts(ref)) ?? ref
  )
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)
}
