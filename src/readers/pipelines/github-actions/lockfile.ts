import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { ActionReference } from './action-ref.js'

const LOCKFILE = '.github/workflows/actions.lock'

/** What `actions.lock` fixes (GitHub docs: Workflow dependency lockfiles). */
export interface Lockfile {
  /** The commit that runs for `reference` in `file`, or undefined if the lockfile does not cover it. */
  commitOf(file: string, reference: ActionReference): string | undefined
}

/**
 * Reads the lockfile. A workflow is covered if it is listed; the file of a local action is covered if every workflow
 * of the tree is, because any of them may use it.
 */
export function readLockfile(context: ReaderContext, workflows: readonly string[]): Lockfile {
  const yaml = context.files.has(LOCKFILE) ? yamlOf(context, LOCKFILE) : undefined
  if (yaml === undefined) return { commitOf: () => undefined }
  if (yaml.error !== undefined) context.defect(yaml.error)
  const root = yaml.documents[0]
  const listed = new Map(
    entriesOf(valueAt(root, 'workflows')).map(({ key, value }) => [
      key.text.replace(/^\.\//, ''),
      new Set(itemsOf(value).map((item) => (item.kind === 'scalar' ? item.text.toLowerCase() : ''))),
    ]),
  )
  const commits = new Map(
    entriesOf(valueAt(root, 'dependencies')).map(({ key, value }) => [
      key.text.toLowerCase(),
      scalarAt(value, 'commit')?.text.replace(/^sha(?:1|256)-/, ''),
    ]),
  )
  const allListed = workflows.every((file) => listed.has(file))
  return {
    commitOf(file, { repository, path, ref }) {
      if (repository === undefined || ref === undefined) return undefined
      const names = [...(path === undefined ? [] : [`${repository}/${path}@${ref}`]), `${repository}@${ref}`]
      const own = listed.get(file)
      for (const name of names.map((each) => each.toLowerCase())) {
        const isCovered = own === undefined ? allListed && !workflows.includes(file) : own.has(name)
        const commit = isCovered ? commits.get(name) : undefined
        if (commit !== undefined) return commit
      }
      return undefined
    },
  }
}
