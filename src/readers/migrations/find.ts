import { pathsFitting } from '../../core/path-index.js'
import { fileLocation } from '../../core/location.js'
import type { FileIndex, Migration, MigrationSet } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { folderOf, nameOf, resolveIn } from '../paths.js'
import { bodyOf, lazily, type Source } from './body.js'
import { faultsOf } from './order.js'
import { SHAPES, type Shape } from './shapes.js'
import { CHECKED, PAIRS } from './tools.js'

/** Names that no shape begins with are not compared with them. */
const CANDIDATE =
  /(?:^|\/)(?:[VvRBU][\d_](?:[^/_]|_(?!_))*__[^/]*\.(?:sql|java|kt)|\d[^/]*\.(?:sql|cql|py|rb|php|exs|cs|[cm]?[jt]s)|(?:Migration|Version)\d[^/]*\.(?:php|[cm]?[jt]s))$|(?:^|\/)(?:up|down|migration)\.sql$|(?:^|\/)(?:versions|migrations?)\/[^/]+\.(?:py|[cm]?[jt]s)$/

/** Migrations beyond this number are left out: more than any history that people keep. */
const MAX_MIGRATIONS = 20_000

type Files = ReaderContext['files']

interface Found {
  readonly shape: Shape
  readonly file: string
  readonly set: string
  readonly version?: string
}

/** The migrations of the tree by folder, those of files that checks do not judge left out. */
export function findMigrations({ files }: Pick<ReaderContext, 'files'>, index: FileIndex): MigrationSet[] {
  const found = pathsFitting(files.paths, [CANDIDATE])
    .filter((path) => !index.isExcluded(path))
    .slice(0, MAX_MIGRATIONS)
    .flatMap((path) => shapeOf(path, files) ?? [])
  const sets = new Map<string, Found[]>()
  for (const each of found) {
    const key = `${each.shape.tool}\0${each.set}`
    const set = sets.get(key)
    if (set === undefined) sets.set(key, [each])
    else set.push(each)
  }
  return [...sets.values()].flatMap((each) => setOf(each, files) ?? [])
}

function shapeOf(path: string, files: Files): Found | undefined {
  for (const shape of SHAPES) {
    const groups = shape.path.exec(path)?.groups
    const set = groups?.['set']
    if (set === undefined || (shape.beside?.some((name) => files.has(resolveIn(set, name))) ?? true) === false) continue
    if (shape.text?.test(files.text(path) ?? '') === false) continue
    const version = shape.tool === 'alembic' ? alembicRevision(files.text(path) ?? '') : groups?.['version']
    return { shape, file: path, set, ...(version !== undefined && { version: comparable(shape.tool, version) }) }
  }
  return undefined
}

function alembicRevision(text: string): string | undefined {
  return /^revision\b[^=\n]*=\s{0,9}["']([\w-]{1,100})["']/m.exec(text)?.[1]
}

/** Versions that a tool takes for the same: `1.02` and `1_2` of Flyway, `007` and `7` of those that count. */
function comparable(tool: string, version: string): string {
  if (tool === 'alembic' || (tool !== 'flyway' && !/^\d+$/.test(version))) return version
  const parts = version.split(/[._]+/).map((part) => part.replace(/^0+(?=\d)/, ''))
  while (parts.length > 1 && (parts.at(-1) === '0' || parts.at(-1) === '')) parts.pop()
  return parts.join('.')
}

function setOf(found: readonly Found[], files: Files): MigrationSet | undefined {
  const [first] = found
  const ups = found.filter(({ shape }) => shape.back !== true)
  if (first === undefined || ups.length === 0) return undefined
  const { tool } = first.shape
  const hasBacks = ups.length < found.length
  const migrations = ups.map((each) => migrationOf(each, files, hasBacks))
  return { tool, folder: first.set, migrations, faults: faultsOf(tool, migrations, (file) => files.text(file) ?? '') }
}

function migrationOf({ shape, file, set, version }: Found, files: Files, hasBacks: boolean): Migration {
  const { tool, kind = 'versioned' } = shape
  const checked = CHECKED.has(tool)
  const pair = PAIRS.get(tool)
  const textOf = (): string => files.text(file) ?? ''
  const read = (): ReturnType<typeof bodyOf> => {
    const source: Source = { file, tool, text: textOf(), checked }
    return bodyOf(pair === undefined ? source : { ...source, pair: pairOf(file, pair, files, hasBacks) })
  }
  const isNamedByFolder = folderOf(file) !== set
  const name = isNamedByFolder ? nameOf(folderOf(file)) : nameOf(file)
  const facts: Omit<Migration, 'body' | 'text'> = {
    tool,
    file,
    name,
    kind,
    checked,
    at: fileLocation(file),
    ...(version !== undefined && { version }),
  }
  return lazily(facts, textOf, read)
}

function pairOf(file: string, [up, down]: readonly [RegExp, string], files: Files, hasBacks: boolean) {
  const other = file.replace(up, down)
  const text = other !== file && files.has(other) ? files.text(other) : undefined
  return { file: other, isUsual: hasBacks, ...(text !== undefined && { text }) }
}
