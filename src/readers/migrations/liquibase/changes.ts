import type { SchemaChangeKind } from '../../../models/index.js'

/** An element of a changelog, whatever format it is written in. */
export interface ChangeElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly ChangeElement[]
  readonly text: string
  readonly line: number
}

/** A change set (Liquibase docs: Changesets). */
export interface ChangeSet {
  readonly id: string
  readonly author: string
  /** With attributes in lower case: `runonchange`, `runalways`. */
  readonly attributes: ReadonlyMap<string, string>
  readonly changes: readonly ChangeElement[]
  /** Whether it says how it is taken back, be it by nothing. */
  readonly hasRollback: boolean
  /** What it says about itself in comments. */
  readonly remarks: readonly { readonly text: string; readonly line: number }[]
  readonly line: number
}

/** What a change type does to the schema, with the attributes that name it (Liquibase docs: Change types). */
export const CHANGE_TYPES: ReadonlyMap<
  string,
  {
    readonly kind: SchemaChangeKind
    readonly table: string
    readonly column?: string
    readonly to?: string
    readonly unless?: string
  }
> = new Map([
  ['createTable', { kind: 'create-table', table: 'tableName' }],
  ['dropTable', { kind: 'drop-table', table: 'tableName' }],
  ['renameTable', { kind: 'rename-table', table: 'oldTableName', to: 'newTableName' }],
  ['dropColumn', { kind: 'drop-column', table: 'tableName', column: 'columnName' }],
  ['renameColumn', { kind: 'rename-column', table: 'tableName', column: 'oldColumnName', to: 'newColumnName' }],
  ['modifyDataType', { kind: 'change-type', table: 'tableName', column: 'columnName' }],
  ['addNotNullConstraint', { kind: 'require-value', table: 'tableName', column: 'columnName' }],
])

/** Change types that Liquibase cannot turn around by itself (docs: Automatic and custom rollbacks, change type pages). */
export const ONE_WAY: ReadonlySet<string> = new Set([
  'createFunction',
  'createProcedure',
  'createTrigger',
  'delete',
  'dropColumn',
  'dropDefaultValue',
  'dropForeignKeyConstraint',
  'dropIndex',
  'dropPrimaryKey',
  'dropProcedure',
  'dropSequence',
  'dropTable',
  'dropUniqueConstraint',
  'dropView',
  'insert',
  'loadData',
  'loadUpdateData',
  'mergeColumns',
  'modifyDataType',
  'sql',
  'sqlFile',
  'update',
])
