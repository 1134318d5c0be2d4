import destructive from '../../checks/data/data-migration-destructive.js'
import reversible from '../../checks/data/data-migration-reversible.js'
import versioned from '../../checks/data/data-migrations-versioned.js'
import type { Repository } from '../helpers/check-tester.js'
import { productionDeploy } from '../helpers/deploy-workflow.js'
import { fourCases, tree, type FourCases } from '../helpers/four-cases.js'

/** A change that adds a file to a tree that had one migration before. */
const adding = (before: Readonly<Record<string, string>>, more: Readonly<Record<string, string>>): Repository => ({
  before,
  files: { ...before, ...more },
})

interface Tool {
  readonly before: Readonly<Record<string, string>>
  /** The next migration's path … */
  readonly path: string
  /** … and its text around statements that take something away, add something, or are put together when they run. */
  readonly text: (does: 'adds' | 'drops' | 'builds') => string
  /** Files that belong to it. */
  readonly beside?: Readonly<Record<string, string>>
}

/** A tool whose migrations may break the version that still runs. */
const expandFirst = ({ before, path, text, beside = {} }: Tool): FourCases => ({
  check: destructive,
  safe: adding(before, { ...beside, [path]: text('adds') }),
  unsafe: adding(before, { ...beside, [path]: text('drops') }),
  undecidable: adding(before, { ...beside, [path]: text('builds') }),
  elsewhere: { before, files: before },
})

const SQL = {
  adds: 'ALTER TABLE orders ADD COLUMN amount INT;',
  drops: 'ALTER TABLE orders DROP COLUMN total; # ! dropped',
  builds: 'DO $$ BEGIN EXECUTE format(q); END $$;',
}
const RAILS = {
  adds: 'add_column :orders, :amount, :integer',
  drops: 'remove_column :orders, :total, :integer # ! dropped',
  builds: 'execute(statement_of(:orders))',
}
const rails = (line: string) => `class B < ActiveRecord::Migration[8.0]\n  def change\n    ${line}\n  end\nend\n`
const ALEMBIC = {
  adds: 'op.add_column("orders", sa.Column("amount", sa.Integer()))',
  drops: 'op.drop_column("orders", "total") # ! dropped',
  builds: 'op.execute(statement_of("orders"))',
}
const alembic = (up: string, down = 'op.drop_column("orders", "amount")') =>
  `revision = "2"\ndown_revision = "1"\n\ndef upgrade():\n    ${up}\n\ndef downgrade():\n    ${down}\n`
const DJANGO = {
  adds: 'migrations.AddField("order", "amount", models.IntegerField(null=True)),',
  drops: 'migrations.RemoveField("order", "total"), # ! dropped',
  builds: 'migrations.RunSQL(statement_of("order")),',
}
const django = (line: string) => `class Migration(migrations.Migration):\n    operations = [\n        ${line}\n    ]\n`
const KNEX = {
  adds: "await knex.schema.alterTable('orders', (t) => { t.integer('amount') })",
  drops: "await knex.schema.dropTable('orders') # ! dropped",
  builds: 'await knex.raw(statementOf(knex))',
}
const knex = (line: string) =>
  `exports.up = async (knex) => {\n  ${line}\n}\nexports.down = async (knex) => {\n  await knex.raw('SELECT 1')\n}\n`
const TYPEORM = {
  adds: "await queryRunner.query('ALTER TABLE orders ADD COLUMN amount INT')",
  drops: "await queryRunner.dropTable('orders') # ! dropped",
  builds: 'await queryRunner.query(statementOf(this))',
}
const typeorm = (line: string) =>
  `export class B2 implements MigrationInterface {\n  async up(queryRunner: QueryRunner) {\n    ${line}\n  }\n  async down(queryRunner: QueryRunner) {\n    await queryRunner.query('SELECT 1')\n  }\n}\n`
const EF = {
  adds: 'migrationBuilder.AddColumn<int>(name: "amount", table: "orders", nullable: true);',
  drops: 'migrationBuilder.DropColumn(name: "total", table: "orders"); # ! dropped',
  builds: 'migrationBuilder.Sql(StatementOf("orders"));',
}
const entityFramework = (line: string) =>
  `public partial class B : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        ${line}\n    }\n    protected override void Down(MigrationBuilder migrationBuilder)\n    {\n        migrationBuilder.Sql("SELECT 1");\n    }\n}\n`
const liquibase = (sql: string) => `--liquibase formatted sql\n--changeset ada:2\n${sql}\n`
const goose = (up: string, down = 'SELECT 1;') => `-- +goose Up\n${up}\n-- +goose Down\n${down}\n`

/** A workflow that deploys to production, and the one migration of a tree. */
const step = (...texts: string[]) => tree(productionDeploy(...texts))
const dropping = (...steps: string[]): Repository => {
  const before = {
    'main.tf': 'resource "aws_db_instance" "shop" {\n  engine = "postgres"\n  backup_retention_period = 0\n}\n',
    'db/migration/V1__a.sql': 'CREATE TABLE orders (total INT);\n',
    ...productionDeploy(...steps, 'run: flyway migrate'),
  }
  // Said to be unused, so that only the loss of its data is left to report.
  return adding(before, {
    'db/migration/V2__b.sql': '-- no longer used since 2.3\nALTER TABLE orders DROP COLUMN total;\n',
  })
}
const oneMigration = { 'versions/1.py': 'revision = "1"\ndown_revision = None' }

fourCases({
  Flyway: expandFirst({
    before: { 'db/migration/V1__a.sql': 'CREATE TABLE orders (total INT);\n' },
    path: 'db/migration/V2__b.sql',
    text: (does) => SQL[does],
  }),
  Liquibase: expandFirst({
    before: { 'db/changelog-1.sql': liquibase('CREATE TABLE orders (total INT);').replace('ada:2', 'ada:1') },
    path: 'db/changelog-2.sql',
    // The line of the change set stands for its statements.
    text: (does) =>
      liquibase(SQL[does].replace(' # ! dropped', '')).replace(
        'ada:2',
        does === 'drops' ? 'ada:2 # ! dropped' : 'ada:2',
      ),
  }),
  Prisma: expandFirst({
    before: { 'prisma/migrations/1_a/migration.sql': 'SELECT 1' },
    path: 'prisma/migrations/2_b/migration.sql',
    text: (does) => SQL[does],
  }),
  'golang-migrate': expandFirst({
    before: { 'db/1_a.up.sql': 'SELECT 1', 'db/1_a.down.sql': 'SELECT 1' },
    path: 'db/2_b.up.sql',
    text: (does) => SQL[does],
    beside: { 'db/2_b.down.sql': 'SELECT 2' },
  }),
  goose: expandFirst({
    before: { 'sql/1_a.sql': goose('SELECT 1;') },
    path: 'sql/2_b.sql',
    text: (does) =>
      does === 'builds' ? goose(`-- +goose StatementBegin\n${SQL.builds}\n-- +goose StatementEnd`) : goose(SQL[does]),
  }),
  Rails: expandFirst({
    before: { 'db/migrate/20250102030405_a.rb': rails('create_table :orders') },
    path: 'db/migrate/20250202030405_b.rb',
    text: (does) => rails(RAILS[does]),
  }),
  Alembic: expandFirst({
    before: { 'versions/1.py': 'revision = "1"\ndown_revision = None' },
    path: 'versions/2.py',
    text: (does) => alembic(ALEMBIC[does]),
  }),
  Django: expandFirst({
    before: { 'shop/migrations/0001_a.py': 'class Migration(migrations.Migration):\n    pass' },
    path: 'shop/migrations/0002_b.py',
    text: (does) => django(DJANGO[does]),
  }),
  Knex: expandFirst({
    before: { 'migrations/20250102030405_a.js': knex("await knex.raw('SELECT 1')") },
    path: 'migrations/20250202030405_b.js',
    text: (does) => knex(KNEX[does]),
  }),
  TypeORM: expandFirst({
    before: { 'src/migration/1700000000001-a.ts': typeorm("await queryRunner.query('SELECT 1')") },
    path: 'src/migration/1700000000002-b.ts',
    text: (does) => typeorm(TYPEORM[does]),
  }),
  'Entity Framework Core': expandFirst({
    before: { 'Migrations/20250102030405_A.cs': entityFramework('migrationBuilder.Sql("SELECT 1");') },
    path: 'Migrations/20250202030405_B.cs',
    text: (does) => entityFramework(EF[does]),
  }),
  'golang-migrate: the way down': {
    check: reversible,
    safe: adding(
      { 'db/1_a.up.sql': 'SELECT 1', 'db/1_a.down.sql': 'SELECT 1' },
      { 'db/2_b.up.sql': 'SELECT 1', 'db/2_b.down.sql': 'SELECT 2' },
    ),
    unsafe: {
      ...adding({ 'db/1_a.up.sql': 'SELECT 1', 'db/1_a.down.sql': 'SELECT 1' }, { 'db/2_b.up.sql': 'SELECT 1' }),
      expect: ['db/2_b.up.sql:1 absent'],
    },
    undecidable: { files: { 'db/1_a.up.sql': 'SELECT 1' } },
    elsewhere: adding(
      { 'prisma/migrations/1_a/migration.sql': 'SELECT 1' },
      { 'prisma/migrations/2_b/migration.sql': 'SELECT 1' },
    ),
  },
  'goose: the way down': {
    check: reversible,
    safe: adding({ 'sql/1_a.sql': goose('SELECT 1;') }, { 'sql/2_b.sql': goose('SELECT 1;') }),
    unsafe: {
      ...adding({ 'sql/1_a.sql': goose('SELECT 1;') }, { 'sql/2_b.sql': goose('SELECT 1;', '') }),
      expect: ['sql/2_b.sql:3 empty'],
    },
    undecidable: { files: { 'sql/1_a.sql': goose('SELECT 1;') } },
    elsewhere: { before: {}, files: {} },
  },
  'Alembic: the way down': {
    check: reversible,
    safe: adding(
      { 'versions/1.py': 'revision = "1"\ndown_revision = None' },
      { 'versions/2.py': alembic(ALEMBIC.adds) },
    ),
    unsafe: adding(
      { 'versions/1.py': 'revision = "1"\ndown_revision = None' },
      { 'versions/2.py': alembic(ALEMBIC.adds, 'pass').replace('downgrade():', 'downgrade(): # ! empty') },
    ),
    undecidable: { files: { 'versions/2.py': alembic(ALEMBIC.adds) } },
    elsewhere: { before: {}, files: {} },
  },
  'Rails: the way down': {
    check: reversible,
    safe: adding(
      { 'db/migrate/20250102030405_a.rb': rails('create_table :orders') },
      { 'db/migrate/20250202030405_b.rb': rails(RAILS.adds) },
    ),
    unsafe: adding(
      { 'db/migrate/20250102030405_a.rb': rails('create_table :orders') },
      { 'db/migrate/20250202030405_b.rb': rails('execute "DELETE FROM orders" # ! oneWay') },
    ),
    undecidable: { files: { 'db/migrate/20250102030405_a.rb': rails('create_table :orders') } },
    elsewhere: { before: {}, files: {} },
  },
  'Migrations beside the deployment': {
    check: versioned,
    safe: step('run: flyway migrate', 'run: helm upgrade --install api ./chart'),
    unsafe: step('run: flyway migrate && helm upgrade --install api ./chart # ! together'),
    undecidable: step('run: if [ "$1" = up ]; then flyway migrate; fi; helm upgrade --install api ./chart'),
    elsewhere: step('run: helm upgrade --install api ./chart'),
  },
  'Migrations behind the deployment': {
    check: versioned,
    safe: step('run: helm upgrade --install api ./chart', 'run: alembic upgrade head'),
    unsafe: step('run: helm upgrade --install api ./chart && alembic upgrade head # ! afterwards'),
    undecidable: step('run: helm upgrade --install api ./chart && { [ -z "$MIGRATE" ] || alembic upgrade head; }'),
    elsewhere: step('run: kubectl apply -f k8s/migrate-job.yaml'),
  },
  'Migrations when the application starts': {
    check: versioned,
    safe: tree({
      Procfile: 'release: alembic upgrade head',
      ...oneMigration,
      ...productionDeploy('run: alembic upgrade head', 'run: fly deploy'),
    }),
    unsafe: tree({
      Procfile: 'release: alembic upgrade head',
      ...oneMigration,
      ...productionDeploy('run: alembic upgrade head; fly deploy # ! together'),
    }),
    undecidable: tree({
      Procfile: 'release: alembic upgrade head',
      ...oneMigration,
      ...productionDeploy('run: fly deploy'),
    }),
    elsewhere: tree({ ...productionDeploy('run: fly deploy') }),
  },
  'Migrations that drop data of production': {
    check: destructive,
    safe: dropping('run: aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier before'),
    unsafe: {
      ...dropping(),
      expect: ['.github/workflows/deploy.yml:7 unsaved'],
    },
    undecidable: dropping('uses: acme/prepare@v1'),
    elsewhere: { before: dropping().before ?? {}, files: dropping().before ?? {} },
  },
})
