import check from '../../../checks/data/data-migration-reversible.js'
import { testCheck } from '../../helpers/check-tester.js'

const before = { 'db/1_a.up.sql': 'SELECT 1', 'db/1_a.down.sql': 'SELECT 2' }
const forward = { 'db/1_a.up.sql': 'SELECT 1', 'db/2_b.up.sql': 'SELECT 1', 'db/3_c.up.sql': 'SELECT 1' }
const RAILS = (body: string) => `class A < ActiveRecord::Migration[8.0]\n  def change\n    ${body}\n  end\nend\n`
const rails = (body: string) => ({
  before: { 'db/migrate/20250102030405_a.rb': RAILS('create_table :orders') },
  files: {
    'db/migrate/20250102030405_a.rb': RAILS('create_table :orders'),
    'db/migrate/20250202030405_b.rb': RAILS(body),
  },
})
const GOOSE = { 'sql/1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;' }
const alembic = (down: string) => ({
  before: { 'versions/1.py': 'revision = "1"\ndown_revision = None' },
  files: {
    'versions/1.py': 'revision = "1"\ndown_revision = None',
    'versions/2.py': `revision = "2"\ndown_revision = "1"\n\ndef upgrade():\n    op.create_table("a")\n\n${down}\n`,
  },
})

testCheck(check, {
  notApplicable: [
    { name: 'no migrations', files: {}, before: {} },
    { name: 'nothing is added', files: before, before },
    { name: 'a tool that only goes forward', files: { 'prisma/migrations/1_a/migration.sql': 'SELECT 1' }, before: {} },
    { name: 'a project that only goes forward', before: forward, files: { ...forward, 'db/4_d.up.sql': 'SELECT 1' } },
    {
      name: 'change sets of a project that never writes rollbacks',
      before: {
        'db/changelog-1.sql': `--liquibase formatted sql${[1, 2, 3].map((id) => `\n--changeset ada:${id}\nSELECT 1;`).join('')}`,
      },
      files: {
        'db/changelog-1.sql': `--liquibase formatted sql${[1, 2, 3].map((id) => `\n--changeset ada:${id}\nSELECT 1;`).join('')}`,
        'db/changelog-2.sql': '--liquibase formatted sql\n--changeset ada:4\nSELECT 1;',
      },
    },
    {
      name: 'a merge of revisions',
      before: {},
      files: {
        'versions/3.py':
          'revision = "3"\ndown_revision = ("1", "2")\n\ndef upgrade():\n    pass\n\ndef downgrade():\n    pass\n',
      },
    },
  ],
  unknown: [
    { name: 'nothing to compare with', files: before, reason: 'no earlier revision' },
    {
      name: 'a migration of Flyway in Java',
      before: { 'db/V1__a.java': '' },
      files: { 'db/V1__a.java': '', 'db/V2__b.java': 'class V2__b {}' },
      reason: 'is not read',
    },
  ],
  passes: [
    { name: 'both ways', before, files: { ...before, 'db/2_b.up.sql': 'SELECT 1', 'db/2_b.down.sql': 'SELECT 2' } },
    { name: 'Rails turns it around', ...rails('add_column :orders, :total, :integer') },
    { name: 'a comment says why not', ...alembic('def downgrade():\n    # The rows are gone for good.\n    pass') },
    {
      name: 'a change set that Liquibase turns around',
      before: {},
      files: {
        'db/changelog.xml':
          '<databaseChangeLog><changeSet id="1" author="a"><createTable tableName="a"/></changeSet></databaseChangeLog>',
      },
    },
  ],
  fails: [
    {
      name: 'no second file',
      before,
      files: { ...before, 'db/2_b.up.sql': 'SELECT 1' },
      expect: ['db/2_b.up.sql:1 absent'],
    },
    {
      name: 'an empty file',
      before,
      files: { ...before, 'db/2_b.up.sql': 'SELECT 1', 'db/2_b.down.sql': '' },
      expect: ['db/2_b.down.sql:1 empty'],
    },
    {
      name: 'an empty part',
      before: GOOSE,
      files: { ...GOOSE, 'sql/2_b.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n' },
      expect: ['sql/2_b.sql:3 empty'],
    },
    { name: 'pass', ...alembic('def downgrade(): # ! empty\n    pass') },
    { name: 'it raises', ...alembic('def downgrade(): # ! refused\n    raise NotImplementedError') },
    { name: 'Rails cannot turn it around', ...rails('execute "DELETE FROM orders" # ! oneWay') },
    {
      name: 'Django cannot either',
      before: { 'shop/migrations/0001_a.py': 'class Migration(migrations.Migration):\n    pass' },
      files: {
        'shop/migrations/0001_a.py': 'class Migration(migrations.Migration):\n    pass',
        'shop/migrations/0002_b.py':
          'class Migration(migrations.Migration):\n    operations = [\n        migrations.RunPython(fill), # ! oneWay\n    ]',
      },
    },
    {
      name: 'nor Liquibase',
      before: {},
      files: {
        'db/changelog.xml':
          '<databaseChangeLog>\n<changeSet id="1" author="a">\n<dropTable tableName="a"/>\n</changeSet></databaseChangeLog>',
      },
      expect: ['db/changelog.xml:3 oneWay'],
    },
  ],
})
