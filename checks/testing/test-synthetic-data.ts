import {
  defineCheck,
  isForTrying,
  stepsOf,
  z,
  type CheckOutcome,
  type DataFile,
  type Pipelines,
  type Project,
} from '../../src/check-api/index.js'

/** Packages that make test data, by ecosystem. */
const GENERATORS: Readonly<Record<string, RegExp>> = {
  npm: /^(?:@faker-js\/faker|faker|chance|fishery|@mswjs\/data|casual|@ngneat\/falso|@anatine\/zod-mock)$/,
  python: /^(?:faker|factory-boy|factory_boy|mimesis|model-bakery|model_bakery|mixer|sdv|hypothesis|polyfactory)$/,
  go: /^github\.com\/(?:brianvoe\/gofakeit|go-faker\/faker|bxcodec\/faker|jaswdr\/faker|bluele\/factory-go)/,
  cargo: /^(?:fake|faker_rand|proptest)$/,
  maven: /^(?:net\.datafaker:datafaker|com\.github\.javafaker:javafaker|org\.instancio:.*|org\.jeasy:easy-random.*)$/,
  bundler: /^(?:faker|factory_bot(?:_rails)?|ffaker|fabrication|forgery)$/,
  nuget: /^(?:bogus|autofixture.*|nbuilder|genfu)$/,
  composer: /^(?:fakerphp\/faker|fzaninotto\/faker|zenstruck\/foundry|league\/factory-muffin)$/,
}

/** Programs that take persons out of data. */
const MASKING: ReadonlySet<string> = new Set([
  'greenmask',
  'pg_anonymizer',
  'pganonymize',
  'pg_dump_anon',
  'myanon',
  'gdpr-dump',
  'neosync',
])

/** Words in paths that say where data come from, and that they are nobody's or everybody's. */
const NOT_REAL =
  /(?:^|[^a-z])(?:mock|mocks|mocked|mockaroo|fake|faker|dummy|seed|seeds|seeders?|generated|synthetic|anonymi[sz]ed|masked|fixtures?|stubs?|starter|authors?|contributors?|maintainers?|committers?|spam|public|open-?data|kaggle|datasets?|northwind|sakila|chinook|adventureworks)(?:[^a-z]|$)/i

/** Words in paths that say that data were somebody's. */
const FROM_PRODUCTION = /(?:^|[^a-z])(?:prod|production|live|backups?)(?:[^a-z]|$)/i

export default defineCheck({
  id: 'test-synthetic-data',
  title: 'Production-like data dump in the repository',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.LD.8', 'QA.TEM.2', 'waf.sec.protect-data', 'SEC02-BP03'],
  facets: { made: ['DL.LD.8', 'QA.TEM.2'], kept: ['waf.sec.protect-data', 'SEC02-BP03'] },
  needs: ['project', 'pipelines', 'tests'],
  options: z.strictObject({ minRecords: z._default(z.int().check(z.gte(1)), 20) }),
  messages: {
    records: {
      text: '{file} holds {count} e-mail addresses beside other data of persons, which look like real ones.',
      remedy:
        'Find out whose data they are. Take real ones out of the tree and its history, and make test data: with a generator, addresses of example.com, or a copy without the persons (greenmask, PostgreSQL Anonymizer).',
    },
    dump: {
      text: '{file} is a copy with data that {program} wrote, and its name says that it comes from production.',
      remedy: 'Take it out of the tree and its history. Keep the schema alone, and fill it with made-up rows.',
    },
  },

  *run({ project, pipelines, tests: { data, dataUnread } }, { minRecords }) {
    const judged = data.filter(({ path }) => !isForTrying(path) && !NOT_REAL.test(path))
    const found = judged.flatMap((file) => problemOf(file, minRecords))
    if (found.length > 0) return yield* found
    const [unread] = dataUnread.filter((path) => !isForTrying(path) && !NOT_REAL.test(path))
    if (unread !== undefined) {
      const reason = 'what {file} holds is not here, or too much to be read'
      return yield { kind: 'unknown', origin: 'files', reason, data: { file: unread } }
    }
    const made = generatorIn(project) ?? maskingIn(pipelines) ?? reservedIn(data)
    if (made !== undefined) yield { ...made, facet: 'made' }
    const reason = 'no data file holds what looks like records of persons'
    yield { kind: 'not-applicable', reason, ...(made !== undefined && { facet: 'kept' }) }
  },
})

function problemOf(file: DataFile, minRecords: number): CheckOutcome<'records' | 'dump'>[] {
  const { path, addresses, numbered, organisations, writtenBy, hasRows, at } = file
  if (addresses >= minRecords && !numbered && !organisations)
    return [{ kind: 'problem', message: 'records', data: { file: path, count: addresses }, at }]
  if (writtenBy === undefined || !hasRows || !FROM_PRODUCTION.test(path)) return []
  return [{ kind: 'problem', message: 'dump', data: { file: path, program: writtenBy }, at }]
}

type Evidence = Extract<CheckOutcome<never>, { kind: 'evidence' }>

function generatorIn({ dependencies }: Project): Evidence | undefined {
  const found = dependencies.find(({ ecosystem, name }) =>
    GENERATORS[ecosystem === 'gradle' ? 'maven' : ecosystem]?.test(name),
  )
  return found && { kind: 'evidence', text: '{what} makes test data', data: { what: found.name }, at: found.at }
}

function maskingIn(pipelines: Pipelines): Evidence | undefined {
  const commands = stepsOf(pipelines, { inlined: true }).flatMap(({ step }) => step.commands)
  const found = commands.find(({ argv }) => MASKING.has(argv[0]?.text ?? ''))
  if (found === undefined) return undefined
  const { argv, at, because } = found
  return {
    kind: 'evidence',
    text: '{what} takes persons out of the data',
    data: { what: argv[0]?.text ?? '' },
    at,
    because,
  }
}

function reservedIn(data: readonly DataFile[]): Evidence | undefined {
  const found = data.find(({ reserved, addresses }) => reserved >= 3 && addresses === 0)
  return (
    found && {
      kind: 'evidence',
      text: "the addresses in {file} are nobody's",
      data: { file: found.path },
      at: found.at,
    }
  )
}
