import { C_LIKE, JAVASCRIPT, type Syntax } from '../../tests/code.js'
import type { Style } from './style.js'

const PHP: Syntax = {
  stretches: [
    ...C_LIKE.stretches.slice(0, 2),
    { open: '"', close: '"', lines: true, escapes: true },
    { open: "'", close: "'", lines: true, escapes: true },
  ],
}
const JAVASCRIPT_UP = [
  /\bup\s{0,9}(?:=|:)\s{0,9}/,
  /\b(?:function|async|public)\s{1,9}up\s{0,9}\(/,
  /^\s{0,12}up\s{0,9}\(/m,
] as const
const JAVASCRIPT_DOWN =
  /\bdown\s{0,9}(?:=|:)\s{0,9}(?=async|\(|function|\w+\s{0,9}=>)|\b(?:function|async|public)\s{1,9}down\s{0,9}\(|^\s{0,12}down\s{0,9}\(/m
const script = (more: Pick<Style, 'calls' | 'scopes' | 'sql'>): Style => ({
  syntax: JAVASCRIPT,
  blocks: 'braces',
  up: JAVASCRIPT_UP,
  down: JAVASCRIPT_DOWN,
  ...more,
})
const php = (more: Pick<Style, 'calls' | 'scopes' | 'sql'>): Style => ({
  syntax: PHP,
  blocks: 'braces',
  up: [/\bfunction\s{1,9}up\s{0,9}\(/, /\bfunction\s{1,9}change\s{0,9}\(/],
  down: /\bfunction\s{1,9}down\s{0,9}\(/,
  ...more,
})

/** The calls that libraries for JavaScript and PHP document, by tool. */
export const SCRIPTS: readonly (readonly [tool: string, style: Style])[] = [
  [
    'knex',
    script({
      scopes: ['.table', '.alterTable', '.createTable'],
      sql: ['.raw'],
      calls: [
        { call: '.createTable', kind: 'create-table', table: 0 },
        { call: '.createTableIfNotExists', kind: 'create-table', table: 0 },
        { call: '.dropTable', kind: 'drop-table', table: 0 },
        { call: '.dropTableIfExists', kind: 'drop-table', table: 0 },
        { call: '.renameTable', kind: 'rename-table', table: 0, to: 1 },
        { call: '.dropColumn', kind: 'drop-column', table: 'scope', column: 0 },
        { call: '.dropColumns', kind: 'drop-column', table: 'scope', column: 0 },
        { call: '.renameColumn', kind: 'rename-column', table: 'scope', column: 0, to: 1 },
        { call: '.dropNullable', kind: 'require-value', table: 'scope', column: 0 },
        { call: '.alter', kind: 'change-type', table: 'scope' },
      ],
    }),
  ],
  [
    'sequelize',
    script({
      scopes: [],
      sql: ['.sequelize.query'],
      calls: [
        { call: '.createTable', kind: 'create-table', table: 0 },
        { call: '.dropTable', kind: 'drop-table', table: 0 },
        { call: '.renameTable', kind: 'rename-table', table: 0, to: 1 },
        {
          call: '.addColumn',
          kind: 'add-column',
          table: 0,
          column: 1,
          required: [/\ballowNull: false/, /\bdefaultValue\b/],
        },
        { call: '.removeColumn', kind: 'drop-column', table: 0, column: 1 },
        { call: '.renameColumn', kind: 'rename-column', table: 0, column: 1, to: 2 },
        { call: '.changeColumn', kind: 'change-type', table: 0, column: 1 },
      ],
    }),
  ],
  [
    'typeorm',
    script({
      scopes: [],
      sql: ['queryRunner.query'],
      calls: [
        { call: 'queryRunner.createTable', kind: 'create-table', table: 'name' },
        { call: 'queryRunner.dropTable', kind: 'drop-table', table: 0 },
        { call: 'queryRunner.renameTable', kind: 'rename-table', table: 0, to: 1 },
        { call: 'queryRunner.dropColumn', kind: 'drop-column', table: 0, column: 1 },
        { call: 'queryRunner.dropColumns', kind: 'drop-column', table: 0, column: 1 },
        { call: 'queryRunner.renameColumn', kind: 'rename-column', table: 0, column: 1, to: 2 },
        { call: 'queryRunner.changeColumn', kind: 'change-type', table: 0, column: 1 },
      ],
    }),
  ],
  ['mikro-orm', script({ scopes: [], sql: ['this.addSql'], calls: [] })],
  [
    'laravel',
    php({
      scopes: ['Schema::table', 'Schema::create'],
      sql: ['DB::statement', 'DB::unprepared'],
      calls: [
        { call: 'Schema::create', kind: 'create-table', table: 0 },
        { call: 'Schema::drop', kind: 'drop-table', table: 0 },
        { call: 'Schema::dropIfExists', kind: 'drop-table', table: 0 },
        { call: 'Schema::rename', kind: 'rename-table', table: 0, to: 1 },
        { call: '->dropColumn', kind: 'drop-column', table: 'scope', column: 0 },
        { call: '->dropConstrainedForeignId', kind: 'drop-column', table: 'scope', column: 0 },
        { call: '->renameColumn', kind: 'rename-column', table: 'scope', column: 0, to: 1 },
        { call: '->change', kind: 'change-type', table: 'scope' },
      ],
    }),
  ],
  ['doctrine', php({ scopes: [], sql: ['$this->addSql'], calls: [] })],
  [
    'phinx',
    php({
      scopes: ['$this->table'],
      sql: ['$this->execute'],
      calls: [
        { call: '->drop', kind: 'drop-table', table: 'scope' },
        { call: '->rename', kind: 'rename-table', table: 'scope', to: 0 },
        { call: '->removeColumn', kind: 'drop-column', table: 'scope', column: 0 },
        { call: '->renameColumn', kind: 'rename-column', table: 'scope', column: 0, to: 1 },
        { call: '->changeColumn', kind: 'change-type', table: 'scope', column: 0 },
      ],
    }),
  ],
]
