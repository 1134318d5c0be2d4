import { known, type Known } from '../../core/known.js'
import { versionOf } from '../../models/change-words.js'
import type { HistoryWindow, PastRelease, Recorded } from '../../models/index.js'
import type { Failure } from '../failure.js'
import { at, flagAt, textAt } from '../json.js'
import type { Answer } from '../types.js'
import { nodesOf, partOf, timeAt } from './part.js'

const RELEASE = { tagName: 'text', publishedAt: 'text?', isDraft: 'flag', isPrerelease: 'flag?' } as const

/** Reads the releases of the host; where it has none, the tags that name a version. */
export function readReleases(answer: Answer | Failure, window: HistoryWindow): Known<Recorded<PastRelease>> {
  const part = partOf(answer, 'releases', 'contents: read')
  if (!part.known) return part
  const published = nodesOf(at(part.value, 'releases'), 'releases', RELEASE)
  if (!published.known) return published
  const isPublished = published.value.nodes.length > 0
  const listed = isPublished ? published : nodesOf(at(part.value, 'refs'), 'tags', { name: 'text' })
  if (!listed.known) return listed
  const list = listed.value
  const read = list.nodes.flatMap((node) => (isPublished ? releaseOf(node) : tagOf(node)) ?? [])
  const items = read.filter((release) => release.at >= window.from && release.at <= window.until)
  const complete = !list.more || read.some((release) => release.at < window.from)
  return known({ items: items.sort((a, b) => b.at - a.at), complete })
}

/** Drafts were not given out. */
function releaseOf(node: unknown): PastRelease | undefined {
  const [name, time] = [textAt(node, 'tagName'), timeAt(node, 'publishedAt')]
  if (name === undefined || time === undefined || flagAt(node, 'isDraft') === true) return undefined
  const sha = textAt(node, 'tagCommit', 'oid')
  return { name, ...(sha !== undefined && { sha }), at: time, prerelease: flagAt(node, 'isPrerelease') === true }
}

/** An annotated tag has a date of its own and points at its commit; any other is the commit. */
function tagOf(node: unknown): PastRelease | undefined {
  const name = textAt(node, 'name') ?? ''
  const version = versionOf(name)
  const time = timeAt(node, 'target', 'tagger', 'date') ?? timeAt(node, 'target', 'committedDate')
  const sha = textAt(node, 'target', 'target', 'oid') ?? textAt(node, 'target', 'oid')
  if (version === undefined || time === undefined) return undefined
  return { name, ...(sha !== undefined && { sha }), at: time, prerelease: version.prerelease }
}
