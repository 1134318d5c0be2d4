import type { EditedMigration, Migration, MigrationChange, MigrationSet } from '../../models/index.js'

/** What became of the migrations of the revision where a change began, and which are new. */
export function migrationChange(before: readonly MigrationSet[], now: readonly MigrationSet[]): MigrationChange {
  const [old, current] = [byKey(before), byKey(now)]
  const added = [...current].filter(([key]) => !old.has(key)).map(([, migration]) => migration)
  const edited: EditedMigration[] = []
  const moved = new Set<Migration>()
  for (const [key, migration] of old) {
    if (migration.kind === 'repeatable') continue
    const same = current.get(key)
    if (same === undefined) {
      // A folder that was renamed: what the tool knows a migration by is still there.
      const elsewhere = added.find((each) => isSame(each, migration) && !moved.has(each))
      if (elsewhere === undefined) edited.push({ before: migration })
      else moved.add(elsewhere)
    } else if (same.kind !== 'repeatable' && !isUnchanged(migration, same)) {
      edited.push({ before: migration, now: same })
    }
  }
  return { added: added.filter((migration) => !moved.has(migration)), edited }
}

function byKey(sets: readonly MigrationSet[]): Map<string, Migration> {
  return new Map(sets.flatMap(({ migrations }) => migrations.map((each) => [`${each.file}\0${each.name}`, each])))
}

function isUnchanged(a: Migration, b: Migration): boolean {
  return a.text === b.text || a.body.essence === b.body.essence
}

function isSame(a: Migration, b: Migration): boolean {
  return a.tool === b.tool && a.name === b.name && isUnchanged(a, b)
}
