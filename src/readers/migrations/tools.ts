/** Tools that keep a checksum of what they ran and refuse, or warn, when a file is another later. */
export const CHECKED: ReadonlySet<string> = new Set([
  // Atlas docs: Migration directory integrity.
  'atlas',
  // Flyway docs: Versioned migrations, Validate.
  'flyway',
  // Liquibase docs: Changeset checksums.
  'liquibase',
  // Prisma docs: Migration histories.
  'prisma',
  // docs.rs: sqlx::migrate::MigrateError::VersionMismatch.
  'sqlx',
])

/** Tools in whose migrations there is no place for a way back, or none that the tool runs. */
export const FORWARD_ONLY: ReadonlySet<string> = new Set(['atlas', 'drizzle', 'prisma', 'sqlx', 'supabase'])

/** Tools that keep the two ways in two files, with what makes the path of the one from that of the other. */
export const PAIRS: ReadonlyMap<string, readonly [up: RegExp, down: string]> = new Map([
  ['diesel', [/up\.sql$/, 'down.sql']],
  ['migrate', [/\.up\.(?=[a-z]+$)/, '.down.']],
  ['flyway', [/(?<=^|\/)V(?=[^/]*$)/, 'U']],
])
