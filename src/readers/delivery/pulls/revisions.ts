import type { Located } from '../../../core/location.js'
import type { PullSource, Value } from '../../../models/index.js'
import { literal } from './literal.js'

/** A revision with what it follows. */
export type Revision = Pick<PullSource, 'revision' | 'follows'>

/** Branches by their usual names; any other word may be a tag. */
const BRANCHES = /^(?:main|master|trunk|develop|development|head|origin\/.+|refs\/heads\/.+)$/i
const VERSION = /^(?:refs\/tags\/)?v?[0-9]+(?:\.[0-9]+){0,3}(?:[-+][0-9A-Za-z.+-]+)?$/
const RANGE = /[*^~<>|]|(?:^|\.)[xX](?:\.|$)|\s-\s|,/

/** What `targetRevision` of an application follows (Argo CD docs: Tracking and Deployment Strategies). */
export function gitRevision(value: Value | undefined): Revision {
  const revision = located(value)
  if (revision === undefined) return { follows: value === undefined ? 'branch' : 'unknown' }
  const text = revision.value
  if (text === '' || BRANCHES.test(text)) return { revision, follows: 'branch' }
  if (/^[0-9a-f]{7,64}$/.test(text) && /[a-f]/.test(text)) return { revision, follows: 'commit' }
  if (/^[0-9a-f]{40}$/.test(text)) return { revision, follows: 'commit' }
  if (RANGE.test(text)) return { revision, follows: 'range' }
  return { revision, follows: VERSION.test(text) || text.startsWith('refs/tags/') ? 'tag' : 'unknown' }
}

/** What the version of a chart or an artifact follows; without one, the newest. */
export function versionRevision(value: Value | undefined): Revision {
  const revision = located(value)
  if (revision === undefined) return { follows: value === undefined ? 'range' : 'unknown' }
  if (RANGE.test(revision.value) || /^(?:v?[0-9]+(?:\.[0-9]+)?|latest)$/.test(revision.value))
    return { revision, follows: 'range' }
  return { revision, follows: VERSION.test(revision.value) ? 'version' : 'unknown' }
}

/** The value with its place, if it is literal. */
export function located(value: Value | undefined): Located<string> | undefined {
  const text = literal(value)
  return text === undefined || value === undefined ? undefined : { value: text, at: value.at }
}
