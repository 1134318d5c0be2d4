import type { Known } from '../core/known.js'
import type { Located, Location } from '../core/location.js'

/**
 * What a statement does to the schema, as far as it matters to code that runs before and after it. `require-value` makes
 * a column that is there refuse nulls; `rebuild` writes a table anew under its old name, with other columns or the same.
 */
export type SchemaChangeKind =
  | 'create-table'
  | 'drop-table'
  | 'rename-table'
  | 'rebuild'
  | 'add-column'
  | 'add-required-column'
  | 'drop-column'
  | 'rename-column'
  | 'change-type'
  | 'require-value'

export interface SchemaChange {
  readonly kind: SchemaChangeKind
  /** In lower case, without a schema; absent where the code does not name it. */
  readonly table?: string
  readonly column?: string
  /** The new name of what is renamed. */
  readonly to?: string
  /** As written, shortened. */
  readonly statement: string
  readonly at: Location
}

/**
 * The way back. `written`: there is code for it. `automatic`: the tool turns the migration around by itself. `empty`,
 * `absent`: the tool has a place for it, and nothing stands there. `one-way`: the tool would turn the migration around but for
 * a call in it. `refused`: the code stops a rollback. `explained`: it does nothing, and a comment says why.
 * `unsupported`: the tool only goes forward. `unneeded`: the migration does nothing either.
 */
export interface WayBack {
  readonly kind:
    | 'written'
    | 'automatic'
    | 'empty'
    | 'absent'
    | 'one-way'
    | 'refused'
    | 'explained'
    | 'unsupported'
    | 'unneeded'
    | 'unknown'
  /** The place for it, or what stands in its way: `downgrade()`, `7_orders.down.sql`, `execute`. */
  readonly what: string
  readonly at: Location
}

/** What a migration does, read from its text when it is asked for. */
export interface MigrationBody {
  /** What counts if it differs: the whole text where the tool compares checksums, the way up without layout where not. */
  readonly essence: string
  readonly changes: readonly SchemaChange[]
  /** Statements that are put together when they run, or code that nobody looks into, by which more may change. */
  readonly hidden: readonly Located<string>[]
  readonly back: WayBack
  /** Comments, and what a linter of migrations is told in code (`safety_assured` of strong_migrations). */
  readonly remarks: readonly Located<string>[]
}

export interface Migration {
  /** As the lexicon names tools: `flyway`, `alembic`, `entity-framework`. */
  readonly tool: string
  readonly file: string
  /** What it is called in its folder: the file's or folder's name, or the id of a change set. */
  readonly name: string
  /** What the tool orders by and must be unique, in the form in which it compares; absent where it has none. */
  readonly version?: string
  /** `repeatable` ones are run again whenever they change; a `baseline` stands for all before it on new databases. */
  readonly kind: 'versioned' | 'repeatable' | 'baseline'
  /** True if the tool keeps a checksum of what it ran, and refuses to go on once the file is another. */
  readonly checked: boolean
  /** The whole file. */
  readonly text: string
  readonly body: MigrationBody
  readonly at: Location
}

/** Why the tool cannot bring the migrations of a folder in one order. */
export interface OrderFault {
  /** `version`: two have the same. `head`: two follow the same one, so that there is no single newest. */
  readonly kind: 'version' | 'head'
  readonly what: string
  /** In order of path; at least two. */
  readonly migrations: readonly Migration[]
}

/** The migrations of one folder and tool, in order of path. */
export interface MigrationSet {
  readonly tool: string
  readonly folder: string
  readonly migrations: readonly Migration[]
  readonly faults: readonly OrderFault[]
}

/** A migration that was there when the change began, and is another now or gone. */
export interface EditedMigration {
  readonly before: Migration
  /** Absent: it is gone. */
  readonly now?: Migration
}

/** What a change does to the migrations of the revision where it began. */
export interface MigrationChange {
  readonly added: readonly Migration[]
  readonly edited: readonly EditedMigration[]
}

/** A place outside of pipelines by which migrations run, or by which the schema is changed without them. */
export interface SchemaStart {
  readonly kind: 'migrate' | 'synchronize'
  readonly tool: string
  readonly what: string
  readonly at: Location
}

export interface Migrations {
  readonly sets: readonly MigrationSet[]
  /** Unknown without a revision to compare with. Read when asked for. */
  readonly change: Known<MigrationChange>
  /** Start scripts, settings and code of known form. Read when asked for. */
  readonly starts: readonly SchemaStart[]
}
