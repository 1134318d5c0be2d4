import { known, type Known } from '../../core/known.js'
import { isKeptBranch } from '../../models/change-words.js'
import type { HistoryWindow, OpenBranch, Recorded } from '../../models/index.js'
import { isMachineName } from '../../models/machine-names.js'
import type { Failure } from '../failure.js'
import { at, listAt, textAt } from '../json.js'
import type { Answer } from '../types.js'
import { actorAt, nodesOf, partOf, timeAt } from './part.js'

/**
 * Reads the branches that are not merged. Their newest pull request tells; a branch without one is open if its last
 * commit is of the window and the default branch does not hold it. Older ones without a pull request may have been merged
 * in another way: they are left out, and the list is not complete.
 *
 * @param merged the commits of the default branch in the window, if all are known
 */
export function readBranches(
  answer: Answer | Failure,
  defaultBranch: string,
  window: HistoryWindow,
  merged: ReadonlySet<string> | undefined,
): Known<Recorded<OpenBranch>> {
  const part = partOf(answer, 'branches', 'contents: read and pull-requests: read')
  if (!part.known) return part
  const listed = nodesOf(at(part.value, 'refs'), 'branches', { name: 'text' })
  if (!listed.known) return listed
  const { nodes, more } = listed.value
  const items: OpenBranch[] = []
  let complete = !more
  for (const node of nodes) {
    const name = textAt(node, 'name') ?? ''
    if (name === '' || name === defaultBranch || isKeptBranch(name)) continue
    const open = openOf(node, name, window, merged)
    if (open === undefined) complete = false
    else if (open !== 'merged') items.push(open)
  }
  return known({ items: items.sort((a, b) => b.startedAt - a.startedAt), complete })
}

/** The number of branches, of those that were listed, that are still there after the pull request of all they hold was merged. */
export function countMerged(answer: Answer | Failure, defaultBranch: string): Known<number> {
  const part = partOf(answer, 'branches', 'contents: read and pull-requests: read')
  if (!part.known) return part
  const listed = nodesOf(at(part.value, 'refs'), 'branches', { name: 'text' })
  if (!listed.known) return listed
  const left = listed.value.nodes.filter((node) => {
    const name = textAt(node, 'name') ?? ''
    return name !== '' && name !== defaultBranch && !isKeptBranch(name) && isMerged(node)
  })
  return known(left.length)
}

function isMerged(node: unknown): boolean {
  const [pull] = listAt(node, 'associatedPullRequests', 'nodes')
  return textAt(pull, 'state') === 'MERGED' && textAt(pull, 'headRefOid') === textAt(node, 'target', 'oid')
}

function openOf(
  node: unknown,
  name: string,
  window: HistoryWindow,
  merged: ReadonlySet<string> | undefined,
): OpenBranch | 'merged' | undefined {
  if (isMerged(node)) return 'merged'
  const [tip, tipAt] = [textAt(node, 'target', 'oid') ?? '', timeAt(node, 'target', 'committedDate')]
  const [pull] = listAt(node, 'associatedPullRequests', 'nodes')
  const state = textAt(pull, 'state')
  if (state === 'OPEN') {
    const startedAt = timeAt(listAt(pull, 'commits', 'nodes')[0], 'commit', 'authoredDate') ?? tipAt
    return startedAt === undefined ? undefined : { name, startedAt, automated: actorAt(pull, 'author').machine }
  }
  if (merged === undefined || tipAt === undefined || tipAt < window.from) return undefined
  if (merged.has(tip)) return 'merged'
  const names = [textAt(node, 'target', 'author', 'user', 'login'), textAt(node, 'target', 'author', 'name')]
  return { name, startedAt: tipAt, automated: names.some((each) => isMachineName(each ?? '')) }
}
