import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { FileIndex, Migration, MigrationBody, MigrationSet, SchemaChange } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { folderOf } from '../../paths.js'
import { yamlOf } from '../../yaml/cache.js'
import { Positions } from '../../yaml/positions.js'
import { lazily } from '../body.js'
import { faultsOf } from '../order.js'
import { readSql, type SqlChange } from '../sql/statements.js'
import { CHANGE_TYPES, ONE_WAY, type ChangeElement, type ChangeSet } from './changes.js'
import { sqlChangeSets } from './formatted-sql.js'
import { xmlChangeSets } from './xml.js'
import { yamlChangeSets } from './yaml.js'

/** Paths of changelogs: Liquibase leaves their names to people, who call them after it. */
const CANDIDATE =
  /(?:^|[/_.-])(?:liquibase|db|database|migrations?|changelogs?|change-?sets?|db[._-]?changelog[a-z0-9]*)(?:[/_.-]|$).*\.(?:xml|ya?ml|json|sql)$/i
const HEAD = /\bdatabaseChangeLog\b|^--\s{0,4}liquibase formatted sql/im
const MAX_FILES = 5_000
const MAX_HEAD = 8_000

/** The change sets of Liquibase's changelogs, by file: an id must be unique in its file, with its author. */
export function liquibaseSets(context: Pick<ReaderContext, 'files'>, index: FileIndex): MigrationSet[] {
  const { files } = context
  return pathsFitting(files.paths, [CANDIDATE])
    .filter((path) => !index.isExcluded(path))
    .slice(0, MAX_FILES)
    .flatMap((file): MigrationSet[] => {
      const text = files.text(file)
      if (text === undefined || !HEAD.test(text.slice(0, MAX_HEAD))) return []
      const positions = new Positions(file, text)
      const migrations = setsIn(context, file, text).map((set) => migrationOf(file, text, set, positions))
      if (migrations.length === 0) return []
      return [
        { tool: 'liquibase', folder: folderOf(file), migrations, faults: faultsOf('liquibase', migrations, () => '') },
      ]
    })
}

function setsIn(context: Pick<ReaderContext, 'files'>, file: string, text: string): ChangeSet[] {
  if (file.toLowerCase().endsWith('.xml')) return xmlChangeSets(text)
  if (file.toLowerCase().endsWith('.sql')) return sqlChangeSets(text)
  return (yamlOf(context, file)?.documents ?? []).flatMap((document) => yamlChangeSets(document))
}

function migrationOf(file: string, text: string, set: ChangeSet, positions: Positions): Migration {
  const start = positions.lineStart(set.line)
  const at = positions.span(start, positions.lineEnd(start), set.id)
  const isRepeatable = ['runonchange', 'runalways'].some((name) => set.attributes.get(name) === 'true')
  const isAllowed = set.attributes.has('validchecksum')
  const version = `${set.id} (${set.author})`
  // Change sets for one database each may share an id.
  const isForOne = set.attributes.has('dbms') || set.attributes.has('context') || set.attributes.has('labels')
  const kind = isRepeatable || isAllowed ? 'repeatable' : 'versioned'
  const isNamed = set.id !== '' && !set.id.includes('${') && !isForOne
  return lazily(
    { tool: 'liquibase', file, name: version, kind, checked: true, at, ...(isNamed && { version }) },
    () => text,
    () => bodyOf(set, at, positions),
  )
}

function bodyOf(set: ChangeSet, at: Migration['at'], positions: Positions): MigrationBody {
  const oneWay = set.changes.find(({ name }) => ONE_WAY.has(name))
  const place = (line: number): Migration['at'] => {
    const start = positions.lineStart(line)
    return { ...fileLocation(at.file), ...positions.span(start, positions.lineEnd(start), set.id) }
  }
  const kind = set.hasRollback ? 'written' : set.changes.length === 0 ? 'unneeded' : oneWay ? 'one-way' : 'automatic'
  return {
    essence: set.changes.map(textOf).join('\n'),
    changes: set.changes.flatMap((change) => changesOf(change, place(change.line))),
    hidden: set.changes.filter(isHidden).map(({ name, line }) => ({ value: name, at: place(line) })),
    back: { kind, what: oneWay?.name ?? 'rollback', at: oneWay === undefined ? at : place(oneWay.line) },
    remarks: set.remarks.map(({ text, line }) => ({ value: text, at: place(line) })),
  }
}

/** What another file or a program decides, and SQL that is put together when it runs. */
function isHidden({ name, text }: ChangeElement): boolean {
  if (name === 'sql' || name === 'statement') return readSql(text).hidden.length > 0
  return name === 'sqlFile' || name === 'customChange'
}

/** All that counts of a change, in an order that does not hang on how it is written. */
function textOf({ name, attributes, children, text }: ChangeElement): string {
  const given = [...attributes].map(([key, value]) => `${key}=${value.replace(/\s+/g, ' ')}`).sort()
  return `${name}[${given.join(' ')}]${text.replace(/\s+/g, ' ')}{${children.map(textOf).join('')}}`
}

function changesOf(change: ChangeElement, at: Migration['at']): SchemaChange[] {
  if (change.name === 'sql' || change.name === 'statement')
    return readSql(change.text).changes.map((each) => ofSql(each, change.text, at))
  if (change.name === 'addColumn') return addedColumns(change, at)
  const type = CHANGE_TYPES.get(change.name)
  if (type === undefined) return []
  if (change.name === 'addNotNullConstraint' && change.attributes.has('defaultNullValue')) return []
  const named = (attribute: string | undefined): string | undefined =>
    attribute === undefined ? undefined : change.attributes.get(attribute)?.toLowerCase()
  const table = named(type.table)
  const columns = type.column === undefined ? [undefined] : columnsOf(change, named(type.column))
  return columns.map((column) => {
    const to = named(type.to)
    const names = [table, column].filter((each) => each !== undefined).join('.')
    return {
      kind: type.kind,
      ...(table !== undefined && { table }),
      ...(column !== undefined && { column }),
      ...(to !== undefined && { to }),
      statement: `${change.name} ${names}`,
      at,
    }
  })
}

/** `dropColumn` may name several in elements of their own. */
function columnsOf({ children }: ChangeElement, own: string | undefined): (string | undefined)[] {
  const inner = children.flatMap(({ name, attributes }) =>
    name === 'column' ? (attributes.get('name')?.toLowerCase() ?? []) : [],
  )
  return own === undefined && inner.length > 0 ? inner : [own]
}

/** A column with a constraint of its own and no default is required. */
function addedColumns({ attributes, children }: ChangeElement, at: Migration['at']): SchemaChange[] {
  const table = attributes.get('tableName')?.toLowerCase()
  const found: SchemaChange[] = []
  let current: { column: string | undefined; isFilled: boolean; isRequired: boolean } | undefined
  const close = (): void => {
    if (current === undefined) return
    const { column, isFilled, isRequired } = current
    found.push({
      kind: isRequired && !isFilled ? 'add-required-column' : 'add-column',
      ...(table !== undefined && { table }),
      ...(column !== undefined && { column }),
      statement: `addColumn ${[table, column].filter((each) => each !== undefined).join('.')}`,
      at,
    })
  }
  for (const { name, attributes: own, children: inner } of children.flatMap((child) => [child, ...child.children])) {
    if (name === 'column') {
      close()
      const isFilled = [...own.keys()].some(
        (key) => key.startsWith('default') || key === 'autoIncrement' || key.startsWith('value'),
      )
      current = { column: own.get('name')?.toLowerCase(), isFilled, isRequired: false }
    }
    const limits = name === 'constraints' ? own : inner.find((each) => each.name === 'constraints')?.attributes
    if (limits?.get('nullable') === 'false' && current !== undefined) current.isRequired = true
  }
  close()
  return found
}

function ofSql({ kind, table, column, to, start, end }: SqlChange, text: string, at: Migration['at']): SchemaChange {
  return {
    kind,
    ...(table !== undefined && { table }),
    ...(column !== undefined && { column }),
    ...(to !== undefined && { to }),
    statement: text.slice(start, Math.min(end, start + 100)).replace(/\s+/g, ' '),
    at,
  }
}
