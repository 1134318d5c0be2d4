import { known, unknown, type Known } from '../../core/known.js'
import { versionOf } from '../../models/change-words.js'
import type { PastRelease, Recorded } from '../../models/index.js'
import { fields, git } from '../git.js'
import type { Source } from './source.js'

/** Tags that are looked at, the newest. */
const MAX_TAGS = 2000

const FORMAT = ['%(refname)', '%(creatordate:unix)', '%(objectname)', '%(*objectname)'].join('%00')

/**
 * Tags that name a version, by their own date or that of their commit. A clone that left tags out cannot say that there
 * are none.
 */
export function readReleases({ root, branch, window, shallow, cost }: Source): Known<Recorded<PastRelease>> {
  const args = ['for-each-ref', `--count=${MAX_TAGS}`, '--sort=-creatordate', `--format=${FORMAT}%00`, 'refs/tags']
  const listed = git(root, args, cost())
  if (!listed.ok) return unknown(`the tags cannot be read: ${listed.reason}`)
  const parts = fields(listed.stdout)
  const items: PastRelease[] = []
  let tags = 0
  let oldest = Infinity
  for (let index = 0; index + 3 < parts.length; index += 4) {
    const [ref = '', seconds, object = '', peeled = ''] = parts.slice(index, index + 4)
    const name = ref.trimStart().slice('refs/tags/'.length)
    const at = Number(seconds) * 1000
    tags += 1
    oldest = Math.min(oldest, at)
    const version = versionOf(name)
    if (version === undefined || !(at >= window.from && at <= window.until)) continue
    const dated = peeled === '' ? { sha: object, undated: true as const } : { sha: peeled }
    items.push({ name, at, prerelease: version.prerelease, ...dated })
  }
  if (tags === 0 && (shallow || leavesOutTags(root, branch.remote))) {
    return unknown('the clone holds no tags, and was not made to', {
      remedy: 'Fetch the tags (actions/checkout: fetch-depth: 0; elsewhere: git fetch --tags), or use `history: api`.',
    })
  }
  const complete = !shallow && (tags < MAX_TAGS || oldest < window.from)
  return known({ items, complete })
}

function leavesOutTags(root: string, remote: string | undefined): boolean {
  if (remote === undefined) return false
  const asked = git(root, ['config', '--get', `remote.${remote}.tagOpt`])
  return asked.ok && asked.stdout.toString('utf8').trim() === '--no-tags'
}
