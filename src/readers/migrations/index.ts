import { known, type Known } from '../../core/known.js'
import type { FileIndex, MigrationChange, Migrations } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { once } from '../../core/once.js'
import { migrationChange } from './change.js'
import { findMigrations } from './find.js'
import { liquibaseSets } from './liquibase/index.js'
import { readStarts } from './starts.js'

/**
 * The database migrations of the tree. `before` are those of the revision where the change began. No file is opened
 * before its path tells that it may be a migration, and none is read through before somebody asks for its body.
 */
export function readMigrations(
  context: Pick<ReaderContext, 'files'>,
  index: FileIndex,
  before: () => Known<Pick<Migrations, 'sets'>>,
): Migrations {
  const sets = [...findMigrations(context, index), ...liquibaseSets(context, index)]
  const starts = once(() => readStarts(context, index))
  const change = once((): Known<MigrationChange> => {
    const old = before()
    return old.known ? known(migrationChange(old.value.sets, sets)) : old
  })
  return {
    sets,
    get change() {
      return change()
    },
    get starts() {
      return starts()
    },
  }
}
