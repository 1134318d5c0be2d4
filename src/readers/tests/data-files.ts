import { pathsFitting } from '../../core/path-index.js'
import { fileLocation } from '../../core/location.js'
import type { DataFile, FileIndex } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { addressesIn, areOfOrganisations, isNumbered } from './addresses.js'

/** Names of files that hold rows. */
const DATA = /\.(?:sql|dump|psql|pgsql|csv|tsv|jsonl|ndjson)$/i

/** Files that are opened, and characters of them that are read. */
const MAX_FILES = 1_000
const MAX_CHARACTERS = 8_000_000

/** What stands instead of a file whose content is kept elsewhere: Git LFS (its specification, "The Pointer"), git-annex. */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/|^(?:\.\.\/){0,20}\.git\/annex\/objects\/|^\/annex\/objects\//

/** How backup programs begin what they write, by the program. */
const HEADS: readonly (readonly [program: string, head: RegExp])[] = [
  ['pg_dump', /^-- PostgreSQL database (?:cluster )?dump/m],
  ['mysqldump', /^-- (?:MySQL|MariaDB) dump /m],
  ['phpMyAdmin', /^-- phpMyAdmin SQL Dump/m],
  ['sqlite3', /^PRAGMA foreign_keys=OFF;\s{1,2}BEGIN TRANSACTION;/m],
]

/** Statements by which a dump brings rows; group 1 is the table. */
const ROWS = /^(?:COPY|INSERT INTO) (?:ONLY )?[`"[]?(?:\w+[`"\]]?\.[`"[]?)?(\w+)/gm

/** Tables in which tools keep what they have done: they are in every dump of a schema. */
const OF_TOOLS =
  /^(?:schema_migrations|ar_internal_metadata|flyway_schema_history|schema_version|alembic_version|databasechangelog(?:lock)?|__efmigrationshistory|django_migrations|django_content_type|auth_permission|migrations|knex_migrations(?:_lock)?|_prisma_migrations|goose_db_version|phinxlog|doctrine_migration_versions|spatial_ref_sys|sqlite_sequence)$/i

/** Columns that hold more of a person than an address. */
const PERSON =
  /\b(?:(?:first|last|full|given|family|sur|user|customer|contact|display)_?-? ?name|name|phone|mobile|street|birth\w{0,8}|dob|password\w{0,8}|iban|ssn)\b/i

/** What the data files of the tree hold, those that are not judged left out; and those whose content is not here. */
export function readDataFiles(
  { files }: Pick<ReaderContext, 'files'>,
  { paths, isExcluded }: FileIndex,
): { readonly data: readonly DataFile[]; readonly dataUnread: readonly string[] } {
  const data: DataFile[] = []
  const dataUnread: string[] = []
  let characters = MAX_CHARACTERS
  const candidates = pathsFitting(paths, [DATA]).filter((path) => !isExcluded(path))
  for (const path of candidates.slice(0, MAX_FILES)) {
    const text = characters > 0 ? files.text(path) : undefined
    if (text === undefined || POINTER.test(text.slice(0, 200))) {
      dataUnread.push(path)
      continue
    }
    characters -= text.length
    data.push(fileOf(path, text))
  }
  return { data, dataUnread: [...dataUnread, ...candidates.slice(MAX_FILES)] }
}

function fileOf(path: string, text: string): DataFile {
  const { real, reserved, first } = addressesIn(text)
  const [writtenBy] = HEADS.find(([, head]) => head.test(text.slice(0, 4_000))) ?? []
  const line = text.slice(0, first).split('\n').length
  return {
    path,
    ...(writtenBy !== undefined && { writtenBy }),
    hasRows: [...text.matchAll(ROWS)].some(([, table = '']) => !OF_TOOLS.test(table)),
    addresses: PERSON.test(text.slice(0, 20_000)) ? real.length : 0,
    reserved,
    numbered: isNumbered(real),
    organisations: areOfOrganisations(real),
    at: real.length === 0 ? fileLocation(path) : { ...fileLocation(path), line, endLine: line },
  }
}
