import { expect, test } from '@jest/globals'
import { readSql } from '../../../src/readers/migrations/sql/statements.js'

const said = (sql: string) =>
  readSql(sql).changes.map(({ kind, table, column, to }) =>
    [kind, [table, column].filter(Boolean).join('.'), to].filter(Boolean).join(' '),
  )

test.each<[string, string, string[]]>([
  ['nothing', '-- DROP TABLE orders;\n/* ALTER TABLE a DROP b; */\n# DROP TABLE c', []],
  ['strings', "INSERT INTO notes VALUES ('DROP TABLE orders'); SELECT E'\\' DROP TABLE a';", []],
  [
    'bodies of functions',
    'CREATE FUNCTION f() RETURNS void AS $body$ BEGIN DROP TABLE a; END $body$ LANGUAGE plpgsql;',
    [],
  ],
  [
    'constraints and defaults',
    'ALTER TABLE a DROP CONSTRAINT c, ADD CONSTRAINT d CHECK (x > 0), ALTER COLUMN e DROP NOT NULL',
    [],
  ],
  ['indexes', 'ALTER TABLE a RENAME INDEX b TO c; DROP INDEX d; ALTER TABLE e ADD INDEX f (g)', []],
  ['temporary tables of SQL Server', 'DROP TABLE #rows; CREATE TABLE #rows (a INT)', []],
  ['a table', 'CREATE TABLE IF NOT EXISTS public."Orders" (id INT NOT NULL)', ['create-table orders']],
  ['a temporary one', 'CREATE TEMP TABLE copy AS SELECT 1; DROP TABLE copy', ['create-table copy', 'drop-table copy']],
  ['columns', 'ALTER TABLE a ADD COLUMN b text, ADD c int NOT NULL DEFAULT 0', ['add-column a.b', 'add-column a.c']],
  ['a required column', 'ALTER TABLE IF EXISTS ONLY a ADD b text NOT NULL', ['add-required-column a.b']],
  [
    'columns that fill themselves',
    'ALTER TABLE a ADD b SERIAL NOT NULL, ADD c INT NOT NULL AUTO_INCREMENT',
    ['add-column a.b', 'add-column a.c'],
  ],
  [
    'Oracle',
    'ALTER TABLE a ADD (b NUMBER(10,2), c VARCHAR2(9) NOT NULL)',
    ['add-column a.b', 'add-required-column a.c'],
  ],
  [
    'SQL Server',
    'ALTER TABLE [dbo].[a] ADD [b] INT NULL, [c] BIT NOT NULL\nGO\nALTER TABLE [dbo].[a] DROP COLUMN [d], [e]',
    ['add-column a.b', 'add-required-column a.c', 'drop-column a.d', 'drop-column a.e'],
  ],
  ['a guard', "IF COL_LENGTH('a', 'b') IS NOT NULL BEGIN ALTER TABLE a DROP COLUMN b END", ['drop-column a.b']],
  ['several tables', 'DROP TABLE IF EXISTS a, s.b CASCADE', ['drop-table a', 'drop-table b']],
  [
    'names',
    'ALTER TABLE a RENAME COLUMN b TO c; ALTER TABLE a RENAME TO d',
    ['rename-column a.b c', 'rename-table a d'],
  ],
  [
    'MySQL',
    'ALTER TABLE `a` CHANGE `b` `c` INT, CHANGE d d BIGINT, MODIFY e TEXT; RENAME TABLE a TO f',
    ['rename-column a.b c', 'change-type a.d', 'change-type a.e', 'rename-table a f'],
  ],
  [
    'types',
    'ALTER TABLE a ALTER COLUMN b TYPE int, ALTER c SET DATA TYPE text, ALTER d SET NOT NULL',
    ['change-type a.b', 'change-type a.c', 'require-value a.d'],
  ],
  ['blocks', 'DO $$ BEGIN ALTER TABLE a DROP COLUMN b; END $$;', ['drop-column a.b']],
  [
    'references',
    'ALTER TABLE a ADD b INT REFERENCES c ON DELETE SET NULL ON UPDATE CASCADE, DROP d',
    ['add-column a.b', 'drop-column a.d'],
  ],
])('%s', (_, sql, expected) => {
  expect(said(sql)).toEqual(expected)
})

test.each([
  "DO $$ BEGIN EXECUTE format('DROP TABLE %I', t); END $$",
  'EXEC (@sql)',
  'EXEC sp_executesql @sql',
  'PREPARE s FROM @sql; EXECUTE s',
])('%s is put together when it runs', (sql) => {
  expect(readSql(sql).hidden).toHaveLength(1)
})

test('positions are those of the source', () => {
  const sql = 'DO $x$\nDROP TABLE a;\n$x$;\nDROP TABLE b;'
  expect(readSql(sql).changes.map(({ start }) => start)).toEqual([
    sql.indexOf('DROP TABLE a'),
    sql.indexOf('DROP TABLE b'),
  ])
})

test('hostile text is read in linear time', () => {
  const long = 300_000
  for (const text of ["'", '"', '$$', '$a', '[a', '(', 'ALTER TABLE a DROP ', 'DO $$ ', 'ADD (', '/*', 'CREATE ']) {
    expect(Array.isArray(readSql(text.repeat(long / text.length)).changes)).toBe(true)
  }
}, 20_000)
