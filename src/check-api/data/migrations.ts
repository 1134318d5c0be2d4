import type { FileIndex, Migration, Migrations, MigrationChange, MigrationSet } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { unreadable } from '../outcomes.js'
import { isForUse } from '../common/paths.js'
import { folderOf } from '../../core/paths.js'

/** What a change does to migrations that are meant to be run. */
export interface JudgedChange extends MigrationChange {
  /** The folders that had migrations before: what is new in them meets a version that runs. */
  readonly grown: readonly MigrationSet[]
}

/** The change, or the outcome for repositories without migrations and for runs without a base. */
export function judgedChange(migrations: Migrations, files: FileIndex): JudgedChange | CheckOutcome<never> {
  const sets = migrations.sets.filter(({ folder }) => isMigrationForUse(folder, files))
  const { change } = migrations
  if (sets.length === 0 && !(change.known && change.value.edited.length > 0))
    return { kind: 'not-applicable', reason: 'there are no database migrations' }
  if (!change.known) return unreadable(change)
  const isJudged = ({ file }: Migration): boolean => isMigrationForUse(file, files)
  const added = new Set(change.value.added.filter(isJudged))
  return {
    added: [...added],
    edited: change.value.edited.filter(({ before }) => isJudged(before)),
    grown: grownOf(sets, added),
  }
}

/** A set of Liquibase is one file: a new one goes on where others end that lie near it (Liquibase docs: Design your project). */
function grownOf(sets: readonly MigrationSet[], added: ReadonlySet<Migration>): MigrationSet[] {
  const old = sets.filter((set) => set.migrations.some((each) => !added.has(each)))
  const before = new Set(old)
  const folders = new Set(old.filter(({ tool }) => tool === 'liquibase').flatMap(({ folder }) => around(folder)))
  return sets.filter(
    (set) => before.has(set) || (set.tool === 'liquibase' && around(set.folder).some((each) => folders.has(each))),
  )
}

/** The folder, and the one above it unless that is the root. */
function around(folder: string): string[] {
  const above = folderOf(folder)
  return above === '' ? [folder] : [folder, above]
}

/** A folder of migrations may be called like one of documents, but not like one of tests. */
function isMigrationForUse(path: string, files: FileIndex): boolean {
  return isForUse(path.endsWith('/') ? path : `${path}/`, files)
}
