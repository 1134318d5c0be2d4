import check from '../../../checks/data/data-migration-destructive.js'
import { testCheck } from '../../helpers/check-tester.js'

const before = { 'db/migration/V1__orders.sql': 'CREATE TABLE orders (id INT, total INT);\n' }
const adding = (sql: string) => ({ before, files: { ...before, 'db/migration/V2__more.sql': sql } })

/** A column that nobody reads any more is dropped in production; the store and the pipeline are as given. */
const dropping = (store: string, workflow: string) => {
  const tree = { ...before, 'main.tf': store, '.github/workflows/deploy.yml': workflow }
  const gone = '-- no longer used since 2.3\nALTER TABLE orders DROP COLUMN total;'
  return { before: tree, files: { ...tree, 'db/migration/V2__more.sql': gone } }
}
const WITHOUT = 'resource "aws_db_instance" "shop" {\n  backup_retention_period = 0\n}\n'
const running = (...steps: string[]) =>
  `on: { push: { branches: [main] } }\njobs:\n  migrate:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n${steps.map((step) => `      - run: ${step}\n`).join('')}`

const LIQUIBASE = (inner: string) =>
  `<databaseChangeLog>\n<changeSet id="1" author="a">\n${inner}\n</changeSet>\n</databaseChangeLog>`

testCheck(check, {
  notApplicable: [
    { name: 'no migrations', files: {}, before: {} },
    { name: 'nothing is added', files: before, before },
    {
      name: 'the first changelog of another application',
      before: { 'shop/db/changelog/1.xml': LIQUIBASE('<createTable tableName="orders"/>') },
      files: {
        'shop/db/changelog/1.xml': LIQUIBASE('<createTable tableName="orders"/>'),
        'blog/db/changelog/1.xml': LIQUIBASE('<dropTable tableName="posts"/>'),
      },
    },
    { name: 'the first ones', files: { 'db/migration/V1__a.sql': 'DROP TABLE a;' }, before: {} },
    {
      name: 'a test',
      before: { 'tests/db/V1__a.sql': 'SELECT 1' },
      files: { 'tests/db/V1__a.sql': 'SELECT 1', 'tests/db/V2__b.sql': 'DROP TABLE a' },
    },
  ],
  unknown: [
    {
      name: 'backups are decided elsewhere',
      ...dropping(WITHOUT.replace('= 0', '= var.days'), running('flyway migrate')),
      reason: 'is decided elsewhere',
    },
    { name: 'nothing to compare with', files: before, reason: 'no earlier revision' },
    {
      name: 'another type',
      ...adding('ALTER TABLE orders ALTER COLUMN total TYPE bigint;'),
      reason: 'hangs on what was there',
    },
    {
      name: 'a statement that is put together',
      ...adding('DO $$ BEGIN EXECUTE format(q); END $$;'),
      reason: 'when it runs',
    },
    {
      name: 'a table that SQLite has written anew',
      ...adding('CREATE TABLE a (id INT); DROP TABLE orders; ALTER TABLE a RENAME TO orders;'),
      reason: 'hangs on what was there',
    },
  ],
  passes: [
    { name: 'no store in the tree', ...dropping('', running('flyway migrate')) },
    { name: 'a store with backups', ...dropping(WITHOUT.replace('= 0', '= 7'), running('flyway migrate')) },
    { name: 'a dump before', ...dropping(WITHOUT, running('pg_dump shop > shop.sql', 'flyway migrate')) },
    { name: 'another tool runs there', ...dropping(WITHOUT, running('alembic upgrade head')) },
    {
      name: 'it runs in a test environment',
      ...dropping(WITHOUT, running('flyway migrate').replace('environment: production', 'environment: test')),
    },
    {
      name: 'a changelog of Liquibase that says why',
      before: { 'db/changelog/1.xml': LIQUIBASE('<createTable tableName="orders"/>') },
      files: {
        'db/changelog/1.xml': LIQUIBASE('<createTable tableName="orders"/>'),
        'db/changelog/2.xml': LIQUIBASE(
          '<comment>not used any more since 2.3</comment>\n<dropTable tableName="orders"/>',
        ),
      },
    },
    { name: 'more columns', ...adding('ALTER TABLE orders ADD COLUMN amount INT; CREATE INDEX i ON orders (amount);') },
    { name: 'a required column with a default', ...adding('ALTER TABLE orders ADD amount INT NOT NULL DEFAULT 0;') },
    { name: 'what the change itself made', ...adding('CREATE TABLE a (id INT);\nDROP TABLE a;') },
    {
      name: 'what another migration of the change made',
      before,
      files: {
        ...before,
        'db/migration/V2__a.sql': 'ALTER TABLE orders ADD b INT;',
        'db/migration/V3__b.sql': 'ALTER TABLE orders DROP b;',
      },
    },
    {
      name: 'it says that nobody uses it',
      ...adding('-- no longer used since 2.3\nALTER TABLE orders DROP COLUMN total;'),
    },
    { name: 'a linter was told', ...adding('-- squawk-ignore ban-drop-column\nALTER TABLE orders DROP COLUMN total;') },
    { name: 'a copy', ...adding('DROP TABLE orders_backup;') },
    {
      name: 'the picture that Django has',
      before: { 'shop/migrations/0001_a.py': 'class Migration(migrations.Migration):\n    pass' },
      files: {
        'shop/migrations/0001_a.py': 'class Migration(migrations.Migration):\n    pass',
        'shop/migrations/0002_b.py':
          'class Migration(migrations.Migration):\n    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Order")])]',
      },
    },
    {
      name: 'the way down',
      before: { 'db/1_a.up.sql': 'SELECT 1' },
      files: {
        'db/1_a.up.sql': 'SELECT 1',
        'db/2_b.up.sql': 'CREATE TABLE b (id INT)',
        'db/2_b.down.sql': 'DROP TABLE b',
      },
    },
  ],
  fails: [
    {
      name: 'what is dropped in production is kept nowhere',
      ...dropping(WITHOUT, running('flyway migrate')),
      expect: ['.github/workflows/deploy.yml:7 unsaved'],
    },
    {
      name: 'a changelog of Liquibase beside others',
      before: { 'db/changelog/1.xml': LIQUIBASE('<createTable tableName="orders"/>') },
      files: {
        'db/changelog/1.xml': LIQUIBASE('<createTable tableName="orders"/>'),
        'db/changelog/2.xml': LIQUIBASE('<dropTable tableName="orders"/> # ! dropped'),
      },
    },
    {
      name: 'a column goes',
      ...adding('SELECT 1;\nALTER TABLE orders DROP COLUMN total; # ! dropped'),
    },
    { name: 'a table goes, and others', ...adding('DROP TABLE orders, customers; # ! dropped') },
    { name: 'a new name', ...adding('ALTER TABLE orders RENAME COLUMN total TO amount; # ! renamed') },
    { name: 'a required column', ...adding('ALTER TABLE orders ADD amount INT NOT NULL; # ! required') },
    { name: 'nulls are refused', ...adding('ALTER TABLE orders ALTER COLUMN total SET NOT NULL; # ! refuses') },
    {
      name: 'in Rails',
      before: { 'db/migrate/20250102030405_a.rb': 'class A < ActiveRecord::Migration[8.0]\nend' },
      files: {
        'db/migrate/20250102030405_a.rb': 'class A < ActiveRecord::Migration[8.0]\nend',
        'db/migrate/20250202030405_b.rb':
          'class B < ActiveRecord::Migration[8.0]\n  def change\n    rename_column :orders, :total, :amount # ! renamed\n  end\nend',
      },
    },
    {
      name: 'in Alembic',
      before: { 'alembic/versions/1.py': 'revision = "1"\ndown_revision = None' },
      files: {
        'alembic/versions/1.py': 'revision = "1"\ndown_revision = None',
        'alembic/versions/2.py':
          'revision = "2"\ndown_revision = "1"\n\ndef upgrade():\n    op.drop_table("orders") # ! dropped\n\ndef downgrade():\n    op.create_table("orders")',
      },
    },
    {
      name: 'in Prisma',
      before: { 'prisma/migrations/1_a/migration.sql': 'SELECT 1' },
      files: {
        'prisma/migrations/1_a/migration.sql': 'SELECT 1',
        'prisma/migrations/2_b/migration.sql': '-- AlterTable\nALTER TABLE "Order" DROP COLUMN "total"; # ! dropped',
      },
    },
  ],
})
