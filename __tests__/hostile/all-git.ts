import { join } from 'node:path'
import { changedFiles, changedPaths } from '../../src/snapshot/changes.js'
import { defaultBranch } from '../../src/snapshot/default-branch.js'
import { readGitDeliveryHistory } from '../../src/snapshot/delivery-history/index.js'
import { readHistory } from '../../src/snapshot/history.js'
import { lineShift } from '../../src/snapshot/line-shift.js'
import { remoteHost } from '../../src/snapshot/remote-host.js'
import { repositoryRoot } from '../../src/snapshot/repository-root.js'
import { mergeBase, namedParents, revisionFiles } from '../../src/snapshot/revision.js'
import type { Files } from '../../src/snapshot/snapshot.js'
import { workTreeFiles } from '../../src/snapshot/work-tree.js'

/** Whatever is asked of git about `root`, which has two commits at least, by all that asks it. */
export async function allThatGitSays(root: string): Promise<unknown> {
  const commit = revisionFiles(root, 'HEAD')
  const history = readGitDeliveryHistory({ root, days: 3650, until: Date.UTC(2026, 5, 1) })
  const shift = lineShift(root, 'HEAD~1', 'HEAD', new Set(['a.txt', 'big.txt']))
  const changes = changedFiles(root, 'HEAD~1', 'HEAD')
  const onDisk = changedFiles(root, 'HEAD~1')
  return {
    disk: textsOf(await workTreeFiles(root)),
    commit: commit.known ? textsOf(commit.value) : commit,
    below: (await workTreeFiles(join(root, 'sub'))).paths,
    changes: changes.known ? [...changes.value.lines, ...changes.value.renamed] : changes,
    onDisk: onDisk.known ? [...onDisk.value.lines, ...onDisk.value.renamed] : onDisk,
    paths: changedPaths(root, 'HEAD~1'),
    people: told(readHistory(root)),
    delivery: history.known
      ? [history.value.window, history.value.changes, history.value.openBranches, history.value.releases]
      : history,
    names: [defaultBranch(root), remoteHost(root), repositoryRoot(root), mergeBase(root, 'HEAD~1', 'HEAD')],
    parents: namedParents(root),
    shift: shift && [1, 3, 9, 20, 40, 60].map((line) => [shift('a.txt', line), shift('big.txt', line)]),
  }
}

function textsOf(files: Files): unknown {
  return [files.paths.map((path) => [path, files.text(path), files.isLink?.(path)]), files.unread]
}

/** With the parts that are read when they are asked for. */
function told(history: ReturnType<typeof readHistory>): unknown {
  return history.known ? { ...history.value, subjects: history.value.subjects } : history
}
