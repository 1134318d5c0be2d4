import { C_LIKE, PYTHON, type Syntax } from '../../tests/code.js'
import { SCRIPTS } from './scripts.js'
import type { Style } from './style.js'

const RUBY_LIKE: Syntax = {
  stretches: [
    { open: '#', comment: true },
    { open: '"""', close: '"""', lines: true, escapes: true },
    { open: '"', close: '"', lines: true, escapes: true },
    { open: "'", close: "'", lines: true, escapes: true },
  ],
}
const CSHARP: Syntax = {
  stretches: [...C_LIKE.stretches.slice(0, 3), { open: '@"', close: '"', lines: true }, ...C_LIKE.stretches.slice(3)],
}

const REQUIRED_PYTHON = [/\bnullable\s{0,9}=\s{0,9}False/, /\bserver_default\b|\bIdentity\(|\bComputed\(/] as const
/** The calls that each library documents for migrations, by tool. */
export const STYLES: ReadonlyMap<string, Style> = new Map<string, Style>([
  [
    'alembic',
    {
      syntax: PYTHON,
      blocks: 'indentation',
      up: [/^def upgrade\s{0,9}\(/m],
      down: /^def downgrade\s{0,9}\(/m,
      scopes: ['op.batch_alter_table'],
      sql: ['op.execute'],
      calls: [
        { call: 'op.create_table', kind: 'create-table', table: 0 },
        { call: 'op.drop_table', kind: 'drop-table', table: 0 },
        { call: 'op.rename_table', kind: 'rename-table', table: 0, to: 1 },
        { call: 'op.add_column', kind: 'add-column', table: 0, column: 1, required: REQUIRED_PYTHON },
        { call: 'batch_op.add_column', kind: 'add-column', table: 'scope', column: 0, required: REQUIRED_PYTHON },
        { call: 'op.drop_column', kind: 'drop-column', table: 0, column: 1 },
        { call: 'batch_op.drop_column', kind: 'drop-column', table: 'scope', column: 0 },
        {
          call: 'op.alter_column',
          kind: 'rename-column',
          table: 0,
          column: 1,
          to: 'new_column_name',
          when: /\bnew_column_name\s{0,9}=/,
        },
        { call: 'op.alter_column', kind: 'require-value', table: 0, column: 1, when: /\bnullable\s{0,9}=\s{0,9}False/ },
        { call: 'op.alter_column', kind: 'change-type', table: 0, column: 1, when: /\btype_\s{0,9}=/ },
        {
          call: 'batch_op.alter_column',
          kind: 'rename-column',
          table: 'scope',
          column: 0,
          when: /\bnew_column_name\s{0,9}=/,
        },
        {
          call: 'batch_op.alter_column',
          kind: 'require-value',
          table: 'scope',
          column: 0,
          when: /\bnullable\s{0,9}=\s{0,9}False/,
        },
        { call: 'batch_op.alter_column', kind: 'change-type', table: 'scope', column: 0, when: /\btype_\s{0,9}=/ },
      ],
    },
  ],
  [
    'django',
    {
      syntax: PYTHON,
      blocks: 'indentation',
      scopes: [],
      sql: ['migrations.RunSQL'],
      calls: [
        { call: 'migrations.CreateModel', kind: 'create-table', table: 'name' },
        { call: 'migrations.DeleteModel', kind: 'drop-table', table: 'name' },
        { call: 'migrations.RenameModel', kind: 'rename-table', table: 'old_name', to: 'new_name' },
        { call: 'migrations.AlterModelTable', kind: 'rename-table', table: 'name', to: 'table' },
        { call: 'migrations.AddField', kind: 'add-column', table: 'model_name', column: 'name' },
        { call: 'migrations.RemoveField', kind: 'drop-column', table: 'model_name', column: 'name' },
        {
          call: 'migrations.RenameField',
          kind: 'rename-column',
          table: 'model_name',
          column: 'old_name',
          to: 'new_name',
        },
        { call: 'migrations.AlterField', kind: 'change-type', table: 'model_name', column: 'name' },
      ],
    },
  ],
  [
    'rails',
    {
      syntax: RUBY_LIKE,
      blocks: 'indentation',
      up: [/^\s{0,12}def (?:self\.)?up\b/m, /^\s{0,12}def (?:self\.)?change\b/m],
      down: /^\s{0,12}def (?:self\.)?down\b/m,
      symbols: true,
      scopes: ['change_table'],
      sql: ['execute'],
      calls: [
        { call: 'create_table', kind: 'create-table', table: 0 },
        { call: 'create_join_table', kind: 'create-table' },
        { call: 'drop_table', kind: 'drop-table', table: 0 },
        { call: 'drop_join_table', kind: 'drop-table' },
        { call: 'rename_table', kind: 'rename-table', table: 0, to: 1 },
        { call: 'add_column', kind: 'add-column', table: 0, column: 1, required: [/\bnull: false/, /\bdefault:/] },
        { call: 'add_reference', kind: 'add-column', table: 0, column: 1, required: [/\bnull: false/, /\bdefault:/] },
        { call: 'add_belongs_to', kind: 'add-column', table: 0, column: 1, required: [/\bnull: false/, /\bdefault:/] },
        { call: 'remove_column', kind: 'drop-column', table: 0, column: 1 },
        { call: 'remove_columns', kind: 'drop-column', table: 0, column: 1 },
        { call: 'remove_reference', kind: 'drop-column', table: 0, column: 1 },
        { call: 'remove_belongs_to', kind: 'drop-column', table: 0, column: 1 },
        { call: 'remove_timestamps', kind: 'drop-column', table: 0 },
        { call: 'rename_column', kind: 'rename-column', table: 0, column: 1, to: 2 },
        { call: 'change_column', kind: 'change-type', table: 0, column: 1 },
        { call: 'change_column_null', kind: 'require-value', table: 0, column: 1, when: /,\s{0,9}false\b/ },
        { call: 't.remove', kind: 'drop-column', table: 'scope', column: 0 },
        { call: 't.remove_references', kind: 'drop-column', table: 'scope', column: 0 },
        { call: 't.rename', kind: 'rename-column', table: 'scope', column: 0, to: 1 },
        { call: 't.change', kind: 'change-type', table: 'scope', column: 0 },
      ],
    },
  ],
  ...SCRIPTS,
  [
    'ecto',
    {
      syntax: RUBY_LIKE,
      blocks: 'indentation',
      up: [/^\s{0,12}def up\b/m, /^\s{0,12}def change\b/m],
      down: /^\s{0,12}def down\b/m,
      symbols: true,
      scopes: ['alter table'],
      sql: ['execute'],
      calls: [
        { call: 'create table', kind: 'create-table', table: 0 },
        { call: 'create_if_not_exists table', kind: 'create-table', table: 0 },
        { call: 'drop table', kind: 'drop-table', table: 0 },
        { call: 'drop_if_exists table', kind: 'drop-table', table: 0 },
        { call: 'rename table', kind: 'rename-column', table: 0 },
        { call: 'remove', kind: 'drop-column', table: 'scope', column: 0 },
        { call: 'remove_if_exists', kind: 'drop-column', table: 'scope', column: 0 },
        { call: 'modify', kind: 'change-type', table: 'scope', column: 0 },
        { call: 'modify', kind: 'require-value', table: 'scope', column: 0, when: /\bnull: false/ },
      ],
    },
  ],
  [
    'entity-framework',
    {
      syntax: CSHARP,
      blocks: 'braces',
      up: [/\bvoid\s{1,9}Up\s{0,9}\(/],
      down: /\bvoid\s{1,9}Down\s{0,9}\(/,
      scopes: [],
      sql: ['migrationBuilder.Sql'],
      calls: [
        { call: 'migrationBuilder.CreateTable', kind: 'create-table', table: 'name' },
        { call: 'migrationBuilder.DropTable', kind: 'drop-table', table: 'name' },
        { call: 'migrationBuilder.RenameTable', kind: 'rename-table', table: 'name', to: 'newName' },
        {
          call: 'migrationBuilder.AddColumn',
          kind: 'add-column',
          table: 'table',
          column: 'name',
          required: [/\bnullable: false/, /\bdefaultValue|\.Annotation\(/],
        },
        { call: 'migrationBuilder.DropColumn', kind: 'drop-column', table: 'table', column: 'name' },
        { call: 'migrationBuilder.RenameColumn', kind: 'rename-column', table: 'table', column: 'name', to: 'newName' },
        { call: 'migrationBuilder.AlterColumn', kind: 'change-type', table: 'table', column: 'name' },
      ],
    },
  ],
])
