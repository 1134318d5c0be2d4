import { describe, expect, test } from '@jest/globals'
import type { Migration } from '../../../src/models/index.js'
import { readFileIndex } from '../../../src/readers/files.js'
import { readMigrations } from '../../../src/readers/migrations/index.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'

const migrationsOf = (texts: Record<string, string>) => {
  const context = readerContext(memoryFiles(texts))
  return readMigrations(context, readFileIndex(context.files, context.settings), () => ({
    known: false,
    reason: 'none',
  }))
}
const all = (texts: Record<string, string>): Migration[] =>
  migrationsOf(texts).sets.flatMap(({ migrations }) => [...migrations])
const changesOf = (texts: Record<string, string>) =>
  all(texts).flatMap(({ body }) =>
    body.changes.map(
      ({ kind, table, column, at }) => `${at.line} ${kind} ${[table, column].filter(Boolean).join('.')}`,
    ),
  )
const backOf = (texts: Record<string, string>) => all(texts).map(({ body }) => body.back.kind)

describe('tools are told by the paths and words of their migrations', () => {
  test.each<[string, string, string, string | undefined]>([
    ['flyway', 'src/main/resources/db/migration/V1_02__orders.sql', '', '1.2'],
    ['prisma', 'prisma/migrations/20250102030405_init/migration.sql', '', '20250102030405_init'],
    ['diesel', 'migrations/2025-01-02-030405_init/up.sql', '', '2025-01-02-030405_init'],
    ['migrate', 'db/000012_orders.up.sql', '', '12'],
    ['rails', 'db/migrate/20250102030405_init.rb', 'class Init < ActiveRecord::Migration[8.0]', '20250102030405'],
    ['django', 'shop/migrations/0002_total.py', 'class Migration(migrations.Migration):', '0002_total'],
    ['alembic', 'alembic/versions/468.py', 'revision = "0468"\ndown_revision = None', '0468'],
    [
      'laravel',
      'database/migrations/2025_01_02_030405_init.php',
      'return new class extends Migration {}',
      '2025_01_02_030405',
    ],
    ['doctrine', 'migrations/Version20250102030405.php', 'final class A extends AbstractMigration', '20250102030405'],
    ['phinx', 'db/migrations/20250102030405_init.php', 'class Init extends AbstractMigration', '20250102030405'],
    ['ecto', 'priv/repo/migrations/20250102030405_init.exs', 'use Ecto.Migration', '20250102030405'],
    [
      'entity-framework',
      'Data/Migrations/20250102030405_Init.cs',
      'public partial class Init : Migration',
      '20250102030405',
    ],
    ['typeorm', 'src/db/1700000000000-init.ts', 'async up(queryRunner: QueryRunner) {}', '1700000000000'],
    ['mikro-orm', 'src/Migration20250102030405.ts', 'export class A extends Migration {}', '20250102030405'],
    ['sequelize', 'migrations/20250102030405-init.js', 'up: (queryInterface) => {}', '20250102030405-init'],
    ['knex', 'migrations/20250102030405_init.js', 'exports.up = (knex) => {}', '20250102030405_init'],
    ['goose', 'sql/0003_orders.sql', '-- +goose Up\nSELECT 1;', '3'],
    ['dbmate', 'db/migrations/20250102030405_init.sql', '-- migrate:up\nSELECT 1;', '20250102030405'],
    ['supabase', 'supabase/migrations/20250102030405_init.sql', '', '20250102030405'],
  ])('%s: %s', (tool, path, text, version) => {
    expect(all({ [path]: text }).map((each) => [each.tool, each.version])).toEqual([[tool, version]])
  })

  test('files beside them tell others', () => {
    expect(all({ 'db/1_a.sql': '', 'db/atlas.sum': '' })[0]?.tool).toBe('atlas')
    expect(all({ 'db/0001_a.sql': '', 'db/meta/_journal.json': '{}' })[0]?.tool).toBe('drizzle')
  })

  test.each([
    'migrations/env.py',
    'src/1-utils.ts',
    'docs/0001-use-postgres.sql',
    'db/seeds.rb',
    'node_modules/x/migrations/1_a.sql',
  ])('%s is none', (path) => {
    expect(all({ [path]: 'SELECT 1' })).toEqual([])
  })
})

describe('code does to the schema what its calls say', () => {
  const alembic = (up: string, down = 'pass') => ({
    'alembic/versions/1.py': `revision = "1"\ndown_revision = None\n\ndef upgrade():\n    ${up}\n\ndef downgrade():\n    ${down}\n`,
  })

  test('alembic', () => {
    expect(changesOf(alembic('op.drop_column("orders", "total")  # op.drop_table("x")'))).toEqual([
      '5 drop-column orders.total',
    ])
    expect(changesOf(alembic('pass', 'op.drop_table("orders")'))).toEqual([])
    expect(changesOf(alembic("op.add_column('a', sa.Column('b', sa.Text(), nullable=False))"))).toEqual([
      '5 add-required-column a.b',
    ])
    expect(
      changesOf(alembic("op.add_column('a', sa.Column('b', sa.Text(), nullable=False, server_default=''))")),
    ).toEqual(['5 add-column a.b'])
    expect(changesOf(alembic("op.alter_column('a', 'b', new_column_name='c')"))).toEqual(['5 rename-column a.b'])
    expect(
      changesOf(alembic('with op.batch_alter_table("a") as batch_op:\n        batch_op.drop_column("b")')),
    ).toEqual(['6 drop-column a.b'])
    expect(changesOf(alembic('op.execute("ALTER TABLE a " +\n               "DROP COLUMN b")'))).toEqual([
      '5 drop-column a.b',
    ])
  })

  test('SQL that is not in the file is hidden', () => {
    expect(all(alembic('op.execute(statement)'))[0]?.body.hidden).toHaveLength(1)
    expect(all(alembic('op.execute(open("drop.sql").read())'))[0]?.body.hidden).toHaveLength(1)
  })

  test('django, whose state alone may change', () => {
    const text = (operations: string) => ({
      'shop/migrations/0002_a.py': `class Migration(migrations.Migration):\n    operations = [${operations}]\n`,
    })
    expect(changesOf(text('migrations.RemoveField(model_name="order", name="total")'))).toEqual([
      '2 drop-column order.total',
    ])
    expect(
      changesOf(
        text('migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("order", "total")])'),
      ),
    ).toEqual([])
    expect(changesOf(text('migrations.RunSQL("DROP TABLE a", reverse_sql="DROP TABLE b")'))).toEqual(['2 drop-table a'])
  })

  test('rails', () => {
    const text = (change: string) => ({
      'db/migrate/20250102030405_a.rb': `class A < ActiveRecord::Migration[8.0]\n  def change\n    ${change}\n  end\nend\n`,
    })
    expect(changesOf(text('remove_column :orders, :total, :integer'))).toEqual(['3 drop-column orders.total'])
    expect(changesOf(text('add_column :orders, :total, :integer, null: false'))).toEqual([
      '3 add-required-column orders.total',
    ])
    expect(changesOf(text('change_column_null :orders, :total, false'))).toEqual(['3 require-value orders.total'])
    expect(changesOf(text('change_column_null :orders, :total, true'))).toEqual([])
    expect(changesOf(text('change_table :orders do |t|\n      t.rename :total, :sum\n    end'))).toEqual([
      '4 rename-column orders.total',
    ])
    expect(changesOf(text('execute <<~SQL\n      DROP TABLE orders;\n    SQL'))).toEqual(['4 drop-table orders'])
  })

  test.each<[string, string, string, string[]]>([
    [
      'knex',
      'migrations/20250102030405_a.js',
      "exports.up = (knex) =>\n  knex.schema.alterTable('orders', (t) => t.dropColumn('total'))\nexports.down = (knex) => knex.schema.dropTable('x')",
      ['2 drop-column orders.total'],
    ],
    [
      'knex without brackets',
      'migrations/20250102030405_a.js',
      "exports.up = knex => knex.schema.dropTable('orders')\nexports.down = knex => knex.schema.createTable('orders')",
      ['1 drop-table orders'],
    ],
    [
      'sequelize',
      'migrations/20250102030405-a.js',
      "module.exports = {\n  async up(queryInterface, Sequelize) {\n    await queryInterface.removeColumn('orders', 'total')\n  },\n  async down(queryInterface) { await queryInterface.dropTable('x') }\n}",
      ['3 drop-column orders.total'],
    ],
    [
      'typeorm',
      'db/1700000000000-a.ts',
      'export class A implements MigrationInterface {\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`ALTER TABLE "a" DROP COLUMN "b"`)\n  }\n  public async down(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`DROP TABLE "x"`)\n  }\n}',
      ['3 drop-column a.b'],
    ],
    [
      'laravel',
      'database/migrations/2025_01_02_030405_a.php',
      "return new class extends Migration {\n  public function up(): void {\n    Schema::table('orders', function (Blueprint $table) {\n      $table->dropColumn('total');\n    });\n  }\n  public function down(): void {\n    Schema::drop('x');\n  }\n};",
      ['4 drop-column orders.total'],
    ],
    [
      'ecto',
      'priv/repo/migrations/20250102030405_a.exs',
      'defmodule A do\n  use Ecto.Migration\n  def change do\n    alter table(:orders) do\n      remove :total, :integer\n    end\n  end\nend',
      ['5 drop-column orders.total'],
    ],
    [
      'entity framework',
      'Migrations/20250102030405_A.cs',
      'public partial class A : Migration\n{\n  protected override void Up(MigrationBuilder migrationBuilder)\n  {\n    migrationBuilder.DropColumn(\n      name: "Total",\n      table: "Orders");\n  }\n  protected override void Down(MigrationBuilder migrationBuilder)\n  {\n    migrationBuilder.DropTable(name: "X");\n  }\n}',
      ['5 drop-column orders.total'],
    ],
  ])('%s', (_, path, text, expected) => {
    expect(changesOf({ [path]: text })).toEqual(expected)
  })

  test('a table of SQLite that is written anew is not dropped', () => {
    const sql =
      'CREATE TABLE new_a (id INT); INSERT INTO new_a SELECT id FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO a;'
    expect(changesOf({ 'prisma/migrations/1_a/migration.sql': sql })).toEqual([
      '1 create-table new_a',
      '1 rebuild a',
      '1 rebuild new_a',
    ])
  })
})

describe('the way back', () => {
  test.each<[string, Record<string, string>, string]>([
    ['of goose', { 'a/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;' }, 'written'],
    ['of goose is empty', { 'a/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n' }, 'empty'],
    [
      'of goose says why not',
      { 'a/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n-- The rows are gone for good.' },
      'explained',
    ],
    ['of dbmate is missing', { 'a/1_a.sql': '-- migrate:up\nSELECT 1;' }, 'absent'],
    ['of a pair', { 'a/1_a.up.sql': 'SELECT 1', 'a/1_a.down.sql': 'SELECT 2' }, 'written'],
    [
      'of diesel as generated',
      {
        'migrations/1_a/up.sql': 'SELECT 1',
        'migrations/1_a/down.sql': '-- This file should undo anything in `up.sql`',
      },
      'empty',
    ],
    ['of Prisma', { 'prisma/migrations/1_a/migration.sql': 'SELECT 1' }, 'unsupported'],
    ['of Flyway without undo', { 'db/V1__a.sql': 'SELECT 1' }, 'unsupported'],
    ['of nothing', { 'a/1_a.sql': '-- +goose Up\n-- +goose Down\n' }, 'unneeded'],
    [
      'of alembic',
      {
        'versions/1.py':
          'revision = "1"\ndown_revision = None\ndef upgrade():\n    op.drop_table("a")\ndef downgrade():\n    """Back."""\n    pass\n',
      },
      'empty',
    ],
    [
      'of alembic stops',
      {
        'versions/1.py':
          'revision = "1"\ndown_revision = None\ndef upgrade():\n    op.drop_table("a")\ndef downgrade():\n    raise NotImplementedError()\n',
      },
      'refused',
    ],
    [
      'of alembic raises in a branch',
      {
        'versions/1.py':
          'revision = "1"\ndown_revision = None\ndef upgrade():\n    op.drop_table("a")\ndef downgrade():\n    if full():\n        raise Exception()\n    op.drop_table("b")\n',
      },
      'written',
    ],
    [
      'of a merge of alembic',
      {
        'versions/1.py':
          'revision = "1"\ndown_revision = ("a", "b")\ndef upgrade():\n    pass\ndef downgrade():\n    pass\n',
      },
      'unneeded',
    ],
    [
      'of Django',
      {
        'a/migrations/0001_a.py':
          'class Migration(migrations.Migration):\n    operations = [migrations.RunPython(go, migrations.RunPython.noop)]',
      },
      'automatic',
    ],
    [
      'of Django without',
      {
        'a/migrations/0001_a.py':
          'class Migration(migrations.Migration):\n    operations = [migrations.RunPython(go, elidable=True)]',
      },
      'one-way',
    ],
    [
      'of Rails',
      {
        'db/migrate/20250102030405_a.rb':
          'class A < ActiveRecord::Migration[8.0]\n  def change\n    remove_column :a, :b, :text\n  end\nend',
      },
      'automatic',
    ],
    [
      'of Rails without a type',
      {
        'db/migrate/20250102030405_a.rb':
          'class A < ActiveRecord::Migration[8.0]\n  def change\n    remove_column :a, :b\n  end\nend',
      },
      'one-way',
    ],
    [
      'of Rails without down',
      {
        'db/migrate/20250102030405_a.rb':
          'class A < ActiveRecord::Migration[8.0]\n  def up\n    execute "SELECT 1"\n  end\nend',
      },
      'absent',
    ],
    [
      'of Ecto',
      { 'priv/repo/migrations/1_a.exs': 'use Ecto.Migration\n  def change do\n    execute "SELECT 1"\n  end' },
      'one-way',
    ],
    [
      'of knex',
      {
        'migrations/20250102030405_a.js':
          "exports.up = (knex) => knex.schema.dropTable('a')\nexports.down = async () => {}",
      },
      'empty',
    ],
  ])('%s', (_, texts, expected) => {
    expect(backOf(texts)).toEqual([expected])
  })
})

describe('liquibase', () => {
  const xml =
    '<databaseChangeLog>\n  <changeSet id="1" author="ada">\n    <dropColumn tableName="orders" columnName="total"/>\n  </changeSet>\n  <changeSet id="2" author="ada">\n    <addColumn tableName="orders">\n      <column name="sum" type="int"><constraints nullable="false"/></column>\n    </addColumn>\n  </changeSet>\n</databaseChangeLog>'
  const yaml =
    'databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: ada\n      changes:\n        - renameTable: { oldTableName: orders, newTableName: sales }\n  - changeSet:\n      id: 2\n      author: ada\n      changes:\n        - addColumn:\n            tableName: a\n            columns:\n              - column: { name: b, type: int, constraints: { nullable: false } }\n      rollback: DROP TABLE x\n'
  const sql =
    '--liquibase formatted sql\n--changeset ada:1\nDROP TABLE orders;\n--rollback CREATE TABLE orders (id INT);\n--changeset ada:2\nSELECT 1;'

  test.each<[string, string, string[], string[]]>([
    [
      'db/changelog.xml',
      xml,
      ['3 drop-column orders.total', '6 add-required-column orders.sum'],
      ['one-way', 'automatic'],
    ],
    ['db/changelog.yaml', yaml, ['6 rename-table orders', '11 add-required-column a.b'], ['automatic', 'written']],
    ['db/changelog.sql', sql, ['2 drop-table orders'], ['written', 'one-way']],
  ])('%s', (path, text, changes, backs) => {
    expect(changesOf({ [path]: text })).toEqual(changes)
    expect(backOf({ [path]: text })).toEqual(backs)
  })

  test('the same id of the same author twice is a fault, for two databases it is none', () => {
    const twice = (more: string) =>
      `<databaseChangeLog>${`<changeSet id="1" author="a" ${more}></changeSet>`.repeat(2)}</databaseChangeLog>`
    expect(migrationsOf({ 'db/changelog.xml': twice('') }).sets[0]?.faults).toHaveLength(1)
    expect(migrationsOf({ 'db/changelog.xml': twice('dbms="h2"') }).sets[0]?.faults).toEqual([])
  })
})

test('hostile code is read in linear time', () => {
  for (const text of [
    'op.drop_table(',
    'op.execute("',
    'def upgrade(',
    'state_operations=[',
    '"""',
    'op.execute(a,\n',
  ]) {
    const file = `down_revision = None\ndef upgrade():\n ${text.repeat(5_000)}`
    expect(all({ 'versions/a.py': file })[0]?.body.changes).toBeDefined()
  }
}, 30_000)
