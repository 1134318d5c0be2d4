import type { Migration, OrderFault } from '../../models/index.js'
import { groupBy } from '../../core/group.js'

/** Why a tool cannot bring these migrations of one folder in order, if it cannot. */
export function faultsOf(tool: string, migrations: readonly Migration[], text: (file: string) => string): OrderFault[] {
  const versioned = migrations.filter(({ kind }) => kind === 'versioned')
  if (tool === 'alembic') return [...sameVersion(versioned), ...alembicHeads(versioned, text)]
  if (tool === 'django') return djangoHeads(versioned, text)
  return BY_NAME.has(tool) ? [] : sameVersion(versioned)
}

/** Tools that order by the whole name, so that two with the same number are no fault. */
const BY_NAME: ReadonlySet<string> = new Set([
  'knex',
  'laravel',
  'mikro-orm',
  'prisma',
  'sequelize',
  'sql-migrate',
  'typeorm',
  'diesel',
  'node-pg-migrate',
  'supabase',
  'atlas',
  'drizzle',
  'entity-framework',
])

/** A tool that refuses the same version refuses it at once: what has several of them is run by another one, by its names. */
const MOST_FAULTS = 2

function sameVersion(migrations: readonly Migration[]): OrderFault[] {
  const byVersion = groupBy(migrations, ({ version }) => version)
  const shared = [...byVersion].filter(([, same]) => same.length > 1)
  if (shared.length > MOST_FAULTS) return []
  return shared.map(([what, same]) => ({ kind: 'version', what, migrations: same }))
}

/**
 * Alembic: revisions that none goes on from (docs: Working with branches). Branches with labels or dependencies, and
 * lists that the code computes, may be meant to have several.
 */
function alembicHeads(migrations: readonly Migration[], text: (file: string) => string): OrderFault[] {
  const read = migrations.map((migration) => ({ migration, text: text(migration.file) }))
  const isBranched = read.some(({ text: each }) =>
    /^(?:branch_labels|depends_on)\b[^=\n]*=\s{0,9}(?!None\b)/m.test(each),
  )
  const followed = new Set(
    read.flatMap(({ text: each }) => {
      const line = /^down_revision\b[^=\n]*=([^\n]*(?:\n[ \t)][^\n]*)*)/m.exec(each)?.[1] ?? ''
      return [...line.matchAll(/["']([\w-]{1,100})["']/g)].map(([, revision = '']) => revision)
    }),
  )
  const heads = migrations.filter(({ version }) => version !== undefined && !followed.has(version))
  if (isBranched || heads.length < 2 || migrations.some(({ version }) => version === undefined)) return []
  return [{ kind: 'head', what: heads.map(({ version }) => version).join(', '), migrations: heads }]
}

/**
 * Django: migrations of an application that no other names (docs: Version control, which `migrate` refuses). One that
 * stands for others takes their place, so that what names those names it (docs: Squashing migrations).
 */
function djangoHeads(migrations: readonly Migration[], text: (file: string) => string): OrderFault[] {
  const named = new Set<string>()
  for (const { file } of migrations) {
    for (const [, name = ''] of text(file).matchAll(/["'](\d{4}_\w{1,200})["']/g)) named.add(name)
  }
  const heads = migrations.filter(
    ({ version = '', file }) => !named.has(version) && !/\breplaces\s{0,9}=/.test(text(file)),
  )
  return heads.length < 2 ? [] : [{ kind: 'head', what: heads.map(({ name }) => name).join(', '), migrations: heads }]
}
