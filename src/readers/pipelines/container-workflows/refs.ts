import type { SampleRun } from '../run-kinds.js'

/** The reference that a run is about; undefined where its name is not known. */
export function refOf({ kind, branch, tag }: SampleRun): string | undefined {
  if (kind === 'change-request') return 'refs/pull/1/head'
  if (kind === 'tag') return tag === undefined ? undefined : `refs/tags/${tag}`
  return branch === undefined ? undefined : `refs/heads/${branch}`
}
