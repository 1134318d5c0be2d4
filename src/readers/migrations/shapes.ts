/** What a path says of a migration. */
export interface Shape {
  readonly tool: string
  /** Of its whole path, in which group `set` is the folder that the tool reads, `version` what it orders by. */
  readonly path: RegExp
  readonly kind?: 'repeatable' | 'baseline'
  /** The file holds the way back only. */
  readonly back?: true
  /** What must stand in the text too, where the path alone is shared with others. */
  readonly text?: RegExp
  /** Files that stand beside it in the folder, or above: one of them must be there. */
  readonly beside?: readonly string[]
}

const FOLDER = '(?<set>(?:.*/)?'

function shape(tool: string, folder: string, name: string, more: Omit<Shape, 'tool' | 'path'> = {}): Shape {
  return { tool, path: new RegExp(`^${FOLDER}${folder})/${name}$`), ...more }
}

/** Some folder, at any depth; none is the root. */
const ANY = '[^/]+'

/**
 * Names of migrations, as the tools document them. The first that fits decides. Repetitions within are of characters
 * that what follows does not begin with, so that matching is linear but for the depth of folders.
 */
export const SHAPES: readonly Shape[] = [
  // Flyway docs: Migrations, Naming. schemachange takes the same names (README: Script naming).
  shape('flyway', ANY, '[Vv](?<version>\\d[\\d._]*?)__[^/]+\\.(?:sql|java|kt)'),
  shape('flyway', ANY, 'R__[^/]+\\.(?:sql|java|kt)', { kind: 'repeatable' }),
  shape('flyway', ANY, 'B(?<version>\\d[\\d._]*?)__[^/]+\\.sql', { kind: 'baseline' }),
  shape('flyway', ANY, 'U(?<version>\\d[\\d._]*?)__[^/]+\\.(?:sql|java|kt)', { back: true }),
  // Prisma docs: Migration histories.
  shape('prisma', 'migrations', '(?<version>\\d+_[^/]+)/migration\\.sql', {}),
  // Diesel guides: Getting started.
  shape('diesel', 'migrations', '(?<version>[^/]+)/up\\.sql'),
  shape('diesel', 'migrations', '(?<version>[^/]+)/down\\.sql', { back: true }),
  // golang-migrate: MIGRATIONS.md. sqlx takes the same pairs (docs.rs: sqlx migrate).
  shape('migrate', ANY, '(?<version>\\d+)_[^/]+\\.up\\.(?:sql|cql)'),
  shape('migrate', ANY, '(?<version>\\d+)_[^/]+\\.down\\.(?:sql|cql)', { back: true }),
  // Rails guides: Active Record Migrations; more databases have folders of their own.
  shape('rails', 'db/(?:[a-z_]+_)?migrate', '(?<version>\\d{3,17})_[^/]+\\.rb', { text: /Migration(?:\[|\b)/ }),
  // Django docs: Migrations.
  shape('django', 'migrations', '(?<version>\\d{4}_[^/]+)\\.py', { text: /\bmigrations\.Migration\b|\(Migration\)/ }),
  // Alembic docs: Tutorial.
  shape('alembic', '(?:versions|migrations)', '[^/]+\\.py', { text: /^down_revision\b/m }),
  // Laravel docs: Database, Migrations.
  shape('laravel', 'migrations', '(?<version>\\d{4}_\\d{2}_\\d{2}_\\d+)_[^/]+\\.php', { text: /\bMigration\b/ }),
  // Doctrine migrations docs: Generating migrations. Phinx docs: Writing migrations.
  shape('doctrine', ANY, 'Version(?<version>\\d{14})\\.php', { text: /extends\s{1,9}AbstractMigration/ }),
  shape('phinx', ANY, '(?<version>\\d{14})_[^/]+\\.php', { text: /extends\s{1,9}(?:AbstractMigration|BaseMigration)/ }),
  // Ecto docs: Ecto.Migration.
  shape('ecto', 'migrations', '(?<version>\\d+)_[^/]+\\.exs', { text: /use Ecto\.Migration/ }),
  // Entity Framework Core docs: Migrations overview. The second file of each describes the model.
  shape('entity-framework', ANY, '(?<version>\\d{14})_[^/.]+\\.cs', { text: /:\s{0,9}Migration\b/ }),
  // TypeORM docs: Migrations.
  shape('typeorm', ANY, '(?<version>\\d{10,})-[^/]+\\.[cm]?[jt]s', { text: /\bqueryRunner\b/ }),
  shape('typeorm', ANY, '[^/]+\\.[cm]?[jt]s', { text: /\bimplements\s{1,9}MigrationInterface\b/ }),
  shape('mikro-orm', ANY, 'Migration(?<version>\\d{8,})[^/]*\\.[cm]?[jt]s', { text: /extends\s{1,9}Migration\b/ }),
  // Sequelize docs: Migrations. Knex docs: Migrations.
  shape('sequelize', 'migrations?', '(?<version>\\d{6,}-?[^/]*)\\.[cm]?[jt]s', { text: /\bqueryInterface\b/i }),
  shape('knex', 'migrations?', '(?<version>\\d{3,}_[^/]*)\\.[cm]?[jt]s', { text: /\bknex\b|\bKnex\b|\bschema\b/ }),
  // SQL whose tool the marks in it tell, or the files beside it: see sections.ts.
  shape('goose', ANY, '(?<version>\\d+)[_-][^/]+\\.sql', { text: /^--\s{0,4}\+goose\s{1,4}up\b/im }),
  shape('dbmate', ANY, '(?<version>\\d+)[_-][^/]+\\.sql', { text: /^--\s{0,4}migrate:up\b/im }),
  shape('sql-migrate', ANY, '(?<version>\\d+[_-][^/]+)\\.sql', { text: /^--\s{0,4}\+migrate\s{1,4}up\b/im }),
  shape('node-pg-migrate', ANY, '(?<version>\\d+)[_-][^/]+\\.sql', { text: /^--\s{0,4}up migration\b/im }),
  shape('tern', ANY, '(?<version>\\d+)[_-][^/]+\\.sql', { text: /^-{4}\s{0,4}create above \/ drop below/im }),
  // Atlas docs: Migration directory integrity. Drizzle docs: drizzle-kit generate. Supabase docs: Database migrations.
  shape('atlas', ANY, '(?<version>\\d+)(?:_[^/]+)?\\.sql', { beside: ['atlas.sum'] }),
  shape('drizzle', ANY, '(?<version>\\d{4,})_[^/]+\\.sql', { beside: ['meta/_journal.json'] }),
  shape('supabase', 'supabase/migrations', '(?<version>\\d{14})_[^/]+\\.sql'),
  shape('sqlx', 'migrations', '(?<version>\\d+)_[^/]+\\.sql', { beside: ['../Cargo.toml'] }),
]
