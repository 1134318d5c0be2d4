import { onLowerCase, pathsFitting } from '../../core/path-index.js'
import type { FileIndex, SchemaStart } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { folderOf } from '../paths.js'
import { Positions } from '../yaml/positions.js'
import { ownPathsOfProducts } from '../project/own-paths.js'

/** Text of a file by which the schema is brought up when something starts. */
interface StartRule {
  readonly kind: SchemaStart['kind']
  readonly tool: string
  /** Names of files in which it counts, in lower case. */
  readonly file: RegExp
  readonly text: RegExp
  /** The text also needs this somewhere in the file. */
  readonly with?: RegExp
  /** And it must not have this: a database that goes with the process. */
  readonly without?: RegExp
  /** Names of files beside it: if the text of one fits `override`, it has the last word. */
  readonly overriddenBy?: RegExp
  readonly override?: RegExp
}

/** What containers, platforms and hooks start: scripts, Procfiles, images, charts. */
const STARTED =
  /(?:^|\/)(?:procfile|release-tasks\.sh|app\.json|render\.yaml|fly\.toml|package\.json|[^/]*dockerfile[^/]*|(?:docker-)?compose[^/]*\.ya?ml|(?:docker-)?entry-?point[^/]*|(?:start|run|boot|init|release|predeploy|migrat)[^/]*\.(?:sh|bash))$|(?:^|\/)(?:bin|scripts?|docker)\/[^/.]+(?:\.sh)?$|(?:^|\/)(?:templates|k8s|manifests|kubernetes|deploy(?:ment)?s?)\/[^/]+\.ya?ml$/
/** Code that starts an application, by its usual names. */
const CODE =
  /(?:^|\/)(?:main|index|app|server|startup|program|bootstrap|database|db|data-?source|ormconfig|migrat\w*|store|storage|config|[\w.-]*(?:app|database|typeorm)[\w.-]*(?:module|config)|[\w]*extensions?)\.(?:ts|js|mjs|cjs|py|go|rs|cs|java|kt|ex|rb|json)$/
const SPRING = /(?:^|\/)application[\w-]*\.(?:properties|ya?ml)$/

/** By the documentation of each tool; what changes the schema without migrations is `synchronize`. */
const RULES: readonly StartRule[] = [
  {
    kind: 'migrate',
    tool: 'alembic',
    file: STARTED,
    text: /\balembic\b[^\n]{0,60}\bupgrade\b|\bflask\s{1,4}db\s{1,4}upgrade\b/,
  },
  {
    kind: 'migrate',
    tool: 'django',
    file: STARTED,
    text: /\bmanage(?:\.py)?["',\s]{1,4}migrate\b|\bdjango-admin\s{1,4}migrate\b/,
  },
  { kind: 'migrate', tool: 'rails', file: STARTED, text: /\bdb:(?:migrate|prepare)\b/ },
  { kind: 'migrate', tool: 'knex', file: STARTED, text: /\bknex\b[^\n]{0,60}\bmigrate:(?:latest|up)\b/ },
  { kind: 'migrate', tool: 'typeorm', file: STARTED, text: /\btypeorm\b[^\n]{0,80}\bmigration:run\b/ },
  { kind: 'migrate', tool: 'sequelize', file: STARTED, text: /\bsequelize(?:-cli)?\b[^\n]{0,60}\bdb:migrate\b(?!:)/ },
  { kind: 'migrate', tool: 'prisma', file: STARTED, text: /\bprisma\b[^\n]{0,40}\bmigrate["',\s]{1,4}deploy\b/ },
  { kind: 'migrate', tool: 'laravel', file: STARTED, text: /\bartisan["',\s]{1,4}migrate\b/ },
  { kind: 'migrate', tool: 'flyway', file: STARTED, text: /\bflyway\b[^\n]{0,120}\bmigrate\b/ },
  { kind: 'migrate', tool: 'liquibase', file: STARTED, text: /\bliquibase\b[^\n]{0,120}\bupdate\b/ },
  { kind: 'migrate', tool: 'diesel', file: STARTED, text: /\bdiesel\b[^\n]{0,40}\bmigration["',\s]{1,4}run\b/ },
  { kind: 'migrate', tool: 'dbmate', file: STARTED, text: /\bdbmate\b[^\n]{0,60}\b(?:up|migrate)\b/ },
  { kind: 'migrate', tool: 'goose', file: STARTED, text: /\bgoose\b[^\n]{0,80}\bup\b/ },
  {
    kind: 'migrate',
    tool: 'migrate',
    file: STARTED,
    text: /\bmigrate\b[^\n]{0,80}-(?:path|source|database)\b[^\n]{0,160}\bup\b/,
  },
  {
    kind: 'migrate',
    tool: 'entity-framework',
    file: STARTED,
    text: /\bef["',\s]{1,4}database["',\s]{1,4}update\b|\befbundle\b/,
  },
  { kind: 'migrate', tool: 'ecto', file: STARTED, text: /\becto\.migrate\b|\.Release\.migrate\b/ },
  { kind: 'migrate', tool: 'alembic', file: CODE, text: /\bcommand\.upgrade\(/, with: /\balembic\b/ },
  { kind: 'migrate', tool: 'typeorm', file: CODE, text: /\bmigrationsRun["']?\s{0,4}:\s{0,4}true\b|\.runMigrations\(/ },
  { kind: 'migrate', tool: 'knex', file: CODE, text: /\.migrate\.latest\(/ },
  {
    kind: 'migrate',
    tool: 'migrate',
    file: CODE,
    text: /\bmigrate\.New(?:With\w+)?\(/,
    with: /golang-migrate\/migrate/,
  },
  { kind: 'migrate', tool: 'goose', file: CODE, text: /\bgoose\.Up(?:Context)?\(/ },
  { kind: 'migrate', tool: 'diesel', file: CODE, text: /\bembed_migrations!|\brun_pending_migrations\(/ },
  { kind: 'migrate', tool: 'sqlx', file: CODE, text: /\b(?:sqlx::)?migrate!\s{0,4}\(/ },
  { kind: 'migrate', tool: 'entity-framework', file: CODE, text: /\.Database\.Migrate(?:Async)?\(/ },
  { kind: 'migrate', tool: 'ecto', file: CODE, text: /\bEcto\.Migrator\b/ },
  // TypeORM docs: Data source options, `synchronize`. Of settings for production only what is written as such.
  {
    kind: 'synchronize',
    tool: 'typeorm',
    file: CODE,
    text: /\bsynchronize["']?\s{0,4}:\s{0,4}true\b/,
    with: /\btypeorm\b|\bDataSource\b|\bTypeOrmModule\b|\bentities\b/i,
    without: /['"]:memory:['"]/,
  },
  // Spring Boot docs: Database initialization. Profiles for development and tests have files of their own.
  {
    kind: 'synchronize',
    tool: 'hibernate',
    file: SPRING,
    text: /\bddl-auto\s{0,4}[:=]\s{0,4}["']?(?:update|create|create-drop)\b/,
    without: /jdbc:(?:h2|hsqldb):mem/,
    overriddenBy: /(?:^|\/)application-(?:prod|prd|live)[\w-]*\.(?:properties|ya?ml)$/,
    override: /\bddl-auto\b/,
  },
]

/** The patterns of names, which many rules share. */
const FILES: readonly RegExp[] = [...new Set(RULES.map(({ file }) => file))]

/** Files that are opened. */
const MAX_FILES = 3_000

/** Profiles and names of files that are not for running what users use. */
const FOR_TRYING =
  /(?:^|[./_-])(?:dev|develop|development|local|test|tests|testing|it|h2|ci|e2e|example|sample|demo)(?:[./_-]|$)/i

/** The first place of each kind and tool in a file. */
export function readStarts({ files }: Pick<ReaderContext, 'files'>, index: FileIndex): SchemaStart[] {
  const candidates = pathsFitting(ownPathsOfProducts(index), FILES, onLowerCase).flatMap((path) => {
    const name = path.toLowerCase()
    const fitting = FILES.filter((file) => file.test(name))
    if (fitting.length === 0 || FOR_TRYING.test(path)) return []
    return [{ path, rules: RULES.filter(({ file }) => fitting.includes(file)) }]
  })
  return candidates.slice(0, MAX_FILES).flatMap(({ path, rules }) => {
    const text = files.text(path)
    if (text === undefined) return []
    let positions: Positions | undefined
    return rules.flatMap((rule): SchemaStart[] => {
      const { kind, tool } = rule
      const match = applies(rule, text) ? rule.text.exec(text) : null
      if (match === null || isComment(text, match.index) || isOverridden(rule, path, files)) return []
      positions ??= new Positions(path, text)
      const at = positions.span(match.index, match.index + match[0].length, '')
      return [{ kind, tool, what: match[0].replace(/\s+/g, ' '), at }]
    })
  })
}

function applies({ with: also, without }: StartRule, text: string): boolean {
  return also?.test(text) !== false && without?.test(text) !== true
}

/** A profile for production, in the same folder, sets it too. */
function isOverridden({ overriddenBy, override }: StartRule, path: string, files: ReaderContext['files']): boolean {
  if (overriddenBy === undefined || override === undefined) return false
  return files.paths.some(
    (each) =>
      each !== path &&
      folderOf(each) === folderOf(path) &&
      overriddenBy.test(each) &&
      override.test(files.text(each) ?? ''),
  )
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^\s{0,200}(?:#|\/\/|\*|--|<!--)/.test(line.slice(0, 400))
}
