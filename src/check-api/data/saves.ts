import type { Location } from '../../core/location.js'
import type { Step, Unresolved } from '../../models/index.js'
import { runsBefore } from '../pipelines/pipelines.js'
import type { ProductionMigration } from './production-migrations.js'

/** Words of commands, names and actions that keep a copy of data: `pg_dump`, `create-db-snapshot`, `backup-db.sh`. */
const SAVES = /backup|back-up|snapshot|dump|pitr|restore-point|export/i

/** Where a step that keeps the data may run before the migration: a place, something that nobody looks into, or nothing. */
export function savedBefore(
  migration: ProductionMigration,
): { readonly at: Location } | { readonly hidden: Unresolved } | undefined {
  const before = [...runsBefore(migration), migration.step]
  const saving = before.find(isSaving)
  if (saving !== undefined) return { at: saving.at }
  const [hidden] = before.flatMap((step) => step.opaque)
  if (hidden !== undefined) return { hidden }
  const [open] = migration.pipeline.unresolved
  return open === undefined ? undefined : { hidden: open }
}

/** By whatever names it: to miss a copy would be worse than to take another's for one. */
function isSaving({ name, run, uses, commands }: Step): boolean {
  const words = commands.flatMap(({ argv }) => argv.map(({ text }) => text))
  return [name?.value, run?.value, uses?.text, ...words].some((text) => text !== undefined && SAVES.test(text))
}
