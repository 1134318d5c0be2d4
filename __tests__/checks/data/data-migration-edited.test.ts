import check from '../../../checks/data/data-migration-edited.js'
import { testCheck } from '../../helpers/check-tester.js'

const V1 = { 'db/migration/V1__orders.sql': 'CREATE TABLE orders (id INT);\n' }
const RAILS = 'class A < ActiveRecord::Migration[8.0]\n  def change\n    create_table :orders\n  end\nend\n'
const ALEMBIC = (body: string) =>
  `revision = "1"\ndown_revision = None\n\ndef upgrade():\n    ${body}\n\ndef downgrade():\n    op.drop_table("a")\n`

testCheck(check, {
  notApplicable: [
    { name: 'no migrations', files: { 'src/a.ts': '' }, before: { 'src/a.ts': 'x' } },
    { name: 'the first ones', files: V1, before: { 'README.md': '' } },
    {
      name: 'those of a test',
      files: { 'tests/db/V1__a.sql': 'SELECT 2' },
      before: { 'tests/db/V1__a.sql': 'SELECT 1' },
    },
  ],
  unknown: [
    { name: 'nothing to compare with', files: V1, reason: 'no earlier revision' },
    {
      name: 'several became one',
      before: { ...V1, 'db/migration/V2__b.sql': 'SELECT 2' },
      files: { 'db/migration/V3__all.sql': 'CREATE TABLE orders (id INT);' },
      reason: 'stands for migration',
    },
  ],
  passes: [
    { name: 'a new one', before: V1, files: { ...V1, 'db/migration/V2__b.sql': 'SELECT 1' } },
    {
      name: 'other ends of lines',
      before: V1,
      files: { 'db/migration/V1__orders.sql': 'CREATE TABLE orders (id INT);\r\n' },
    },
    {
      name: 'one that is run again when it changes',
      before: { ...V1, 'db/migration/R__views.sql': 'SELECT 1' },
      files: { ...V1, 'db/migration/R__views.sql': 'SELECT 2' },
    },
    {
      name: 'a comment, where the tool keeps no checksum',
      before: { 'db/1_a.up.sql': 'SELECT 1;' },
      files: { 'db/1_a.up.sql': '-- why\nSELECT 1;' },
    },
    {
      name: 'layout, quotes and the way down',
      before: { 'alembic/versions/1.py': ALEMBIC("op.create_table('a')") },
      files: {
        'alembic/versions/1.py': ALEMBIC('op.create_table(\n        "a",\n    )').replace(
          'drop_table("a")',
          'drop_table("b")',
        ),
      },
    },
    {
      name: 'a folder that is called otherwise',
      before: { 'db/1_a.up.sql': 'SELECT 1' },
      files: { 'database/1_a.up.sql': 'SELECT 1' },
    },
    {
      name: 'old ones of Rails are gone',
      before: { 'db/migrate/20250102030405_a.rb': RAILS, 'db/migrate/20250202030405_b.rb': RAILS },
      files: { 'db/migrate/20250202030405_b.rb': RAILS },
    },
    {
      name: 'a baseline stands for them',
      before: { ...V1, 'db/migration/V2__b.sql': 'SELECT 2' },
      files: { 'db/migration/B2__all.sql': 'SELECT 1', 'db/migration/V3__c.sql': 'SELECT 3' },
    },
    {
      name: 'another change set in the same changelog of Liquibase',
      before: { 'db/changelog.sql': '--liquibase formatted sql\n--changeset ada:1\nSELECT 1;' },
      files: {
        'db/changelog.sql': '--liquibase formatted sql\n--changeset ada:1\nSELECT 1;\n--changeset ada:2\nSELECT 2;',
      },
    },
    {
      name: 'Liquibase is told the old checksum',
      before: { 'db/changelog.sql': '--liquibase formatted sql\n--changeset ada:1\nSELECT 1;' },
      files: { 'db/changelog.sql': '--liquibase formatted sql\n--changeset ada:1\n--validCheckSum: 8:a\nSELECT 2;' },
    },
  ],
  fails: [
    {
      name: 'other statements',
      before: V1,
      files: { 'db/migration/V1__orders.sql': 'CREATE TABLE orders (id BIGINT);\n' },
      expect: ['db/migration/V1__orders.sql:1 edited'],
    },
    {
      name: 'a comment, where the tool keeps a checksum',
      before: V1,
      files: { 'db/migration/V1__orders.sql': '-- why\nCREATE TABLE orders (id INT);\n' },
      expect: ['db/migration/V1__orders.sql:1 edited'],
    },
    {
      name: 'the way up of Alembic',
      before: { 'alembic/versions/1.py': ALEMBIC("op.create_table('a')") },
      files: { 'alembic/versions/1.py': ALEMBIC("op.create_table('b')") },
      expect: ['alembic/versions/1.py:1 edited'],
    },
    { name: 'one is gone', before: { ...V1, 'db/migration/V2__b.sql': 'SELECT 2' }, files: V1, expect: ['gone'] },
    {
      name: 'several are one finding',
      before: { 'db/1_a.up.sql': 'SELECT 1', 'db/2_b.up.sql': 'SELECT 2' },
      files: { 'db/1_a.up.sql': 'SELECT 3', 'db/2_b.up.sql': 'SELECT 4' },
      expect: ['db/1_a.up.sql:1 edited'],
    },
    {
      name: 'a change set',
      before: { 'db/changelog.sql': '--liquibase formatted sql\n--changeset ada:1\nSELECT 1;' },
      files: { 'db/changelog.sql': '--liquibase formatted sql\n--changeset ada:1\nSELECT 2;' },
      expect: ['db/changelog.sql:2 edited'],
    },
  ],
})
