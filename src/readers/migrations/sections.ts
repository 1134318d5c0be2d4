/** The parts of a migration, by offsets in its text. */
export interface Sections {
  readonly up: Span
  /** Absent: there is no place for the way back. */
  readonly down?: Span
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** Comments by which tools tell the way up from the way down in one SQL file. */
const MARKS: ReadonlyMap<string, { readonly up: RegExp; readonly down: RegExp }> = new Map([
  // goose docs: SQL migrations.
  ['goose', { up: /^--\s{0,4}\+goose\s{1,4}up\b.*$/im, down: /^--\s{0,4}\+goose\s{1,4}down\b.*$/im }],
  // dbmate README: Creating migrations.
  ['dbmate', { up: /^--\s{0,4}migrate:up\b.*$/im, down: /^--\s{0,4}migrate:down\b.*$/im }],
  // sql-migrate README: Writing migrations.
  ['sql-migrate', { up: /^--\s{0,4}\+migrate\s{1,4}up\b.*$/im, down: /^--\s{0,4}\+migrate\s{1,4}down\b.*$/im }],
  // node-pg-migrate docs: SQL migrations.
  ['node-pg-migrate', { up: /^--\s{0,4}up migration\b.*$/im, down: /^--\s{0,4}down migration\b.*$/im }],
  // tern README: Migrations.
  ['tern', { up: /^/, down: /^-{4}\s{0,4}create above \/ drop below\s{0,4}-{4}.*$/im }],
])

/** The line that begins the way down in SQL of a tool; its name for tools without one. */
export function downMark(tool: string): string {
  return DOWN_MARKS.get(tool) ?? tool
}

const DOWN_MARKS: ReadonlyMap<string, string> = new Map([
  ['goose', '-- +goose Down'],
  ['dbmate', '-- migrate:down'],
  ['sql-migrate', '-- +migrate Down'],
  ['node-pg-migrate', '-- Down Migration'],
  ['tern', '---- create above / drop below ----'],
])

/** The ways up and down in an SQL file of this tool; the whole file is the way up for tools without marks. */
export function sectionsOf(tool: string, text: string): Sections {
  const marks = MARKS.get(tool)
  const whole = { start: 0, end: text.length }
  if (marks === undefined) return { up: whole }
  const [up, down] = [marks.up.exec(text), marks.down.exec(text)]
  if (up === null) return { up: whole }
  const from = up.index + up[0].length
  if (down === null) return { up: { start: from, end: text.length } }
  const back = down.index + down[0].length
  return down.index > up.index
    ? { up: { start: from, end: down.index }, down: { start: back, end: text.length } }
    : { up: { start: from, end: text.length }, down: { start: back, end: up.index } }
}
